/* answer.c - what handlers answer with. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/clock.h"
#include "lib/log.h"
#include "serve/refusal.h"

struct json_out *request_json(struct request *r, unsigned status)
{
	r->status = status;
	r->type = "application/json";
	buf_clear(&r->out);
	r->json = (struct json_out){.out = &r->out};
	json_object(&r->json, NULL);
	return &r->json;
}

void request_end_json(struct request *r)
{
	json_object_end(&r->json);
}

struct json_out *request_items(struct request *r)
{
	struct json_out *j = request_json(r, 200);

	json_array(j, "items");
	return j;
}

void request_end_listing(struct request *r, const struct listing *listing)
{
	json_array_end(&r->json);
	json_uint(&r->json, "total", listing->total);
	put_text(&r->json, "next", listing->next);
	request_end_json(r);
}

void request_end_items(struct request *r, size_t count)
{
	request_end_listing(r, &(struct listing){.total = count});
}

void request_nothing(struct request *r)
{
	buf_clear(&r->out);
	r->status = 204;
}

const char *request_words(struct request *r, const char *english)
{
	const char *language = request_header(r, "Accept-Language");

	const bool japanese = language && strncasecmp(language, "ja", 2) == 0;

	return japanese && english ? refusal_japanese(&r->arena, english) : english;
}

void request_problem(struct request *r, unsigned status, const char *title, const char *detail, ...)
{
	char text[512];
	va_list list;

	va_start(list, detail);
	vsnprintf(text, sizeof(text), detail, list);
	va_end(list);
	r->out.full = false;
	struct json_out *j = request_json(r, status);
	r->type = "application/problem+json";
	r->disposition = NULL;
	json_text(j, "type", "about:blank");
	json_text(j, "title", request_words(r, title));
	json_int(j, "status", status);
	json_text(j, "detail", request_words(r, text));
	json_text(j, "problem", title);
	request_end_json(r);
}

static const struct failure {
	int rc;
	unsigned status;
	const char *title;
	const char *detail;
} failures[] = {
        {-ENOENT, 404, "Not found", "there is no such thing (any more)"},
        {-EACCES, 403, "Refused", "this is not allowed"},
        {-EPERM, 409, "Not possible", "somebody must stay administrator"},
        {-EEXIST, 409, "Exists already", "there is one of this name"},
        {-ESTALE, 409, "Changed meanwhile", "somebody else changed it: look again"},
        {-ELOOP, 422, "Not possible", "a task that comes first waits for this one itself: choose another"},
        {-EINVAL, 422, "Not possible", "a value does not fit"},
        {-ETIME, 503, "Too slow", "the question took too long: ask for less"},
        {-EAGAIN, 503, "Busy", "too much is waiting to be written, try again"},
        {-EBUSY, 503, "Busy", "the database is in use, try again"},
        {-ESHUTDOWN, 503, "Ending", "the program is ending"},
        {-EROFS, 507, "Nothing is written", "the database takes nothing in"},
        {-ENOSPC, 507, "Disk full", "there is no room on the disk"},
        {0, 500, "Internal error", "the program's log says more"},
};

void request_failed(struct request *r, int rc)
{
	const struct failure *f = failures;

	while (f->rc != 0 && f->rc != rc)
		f++;
	if (f->rc == 0)
		log_warn("serve: %s: %s: %s", r->route ? r->route->pattern : r->uri, strerror(-rc),
		         r->store ? store_error(r->store) : "");
	request_problem(r, f->status, f->title, "%s", f->detail);
	if (f->status == 503)
		r->retry_after = 1;
}

bool request_good(struct request *r, int rc)
{
	if (rc != 0)
		request_failed(r, rc);
	return rc == 0;
}

void answer_headers(struct MHD_Response *response, bool data, const char *policy)
{
	static const char page_policy[] =
	         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
	         "blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action "
	         "'none'; frame-ancestors 'none'";
	static const char *const always[][2] = {
	        {"X-Content-Type-Options", "nosniff"},
	        {"X-Frame-Options", "DENY"},
	        {"Referrer-Policy", "no-referrer"},
	        {"Cross-Origin-Opener-Policy", "same-origin"},
	        {"Cross-Origin-Resource-Policy", "same-origin"},
	};

	(void)MHD_add_response_header(response, "Content-Security-Policy",
	                              policy ? policy : page_policy);
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		(void)MHD_add_response_header(response, always[i][0], always[i][1]);
	(void)MHD_add_response_header(response, "Cache-Control", data ? "no-store" : "no-cache");
}

/* ---- what came ---- */

const char *request_header(const struct request *r, const char *name)
{
	return r->connection ? MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name)
	                     : NULL;
}

const char *request_text(const struct request *r, const char *name)
{
	const char *value = target_value(&r->target, name);

	return value ? value : "";
}

int64_t request_number(const struct request *r, const char *name, int64_t missing)
{
	const char *value = request_text(r, name);

	return *value ? strtoll(value, NULL, 10) : missing;
}

bool request_flag(const struct request *r, const char *name)
{
	return strcmp(request_text(r, name), "1") == 0;
}

struct page request_page(const struct request *r)
{
	const int64_t limit = request_number(r, "limit", 0);

	return (struct page){.limit = limit > 10000 ? 10000 : (size_t)limit,
	                     .after = request_text(r, "after"),
	                     .sort = request_text(r, "sort")};
}

uint64_t request_asset(const struct request *r)
{
	return asset_id_parse(request_text(r, "asset"));
}

bool request_id(struct request *r, int64_t *id)
{
	char *end = NULL;

	errno = 0;
	*id = strtoll(r->argument, &end, 10);
	if (errno == 0 && end != r->argument && *end == '\0' && *id > 0)
		return true;
	request_failed(r, -ENOENT);
	return false;
}

bool request_asset_id(struct request *r, uint64_t *number)
{
	*number = asset_id_parse(r->argument);
	if (*number == 0)
		request_failed(r, -ENOENT);
	return *number != 0;
}

/* ---- JSON words ---- */

void put_text(struct json_out *j, const char *key, const char *text)
{
	if (text && *text)
		json_text(j, key, text);
	else
		json_null(j, key);
}

void put_time(struct json_out *j, const char *key, int64_t time)
{
	char text[CLOCK_TEXT_SIZE] = "";

	if (time != 0)
		clock_text(time, text);
	put_text(j, key, text);
}

void put_id(struct json_out *j, const char *key, int64_t id)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)id);
	json_text(j, key, text);
}

void put_asset_id(struct json_out *j, const char *key, uint64_t number)
{
	char text[ASSET_ID_SIZE] = "";

	if (number != 0)
		asset_id_text(number, text);
	put_text(j, key, text);
}

void put_words(struct json_out *j, const char *key, const char *text)
{
	json_array(j, key);
	while (text && *text) {
		const size_t length = strcspn(text, " ");

		if (length > 0)
			json_text_n(j, NULL, text, length);
		text += length + (text[length] == ' ');
	}
	json_array_end(j);
}

void put_level(struct json_out *j, const char *key, int level)
{
	char text[8] = "";

	if (level >= 0 && level % 10 == 0)
		snprintf(text, sizeof(text), "%d", level / 10 % 100);
	else if (level >= 0)
		snprintf(text, sizeof(text), "%d.%d", level / 10 % 100, level % 10);
	put_text(j, key, text);
}
