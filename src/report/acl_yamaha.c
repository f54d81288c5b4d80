/* acl_yamaha.c - the accepted list as access lists in the manner of Yamaha's SWX switches. SPDX-License-Identifier: Apache-2.0
 *
 * As for Cisco, a list per device and its port. Lists are numbered 1 to 2000 and hold 256 conditions; IPv6
 * lists know senders alone, so they are left out.
 */

#include "report/exports.h"

#include "inventory/inventory.h"
#include "lib/buf.h"
#include "report/links.h"

#define LISTS_MAX 2000
#define CONDITIONS_MAX 256
#define DESCRIPTION_MAX 32

static void put_end(struct buf *out, const struct allowed_end *end, int port)
{
	if (end->outside)
		buf_text(out, " any");
	else
		buf_printf(out, " host %s", end->party.ip);
	if (port >= 0)
		buf_printf(out, " eq %d", port);
}

static void put_permit(struct buf *out, const struct links_side *side, size_t list, size_t line)
{
	const struct allowed_link *l = side->link;
	const int port = links_has_port(l) ? l->port : -1;
	const int protocol = links_protocol(l);

	buf_printf(out, "access-list %zu %zu permit ", list, line * 10);
	if (port >= 0)
		buf_text(out, protocol == 6 ? "tcp" : "udp");
	else
		buf_printf(out, "%d", protocol);
	put_end(out, side->asks ? &l->client : &l->server, side->asks ? -1 : port);
	put_end(out, side->asks ? &l->server : &l->client, side->asks ? port : -1);
	buf_text(out, !side->asks && port >= 0 && protocol == 6 ? " ack\n" : "\n");
}

static bool has_ip4(const struct links_side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!links_is_ip6(sides[i].link))
			return true;
	return false;
}

static void put_list(const struct export_job *job, const struct links_side *sides, size_t count, size_t list)
{
	struct buf *out = job->out;
	size_t lines = 0;
	char id[ASSET_ID_SIZE];

	asset_id_text(sides->self->party.asset, id);
	buf_printf(out, "!\naccess-list %zu description %s ", list, id);
	links_word(out, sides->self->party.name, DESCRIPTION_MAX - 8, true);
	buf_byte(out, '\n');
	for (size_t i = 0; i < count && lines < CONDITIONS_MAX - 1; i++)
		if (!links_is_ip6(sides[i].link))
			put_permit(out, &sides[i], list, ++lines);
	buf_printf(out, "access-list %zu %zu %s any any any\n", list, (lines + 1) * 10,
		   job->enforce ? "deny" : "permit");
	if (lines == CONDITIONS_MAX - 1)
		buf_printf(out, "! INCOMPLETE: %s has more lines than the %d of a list\n", id, CONDITIONS_MAX);
}

int export_acl_yamaha(const struct export_job *job)
{
	struct links links;
	size_t count = 0, list = 0;
	const int rc = links_load(job, false, &links);

	links_head(job, &links, "!", "one list per device; at its switch port: access-group NUMBER in");
	const struct links_side *sides = links_sides(&links, job, &count);
	for (size_t i = 0; i < count; i += links_same_device(sides + i, count - i)) {
		const size_t n = links_same_device(sides + i, count - i);

		if (!has_ip4(sides + i, n))
			continue;
		if (++list > LISTS_MAX) {
			buf_printf(job->out, "! INCOMPLETE: a switch has %d lists\n", LISTS_MAX);
			break;
		}
		put_list(job, sides + i, n, list);
	}
	buf_text(job->out, "!\n");
	return rc;
}
