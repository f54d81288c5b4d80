/* slmp_device.c - devices of MELSEC controllers in SLMP requests (SH-080956).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A device is a code and a number. The low bits of the subcommand tell how it is written: bit 0
 * asks for bits, bit 1 widens code and number for MELSEC iQ-R, bit 7 adds fields for module access.
 */

#include "dissect/slmp_device.h"

enum {
	SUBCOMMAND_BITS = 0x0001,
	SUBCOMMAND_WIDE = 0x0002,
	SUBCOMMAND_EXTENDED = 0x0080,
	BITS_OF_WORD = 16,
};

struct device {
	uint16_t code;
	const char *name;
	bool bit;         /* one address is one bit */
	bool hexadecimal; /* its number is written so in ASCII code */
};

static const struct device devices[] = {
        {0x91, "SM", true, false},   {0xa9, "SD", false, false},  {0x9c, "X", true, true},
        {0x9d, "Y", true, true},     {0x90, "M", true, false},    {0x92, "L", true, false},
        {0x93, "F", true, false},    {0x94, "V", true, false},    {0xa0, "B", true, true},
        {0xa8, "D", false, false},   {0xb4, "W", false, true},    {0xc1, "TS", true, false},
        {0xc0, "TC", true, false},   {0xc2, "TN", false, false},  {0xc7, "SS", true, false},
        {0xc6, "SC", true, false},   {0xc8, "SN", false, false},  {0xc4, "CS", true, false},
        {0xc3, "CC", true, false},   {0xc5, "CN", false, false},  {0xa1, "SB", true, true},
        {0xb5, "SW", false, true},   {0x98, "S", true, false},    {0xa2, "DX", true, true},
        {0xa3, "DY", true, true},    {0xcc, "Z", false, false},   {0xaf, "R", false, false},
        {0xb0, "ZR", false, true},   {0x62, "LZ", false, false},  {0x2c, "RD", false, false},
        {0x51, "LTS", true, false},  {0x50, "LTC", true, false},  {0x52, "LTN", false, false},
        {0x59, "LSTS", true, false}, {0x58, "LSTC", true, false}, {0x5a, "LSTN", false, false},
        {0x55, "LCS", true, false},  {0x54, "LCC", true, false},  {0x56, "LCN", false, false},
        {0xab, "G", false, false},   {0x2e, "HG", false, false},
};

/* ASCII names of devices that differ from how people write them: retentive timers in SLMP. */
static const struct {
	const char *written;
	const char *name;
} aliases[] = {{"STS", "SS"}, {"STC", "SC"}, {"STN", "SN"}};

static const struct device *by_code(uint32_t code)
{
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (devices[i].code == code)
			return &devices[i];
	return NULL;
}

static const struct device *by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcmp(aliases[i].written, name) == 0)
			name = aliases[i].name;
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (strcmp(devices[i].name, name) == 0)
			return &devices[i];
	return NULL;
}

/* Device names are filled up with asterisks: "D*", "ZR", "LSTN". */
static const struct device *read_name(struct cursor *c, size_t size)
{
	char name[5] = "";

	cursor_text(c, size, name, sizeof(name));
	char *filler = strchr(name, '*');
	if (filler)
		*filler = '\0';
	return by_name(name);
}

static const struct device *read_device(struct slmp_body *body, uint16_t subcommand,
                                        uint32_t *number)
{
	const bool wide = subcommand & SUBCOMMAND_WIDE;

	if (body->ascii) {
		const struct device *d = read_name(&body->bytes, wide ? 4 : 2);
		const size_t digits = wide ? 8 : 6;

		*number = d && !d->hexadecimal ? slmp_decimal(&body->bytes, digits)
		                               : slmp_hex(&body->bytes, digits);
		return d;
	}
	*number = slmp_number(body, wide ? 4 : 3);
	return by_code(slmp_number(body, wide ? 2 : 1));
}

/* Adds count words that begin at a device: of a bit device they take 16 addresses each. */
static void add_words(struct areas *areas, const struct device *d, uint32_t low, uint32_t words)
{
	if (d)
		areas_add(areas, d->name, low, d->bit ? words * BITS_OF_WORD : words);
}

static bool read_batch(uint16_t subcommand, struct slmp_body *body, struct areas *areas)
{
	uint32_t low = 0;
	const struct device *d = read_device(body, subcommand, &low);
	const uint32_t count = slmp_number(body, 2);

	if (!cursor_ok(&body->bytes))
		return false;
	if (d && subcommand & SUBCOMMAND_BITS)
		areas_add(areas, d->name, low, count);
	else
		add_words(areas, d, low, count);
	return true;
}

/* count devices of so many words each, each followed by value_size bytes. */
static bool read_list(uint16_t subcommand, struct slmp_body *body, struct areas *areas,
                      uint32_t count, uint32_t words, size_t value_size)
{
	for (; count > 0; count--) {
		uint32_t low = 0;
		const struct device *d = read_device(body, subcommand, &low);

		slmp_skip(body, value_size);
		if (!cursor_ok(&body->bytes))
			return false;
		if (d && words == 0)
			areas_add(areas, d->name, low, 1);
		else
			add_words(areas, d, low, words);
	}
	return true;
}

static bool read_random(uint16_t subcommand, struct slmp_body *body, struct areas *areas,
                        bool write)
{
	const uint32_t first = slmp_number(body, 1);

	if (write && subcommand & SUBCOMMAND_BITS)
		return read_list(subcommand, body, areas, first, 0,
		                 subcommand & SUBCOMMAND_WIDE ? 2 : 1);

	const uint32_t doubles = slmp_number(body, 1);

	return read_list(subcommand, body, areas, first, 1, write ? 2 : 0) &&
	       read_list(subcommand, body, areas, doubles, 2, write ? 4 : 0);
}

static bool read_blocks(uint16_t subcommand, struct slmp_body *body, struct areas *areas,
                        bool write)
{
	const uint32_t word_blocks = slmp_number(body, 1);
	const uint32_t bit_blocks = slmp_number(body, 1);

	for (uint32_t left = word_blocks + bit_blocks; left > 0; left--) {
		uint32_t low = 0;
		const struct device *d = read_device(body, subcommand, &low);
		const uint32_t words = slmp_number(body, 2);

		if (write && cursor_ok(&body->bytes))
			slmp_skip(body, words * 2u);
		if (!cursor_ok(&body->bytes))
			return false;
		add_words(areas, d, low, words);
	}
	return cursor_ok(&body->bytes);
}

/* 0x0613: buffer memory by words. 0x0601: by bytes, of the module named last. */
static bool read_buffer(struct slmp_body *body, struct areas *areas)
{
	const uint32_t low = slmp_number(body, 4);
	const uint32_t count = slmp_number(body, 2);

	if (!cursor_ok(&body->bytes))
		return false;
	areas_add(areas, "buffer memory", low, count);
	return true;
}

bool slmp_read_areas(enum slmp_shape shape, uint16_t subcommand, struct slmp_body *body,
                     struct areas *areas)
{
	if (subcommand & SUBCOMMAND_EXTENDED)
		return true;
	switch (shape) {
	case SLMP_DEVICES:
		return read_batch(subcommand, body, areas);
	case SLMP_RANDOM:
	case SLMP_RANDOM_WRITE:
		return read_random(subcommand, body, areas, shape == SLMP_RANDOM_WRITE);
	case SLMP_BLOCKS:
	case SLMP_BLOCKS_WRITE:
		return read_blocks(subcommand, body, areas, shape == SLMP_BLOCKS_WRITE);
	case SLMP_BUFFER:
	case SLMP_MODULE:
		return read_buffer(body, areas);
	default:
		return true;
	}
}
