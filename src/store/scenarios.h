/* scenarios.h - what may go wrong with a use or in a zone, and what is done about it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Of `impact`: confidentiality, integrity, availability, health, safety, environment, business. */
#define IMPACTS 7

/* Texts that do not apply are ""; lists of ids stand apart by blanks. */
struct scenario {
	int64_t id;
	int64_t scope;
	int64_t use, zone; /* that it hangs on; 0 none */
	const char *title; /* the risk in words */
	const char *impact; /* IMPACTS digits, 0 to 3 */
	const char *stakeholders, *threats, *measures;
	const char *tasks; /* ids of tasks of the plan */
	const char *depth; /* how far in the attack is assumed */
	const char *stage; /* of the life */
	const char *state; /* "open" "treated" "accepted" */
	const char *because, *until; /* of an acceptance; until: "2027-03-31" */
	const char *accepted_by;
	const char *method; /* "asset" "damage", "" without figures */
	int threat, weakness, worth; /* 1 to 3, 0 not said */
	int residual;		     /* with the measures done, 1 to 3 */
	const char *note;
	bool specimen;
	int64_t revision; /* 0: a new one; else the one its author saw */
	const char *user;
	int64_t at;
};

/* Adds (id 0) or changes one; *id tells which. -ENOENT, -ESTALE somebody else changed it meanwhile. */
STORE_CALL store_scenario_put(struct store *store, const struct viewer *viewer, const struct scenario *row, int64_t *id);
/* -ENOENT. */
STORE_CALL store_scenario_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* All of a scope, as they came, at most 1000. */
STORE_CALL store_scenarios(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			   struct scenario **rows, size_t *count);
