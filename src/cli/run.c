/* run.c - `yagura run`: watches interfaces, reads captures, serves the page. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "cli/settings.h"
#include "proc/monitor.h"

typedef bool set_function(struct run_config *, const char *value);

static bool set_interface(struct run_config *c, const char *value)
{
	if (c->interfaces == RUN_SOURCES_MAX)
		return false;
	c->interface[c->interfaces++] = value;
	return true;
}

static bool set_file(struct run_config *c, const char *value)
{
	if (c->files == RUN_SOURCES_MAX)
		return false;
	c->file[c->files++] = value;
	return true;
}

static bool set_log(struct run_config *c, const char *value)
{
	if (c->logs == RUN_LOGS_MAX / 2)
		return false;
	c->log[c->logs++] = value;
	return true;
}

static bool set_socket(struct run_config *c, const char *value)
{
	if (c->sockets == RUN_LOGS_MAX / 2)
		return false;
	c->socket[c->sockets++] = value;
	return true;
}

static bool set_learn(struct run_config *c, const char *value)
{
	return cli_minutes(value, &c->learn);
}

static bool set_at(struct run_config *c, const char *value)
{
	if (c->ats == RUN_AT_MAX)
		return false;
	c->at[c->ats++] = value;
	return true;
}

static bool set_config(struct run_config *c, const char *value)
{
	return settings_read(value, c);
}

/* Options that take a text. */
static const struct {
	const char *name;
	size_t offset;
	set_function *set;
} options[] = {
	{"--db", offsetof(struct run_config, database), NULL},
	{"--listen", offsetof(struct run_config, listen), NULL},
	{"--site", offsetof(struct run_config, site), NULL},
	{"--web", offsetof(struct run_config, web), NULL},
	{"--certificate", offsetof(struct run_config, certificate), NULL},
	{"--key", offsetof(struct run_config, key), NULL},
	{"--filter", offsetof(struct run_config, filter), NULL},
	{"--ring", offsetof(struct run_config, ring), NULL},
	{"--learn", 0, set_learn},
	{"--eve", 0, set_log},
	{"--eve-socket", 0, set_socket},
	{"--at", 0, set_at},
	{"-i", 0, set_interface},
	{"-r", 0, set_file},
	{"-c", 0, set_config},
};

static bool set_option(struct run_config *c, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		if (strcmp(options[i].name, name) != 0)
			continue;
		if (options[i].set)
			return options[i].set(c, value);
		*(const char **)((char *)c + options[i].offset) = value;
		return true;
	}
	fprintf(stderr, "yagura: run does not know %s\n", name);
	return false;
}

int command_run(int argc, char **argv)
{
	struct run_config config = {
		.database = "yagura.db", .listen = "127.0.0.1:8080", .site = "main", .web = "web/dist"};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--demo") == 0)
			config.demo = true;
		else if (argv[i][0] != '-' && set_file(&config, argv[i]))
			continue;
		else if (i + 1 >= argc || !set_option(&config, argv[i], argv[i + 1]))
			return cli_usage("run");
		else
			i++;
	}
	return monitor_run(&config);
}
