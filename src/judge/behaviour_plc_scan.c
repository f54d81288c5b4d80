/* behaviour_plc_scan.c - somebody asks one controller after the other who it is. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class identify, read and write in protocols of the plant floor.
 * State: per client and ten minutes 256 bits of whom it asked, per client 256 of whom it works with; 8,192.
 * Fires: a tool asks six PLCs for their identity within ten minutes.
 * Near miss: a SCADA that reads from those it asks; who did so while the plant was learned; one PLC asked again
 *            and again; a question to all.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define DEVICES_AT 6
/* In the place of a window's number: whom the client works with. */
#define AT_WORK -2

static struct window *working(const struct sight *s)
{
	const struct window_key key = {.one = s->client->number, .at = AT_WORK};

	return sight_state(s, &key);
}

/* How many were asked within the window without being worked with. */
static int count_strangers(const struct sight *s)
{
	uint64_t strangers[4], works[4];

	memcpy(works, working(s)->bits, sizeof(works));
	struct window *asked = window_add(s, s->client->number, 0, 0, 1);

	window_set(asked, &s->server->number, sizeof(s->server->number));
	for (size_t i = 0; i < 4; i++)
		strangers[i] = asked->bits[i] & ~works[i];
	return window_bits_count(strangers);
}

static void on_record(const struct sight *s)
{
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || s->server->group || !sight_is_industrial(s) || s->client->external)
		return;
	if (sight_is_class(s, "read") || sight_is_class(s, "write"))
		window_set(working(s), &s->server->number, sizeof(s->server->number));
	if (!sight_is_class(s, "identify"))
		return;
	const int count = count_strangers(s);

	if (count < DEVICES_AT)
		return;
	snprintf(detail, sizeof(detail), "%d, %s", count, s->record->ot.protocol);
	sight_tell(s, &(struct tell){.device = s->client, .detail = detail});
}

const struct detector detector_behaviour_plc_scan = {
        .id = "behaviour.plc_scan",
        .records = RECORDS(OT),
        .classes = CLASSES(IDENTIFY) | CLASSES(READ) | CLASSES(WRITE),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_HIGH,
        .attack = {"T0846", "T0888"},
        .meti = {3, 22},
        .iec62443 = {"SR 6.2", "SR 5.2"},
        .smkl = {"c"},
};
