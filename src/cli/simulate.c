/* simulate.c - `yagura simulate`: a capture of the model factory. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/simulate.h"

#include "cli/commands.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

enum { MINUTES_MAX = 14 * 24 * 60 };

static int take_number(const char *option, const char *text, uint64_t max, uint64_t *out)
{
	char *end = NULL;

	errno = 0;
	const unsigned long long value = strtoull(text, &end, 10);

	if (errno || *end || end == text || *text == '-' || value > max) {
		fprintf(stderr, "yagura simulate: %s wants a number up to %llu, not '%s'\n", option,
		        (unsigned long long)max, text);
		return -1;
	}
	*out = value;
	return 0;
}

static int take_options(int argc, char **argv, struct simulate_options *options, const char **path)
{
	for (int i = 1; i < argc; i++) {
		const char *option = argv[i];
		const char *value = i + 1 < argc ? argv[++i] : NULL;
		uint64_t number = 0;

		if (!value)
			return -1;
		if (strcmp(option, "-o") == 0) {
			*path = value;
		} else if (strcmp(option, "--scenario") == 0) {
			options->scenario = value;
		} else if (strcmp(option, "--minutes") == 0) {
			if (take_number(option, value, MINUTES_MAX, &number) != 0)
				return -1;
			options->minutes = (unsigned)number;
		} else if (strcmp(option, "--seed") == 0) {
			if (take_number(option, value, UINT64_MAX, &options->seed) != 0)
				return -1;
		} else {
			return -1;
		}
	}
	return *path ? 0 : -1;
}

static int write_capture(const struct simulate_options *options, const char *path)
{
	struct simulate_result result = {0};
	const bool piped = strcmp(path, "-") == 0;
	FILE *out = piped ? stdout : fopen(path, "wb");

	if (!out) {
		fprintf(stderr, "yagura simulate: %s: %s\n", path, strerror(errno));
		return 2;
	}
	int rc = simulate_write(options, out, &result);

	if (!piped && fclose(out) != 0 && rc == 0)
		rc = -errno;
	if (result.error[0]) {
		fprintf(stderr, "yagura simulate: scenario '%s': %s; there are", options->scenario,
		        result.error);
		simulate_print_scenarios(stderr);
		fputc('\n', stderr);
	} else if (rc != 0) {
		fprintf(stderr, "yagura simulate: %s: %s\n", path, strerror(-rc));
	}
	if (rc != 0 && !piped)
		unlink(path);
	return rc == 0 ? 0 : 2;
}

int command_simulate(int argc, char **argv)
{
	struct simulate_options options = {.seed = 1};
	const char *path = NULL;

	if (take_options(argc, argv, &options, &path) != 0)
		return cli_usage("simulate");
	return write_capture(&options, path);
}
