/* matrix.h - the SMKL matrix: where each network stands. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/assess.h"

enum cell_state {
	CELL_OPEN,  /* not answered */
	CELL_NOT,   /* neither requirement is met */
	CELL_PARTLY,
	CELL_REACHED,
	CELL_NOT_APPLICABLE,
};

/* Two requirements of one column: one section's items. */
struct cell {
	enum cell_state state;
	bool contradicted; /* the network says otherwise of one of them */
	bool supported;	   /* the network supports both */
};

struct standing {
	const struct pack_column *column;
	struct cell *cells; /* as many as the pack has sections */
	int position;	    /* highest section without a gap below it, 0 none (レベル0), 1 = a ... */
	int unquestioned;   /* the same, ending below the first contradiction */
	int target;	    /* 0 none */
	const struct answer_row *target_row;
	bool not_applicable; /* the plant has no such network */
};

/* One row a column of the pack. Our rule: a network stands at the highest letter below which nothing is
 * missing. */
struct standing *matrix_standings(const struct assessment *a, struct arena *arena);
/* "open" "not" "partly" "reached" "not_applicable" */
const char *cell_state_name(enum cell_state state);
