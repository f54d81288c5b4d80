/* s7plus.h - S7 communication plus, the protocol of SIMATIC S7-1200 and -1500. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

#define S7PLUS_MAGIC	0x72
#define S7PLUS_INIT_TLS 0x05b3

/* Which direction is in the middle of a message of several parts. */
struct s7plus_state {
	bool continued[2];
};

/* Reads one part that starts with S7PLUS_MAGIC. */
enum verdict s7plus_message(struct cursor *c, struct context *ctx, struct s7plus_state *state);
/* Fills in class, name and target of the request with this code; body begins behind the code. */
void s7plus_request(struct cursor body, struct operation *operation);
