/* slmp_device.h - devices of MELSEC controllers in SLMP requests. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/slmp_body.h"
#include "dissect/slmp_command.h"

enum { SLMP_AREAS_MAX = 8 };

/* One stretch of addresses of one device. */
struct slmp_area {
	const char *device; /* static; NULL when the code is unknown */
	bool ranged;
	uint32_t low;
	uint32_t high;
};

/* What one request touches: one stretch per device code. */
struct slmp_areas {
	struct slmp_area area[SLMP_AREAS_MAX];
	size_t count;
};

/* Reads the devices a request addresses. False when its data is too short for what it says. */
bool slmp_read_areas(enum slmp_shape shape, uint16_t subcommand, struct slmp_body *body,
                     struct slmp_areas *areas);
