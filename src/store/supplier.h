/* supplier.h - whoever has a part in the plant: makers, integrators, carriers, the plant's own people. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

struct supplier_device {
	uint64_t asset;
	const char *name;
};

struct supplier_row {
	int64_t id;
	int64_t scope;
	const char *key; /* answers of questionnaires name him by it */
	const char *name;
	const char *kind;	     /* of catalog/stakeholders.yaml */
	const char *stages, *sides;  /* ids apart by blanks */
	const char *brings;	     /* in words */
	const char *makers;	     /* JSON array: as devices tell them */
	const char *country;
	const char *person, *day, *night; /* whom to call, in hours and out of them */
	const char *vulnerability;	  /* where word of vulnerabilities comes from */
	const char *contract;		  /* terms of service, until when */
	const char *substitute;		  /* who or what stands in when he cannot deliver */
	const char *note;
	bool small; /* a small company */
	bool specimen;
	int64_t revision; /* 0: a new one; else the one its author saw */
	const char *user;
	int64_t at;
	const char *zones;   /* JSON array of ids */
	const char *devices; /* the same: those that were chosen */
	/* told, not kept */
	uint64_t seen;		/* devices of his: chosen, or of his makers */
	const char *reach;	/* zones in which they stand or that were chosen, by name, apart by \n */
	struct supplier_device *chosen;
	size_t chosen_count;
};

/* Adds (id 0) or changes one; *id tells which. Zones and devices of another scope are left out. -ESTALE somebody
 * else changed it meanwhile, -EEXIST one of that name is there. */
STORE_CALL store_supplier_put(struct store *store, const struct viewer *viewer, const struct supplier_row *row,
			      int64_t *id);
/* He is no longer shown; what he answered stays. -ENOENT. */
STORE_CALL store_supplier_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* Those of a scope, by name. */
STORE_CALL store_suppliers(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			   struct supplier_row **rows, size_t *count);

/* A maker of devices that were seen. */
struct maker_row {
	const char *name;
	uint64_t devices;
	bool known; /* a supplier of the scope answers for it */
};

/* Of a scope, those with the most devices first; at most 200. */
STORE_CALL store_makers(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			struct maker_row **rows, size_t *count);

struct supplier_name {
	const char *key;
	const char *name;
};

/* Those outside of the company, whom a questionnaire is sent to; by name. */
STORE_CALL store_supplier_names(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
				struct supplier_name **rows, size_t *count);
