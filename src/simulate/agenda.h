/* agenda.h - what happens next: a heap of frames and of things to do, in order of time. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plant;

typedef void agenda_action(struct plant *plant, void *context);

/* Either a frame to write (owned) or an action to run. */
struct agenda_entry {
	int64_t time;
	uint64_t order; /* of entries of the same time the first made comes first */
	uint8_t *frame;
	uint32_t length;
	agenda_action *run;
	void *context;
};

/* A zeroed agenda is empty. */
struct agenda {
	struct agenda_entry *entries;
	size_t count;
	size_t capacity;
	size_t most; /* entries that it held at once */
	uint64_t orders;
};

/* Gives back what waits, too. */
void agenda_free(struct agenda *a);
/* Takes the frame over. */
void agenda_frame(struct agenda *a, int64_t time, uint8_t *frame, size_t length);
void agenda_action_at(struct agenda *a, int64_t time, agenda_action *run, void *context);
/* Removes the earliest into out. False when there is none. */
bool agenda_take(struct agenda *a, struct agenda_entry *out);
