/* outlet.h - the sending end of the pipe of records. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "lib/buf.h"
#include "record/record.h"

struct outlet {
	int fd;
	bool wait;   /* a reader of files waits when the pipe is full; a live one keeps and counts */
	bool broken; /* nobody reads any more */
	volatile bool *waiting; /* set while it waits; may be NULL */
	const char *site;
	const char *sensor;
	uint64_t boot;
	uint64_t seq;
	struct buf pending;
	uint64_t refused;
};

/* Stamps the record with site, sensor, boot and seq and sends it sooner or later. False when there is
 * no room (live). */
bool outlet_put(struct outlet *o, struct record *record);
/* Sends what is pending, as far as the pipe takes it. */
void outlet_flush(struct outlet *o);
