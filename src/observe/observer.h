/* observer.h - the inside of observe, shared by its files. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "observe/observe.h"

enum kind { KIND_CONVERSATION, KIND_OPERATION, KIND_CLAIM, KIND_ANOMALY, KIND_COUNT };

/* One table with the timers of its entries. */
struct shelf {
	struct observer *observer;
	enum kind kind;
	struct table table;
	struct wheel wheel;
	size_t telling; /* offset of struct telling in an entry */
};

/* How many exchanges of one client nobody has answered. */
struct fan {
	struct table_entry entry;
	struct fan_key {
		struct address client;
		uint16_t vlan;
		uint16_t unused[3];
	} key;
	uint32_t unanswered;
};

struct observer {
	struct sink sink; /* first: the engine sees only this */
	struct teller *teller;
	struct shelf shelf[KIND_COUNT];
	struct table fans;
	bool from_file;
	int64_t now;
	int64_t second;
	uint64_t next_id;
	uint32_t next_event;
	uint32_t range_blocks_left;
	uint64_t refused_ranges;
	uint64_t lost;
	uint64_t text_seed;
};

/* A new entry was put on a shelf: gives it its id and its first timer. */
void shelf_added(struct shelf *s, void *entry);
/* An entry has something new that is worth telling soon. */
void shelf_changed(struct shelf *s, void *entry);
/* An entry must be told at the next turn of the clock. */
void shelf_due(struct shelf *s, void *entry);
/* The running totals moved: told at its next step. */
static inline void shelf_touched(struct shelf *s, void *entry)
{
	((struct telling *)((char *)entry + s->telling))->dirty = true;
}

/* The facts of the dissect engine (claim.c, operation.c). */
operation_ref observe_operation(struct sink *, const struct context *, const struct operation *);
void observe_answer(struct sink *, const struct context *, operation_ref, const char *result);
void observe_claim(struct sink *, const struct context *, const struct claim *);
void observe_anomaly(struct sink *, const struct context *, const char *event);
/* Gives back what an operation holds besides its entry. */
void operation_forget(struct observer *o, struct observed *op);

/* A conversation is about to be evicted. */
void conversation_forget(struct observer *o, const struct conversation *c);
/* The key form of whoever sent (or, with receiver, got) a packet: IP, or MAC on bare frames. */
struct address party_key(const struct context *ctx, bool receiver, bool *is_mac);
