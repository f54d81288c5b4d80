/* priority.h - which vulnerability comes first, and why. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/vulnerability.h"

struct arena;

/* From where somebody reaches a device; worse ones are greater. */
enum reach { REACH_NEAR, REACH_CALLS_OUT, REACH_SUBNET, REACH_LEVEL, REACH_INTERNET };

/* As far as conversations show. Zones will say it better once they are drawn: this is the place. */
enum reach reach_of(const struct match_device *device, const struct reach_peer *peers, size_t count);

/* Sets priority (0 to 100) and why (JSON in the arena: its parts and their points) of a match. */
void priority_set(struct match *match, const struct vulnerability_weight *weight,
		  const struct match_device *device, enum reach reach, struct arena *arena);
