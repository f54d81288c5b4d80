/* behaviour_expected_absent.c - a backup or a log-in that comes each day or each week did not come. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class file, program, security and config, by pair; flows by which much is carried, whatever they
 *        speak, by pair and port; the site's clock; covered time.
 * State: per pair and class, or port, the hour, the days and weeks in a row and the days of the week on which it came; per source how
 *        long nobody watched (habits, 65,536 with those of others, which outlive the program), and when to look again; the
 *        bytes that flows had, 8,192.
 * Fires: the nightly upload came three nights in a row, and on the fourth it does not; the backup by SSH of three Sundays; what
 *        was saved every ten minutes is not saved for half an hour.
 * Near miss: it comes an hour late; it never came on Sundays; the sensor was not watching; what comes all day
 *            long without a rhythm, or at other hours each day; what stopped at this hour while it was learned, too; a person's computer.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define DAYS_AT	   3
#define LATE	   (2 * 3600 * SECOND)
#define DAY_SPAN   (24 * 3600 * SECOND)
#define MINUTE	   (60 * SECOND)
#define GAP	   (3 * MINUTE) /* between ticks: nobody watched */
#define WEEKS_AT   2 /* pauses of a week */
#define WEEK_SPAN  (7 * DAY_SPAN)
#define LARGE	   (10 * 1000 * 1000) /* bytes that no more than a few questions and answers are */
#define ANEW	   (30 * MINUTE)      /* what is carried later is not of the same transfer */
#define TOGETHER   (5 * MINUTE)       /* files by name, one behind the other, are one transfer */
#define A_FLOW	   (UINT64_C(1) << 63)
#define A_PACE	   (UINT64_C(1) << 62)
#define PACE_FLOWS 6 /* connections in a row, each so long after the one before */
#define PACE_LEAST (2 * MINUTE)
#define PACE_MOST  (6 * AT_LEAST)
#define TELLING	   (65 * MINUTE) /* a conversation that goes on is told once an hour */
#define AT_LEAST   (3600 * SECOND) /* all are looked at */
#define A_DAY_MOST 6 /* more is no daily appointment */

/*
 * Of a source: when its appointments are to be looked at again, for who comes now is not due before tomorrow; of a flow: what
 * it carried; of a pair and port, when what comes several times a day is missed.
 */
struct round {
	struct table_entry entry;
	uint64_t source; /* or A_FLOW or A_PACE and a hash */
	int64_t next;	 /* A_PACE: INT64_MAX was told */
	uint64_t bytes;
	int64_t came; /* the rest of A_PACE: when last */
	int64_t period;
	uint64_t client, server;
	int64_t of; /* source */
	char text[24];
};

/* A habit: high is when it came last, low the rest (pack), text its name. */
struct appointment {
	int64_t last;
	uint8_t days; /* in a row */
	uint8_t weekdays;
	bool busy;
	uint8_t today; /* how often on the last day */
	uint8_t weeks; /* in a row */
	uint32_t source;
	uint32_t unwatched; /* minutes of the source, when it came last */
};

static int64_t pack(const struct appointment *a)
{
	return (int64_t)(a->days | (uint64_t)(a->weekdays & 0x7f) << 8 | (uint64_t)a->busy << 15 |
			 (uint64_t)(a->today & 7) << 16 | (uint64_t)(a->source & 0x7ffff) << 19 |
			 (uint64_t)(a->unwatched & 0x3fffff) << 38 | (uint64_t)(a->weeks & 7) << 60);
}

static struct appointment unpack(const struct habit *h)
{
	const uint64_t low = (uint64_t)h->low;

	return (struct appointment){.last = h->high,
				    .days = (uint8_t)low,
				    .weekdays = low >> 8 & 0x7f,
				    .busy = low >> 15 & 1,
				    .today = low >> 16 & 7,
				    .source = low >> 19 & 0x7ffff,
				    .unwatched = low >> 38 & 0x3fffff,
				    .weeks = low >> 60 & 7};
}

/* The source's own habit: high is its last tick, low the minutes that nobody watched. */
static struct habit *watch_of(const struct sight *s)
{
	return sight_habit(s, NULL, NULL, (uint64_t)s->source);
}

static uint32_t unwatched(const struct sight *s)
{
	const struct habit *watch = watch_of(s);

	return watch ? (uint32_t)watch->low & 0x3fffff : 0;
}

static bool is_about(int64_t pause, int64_t span)
{
	return pause > span - LATE && pause < span + LATE;
}

static void came(struct appointment *a, int64_t at)
{
	const int64_t pause = at - a->last;

	if (a->last && is_about(pause, WEEK_SPAN))
		a->weeks = (uint8_t)(a->weeks < 7 ? a->weeks + 1 : 7);
	else if (pause >= DAY_SPAN / 2)
		a->weeks = 0;

	if (a->last && pause < DAY_SPAN / 2) {
		a->today = (uint8_t)(a->today + (a->today <= A_DAY_MOST));
		a->busy |= a->today > A_DAY_MOST;
	} else {
		const bool weekend = pause > 2 * DAY_SPAN && clock_week_hour(at) / 24 == 0;

		a->days = pause < DAY_SPAN + LATE || (weekend && pause < 3 * DAY_SPAN + LATE)
		                  ? a->days
		                  : 0;
		a->days = (uint8_t)(a->days < 250 ? a->days + 1 : a->days);
		a->today = 1;
	}
	a->weekdays |= (uint8_t)(1u << clock_week_hour(at) / 24);
	a->last = at;
}

static void note(const struct sight *s, struct habit *h, struct appointment *a)
{
	a->source = (uint32_t)s->source;
	a->unwatched = unwatched(s);
	sight_habit_set(s, h, pack(a), a->last);
}

/* What the flow carried since it was told last; of one that was not known, and is old, nobody can say. */
static uint64_t growth_of(const struct sight *s)
{
	const struct record *r = s->record;
	const uint64_t id[2] = {r->entry, r->boot}, key = A_FLOW | hash_bytes(id, sizeof(id), (uint64_t)s->source);
	const uint64_t bytes = r->flow.bytes_to_server + r->flow.bytes_to_client;

	if (bytes < LARGE)
		return 0;
	struct round *before = sight_state(s, &key);
	const bool old = before->bytes == 0 && r->flow.end - r->flow.start > 2 * LATE;
	const uint64_t growth = old || bytes < before->bytes ? 0 : bytes - before->bytes;

	before->bytes = bytes;
	return growth;
}

static void miss_pace(const struct sight *s, struct round *p)
{
	const struct subject *client = sight_subject(s, p->client), *server = sight_subject(s, p->server);

	p->next = INT64_MAX;
	if (client && server && !client->seldom && !server->seldom)
		sight_tell_lull(s, &(struct tell){.device = server,
						  .peer = client,
						  .key = p->text,
						  .detail = p->text,
						  .happened = true,
						  .first = p->came + p->period,
						  .last = s->now});
}

/* Files that are saved or fetched, and log-ins, that come several times a day: each opens a connection. */
static void note_pace(const struct sight *s)
{
	static const char *const means[] = {"smb", "nfs", "afp", "ftp", "ssh", "telnet", NULL};
	const struct record *r = s->record;
	const struct record_flow *f = &r->flow;
	const int64_t period = f->period_us * 1000;
	const uint64_t ends[] = {s->client->number, s->server->number, (uint64_t)r->dest_port, (uint64_t)s->source};
	const uint64_t key = A_PACE | hash_bytes(ends, sizeof(ends), 0) >> 2;

	if (!word_in(r->app_proto, means) || f->flows < PACE_FLOWS || period < PACE_LEAST || period > PACE_MOST ||
	    f->jitter_us * 4 > f->period_us)
		return;
	struct round *p = sight_state(s, &key);

	if (f->end > p->came) {
		*p = (struct round){.entry = p->entry, .source = key, .came = f->end, .period = period, .client = s->client->number,
				    .server = s->server->number, .of = s->source, .next = f->end + 3 * period + TELLING};
		snprintf(p->text, sizeof(p->text), "%.15s/%d", r->app_proto, r->dest_port);
	}
	if (p->next != INT64_MAX && r->time - f->end > period * 5 / 2) /* the record tells it itself */
		miss_pace(s, p);
}

static void look_at_paces(const struct sight *s, int64_t *next)
{
	uint32_t position = 0;
	struct round *p;

	while ((p = table_next(s->state, &position)) != NULL) {
		if (!(p->source & A_PACE) || p->source & A_FLOW || p->of != s->source || p->next == INT64_MAX)
			continue;
		if (s->now > p->next)
			miss_pace(s, p);
		else if (p->next < *next)
			*next = p->next;
	}
}

/* A transfer of the night, by whatever means. */
static void on_flow(const struct sight *s)
{
	const struct record *r = s->record;

	if (s->client->external || s->server->external || s->client->group || r->flow.spread || subject_is_attended(s->client) ||
	    subject_is_attended(s->server) || r->dest_port <= 0)
		return;
	note_pace(s);
	if (growth_of(s) < LARGE)
		return;
	struct habit *h = sight_habit(s, s->client, s->server, A_FLOW | (uint64_t)r->dest_port);
	if (!h || r->flow.end <= h->high)
		return;
	struct appointment a = unpack(h);
	const int64_t pause = r->flow.end - a.last;

	if (a.last && pause < ANEW) {
		a.last = r->flow.end;
	} else {
		if (pause >= DAY_SPAN / 2 && !is_about(pause, DAY_SPAN)) /* people come at other hours each day */
			a.days = 0;
		came(&a, r->flow.end);
	}
	snprintf(h->text, sizeof(h->text), "%.20s%s%.8s/%d", r->app_proto ? r->app_proto : "", r->app_proto ? " " : "", r->proto,
		 r->dest_port);
	note(s, h, &a);
}

static void on_record(const struct sight *s)
{
	static const char *const classes[] = {"file", "program", "security", "config", NULL};
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server || s->server->group)
		return;
	if (s->record->type == RECORD_FLOW) {
		on_flow(s);
		return;
	}
	if (!word_in(ot->class, classes))
		return;
	struct habit *h = sight_habit(s, s->client, s->server, hash_bytes(ot->class, strlen(ot->class), 0));
	if (!h || ot->last_seen <= h->high)
		return;
	struct appointment a = unpack(h);

	snprintf(h->text, sizeof(h->text), "%.23s %.23s", ot->protocol, ot->class);
	if (a.last && sight_is_class(s, "file") && ot->last_seen - a.last < TOGETHER)
		a.last = ot->last_seen;
	else
		came(&a, ot->last_seen);
	note(s, h, &a);
}

static bool is_weekly(const struct appointment *a)
{
	return a->weeks >= WEEKS_AT;
}

/* When it is missed; INT64_MAX: it is no appointment. */
static int64_t due_of(const struct appointment *a)
{
	if (a->busy || (a->days < DAYS_AT && !is_weekly(a)))
		return INT64_MAX;
	return a->last + LATE + (is_weekly(a) ? WEEK_SPAN : DAY_SPAN);
}

static void miss(const struct sight *s, struct habit *h, struct appointment *a)
{
	const struct subject *client = sight_subject(s, h->key.one), *server = sight_subject(s, h->key.other);
	const int64_t due = due_of(a) - LATE;
	const bool its_day = is_weekly(a) ||
	        a->weekdays >> (clock_week_hour(due) / 24) & 1 || clock_week_hour(due) / 24 < 5;
	const bool watched = (unwatched(s) - a->unwatched) * MINUTE < (s->now - a->last) / 10;

	if (!its_day)
		return;
	if (watched && client && server)
		sight_tell(s, &(struct tell){.device = server,
		                             .peer = client,
		                             .key = h->text,
		                             .detail = h->text,
		                             .happened = true,
		                             .first = due,
		                             .last = s->now});
	a->days = a->weeks = 0; /* said: it has to come again for some days */
	sight_habit_set(s, h, pack(a), a->last);
}

static void keep_watch(const struct sight *s)
{
	struct habit *watch = watch_of(s);

	if (!watch || s->now <= watch->high)
		return;
	const int64_t pause = watch->high ? s->now - watch->high : 0;
	const int64_t missed = watch->low + (pause > GAP ? pause / MINUTE : 0);

	sight_habit_set(s, watch, missed ? missed : 1, s->now);
}

static void on_tick(const struct sight *s)
{
	const uint64_t source = (uint64_t)s->source;
	struct round *round = sight_state(s, &source);
	uint32_t position = 0;
	struct habit *h;

	keep_watch(s);
	if (s->now < round->next)
		return;
	round->next = s->now + AT_LEAST;
	look_at_paces(s, &round->next);
	while ((h = sight_each_habit(s, &position)) != NULL) {
		struct appointment a = unpack(h);
		const int64_t due = due_of(&a);

		if (!h->key.one || a.source != (uint32_t)s->source)
			continue;
		if (s->now > due)
			miss(s, h, &a);
		else if (due < round->next)
			round->next = due;
	}
}

const struct detector detector_behaviour_expected_absent = {
        .id = "behaviour.expected_absent",
        .records = RECORDS(OT) | RECORDS(FLOW),
        .classes = CLASSES(FILE) | CLASSES(PROGRAM) | CLASSES(SECURITY) | CLASSES(CONFIG),
        .record = on_record,
        .tick = on_tick,
        .each = 60,
        .state_size = sizeof(struct round),
        .key_size = sizeof(uint64_t),
        .budget = 8192,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0809", "T0881"},
        .meti = {10, 21},
        .iec62443 = {"SR 7.3", "SR 6.2"},
        .smkl = {"b", "c"},
};
