/* govern.h - what is decided over answers: exceptions, snapshots and their approval, evaluations, tasks. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/assess.h"
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
/* Those that were not taken back, newest first; scope 0 all of the viewer's, pack "" all. */
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

/* ---- what the plant consists of, and what came since a snapshot (news.c) ---- */

struct plant_part {
	const char *kind; /* "role", "network", "threat" */
	const char *name;
};

STORE_CALL store_plant_parts(struct store *store, const struct viewer *viewer, struct arena *arena,
			     struct plant_part **rows, size_t *count);
/* Those that the summary of a snapshot does not name. */
STORE_CALL store_news(struct store *store, const struct viewer *viewer, const char *summary, struct arena *arena,
		      struct plant_part **rows, size_t *count);

/* ---- scans: the stamped paper of a snapshot, which is its approval ---- */

struct scan_row {
	int64_t snapshot;
	int64_t evidence; /* that holds the file */
	const char *signed_by;
	const char *signed_on;	   /* "2026-11-21" */
	struct evidence_file file; /* without content when it is listed */
	const char *user;	   /* who registered it */
	int64_t at;
};

/* Keeps it as evidence, and approves the snapshot unless that is done; *id is the evidence's. -ENOENT. */
STORE_CALL store_scan_add(struct store *store, const struct viewer *viewer, const struct scan_row *scan,
			  int64_t *id);
/* All of the viewer's, oldest first. */
STORE_CALL store_scans(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct scan_row **rows, size_t *count);

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

/* ---- the register: what the steps of METI's guideline gather ---- */

struct register_row {
	int64_t id;
	int64_t scope;
	const char *kind; /* "work" "data" "object" "zone" ... */
	const char *name;
	const char *body; /* JSON object */
	bool specimen;
	int64_t revision; /* 0: a new one; else the one its author saw */
	const char *user;
	int64_t at;
};

/* Adds (id 0) or changes one; *id tells which. -ENOENT, -ESTALE somebody else changed it meanwhile. */
STORE_CALL store_register_put(struct store *store, const struct viewer *viewer,
			      const struct register_row *row, int64_t *id);
/* It is no longer shown. -ENOENT. */
STORE_CALL store_register_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* By kind and name; kind "" all. */
STORE_CALL store_register(struct store *store, const struct viewer *viewer, int64_t scope,
			  const char *kind, struct arena *arena, struct register_row **rows,
			  size_t *count);

/* ---- means: what the register names, met with what was seen ---- */

/* A place where logs are kept, or one where a network is cut off. */
struct means_row {
	const char *name;
	const char *address; /* of the device, "" none */
	const char *keeps;   /* a collector: for how many days */
	const char *drilled_on;
	uint64_t asset;	     /* that has the address, 0 not seen */
	int64_t seen_at;     /* it was last */
	uint64_t senders;    /* devices of the network that it gets logs from */
	int64_t last_log;
};

/* Of register kind "collector" or "containment" for this column of SMKL. levels: of its devices in no zone. */
STORE_CALL store_means(struct store *store, const struct viewer *viewer, const char *kind,
		       const char *smkl, const char *levels, struct arena *arena,
		       struct means_row **rows, size_t *count);
/* Whoever gets logs of this network, whether registered or not; the most senders first, at most 5. */
STORE_CALL store_log_takers(struct store *store, const struct viewer *viewer, const char *smkl,
			    const char *levels, struct arena *arena, struct means_row **rows,
			    size_t *count);

/* ---- tasks: what somebody is to do ---- */

/* Texts that do not apply are ""; dates are "2026-11-21"; amounts are yen. */
struct task_row {
	int64_t id;
	int64_t scope;
	const char *pack, *part, *item; /* that it is for */
	int64_t finding;		/* 0 none */
	const char *kind;		/* "measure" "review" "drill" "restore" "accounts" "rules" "logs" */
	const char *title;
	const char *owner;
	const char *starts_on, *due_on;
	const char *every;  /* "1m" "3m" "6m" "1y"; "" once */
	const char *window; /* of maintenance: when the line stands */
	bool stops_line;
	int64_t cost;
	int64_t effect;	     /* a year */
	const char *follows; /* ids of tasks that come first, apart by blanks */
	const char *note;
	const char *state; /* "open" "work" "done" "dropped" */
	bool specimen;
	int64_t revision; /* 0: a new one; else the one its author saw */
	const char *user;
	int64_t at;
};

/* Adds (id 0) or changes one; *id tells which. -ENOENT, -ESTALE, -ELOOP it would wait for itself. */
STORE_CALL store_task_put(struct store *store, const struct viewer *viewer,
			  const struct task_row *row, int64_t *id);
/* All of a scope, by due date; those without one last. */
STORE_CALL store_tasks(struct store *store, const struct viewer *viewer, int64_t scope,
		       struct arena *arena, struct task_row **rows, size_t *count);

/* ---- zones as columns ---- */

struct zone_name {
	int64_t id;
	const char *name;
	const char *smkl;
};

STORE_CALL store_zone_names(struct store *store, const struct viewer *viewer, struct arena *arena,
			    struct zone_name **rows, size_t *count);

/* ---- sites beside one another ---- */

/* The newest answer to one item of one scope. */
struct standing_answer {
	int64_t scope;
	const char *part;
	const char *item;
	const char *value;
	const char *version; /* of the pack, when it was answered */
};

/* Of all of the viewer's scopes, by scope, part and item. */
STORE_CALL store_standing_answers(struct store *store, const struct viewer *viewer, const char *pack,
				  struct arena *arena, struct standing_answer **rows,
				  size_t *count);
/* A site below another scope, told in the trail. -EINVAL for a name that is none. */
STORE_CALL store_site_add(struct store *store, const struct viewer *viewer, int64_t parent,
			  const char *name, int64_t *id);

/* ---- packs of users ---- */

struct pack_file {
	int64_t scope;
	const char *id;
	const char *version;
	const void *content; /* YAML, as it was sent */
	size_t size;
};

/* -EEXIST: this version is there already. */
STORE_CALL store_pack_put(struct store *store, const struct viewer *viewer,
			  const struct pack_file *file);
/* The newest version of each; id "" all. */
STORE_CALL store_packs(struct store *store, const struct viewer *viewer, const char *id,
		       struct arena *arena, struct pack_file **rows, size_t *count);
