/* behaviour_dga.c - names that a program makes up. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: dns records: names that do not exist.
 * State: per client and ten minutes 256 bits of domains that failed, and of those that read as if thrown; 8,192.
 * Fires: a computer asks for fifteen domains that do not exist, most of them like rxcjhboaxupprlxs.
 * Near miss: one wrong name, again and again; a search list that is tried; names of the site itself.
 */

#include "judge/detectors.h"
#include "judge/domain.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define DOMAINS_AT 15

enum counted { COUNT_FAILED, COUNT_THROWN };

static void on_record(const struct sight *s)
{
	const struct record_dns *d = &s->record->dns;
	char detail[FINDING_DETAIL_SIZE];

	if (!d->rrname || !s->client || s->client->external || d->failures == 0 || !d->rcode ||
	    strcmp(d->rcode, "NXDOMAIN") != 0 || domain_is_local(d->rrname))
		return;
	const char *base = domain_base(d->rrname);
	struct window *w = window_add(s, s->client->number, 0, COUNT_FAILED, 1);

	window_set(w, base, strlen(base));
	const int failed = window_count(w);
	w = window_add(s, s->client->number, 0, COUNT_THROWN, 1);
	if (domain_is_thrown(base))
		window_set(w, base, strlen(base));
	if (failed < DOMAINS_AT || window_count(w) * 2 < failed)
		return;
	snprintf(detail, sizeof(detail), "%.120s, %d", base, failed);
	sight_tell(s, &(struct tell){.device = s->client, .detail = detail});
}

const struct detector detector_behaviour_dga = {
        .id = "behaviour.dga",
        .records = RECORDS(DNS),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_HIGH,
        .attack = {"T0884", "T0885"},
        .meti = {3, 22},
        .iec62443 = {"SR 5.2", "SR 6.2"},
        .smkl = {"c"},
};
