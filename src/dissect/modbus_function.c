/* modbus_function.c - the functions of Modbus (Application Protocol V1.1b3, section 6). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/modbus_function.h"

#include "dissect/umas.h"

/* How long the data behind a function code is: a fixed part, and what its last bytes count. */
struct shape {
	enum { EXACT, COUNTED_8, COUNTED_16, OPEN, UMAS } rest;
	uint8_t fixed;
};

struct modbus_function {
	uint8_t code;
	enum ot_class class;
	const char *name;
	struct shape request;
	struct shape answer;
	const char *space;
	uint16_t quantity_max;
	void (*read_request)(struct cursor *, struct context *, const struct modbus_function *,
			     struct operation *);
	void (*read_answer)(struct cursor *, struct context *, uint8_t unit);
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void read_range(struct cursor *data, struct context *ctx, const struct modbus_function *f,
		       struct operation *operation)
{
	const uint16_t address = cursor_be16(data);
	const uint16_t quantity = cursor_be16(data);

	if (!cursor_ok(data))
		return;
	if (quantity == 0 || quantity > f->quantity_max) {
		emit_anomaly(ctx, "modbus.quantity");
		return;
	}
	operation->ranged = true;
	operation->low = address;
	operation->high = (uint64_t)address + quantity - 1;
}

static void read_single(struct cursor *data, struct context *ctx, const struct modbus_function *f,
			struct operation *operation)
{
	(void)ctx;
	(void)f;
	operation->low = cursor_be16(data);
	operation->high = operation->low;
	operation->ranged = cursor_ok(data);
}

/* 6.17: what is read comes first; the operation tells what is written. */
static void read_and_write(struct cursor *data, struct context *ctx,
			   const struct modbus_function *f, struct operation *operation)
{
	cursor_skip(data, 4);
	read_range(data, ctx, f, operation);
}

/* 6.14, 6.15: groups of reference type, file, record, length; the first one stands for all. */
static void read_file(struct cursor *data, struct context *ctx, const struct modbus_function *f,
		      struct operation *operation)
{
	(void)ctx;
	(void)f;
	cursor_skip(data, 2);
	const uint16_t file = cursor_be16(data);
	const uint16_t record = cursor_be16(data);
	const uint16_t length = cursor_be16(data);

	if (!cursor_ok(data) || length == 0)
		return;
	operation->target = "unit %u file %u";
	operation->number[1] = file;
	operation->ranged = true;
	operation->low = record;
	operation->high = (uint64_t)record + length - 1;
}

struct subfunction {
	uint16_t code;
	enum ot_class class;
	const char *name;
};

/* 6.8: two of them change what the device does. */
static const struct subfunction diagnostics[] = {
	{0, OT_DIAGNOSE, "Return Query Data"},
	{1, OT_CONTROL, "Restart Communications Option"},
	{2, OT_DIAGNOSE, "Return Diagnostic Register"},
	{3, OT_CONFIG, "Change ASCII Input Delimiter"},
	{4, OT_CONTROL, "Force Listen Only Mode"},
	{10, OT_DIAGNOSE, "Clear Counters and Diagnostic Register"},
	{11, OT_DIAGNOSE, "Return Bus Message Count"},
	{12, OT_DIAGNOSE, "Return Bus Communication Error Count"},
	{13, OT_DIAGNOSE, "Return Bus Exception Error Count"},
	{14, OT_DIAGNOSE, "Return Server Message Count"},
	{15, OT_DIAGNOSE, "Return Server No Response Count"},
	{16, OT_DIAGNOSE, "Return Server NAK Count"},
	{17, OT_DIAGNOSE, "Return Server Busy Count"},
	{18, OT_DIAGNOSE, "Return Bus Character Overrun Count"},
	{20, OT_DIAGNOSE, "Clear Overrun Counter and Flag"},
};

/* 6.19 */
static const struct subfunction interfaces[] = {
	{13, OT_READ, "CANopen General Reference"},
	{14, OT_IDENTIFY, "Read Device Identification"},
};

static void set_subfunction(struct operation *operation, const struct subfunction *table,
			    size_t count, uint16_t code)
{
	operation->subcode = code;
	for (size_t i = 0; i < count; i++) {
		if (table[i].code != code)
			continue;
		operation->class = table[i].class;
		operation->function = table[i].name;
	}
}

static void read_diagnostic(struct cursor *data, struct context *ctx,
			    const struct modbus_function *f, struct operation *operation)
{
	(void)ctx;
	(void)f;
	const uint16_t code = cursor_be16(data);

	if (cursor_ok(data))
		set_subfunction(operation, diagnostics, COUNT(diagnostics), code);
}

static void read_interface(struct cursor *data, struct context *ctx,
			   const struct modbus_function *f, struct operation *operation)
{
	(void)ctx;
	(void)f;
	const uint8_t type = cursor_u8(data);

	if (cursor_ok(data))
		set_subfunction(operation, interfaces, COUNT(interfaces), type);
}

/*
 * Messaging guide 3.1: units 0 and 255 are the addressed device itself, and so is 1 by custom. Any
 * other is a device behind a gateway, which we tell as a module.
 */
static int16_t slot_of(uint8_t unit)
{
	return unit <= 1 || unit == 255 ? NO_SLOT : unit;
}

static bool is_printable(const uint8_t *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < 0x20 || text[i] == 0x7f)
			return false;
	return length > 0;
}

static bool is_run_indicator(uint8_t byte)
{
	return byte == 0x00 || byte == 0xff;
}

/* 6.13: the server id has no fixed length: take a text before, or behind one byte and, the indicator. */
static void read_server_id(struct cursor *data, struct context *ctx, uint8_t unit)
{
	const uint8_t count = cursor_u8(data);
	const uint8_t *id = cursor_take(data, count);
	const uint8_t *text = id;
	size_t length = count;
	uint8_t indicator;

	if (!id || count < 3)
		return;
	if (is_run_indicator(id[count - 1]) && is_printable(id, count - 1u)) {
		indicator = id[count - 1];
		length = count - 1u;
	} else if (is_run_indicator(id[1]) && is_printable(id + 2, count - 2u)) {
		indicator = id[1];
		text = id + 2;
		length = count - 2u;
	} else {
		return;
	}
	const char *mode = indicator ? "run" : "stop";
	emit_module(ctx, PARTY_SENDER, slot_of(unit), attribute_description, text, length);
	emit_module(ctx, PARTY_SENDER, slot_of(unit), attribute_mode, mode, strlen(mode));
}

/* 6.21: objects 0 to 6 have a fixed meaning; those from 128 on are the maker's own. */
static const char *const object_attributes[] = {
	attribute_vendor,      attribute_product_code, attribute_firmware, NULL,
	attribute_description, attribute_model,	       attribute_program,
};

static void read_device_identification(struct cursor *data, struct context *ctx, uint8_t unit)
{
	cursor_skip(data, 5); /* MEI type, read code, conformity, more follows, next object */
	const uint8_t type_count = cursor_u8(data);

	for (uint8_t i = 0; i < type_count && cursor_left(data) >= 2; i++) {
		const uint8_t object = cursor_u8(data);
		const uint8_t length = cursor_u8(data);
		const uint8_t *value = cursor_take(data, length);

		if (value && object < COUNT(object_attributes) && object_attributes[object])
			emit_module(ctx, PARTY_SENDER, slot_of(unit), object_attributes[object],
				    value, length);
	}
}

static void read_interface_answer(struct cursor *data, struct context *ctx, uint8_t unit)
{
	const uint8_t *type = cursor_peek(data, 1);

	if (type && *type == 14)
		read_device_identification(data, ctx, unit);
}

/* The functions of section 6, and those that Modicon's controllers used before and beside them. */
static const struct modbus_function functions[] = {
	{1, OT_READ, "Read Coils", {EXACT, 4}, {COUNTED_8, 1}, "coil", 2000, read_range, NULL},
	{2, OT_READ, "Read Discrete Inputs", {EXACT, 4}, {COUNTED_8, 1}, "discrete", 2000,
	 read_range, NULL},
	{3, OT_READ, "Read Holding Registers", {EXACT, 4}, {COUNTED_8, 1}, "holding", 125,
	 read_range, NULL},
	{4, OT_READ, "Read Input Registers", {EXACT, 4}, {COUNTED_8, 1}, "input", 125, read_range,
	 NULL},
	{5, OT_WRITE, "Write Single Coil", {EXACT, 4}, {EXACT, 4}, "coil", 1, read_single, NULL},
	{6, OT_WRITE, "Write Single Register", {EXACT, 4}, {EXACT, 4}, "holding", 1, read_single,
	 NULL},
	{7, OT_DIAGNOSE, "Read Exception Status", {EXACT, 0}, {EXACT, 1}, NULL, 0, NULL, NULL},
	{8, OT_DIAGNOSE, "Diagnostics", {OPEN, 2}, {OPEN, 2}, NULL, 0, read_diagnostic, NULL},
	{9, OT_PROGRAM, "Program 484", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{10, OT_DIAGNOSE, "Poll 484", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{11, OT_DIAGNOSE, "Get Comm Event Counter", {EXACT, 0}, {EXACT, 4}, NULL, 0, NULL, NULL},
	{12, OT_DIAGNOSE, "Get Comm Event Log", {EXACT, 0}, {COUNTED_8, 1}, NULL, 0, NULL, NULL},
	{13, OT_PROGRAM, "Program Controller", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{14, OT_DIAGNOSE, "Poll Controller", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{15, OT_WRITE, "Write Multiple Coils", {COUNTED_8, 5}, {EXACT, 4}, "coil", 1968,
	 read_range, NULL},
	{16, OT_WRITE, "Write Multiple Registers", {COUNTED_8, 5}, {EXACT, 4}, "holding", 123,
	 read_range, NULL},
	{17, OT_IDENTIFY, "Report Server ID", {EXACT, 0}, {COUNTED_8, 1}, NULL, 0, NULL,
	 read_server_id},
	{18, OT_PROGRAM, "Program 884", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{19, OT_CONTROL, "Reset Communication Link", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{20, OT_FILE, "Read File Record", {COUNTED_8, 1}, {COUNTED_8, 1}, "file", 0, read_file,
	 NULL},
	{21, OT_FILE, "Write File Record", {COUNTED_8, 1}, {COUNTED_8, 1}, "file", 0, read_file,
	 NULL},
	{22, OT_WRITE, "Mask Write Register", {EXACT, 6}, {EXACT, 6}, "holding", 1, read_single,
	 NULL},
	{23, OT_WRITE, "Read/Write Multiple Registers", {COUNTED_8, 9}, {COUNTED_8, 1}, "holding",
	 121, read_and_write, NULL},
	{24, OT_READ, "Read FIFO Queue", {EXACT, 2}, {COUNTED_16, 2}, "fifo", 1, read_single, NULL},
	{43, OT_DIAGNOSE, "Encapsulated Interface Transport", {OPEN, 1}, {OPEN, 6}, NULL, 0,
	 read_interface, read_interface_answer},
	{UMAS_FUNCTION, OT_DIAGNOSE, "UMAS", {UMAS, 2}, {UMAS, 2}, NULL, 0, NULL, NULL},
	{125, OT_FIRMWARE, "Firmware Replacement", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{126, OT_PROGRAM, "Program 584/984", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
	{127, OT_DIAGNOSE, "Report Local Address", {OPEN, 0}, {OPEN, 0}, NULL, 0, NULL, NULL},
};

const struct modbus_function *modbus_find(uint8_t code)
{
	for (size_t i = 0; i < COUNT(functions); i++)
		if (functions[i].code == code)
			return &functions[i];
	return NULL;
}

static bool fits(const struct shape *shape, struct cursor data, size_t length, bool answer)
{
	const size_t left = cursor_left(&data);
	const uint8_t *fixed = cursor_take(&data, shape->fixed);

	if (!fixed)
		return left < length && length >= shape->fixed;
	switch (shape->rest) {
	case COUNTED_8:
		return length == (size_t)shape->fixed + fixed[shape->fixed - 1];
	case COUNTED_16:
		return length == (size_t)shape->fixed + ((size_t)fixed[0] << 8 | fixed[1]);
	case OPEN:
		return true;
	case UMAS:
		return umas_is_answer(cursor_init(fixed, left)) == answer;
	default:
		return length == shape->fixed;
	}
}

bool modbus_fits_request(const struct modbus_function *function, struct cursor data, size_t length)
{
	return !function || fits(&function->request, data, length, false);
}

bool modbus_fits_answer(const struct modbus_function *function, struct cursor data, size_t length)
{
	return !function || fits(&function->answer, data, length, true);
}

bool modbus_fits_by_chance(const struct modbus_function *function, size_t length)
{
	return length == 0 && function->request.rest == OPEN;
}

void modbus_read_request(const struct modbus_function *function, struct cursor *data,
			 struct context *ctx, struct operation *operation)
{
	operation->class = function->class;
	operation->function = function->name;
	operation->space = function->space;
	if (function->read_request)
		function->read_request(data, ctx, function, operation);
}

void modbus_read_answer(const struct modbus_function *function, struct cursor *data,
			struct context *ctx, uint8_t unit)
{
	if (function->read_answer)
		function->read_answer(data, ctx, unit);
}

const char *modbus_exception_name(uint8_t code)
{
	static const char *const names[] = {
		[1] = "illegal function",
		[2] = "illegal data address",
		[3] = "illegal data value",
		[4] = "server device failure",
		[5] = "acknowledge",
		[6] = "server device busy",
		[7] = "negative acknowledge",
		[8] = "memory parity error",
		[10] = "gateway path unavailable",
		[11] = "gateway target device failed to respond",
	};

	return code < COUNT(names) && names[code] ? names[code] : "exception";
}
