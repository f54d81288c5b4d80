/* slmp_device.h - devices of MELSEC controllers in SLMP requests. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/areas.h"
#include "dissect/slmp_body.h"
#include "dissect/slmp_command.h"

/* Reads the devices a request addresses. False when its data is too short for what it says. */
bool slmp_read_areas(enum slmp_shape shape, uint16_t subcommand, struct slmp_body *body,
                     struct areas *areas);
