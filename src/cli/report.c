/* report.c - `yagura report`: reports for people as HTML, Word or PDF. SPDX-License-Identifier: Apache-2.0
 *
 * A PDF is made of the same HTML by weasyprint in a confined process (proc/job.c).
 */

#include "cli/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/output.h"
#include "lib/anonymous.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "proc/job.h"
#include "report/report.h"
#include "serve/words.h"
#include "store/account.h"

struct request {
	const struct report_kind *kind;
	const char *database;
	const char *output;
	struct period period;
	bool english;
	bool pdf;
	bool anonymise;
};

static bool ends_with(const char *text, const char *end)
{
	const size_t length = strlen(text), size = strlen(end);

	return length > size && strcmp(text + length - size, end) == 0;
}

static bool parse(struct request *q, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] != '-' && !q->kind) {
			q->kind = report_find(argv[i]);
			if (!q->kind)
				return false;
		} else if (strcmp(argv[i], "--pdf") == 0) {
			q->pdf = true;
		} else if (strcmp(argv[i], "--anonymise") == 0) {
			q->anonymise = true;
		} else if (i + 1 >= argc) {
			return false;
		} else if (strcmp(argv[i], "--db") == 0) {
			q->database = argv[++i];
		} else if (strcmp(argv[i], "-o") == 0) {
			q->output = argv[++i];
		} else if (strcmp(argv[i], "--period") == 0) {
			if (!period_read(argv[++i], &q->period))
				return false;
		} else if (strcmp(argv[i], "--lang") == 0) {
			q->english = strcmp(argv[++i], "en") == 0;
		} else {
			return false;
		}
	}
	q->pdf = q->pdf || (q->output && ends_with(q->output, ".pdf"));
	return q->kind && q->output;
}

static int usage(void)
{
	const int status = cli_usage("report");

	for (size_t i = 0; i < report_count; i++)
		fprintf(stderr, "  %-12s %s\n", reports[i].name, reports[i].title.en);
	return status;
}

/* The HTML becomes a PDF in a confined process. */
static int make_pdf(struct buf *bytes)
{
	struct buf pdf = {0};
	const int fd = memfd_create("report", MFD_CLOEXEC);
	int rc = fd < 0 || write(fd, bytes->data, bytes->length) != (ssize_t)bytes->length ||
				 lseek(fd, 0, SEEK_SET) != 0
			 ? -EIO
			 : job_pdf(NULL, fd, &pdf);

	if (fd >= 0)
		close(fd);
	buf_clear(bytes);
	buf_append(bytes, pdf.data, pdf.length);
	buf_free(&pdf);
	return rc;
}

static const char *why(int rc, struct buf *said)
{
	if (rc == -ENOPKG)
		return "a PDF wants weasyprint: apt-get install weasyprint fonts-ipaexfont";
	return rc == -EINVAL ? buf_string(said) : strerror(-rc);
}

static void add_name(void *argument, const char *name)
{
	anonymous_name(argument, name);
}

/* NULL unless it is asked for. */
static struct anonymous *hide_names(const struct request *q, struct store *store, struct arena *arena, int *rc)
{
	struct anonymous *a = q->anonymise ? anonymous_new() : NULL;
	struct viewer all;

	if (a && *rc == 0)
		*rc = account_everywhere(store, arena, &all);
	if (a && *rc == 0)
		*rc = store_names(store, &all, add_name, a);
	return a;
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
		.paper = {.kind = q->pdf ? &paper_pdf : ends_with(q->output, ".docx") ? &paper_docx : &paper_html,
			  .out = &out,
			  .japanese = !q->english},
		.word = words_find,
		.period = q->period,
		.scope = STORE_ROOT_SCOPE,
		.now = clock_now(),
	};
	int rc = store_setting(store, &store_system, "site", &arena, &site);

	struct anonymous *anonymous = hide_names(q, store, &arena, &rc);

	if (anonymous)
		anonymous_name(anonymous, site ? site : "");
	report.anonymous = anonymous;
	report.site = site ? site : "";
	if (rc == 0)
		rc = report_write(q->kind, &report);
	if (rc != 0)
		fprintf(stderr, "yagura: %s\n", store_error(store));
	else if ((q->pdf && (rc = make_pdf(&out)) != 0) || (rc = output_write(q->output, &out)) != 0)
		fprintf(stderr, "yagura: %s: %s\n", q->output, why(rc, &out));
	buf_free(&out);
	anonymous_free(anonymous);
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
	if (q.pdf)
		job_prepare();
	words_load();
	struct store *store = store_reader_open(q.database, 0, &rc, error, sizeof(error));

	if (!store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	const int status = report_to(&q, store);

	store_close(store);
	return status;
}
