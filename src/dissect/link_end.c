/* link_end.c - one end of a cable, as LLDP and CDP tell it. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/link_end.h"

#include <stdio.h>

void link_end_text(char *name, size_t capacity, struct cursor value)
{
	cursor_text(&value, cursor_left(&value), name, capacity);
}

void link_end_mac(char *name, size_t capacity, struct cursor value)
{
	const uint8_t *p = cursor_take(&value, 6);

	if (p)
		snprintf(name, capacity, "%02x:%02x:%02x:%02x:%02x:%02x", p[0], p[1], p[2], p[3],
			 p[4], p[5]);
}

void link_end_claim(struct context *ctx, const struct link_end *end)
{
	char text[160];

	if (!end->chassis[0] || !end->port[0])
		return;
	snprintf(text, sizeof(text), "chassis %s port %s", end->chassis, end->port);
	emit_text(ctx, PARTY_SENDER, attribute_link, text);
}
