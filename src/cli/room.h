/* room.h - what a read had no room for, and time that ran back: said once, at the end. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "inventory/inventory.h"
#include "judge/judge.h"

struct record;

/* Of one capture, as its sensor counted last. */
struct room {
	uint64_t evicted;   /* entries of the sensor's tables that went before their time */
	uint64_t backwards; /* packets that are older than those before them */
};

/* Takes a stats record. */
void room_take(struct room *room, const struct record *stats);
/* A line on standard error for each that there is: of a capture, and of all of them together. */
void room_print(const struct room *room, const char *path);
void room_print_all(const struct inventory *inventory, const struct judge *judge);
