/* mms.h - requests and answers of MMS (ISO 9506-2). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/pending.h"

enum mms_code { MMS_IDENTIFY = 2, MMS_READ = 4, MMS_WRITE = 5 };

/* What a request is about: nothing worth telling, a name somewhere in it, an object, variables. */
enum mms_about { MMS_NOTHING, MMS_NAME, MMS_OBJECT, MMS_VARIABLES };

struct mms_service {
	enum ot_class class;
	enum mms_about about;
	const char *name;
};

struct mms_state {
	struct pending pending;
	operation_ref associate; /* waits for its answer */
	bool known;
	bool continued[2]; /* by direction: what comes is the rest of a message too long to be kept
	                    */
};

/* Reads one PDU; false when it is none. */
bool mms_read_pdu(struct cursor pdu, struct context *ctx);
/* Reads the beginning of a PDU that is too long to be kept: whose answer it is. */
void mms_read_long(struct cursor pdu, struct context *ctx);
/* True for the PDU that begins an association: what it proposes has the right tags. */
bool mms_is_initiate(struct cursor pdu);
/* A service by the number of its tag, or NULL when there is none. */
const struct mms_service *mms_service_find(bool confirmed, uint32_t code);

#define MMS_NAME_MAX 160

/* Names of objects, one behind the other with '/' between them, as long as the operation needs it. */
struct mms_name {
	char text[MMS_NAME_MAX];
	size_t length;
};

/* Reads an ObjectName; finds one however deep the explicit tags of a request put it; finds the first text
 * in an element, whose form is that of its tag. False where there is none. */
bool mms_read_object(struct cursor c, struct mms_name *name);
bool mms_find_object(struct cursor value, struct mms_name *name);
bool mms_first_name(struct cursor value, uint8_t form, struct mms_name *name);
