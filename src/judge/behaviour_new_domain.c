/* behaviour_new_domain.c - a name of the outside that nobody here ever looked up. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: dns records that were answered.
 * State: the domains that anybody looked up, 16,384; what was learned is in the allow-list too.
 * Fires: a panel asks for a domain that the plant never asked for.
 * Near miss: a domain that another computer asks for every day; another name below a known domain; a name that
 *            does not exist.
 */

#include "judge/detectors.h"
#include "judge/domain.h"

#include <string.h>

struct known {
	struct table_entry entry;
	uint64_t domain;
};

static void on_record(const struct sight *s)
{
	const struct record_dns *d = &s->record->dns;

	if (!d->rrname || !s->client || s->client->external || d->answers <= d->failures ||
	    domain_is_local(d->rrname))
		return;
	const char *base = domain_base(d->rrname);
	const uint64_t domain = hash_bytes(base, strlen(base), 0);
	const bool known = sight_state_find(s, &domain);

	(void)sight_state(s, &domain);
	if (!known || s->learning) /* each client's is learned, so that it outlives a restart */
		sight_tell(s, &(struct tell){.device = s->client,
		                             .key = base,
		                             .detail = d->rrname,
		                             .total = d->queries});
}

const struct detector detector_behaviour_new_domain = {
        .id = "behaviour.new_domain",
        .records = RECORDS(DNS),
        .record = on_record,
        .state_size = sizeof(struct known),
        .key_size = sizeof(uint64_t),
        .budget = 16384,
        .baseline = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0884", "T0885"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2"},
        .smkl = {"c"},
};
