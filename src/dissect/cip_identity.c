/* cip_identity.c - the Identity object says who a device is (CIP Vol. 1, 5-2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"
#include "dissect/odva_vendor.h"

#include <stdio.h>

enum {
	ATTRIBUTE_VENDOR = 1,
	ATTRIBUTE_DEVICE_TYPE,
	ATTRIBUTE_PRODUCT_CODE,
	ATTRIBUTE_REVISION,
	ATTRIBUTE_STATUS,
	ATTRIBUTE_SERIAL,
	ATTRIBUTE_NAME,
	ATTRIBUTE_LAST = ATTRIBUTE_NAME,
};

static void claim_text(struct context *ctx, int16_t slot, const char *name, const char *text)
{
	if (text)
		emit_module(ctx, PARTY_SENDER, slot, name, text, strlen(text));
}

static void read_vendor(struct cursor *c, struct context *ctx, int16_t slot)
{
	const char *name = odva_vendor_name(cursor_le16(c));

	if (cursor_ok(c))
		claim_text(ctx, slot, attribute_vendor, name);
}

static void read_device_type(struct cursor *c, struct context *ctx, int16_t slot)
{
	uint16_t type = cursor_le16(c);

	if (cursor_ok(c) && type != 0)
		claim_text(ctx, slot, attribute_device_type, cip_device_type_name(type));
}

static void read_product_code(struct cursor *c, struct context *ctx, int16_t slot)
{
	char text[8];

	snprintf(text, sizeof(text), "%u", cursor_le16(c));
	if (cursor_ok(c))
		claim_text(ctx, slot, attribute_product_code, text);
}

static void read_revision(struct cursor *c, struct context *ctx, int16_t slot)
{
	/* 5-2.2.1.4: bit 7 of the major revision is reserved */
	unsigned major = cursor_u8(c) & 0x7f;
	unsigned minor = cursor_u8(c);
	char text[12];

	snprintf(text, sizeof(text), "%u.%u", major, minor);
	if (cursor_ok(c) && (major || minor))
		claim_text(ctx, slot, attribute_firmware, text);
}

static void read_status(struct cursor *c, struct context *ctx, int16_t slot)
{
	(void)ctx;
	(void)slot;
	cursor_skip(c, 2);
}

static void read_serial(struct cursor *c, struct context *ctx, int16_t slot)
{
	uint32_t serial = cursor_le32(c);
	char text[12];

	snprintf(text, sizeof(text), "0x%08x", serial);
	if (cursor_ok(c) && serial != 0)
		claim_text(ctx, slot, attribute_serial, text);
}

static void read_name(struct cursor *c, struct context *ctx, int16_t slot)
{
	size_t length = cursor_u8(c);
	const uint8_t *name = cursor_take(c, length);

	if (name)
		emit_module(ctx, PARTY_SENDER, slot, attribute_model, name, length);
}

static void (*const readers[ATTRIBUTE_LAST + 1])(struct cursor *, struct context *, int16_t) = {
	[ATTRIBUTE_VENDOR] = read_vendor,
	[ATTRIBUTE_DEVICE_TYPE] = read_device_type,
	[ATTRIBUTE_PRODUCT_CODE] = read_product_code,
	[ATTRIBUTE_REVISION] = read_revision,
	[ATTRIBUTE_STATUS] = read_status,
	[ATTRIBUTE_SERIAL] = read_serial,
	[ATTRIBUTE_NAME] = read_name,
};

void cip_identity_claims(struct cursor *c, struct context *ctx, int16_t slot)
{
	if (slot == CIP_SLOT_ELSEWHERE)
		return;
	for (size_t i = ATTRIBUTE_VENDOR; i <= ATTRIBUTE_LAST && cursor_ok(c); i++)
		readers[i](c, ctx, slot);
}

void cip_identity_list_claims(struct cursor *c, struct context *ctx, int16_t slot)
{
	uint16_t count = cursor_le16(c);

	if (slot == CIP_SLOT_ELSEWHERE)
		return;
	for (; cursor_ok(c) && count > 0; count--) {
		uint16_t id = cursor_le16(c);
		uint16_t status = cursor_le16(c);

		if (status != 0) /* no value follows */
			continue;
		if (!cursor_ok(c) || id == 0 || id > ATTRIBUTE_LAST)
			return;
		readers[id](c, ctx, slot);
	}
}
