/* interface.h - what the system counts of a network interface. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct interface_watch {
	bool started;
	uint64_t sent_before; /* frames sent before we watched */
};

/* Frames the interface dropped, and those that left through it since the first call: a capture
 * interface should send none. False when the system does not tell. */
bool interface_counters(struct interface_watch *watch, const char *name, uint64_t *dropped,
			uint64_t *sent);
