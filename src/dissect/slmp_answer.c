/* slmp_answer.c - identities told by SLMP answers (SH-080956; CLPA BAP-C3002).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/slmp_answer.h"

#include "dissect/melsec.h"
#include "dissect/slmp_command.h"

#include <stdio.h>

/* 0x0101: the type name, filled up with blanks, and its code. */
static void read_type_name(struct slmp_body *data, struct context *ctx)
{
	const uint8_t *name = cursor_take(&data->bytes, MELSEC_NAME_SIZE);
	const uint16_t code = (uint16_t)slmp_number(data, 2);

	if (cursor_ok(&data->bytes))
		melsec_claim(ctx, name, MELSEC_NAME_SIZE, code);
}

/* Addresses stand with their lowest byte first. */
static struct mac read_mac(struct slmp_body *data)
{
	struct mac mac;

	for (size_t i = sizeof(mac.bytes); i > 0; i--)
		mac.bytes[i - 1] = (uint8_t)slmp_number(data, 1);
	return mac;
}

static struct address read_ip(struct slmp_body *data)
{
	const uint32_t value = slmp_number(data, 4);
	const uint8_t bytes[4] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16),
	                          (uint8_t)(value >> 8), (uint8_t)value};

	return address_from_ip4(bytes);
}

static void claim_netmask(struct context *ctx, const struct address *netmask)
{
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
	                                .name = attribute_netmask,
	                                .slot = NO_SLOT,
	                                .form = FORM_ADDRESS,
	                                .value = netmask,
	                                .length = sizeof(*netmask)});
}

/* 0x0e30: the searcher's addresses, then the server's, its host name and what it is. */
static void read_node(struct slmp_body *data, struct context *ctx)
{
	slmp_skip(data, 6);
	const uint32_t searcher_size = slmp_number(data, 1);
	slmp_skip(data, 4);
	const struct mac mac = read_mac(data);
	const uint32_t size = slmp_number(data, 1);
	const struct address ip = read_ip(data);
	const struct address netmask = read_ip(data);
	slmp_skip(data, 4);
	const size_t name_length = slmp_number(data, 1);
	const uint8_t *name = cursor_take(&data->bytes, name_length);
	const uint16_t vendor = (uint16_t)slmp_number(data, 2);
	const uint32_t model = slmp_number(data, 4);
	const uint16_t version = (uint16_t)slmp_number(data, 2);
	char text[32];

	if (!cursor_ok(&data->bytes) || searcher_size != 4 || size != 4)
		return;
	emit_mac_has_ip(ctx, &mac, &ip);
	claim_netmask(ctx, &netmask);
	emit_bytes(ctx, PARTY_SENDER, attribute_hostname, name, name_length);
	snprintf(text, sizeof(text), "0x%04x:0x%08x", vendor, (unsigned)model);
	emit_text(ctx, PARTY_SENDER, attribute_type_code, text);
	snprintf(text, sizeof(text), "%u", version);
	emit_text(ctx, PARTY_SENDER, attribute_firmware, text);
}

size_t slmp_read_set_ip(struct slmp_body *data, char *text, size_t capacity)
{
	slmp_skip(data, 6 + 1 + 4);
	const struct mac mac = read_mac(data);
	slmp_skip(data, 1);
	const struct address ip = read_ip(data);
	char who[MAC_TEXT_SIZE];
	char what[ADDRESS_TEXT_SIZE];

	if (!cursor_ok(&data->bytes))
		return 0;
	mac_text(&mac, who);
	address_text(&ip, what);
	const int length = snprintf(text, capacity, "%s to %s", who, what);

	return length > 0 ? (size_t)length : 0;
}

void slmp_read_answer(uint16_t command, struct slmp_body *data, struct context *ctx)
{
	if (command == SLMP_READ_TYPE_NAME)
		read_type_name(data, ctx);
	else if (command == SLMP_NODE_SEARCH)
		read_node(data, ctx);
}
