/* behaviour_foreign_resolver.c - names are asked of a server that is not the plant's. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows of DNS.
 * State: none: who asks whom was learned.
 * Fires: a computer asks a public name server; after learning, another one than it did.
 * Near miss: the plant's own name server asks outside, as learned; mDNS and LLMNR.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (!r->app_proto || strcmp(r->app_proto, "dns") != 0 || !s->client || !s->server ||
	    s->server->group || s->client->external ||
	    (r->flow.answered == 0 && r->flow.packets_to_client == 0))
		return;
	if (s->server->external || s->learning || !s->usual.pair)
		sight_tell(s, &(struct tell){.device = s->client,
		                             .peer = s->server,
		                             .key = s->server->ip,
		                             .detail = s->server->ip,
		                             .severity = s->server->external ? SEVERITY_DEFAULT
		                                                             : SEVERITY_LOW,
		                             .total = r->flow.flows});
}

const struct detector detector_behaviour_foreign_resolver = {
        .id = "behaviour.foreign_resolver",
        .records = RECORDS(FLOW),
        .record = on_record,
        .doer = true,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0884", "T0885"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2"},
        .smkl = {"c"},
};
