/* read.c - `yagura read`: captures to a summary or to EVE lines. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/findings.h"
#include "cli/room.h"
#include "cli/summary.h"
#include "judge/judge.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "proc/child.h"
#include "proc/reading.h"
#include "store/finding.h"
#include "store/zoning.h"

#define NOBODY 65534

struct reader {
	bool json;
	bool unjudged; /* what is there alone, for who measures or does not want findings */
	bool bar; /* a progress bar on standard error */
	const char *site;
	const char *database; /* NULL: nothing is kept */
	struct store *store;
	int64_t source_id; /* in the store */
	unsigned int source; /* number of the file at hand */
	struct inventory *inventory;
	struct judge *judge;
	int64_t learn;	    /* ns of captures' own time that are left to learn from; 0 nothing, or all is learned */
	bool learning;	    /* the source at hand still does */
	bool wants_learning;
	unsigned int learn_files; /* so many files at the beginning are learned from as a whole */
	int64_t first, last; /* of the file at hand */
	int fail_on;	    /* enum severity, 0 none */
	struct summary *summary;
	struct arena arena;
	bool store_failed;
	char trouble[512]; /* why the file at hand is broken */
	struct room room;  /* of the file at hand */
};

static uint64_t counter(const struct record *r, const char *name)
{
	for (size_t i = 0; i < r->stats.counter_count; i++)
		if (strcmp(r->stats.counters[i].name, name) == 0)
			return r->stats.counters[i].value;
	return 0;
}

static void show_progress(struct reader *rd, const struct record *r)
{
	uint64_t done = counter(r, "capture.file_bytes"), total = counter(r, "capture.file_size");

	if (r->stats.detail)
		snprintf(rd->trouble, sizeof(rd->trouble), "%s", r->stats.detail);
	if (!rd->bar)
		return;
	int percent = total ? (int)(done * 100 / total) : 0;
	fprintf(stderr, "\r\033[K[%-40.*s] %3d %%  %llu packets", percent * 40 / 100,
		"########################################", percent,
		(unsigned long long)counter(r, "capture.packets"));
	if (strcmp(r->stats.state ? r->stats.state : "", "reading") != 0)
		fputs("\r\033[K", stderr);
}

static int64_t judged_source(const struct reader *rd)
{
	return rd->store ? rd->source_id : (int64_t)rd->source + 1;
}

/* What was learned is enforced from now on. */
static void end_learning(struct reader *rd)
{
	rd->learning = false;
	rd->learn = 0;
	judge_set_phase(rd->judge, judged_source(rd), PHASE_ENFORCE);
}

static void follow_time(struct reader *rd, const struct record *r)
{
	const int64_t first = r->type == RECORD_FLOW ? r->flow.start : r->time;

	if (rd->first == 0 || first < rd->first)
		rd->first = first;
	if (r->time > rd->last)
		rd->last = r->time;
}

static void take_line(struct reader *rd, const struct told_line *line)
{
	struct record r = line->record;

	if (rd->json) {
		fwrite(line->text, 1, line->length, stdout);
		putchar('\n');
	}
	if (line->error) {
		log_warn("a record of the sensor cannot be read: %s", line->error);
		return;
	}
	arena_reset(&rd->arena);
	const struct inventory_parties *parties = inventory_line(rd->inventory, &r, &rd->arena);

	if (!rd->unjudged)
		judge_line(rd->judge, judged_source(rd), &r, parties);
	do {
		if (rd->store && store_apply_record(rd->store, rd->source_id, &r, *parties++) < 0)
			rd->store_failed = true;
		summary_record(rd->summary, rd->source, &r);
	} while (record_next(&r));
	follow_time(rd, &r);
	if (r.type != RECORD_STATS)
		return;
	show_progress(rd, &r);
	room_take(&rd->room, &r);
	if (rd->learning && r.stats.state && strcmp(r.stats.state, "learned") == 0)
		end_learning(rd);
}

static bool open_store(struct reader *rd)
{
	char error[512];
	int rc = 0;

	if (!rd->database)
		return true;
	if ((rc = store_lock(rd->database, error, sizeof(error))) == 0)
		rd->store = store_open(rd->database, &rc, error, sizeof(error));
	if (!rd->store) {
		fprintf(stderr, "yagura: %s%s\n", error,
			rc == -EBUSY ? " (add the capture on its page, or stop it first)" : "");
		return false;
	}
	if (store_zoning_load(rd->store, &store_system, rd->inventory) == 0 &&
	    store_load_inventory(rd->store, STORE_ROOT_SCOPE, rd->inventory) == 0) {
		rd->judge = judge_new(NULL, rd->inventory);
		if (store_load_judge(rd->store, STORE_ROOT_SCOPE, rd->judge) == 0)
			return true;
	}
	fprintf(stderr, "yagura: %s\n", store_error(rd->store));
	return false;
}

/* What a file told is kept whole or not at all. */
static int begin_file(struct reader *rd, const char *path)
{
	if (!rd->store)
		return 0;
	rd->store_failed = false;
	int rc = store_source_open(rd->store, &store_system, path, "file", path, "", &rd->source_id);
	if (rc == 0)
		rc = store_source_restart(rd->store, rd->source_id);
	return rc == 0 ? store_begin(rd->store) : rc;
}

static int end_file(struct reader *rd)
{
	if (!rd->store)
		return 0;
	int rc = rd->store_failed ? -EIO
				  : store_save_inventory_changes(rd->store, STORE_ROOT_SCOPE,
								 rd->inventory);
	if (rc == 0)
		rc = store_save_judge_changes(rd->store, STORE_ROOT_SCOPE, rd->judge);
	if (rc == 0)
		rc = store_commit(rd->store);
	else
		store_rollback(rd->store);
	if (rc != 0)
		fprintf(stderr, "yagura: %s\n", store_error(rd->store));
	return rc;
}

/* Reads one run of the sensor to the end of its output. */
static void drain(struct reader *rd, struct sensor_child *child)
{
	struct reading *reading = reading_start(child->output);
	const struct told_line *lines;
	ssize_t count;

	while ((count = reading_next(reading, 1000, &lines)) != 0) {
		if (count < 0)
			sensor_child_watch(child);
		for (ssize_t i = 0; i < count; i++)
			take_line(rd, &lines[i]);
	}
	reading_stop(reading);
}

/* True when all of the file at hand is learned from. */
static bool is_lesson(const struct reader *rd)
{
	return rd->source < rd->learn_files;
}

/* The phase in which the file at hand is read. */
static void begin_judging(struct reader *rd)
{
	rd->learning = is_lesson(rd) || rd->learn > 0;
	rd->first = rd->last = 0;
	if (rd->store && !rd->wants_learning)
		return; /* the database says which */
	judge_set_phase(rd->judge, judged_source(rd),
			rd->learning	     ? PHASE_LEARN
			: rd->wants_learning ? PHASE_ENFORCE
					     : PHASE_NONE);
}

static void end_judging(struct reader *rd)
{
	if (rd->unjudged)
		return;
	judge_end(rd->judge, judged_source(rd));
	if (rd->learning && !is_lesson(rd))
		rd->learn -= rd->last - rd->first < rd->learn ? rd->last - rd->first : rd->learn;
}

static int read_one(struct reader *rd, const char *path)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	struct sensor_child child;
	enum child_end end;
	char why[512];

	if (fd < 0) {
		fprintf(stderr, "yagura: %s: %s\n", path, strerror(errno));
		return 2;
	}
	if (begin_file(rd, path) != 0) {
		fprintf(stderr, "yagura: %s\n", store_error(rd->store));
		close(fd);
		return 2;
	}
	rd->trouble[0] = '\0';
	begin_judging(rd);
	int rc = sensor_child_start(&child, &(struct sensor_config){.input = fd,
								    .control = -1,
								    .name = path,
								    .site = rd->site,
								    .sensor = path,
								    .boot = (uint64_t)(clock_now() / 1000000),
								    .uid = NOBODY,
								    .gid = NOBODY,
								    .learn = is_lesson(rd) ? 0 : rd->learn});
	if (rc != 0) {
		fprintf(stderr, "yagura: %s: cannot start a sensor: %s\n", path, strerror(-rc));
		return 2;
	}
	do {
		drain(rd, &child);
		end = sensor_child_ended(&child, why, sizeof(why));
		if (*why)
			log_warn("%s", why);
		if (end == CHILD_AGAIN) {
			summary_restart(rd->summary, rd->source);
			begin_judging(rd);
		}
	} while (end == CHILD_AGAIN);
	sensor_child_stop(&child);
	end_judging(rd);
	if (*rd->trouble)
		fprintf(stderr, "yagura: %s\n", rd->trouble);
	else
		room_print(&rd->room, path);
	return end_file(rd) == 0 && end == CHILD_DONE ? 0 : 2;
}

static void print_assets(struct reader *rd)
{
	struct buf line = {0};
	size_t position = 0;
	const struct asset *a;

	while ((a = inventory_each_briefly(rd->inventory, &position)) != NULL) {
		struct record r = {.type = RECORD_ASSET,
				   .time = a->last_seen,
				   .site = rd->site,
				   .sensor = a->sensor,
				   .src_port = -1,
				   .dest_port = -1};

		arena_reset(&rd->arena);
		asset_to_record(a, &rd->arena, &r.asset);
		buf_clear(&line);
		record_write(&line, &r);
		fwrite(line.data, 1, line.length, stdout);
	}
	buf_free(&line);
}

static bool parse_learn(struct reader *rd, const char *text)
{
	rd->wants_learning = true;
	return cli_minutes(text, &rd->learn);
}

static void add_lesson(struct reader *rd, const char *path, const char **files, int *count)
{
	memmove(files + rd->learn_files + 1, files + rd->learn_files,
		(size_t)(*count - (int)rd->learn_files) * sizeof(*files));
	files[rd->learn_files++] = path;
	(*count)++;
	rd->wants_learning = true;
}

static bool parse(struct reader *rd, int argc, char **argv, const char **files, int *count)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--json") == 0)
			rd->json = true;
		else if (strcmp(argv[i], "--no-detectors") == 0)
			rd->unjudged = true;
		else if (strcmp(argv[i], "--site") == 0 && i + 1 < argc)
			rd->site = argv[++i];
		else if (strcmp(argv[i], "--db") == 0 && i + 1 < argc)
			rd->database = argv[++i];
		else if (strcmp(argv[i], "--learn") == 0 && i + 1 < argc && parse_learn(rd, argv[i + 1]))
			i++;
		else if (strcmp(argv[i], "--learn-from") == 0 && i + 1 < argc)
			add_lesson(rd, argv[++i], files, count);
		else if (strcmp(argv[i], "--fail-on") == 0 && i + 1 < argc &&
			 (rd->fail_on = severity_parse(argv[i + 1])) > 0)
			i++;
		else if (argv[i][0] == '-' && argv[i][1])
			return false;
		else
			files[(*count)++] = argv[i];
	}
	return *count > 0;
}

static void print_all(struct reader *rd)
{
	if (rd->learn > 0)
		fprintf(stderr, "yagura: the captures are shorter than the time of learning: "
				"nothing was left to judge\n");
	if (rd->json) {
		print_assets(rd);
		findings_print_json(rd->judge, rd->inventory, rd->site, stdout);
		return;
	}
	summary_print(rd->summary, rd->inventory, stdout);
	if (!rd->unjudged)
		findings_print(rd->judge, rd->inventory, stdout);
}

int command_read(int argc, char **argv)
{
	struct reader rd = {.site = "main", .bar = isatty(STDERR_FILENO)};
	const char *files[256];
	int count = 0, rc = 0;

	if (argc > 256 || !parse(&rd, argc, argv, files, &count))
		return cli_usage("read");
	rd.inventory = inventory_new(NULL);
	rd.summary = summary_new();
	if (!open_store(&rd))
		return 2;
	if (!rd.judge)
		rd.judge = judge_new(&(struct judge_config){.unstored = true}, rd.inventory);
	for (int i = 0; i < count; i++) {
		rd.source = (unsigned int)i;
		if (read_one(&rd, files[i]) != 0)
			rc = 2;
	}
	print_all(&rd);
	room_print_all(rd.inventory, rd.judge);
	if (rc == 0 && rd.fail_on && (int)findings_worst(rd.judge) >= rd.fail_on)
		rc = 1;
	store_close(rd.store);
	judge_free(rd.judge);
	inventory_free(rd.inventory);
	summary_free(rd.summary);
	arena_free(&rd.arena);
	if (fflush(stdout) != 0)
		rc = 2;
	return rc;
}
