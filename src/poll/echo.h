/* echo.h - ICMP echo and its reply (RFC 792). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/cursor.h"

#define ECHO_SIZE 28 /* header, nonce, and a word that tells whoever captures it where it comes from */

struct echo {
	uint16_t id;
	uint16_t sequence;
	uint64_t nonce; /* so that nobody can answer who was not asked */
	uint32_t from;	/* of a reply with its IP header, else 0 */
};

/* Writes the question. */
void echo_write(const struct echo *echo, uint8_t out[ECHO_SIZE]);
/* Reads a reply to a question of echo_write; with_ip: its IPv4 header stands before it. False: it is none. */
bool echo_read(struct cursor packet, bool with_ip, struct echo *out);
