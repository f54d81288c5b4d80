/* behaviour_remote_tool.c - somebody works on a device from afar. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows of SSH, RDP, VNC, Telnet and TeamViewer, and operations "Remote Access".
 * State: none.
 * Fires: a remote desktop is opened to a SCADA computer; from outside it is critical.
 * Near miss: an attempt that nobody answered; the tool of every day.
 */

#include "judge/detectors.h"

#include <string.h>

static void tell(const struct sight *s, const char *tool, uint64_t total)
{
	const bool outside = s->client->external;

	sight_tell(s, &(struct tell){.device = s->server->external ? s->client : s->server,
	                             .peer = s->server->external ? s->server : s->client,
	                             .key = tool,
	                             .detail = tool,
	                             .severity = outside || s->server->external ? SEVERITY_HIGH
	                                                                        : SEVERITY_DEFAULT,
	                             .total = total});
}

static void on_record(const struct sight *s)
{
	static const char *const tools[] = {"ssh", "rdp", "vnc", "telnet", "teamviewer", NULL};
	const struct record *r = s->record;

	if (!s->client || !s->server || s->server->group ||
	    (s->client->external && s->server->external))
		return;
	if (r->type == RECORD_OT) {
		if (r->ot.function && strcmp(r->ot.function, "Remote Access") == 0)
			tell(s, r->ot.target ? r->ot.target : r->ot.protocol, r->ot.count);
	} else if (r->flow.answered && word_in(r->app_proto, tools)) {
		tell(s, r->app_proto, r->flow.flows);
	}
}

const struct detector detector_behaviour_remote_tool = {
        .id = "behaviour.remote_tool",
        .records = RECORDS(FLOW) | RECORDS(OT),
        .record = on_record,
        .severity = SEVERITY_LOW,
        .attack = {"T0886", "T0822"},
        .meti = {3, 8},
        .iec62443 = {"SR 1.13", "SR 2.6"},
        .smkl = {"c"},
};
