/* software_default_password.c - somebody got in with the password of the manual. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: anomaly records "login.default_password": Telnet, FTP and HTTP show the password on the wire, and the
 *        server took it.
 * State: none.
 * Fires: admin and admin opens the page of a switch.
 * Near miss: the same, refused (that is behaviour.brute_force when it goes on); a password of one's own.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (strcmp(r->anomaly.event, "login.default_password") != 0 || !s->client)
		return;
	/* the server's yes is what shows it */
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .key = r->app_proto,
	                             .detail = r->app_proto,
	                             .total = r->anomaly.count});
}

const struct detector detector_software_default_password = {
        .id = "software.default_password",
        .records = RECORDS(ANOMALY),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0812", "T0859"},
        .meti = {3, 2},
        .iec62443 = {"SR 1.5", "SR 1.1"},
        .smkl = {"b", "c"},
};
