/* software_new_service.c - a known device serves something that it did not serve before. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: services of a device as the inventory keeps them (asset hook, while it is learned); answered flow records.
 * State: none: what was served while the plant was learned is in the allow-list.
 * Fires: a PLC that was learned begins to answer on TCP 23: once for each who asks, in the place of
 *        behaviour.not_learned, so that one event is one finding.
 * Near miss: a new device with its services (it is new); the same service by another client; a short-lived UDP port.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

/* What is served becomes normal, whoever asks. */
static void on_asset(const struct sight *s)
{
	char key[FINDING_KEY_SIZE];

	if (s->client->external || !s->learning)
		return;
	for (size_t i = 0; i < s->asset->service_count; i++) {
		const struct asset_service *v = &s->asset->services[i];

		if (strcmp(v->transport, "TCP") != 0 && !v->app_proto)
			continue;
		sight_port_text(v->transport, v->port, key, sizeof(key));
		sight_tell(s, &(struct tell){.device = s->client, .key = key, .detail = v->app_proto,
					     .first = v->first_seen, .last = v->last_seen});
	}
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char key[FINDING_KEY_SIZE], detail[FINDING_DETAIL_SIZE];

	if (!sight_is_new_service(s, key))
		return;
	snprintf(detail, sizeof(detail), "%s %d%s%s", r->proto, r->dest_port, r->app_proto ? ", " : "",
		 r->app_proto ? r->app_proto : "");
	sight_tell(s, &(struct tell){.device = s->server, .peer = s->client, .key = key, .detail = detail,
				     .total = r->flow.flows});
}

const struct detector detector_software_new_service = {
	.id = "software.new_service",
	.records = RECORDS(FLOW),
	.record = on_record,
	.asset = on_asset,
	.baseline = true,
	.listed = true,
	.of_anybody = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0886", "T0846"},
	.meti = {3, 23},
	.iec62443 = {"SR 7.7", "SR 7.8"},
	.smkl = {"b"},
};
