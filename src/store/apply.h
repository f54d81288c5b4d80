/* apply.h - totals that sensors tell, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/source.h"

#define HOUR INT64_C(3600000000000)

int apply_flow(struct store *store, const struct mark *mark, const struct record *record,
	       struct inventory_parties parties);
int apply_ot(struct store *store, const struct mark *mark, const struct record *record,
	     struct inventory_parties parties);
/* Adds a difference of totals to the hour of `time`; other is -1 when there is one number only. */
int hour_add(struct store *store, const char *sql, int64_t part, int64_t time, int64_t one,
	     int64_t other);
