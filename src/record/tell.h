/* tell.h - what observe tells, as records. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "observe/observe.h"
#include "record/record.h"

/* Takes a finished record. False when it cannot now (the pipe is full). */
typedef bool record_sink(void *argument, struct record *record);

struct record_teller {
	struct teller teller; /* give this to observer_new */
	record_sink *sink;
	void *argument;
	const char *const *interfaces; /* names by index, ended by NULL; NULL for none */
	struct record_item more[RECORD_ITEMS_MAX]; /* of the record being told */
	struct record_claim claims[RECORD_ITEMS_MAX];
	struct record_ot operations[RECORD_ITEMS_MAX];
	struct record_dns lookups[RECORD_ITEMS_MAX];
	struct record_range ranges[RECORD_ITEMS_MAX][RECORD_RANGES_MAX]; /* of each operation */
};

/* The teller is plain data owned by the caller; sink gets each record, valid during the call. */
void record_teller_init(struct record_teller *t, record_sink *sink, void *argument,
			const char *const *interfaces);
