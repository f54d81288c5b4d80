/* dnp3_object.c - requests and objects of DNP3 (IEEE 1815, 4 and Annex A). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dnp3.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	GROUP_ATTRIBUTE = 0,
	GROUP_TIME = 50,
	GROUP_CLASS = 60,
	GROUP_FILE = 70,
	OBJECTS_MAX = 32,
	VISIBLE_STRING = 1,
};

/* 4.4, table 4-4. */
static const struct dnp3_function functions[] = {
        {0, OT_SESSION, true, "Confirm"},
        {1, OT_READ, false, "Read"},
        {2, OT_WRITE, false, "Write"},
        {3, OT_CONTROL, false, "Select"},
        {4, OT_CONTROL, false, "Operate"},
        {5, OT_CONTROL, false, "Direct Operate"},
        {6, OT_CONTROL, true, "Direct Operate, No Response"},
        {7, OT_WRITE, false, "Immediate Freeze"},
        {8, OT_WRITE, true, "Immediate Freeze, No Response"},
        {9, OT_WRITE, false, "Freeze and Clear"},
        {10, OT_WRITE, true, "Freeze and Clear, No Response"},
        {11, OT_WRITE, false, "Freeze at Time"},
        {12, OT_WRITE, true, "Freeze at Time, No Response"},
        {13, OT_CONTROL, false, "Cold Restart"},
        {14, OT_CONTROL, false, "Warm Restart"},
        {15, OT_CONFIG, false, "Initialize Data"},
        {16, OT_CONTROL, false, "Initialize Application"},
        {17, OT_CONTROL, false, "Start Application"},
        {18, OT_CONTROL, false, "Stop Application"},
        {19, OT_CONFIG, false, "Save Configuration"},
        {20, OT_CONFIG, false, "Enable Unsolicited Responses"},
        {21, OT_CONFIG, false, "Disable Unsolicited Responses"},
        {22, OT_CONFIG, false, "Assign Class"},
        {23, OT_DIAGNOSE, false, "Delay Measurement"},
        {24, OT_TIME, false, "Record Current Time"},
        {25, OT_FILE, false, "Open File"},
        {26, OT_FILE, false, "Close File"},
        {27, OT_FILE, false, "Delete File"},
        {28, OT_FILE, false, "Get File Information"},
        {29, OT_SECURITY, false, "Authenticate File"},
        {30, OT_FILE, false, "Abort File"},
        {31, OT_CONFIG, false, "Activate Configuration"},
        {32, OT_SECURITY, false, "Authentication Request"},
        {33, OT_SECURITY, true, "Authentication Request, No Acknowledgement"},
};

static const struct group {
	uint8_t first, last;
	const char *name;
} groups[] = {
        {0, 0, "device attribute"}, {1, 1, "binary input"},     {2, 2, "binary input event"},
        {3, 4, "double-bit input"}, {10, 13, "binary output"},  {20, 23, "counter"},
        {30, 34, "analog input"},   {40, 43, "analog output"},  {50, 52, "time"},
        {60, 60, "class data"},     {70, 70, "file"},           {80, 80, "internal indication"},
        {81, 83, "storage"},        {85, 88, "data set"},       {90, 90, "application"},
        {101, 102, "integer"},      {110, 113, "octet string"}, {120, 122, "security"},
};

/* Annex A.1: variations of group 0 that say who the device is. */
static const struct attribute {
	uint8_t variation;
	const char *name;
} attributes[] = {
        {242, attribute_firmware},     {243, attribute_hardware}, {245, attribute_location},
        {247, attribute_station_name}, {248, attribute_serial},   {250, attribute_model},
        {252, attribute_vendor},
};

struct object {
	uint8_t group;
	uint8_t variation;
	uint8_t prefix; /* size of the index before each object */
	bool ranged;
	uint32_t low, high;
	uint32_t count;
};

const struct dnp3_function *dnp3_function_find(uint8_t code)
{
	return code < COUNT(functions) ? &functions[code] : NULL;
}

static uint32_t read_number(struct cursor *c, uint8_t size)
{
	return size == 1   ? cursor_u8(c)
	       : size == 2 ? cursor_le16(c)
	       : size == 4 ? cursor_le32(c)
	                   : 0;
}

/* 4.2.2.7.3: the qualifier has the size of the prefixes above and the kind of range below. */
static bool read_header(struct cursor *c, struct object *o)
{
	static const uint8_t sizes[] = {1, 2, 4, 1, 2, 4, 0, 1, 2, 4, 0, 1};

	*o = (struct object){.group = cursor_u8(c), .variation = cursor_u8(c)};
	const uint8_t qualifier = cursor_u8(c);
	const uint8_t range = qualifier & 0x0f;
	const uint8_t prefix = qualifier >> 4 & 7;
	if (!cursor_ok(c) || range >= COUNT(sizes) || prefix > 6)
		return false;
	o->prefix = prefix >= 1 && prefix <= 3 ? (uint8_t)(1 << (prefix - 1)) : 0;
	if (range <= 2) {
		o->ranged = true;
		o->low = read_number(c, sizes[range]);
		o->high = read_number(c, sizes[range]);
		o->count = o->high - o->low + 1;
		return cursor_ok(c) && o->low <= o->high;
	}
	o->count = read_number(c, sizes[range]);
	return cursor_ok(c);
}

static const char *group_name(uint8_t group)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		if (group >= groups[i].first && group <= groups[i].last)
			return groups[i].name;
	return NULL;
}

/* A.26: the name lies where the offset says, behind fields of 22 bytes in commands. */
static void read_file(struct cursor *c, const struct object *o, struct operation *operation)
{
	if (o->variation != 3)
		return;
	cursor_skip(c, 2); /* size of the object */
	struct cursor file = *c;
	const uint16_t offset = cursor_le16(&file);
	const uint16_t length = cursor_le16(&file);
	cursor_skip(c, offset);
	const uint8_t *name = cursor_take(c, length);
	if (!cursor_ok(&file) || !name || length == 0)
		return;
	operation->target = "file %s";
	operation->text = name;
	operation->text_length = length;
}

void dnp3_read_request(struct cursor *objects, struct operation *operation)
{
	struct object o;

	if (!read_header(objects, &o))
		return;
	operation->space = group_name(o.group);
	operation->ranged = o.ranged;
	operation->low = o.low;
	operation->high = o.high;
	if (o.group == GROUP_FILE)
		read_file(objects, &o, operation);
	else if (o.prefix > 0 && o.count == 1) {
		operation->low = operation->high = read_number(objects, o.prefix);
		operation->ranged = cursor_ok(objects);
	}
	if (operation->code == DNP3_WRITE && o.group == GROUP_TIME)
		operation->class = OT_TIME;
	if (operation->code == DNP3_WRITE && o.group == GROUP_FILE)
		operation->class = OT_FILE;
}

static void claim_attribute(struct context *ctx, const struct object *o, struct cursor *value)
{
	const size_t length = cursor_left(value);
	const uint8_t *p = cursor_take(value, length);

	for (size_t i = 0; i < COUNT(attributes); i++)
		if (attributes[i].variation == o->variation)
			emit_bytes(ctx, PARTY_SENDER, attributes[i].name, p, length);
}

void dnp3_read_attributes(struct cursor *objects, struct context *ctx)
{
	struct object o;

	for (int i = 0; i < OBJECTS_MAX && read_header(objects, &o); i++) {
		if (o.group != GROUP_ATTRIBUTE || o.count != 1)
			return;
		cursor_skip(objects, o.prefix);
		const uint8_t type = cursor_u8(objects);
		struct cursor value = cursor_sub(objects, cursor_u8(objects));
		if (!cursor_ok(objects))
			return;
		/* Index 0 is the standard's own set; others belong to the maker. */
		if (type == VISIBLE_STRING && (!o.ranged || o.low == 0))
			claim_attribute(ctx, &o, &value);
	}
}

const char *dnp3_result_name(uint8_t indications)
{
	static const struct {
		uint8_t bit;
		const char *name;
	} errors[] = {
	        {0x01, "error function not supported"},
	        {0x02, "error object unknown"},
	        {0x04, "error parameter"},
	        {0x10, "error already executing"},
	};

	for (size_t i = 0; i < COUNT(errors); i++)
		if (indications & errors[i].bit)
			return errors[i].name;
	return "ok";
}

static const char *file_status_name(uint8_t status)
{
	static const char *const names[] = {"ok",          "permission denied", "invalid mode",
	                                    "not found",   "locked",            "too many open",
	                                    "bad handle",  "wrong block size",  "connection lost",
	                                    "cannot abort"};
	static const char *const others[] = {"not open", "handle expired", "overrun", "fatal",
	                                     "wrong block"};

	if (status < COUNT(names))
		return names[status];
	return status >= 16 && status < 16 + COUNT(others) ? others[status - 16] : "error";
}

/* A.26.5 and A.26.7: behind handle, size, block size and request id; behind handle and block. */
const char *dnp3_file_result(struct cursor objects)
{
	struct object o;

	if (!read_header(&objects, &o) || o.group != GROUP_FILE || o.count == 0 ||
	    (o.variation != 4 && o.variation != 6))
		return NULL;
	cursor_skip(&objects, 2);
	cursor_skip(&objects, o.variation == 4 ? 12 : 8);
	const uint8_t status = cursor_u8(&objects);

	return cursor_ok(&objects) ? file_status_name(status) : NULL;
}
