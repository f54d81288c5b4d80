/* dissectors.h - the table of protocols: one row per dissector in this folder. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/* In alphabetical order; the order has no meaning. */
#define DISSECTORS(X) \
	X(http) \
	X(modbus) \
	X(ssh)

#define DISSECTOR_DECLARE(name) extern const struct dissector dissector_##name;
DISSECTORS(DISSECTOR_DECLARE)
#undef DISSECTOR_DECLARE

/* All of them, ended by NULL. */
extern const struct dissector *const dissectors[];
