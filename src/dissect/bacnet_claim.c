/* bacnet_claim.c - what BACnet devices say of themselves (ASHRAE 135, 12.11, 15.5, 15.7, 16.10).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/bacnet.h"

#include <stdio.h>

enum {
	OBJECT_DEVICE = 8,
	TAG_STRING = 7,
	TAGS_MAX = 256,
	TEXT_MAX = 128,
	NAME_CONFIDENCE = 30,
};

/* 20.2.9 */
enum character_set { SET_UTF8, SET_DBCS, SET_JIS, SET_UCS4, SET_UCS2, SET_LATIN1 };

/* Highest byte first, unlike the form that a claim can have. */
static void claim_wide(struct context *ctx, const struct subject *who, const char *name,
		       struct cursor text)
{
	uint8_t wide[TEXT_MAX];
	size_t length = 0;

	while (length + 2 <= sizeof(wide) && cursor_left(&text) >= 2) {
		const uint16_t unit = cursor_be16(&text);

		wide[length++] = (uint8_t)unit;
		wide[length++] = (uint8_t)(unit >> 8);
	}
	emit_claim(ctx, &(struct claim){.party = who->party,
					.address = who->address,
					.name = name,
					.slot = NO_SLOT,
					.form = FORM_UTF16LE,
					.value = wide,
					.length = length});
}

static void claim_latin(struct context *ctx, const struct subject *who, const char *name,
			struct cursor text)
{
	uint8_t plain[TEXT_MAX];
	size_t length = 0;

	while (length + 2 <= sizeof(plain) && cursor_left(&text) > 0) {
		const uint8_t byte = cursor_u8(&text);

		if (byte >= 0x80)
			plain[length++] = (uint8_t)(0xc0 | byte >> 6);
		plain[length++] = byte >= 0x80 ? (uint8_t)(0x80 | (byte & 0x3f)) : byte;
	}
	subject_bytes(ctx, who, name, plain, length);
}

static void claim_string(struct context *ctx, const struct subject *who, const char *name,
			 struct cursor text)
{
	const uint8_t set = cursor_u8(&text);

	if (set == SET_DBCS) /* a code page; 932 is that of Japan */
		cursor_skip(&text, 2);
	if (!cursor_ok(&text) || cursor_left(&text) == 0)
		return;
	if (set == SET_UTF8 || set == SET_DBCS)
		subject_rest(ctx, who, name, text);
	else if (set == SET_UCS2)
		claim_wide(ctx, who, name, text);
	else if (set == SET_LATIN1)
		claim_latin(ctx, who, name, text);
}

/* All bits of an instance: any device, or one that nobody has numbered yet. */
#define NO_INSTANCE 0x3fffff

void bacnet_claim_i_am(struct cursor *c, struct context *ctx, const struct subject *who)
{
	/* device object, longest APDU, segmentation, vendor */
	const struct subject named = subject_as(*who, RANK_FINGERPRINT, NAME_CONFIDENCE);
	struct bacnet_tag tag;
	uint32_t value[4];
	char text[32];

	for (int i = 0; i < 4; i++) {
		if (!bacnet_tag_read(c, &tag) || tag.context)
			return;
		value[i] = bacnet_unsigned_read(c, tag.length);
	}
	if (value[0] >> 22 != OBJECT_DEVICE)
		return;
	if ((value[0] & NO_INSTANCE) != NO_INSTANCE) {
		snprintf(text, sizeof(text), "BACnet device %u", value[0] & NO_INSTANCE);
		subject_text(ctx, &named, attribute_station_name, text); /* only where nothing else names it */
	}
	const char *vendor = bacnet_vendor_name(value[3]);
	if (vendor)
		subject_text(ctx, who, attribute_vendor, vendor);
}

static const char *property_attribute(uint32_t property)
{
	switch (property) {
	case 12:
		return attribute_software;
	case 28:
		return attribute_description;
	case 44:
		return attribute_firmware;
	case 58:
		return attribute_location;
	case 70:
		return attribute_model;
	case 77:
		return attribute_station_name;
	case 121:
		return attribute_vendor;
	case 372:
		return attribute_serial;
	default:
		return NULL;
	}
}

static void claim_property(struct context *ctx, const struct subject *who, uint32_t property,
			   struct cursor value)
{
	const char *name = property_attribute(property);
	struct bacnet_tag tag;

	if (!name || !bacnet_tag_read(&value, &tag) || tag.context || tag.number != TAG_STRING)
		return;
	claim_string(ctx, who, name, cursor_sub(&value, tag.length));
}

/*
 * ReadProperty-ACK: object [0], property [1], value {3}. ReadPropertyMultiple-ACK: object [0] and a
 * list {1} of property [2], value {4}. Both are one walk over tags.
 */
void bacnet_claim_properties(struct cursor *c, struct context *ctx, const struct subject *who,
			     bool multiple)
{
	uint32_t property = UINT32_MAX;
	bool device = false;
	int depth = 0;
	struct bacnet_tag tag;

	for (int i = 0; i < TAGS_MAX && cursor_left(c) > 0 && bacnet_tag_read(c, &tag); i++) {
		if (tag.close) {
			depth--;
			continue;
		}
		if (tag.open) {
			if (device && tag.number == (multiple ? 4 : 3))
				claim_property(ctx, who, property, *c);
			depth++;
			continue;
		}
		if (tag.context && tag.number == 0 && depth == 0 && tag.length == 4)
			device = bacnet_unsigned_read(c, 4) >> 22 == OBJECT_DEVICE;
		else if (tag.context && tag.number == (multiple ? 2 : 1) && depth == multiple)
			property = bacnet_unsigned_read(c, tag.length);
		else if (tag.context || tag.number != 1) /* a boolean's length is its value */
			cursor_skip(c, tag.length);
	}
}
