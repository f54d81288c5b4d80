/* behaviour_dns_tunnel.c - data in names of the DNS. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: dns records: the names that a client looked up.
 * State: per client, registered domain and ten minutes 256 bits of long names, and the names that were counted;
 *        8,192.
 * Fires: ten different names of more than thirty characters below one domain within ten minutes; five in records
 *        of type TXT or NULL.
 * Near miss: a long name of a content network, again and again; many short names; names of the site itself.
 */

#include "judge/detectors.h"
#include "judge/domain.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define LONG     30
#define NAMES_AT 12

static void count(const struct sight *s, const char *name, const char *base)
{
	struct window *w = window_add(s, s->client->number, hash_bytes(base, strlen(base), 0), 0, 1);
	char detail[FINDING_DETAIL_SIZE];

	window_set(w, name, strlen(name));
	if (window_count(w) < NAMES_AT)
		return;
	snprintf(detail, sizeof(detail), "%.120s, %d", *base ? base : name, window_count(w));
	sight_tell(s, &(struct tell){.device = s->client, .key = base, .detail = detail});
}

/* dnscat and its like need no domain of their own: what stands last is data, and no top level has digits in it. */
static bool has_no_domain(const char *name)
{
	const char *top = strrchr(name, '.');

	return top && strlen(top) > 16 && strncmp(top + 1, "xn--", 4) != 0 && strpbrk(top, "0123456789");
}

static void on_record(const struct sight *s)
{
	const struct record_dns *d = &s->record->dns;

	if (!d->rrname || !s->client || s->client->external || domain_is_local(d->rrname))
		return;
	const char *base = domain_base(d->rrname);
	const bool carries = d->rrtype && (strcmp(d->rrtype, "TXT") == 0 || strcmp(d->rrtype, "NULL") == 0);

	if (has_no_domain(d->rrname))
		count(s, d->rrname, "");
	else if (base - d->rrname > (carries ? LONG / 2 : LONG))
		count(s, d->rrname, base);
}

const struct detector detector_behaviour_dns_tunnel = {
        .id = "behaviour.dns_tunnel",
        .records = RECORDS(DNS),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_HIGH,
        .attack = {"T0884", "T0869"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2", "SR 6.2"},
        .smkl = {"c"},
};
