/* phases.c - who learns, what the learning has seen, and the plant's calendar. SPDX-License-Identifier: Apache-2.0 */

#include "serve/findings.h"
#include "serve/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/finding.h"

static bool is_place(const struct coverage_row *c, const struct phase_row *p)
{
	const bool drawn = strcmp(p->kind, "zone") == 0 || strcmp(p->kind, "network") == 0;

	return c->id == p->id && strcmp(c->place, drawn ? p->kind : "source") == 0;
}

static void put_coverage(struct json_out *j, const struct coverage_row *c)
{
	json_object(j, "seen");
	json_int(j, "hours", c->hours);
	json_int(j, "day", c->day);
	json_int(j, "night", c->night);
	json_int(j, "weekend", c->weekend);
	json_int(j, "month_end", c->month_end);
	json_int(j, "changeover", c->changeover);
	json_object_end(j);
}

static const char *id_of(struct request *r, const struct phase_row *p)
{
	const bool drawn = strcmp(p->kind, "zone") == 0 || strcmp(p->kind, "network") == 0;

	return drawn ? arena_printf(&r->arena, "%s-%lld", p->kind, (long long)p->id)
	             : arena_printf(&r->arena, "%lld", (long long)p->id);
}

static void put_phase(struct request *r, struct json_out *j, const struct phase_row *p,
                      const struct coverage_row *coverage, size_t count)
{
	json_object(j, NULL);
	json_text(j, "id", id_of(r, p));
	json_text(j, "name", p->name);
	json_text(j, "kind", p->kind);
	put_text(j, "phase", p->phase);
	put_time(j, "since", p->since);
	put_time(j, "first_packet", p->first_packet);
	put_time(j, "last_packet", p->last_packet);
	for (size_t i = 0; i < count; i++)
		if (is_place(&coverage[i], p))
			put_coverage(j, &coverage[i]);
	json_object_end(j);
}

void phases_get(struct request *r)
{
	const struct viewer *who = &r->who.viewer;
	struct phase_row *rows = NULL;
	struct coverage_row *coverage = NULL;
	size_t count = 0, covered = 0;

	if (!request_good(r, store_phases(r->store, who, &r->arena, &rows, &count)) ||
	    !request_good(r, store_coverage(r->store, who, &r->arena, &coverage, &covered)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_phase(r, j, &rows[i], coverage, covered);
	request_end_items(r, count);
}

/* "0" and "12" are sources, "zone-3" and "network-5" what people drew. */
static bool read_place(struct request *r, int *place, int64_t *id)
{
	const char *text = r->argument, *dash = strchr(text, '-');
	char *end;

	*place = dash ? phase_place_parse(arena_copy(&r->arena, text, (size_t)(dash - text)))
	              : PHASE_PLACE_SOURCE;
	text = dash ? dash + 1 : text;
	*id = strtoll(text, &end, 10);
	if (*place >= 0 && *text >= '0' && *text <= '9' && *end == '\0')
		return true;
	request_problem(r, 404, "Not found", "there is no phase %.40s", r->argument);
	return false;
}

static void tell_gone(struct request *r)
{
	request_problem(r, 409, "Not possible",
	                "this capture is no longer kept: choose learn for what comes in from now on, and send it in again");
}

/* Only a capture is read again, and only as long as it is here. */
static bool is_kept(struct request *r, const struct change *c)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	struct source source;

	if (c->judged.place != PHASE_PLACE_SOURCE || !c->judged.id) {
		request_problem(r, 422, "Value does not fit", "again is for captures");
		return false;
	}
	if (!request_good(r, store_source(r->store, &r->who.viewer, c->judged.id, &r->arena, &source)))
		return false;
	if (strcmp(source.kind, "file") != 0) {
		request_problem(r, 422, "Value does not fit", "again is for captures");
		return false;
	}
	const int fd = jobs->capture ? jobs->capture(jobs->argument, &source) : -ENOENT;

	if (fd >= 0)
		close(fd);
	else
		tell_gone(r);
	return fd >= 0;
}

static void set_phase(struct request *r, struct change *c)
{
	const int rc = request_change(r, c);

	if (rc == -ENODATA)
		tell_gone(r);
	else if (rc == -EBUSY)
		request_problem(r, 409, "Busy", "this capture is being read");
	else if (request_good(r, rc))
		phases_get(r);
}

void phase_patch(struct request *r)
{
	const char *phase = json_in_text(r->object, "phase");
	struct change c = {.kind = CHANGE_PHASE, .judged = {.on = json_in_true(r->object, "again")}};

	if (!read_place(r, &c.judged.place, &c.judged.id))
		return;
	const bool follows = c.judged.place != PHASE_PLACE_SOURCE &&
	                     json_in_kind(r->object, "phase") == JSON_IN_NULL;
	c.judged.value = follows ? "" : phase;
	if (!follows && (!phase || phase_parse(phase) < 0))
		request_problem(r, 422, "Value does not fit", "phase is none, learn, review or enforce");
	else if (!c.judged.on || is_kept(r, &c))
		set_phase(r, &c);
}

void calendar_get(struct request *r)
{
	struct calendar_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_calendar(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "kind", rows[i].kind);
		put_time(j, "first", rows[i].first);
		put_time(j, "last", rows[i].last);
		put_text(j, "note", rows[i].note);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		json_object_end(j);
	}
	request_end_items(r, count);
}

void calendar_post(struct request *r)
{
	const char *const known[] = {"kind", "first", "last", "note", NULL};
	const char *unknown = json_in_unknown(r->object, known);
	const char *kind = json_in_text(r->object, "kind"), *note = json_in_text(r->object, "note");
	struct calendar_row row = {.kind = kind, .note = note ? note : ""};
	struct change c = {.kind = CHANGE_CALENDAR_ADD, .judged = {.calendar = &row}};

	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	else if (!kind || (strcmp(kind, "changeover") != 0 && strcmp(kind, "month_end") != 0))
		request_problem(r, 422, "Value does not fit", "kind is changeover or month_end");
	else if (strlen(row.note) > 1000)
		request_problem(r, 422, "Value does not fit", "note is too long");
	else if (request_time(r, "first", &row.first) && request_time(r, "last", &row.last)) {
		if (!row.first || row.last <= row.first)
			request_problem(r, 422, "Incomplete", "first and last: from when until when");
		else if (request_good(r, request_change(r, &c)))
			calendar_get(r);
	}
}

void calendar_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_CALENDAR_REMOVE};

	if (request_id(r, &c.judged.id))
		request_change_only(r, &c);
}
