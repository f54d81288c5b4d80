/* cli.c - the table of commands. SPDX-License-Identifier: Apache-2.0 */

#include "cli/cli.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "cli/commands.h"
#include "lib/clock.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
	const char *help;
} commands[] = {
#define COMMAND_ROW(name, usage, help) {#name, command_##name, usage, help},
	COMMANDS(COMMAND_ROW)
#undef COMMAND_ROW
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void print_help(FILE *out)
{
	fputs("Yagura watches a factory's networks and tells what is on them.\n\n", out);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  yagura %s %s\n      %s\n", commands[i].name, commands[i].usage,
			commands[i].help);
}

int cli_usage(const char *command)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, command) == 0)
			fprintf(stderr, "usage: yagura %s %s\n", command, commands[i].usage);
	return 2;
}

bool cli_minutes(const char *text, int64_t *ns)
{
	char *end;

	errno = 0;
	const long minutes = strtol(text, &end, 10);

	*ns = minutes * 60 * SECOND;
	return errno == 0 && *end == '\0' && minutes > 0 && minutes <= 525600;
}

int cli_main(int argc, char **argv)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	if (sodium_init() < 0) {
		fputs("yagura: the random source of this system cannot be used\n", stderr);
		return 2;
	}
	if (argc < 2) {
		print_help(stderr);
		return 2;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		print_help(stdout);
		return 0;
	}
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, argv[1]) == 0)
			return commands[i].run(argc - 1, argv + 1);
	fprintf(stderr, "yagura: no command '%s'; `yagura help` lists them\n", argv[1]);
	return 2;
}
