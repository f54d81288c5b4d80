/* fins_command.h - commands, memory areas and end codes of OMRON FINS. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/areas.h"
#include "lib/cursor.h"

struct fins_request {
	struct areas areas;
	const uint8_t *file; /* name of the file meant, borrowed; NULL for none */
	size_t file_length;
	const char *mode; /* static; the mode to run in, NULL for none */
};

/* Reads the parameters of a request. False when they are too short. */
typedef bool fins_reader(struct cursor *c, struct fins_request *request);

struct fins_command {
	uint16_t code;
	enum ot_class class;
	fins_reader *read; /* NULL: nothing of interest */
	const char *name;
};

enum fins_code {
	FINS_CONTROLLER_DATA = 0x0501,
	FINS_CONTROLLER_STATUS = 0x0601,
};

/* The command with this MRC and SRC, or NULL. */
const struct fins_command *fins_command_find(uint16_t code);

/* "ok", or the name of the error. */
const char *fins_end_code_name(uint16_t code);
