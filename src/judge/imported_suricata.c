/* imported_suricata.c - another sensor told an alert (Suricata's EVE). SPDX-License-Identifier: Apache-2.0
 *
 * Reads: alert records, which come from imported logs alone.
 * State: none.
 * Fires: on each; the same signature about the same two counts. The device is the inside end, of two the one spoken to.
 * Near miss: an alert whose ends are no devices and no addresses outside.
 */

#include "judge/detectors.h"

#include <stdio.h>

/* Suricata counts from 1, the most urgent. */
static enum severity severity_of(int priority)
{
	return priority <= 1 ? SEVERITY_HIGH : priority == 2 ? SEVERITY_MEDIUM : priority == 3 ? SEVERITY_LOW
											      : SEVERITY_INFO;
}

static bool is_ours(const struct subject *s)
{
	return s && !s->external && !s->group;
}

static void on_record(const struct sight *s)
{
	const struct record_alert *a = &s->record->alert;
	const struct subject *device = is_ours(s->server) || !s->client ? s->server : s->client;
	const struct subject *peer = device == s->client ? s->server : s->client;
	char key[FINDING_KEY_SIZE], detail[FINDING_DETAIL_SIZE], other[ADDRESS_TEXT_SIZE] = "";

	if (!device || device->group)
		return;
	if (peer && peer->group) { /* an address where nobody may be, or many are */
		peer = NULL;
		address_text(device == s->client ? &s->record->dest_ip : &s->record->src_ip, other);
	}
	snprintf(key, sizeof(key), "%llu:%llu %s", (unsigned long long)a->gid,
		 (unsigned long long)a->signature_id, other);
	snprintf(detail, sizeof(detail), "%.100s [%llu]%s%s", a->signature ? a->signature : "",
		 (unsigned long long)a->signature_id, *other ? " " : "", other);
	sight_tell(s, &(struct tell){.device = device, .peer = peer, .key = key, .detail = detail,
				     .severity = severity_of(a->severity)});
}

const struct detector detector_imported_suricata = {
	.id = "imported.suricata",
	.records = RECORDS(ALERT),
	.record = on_record,
	.held_back_before = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0866"},
	.meti = {3, 22},
	.iec62443 = {"SR 3.2", "SR 6.2"},
	.smkl = {"c"},
};
