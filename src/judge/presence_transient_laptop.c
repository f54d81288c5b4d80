/* presence_transient_laptop.c - a computer that is not of the plant speaks with controllers. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: conversations of new devices with controllers; roles and operating systems.
 * State: none.
 * Fires: a laptop that was not there while the plant was learned asks a PLC.
 * Near miss: an unknown box that is no computer (presence.new_device); a terminal whose note says "seldom"; a
 *            known computer.
 */

#include "judge/detectors.h"

/* A computer, or one whose MAC was made up by its own system, as laptops and telephones do. */
static bool is_computer(const struct sight *s)
{
	static const char *const roles[] = {
	        "workstation", "engineering-station",  "server", "mobile",
	        "laptop",      "maintenance-terminal", NULL};

	return word_in(s->client->role, roles) ||
	       (s->record->has_mac && s->record->src_mac.bytes[0] & 2);
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[SPOKEN_SIZE];

	if (!s->client || !s->server || s->client->usual || s->client->external ||
	    s->client->seldom || !subject_is_controller(s->server) || r->flow.answered == 0 ||
	    !is_computer(s))
		return;
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .detail = sight_spoken_at(s, detail),
	                             .total = r->flow.flows});
}

const struct detector detector_presence_transient_laptop = {
        .id = "presence.transient_laptop",
        .records = RECORDS(FLOW),
        .record = on_record,
        .baseline = true,
        .listed = true,
        .doer = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0864", "T0886"},
        .meti = {2, 22},
        .iec62443 = {"SR 1.13", "SR 2.3"},
        .smkl = {"b", "c"},
};
