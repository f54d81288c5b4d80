/* behaviour_mail.c - mail from the plant floor. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows of SMTP, POP3 and IMAP, and of TLS on their ports; role and level of the client.
 * State: none.
 * Fires: a SCADA computer sends mail to a server.
 * Near miss: an office computer that reads its mail; the alarm mail that was learned.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

static bool is_mail(const struct record *r)
{
	static const char *const names[] = {"smtp", "pop3", "imap", NULL};
	static const int ports[] = {25, 465, 587, 993, 995};

	if (word_in(r->app_proto, names))
		return true;
	for (size_t i = 0; r->app_proto && strcmp(r->app_proto, "tls") == 0 &&
	                   i < sizeof(ports) / sizeof(ports[0]);
	     i++)
		if (r->dest_port == ports[i])
			return true;
	return false;
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || s->client->external || r->flow.answered == 0 ||
	    !is_mail(r) ||
	    (!subject_is_floor(s->client) && !s->learning)) /* who is who comes later */
		return;
	snprintf(detail, sizeof(detail), "%s %d", r->app_proto, r->dest_port);
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .detail = detail,
	                             .total = r->flow.flows});
}

const struct detector detector_behaviour_mail = {
        .id = "behaviour.mail",
        .records = RECORDS(FLOW),
        .record = on_record,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0865", "T0885"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.3", "SR 5.2"},
        .smkl = {"c"},
};
