/* codesys.h - CODESYS V3: what its files share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum codesys_group {
	CODESYS_DEVICE = 0x01,
	CODESYS_APP = 0x02,
	CODESYS_FILE_TRANSFER = 0x08,
};

enum {
	CODESYS_LOGIN = 2, /* of the device */
};

/* One request or answer of the services layer. */
struct codesys_service {
	uint8_t group;
	uint16_t command;
	bool answer;
	bool secure;        /* the tags are encrypted */
	struct cursor tags; /* as many as the first block holds */
};

/* Fills in what is asked for: class, function, whose file or user. text borrows from the tags. */
void codesys_read_request(const struct codesys_service *service, struct operation *operation);
/* How a request ended, where its answer says so in a known place; else NULL. */
const char *codesys_result(const struct codesys_service *service);
