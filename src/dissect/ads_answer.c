/* ads_answer.c - what devices say of themselves by ADS, and how requests end (Beckhoff, ADS return
 * codes). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ads.h"

#include <stdio.h>

const char *ads_error_name(uint32_t error)
{
	static const struct {
		uint16_t code;
		const char *name;
	} names[] = {
	        {0x000, "ok"},
	        {0x006, "error 0x6 target port not found"},
	        {0x007, "error 0x7 target computer not found"},
	        {0x008, "error 0x8 unknown command"},
	        {0x012, "error 0x12 port disabled"},
	        {0x01b, "error 0x1b host unreachable"},
	        {0x700, "error 0x700 device error"},
	        {0x701, "error 0x701 service not supported"},
	        {0x702, "error 0x702 invalid index group"},
	        {0x703, "error 0x703 invalid index offset"},
	        {0x704, "error 0x704 not permitted"},
	        {0x705, "error 0x705 wrong size"},
	        {0x706, "error 0x706 invalid data"},
	        {0x707, "error 0x707 not ready"},
	        {0x708, "error 0x708 busy"},
	        {0x70b, "error 0x70b invalid parameter"},
	        {0x70c, "error 0x70c not found"},
	        {0x70d, "error 0x70d syntax"},
	        {0x70f, "error 0x70f exists already"},
	        {0x710, "error 0x710 symbol not found"},
	        {0x711, "error 0x711 symbol version"},
	        {0x712, "error 0x712 wrong state"},
	        {0x714, "error 0x714 invalid notification handle"},
	        {0x719, "error 0x719 timeout"},
	        {0x723, "error 0x723 access denied"},
	        {0x745, "error 0x745 timeout"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].code == error)
			return names[i].name;
	return "error";
}

void ads_claim_version(struct context *ctx, const struct cursor *name, unsigned int major,
                       unsigned int minor, unsigned int build)
{
	struct cursor rest = *name;
	char product[32], text[64];

	cursor_text(&rest, cursor_left(&rest), product, sizeof(product));
	if (product[0] == '\0' || (major == 0 && minor == 0 && build == 0))
		return;
	snprintf(text, sizeof(text), "%s %u.%u.%u", product, major, minor, build);
	emit_text(ctx, PARTY_SENDER, attribute_software, text);
}

/* Version, revision, build, and a name of 16 bytes that ends at its NUL. */
void ads_read_device_info(struct cursor *data, struct context *ctx)
{
	const uint8_t major = cursor_u8(data);
	const uint8_t minor = cursor_u8(data);
	const uint16_t build = cursor_le16(data);
	struct cursor name = cursor_sub(data, 16);

	if (!cursor_ok(&name))
		return;
	const ptrdiff_t end = cursor_find(&name, 0);
	const struct cursor text = cursor_sub(&name, end >= 0 ? (size_t)end : 16);

	ads_claim_version(ctx, &text, major, minor, build);
}

void ads_read_state(struct cursor *data, struct context *ctx)
{
	const uint16_t state = cursor_le16(data);

	if (!cursor_ok(data))
		return;
	emit_text(ctx, PARTY_SENDER, attribute_mode,
	          state == ADS_STATE_RUN      ? "run"
	          : state == ADS_STATE_STOP   ? "stop"
	          : state == ADS_STATE_CONFIG ? "config"
	                                      : "");
}

/* The text between <tag> and the next '<'; empty when there is none. */
static struct cursor element(struct cursor xml, const char *tag)
{
	const size_t length = strlen(tag);
	ptrdiff_t at;

	while ((at = cursor_find(&xml, '<')) >= 0) {
		cursor_skip(&xml, (size_t)at + 1);
		if (!cursor_match(&xml, tag, length) || !cursor_match(&xml, ">", 1))
			continue;
		const ptrdiff_t end = cursor_find(&xml, '<');

		return cursor_sub(&xml, end > 0 ? (size_t)end : 0);
	}
	return cursor_init(NULL, 0);
}

static void claim(struct context *ctx, const char *name, const struct cursor *value)
{
	emit_bytes(ctx, PARTY_SENDER, name, value->pos, cursor_left(value));
}

static unsigned int number(struct cursor digits)
{
	unsigned int value = 0;

	for (int i = 0; i < 6 && cursor_left(&digits) > 0; i++) {
		const uint8_t d = cursor_u8(&digits);

		if (d < '0' || d > '9')
			break;
		value = value * 10 + (d - '0');
	}
	return value;
}

/* Its own controllers are called CX, BX, BC and C; elsewhere TwinCAT runs on anybody's computer. */
static void claim_model(struct context *ctx, const struct cursor *type)
{
	const uint8_t *p = cursor_peek(type, 2);

	if (!p || (memcmp(p, "CX", 2) != 0 && memcmp(p, "BX", 2) != 0 && memcmp(p, "BC", 2) != 0 &&
	           !(p[0] == 'C' && p[1] >= '0' && p[1] <= '9')))
		return;
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "Beckhoff");
	claim(ctx, attribute_model, type);
}

/* The target's description, in XML. */
void ads_read_target(struct cursor *data, struct context *ctx)
{
	cursor_skip(data, 4); /* length */
	if (!cursor_match(data, "<TcTargetDesc>", 14))
		return;
	static const char product[] = "TwinCAT";
	const struct cursor name = cursor_init(product, strlen(product));
	const struct cursor type = element(*data, "TargetType");
	const struct cursor serial = element(*data, "SerialNo");
	const struct cursor image = element(*data, "ImageVersion");
	struct cursor os = element(*data, "OsName");
	struct cursor version = element(*data, "OsVersion");
	char os_name[32], os_version[16], text[64];

	claim_model(ctx, &type);
	claim(ctx, attribute_serial, &serial);
	claim(ctx, attribute_firmware, &image);
	ads_claim_version(ctx, &name, number(element(*data, "Version")),
	                  number(element(*data, "Revision")), number(element(*data, "Build")));
	cursor_text(&os, cursor_left(&os), os_name, sizeof(os_name));
	cursor_text(&version, cursor_left(&version), os_version, sizeof(os_version));
	if (os_name[0] == '\0')
		return;
	snprintf(text, sizeof(text), "%s %s", os_name, os_version);
	emit_text(ctx, PARTY_SENDER, attribute_os, text);
}
