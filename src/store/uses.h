/* uses.h - uses of data, as people name them, and the traffic they are met with. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Texts that do not apply are ""; lists stand apart by blanks; ids are those of catalog/uses.yaml and data-flows.yaml. */
struct data_use {
	int64_t id;
	int64_t scope;
	const char *name;
	const char *use_case;
	const char *data, *forms, *changes;
	const char *flow; /* of the four towards a smart plant */
	const char *stage;
	const char *owner;
	const char *partner; /* cloud or company outside */
	const char *agreed;  /* what was agreed with it, and where that stands */
	const char *protocols;
	const char *sign;  /* of the traffic that it was proposed from */
	const char *state; /* "open", "dropped": not a use of ours */
	const char *note;
	int64_t from_zone, to_zone; /* ZONE_OUTSIDE, 0 any */
	uint64_t asset;		    /* 0 any */
	bool specimen;
	int64_t revision; /* 0: a new one; else the one its author saw */
	const char *user;
	int64_t at;
};

/* Adds (id 0) or changes one; *id tells which. -ENOENT, -ESTALE somebody else changed it meanwhile. */
STORE_CALL store_data_use_put(struct store *store, const struct viewer *viewer, const struct data_use *row, int64_t *id);
/* It is no longer there. -ENOENT. */
STORE_CALL store_data_use_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* All of a scope, as they came, at most 500. */
STORE_CALL store_data_uses(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			   struct data_use **rows, size_t *count);

/* One end of a conversation; texts live until the next one. */
struct use_end {
	uint64_t asset; /* 0 none */
	int64_t zone;	/* ZONE_OUTSIDE, ZONE_NOWHERE */
	int level;	/* ISA-95 times 10, 50 outside, -1 not known */
	bool outside;
	const char *name, *role, *os;
};

struct use_pair {
	struct use_end client, server;
	const char *protocol; /* "" not understood */
	int64_t last_seen;
};

/* Tells each answered conversation that carries something. */
STORE_CALL store_use_pairs(struct store *store, const struct viewer *viewer,
			   void (*tell)(void *argument, const struct use_pair *pair), void *argument);
