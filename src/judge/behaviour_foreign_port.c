/* behaviour_foreign_port.c - a protocol on a port that is another's. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows whose protocol was told by its bytes, and the ports that protocols have.
 * State: whose port it is, for 1,024 protocols and ports that were seen last; what was so while the plant was learned is in
 *        the allow-list.
 * Fires: SSH on 443, Modbus on 8080, remote desktop on 53.
 * Near miss: HTTP and TLS on any free port; passing ports of UDP; a protocol that has no port of its own.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "dissect/dissectors.h"

/* Programs choose a port for these at will. */
static bool goes_anywhere(const char *name)
{
	static const char *const names[] = {"http",  "tls",    "dcerpc",      "dns",
	                                    "rtp",   "ssdp",   "profinet-io", "mdns",
	                                    "llmnr", "syslog", "snmp",        "ftp-data", NULL};

	return word_in(name, names);
}

static bool matters(const char *name)
{
	static const char *const names[] = {"ssh",        "rdp", "vnc", "telnet",
	                                    "teamviewer", "smb", "ftp", NULL};

	return protocol_is_industrial(name) || word_in(name, names);
}

static bool has_port(const struct dissector *d, int port)
{
	for (size_t i = 0; i < sizeof(d->ports) / sizeof(d->ports[0]) && d->ports[i]; i++)
		if (d->ports[i] == port)
			return true;
	return false;
}

struct door {
	struct table_entry entry;
	uint64_t key; /* protocol and port */
	bool known;
	bool own;
	bool portless;
	const struct dissector *owner; /* whose port it is, unless it is the protocol's own */
};

static void find_owner(struct door *door, const char *name, int port)
{
	for (const struct dissector *const *d = dissectors; *d; d++) {
		const bool here = has_port(*d, port);

		if (strcmp((*d)->name, name) == 0) {
			door->own = here;
			door->portless = (*d)->ports[0] == 0;
		} else if (here) {
			door->owner = *d;
		}
	}
	door->known = true;
}

static const struct door *door_of(const struct sight *s, const char *name, int port)
{
	const uint64_t key = hash_bytes(name, strlen(name), (uint64_t)port);
	struct door *door = sight_state(s, &key);

	if (!door->known)
		find_owner(door, name, port);
	return door;
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	const bool tcp = r->proto && strcmp(r->proto, "TCP") == 0,
	           udp = r->proto && strcmp(r->proto, "UDP") == 0;
	char detail[FINDING_DETAIL_SIZE];

	if ((!tcp && !udp) || !r->app_proto || r->dest_port <= 0 || !s->server ||
	    s->server->group || (r->flow.answered == 0 && r->flow.packets_to_client == 0))
		return;
	const struct door *door = door_of(s, r->app_proto, r->dest_port);
	const struct dissector *owner = door->owner;
	if (door->own || door->portless || (!matters(r->app_proto) && (!owner || goes_anywhere(r->app_proto))))
		return;
	if (!owner && (udp || r->dest_port >= 49152)) /* passing ports */
		return;
	snprintf(detail, sizeof(detail), "%s, %s %d%s%s", r->app_proto, r->proto, r->dest_port,
	         owner ? ", " : "", owner ? owner->title : "");
	sight_tell(s, &(struct tell){.device = s->server,
	                             .peer = s->client,
	                             .key = r->app_proto,
	                             .detail = detail,
	                             .severity = owner ? SEVERITY_DEFAULT : SEVERITY_LOW,
	                             .total = r->flow.flows});
}

const struct detector detector_behaviour_foreign_port = {
        .id = "behaviour.foreign_port",
        .records = RECORDS(FLOW),
        .record = on_record,
        .state_size = sizeof(struct door),
        .key_size = sizeof(uint64_t),
        .budget = 1024,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0885", "T0869"},
        .meti = {3, 23},
        .iec62443 = {"SR 5.2", "SR 7.7"},
        .smkl = {"c"},
};
