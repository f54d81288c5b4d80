/* slmp_command.h - commands and end codes of SLMP. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"

/* How the data of a request is laid out, as far as it is read. */
enum slmp_shape {
	SLMP_PLAIN,        /* nothing of interest */
	SLMP_DEVICES,      /* device, count */
	SLMP_RANDOM,       /* counts of word and double word devices, devices */
	SLMP_RANDOM_WRITE, /* the same, each followed by its value */
	SLMP_BLOCKS,       /* counts of word and bit blocks, each a device and a count */
	SLMP_BLOCKS_WRITE, /* the same, each followed by its values */
	SLMP_BUFFER,       /* address, count of words */
	SLMP_MODULE,       /* address, count of bytes, module */
	SLMP_FILE_DELETE,  /* password, drive, name */
	SLMP_FILE_OPEN,    /* password, mode, drive, name */
};

struct slmp_command {
	uint16_t code;
	enum ot_class class;
	enum slmp_shape shape;
	const char *name;
};

enum slmp_code {
	SLMP_READ_TYPE_NAME = 0x0101,
	SLMP_NODE_SEARCH = 0x0e30,
	SLMP_REMOTE_RESET = 0x1006,
	SLMP_SET_IP = 0x0e31,
	SLMP_CYCLIC_DATA = 0x0e70,
	SLMP_NOTIFICATION = 0x0e94,
};

/* The command with this number, or NULL. */
const struct slmp_command *slmp_command_find(uint16_t code);

/* "ok", or the name of the error. */
const char *slmp_end_code_name(uint16_t code);
