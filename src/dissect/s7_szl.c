/* s7_szl.c - system status lists of S7: who the PLC is (System Software for S7-300/400, appendix). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/s7.h"

#include <stdio.h>

enum { RECORDS_MAX = 32, ORDER_NUMBER = 20, NAME = 32 };

/* What one record says of a module: its order number, and versions as letters or numbers. */
static void claim_version(struct context *ctx, uint8_t first, uint8_t second, uint16_t rest)
{
	char text[16];

	if (first != 'V')
		return;
	snprintf(text, sizeof(text), "V%u.%u.%u", second, rest >> 8, rest & 0xff);
	emit_text(ctx, PARTY_SENDER, attribute_firmware, text);
}

/* SZL 0x11, module identification: index 1 the module, 6 basic hardware, 7 basic firmware. */
static void read_module_identification(struct cursor *record, struct context *ctx)
{
	const uint16_t index = cursor_be16(record);
	const uint8_t *order_number = cursor_take(record, ORDER_NUMBER);

	cursor_skip(record, 2);
	const uint8_t first = cursor_u8(record);
	const uint8_t second = cursor_u8(record);
	const uint16_t rest = cursor_be16(record);

	if (!cursor_ok(record))
		return;
	if (index == 1)
		emit_bytes(ctx, PARTY_SENDER, attribute_product_code, order_number, ORDER_NUMBER);
	if (index == 7)
		claim_version(ctx, first, second, rest);
	if (index == 6 && first == 0) {
		char text[8];

		snprintf(text, sizeof(text), "%u", second);
		emit_text(ctx, PARTY_SENDER, attribute_hardware, text);
	}
}

/* SZL 0x1c, component identification: one text a record. */
static void read_component_identification(struct cursor *record, struct context *ctx)
{
	static const char *const names[] = {
		[1] = attribute_station_name, [2] = attribute_description, [3] = attribute_location,
		[5] = attribute_serial,	      [7] = attribute_model,
	};
	static const char maker[] = "Original Siemens Equipment";
	const uint16_t index = cursor_be16(record);
	const uint8_t *text = cursor_take(record, NAME);

	if (!text)
		return;
	if (index < sizeof(names) / sizeof(names[0]) && names[index] && text[0])
		emit_bytes(ctx, PARTY_SENDER, names[index], text, NAME);
	if (index == 4 && memcmp(text, maker, sizeof(maker) - 1) == 0)
		emit_text(ctx, PARTY_SENDER, attribute_vendor, "Siemens");
}

/* SZL 0x0132 index 4: the protection level in force is the third number. */
static void read_protection(struct cursor *record, struct context *ctx)
{
	const uint16_t index = cursor_be16(record);

	cursor_skip(record, 4);
	const uint16_t level = cursor_be16(record);

	if (!cursor_ok(record) || index != 4 || level < 1 || level > 3)
		return;
	char text[] = "S7 protection level 0";

	text[sizeof(text) - 2] = (char)('0' + level);
	emit_text(ctx, PARTY_SENDER, attribute_security, text);
}

/* SZL 0x0424: the low half of the fourth byte is the mode. */
static void read_mode(struct cursor *record, struct context *ctx)
{
	static const char *const modes[16] = {
		[1] = "stop",	 [2] = "stop",	  [3] = "stop", [4] = "stop", [5] = "startup",
		[6] = "startup", [7] = "startup", [8] = "run",	[9] = "run",  [10] = "hold",
		[13] = "defect",
	};

	cursor_skip(record, 3);
	const char *mode = modes[cursor_u8(record) & 0x0f];

	if (cursor_ok(record) && mode)
		emit_text(ctx, PARTY_SENDER, attribute_mode, mode);
}

static void (*reader_of(uint16_t id))(struct cursor *, struct context *)
{
	if ((id & 0xff) == 0x11)
		return read_module_identification;
	if ((id & 0xff) == 0x1c)
		return read_component_identification;
	if (id == 0x0132)
		return read_protection;
	return id == 0x0424 ? read_mode : NULL;
}

void s7_szl_more(struct cursor *data, struct context *ctx)
{
	struct s7_state *state = ctx->state;
	struct s7_list *list = &state->list;
	void (*read)(struct cursor *, struct context *) = reader_of(list->id);

	while (list->left > 0 && cursor_left(data) > 0) {
		const size_t missing = (size_t)list->length - list->have;
		const size_t n = cursor_left(data) < missing ? cursor_left(data) : missing;

		memcpy(list->part + list->have, cursor_take(data, n), n);
		list->have = (uint8_t)(list->have + n);
		if (list->have < list->length)
			return;
		struct cursor record = cursor_init(list->part, list->length);

		list->have = 0;
		list->left--;
		read(&record, ctx);
	}
	list->id = 0;
}

void s7_szl(struct cursor *data, struct context *ctx, uint32_t szl, uint8_t unit)
{
	struct s7_state *state = ctx->state;
	const uint16_t id = cursor_be16(data);

	cursor_skip(data, 2);
	const uint16_t length = cursor_be16(data);
	const uint16_t count = cursor_be16(data);

	state->list.id = 0;
	if (!cursor_ok(data) || id != szl >> 16 || !reader_of(id) || length == 0 ||
	    length > S7_SZL_RECORD)
		return;
	state->list = (struct s7_list){.id = id,
				       .length = length,
				       .left = count < RECORDS_MAX ? count : RECORDS_MAX,
				       .unit = unit};
	s7_szl_more(data, ctx);
}
