/* assess.h - declared answers held against measured facts. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/gauge.h"
#include "store/assess.h"
#include "store/govern.h"

/* What an answer and its gauges say together. */
enum match {
	MATCH_OPEN,	  /* nobody answered */
	MATCH_UNMEASURED, /* answered; no gauge can tell */
	MATCH_AGREES,
	MATCH_DIFFERS,	  /* the network says otherwise */
	MATCH_BETTER,	  /* declared not done, measured done */
	MATCH_OVERRIDDEN, /* contradicted, and a person said why that does not count */
	MATCH_EXCEPTED,	  /* contradicted, under an approved exception that has not ended */
};

/* One item of one column. */
struct judged {
	const struct pack_item *item;
	const struct pack_column *column; /* NULL: the pack has none */
	struct answer_row answer; /* revision 0: there is none; of a device: its kind's, where it has none of its own */
	struct answer_row target;
	const struct exception_row *exception; /* the newest that was not taken back, NULL none */
	bool excepted;			       /* it is approved and its day has not passed */
	struct answer_row watch; /* chosen to be evaluated all the time */
	bool watched;
	struct gauge_result *results;
	size_t result_count;
	enum gauge_verdict verdict; /* of all its gauges: one contradiction is one */
	enum match match;
	int step; /* on the scale, -1 not answered or n/a */
	bool not_applicable;
	bool done;
	bool lacks_document; /* above what a gauge speaks to: a document is needed */
	bool lacks_review;   /* and a dated review */
	bool overdue;	     /* its next review has passed */
};

struct tallies {
	size_t items, answered, done, not_applicable;
	size_t agrees, differs, overridden, excepted, unmeasured, open;
};

struct assessment {
	const struct pack *pack;
	int64_t scope;
	struct gauge_sight sight;
	struct judged *rows; /* by column, section, item */
	size_t count;
	struct answer_row *targets; /* of whole columns: item "" */
	size_t target_count;
	struct evidence_row *evidence; /* of the scope, where steps need documents */
	size_t evidence_count;
	struct tallies tallies;
};

/* Reads the answers of a scope and runs the pack's gauges. 0 or -errno. */
__attribute__((warn_unused_result)) int assess(struct store *store, const struct viewer *viewer,
					       const struct pack *pack, int64_t scope, int64_t now,
					       struct arena *arena, struct assessment *out);
/* The same of the same scope and arena, with what was seen for another pack already. */
__attribute__((warn_unused_result)) int assess_beside(const struct assessment *seen, struct store *store,
						      const struct viewer *viewer,
						      const struct pack *pack, int64_t now,
						      struct arena *arena, struct assessment *out);
/* True when the answer was given for the column itself, false when it is that of the device's kind. */
bool answer_is_own(const struct answer_row *answer, const struct pack_column *column);
/* Item of a column (NULL none), or NULL: what nobody answered for a device alone. */
struct judged *assess_find(const struct assessment *a, const struct pack_column *column,
			   const char *item);
/* "open" "unmeasured" "agrees" "differs" "better" "overridden" "excepted" */
const char *match_name(enum match match);

/* The viewer as he sees this scope and what is below it, alone. */
__attribute__((warn_unused_result)) int assess_within(struct store *store,
						      const struct viewer *viewer, int64_t scope,
						      struct arena *arena, struct viewer *out);

/*
 * NULL when the answer may be kept, else one line that says what is wrong: no such item, a value off
 * the scale, n/a without a reason, a date that is none.
 */
const char *answer_fault(const struct pack *pack, const struct answer_row *answer);
/* The same of an exception: no reason, nothing in its place, a day that is none. */
const char *exception_fault(const struct pack *pack, const struct exception_row *row);
/* True for "" and "2026-11-21". */
bool is_date(const char *text);
