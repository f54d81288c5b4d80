/* pccc.c - PCCC commands of PLC-5, SLC 500 and MicroLogix (DF1 Protocol 1770-6.5.16). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"

#define CODE_EXECUTE_PCCC 0x4b
#define ANY_FUNCTION	  0x100

#define DIAGNOSTIC_STATUS_COMMAND  0x06
#define DIAGNOSTIC_STATUS_FUNCTION 0x03
#define CHANGE_MODE		   0x80
#define STATUS_EXTENDED		   0xf0

/* What follows the function number. */
enum shape { SHAPE_PLAIN, SHAPE_ADDRESS, SHAPE_MODE };

static const struct function {
	uint8_t command;
	uint16_t function; /* ANY_FUNCTION: the command has none */
	enum ot_class class;
	enum shape shape;
	const char *name;
} functions[] = {
	{0x00, ANY_FUNCTION, OT_WRITE, SHAPE_PLAIN, "Protected Write"},
	{0x01, ANY_FUNCTION, OT_READ, SHAPE_PLAIN, "Unprotected Read"},
	{0x02, ANY_FUNCTION, OT_WRITE, SHAPE_PLAIN, "Protected Bit Write"},
	{0x03, ANY_FUNCTION, OT_PROGRAM, SHAPE_PLAIN, "Physical Write"},
	{0x04, ANY_FUNCTION, OT_READ, SHAPE_PLAIN, "Physical Read"},
	{0x05, ANY_FUNCTION, OT_WRITE, SHAPE_PLAIN, "Unprotected Bit Write"},
	{0x06, 0x00, OT_DIAGNOSE, SHAPE_PLAIN, "Echo"},
	{0x06, 0x01, OT_DIAGNOSE, SHAPE_PLAIN, "Read Diagnostic Counters"},
	{0x06, 0x02, OT_CONFIG, SHAPE_PLAIN, "Set Variables"},
	{0x06, 0x03, OT_IDENTIFY, SHAPE_PLAIN, "Diagnostic Status"},
	{0x06, 0x04, OT_CONFIG, SHAPE_PLAIN, "Set Timeout"},
	{0x06, 0x05, OT_CONFIG, SHAPE_PLAIN, "Set NAKs"},
	{0x06, 0x06, OT_CONFIG, SHAPE_PLAIN, "Set ENQs"},
	{0x06, 0x07, OT_DIAGNOSE, SHAPE_PLAIN, "Reset Diagnostic Counters"},
	{0x06, 0x08, OT_CONFIG, SHAPE_PLAIN, "Set Data Table Size"},
	{0x06, 0x09, OT_READ, SHAPE_PLAIN, "Read Link Parameters"},
	{0x06, 0x0a, OT_CONFIG, SHAPE_PLAIN, "Set Link Parameters"},
	{0x07, 0x00, OT_CONTROL, SHAPE_PLAIN, "Disable Outputs"},
	{0x07, 0x01, OT_CONTROL, SHAPE_PLAIN, "Enable Outputs"},
	{0x07, 0x03, OT_CONTROL, SHAPE_PLAIN, "Enable Scanning"},
	{0x07, 0x04, OT_PROGRAM, SHAPE_PLAIN, "Enter Download Mode"},
	{0x07, 0x05, OT_PROGRAM, SHAPE_PLAIN, "Exit Download/Upload Mode"},
	{0x07, 0x06, OT_PROGRAM, SHAPE_PLAIN, "Enter Upload Mode"},
	{0x08, ANY_FUNCTION, OT_WRITE, SHAPE_PLAIN, "Unprotected Write"},
	{0x0f, 0x00, OT_WRITE, SHAPE_PLAIN, "Word Range Write"},
	{0x0f, 0x01, OT_READ, SHAPE_PLAIN, "Word Range Read"},
	{0x0f, 0x02, OT_WRITE, SHAPE_PLAIN, "Bit Write"},
	{0x0f, 0x03, OT_WRITE, SHAPE_PLAIN, "File Write"},
	{0x0f, 0x04, OT_READ, SHAPE_PLAIN, "File Read"},
	{0x0f, 0x05, OT_PROGRAM, SHAPE_PLAIN, "Download Request"},
	{0x0f, 0x06, OT_PROGRAM, SHAPE_PLAIN, "Upload"},
	{0x0f, 0x07, OT_CONTROL, SHAPE_PLAIN, "Shutdown"},
	{0x0f, 0x08, OT_PROGRAM, SHAPE_PLAIN, "Physical Write"},
	{0x0f, 0x09, OT_READ, SHAPE_PLAIN, "Physical Read"},
	{0x0f, 0x0a, OT_CONTROL, SHAPE_PLAIN, "Restart Request"},
	{0x0f, 0x11, OT_PROGRAM, SHAPE_PLAIN, "Get Edit Resource"},
	{0x0f, 0x12, OT_PROGRAM, SHAPE_PLAIN, "Return Edit Resource"},
	{0x0f, 0x17, OT_READ, SHAPE_PLAIN, "Read Bytes Physical"},
	{0x0f, 0x18, OT_PROGRAM, SHAPE_PLAIN, "Write Bytes Physical"},
	{0x0f, 0x26, OT_WRITE, SHAPE_PLAIN, "Read Modify Write"},
	{0x0f, 0x29, OT_READ, SHAPE_PLAIN, "Read Section Size"},
	{0x0f, 0x3a, OT_CONTROL, SHAPE_MODE, "Set CPU Mode"},
	{0x0f, 0x41, OT_CONTROL, SHAPE_PLAIN, "Disable Forces"},
	{0x0f, 0x50, OT_PROGRAM, SHAPE_PLAIN, "Download All Request"},
	{0x0f, 0x52, OT_PROGRAM, SHAPE_PLAIN, "Download Completed"},
	{0x0f, 0x53, OT_PROGRAM, SHAPE_PLAIN, "Upload All Request"},
	{0x0f, 0x55, OT_PROGRAM, SHAPE_PLAIN, "Upload Completed"},
	{0x0f, 0x57, OT_PROGRAM, SHAPE_PLAIN, "Initialize Memory"},
	{0x0f, 0x5e, OT_WRITE, SHAPE_PLAIN, "Modify PLC-2 Compatibility File"},
	{0x0f, 0x67, OT_WRITE, SHAPE_PLAIN, "Typed Write"},
	{0x0f, 0x68, OT_READ, SHAPE_PLAIN, "Typed Read"},
	{0x0f, 0x79, OT_WRITE, SHAPE_PLAIN, "Read Modify Write N"},
	{0x0f, 0x80, OT_CONTROL, SHAPE_MODE, "Change Mode"},
	{0x0f, 0x81, OT_FILE, SHAPE_PLAIN, "Open File"},
	{0x0f, 0x82, OT_FILE, SHAPE_PLAIN, "Close File"},
	{0x0f, 0x88, OT_WRITE, SHAPE_PLAIN, "Execute Multiple Commands"},
	{0x0f, 0x8f, OT_CONFIG, SHAPE_PLAIN, "Apply Port Configuration"},
	{0x0f, 0x94, OT_READ, SHAPE_PLAIN, "Read SLC File Information"},
	{0x0f, 0xa1, OT_READ, SHAPE_ADDRESS, "Protected Typed Logical Read (2 fields)"},
	{0x0f, 0xa2, OT_READ, SHAPE_ADDRESS, "Protected Typed Logical Read (3 fields)"},
	{0x0f, 0xa3, OT_READ, SHAPE_ADDRESS, NULL},
	{0x0f, 0xa7, OT_FILE, SHAPE_PLAIN, "Protected Typed File Read"},
	{0x0f, 0xa9, OT_WRITE, SHAPE_ADDRESS, "Protected Typed Logical Write (2 fields)"},
	{0x0f, 0xaa, OT_WRITE, SHAPE_ADDRESS, "Protected Typed Logical Write (3 fields)"},
	{0x0f, 0xab, OT_WRITE, SHAPE_ADDRESS, "Protected Typed Logical Masked Write"},
	{0x0f, 0xaf, OT_FILE, SHAPE_PLAIN, "Protected Typed File Write"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Data files: the letter an engineer writes, and the bytes of one element. */
static const struct file_type {
	uint8_t type;
	uint8_t size;
	const char *letter;
} file_types[] = {
	{0x82, 2, "O"},	 {0x83, 2, "I"},  {0x84, 2, "S"},  {0x85, 2, "B"},  {0x86, 6, "T"},
	{0x87, 6, "C"},	 {0x88, 6, "R"},  {0x89, 2, "N"},  {0x8a, 4, "F"},  {0x8b, 2, "O"},
	{0x8c, 2, "I"},	 {0x8d, 84, "ST"}, {0x8e, 2, "A"}, {0x91, 4, "L"},  {0x92, 50, "MG"},
	{0x93, 46, "PD"}, {0x94, 12, "PLS"},
};

static const struct file_type *file_type_find(uint8_t type)
{
	for (size_t i = 0; i < COUNT(file_types); i++)
		if (file_types[i].type == type)
			return &file_types[i];
	return NULL;
}

static const struct function *function_find(uint8_t command, uint8_t function)
{
	for (size_t i = 0; i < COUNT(functions); i++)
		if (functions[i].command == command &&
		    (functions[i].function == ANY_FUNCTION || functions[i].function == function))
			return &functions[i];
	return NULL;
}

/* A field of 0xff says that the number follows as a word. */
static uint16_t read_field(struct cursor *c)
{
	uint8_t value = cursor_u8(c);

	return value == 0xff ? cursor_le16(c) : value;
}

/* "Protected typed logical" requests: size, file number, file type, element. */
static void read_address(struct cursor *c, struct operation *op)
{
	uint8_t size = cursor_u8(c);
	uint16_t file = read_field(c);
	const struct file_type *type = file_type_find(cursor_u8(c));
	uint16_t element = read_field(c);

	if (!cursor_ok(c))
		return;
	op->target = "file %u";
	op->number[0] = file;
	if (!type)
		return;
	op->space = type->letter;
	op->ranged = true;
	op->low = element;
	op->high = element;
	if (size > type->size)
		op->high += (uint64_t)(size / type->size) - 1;
}

/* The numbers of Change Mode and of Set CPU Mode do not meet. */
static void read_mode(struct cursor *c, uint8_t function, struct operation *op)
{
	static const char *const changes[] = {[1] = "program",
					      [6] = "run",
					      [7] = "test continuously",
					      [8] = "test one scan",
					      [9] = "test and debug"};
	/* 1 is test of a PLC-5, program of a MicroLogix 1000 */
	static const char *const sets[] = {"program", NULL, "run"};
	const uint8_t mode = cursor_u8(c);

	if (!cursor_ok(c))
		return;
	if (function == CHANGE_MODE)
		op->target = mode < COUNT(changes) ? changes[mode] : NULL;
	else
		op->target = mode < COUNT(sets) ? sets[mode] : NULL;
}

static bool skip_requester(struct cursor *c)
{
	uint8_t length = cursor_u8(c); /* counts itself */

	if (length < 1)
		return false;
	cursor_skip(c, length - 1u);
	return cursor_ok(c);
}

void pccc_request(struct cursor *c, struct context *ctx, const struct cip_place *place)
{
	struct operation op = {.class = OT_READ,
			       .code = CODE_EXECUTE_PCCC,
			       .subcode = NO_SUBCODE,
			       .protocol = "cip",
			       .function = "Execute PCCC"};
	const struct function *found = NULL;
	uint8_t command = 0, function = 0;

	if (skip_requester(c)) {
		command = cursor_u8(c);
		cursor_skip(c, 3); /* status, transaction */
		if (command == 0x06 || command == 0x07 || command == 0x0f)
			function = cursor_u8(c);
		found = cursor_ok(c) ? function_find(command, function) : NULL;
		op.pdu = "pccc";
		op.subcode = command << 8 | function;
		op.function = found ? found->name : NULL;
	}
	if (found) {
		op.class = found->class;
		if (found->shape == SHAPE_ADDRESS)
			read_address(c, &op);
		if (found->shape == SHAPE_MODE)
			read_mode(c, function, &op);
	}
	cip_remember_pccc(place, emit_operation(ctx, &op),
			  command == DIAGNOSTIC_STATUS_COMMAND &&
				  function == DIAGNOSTIC_STATUS_FUNCTION);
}

/* Diagnostic status of SLC 500 and MicroLogix: the processor's name stands at the sixth byte. */
void pccc_answer(struct cursor *c, struct context *ctx, int16_t slot)
{
	uint8_t command, status, extender;
	const uint8_t *name;

	if (slot == CIP_SLOT_ELSEWHERE || !skip_requester(c))
		return;
	command = cursor_u8(c);
	status = cursor_u8(c);
	cursor_skip(c, 2); /* transaction */
	if (command != (DIAGNOSTIC_STATUS_COMMAND | 0x40) || status != 0)
		return;
	cursor_skip(c, 1); /* mode */
	extender = cursor_u8(c);
	cursor_skip(c, 3); /* interface, processor, series */
	name = cursor_take(c, 11);
	if (name && extender == 0xee)
		emit_module(ctx, PARTY_SENDER, slot, attribute_model, name, 11);
}

/* Chapter 8: the extended status, behind the transaction. */
static const char *extended_name(uint8_t code)
{
	static const char *const names[] = {
		[0x01] = "error illegal value",
		[0x02] = "error address too short",
		[0x03] = "error address too long",
		[0x04] = "error no such symbol",
		[0x05] = "error symbol format",
		[0x06] = "error no such address",
		[0x07] = "error wrong file size",
		[0x08] = "error cannot complete",
		[0x09] = "error too large",
		[0x0a] = "error too large",
		[0x0b] = "error access denied",
		[0x0c] = "error cannot be generated",
		[0x0d] = "error exists already",
		[0x0e] = "error cannot be executed",
		[0x0f] = "error histogram overflow",
		[0x10] = "error no access",
		[0x11] = "error illegal data type",
		[0x12] = "error invalid parameter",
		[0x13] = "error address was deleted",
		[0x14] = "error execution failed",
		[0x1a] = "error file is open elsewhere",
		[0x1b] = "error program is owned elsewhere",
	};

	return code < COUNT(names) && names[code] ? names[code] : "error";
}

/* The high half of the status tells what the remote station found, the low half what is between. */
const char *pccc_result_name(struct cursor c)
{
	static const char *const remote[16] = {
		[0x1] = "error illegal command", [0x2] = "error host problem",
		[0x3] = "error host missing",	 [0x4] = "error hardware fault",
		[0x5] = "error address or memory protection", [0x6] = "error command protection",
		[0x7] = "error in program mode", [0x8] = "error file missing",
		[0x9] = "error no buffer",	 [0xb] = "error during download",
	};

	if (!skip_requester(&c))
		return "ok";
	cursor_skip(&c, 1); /* command */
	const uint8_t status = cursor_u8(&c);
	cursor_skip(&c, 2); /* transaction */
	if (!cursor_ok(&c) || status == 0)
		return "ok";
	if (status == STATUS_EXTENDED)
		return extended_name(cursor_u8(&c));
	return remote[status >> 4] ? remote[status >> 4] : "error";
}
