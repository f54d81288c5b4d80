/* eve.h - lines of another sensor's EVE log (Suricata), as far as they are alerts. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct record;

#define EVE_LINE_MAX ((size_t)256 << 10) /* an alert with its packet and what HTTP carried */

enum eve_verdict {
	EVE_ALERT,   /* out is filled: the alert, who with whom, and when; nothing else of the line */
	EVE_OTHER,   /* what the sensor also writes: flows, names, its own counters */
	EVE_REFUSED, /* not what we read: *why says so in a few words */
	EVE_VERDICT_COUNT,
};

/* Reads one line without its newline; it is changed. Strings live in the arena. */
enum eve_verdict eve_read(char *line, size_t length, struct arena *arena, struct record *out,
			  const char **why);
