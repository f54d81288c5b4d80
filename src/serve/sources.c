/* sources.c - observation points, their counters, and captures that are sent in.
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/sources.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "serve/rights.h"

static uint64_t counter(const struct source *s, const char *name)
{
	return source_counter_value(s, name);
}

/* Sum of all counters whose name ends so: every table counts what it evicted. */
static uint64_t counters_ending(const struct source *s, const char *end)
{
	const size_t length = strlen(end);
	uint64_t sum = 0;

	for (size_t i = 0; i < s->counter_count; i++) {
		const size_t own = strlen(s->counters[i].name);

		if (own > length && strcmp(s->counters[i].name + own - length, end) == 0)
			sum += s->counters[i].value;
	}
	return sum;
}

/* A switch port without a mirror hears almost only what is for everybody. */
static bool broadcast_only(const struct source *s)
{
	const uint64_t packets = counter(s, "capture.packets");

	return packets >= 100 && counter(s, "capture.to_groups") / 19 >= packets / 20;
}

static void put_point(struct json_out *j, const struct source_point *p)
{
	if (!*p->line && !*p->machine && !*p->date && !*p->method) {
		json_null(j, "point");
		return;
	}
	json_object(j, "point");
	put_text(j, "line", p->line);
	put_text(j, "switch", p->machine);
	put_text(j, "date", p->date);
	put_text(j, "method", p->method);
	json_object_end(j);
}

static void put_traffic(struct json_out *j, const struct source *s)
{
	const bool live = strcmp(s->kind, "live") == 0;

	json_uint(j, "bytes", counter(s, live ? "capture.bytes" : "capture.file_bytes"));
	json_uint(j, "bytes_total", counter(s, "capture.file_size"));
	json_uint(j, "packets", counter(s, "capture.packets"));
	json_int(j, "packets_per_second", s->packets_per_second);
	json_int(j, "bits_per_second", s->bits_per_second);
	json_uint(j, "kernel_drops", counter(s, "capture.kernel_drops"));
	json_uint(j, "interface_drops", counter(s, "interface.dropped"));
	json_uint(j, "evictions", counters_ending(s, ".evicted"));
	json_uint(j, "backwards", counter(s, "capture.backwards"));
	json_uint(j, "records_lost", counter(s, "observe.lost"));
	json_uint(j, "sent_frames", counter(s, "interface.sent_frames"));
	put_time(j, "first_packet", s->first_packet);
	put_time(j, "last_packet", s->last_packet);
	json_bool(j, "broadcast_only", broadcast_only(s));
}

/* Of a log that another sensor writes: what became of its lines. */
static void put_lines(struct json_out *j, const struct source *s)
{
	static const char *const names[] = {"lines", "alerts", "others", "refused", "dropped"};
	char name[32];

	if (strcmp(s->kind, "log") != 0)
		return;
	json_object(j, "lines");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(name, sizeof(name), "eve.%s", names[i]);
		json_uint(j, i ? names[i] : "read", counter(s, name));
	}
	json_object_end(j);
}

void put_source(struct request *r, const struct source *s)
{
	struct json_out *j = &r->json;

	json_object(j, NULL);
	put_id(j, "id", s->id);
	json_text(j, "kind", s->kind);
	json_text(j, "name", *s->name ? s->name : s->sensor);
	put_text(j, "interface", s->interface);
	put_id(j, "site", s->scope);
	json_text(j, "site_name", s->site_name);
	json_bool(j, "site_configured", s->configured);
	json_text(j, "state", *s->state ? s->state : "reading");
	put_text(j, "detail", request_words(r, s->detail));
	put_traffic(j, s);
	put_lines(j, s);
	put_point(j, &s->point);
	json_object_end(j);
}

void sources_get(struct request *r)
{
	struct source *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_sources(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	(void)request_items(r);
	for (size_t i = 0; i < count; i++)
		put_source(r, &rows[i]);
	request_end_items(r, count);
}

void stats_get(struct request *r)
{
	int64_t id = 0;
	struct source source;

	if (!request_id(r, &id) ||
	    !request_good(r, store_source(r->store, &r->who.viewer, id, &r->arena, &source)))
		return;
	struct json_out *j = request_json(r, 200);
	json_array(j, "counters");
	for (size_t i = 0; i < source.counter_count; i++) {
		json_object(j, NULL);
		json_text(j, "name", source.counters[i].name);
		json_uint(j, "value", source.counters[i].value);
		json_object_end(j);
	}
	json_array_end(j);
	request_end_json(r);
}

/* A text of the point: kept as it is when the body does not name it. */
static bool read_text(struct request *r, const struct json_in *from, const char *key,
                      const char **value)
{
	const enum json_in_kind kind = json_in_kind(from, key);

	if (kind == JSON_IN_MISSING)
		return true;
	*value = kind == JSON_IN_NULL ? "" : json_in_text(from, key);
	if (*value && strlen(*value) <= 200)
		return true;
	request_problem(r, 422, "Value does not fit", "%s is not possible", key);
	return false;
}

static bool read_point(struct request *r, struct source_point *point)
{
	const struct json_in *from = json_in_object(r->object, "point");

	return !from || (read_text(r, from, "line", &point->line) &&
	                 read_text(r, from, "switch", &point->machine) &&
	                 read_text(r, from, "date", &point->date) &&
	                 read_text(r, from, "method", &point->method));
}

/* As it is now. */
static void answer_source(struct request *r, int64_t id)
{
	struct source source;

	if (!request_good(r, store_source(r->store, &r->who.viewer, id, &r->arena, &source)))
		return;
	struct json_out *j = request_json(r, 200);
	j->out->length = 0; /* the source is the whole answer */
	j->comma = false;
	put_source(r, &source);
}

void source_patch(struct request *r)
{
	struct source source;
	struct change c = {.kind = CHANGE_SOURCE_EDIT};

	if (!request_id(r, &c.source.id) ||
	    !request_good(
	            r, store_source(r->store, &r->who.viewer, c.source.id, &r->arena, &source)) ||
	    !read_text(r, r->object, "name", &c.source.name) || !read_point(r, &source.point))
		return;
	c.source.point = &source.point;
	if (request_good(r, request_change(r, &c)))
		answer_source(r, c.source.id);
}

/* ---- sites ---- */

/* Wherever he administers, whichever site is chosen now: it goes from one site to another. */
static void widen(struct request *r)
{
	struct viewer *viewer = &r->who.viewer;
	int64_t *scopes = arena_alloc(&r->arena, (viewer->held_count + 1) * sizeof(*scopes));

	viewer->scope_count = 0;
	for (size_t i = 0; i < viewer->held_count; i++)
		if (roles_rights(viewer->held[i].roles) & RIGHT_ADMINISTER)
			scopes[viewer->scope_count++] = viewer->held[i].scope;
	viewer->scopes = scopes;
}

static void refuse_move(struct request *r, int rc)
{
	if (rc == -EINVAL)
		request_problem(r, 422, "Not possible",
		                "a capture stays where it was read: choose the site, then send it in there");
	else if (rc == -EBUSY)
		request_problem(r, 409, "Not possible",
		                "the configuration says so (run --at, sites): change it there and start again");
	else if (rc == -EXDEV)
		request_problem(r, 409, "Changed meanwhile", "it is heard for another site now");
	else
		(void)request_good(r, rc);
}

void source_site_post(struct request *r)
{
	struct change c = {.kind = CHANGE_SOURCE_MOVE, .source = {.site = json_in_number(r->object, "site", 0)}};

	widen(r);
	if (!request_id(r, &c.source.id))
		return;
	const int rc = request_change(r, &c);

	if (rc != 0 && rc != -EALREADY) {
		refuse_move(r, rc);
		return;
	}
	answer_source(r, c.source.id);
}

/* The name that X-Filename tells: percent-encoded, without folders. */
const char *upload_name(struct request *r, const char *otherwise)
{
	const char *header = request_header(r, "X-Filename");
	char *name = header ? target_decode(header, strnlen(header, 1024), false, &r->arena) : NULL;

	for (char *p = name; p && *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	return name && *name ? name : otherwise;
}

void capture_post(struct request *r)
{
	struct change c = {.kind = CHANGE_UPLOAD,
	                   .upload = {.fd = r->spool,
	                              .path = r->spool_path,
	                              .filename = upload_name(r, "capture")}};

	if (r->received == 0) {
		request_problem(r, 400, "Empty", "the body is the capture file");
		return;
	}
	/* what is answered with 202 is there after a power cut */
	if (fsync(r->spool) != 0 || lseek(r->spool, 0, SEEK_SET) != 0) {
		request_failed(r, -errno);
		return;
	}
	const int rc = request_change(r, &c);
	if (rc == -EINVAL)
		request_problem(r, 422, "Not a capture", "it is no pcap or pcapng file");
	else if (request_good(r, rc)) {
		r->spool_path = NULL; /* the writer's own now */
		struct json_out *j = request_json(r, 202);
		put_id(j, "id", c.id);
		request_end_json(r);
	}
}
