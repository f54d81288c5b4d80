/* ge_srtp_service.h - services, memory and errors of GE SRTP. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "dissect/fact.h"

enum ge_srtp_code {
	GE_SRTP_SET_STATE = 0x23,
};

struct ge_srtp_service {
	const char *name;
	enum ot_class class;
	bool memory; /* a selector, an index and a count tell what is meant */
};

/* The service with this request code, or NULL. */
const struct ge_srtp_service *ge_srtp_service_find(uint8_t code);
/* "%R": the memory behind a segment selector; NULL when it is not known. */
const char *ge_srtp_memory_name(uint8_t selector);
/* "ok", or the name of the error. */
const char *ge_srtp_error_name(uint8_t major, uint8_t minor);
