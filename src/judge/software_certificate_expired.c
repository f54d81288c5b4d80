/* software_certificate_expired.c - the certificate of a server is no longer valid. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: certificates that TLS and OPC UA show (attribute "certificate": "..., valid until 2031-04-01"), by the
 *        source's clock.
 * State: none.
 * Fires: a web server shows a certificate that ended last year.
 * Near miss: one that ends next month; the same capture of a year in which it was valid.
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

static void on_asset(const struct sight *s)
{
	char detail[FINDING_DETAIL_SIZE];

	for (size_t i = 0; s->says_certificate && i < s->asset->value_count && !s->client->external; i++) {
		const struct asset_value *v = &s->asset->values[i];
		const bool said = v->name[0] == attribute_certificate[0] && strcmp(v->name, attribute_certificate) == 0;

		/* it may have been exchanged since */
		if (!said || s->now - v->last_seen > 24 * 3600 * SECOND || !certificate_has_ended(v, s->now))
			continue;
		snprintf(detail, sizeof(detail), "%s", v->value);
		sight_tell(s, &(struct tell){.device = s->client,
		                             .key = v->value,
		                             .detail = detail,
		                             .first = v->first_seen,
		                             .last = v->last_seen});
	}
}

const struct detector detector_software_certificate_expired = {
        .id = "software.certificate_expired",
        .asset = on_asset,
        .severity = SEVERITY_LOW,
        .attack = {"T0830", "T0859"},
        .meti = {9, 12},
        .iec62443 = {"SR 1.8", "SR 3.1"},
        .smkl = {"b"},
};
