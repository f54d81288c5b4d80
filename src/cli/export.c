/* export.c - `yagura export`: what was accepted, as a file for other programs. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "report/export.h"
#include "store/store.h"

struct request {
	const struct export *export;
	const char *database;
	const char *output; /* NULL: standard output */
	struct export_job job;
};

static bool set_value(struct request *r, const char *name, const char *value)
{
	if (strcmp(name, "--db") == 0)
		r->database = value;
	else if (strcmp(name, "-o") == 0)
		r->output = value;
	else if (strcmp(name, "--asset") == 0)
		return (r->job.asset = asset_id_parse(value)) != 0;
	else
		return false;
	return true;
}

static bool parse(struct request *r, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--open") == 0)
			r->job.open = true;
		else if (strcmp(argv[i], "--enforce") == 0)
			r->job.enforce = true;
		else if (argv[i][0] != '-' && !r->export)
			r->export = export_find(argv[i]);
		else if (i + 1 >= argc || !set_value(r, argv[i], argv[i + 1]))
			return false;
		else
			i++;
	}
	return r->export && (r->job.asset || !r->export->one_device);
}

static int usage(void)
{
	const int status = cli_usage("export");

	for (size_t i = 0; i < export_count; i++)
		fprintf(stderr, "  %-12s %s%s\n", exports[i].name, exports[i].says,
			exports[i].one_device ? " (wants --asset)" : "");
	return status;
}

static int write_out(const char *path, const struct buf *bytes)
{
	FILE *file = path ? fopen(path, "wbe") : stdout;

	if (!file)
		return -errno;
	const bool written =
		fwrite(bytes->data, 1, bytes->length, file) == bytes->length && fflush(file) == 0;
	const bool closed = !path || fclose(file) == 0;
	return written && closed ? 0 : -EIO;
}

static int export_to(struct request *r)
{
	struct arena arena = {0};
	struct buf out = {0};
	const char *said = r->output ? r->output : "standard output";

	r->job.arena = &arena;
	r->job.out = &out;
	int rc = export_write(r->export, &r->job);
	if (rc)
		fprintf(stderr, "yagura: %s: %s\n", r->export->name,
			rc == -ENOENT ? "there is no such device" : store_error(r->job.store));
	else if ((rc = write_out(r->output, &out)) != 0)
		fprintf(stderr, "yagura: %s: %s\n", said, strerror(-rc));
	buf_free(&out);
	arena_free(&arena);
	return rc ? 2 : 0;
}

int command_export(int argc, char **argv)
{
	struct request r = {.database = "yagura.db", .job = {.viewer = &store_system, .now = clock_now()}};
	char error[512];
	int rc = 0;

	if (!parse(&r, argc, argv))
		return usage();
	r.job.store = store_reader_open(r.database, 0, &rc, error, sizeof(error));
	if (!r.job.store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	const int status = export_to(&r);
	store_close(r.job.store);
	return status;
}
