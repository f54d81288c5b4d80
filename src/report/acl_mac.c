/* acl_mac.c - permitted devices by MAC address, in the manner of Yamaha's SWX switches (S1-051). SPDX-License-Identifier: Apache-2.0
 *
 * On the data link layer a switch stops who is not listed, whatever protocol he speaks. Its MAC lists are numbered
 * 2001 to 3000 and hold 256 conditions. A list goes to the port of a network: who is behind a router has not his own
 * address there.
 */

#include "report/exports.h"

#include "inventory/inventory.h"
#include "lib/buf.h"
#include "report/links.h"

#include <ctype.h>
#include <string.h>

#define LIST 2001
#define CONDITIONS_MAX 256

/* 02:00:00:00:00:01 as 0200.0000.0001 */
static void put_mac(struct buf *out, const char *mac)
{
	size_t digits = 0;

	for (; *mac; mac++)
		if (isxdigit((unsigned char)*mac)) {
			if (digits && digits % 4 == 0)
				buf_byte(out, '.');
			buf_byte(out, (uint8_t)tolower((unsigned char)*mac));
			digits++;
		}
}

static const char *mac_of(const struct links_side *side)
{
	return side->self->party.mac ? side->self->party.mac : "";
}

static bool is_again(const struct links_side *sides, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(mac_of(&sides[i]), mac_of(&sides[at])) == 0)
			return true;
	return false;
}

static size_t put_device(struct buf *out, const struct links_side *sides, size_t count, size_t lines)
{
	char id[ASSET_ID_SIZE];

	asset_id_text(sides->self->party.asset, id);
	for (size_t i = 0; i < count; i++) {
		if (!*mac_of(&sides[i]) || is_again(sides, i) || ++lines >= CONDITIONS_MAX)
			continue;
		buf_printf(out, "! %s ", id);
		links_word(out, sides->self->party.name, 40, true);
		buf_printf(out, "\naccess-list %d %zu permit host ", LIST, lines * 10);
		put_mac(out, mac_of(&sides[i]));
		buf_text(out, " any\n");
	}
	return lines;
}

int export_acl_mac(const struct export_job *job)
{
	struct links links;
	size_t count = 0, lines = 0;
	const int rc = links_load(job, true, &links);

	links.frames = 0; /* a switch sees them, too */
	links_head(job, &links, "!", "permitted devices, whatever protocol; at the port of their network: access-group 2001 in");
	const struct links_side *sides = links_sides(&links, job, &count);
	buf_printf(job->out, "access-list %d description yagura permitted devices\n", LIST);
	for (size_t i = 0; i < count; i += links_same_device(sides + i, count - i))
		lines = put_device(job->out, sides + i, links_same_device(sides + i, count - i), lines);
	if (lines >= CONDITIONS_MAX)
		buf_printf(job->out, "! INCOMPLETE: %zu devices are more than the %d of a list\n", lines, CONDITIONS_MAX - 1);
	const size_t last = lines < CONDITIONS_MAX ? lines + 1 : CONDITIONS_MAX;

	buf_printf(job->out, "access-list %d %zu %s any any\n!\n", LIST, last * 10, job->enforce ? "deny" : "permit");
	return rc;
}
