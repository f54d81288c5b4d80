/* reports.c - reports for people, as a page that prints, a PDF or a Word document. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/clock.h"
#include "report/report.h"
#include "serve/orders.h"
#include "serve/server.h"
#include "serve/words.h"
#include "store/report_order.h"

void reports_get(struct request *r)
{
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < report_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", reports[i].name);
		put_both(j, "title", &reports[i].title);
		put_both(j, "says", &reports[i].says);
		json_bool(j, "periodic", reports[i].periodic);
		json_bool(j, "led", reports[i].led);
		json_bool(j, "pdf", r->server->config.jobs.pdf != NULL);
		json_object_end(j);
	}
	request_end_items(r, report_count);
}

/* The report's one style is known by its hash; nothing else runs or is fetched. */
static const char *policy(struct request *r)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof(hash), sodium_base64_VARIANT_ORIGINAL)];

	crypto_hash_sha256(hash, (const unsigned char *)paper_style, strlen(paper_style));
	sodium_bin2base64(text, sizeof(text), hash, sizeof(hash), sodium_base64_VARIANT_ORIGINAL);
	return arena_printf(&r->arena,
	                    "default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action "
	                    "'none'; frame-ancestors 'none'",
	                    text);
}

const struct paper_kind *report_paper(const char *format)
{
	static const struct paper_kind *const kinds[] = {&paper_docx, &paper_pdf};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i]->name, format) == 0)
			return kinds[i];
	return &paper_html;
}

/* The HTML in r->out becomes a PDF in a process of its own. False when that was answered already. */
static bool make_pdf(struct request *r)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	const int fd = memfd_create("report", MFD_CLOEXEC);
	struct buf pdf = {0};
	int rc = fd < 0 || write(fd, r->out.data, r->out.length) != (ssize_t)r->out.length ||
	                         lseek(fd, 0, SEEK_SET) != 0
	                 ? -EIO
	         : jobs->pdf ? jobs->pdf(jobs->argument, fd, &pdf)
	                     : -ENOPKG;

	if (fd >= 0)
		close(fd);
	buf_clear(&r->out);
	buf_append(&r->out, pdf.data, pdf.length);
	buf_free(&pdf);
	if (rc == -ENOPKG)
		request_problem(r, 501, "No PDF here",
		                "weasyprint is not installed: run `apt-get install weasyprint fonts-ipaexfont` on "
		                "this machine and start Yagura again, or open the report and print it as PDF");
	else if (rc == -EINVAL)
		request_problem(r, 500, "No PDF", "%.200s", buf_string(&r->out));
	else
		(void)request_good(r, rc);
	return rc == 0;
}

void report_answer(struct request *r, const struct paper_kind *paper, const char *name)
{
	if (paper == &paper_pdf && !make_pdf(r))
		return;
	r->status = 200;
	r->type = paper->type;
	if (paper != &paper_html || request_flag(r, "save"))
		r->disposition = attachment(r, arena_printf(&r->arena, "yagura-%s.%s", name, paper->name));
	else
		r->policy = policy(r);
}

void report_get(struct request *r)
{
	const struct report_kind *kind = report_find(r->argument);
	const struct paper_kind *paper = report_paper(request_text(r, "format"));
	struct report report = {
	        .store = r->store,
	        .viewer = &r->who.viewer,
	        .arena = &r->arena,
	        .paper = {.kind = paper,
	                  .out = &r->out,
	                  .japanese = strcmp(request_text(r, "lang"), "en") != 0},
	        .site = r->server->config.site ? r->server->config.site : "",
	        .word = words_find,
	        .reader = request_text(r, "reader"),
	        .scope = request_scope(r),
	        .now = clock_now(),
	};

	if (!kind) {
		request_problem(r, 404, "Not found", "there is no such report");
		return;
	}
	if (*report.reader && !report_reader_known(report.reader)) {
		request_problem(r, 400, "Not possible", "reader is executive, manager, worker, integrator or vendor");
		return;
	}
	if (!period_read(request_text(r, "period"), &report.period)) {
		request_problem(r, 400, "Not possible", "period is fy2026, 2026-10 or 2026-10-01..2026-12-31");
		return;
	}
	if (!request_anonymous(r))
		return;
	report.anonymous = r->anonymous;
	buf_clear(&r->out);
	if (request_good(r, report_write(kind, &report)))
		report_answer(r, paper, kind->name);
}

void kept_report_get(struct request *r)
{
	const struct paper_kind *paper = report_paper(request_text(r, "format"));
	struct report_kept_row row;
	int64_t id;

	if (paper == &paper_docx) {
		request_problem(r, 400, "Not possible", "what was kept is a page: format is html or pdf");
		return;
	}
	if (!request_id(r, &id) ||
	    !request_good(r, store_report_kept(r->store, &r->who.viewer, id, &r->arena, &row)))
		return;
	buf_clear(&r->out);
	buf_text(&r->out, row.body);
	report_answer(r, paper, arena_printf(&r->arena, "%s%s%s", row.report, *row.period ? "-" : "", row.period));
}
