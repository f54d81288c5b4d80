/* checker.h - the process that asks devices whether they are there, and only those it may. SPDX-License-Identifier: Apache-2.0
 *
 * Off unless somebody switched it on: it then holds a list and asks nobody who is not on it, whatever it is told,
 * and never faster than it may. It has a socket for ICMP and may open TCP connections; no files, no database.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "poll/allow.h"

/* A question, and what came of it. */
struct checker_answer {
	struct address address;
	uint16_t port;
	uint8_t method;
	uint8_t result;
	struct address from; /* our own address that asked, zero none did */
	int64_t round_trip_us; /* -1: no answer */
};

/* Splits the process off. To be called once, before confinement and before any thread. */
void checker_prepare(void);
/* True when that process is gone: nobody but the monitor can start another. */
bool checker_is_lost(void);
/* Whom it may ask from now on, how fast, and until when (clock_now); none: all that waits is dropped. 0 or -errno. */
__attribute__((warn_unused_result)) int checker_allow(const struct check_entry *entries, size_t count, int64_t rate,
						       int64_t until);
/* Has somebody asked. 0 or -errno. */
__attribute__((warn_unused_result)) int checker_ask(const struct address *address, uint8_t method, uint16_t port);
/* The next answer; false: none is there yet. */
bool checker_answered(struct checker_answer *out);
