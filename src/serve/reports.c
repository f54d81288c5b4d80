/* reports.c - reports for people, as a page that prints or a Word document. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <sodium.h>
#include <string.h>

#include "lib/clock.h"
#include "report/report.h"
#include "serve/server.h"

void reports_get(struct request *r)
{
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < report_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", reports[i].name);
		put_both(j, "title", &reports[i].title);
		put_both(j, "says", &reports[i].says);
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
	                    "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action "
	                    "'none'; frame-ancestors 'none'",
	                    text);
}

static const char *own_words(struct request *r)
{
	const char *words = NULL;

	if (store_setting(r->store, &r->who.viewer, "report.words", &r->arena, &words) != 0)
		return "";
	return words ? words : "";
}

void report_get(struct request *r)
{
	const struct report_kind *kind = report_find(r->argument);
	const bool word = strcmp(request_text(r, "format"), "docx") == 0;
	struct report report = {
	        .store = r->store,
	        .viewer = &r->who.viewer,
	        .arena = &r->arena,
	        .paper = {.kind = word ? &paper_docx : &paper_html,
	                  .out = &r->out,
	                  .japanese = strcmp(request_text(r, "lang"), "en") != 0},
	        .site = r->server->config.site ? r->server->config.site : "",
	        .words = own_words(r),
	        .scope = request_scope(r),
	        .now = clock_now(),
	};

	if (!kind) {
		request_problem(r, 404, "Not found", "there is no such report");
		return;
	}
	buf_clear(&r->out);
	if (!request_good(r, report_write(kind, &report)))
		return;
	r->status = 200;
	r->type = report.paper.kind->type;
	if (word || request_flag(r, "save"))
		r->disposition = attachment(r, arena_printf(&r->arena, "yagura-%s.%s", kind->name,
		                                            report.paper.kind->name));
	else
		r->policy = policy(r);
}
