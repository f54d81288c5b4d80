/* report.c - `yagura report`: reports for people as HTML, Word or PDF. SPDX-License-Identifier: Apache-2.0
 *
 * A PDF is made by weasyprint, when it is installed, from the same HTML.
 */

#include "cli/commands.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "report/report.h"

extern char **environ;

struct request {
	const struct report_kind *kind;
	const char *database;
	const char *output;
	bool english;
};

static bool parse(struct request *q, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] != '-' && !q->kind) {
			q->kind = report_find(argv[i]);
			if (!q->kind)
				return false;
		} else if (i + 1 >= argc) {
			return false;
		} else if (strcmp(argv[i], "--db") == 0) {
			q->database = argv[++i];
		} else if (strcmp(argv[i], "-o") == 0) {
			q->output = argv[++i];
		} else if (strcmp(argv[i], "--lang") == 0) {
			q->english = strcmp(argv[++i], "en") == 0;
		} else {
			return false;
		}
	}
	return q->kind && q->output;
}

static int usage(void)
{
	const int status = cli_usage("report");

	for (size_t i = 0; i < report_count; i++)
		fprintf(stderr, "  %-12s %s\n", reports[i].name, reports[i].title.en);
	return status;
}

static bool ends_with(const char *text, const char *end)
{
	const size_t length = strlen(text), size = strlen(end);

	return length > size && strcmp(text + length - size, end) == 0;
}

static int save(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wbe");

	if (!file)
		return -errno;
	const bool written = fwrite(bytes->data, 1, bytes->length, file) == bytes->length;

	return fclose(file) == 0 && written ? 0 : -EIO;
}

/* The HTML goes in by a pipe; no address is fetched, because there is none in it. */
static int save_pdf(const char *path, const struct buf *html)
{
	char *const argv[] = {(char *)(uintptr_t) "weasyprint", (char *)(uintptr_t) "-",
			      (char *)(uintptr_t)path, NULL};
	posix_spawn_file_actions_t actions;
	int ends[2], status = 0;
	pid_t child;

	if (pipe(ends) != 0)
		return -errno;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[1]);
	const int rc = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);

	posix_spawn_file_actions_destroy(&actions);
	close(ends[0]);
	for (size_t done = 0; rc == 0 && done < html->length;) {
		const ssize_t n = write(ends[1], html->data + done, html->length - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	close(ends[1]);
	if (rc != 0)
		return -rc;
	return waitpid(child, &status, 0) == child && status == 0 ? 0 : -EIO;
}

static int report_to(const struct request *q, struct store *store)
{
	struct arena arena = {0};
	struct buf out = {0};
	const char *site = NULL;
	struct report report = {
		.store = store,
		.viewer = &store_system,
		.arena = &arena,
		.paper = {.kind = ends_with(q->output, ".docx") ? &paper_docx : &paper_html,
			  .out = &out,
			  .japanese = !q->english},
		.words = "",
		.scope = STORE_ROOT_SCOPE,
		.now = clock_now(),
	};
	int rc = store_setting(store, &store_system, "site", &arena, &site);

	report.site = site ? site : "";
	if (rc == 0)
		rc = report_write(q->kind, &report);
	if (rc != 0)
		fprintf(stderr, "yagura: %s\n", store_error(store));
	else if ((rc = ends_with(q->output, ".pdf") ? save_pdf(q->output, &out) : save(q->output, &out)) != 0)
		fprintf(stderr, "yagura: %s: %s%s\n", q->output, strerror(-rc),
			ends_with(q->output, ".pdf") && rc == -ENOENT ? " (PDF wants weasyprint)" : "");
	buf_free(&out);
	arena_free(&arena);
	return rc ? 2 : 0;
}

int command_report(int argc, char **argv)
{
	struct request q = {.database = "yagura.db"};
	char error[512];
	int rc = 0;

	if (!parse(&q, argc, argv))
		return usage();
	struct store *store = store_reader_open(q.database, 0, &rc, error, sizeof(error));

	if (!store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	const int status = report_to(&q, store);

	store_close(store);
	return status;
}
