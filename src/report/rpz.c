/* rpz.c - the operator's block lists as a response policy zone, for unbound and others. SPDX-License-Identifier: Apache-2.0
 *
 * draft-vixie-dnsop-dns-rpz, 3.1 and 3.4: a name and all below it, and answers that hold an address of a network,
 * are answered with NXDOMAIN (CNAME .). Only names and addresses that were checked when they came in are here.
 */

#include "report/exports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/address.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "store/block_list.h"

static void put_ip4(struct buf *out, const struct address *a, long prefix)
{
	const uint8_t *b = a->bytes + 12;

	buf_printf(out, "%ld.%u.%u.%u.%u.rpz-ip CNAME .\n", prefix, b[3], b[2], b[1], b[0]);
}

/* Groups from the last to the first; the longest run of zeros, of two at least, is "zz". */
static void put_ip6(struct buf *out, const struct address *a, long prefix)
{
	unsigned group[8];
	int run = -1, most = 1;

	for (int i = 0; i < 8; i++)
		group[i] = (unsigned)(a->bytes[14 - 2 * i] << 8 | a->bytes[15 - 2 * i]);
	for (int i = 0; i < 8; i++) {
		int n = 0;

		while (i + n < 8 && group[i + n] == 0)
			n++;
		if (n > most) {
			most = n;
			run = i;
		}
	}
	buf_printf(out, "%ld", prefix);
	for (int i = 0; i < 8; i++) {
		if (i == run) {
			buf_text(out, ".zz");
			i += most - 1;
			continue;
		}
		buf_printf(out, ".%x", group[i]);
	}
	buf_text(out, ".rpz-ip CNAME .\n");
}

/* Bits behind the prefix must be zero, or the zone is refused. */
static void mask(struct address *a, long bits)
{
	for (long i = bits; i < 128; i++)
		a->bytes[i / 8] &= (uint8_t)~(0x80 >> i % 8);
}

static bool put_network(struct buf *out, const char *entry)
{
	const size_t length = strcspn(entry, "/");
	char text[ADDRESS_TEXT_SIZE];
	struct address a;

	if (length >= sizeof(text))
		return false;
	memcpy(text, entry, length);
	text[length] = '\0';
	if (!address_parse(text, &a))
		return false;
	const bool ip4 = address_is_ip4(&a);
	const long prefix = entry[length] ? strtol(entry + length + 1, NULL, 10) : ip4 ? 32 : 128;

	mask(&a, ip4 ? prefix + 96 : prefix);
	(ip4 ? put_ip4 : put_ip6)(out, &a, prefix);
	return true;
}

/* RFC 1035 2.3.4: with the zone behind it a name has at most 253 bytes. One that is longer, and the whole zone is refused. */
static void put_name(struct buf *out, const char *name)
{
	const size_t length = strlen(name) + strlen(".yagura.rpz");

	if (length > 253)
		buf_printf(out, "; too long for a zone: %s\n", name);
	else
		buf_printf(out, "%s CNAME .\n", name);
	if (length + 2 <= 253)
		buf_printf(out, "*.%s CNAME .\n", name);
}

int export_rpz(const struct export_job *job)
{
	const char **entries = NULL;
	size_t count = 0;
	char at[CLOCK_TEXT_SIZE];
	const int rc = store_block_entries(job->store, job->viewer, job->arena, &entries, &count);

	clock_text(job->now, at);
	buf_printf(job->out,
		   "; Yagura, %s: %zu entries. unbound.conf:\n"
		   ";   rpz:\n;     name: \"yagura.rpz\"\n;     zonefile: \"/etc/unbound/yagura.rpz\"\n"
		   "$ORIGIN yagura.rpz.\n$TTL 300\n"
		   "@ SOA localhost. root.localhost. %lld 3600 600 86400 300\n@ NS localhost.\n",
		   at, count, (long long)(job->now / SECOND));
	for (size_t i = 0; i < count; i++)
		if (!put_network(job->out, entries[i]))
			put_name(job->out, entries[i]);
	return rc;
}
