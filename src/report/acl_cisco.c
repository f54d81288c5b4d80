/* acl_cisco.c - the accepted list as access lists in Cisco's manner. SPDX-License-Identifier: Apache-2.0
 *
 * A switch keeps no state: each device has a list for the port where it is plugged in, of what it may ask
 * and of what it answers.
 */

#include "report/exports.h"

#include "inventory/inventory.h"
#include "lib/buf.h"
#include "report/links.h"

#define REMARK_MAX 90 /* of 100 */

static void put_protocol(struct buf *out, const struct allowed_link *l)
{
	const int protocol = links_protocol(l);

	if (links_has_port(l))
		buf_text(out, protocol == 6 ? "tcp" : "udp");
	else if (protocol == 1)
		buf_text(out, "icmp");
	else
		buf_printf(out, "%d", protocol);
}

static void put_end(struct buf *out, const struct allowed_end *end, int port)
{
	if (end->outside)
		buf_text(out, " any");
	else
		buf_printf(out, " host %s", end->party.ip);
	if (port >= 0)
		buf_printf(out, " eq %d", port);
}

static void put_permit(struct buf *out, const struct links_side *side)
{
	const struct allowed_link *l = side->link;
	const int port = links_has_port(l) ? l->port : -1;

	buf_text(out, " permit ");
	put_protocol(out, l);
	if (side->asks) {
		put_end(out, &l->client, -1);
		put_end(out, &l->server, port);
	} else {
		put_end(out, &l->server, port);
		put_end(out, &l->client, -1);
		if (port >= 0 && links_protocol(l) == 6)
			buf_text(out, " established");
	}
	buf_byte(out, '\n');
}

static bool has_version(const struct links_side *sides, size_t count, bool ip6)
{
	for (size_t i = 0; i < count; i++)
		if (links_is_ip6(sides[i].link) == ip6)
			return true;
	return false;
}

static void put_list(const struct export_job *job, const struct links_side *sides, size_t count, bool ip6)
{
	struct buf *out = job->out;
	char id[ASSET_ID_SIZE];

	if (!has_version(sides, count, ip6))
		return;
	asset_id_text(sides->self->party.asset, id);
	buf_printf(out, "!\n%s YAGURA%s-%s\n remark ", ip6 ? "ipv6 access-list" : "ip access-list extended",
		   ip6 ? "6" : "", id);
	links_word(out, sides->self->party.name, REMARK_MAX, true);
	buf_byte(out, '\n');
	for (size_t i = 0; i < count; i++)
		if (links_is_ip6(sides[i].link) == ip6)
			put_permit(out, &sides[i]);
	if (ip6) /* without neighbour discovery nothing speaks */
		buf_text(out, " permit icmp any any nd-na\n permit icmp any any nd-ns\n");
	buf_printf(out, " %s %s any any log\n", job->enforce ? "deny" : "permit", ip6 ? "ipv6" : "ip");
}

int export_acl_cisco(const struct export_job *job)
{
	struct links links;
	size_t count = 0;
	const int rc = links_load(job, false, &links);

	links_head(job, &links, "!", "one list per device; at its switch port: ip access-group NAME in");
	const struct links_side *sides = links_sides(&links, job, &count);
	for (size_t i = 0; i < count; i += links_same_device(sides + i, count - i)) {
		const size_t n = links_same_device(sides + i, count - i);

		put_list(job, sides + i, n, false);
		put_list(job, sides + i, n, true);
	}
	buf_text(job->out, "!\n");
	return rc;
}
