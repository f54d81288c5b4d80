/* umas.c - UMAS, inside Modbus function 90 (Schneider Electric, from public analyses). SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification. A name is given where independent analyses agree; an answer is
 * read where its layout proves itself (a length that fits exactly).
 */

#include "dissect/umas.h"

enum umas_status {
	UMAS_ERROR = 0xfd,
	UMAS_OK = 0xfe,
};

enum umas_code {
	UMAS_READ_ID = 0x02,
	UMAS_READ_PROJECT_INFO = 0x03,
	UMAS_TAKE_RESERVATION = 0x10,
	UMAS_READ_MEMORY_BLOCK = 0x20,
	UMAS_WRITE_MEMORY_BLOCK = 0x21,
};

struct umas_function {
	uint8_t code;
	enum ot_class class;
	const char *name;
};

static const struct umas_function umas_functions[] = {
	{0x01, OT_SESSION, "Initialize Communication"},
	{UMAS_READ_ID, OT_IDENTIFY, "Read PLC Identification"},
	{UMAS_READ_PROJECT_INFO, OT_IDENTIFY, "Read Project Information"},
	{0x04, OT_IDENTIFY, "Read PLC Information"},
	{0x06, OT_IDENTIFY, "Read Memory Card Information"},
	{0x0a, OT_DIAGNOSE, "Repeat"},
	{UMAS_TAKE_RESERVATION, OT_SESSION, "Take PLC Reservation"},
	{0x11, OT_SESSION, "Release PLC Reservation"},
	{0x12, OT_SESSION, "Keep Alive"},
	{UMAS_READ_MEMORY_BLOCK, OT_READ, "Read Memory Block"},
	{UMAS_WRITE_MEMORY_BLOCK, OT_WRITE, "Write Memory Block"},
	{0x22, OT_READ, "Read Variables"},
	{0x23, OT_WRITE, "Write Variables"},
	{0x24, OT_READ, "Read Coils and Registers"},
	{0x25, OT_WRITE, "Write Coils and Registers"},
	{0x30, OT_PROGRAM, "Initialize Upload"},
	{0x31, OT_PROGRAM, "Upload Block"},
	{0x32, OT_PROGRAM, "End Upload"},
	{0x33, OT_PROGRAM, "Initialize Download"},
	{0x34, OT_PROGRAM, "Download Block"},
	{0x35, OT_PROGRAM, "End Download"},
	{0x39, OT_READ, "Read Ethernet Master Data"},
	{0x40, OT_CONTROL, "Start PLC"},
	{0x41, OT_CONTROL, "Stop PLC"},
	{0x50, OT_READ, "Monitor PLC"},
	{0x58, OT_DIAGNOSE, "Check PLC"},
	{0x70, OT_READ, "Read I/O Object"},
	{0x71, OT_WRITE, "Write I/O Object"},
	{0x73, OT_DIAGNOSE, "Get Module Status"},
};

static const struct umas_function *umas_find(uint8_t code)
{
	for (size_t i = 0; i < sizeof(umas_functions) / sizeof(umas_functions[0]); i++)
		if (umas_functions[i].code == code)
			return &umas_functions[i];
	return NULL;
}

bool umas_is_answer(struct cursor data)
{
	cursor_skip(&data, 1);
	const uint8_t status = cursor_u8(&data);

	return status == UMAS_OK || status == UMAS_ERROR;
}

/* A text of which nothing but printable characters and final NULs is expected. */
static void claim_text(struct context *ctx, const char *name, enum claim_rank rank,
		       const uint8_t *text, size_t length)
{
	while (length > 0 && text[length - 1] == '\0')
		length--;
	for (size_t i = 0; i < length; i++)
		if (text[i] < 0x20 || text[i] == 0x7f)
			return;
	if (length == 0)
		return;
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
					.name = name,
					.slot = NO_SLOT,
					.rank = rank,
					.value = text,
					.length = length});
}

/* Range, block number, offset, size. */
static void read_memory_range(struct cursor *data, struct operation *operation)
{
	cursor_skip(data, 1);
	const uint16_t block = cursor_le16(data);
	const uint32_t offset = cursor_le32(data);
	const uint16_t size = cursor_le16(data);

	if (!cursor_ok(data) || size == 0)
		return;
	operation->space = "block";
	operation->target = "unit %u block %u";
	operation->number[1] = block;
	operation->ranged = true;
	operation->low = offset;
	operation->high = (uint64_t)offset + size - 1;
}

/* Two words, then the length and the name of the computer that reserves. */
static void read_reservation(struct cursor *data, struct context *ctx)
{
	cursor_skip(data, 4);
	const uint8_t length = cursor_u8(data);
	const uint8_t *name = cursor_take(data, length);

	if (name && cursor_left(data) == 0)
		claim_text(ctx, attribute_hostname, RANK_NAME, name, length);
}

void umas_request(struct cursor *data, struct context *ctx, struct operation *operation)
{
	cursor_skip(data, 1); /* session key */
	const uint8_t code = cursor_u8(data);
	const struct umas_function *function = umas_find(code);

	operation->pdu = "umas";
	operation->class = function ? function->class : OT_DIAGNOSE;
	operation->function = function ? function->name : NULL;
	if (!cursor_ok(data))
		return;
	operation->subcode = code;
	if (code == UMAS_READ_MEMORY_BLOCK || code == UMAS_WRITE_MEMORY_BLOCK)
		read_memory_range(data, operation);
	if (code == UMAS_TAKE_RESERVATION)
		read_reservation(data, ctx);
}

/* The type of the CPU stands behind 22 bytes of versions, with its length before it. */
static void read_identification(struct cursor *data, struct context *ctx)
{
	cursor_skip(data, 22);
	const uint8_t length = cursor_u8(data);
	const uint8_t *model = cursor_take(data, length);

	if (!model || length == 0)
		return;
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "Schneider Electric");
	claim_text(ctx, attribute_model, RANK_IDENTITY, model, length);
}

/* Two signatures, two dates and a version of 38 bytes in all; the project's name is the rest. */
static void read_project(struct cursor *data, struct context *ctx)
{
	cursor_skip(data, 38);
	const uint8_t length = cursor_u8(data);
	const uint8_t *name = cursor_take(data, length);

	if (name && cursor_left(data) == 0)
		claim_text(ctx, attribute_program, RANK_IDENTITY, name, length);
}

const char *umas_answer(struct cursor *data, struct context *ctx, int32_t function)
{
	cursor_skip(data, 1);
	if (cursor_u8(data) == UMAS_ERROR)
		return "error";
	if (function == UMAS_READ_ID)
		read_identification(data, ctx);
	if (function == UMAS_READ_PROJECT_INFO)
		read_project(data, ctx);
	return "ok";
}
