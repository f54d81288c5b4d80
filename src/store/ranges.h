/* ranges.h - addresses that operations touched, as text. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"
#include "record/record.h"

#include <stdbool.h>

/*
 * Writes the union of the ranges in `kept` ("[[low,high],...]", or "") and those of the record to out
 * in the same form. True when it is wide: more than 64 ranges, or a side of it was; then out is the hull.
 */
bool ranges_unite(const char *kept, bool kept_wide, const struct record_ot *ot, struct buf *out);
