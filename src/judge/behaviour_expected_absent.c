/* behaviour_expected_absent.c - a backup or a log-in that comes each day did not come. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class file, program, security and config, by pair; the site's clock; covered time.
 * State: per pair and class the hour, the days in a row and the days of the week on which it came; per source how
 *        long nobody watched (habits, 65,536 with those of others, which outlive the program), and when to look again.
 * Fires: the nightly upload came three nights in a row, and on the fourth it does not.
 * Near miss: it comes an hour late; it never came on Sundays; the sensor was not watching; what comes all day
 *            long.
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
#define AT_LEAST   (3600 * SECOND) /* all are looked at */
#define A_DAY_MOST 6 /* more is no daily appointment */

/* When the appointments of a source are to be looked at again: who comes now is not due before tomorrow. */
struct round {
	struct table_entry entry;
	uint64_t source;
	int64_t next;
};

/* A habit: high is when it came last, low the rest (pack), text its name. */
struct appointment {
	int64_t last;
	uint8_t days; /* in a row */
	uint8_t weekdays;
	bool busy;
	uint8_t today; /* how often on the last day */
	uint32_t source;
	uint32_t unwatched; /* minutes of the source, when it came last */
};

static int64_t pack(const struct appointment *a)
{
	return (int64_t)(a->days | (uint64_t)(a->weekdays & 0x7f) << 8 | (uint64_t)a->busy << 15 |
			 (uint64_t)(a->today & 7) << 16 | (uint64_t)(a->source & 0x7ffff) << 19 |
			 (uint64_t)(a->unwatched & 0x3fffff) << 38);
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
				    .unwatched = low >> 38 & 0x3fffff};
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

static void came(struct appointment *a, int64_t at)
{
	const int64_t pause = at - a->last;

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

static void on_record(const struct sight *s)
{
	static const char *const classes[] = {"file", "program", "security", "config", NULL};
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server || s->server->group || !word_in(ot->class, classes))
		return;
	struct habit *h = sight_habit(s, s->client, s->server, hash_bytes(ot->class, strlen(ot->class), 0));
	if (!h || ot->last_seen <= h->high)
		return;
	struct appointment a = unpack(h);

	snprintf(h->text, sizeof(h->text), "%.23s %.23s", ot->protocol, ot->class);
	came(&a, ot->last_seen);
	a.source = (uint32_t)s->source;
	a.unwatched = unwatched(s);
	sight_habit_set(s, h, pack(&a), a.last);
}

static void miss(const struct sight *s, struct habit *h, struct appointment *a)
{
	const struct subject *client = sight_subject(s, h->key.one), *server = sight_subject(s, h->key.other);
	const int64_t due = a->last + DAY_SPAN;
	const bool its_day =
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
	a->days = 0; /* said: it has to come again for some days */
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
	while ((h = sight_each_habit(s, &position)) != NULL) {
		struct appointment a = unpack(h);
		const int64_t due = a.last + DAY_SPAN + LATE;

		if (!h->key.one || a.source != (uint32_t)s->source || a.busy || a.days < DAYS_AT)
			continue;
		if (s->now > due)
			miss(s, h, &a);
		else if (due < round->next)
			round->next = due;
	}
}

const struct detector detector_behaviour_expected_absent = {
        .id = "behaviour.expected_absent",
        .records = RECORDS(OT),
        .classes = CLASSES(FILE) | CLASSES(PROGRAM) | CLASSES(SECURITY) | CLASSES(CONFIG),
        .record = on_record,
        .tick = on_tick,
        .each = 60,
        .state_size = sizeof(struct round),
        .key_size = sizeof(uint64_t),
        .budget = 512,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0809", "T0881"},
        .meti = {10, 21},
        .iec62443 = {"SR 7.3", "SR 6.2"},
        .smkl = {"b", "c"},
};
