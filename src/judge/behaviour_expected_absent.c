/* behaviour_expected_absent.c - a backup or a log-in that comes each day did not come. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class file, program, security and config, by pair; the site's clock; covered time.
 * State: per pair and class the hour, the days in a row and the days of the week on which it came; 8,192.
 * Fires: the nightly upload came three nights in a row, and on the fourth it does not.
 * Near miss: it comes an hour late; it never came on Sundays; the sensor was not watching; what comes all day
 *            long.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define DAYS_AT    3
#define LATE       (2 * 3600 * SECOND)
#define DAY_SPAN   (24 * 3600 * SECOND)
#define A_DAY_MOST 6 /* more is no daily appointment */

struct appointment {
	struct table_entry entry;
	struct appointment_key {
		uint64_t client;
		uint64_t server;
		uint64_t what;
	} key;
	int64_t last;
	int64_t source;
	int64_t covered; /* of the source, when it came last */
	uint8_t today;   /* how often on the last day */
	uint8_t days;    /* in a row */
	uint8_t weekdays;
	bool busy;
	char name[48];
};

static void came(struct appointment *a, const struct sight *s, int64_t at)
{
	const int64_t pause = at - a->last;

	if (pause <= 0 && a->last)
		return;
	if (a->last && pause < DAY_SPAN / 2) {
		a->today++;
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
	a->source = s->source;
	a->covered = s->covered;
}

static void on_record(const struct sight *s)
{
	static const char *const classes[] = {"file", "program", "security", "config", NULL};
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server || s->server->group || !word_in(ot->class, classes))
		return;
	const struct appointment_key key = {s->client->number, s->server->number,
	                                    hash_bytes(ot->class, strlen(ot->class), 0)};
	struct appointment *a = sight_state(s, &key);

	snprintf(a->name, sizeof(a->name), "%.23s %.23s", ot->protocol, ot->class);
	came(a, s, ot->last_seen);
}

static void miss(const struct sight *s, struct appointment *a)
{
	const struct subject *client = sight_subject(s, a->key.client),
	                     *server = sight_subject(s, a->key.server);
	const int64_t due = a->last + DAY_SPAN;
	const bool its_day =
	        a->weekdays >> (clock_week_hour(due) / 24) & 1 || clock_week_hour(due) / 24 < 5;
	const bool watched = s->covered - a->covered > (s->now - a->last) * 9 / 10;

	if (!its_day || s->now < due + LATE)
		return;
	if (watched && client && server)
		sight_tell(s, &(struct tell){.device = server,
		                             .peer = client,
		                             .key = a->name,
		                             .detail = a->name,
		                             .happened = true,
		                             .first = due,
		                             .last = s->now});
	a->days = 0; /* said: it has to come again for some days */
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct appointment *a;

	while ((a = table_next(s->state, &position)) != NULL)
		if (a->source == s->source && !a->busy && a->days >= DAYS_AT &&
		    s->now > a->last + DAY_SPAN + LATE)
			miss(s, a);
}

const struct detector detector_behaviour_expected_absent = {
        .id = "behaviour.expected_absent",
        .records = RECORDS(OT),
        .record = on_record,
        .tick = on_tick,
        .each = 60,
        .state_size = sizeof(struct appointment),
        .key_size = sizeof(struct appointment_key),
        .budget = 8192,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0809", "T0881"},
        .meti = {10, 21},
        .iec62443 = {"SR 7.3", "SR 6.2"},
        .smkl = {"b", "c"},
};
