/* fins_area.c - memory areas in FINS requests (W342 5-2-2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/fins_area.h"

enum {
	BITS_OF_WORD = 16,
	COUNT_MASK = 0x7fff, /* bit 15 marks the last piece */
	FILE_NAME_SIZE = 12,
	ELEMENT_SIZE = 4,
};

struct area_code {
	uint8_t code;
	bool bit; /* addressed by word and bit; told as word * 16 + bit */
	const char *name;
};

static const struct area_code area_codes[] = {
	{0x00, true, "CIO bit"}, {0x80, false, "CIO"},	 {0x30, true, "CIO bit"},
	{0xb0, false, "CIO"},	 {0x31, true, "W bit"},	 {0xb1, false, "W"},
	{0x32, true, "H bit"},	 {0xb2, false, "H"},	 {0x33, true, "A bit"},
	{0xb3, false, "A"},	 {0x70, true, "CIO bit"}, {0xf0, false, "CIO"},
	{0x71, true, "W bit"},	 {0xf1, false, "W"},	 {0x72, true, "H bit"},
	{0xf2, false, "H"},	 {0x02, true, "DM bit"}, {0x82, false, "DM"},
	{0x98, false, "E"},	 {0x0a, true, "E bit"},	  
	{0xdc, false, "IR"},	 {0xbc, false, "DR"},	 {0x06, false, "TK bit"},
	{0x46, false, "TK"},	 {0x07, false, "clock pulse"},
};

static const char *const banks[] = {
	"E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "EA", "EB", "EC",
	"ED", "EE", "EF", "E10", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18",
};

static const char *const bank_bits[] = {
	"E0 bit",  "E1 bit",  "E2 bit",	 "E3 bit",  "E4 bit",  "E5 bit",  "E6 bit",
	"E7 bit",  "E8 bit",  "E9 bit",	 "EA bit",  "EB bit",  "EC bit",  "ED bit",
	"EE bit",  "EF bit",  "E10 bit", "E11 bit", "E12 bit", "E13 bit", "E14 bit",
	"E15 bit", "E16 bit", "E17 bit", "E18 bit",
};

/* Banks 0 to F and 10 to 18 of extended data memory, by word and by bit. */
static const char *find_bank(uint8_t code, bool *bit)
{
	*bit = (code & 0xf0) == 0x20 || (code & 0xf0) == 0xe0;
	if (code >= 0xa0 && code <= 0xaf)
		return banks[code - 0xa0];
	if (code >= 0x60 && code <= 0x68)
		return banks[code - 0x60 + 16];
	if (code >= 0x20 && code <= 0x2f)
		return bank_bits[code - 0x20];
	if (code >= 0xe0 && code <= 0xe8)
		return bank_bits[code - 0xe0 + 16];
	return NULL;
}

/* Timers and counters share their codes; counters begin at 0x8000. */
static const char *find_timer(uint8_t code, uint16_t *word)
{
	const bool counter = *word & 0x8000;

	if (code != 0x01 && code != 0x81 && code != 0x09 && code != 0x89)
		return NULL;
	*word &= 0x7fff;
	if (code & 0x80)
		return counter ? "C" : "T";
	return counter ? "C flag" : "T flag";
}

static void add(struct areas *areas, uint8_t code, uint16_t word, uint8_t bit, uint32_t count)
{
	bool by_bit = false;
	const char *name = find_bank(code, &by_bit);

	for (size_t i = 0; !name && i < sizeof(area_codes) / sizeof(area_codes[0]); i++) {
		if (area_codes[i].code != code)
			continue;
		name = area_codes[i].name;
		by_bit = area_codes[i].bit;
	}
	if (!name) {
		name = find_timer(code, &word);
		by_bit = false;
	}
	if (name)
		areas_add(areas, name, by_bit ? word * (uint64_t)BITS_OF_WORD + bit : word, count);
}

bool fins_read_block(struct cursor *c, struct fins_request *request)
{
	const uint8_t code = cursor_u8(c);
	const uint16_t word = cursor_be16(c);
	const uint8_t bit = cursor_u8(c);
	const uint16_t count = cursor_be16(c);

	if (cursor_ok(c))
		add(&request->areas, code, word, bit, count);
	return cursor_ok(c);
}

bool fins_read_list(struct cursor *c, struct fins_request *request)
{
	while (cursor_left(c) >= ELEMENT_SIZE) {
		const uint8_t code = cursor_u8(c);
		const uint16_t word = cursor_be16(c);

		add(&request->areas, code, word, cursor_u8(c), 1);
	}
	return cursor_left(c) == 0 && request->areas.count > 0;
}

bool fins_read_transfer(struct cursor *c, struct fins_request *request)
{
	cursor_skip(c, ELEMENT_SIZE);
	return fins_read_block(c, request);
}

static const char *parameter_name(uint16_t code)
{
	switch (code) {
	case 0x8000:
		return "parameters";
	case 0x8002:
		return "CPU bus unit setup";
	case 0x8010:
		return "PLC setup";
	case 0x8012:
		return "I/O table";
	case 0x8013:
		return "routing tables";
	default:
		return "parameter area";
	}
}

bool fins_read_parameter(struct cursor *c, struct fins_request *request)
{
	const uint16_t code = cursor_be16(c);
	const uint16_t first = cursor_be16(c);
	const uint16_t count = cursor_be16(c) & COUNT_MASK;

	if (cursor_ok(c))
		areas_add(&request->areas, parameter_name(code), first, count);
	return cursor_ok(c);
}

bool fins_read_program(struct cursor *c, struct fins_request *request)
{
	cursor_skip(c, 2);
	const uint32_t first = cursor_be32(c);
	const uint16_t count = cursor_be16(c) & COUNT_MASK;

	if (cursor_ok(c))
		areas_add(&request->areas, "program", first, count);
	return cursor_ok(c);
}

bool fins_read_forced(struct cursor *c, struct fins_request *request)
{
	for (uint16_t left = cursor_be16(c); left > 0 && cursor_ok(c); left--) {
		cursor_skip(c, 2);
		const uint8_t code = cursor_u8(c);
		const uint16_t word = cursor_be16(c);
		const uint8_t bit = cursor_u8(c);

		if (cursor_ok(c))
			add(&request->areas, code, word, bit, 1);
	}
	return cursor_ok(c);
}

static bool read_name(struct cursor *c, struct fins_request *request, size_t skip)
{
	cursor_skip(c, skip);
	request->file = cursor_take(c, FILE_NAME_SIZE);
	request->file_length = request->file ? FILE_NAME_SIZE : 0;
	return cursor_ok(c);
}

/* 5-3-11 */
bool fins_read_run(struct cursor *c, struct fins_request *request)
{
	cursor_skip(c, 2);
	const uint8_t mode = cursor_u8(c);

	if (cursor_ok(c))
		request->mode = mode == 2 ? "monitor" : mode == 4 ? "run" : NULL;
	return true;
}

bool fins_read_file(struct cursor *c, struct fins_request *request)
{
	return read_name(c, request, 2);
}

bool fins_read_file_late(struct cursor *c, struct fins_request *request)
{
	return read_name(c, request, 4);
}
