/* s7.h - what the parts of the S7 dissector share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/pending.h"
#include "dissect/s7plus.h"

enum {
	S7_ITEMS = 20, /* of one read or write */
	S7_JOB_SETUP = 0xf0,
	S7_JOB_READ = 0x04,
	S7_JOB_WRITE = 0x05,
};

enum s7_kind {
	S7_JOB = 1,
	S7_ACK = 2,
	S7_ACK_DATA = 3,
	S7_USERDATA = 7,
};

enum { S7_SZL_RECORD = 64 }; /* longer ones are not read */

/* A list whose answer comes in parts: where one ends, a record may be cut. */
struct s7_list {
	uint16_t id; /* 0: none is open */
	uint16_t length;
	uint16_t left; /* records */
	uint8_t unit;  /* number that its parts share */
	uint8_t have;  /* bytes of the record that was cut */
	uint8_t part[S7_SZL_RECORD];
};

struct s7_state {
	struct s7_list list;
	struct pending pending;
	/* The items behind the first of the last read or write: each has a result of its own. */
	operation_ref items[S7_ITEMS - 1];
	uint16_t items_reference;
	uint8_t items_count;
	struct s7plus_state plus; /* for what a PLC speaks in the same connection */
	bool known;
};

struct s7_message {
	uint8_t kind; /* enum s7_kind */
	uint16_t reference;
	uint16_t error; /* class and code of an answer, 0 for none */
	struct cursor parameter;
	struct cursor data;
};

/* Jobs and their answers: variables, blocks, program, stop. */
void s7_job(struct s7_message *message, struct context *ctx);
void s7_job_answer(struct s7_message *message, struct context *ctx);

/* Requests, answers and indications of the functions grouped under "userdata". */
void s7_userdata(struct s7_message *message, struct context *ctx);

/* Claims what the first part of an answer to "read SZL" says of the PLC; what a further part does. */
void s7_szl(struct cursor *data, struct context *ctx, uint32_t szl, uint8_t unit);
void s7_szl_more(struct cursor *data, struct context *ctx);

/* "ok" for 0, else the name of an error class and code, or "error". */
const char *s7_error_name(uint16_t error);

/* "ok" for 255, else the name of what an item or block of data returned. */
const char *s7_return_name(uint8_t code);
