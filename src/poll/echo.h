/* echo.h - ICMP echo and its reply (RFC 792; for IPv6 RFC 4443, 4). SPDX-License-Identifier: Apache-2.0 */
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
	uint32_t from;	/* of a reply with its IPv4 header, else 0 */
	bool ip6;
};

/* What stands before a reply, and whose it is. */
enum echo_form { ECHO_BARE, ECHO_WITH_IP4, ECHO_IP6 };

/* Writes the question; the checksum of IPv6, which covers addresses, is left to the kernel. */
void echo_write(const struct echo *echo, uint8_t out[ECHO_SIZE]);
/* Reads a reply to a question of echo_write. False: it is none. */
bool echo_read(struct cursor packet, enum echo_form form, struct echo *out);
