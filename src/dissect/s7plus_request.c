/* s7plus_request.c - what is asked for over S7 communication plus. SPDX-License-Identifier: Apache-2.0
 *
 * One function serves many ends: objects are made for a session and for a block that is loaded, variables
 * are set and the CPU is stopped with the same. The object tells which; ids as public analyses have them.
 */

#include "dissect/s7plus.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	CREATE_OBJECT = 0x04ca,
	DELETE_OBJECT = 0x04d4,
	SET_VARIABLE = 0x04f2,
	SET_MULTI_VARIABLES = 0x0542,
	EXPLORE = 0x04bb,
	GET_SUBSTREAMED = 0x0586,
	PLC_PROGRAM = 3,
	CPU_UNIT = 52,
	STATE_WANTED = 2167, /* attribute of the CPU unit */
	BLOCK_BODY = 2533, /* attributes of a block: its networks as they were written, and what was made of them */
	BLOCK_CODE = 2580,
	ADDRESS_ARRAY = 0x2004, /* flags and type of a list of attributes */
	ATTRIBUTES_MAX = 128,
	BLOCK_FIRST = 0x8a00, /* upper half of the ids of blocks; the lower is its number */
	BLOCK_LAST = 0x8aff,
	START_OF_OBJECT = 0xa1,
};

static const struct {
	uint16_t code;
	enum ot_class class;
	const char *name;
} functions[] = {
	{EXPLORE, OT_READ, "Explore"},
	{CREATE_OBJECT, OT_SESSION, "Create Object"},
	{DELETE_OBJECT, OT_SESSION, "Delete Object"},
	{SET_VARIABLE, OT_WRITE, "Set Variable"},
	{0x04fc, OT_READ, "Get Variable"},
	{0x0506, OT_CONFIG, "Add Link"},
	{0x051a, OT_CONFIG, "Remove Link"},
	{0x0524, OT_READ, "Get Link"},
	{SET_MULTI_VARIABLES, OT_WRITE, "Set Multi Variables"},
	{0x054c, OT_READ, "Get Multi Variables"},
	{0x0556, OT_SESSION, "Begin Sequence"},
	{0x0560, OT_SESSION, "End Sequence"},
	{0x056b, OT_DIAGNOSE, "Invoke"},
	{0x057c, OT_WRITE, "Set Variable Substreamed"},
	{GET_SUBSTREAMED, OT_READ, "Get Variable Substreamed"},
	{0x0590, OT_READ, "Get Variables Address"},
	{0x059a, OT_SESSION, "Abort"},
	{S7PLUS_INIT_TLS, OT_SESSION, "Init TLS"},
};

/* Seven bits in each byte, the highest first; a set top bit says that another one comes. */
static uint32_t read_number(struct cursor *c)
{
	uint32_t value = 0;

	for (int i = 0; i < 5; i++) {
		const uint8_t byte = cursor_u8(c);

		value = value << 7 | (byte & 0x7f);
		if (!(byte & 0x80))
			return value;
	}
	cursor_fail(c);
	return 0;
}

static void name_block(struct operation *operation, uint32_t id)
{
	static const struct {
		uint16_t area;
		const char *target;
	} areas[] = {{0x8a0e, "DB%u"}, {0x8a32, "OB%u"}};

	operation->target = "object 0x%x";
	operation->number[0] = id;
	for (size_t i = 0; i < COUNT(areas); i++) {
		if (areas[i].area != id >> 16)
			continue;
		operation->target = areas[i].target;
		operation->number[0] = id & 0xffff;
	}
}

static bool is_block(uint32_t id)
{
	return id >> 16 >= BLOCK_FIRST && id >> 16 <= BLOCK_LAST;
}

/* Below the program: a block is loaded. An id of no meaning stands before the object. */
static void read_create(struct cursor *c, struct operation *operation)
{
	const uint32_t parent = cursor_be32(c);

	if (!cursor_ok(c) || parent != PLC_PROGRAM)
		return;
	operation->class = OT_PROGRAM;
	operation->function = "Download Object";
	cursor_skip(c, 2);
	(void)read_number(c);
	cursor_skip(c, 4);
	const bool begins = cursor_u8(c) == START_OF_OBJECT;
	const uint32_t id = cursor_be32(c);

	if (cursor_ok(c) && begins)
		name_block(operation, id);
}

static void read_delete(struct cursor *c, struct operation *operation)
{
	const uint32_t id = cursor_be32(c);

	if (!cursor_ok(c) || !is_block(id))
		return;
	operation->class = OT_PROGRAM;
	operation->function = "Delete Block";
	name_block(operation, id);
}

/* The value: flags, type and number. */
static void read_state(struct cursor *c, struct operation *operation)
{
	cursor_skip(c, 2);
	const uint32_t state = read_number(c);

	operation->class = OT_CONTROL;
	operation->function = !cursor_ok(c) ? "Change Mode" : state == 1 ? "Stop" : state == 3 ? "Run" : "Change Mode";
}

static void read_set(struct cursor *c, struct operation *operation)
{
	const bool many = operation->code == SET_MULTI_VARIABLES;
	const uint32_t object = cursor_be32(c);
	const uint32_t count = read_number(c);

	if (many)
		(void)read_number(c); /* of fields: as many, where an object is named */
	const uint32_t attribute = read_number(c);

	if (!cursor_ok(c) || object != CPU_UNIT || count != 1 || attribute != STATE_WANTED)
		return;
	if (many)
		(void)read_number(c); /* which of them */
	read_state(c, operation);
}

/* A list of attributes, with how many there are: the program is among them. */
static void read_attributes(struct cursor *c, uint32_t object, struct operation *operation)
{
	const uint32_t count = read_number(c);

	for (uint32_t i = 0; i < count && i < ATTRIBUTES_MAX && cursor_ok(c); i++) {
		const uint32_t attribute = read_number(c);

		if (!cursor_ok(c) || (attribute != BLOCK_BODY && attribute != BLOCK_CODE))
			continue;
		operation->class = OT_PROGRAM;
		operation->function = "Upload Object";
		if (is_block(object))
			name_block(operation, object);
		return;
	}
}

/* The object, a number, whether what is below and above it is wanted; what is filtered by has no form that is known. */
static void read_explore(struct cursor *c, struct operation *operation)
{
	const uint32_t object = cursor_be32(c);

	(void)read_number(c);
	cursor_skip(c, 3);
	if (cursor_u8(c) == 0 && cursor_ok(c))
		read_attributes(c, object, operation);
}

static void read_substreamed(struct cursor *c, struct operation *operation)
{
	const uint32_t object = cursor_be32(c);

	if (cursor_be16(c) == ADDRESS_ARRAY && cursor_ok(c) && is_block(object))
		read_attributes(c, object, operation);
}

static const struct {
	uint16_t code;
	void (*read)(struct cursor *, struct operation *);
} readers[] = {
	{CREATE_OBJECT, read_create},
	{DELETE_OBJECT, read_delete},
	{SET_VARIABLE, read_set},
	{SET_MULTI_VARIABLES, read_set},
	{EXPLORE, read_explore},
	{GET_SUBSTREAMED, read_substreamed},
};

void s7plus_request(struct cursor body, struct operation *operation)
{
	for (size_t i = 0; i < COUNT(functions); i++) {
		if (functions[i].code != operation->code)
			continue;
		operation->class = functions[i].class;
		operation->function = functions[i].name;
	}
	cursor_skip(&body, 2 + 2 + 4 + 1); /* unused, number of the request, session, flags */
	for (size_t i = 0; i < COUNT(readers); i++)
		if (readers[i].code == operation->code)
			readers[i].read(&body, operation);
}
