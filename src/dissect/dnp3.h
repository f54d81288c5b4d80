/* dnp3.h - requests and objects of DNP3 (IEEE 1815, 4 and Annex A). SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum dnp3_code {
	DNP3_CONFIRM = 0,
	DNP3_WRITE = 2,
	DNP3_AUTHENTICATE = 32,
	DNP3_AUTHENTICATE_NO_ACK = 33,
	DNP3_RESPONSE = 129,
};

struct dnp3_function {
	uint8_t code;
	enum ot_class class;
	bool unanswered; /* the outstation stays silent */
	const char *name;
};

/* The function of a request, or NULL when the code is unknown. */
const struct dnp3_function *dnp3_function_find(uint8_t code);
/* Reads the first object header into space, range, target; may change the class of a write. The
 * operation borrows a file's name from the cursor. */
void dnp3_read_request(struct cursor *objects, struct operation *operation);
/* Claims what device attributes (group 0) in an answer say of its sender. */
void dnp3_read_attributes(struct cursor *objects, struct context *ctx);
/* How a file command or a block of a file ended, by the object that answers it (group 70, variations 4
 * and 6); NULL when there is none. */
const char *dnp3_file_result(struct cursor objects);
/* How the second byte of internal indications tells that a request ended. */
const char *dnp3_result_name(uint8_t indications);
