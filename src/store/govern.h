/* govern.h - what is decided over answers: exceptions, snapshots and their approval, evaluations, tasks. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* ---- exceptions: something is not kept, for a reason, until a day ---- */

struct exception_row {
	int64_t id;
	int64_t scope;
	const char *pack;
	const char *part;
	const char *item;
	const char *reason;
	const char *measure; /* what stands in its place */
	const char *ends_on; /* "2026-11-21" */
	const char *user;
	int64_t at;
	const char *approved_by; /* "": nobody yet */
	int64_t approved_at;
};

STORE_CALL store_exception_add(struct store *store, const struct viewer *viewer,
			       const struct exception_row *row, int64_t *id);
/* -ENOENT; -EALREADY it is approved, or has ended. */
STORE_CALL store_exception_approve(struct store *store, const struct viewer *viewer, int64_t id);
/* It is taken back before its day. -ENOENT. */
STORE_CALL store_exception_end(struct store *store, const struct viewer *viewer, int64_t id);
/* Those that were not taken back, newest first; pack "" all. */
STORE_CALL store_exceptions(struct store *store, const struct viewer *viewer, int64_t scope,
			    const char *pack, struct arena *arena, struct exception_row **rows,
			    size_t *count);

/* ---- snapshots: what was answered and measured at one moment; never changed ---- */

struct snapshot_row {
	int64_t id;
	int64_t scope;
	const char *pack;
	const char *title;
	const char *content; /* JSON; only of store_snapshot() */
	const char *hash;    /* of the content */
	const char *basis;   /* hash of what an approval is of */
	const char *summary; /* JSON of its numbers */
	const char *user;
	int64_t at;
	const char *approved_by;
	int64_t approved_at;
	const char *note; /* of the approval */
};

STORE_CALL store_snapshot_add(struct store *store, const struct viewer *viewer,
			      const struct snapshot_row *row, int64_t *id);
/* -ENOENT; -EALREADY. */
STORE_CALL store_snapshot_approve(struct store *store, const struct viewer *viewer, int64_t id,
				  const char *note);
/* Newest first, without content; scope 0: all of the viewer's; pack "": all. */
STORE_CALL store_snapshots(struct store *store, const struct viewer *viewer, int64_t scope,
			   const char *pack, struct arena *arena, struct snapshot_row **rows,
			   size_t *count);
/* One with its content. -ENOENT. */
STORE_CALL store_snapshot(struct store *store, const struct viewer *viewer, int64_t id,
			  struct arena *arena, struct snapshot_row *out);

/* ---- evaluations: verdicts as they came ---- */

struct evaluation_row {
	const char *part;
	const char *item;
	int64_t since; /* the verdict was first given */
	int64_t last;  /* and last */
	const char *verdict;
};

/* The verdict of now: a new row when it is another than the last. */
STORE_CALL store_evaluation_put(struct store *store, int64_t scope, const char *pack,
				const struct evaluation_row *row);
/* The newest of each item; all of them, oldest first, when item is not NULL. */
STORE_CALL store_evaluations(struct store *store, const struct viewer *viewer, int64_t scope,
			     const char *pack, const char *part, const char *item,
			     struct arena *arena, struct evaluation_row **rows, size_t *count);
