/* behaviour_new_domain.c - a name of the outside that was not learned. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: dns records that were answered, as the allow-list knows them: whose names a device looks up (usual.name).
 * State: the domains that any device may look up, 16,384, taken from the allow-list once a minute.
 * Fires: a panel asks for a domain that the plant never asked for, once, with a count; a name that a person refused.
 * Near miss: a domain that another computer asks for every day; another name below a known domain; a name that
 *            does not exist.
 */

#include "judge/detectors.h"
#include "judge/domain.h"

#include <string.h>

#include "lib/clock.h"

#define LOOK_EVERY (60 * SECOND)

struct known {
	struct table_entry entry;
	uint64_t domain; /* 0: when all were taken */
	int64_t taken;
};

static struct known *state_of(const struct sight *s, uint64_t domain)
{
	return sight_state(s, &domain);
}

static uint64_t hash_of(const char *domain)
{
	const uint64_t hash = hash_bytes(domain, strlen(domain), 0);

	return hash ? hash : 1;
}

static int64_t take_all(const struct sight *s)
{
	struct known *all = state_of(s, 0);
	const char *domain;
	uint32_t position = 0;

	if (all->taken && s->now >= all->taken && s->now - all->taken < LOOK_EVERY)
		return all->taken;
	while ((domain = sight_each_domain(s, &position)) != NULL)
		state_of(s, hash_of(domain))->taken = s->now;
	state_of(s, 0)->taken = s->now; /* it may have been pushed out meanwhile */
	return s->now;
}

static bool is_known_here(const struct sight *s, const char *domain)
{
	const int64_t taken = take_all(s);
	const uint64_t hash = hash_of(domain);
	const struct known *k = sight_state_find(s, &hash);

	return k && k->taken >= taken;
}

static void on_record(const struct sight *s)
{
	const struct record_dns *d = &s->record->dns;

	if (s->usual.name || !sight_is_lookup(s) || (!s->usual.refused && is_known_here(s, domain_base(d->rrname))))
		return;
	sight_tell(s, &(struct tell){.device = s->client,
	                             .detail = d->rrname,
	                             .total = d->queries,
	                             .declared = s->usual.refused});
}

const struct detector detector_behaviour_new_domain = {
        .id = "behaviour.new_domain",
        .records = RECORDS(DNS),
        .record = on_record,
        .state_size = sizeof(struct known),
        .key_size = sizeof(uint64_t),
        .budget = 16384,
        .baseline = true,
        .listed = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0884", "T0885"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2"},
        .smkl = {"c"},
};
