/* nftables.c - the accepted list as nftables rules: one chain per conduit. SPDX-License-Identifier: Apache-2.0
 *
 * A conduit is a pair of zones. Its chain is entered only for its own addresses where they are known.
 */

#include "report/exports.h"

#include <string.h>

#include "inventory/zoning.h"
#include "lib/address.h"
#include "lib/buf.h"
#include "report/links.h"
#include "store/zoning.h"

#define COMMENT_MAX 120 /* nft takes 128 bytes */

/* What address_is_private() is: who may speak to the outside may not for that speak to everybody inside. */
static const char inside[] =
	"\tset inside_ip {\n\t\ttype ipv4_addr; flags interval\n"
	"\t\telements = { 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16 }\n\t}\n"
	"\tset inside_ip6 {\n\t\ttype ipv6_addr; flags interval\n\t\telements = { ::1, fc00::/7, fe80::/10 }\n\t}\n";

static bool same_conduit(const struct allowed_link *a, const struct allowed_link *b)
{
	return strcmp(a->client.zone, b->client.zone) == 0 && strcmp(a->server.zone, b->server.zone) == 0;
}

static size_t conduit_length(const struct links *links, size_t from)
{
	size_t n = from;

	while (n < links->count && same_conduit(&links->rows[n], &links->rows[from]))
		n++;
	return n - from;
}

static void say_zone(struct buf *out, const char *zone)
{
	links_word(out, *zone ? zone : "no zone", 40, false);
}

static void say_conduit(struct buf *out, const struct allowed_link *l)
{
	if (strcmp(l->client.zone, l->server.zone) == 0) {
		buf_text(out, *l->client.zone ? "between subnets of " : "between subnets that are in ");
		say_zone(out, l->client.zone);
		return;
	}
	say_zone(out, l->client.zone);
	buf_text(out, " to ");
	say_zone(out, l->server.zone);
}

static void put_address(struct buf *out, const char *family, const char *side, const struct allowed_end *end)
{
	if (end->outside)
		buf_printf(out, "%s %s != @inside_%s ", family, side, family);
	else
		buf_printf(out, "%s %s %s ", family, side, end->party.ip);
}

static void put_match(struct buf *out, const struct allowed_link *l)
{
	const char *family = links_is_ip6(l) ? "ip6" : "ip";
	const int protocol = links_protocol(l);

	put_address(out, family, "saddr", &l->client);
	put_address(out, family, "daddr", &l->server);
	if (links_has_port(l))
		buf_printf(out, "%s dport %d ", protocol == 6 ? "tcp" : "udp", l->port);
	else
		buf_printf(out, "meta l4proto %d ", protocol);
}

static void put_chain(struct buf *out, const struct links *links, size_t from, size_t count, size_t number)
{
	buf_printf(out, "\tchain conduit_%zu { # ", number);
	say_conduit(out, &links->rows[from]);
	buf_text(out, "\n");
	for (size_t i = from; i < from + count; i++) {
		buf_text(out, "\t\t");
		put_match(out, &links->rows[i]);
		buf_text(out, "counter accept comment \"");
		links_say(out, &links->rows[i], COMMENT_MAX, false);
		buf_text(out, "\"\n");
	}
	buf_text(out, "\t}\n");
}

/* True when every client of the conduit is an IPv4 address: then they guard the jump. */
static bool has_guard(const struct links *links, size_t from, size_t count)
{
	for (size_t i = from; i < from + count; i++)
		if (links->rows[i].client.outside || links_is_ip6(&links->rows[i]))
			return false;
	return true;
}

static void put_jump(struct buf *out, const struct links *links, size_t from, size_t count, size_t number)
{
	const char *last = "";

	buf_text(out, "\t\t");
	if (has_guard(links, from, count)) {
		buf_text(out, "ip saddr {");
		for (size_t i = from; i < from + count; i++) { /* they are sorted */
			const char *ip = links->rows[i].client.party.ip;

			if (strcmp(ip, last) != 0)
				buf_printf(out, "%s %s", *last ? "," : "", ip);
			last = ip;
		}
		buf_text(out, " } ");
	}
	buf_printf(out, "jump conduit_%zu\n", number);
}

static void put_forward(const struct export_job *job, const struct links *links)
{
	struct buf *out = job->out;
	size_t number = 1;

	buf_text(out, "\tchain forward {\n\t\ttype filter hook forward priority filter; policy accept;\n"
		      "\t\tct state established,related accept\n");
	for (size_t i = 0; i < links->count; i += conduit_length(links, i))
		put_jump(out, links, i, conduit_length(links, i), number++);
	buf_text(out, "\t\tlimit rate 10/second burst 20 packets log prefix \"yagura not accepted: \"\n");
	buf_printf(out, "\t\tcounter %s comment \"not accepted\"\n\t}\n", job->enforce ? "drop" : "accept");
}

/* Of this network alone: broadcasts, link-local addresses and groups (RFC 1122 3.2.1.3, 3927 7, 5771 4, 4291 2.5.6 and 2.7). */
static bool stays_here(const struct allowed_end *end)
{
	struct address a;
	struct mac mac;

	if (end->outside || !address_parse(end->party.ip, &a))
		return false;
	const uint8_t *b = address_is_ip4(&a) ? a.bytes + 12 : a.bytes;

	if (!address_is_ip4(&a))
		return (b[0] == 0xfe && (b[1] & 0xc0) == 0x80) || (b[0] == 0xff && (b[1] & 15) <= 2);
	if (address_is_zero(&a) || (b[0] == 169 && b[1] == 254))
		return true;
	if (address_is_group(&a))
		return b[0] == 255 || (b[0] == 224 && b[1] == 0 && b[2] == 0);
	return mac_parse(end->party.mac, &mac) && mac_is_group(&mac); /* of a subnet: 192.168.1.255 */
}

/* Between zones a rule stays whatever the addresses: somebody may put a filter there. */
static bool is_one_subnet(const struct zoning *z, const struct allowed_link *l)
{
	struct address client, server;

	return !l->client.outside && !l->server.outside && strcmp(l->client.zone, l->server.zone) == 0 &&
	       address_parse(l->client.party.ip, &client) && address_parse(l->server.party.ip, &server) &&
	       zoning_one_subnet(z, &client, &server);
}

/* What no router passes on is no matter of a firewall between zones; how many there were. */
static size_t leave_out_what_stays(const struct zoning *z, struct links *links)
{
	const size_t all = links->count;

	links->count = 0;
	for (size_t i = 0; i < all; i++)
		if (!stays_here(&links->rows[i].client) && !stays_here(&links->rows[i].server) &&
		    !is_one_subnet(z, &links->rows[i]))
			links->rows[links->count++] = links->rows[i];
	return all - links->count;
}

static void put_rules(const struct export_job *job, const struct links *links, size_t staying)
{
	struct buf *out = job->out;
	size_t number = 1;

	links_head(job, links, "#", "nftables rules for a firewall between zones; load with nft -f");
	if (staying)
		buf_printf(out,
			   "# %zu more stay within their subnet (/24 where no zone says otherwise), or are broadcasts:"
			   " no router passes them on\n",
			   staying);
	buf_text(out, "table inet yagura\ndelete table inet yagura\ntable inet yagura {\n");
	buf_text(out, inside);
	for (size_t i = 0; i < links->count; i += conduit_length(links, i))
		put_chain(out, links, i, conduit_length(links, i), number++);
	put_forward(job, links);
	buf_text(out, "}\n");
}

int export_nftables(const struct export_job *job)
{
	struct zoning *zoning = zoning_new();
	struct links links;
	int rc = store_zoning(job->store, job->viewer, zoning);

	rc = rc ? rc : links_load(job, false, &links);
	if (rc == 0) {
		const size_t staying = leave_out_what_stays(zoning, &links);

		put_rules(job, &links, staying);
	}
	zoning_free(zoning);
	return rc;
}
