/* wheel.h - one timer per slot of a table, at a resolution of a second. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#define WHEEL_SLOTS 4096

struct wheel {
	struct wheel_timer {
		uint32_t next; /* index + 1 */
		uint32_t previous;
		int64_t due; /* second; 0 not set */
	} *timers;
	uint32_t slots[WHEEL_SLOTS];
	int64_t now; /* second up to which timers have fired */
	uint32_t visiting; /* index + 1 of the timer looked at next while timers fire */
};

typedef void wheel_function(void *argument, uint32_t index);

/* Timers for indices below capacity; wheel_free gives the memory back. */
void wheel_init(struct wheel *w, uint32_t capacity);
void wheel_free(struct wheel *w);
/* Sets or moves the timer of an index. A second not after now fires at the next advance. */
void wheel_set(struct wheel *w, uint32_t index, int64_t second);
void wheel_clear(struct wheel *w, uint32_t index);
/* Moves time on and calls fire for each timer due; it may set timers. Time never goes back. */
void wheel_advance(struct wheel *w, int64_t second, wheel_function *fire, void *argument);
