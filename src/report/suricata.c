/* suricata.c - the accepted list as Suricata pass rules. SPDX-License-Identifier: Apache-2.0
 *
 * Suricata's order of actions is pass before alert (action-order), so the alert at the end is of what no
 * line passed. Both directions pass: a pass rule is of a packet, not of a flow.
 */

#include "report/exports.h"

#include "lib/buf.h"
#include "report/links.h"

#define FIRST_SID 1900000 /* 1,000,000 to 1,999,999 are for local rules */
#define MESSAGE_MAX 160

static void put_end(struct buf *out, const struct allowed_end *end)
{
	buf_text(out, end->outside ? "!$HOME_NET" : end->party.ip);
}

static void put_rule(struct buf *out, const struct allowed_link *l, size_t sid)
{
	const int protocol = links_protocol(l);
	const bool port = links_has_port(l);

	buf_printf(out, "pass %s ", port ? protocol == 6 ? "tcp" : "udp" : protocol == 1 ? "icmp" : "ip");
	put_end(out, &l->client);
	buf_text(out, " any <> ");
	put_end(out, &l->server);
	if (port)
		buf_printf(out, " %d", l->port);
	else
		buf_text(out, " any");
	buf_text(out, " (msg:\"Yagura accepted ");
	links_say(out, l, MESSAGE_MAX, true);
	buf_text(out, "\"; ");
	if (!port && protocol != 1)
		buf_printf(out, "ip_proto:%d; ", protocol);
	buf_printf(out, "sid:%zu; rev:1;)\n", sid);
}

static void put_alert(struct buf *out, const char *ends, size_t sid)
{
	buf_printf(out,
		   "alert ip %s (msg:\"Yagura not on the accepted list\"; threshold:type limit, track by_both,"
		   " count 1, seconds 3600; classtype:policy-violation; sid:%zu; rev:1;)\n",
		   ends, sid);
}

int export_suricata(const struct export_job *job)
{
	struct links links;
	const int rc = links_load(job, false, &links);

	links_head(job, &links, "#", "Suricata rules; HOME_NET is the plant");
	for (size_t i = 0; i < links.count; i++)
		put_rule(job->out, &links.rows[i], FIRST_SID + 2 + i);
	put_alert(job->out, "$HOME_NET any -> any any", FIRST_SID);
	put_alert(job->out, "!$HOME_NET any -> $HOME_NET any", FIRST_SID + 1);
	return rc;
}
