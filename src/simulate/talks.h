/* talks.h - THE TABLE of how protocols are spoken: one row each. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

#define TALKS(X) \
	X(slmp) \
	X(slmp_4e) \
	X(slmp_ascii) \
	X(s7) \
	X(cip) \
	X(modbus)

#define TALK_DECLARE(name) extern const struct talk talk_##name;
TALKS(TALK_DECLARE)
#undef TALK_DECLARE

/* Never NULL: a name that the table does not have is our own mistake. */
const struct talk *talk_find(const char *name);
