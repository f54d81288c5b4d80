/* zoning.h - zones, networks and conduits as they are kept, and what crosses them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/zoning.h"
#include "store/store.h"

/* Fills an empty zoning with what the viewer may see. */
STORE_CALL store_zoning(struct store *store, const struct viewer *viewer, struct zoning *zoning);

struct zone_use {
	struct zone_row zone;
	uint64_t devices;
};

STORE_CALL store_zones(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct zone_use **rows, size_t *count);

struct network_use {
	struct network_row network;
	uint64_t devices;
};

STORE_CALL store_networks(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct network_use **rows, size_t *count);
STORE_CALL store_conduits(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct conduit_row **rows, size_t *count);

/*
 * Makes (id 0) or changes one; the store tells the audit trail. -EINVAL with the reason in
 * store_error(), -EEXIST another zone has that name, -ENOENT.
 */
STORE_CALL store_zone_put(struct store *store, const struct viewer *viewer, struct zone_row *row);
STORE_CALL store_network_put(struct store *store, const struct viewer *viewer, struct network_row *row);
STORE_CALL store_conduit_put(struct store *store, const struct viewer *viewer, struct conduit_row *row);
/* A zone takes its networks and conduits with it. -ENOENT. */
/* The scope that a zone, a network or a conduit is of. -ENOENT. */
STORE_CALL store_zone_scope(struct store *store, int64_t id, int64_t *scope);
STORE_CALL store_network_scope(struct store *store, int64_t id, int64_t *scope);
STORE_CALL store_conduit_scope(struct store *store, int64_t id, int64_t *scope);
STORE_CALL store_zone_remove(struct store *store, const struct viewer *viewer, int64_t id);
STORE_CALL store_network_remove(struct store *store, const struct viewer *viewer, int64_t id);
STORE_CALL store_conduit_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* All that was proposed stands from now on. */
STORE_CALL store_zoning_accept(struct store *store, const struct viewer *viewer);
/* All that was proposed and not accepted goes. */
STORE_CALL store_zoning_drop_drafts(struct store *store, const struct viewer *viewer);

/* The zones of the METI guideline's model factory. */
struct zone_model {
	const char *kind;
	const char *smkl;
	const char *ja, *en;
};

extern const struct zone_model zone_models[];
extern const size_t zone_model_count;

/*
 * Proposes zones of the model with the subnets that were seen, as drafts. groups: where several groups of
 * devices that talk among themselves share a subnet, a network each. lang: of the names.
 */
STORE_CALL store_zoning_propose(struct store *store, const struct viewer *viewer, bool groups,
				const char *lang);
/* Proposes conduits for what crosses zones and skips no layer, as drafts. After the inventory has placed all. */
STORE_CALL store_conduits_propose(struct store *store, const struct viewer *viewer);

/* What passes from one zone to another by one protocol. */
struct crossing_row {
	int64_t from, to;
	const char *protocol; /* "" not understood */
	enum crossing crossing;
	const char *classes; /* of its operations, apart by blanks */
	uint64_t conversations, bytes;
	int64_t first_seen, last_seen;
};

/* Answered conversations between devices in different zones, ordered by zones; the worst first. */
STORE_CALL store_crossings(struct store *store, const struct viewer *viewer, struct arena *arena,
			   struct crossing_row **rows, size_t *count);

/* What a gauge asks: are there zones and conduits, who stands in none, and does traffic keep to them? */
struct zoning_counts {
	uint64_t zones, networks, conduits; /* accepted */
	uint64_t drafts;		    /* zones, networks and conduits nobody has looked at */
	uint64_t devices;		    /* of the plant; with a column: that stand in it */
	uint64_t without_zone;
	uint64_t crossings[CROSSING_COUNT]; /* answered conversations; NO: within a zone or to nowhere */
	int64_t last_seen;		    /* of a conversation that crosses */
};

/* The whole, then what has an end in each column of SMKL. */
#define ZONING_COLUMNS 5

/* Where store_zoning_counts() puts a column: "1", "2", "3", "idmz"; 0 for the whole and for what is none. */
size_t zoning_column(const char *smkl);
STORE_CALL store_zoning_counts(struct store *store, const struct viewer *viewer,
			       struct zoning_counts out[ZONING_COLUMNS]);

struct judge;

/* Gives the inventory the zones as they are kept. What moved is then to be saved. */
STORE_CALL store_zoning_load(struct store *store, const struct viewer *viewer, struct inventory *inventory);
/* Zones have changed and everybody stands where he stands now: closes findings that a conduit mended, and has
 * the judge look at the conversations that are kept. */
STORE_CALL store_zoning_judge_again(struct store *store, const struct viewer *viewer, struct judge *judge);
