/* assess.h - what people declare: answers, targets, evidence. SPDX-License-Identifier: Apache-2.0
 *
 * Nothing is overwritten: each answer is a new revision, and the newest counts.
 */
#pragma once

#include "store/store.h"

#define ANSWER_NOT_APPLICABLE "n/a"

/* Texts that do not apply are "". Dates are "2026-11-21". */
struct answer_row {
	int64_t id;
	int64_t scope;
	const char *pack;
	const char *part; /* column of the pack, "" the pack has none */
	const char *item; /* "" the target of a whole column */
	const char *kind; /* "answer", "target", or "watch": chosen to be evaluated */
	int64_t revision; /* 0: there is none yet */
	const char *pack_version;
	const char *value;    /* "": taken back */
	const char *reason;   /* of n/a; else a remark */
	const char *override; /* why the gauge's contradiction does not count */
	const char *document; /* where the procedure is written down */
	const char *reviewed_on;
	const char *due_on; /* next review; of targets: until when */
	bool specimen;	    /* of the model factory */
	const char *user;
	int64_t at;
};

/*
 * Adds a revision and its line in the audit trail. answer->revision is the one its author saw:
 * -ESTALE when there is a newer one by now. The scope must be the viewer's (-EACCES).
 */
STORE_CALL store_answer_put(struct store *store, const struct viewer *viewer,
			    const struct answer_row *answer, int64_t *revision);
/* The newest revisions of this scope and pack, answers and targets, by item. */
STORE_CALL store_answers(struct store *store, const struct viewer *viewer, int64_t scope,
			 const char *pack, struct arena *arena, struct answer_row **rows,
			 size_t *count);
/* A device that was answered for itself, as an exception to its kind. */
struct answered_device {
	const char *part; /* "a-00017", as answers name it */
	const char *name;
	const char *role; /* of what it is now part of, when devices were merged */
};

STORE_CALL store_answered_devices(struct store *store, const struct viewer *viewer, int64_t scope, const char *pack,
				  struct arena *arena, struct answered_device **rows, size_t *count);
/* All revisions of one answer, newest first, at most 500. */
STORE_CALL store_answer_history(struct store *store, const struct viewer *viewer,
				const struct answer_row *key, struct arena *arena,
				struct answer_row **rows, size_t *count);

struct evidence_row {
	int64_t id;
	int64_t scope;
	const char *kind; /* "document" "link" "record" "photo"; "scan": the paper of an approval */
	const char *title;
	const char *link;
	const char *note;
	const char *collected_on, *effective_on, *expires_on;
	const char *hash; /* of the thing itself, as its owner says */
	const char *user;
	int64_t at;
	const char *uses; /* "pack part item" apart by newlines */
	const char *file; /* its name as the sender called it, "" there is none */
	int64_t file_size;
	const char *file_hash; /* BLAKE2b of the bytes that were sent */
};

/* One item that evidence serves. */
struct evidence_use {
	const char *pack;
	const char *part;
	const char *item;
};

STORE_CALL store_evidence_add(struct store *store, const struct viewer *viewer,
			      const struct evidence_row *row, const struct evidence_use *uses,
			      size_t use_count, int64_t *id);
/* It is no longer shown; the row stays. -ENOENT. */
STORE_CALL store_evidence_remove(struct store *store, const struct viewer *viewer, int64_t id);
STORE_CALL store_evidence(struct store *store, const struct viewer *viewer, int64_t scope,
			  struct arena *arena, struct evidence_row **rows, size_t *count);

/* The bytes behind a piece of evidence. */
struct evidence_file {
	const char *name;
	const char *hash;
	const void *content;
	size_t size;
};

/* Once for each: another file is another piece. -ENOENT, -EEXIST. */
STORE_CALL store_evidence_file_put(struct store *store, const struct viewer *viewer, int64_t id,
				   const struct evidence_file *file);
/* -ENOENT. */
STORE_CALL store_evidence_file(struct store *store, const struct viewer *viewer, int64_t id,
			       struct arena *arena, struct evidence_file *out);
