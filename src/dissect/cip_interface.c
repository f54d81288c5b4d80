/* cip_interface.c - the TCP/IP Interface object has names and addresses (CIP Vol. 2, 5-4). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"
#include "dissect/subject.h"

enum { ATTRIBUTE_CONFIGURATION = 5, ATTRIBUTE_HOST_NAME = 6, NAME_MAX = 64 };

/* 5-4.3.2.5: an address is a number, lowest byte first. */
static struct address read_address(struct cursor *c)
{
	const uint32_t value = cursor_le32(c);
	const uint8_t bytes[4] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16),
				  (uint8_t)(value >> 8), (uint8_t)value};

	return address_from_ip4(bytes);
}

/* A STRING: its length as a word, its characters, a byte that makes them even. */
static void read_name(struct cursor *c, struct context *ctx, const char *name)
{
	const struct subject self = subject_sender();
	const size_t length = cursor_le16(c);
	struct cursor text = cursor_sub(c, length);

	if (cursor_ok(c) && length <= NAME_MAX)
		subject_rest(ctx, &self, name, text);
	if (length % 2)
		cursor_skip(c, 1);
}

static void read_configuration(struct cursor *c, struct context *ctx)
{
	const struct subject self = subject_sender();

	cursor_skip(c, 4); /* the address: seen in each packet */
	const struct address netmask = read_address(c);
	const struct address gateway = read_address(c);
	const struct address first = read_address(c);
	const struct address second = read_address(c);

	if (!cursor_ok(c))
		return;
	subject_address(ctx, &self, attribute_netmask, &netmask);
	subject_address(ctx, &self, attribute_gateway, &gateway);
	subject_address(ctx, &self, attribute_dns_server, &first);
	subject_address(ctx, &self, attribute_dns_server, &second);
	read_name(c, ctx, attribute_domain);
}

void cip_interface_claims(struct cursor *c, struct context *ctx, uint32_t attribute)
{
	if (attribute == 0) { /* status, capability, control, and the path to the link */
		cursor_skip(c, 12);
		cursor_skip(c, (size_t)cursor_le16(c) * 2);
	}
	if (attribute == 0 || attribute == ATTRIBUTE_CONFIGURATION)
		read_configuration(c, ctx);
	if (attribute == 0 || attribute == ATTRIBUTE_HOST_NAME)
		read_name(c, ctx, attribute_hostname);
}
