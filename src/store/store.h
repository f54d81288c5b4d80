/* store.h - what is kept, as named use-cases. SPDX-License-Identifier: Apache-2.0
 *
 * One writer handle (one thread) and any number of reader handles (one thread each). Functions
 * return 0 or -errno, and store_error() then says it in one line:
 *   -ENOSPC disk full   -EBUSY locked by another process   -EBADMSG file damaged   -EPROTO written by
 *   a newer program   -ETIME a reader's time limit   -ENOENT -EEXIST -EPERM -EINVAL   -EIO the rest
 * Every query sees the scopes of its viewer and nothing else. Rows live in the arena; texts are never
 * NULL, "" says that there is none, unless a comment says otherwise. Times are UTC ns, 0 never.
 * People, sessions and the audit trail are in account.h.
 */
#pragma once

#include "inventory/inventory.h"

struct arena;
struct record;
struct store;

#define STORE_CALL __attribute__((warn_unused_result)) int

#define STORE_ROOT_SCOPE INT64_C(1) /* the site; made by the first migration */

/* The numbers are kept in databases. What each may do is a table of serve/rights.c. */
enum user_role {
	ROLE_VIEWER,
	ROLE_PRODUCTION, /* 現場 */
	ROLE_SECURITY,	 /* 本社セキュリティ */
	ROLE_ADMINISTRATOR,
	ROLE_APPLICANT,
	ROLE_APPLICANT_MANAGER, /* 申請部門責任者 */
	ROLE_PROCUREMENT,	/* 調達 */
	ROLE_MANAGEMENT,
	ROLE_VENDOR,
	ROLE_AUDITOR,
	ROLE_COUNT
};

/* What somebody is in a scope: a bit for each role, 1 << enum user_role. */
struct held_scope {
	int64_t scope;
	unsigned roles;
};

/* Who asks. account.h makes one from a session or token. */
struct viewer {
	const char *user;
	const int64_t *scopes; /* he may do this in, the first is where his own rows go */
	size_t scope_count;
	const struct held_scope *held; /* all that he was given, whatever is asked for now */
	size_t held_count;
};

/* The program itself: user "system", the root scope. */
extern const struct viewer store_system;
/* He, in this one scope alone, which must stay; it may become another one meanwhile. */
struct viewer viewer_in(const char *user, const int64_t *scope);
/* True when the scope is one of his. */
bool viewer_sees(const struct viewer *viewer, int64_t scope);

#define STORE_DEVICES_EACH INT64_C(1000000) /* numbers of a scope: from (scope - 1) * this + 1 */

/* The first number of a scope's devices; the scope that a device's number is of. */
uint64_t store_first_device(int64_t scope);
int64_t store_scope_of_device(uint64_t number);

/* ---- open, transactions ---- */

/*
 * One process folds records into a database at a time: two would number devices against one another. To
 * be called before store_open; makes the file if it is not there. The lock ends with the process. 0, or
 * -errno (-EBUSY another has it) with the text in error.
 */
STORE_CALL store_lock(const char *path, char *error, size_t error_size);
/* Opens for writing; makes the file or brings it forward. NULL on failure: *rc and the text say why. */
struct store *store_open(const char *path, int *rc, char *error, size_t error_size);
/* Opens read-only. Each call on it ends with -ETIME after limit_ms (0: no limit). */
struct store *store_reader_open(const char *path, int limit_ms, int *rc, char *error,
				size_t error_size);
void store_close(struct store *store);
/* What the last failed call met; owned by the store. */
const char *store_error(const struct store *store);

/*
 * Nothing is kept before store_commit returned 0. Writing calls outside begin and commit are
 * transactions of their own. After a failed commit everything since begin is undone; after any other
 * failure call store_rollback. What inventory had handed out is then not kept: load it anew.
 */
STORE_CALL store_begin(struct store *store);
STORE_CALL store_commit(struct store *store);
void store_rollback(struct store *store);

/* The database may not grow beyond this many pages of 4096 bytes: then it is full (-ENOSPC). */
STORE_CALL store_limit_pages(struct store *store, int64_t pages);

/* Raised by each commit of another connection: for /events. */
STORE_CALL store_data_version(struct store *store, int64_t *version);

/* ---- sources: observation points ---- */

struct source_point {
	const char *line;
	const char *machine; /* the switch it hangs on */
	const char *date;
	const char *method; /* "mirror", "tap", "host" ... */
};

struct source_counter {
	const char *name; /* "capture.packets", "flow.evicted" */
	uint64_t value;
};

struct source {
	int64_t id;
	int64_t scope;
	const char *sensor; /* as records name it */
	const char *kind;   /* "live", "file", "log" (of another sensor) */
	const char *name;
	const char *interface;
	const char *state; /* "reading" "running" "done" "broken" "stopped" "moved" (heard for another site) */
	const char *detail;
	struct source_point point;
	const char *site_name; /* of its scope */
	bool configured; /* which site it is heard for says the configuration, not the page */
	uint64_t boot; /* latest */
	int64_t packets_per_second;
	int64_t bits_per_second;
	int64_t first_packet;
	int64_t last_packet;
	int64_t created_at;
	const struct source_counter *counters;
	size_t counter_count;
};

/* The source of this sensor name, made when it is new; kind, name and interface are then set. */
STORE_CALL store_source_open(struct store *store, const struct viewer *viewer, const char *sensor,
			     const char *kind, const char *name, const char *interface, int64_t *id);
/* Before a file is read again: removes what its unfinished boots told. */
STORE_CALL store_source_restart(struct store *store, int64_t source);
/* It was read to its end and is to be read once more: what its latest boot told goes when that begins. */
STORE_CALL store_source_again(struct store *store, int64_t source);
/* "stopped", "broken" ... when the sensor cannot say so itself. detail may be NULL. */
STORE_CALL store_source_state(struct store *store, int64_t source, const char *state,
			      const char *detail);
/* PATCH /sources/{id}: NULL leaves as it is. -ENOENT. */
STORE_CALL store_source_edit(struct store *store, const struct viewer *viewer, int64_t source,
			     const char *name, const struct source_point *point);
STORE_CALL store_sources(struct store *store, const struct viewer *viewer, struct arena *arena,
			 struct source **rows, size_t *count);
/* One of them, whatever its scope: for the program itself. -ENOENT. */
STORE_CALL store_source_any(struct store *store, int64_t id, struct arena *arena, struct source *out);
/* One of the viewer's; -ENOENT. */
STORE_CALL store_source(struct store *store, const struct viewer *viewer, int64_t id,
			struct arena *arena, struct source *out);
/* For the writer, whoever may see it: true also when it could not be asked. */
bool store_source_is(struct store *store, int64_t id);
/* The counter of this name, 0 when it was not told. */
uint64_t source_counter_value(const struct source *source, const char *name);

/* ---- writing ---- */

/* True when this (source, boot, seq) was kept before: pass the record over. */
bool store_record_seen(struct store *store, int64_t source, const struct record *record);
/*
 * Keeps a flow, ot, anomaly or stats record; other types only move the mark. Totals replace totals.
 * Returns 0, or 1 when it was seen before and nothing was done.
 */
STORE_CALL store_apply_record(struct store *store, int64_t source, const struct record *record,
			      struct inventory_parties parties);

/* Fills an empty inventory with what is kept of this scope. */
STORE_CALL store_load_inventory(struct store *store, int64_t scope, struct inventory *inventory);
/* Keeps all that changed in the inventory since it was last asked. */
STORE_CALL store_save_inventory_changes(struct store *store, int64_t scope,
					struct inventory *inventory);

/* ---- lists ---- */

struct page {
	size_t limit;	   /* 0 is 200; at most 10,000 */
	const char *after; /* `next` of the page before; NULL or "": the first */
	const char *sort;  /* "name", "-last_seen"; NULL, "" or unknown: the list's own order */
};

struct listing {
	size_t count;	  /* rows given */
	uint64_t total;	  /* over all pages */
	const char *next; /* NULL: this was the last page */
};

struct asset_filter {
	const char *q;	    /* substring of name, addresses, vendor, model, serial ... */
	const char *role;   /* comma separated */
	const char *vendor; /* exact; "-": those without */
	const char *zone;   /* exact; "-": those without */
	const char *level;  /* "1", "3.5", comma separated; "-": those without */
	const char *liveness; /* "alive", "silent", "gone", "asked", "unknown", comma separated */
	int64_t source;	    /* 0 any */
	bool only_new;	    /* as asset_row.is_new */
	bool only_inside;   /* nobody outside of the site */
	int64_t first_from; /* first seen from here on; 0 any */
	int64_t first_to;   /* and before this; 0 any */
};

struct asset_row {
	uint64_t number; /* asset_id_text() makes "a-00017" */
	int64_t scope;
	bool external;
	const char *differs; /* what tells it from others of its name, "" when it has it alone */
	const char *name, *hostname, *vendor, *model, *product_code, *firmware, *serial;
	const char *os, *os_end_of_support;
	const char *role, *role_evidence, *level_evidence;
	const char *zone, *owner, *note;
	const char *zone_evidence;	  /* "operator=1", "network=Line 1" */
	int64_t zone_id, network_id;	  /* ZONE_OUTSIDE, ZONE_NOWHERE */
	enum liveness liveness;		  /* by its own rhythm, on its source's clock */
	int64_t liveness_since;		  /* silent, gone: heard last */
	int64_t usual_silence;		  /* ns that it may be silent */
	const char *mac, *ip, *protocols; /* several, apart by one blank */
	int level;			  /* times 10, -1 unknown */
	int importance;			  /* 0 not said */
	int conflicts;
	int in_ledger;	/* -1: there is no ledger */
	int64_t source; /* that saw it last, 0 unknown */
	bool is_new;	/* first seen within the last day of that source's own clock */
	int64_t first_seen;
	int64_t last_seen;
};

STORE_CALL store_assets(struct store *store, const struct viewer *viewer,
			const struct asset_filter *filter, const struct page *page,
			struct arena *arena, struct asset_row **rows, struct listing *listing);
/* One asset; after merges the one that it is in (see out->number). -ENOENT. */
STORE_CALL store_asset(struct store *store, const struct viewer *viewer, uint64_t number,
		       struct arena *arena, struct asset_row *out);

struct asset_detail {
	struct asset_value *values; /* the API's attributes, by name, slot, rank */
	size_t value_count;
	struct asset_service *services; /* app_proto may be NULL */
	size_t service_count;
	struct asset_module *modules; /* texts may be NULL */
	size_t module_count;
	struct merge *merges; /* newest first; by may be NULL */
	size_t merge_count;
};

STORE_CALL store_asset_detail(struct store *store, const struct viewer *viewer, uint64_t number,
			      struct arena *arena, struct asset_detail *out);

/* One end of a conversation. */
struct party_row {
	uint64_t asset; /* 0 nobody's */
	const char *name; /* with what tells it from others of that name: "LINE2 (R08SFCPU)" */
	const char *ip; /* "" none: pure Ethernet */
	const char *mac;
	const char *role;
};

struct conversation_filter {
	uint64_t asset;	      /* either end; 0 any */
	const char *protocol; /* comma separated */
	const char *q;
	bool industrial; /* only protocols of the plant floor */
	bool unknown;	 /* only those whose protocol was not told */
	const char *measure; /* only what this counts (measure.h) */
	const char *levels;  /* of that: ISA-95 levels of the plant's end, comma separated */
	const char *from_zone; /* id, "outside", "none": where the client stands; "" any */
	const char *to_zone;
	const char *crossing; /* crossing_name()s, comma separated */
};

struct conversation_row {
	int64_t id;
	struct party_row client, server;
	const char *proto;    /* "TCP" */
	const char *protocol; /* dissector name */
	const char *state;
	int port; /* -1 none */
	int vlan; /* 0 none */
	uint64_t packets_to_server, packets_to_client, bytes_to_server, bytes_to_client;
	uint64_t flows, answered, refused;
	enum liveness client_liveness, server_liveness; /* unknown: no rhythm */
	int64_t liveness_since; /* of what was told last */
	int64_t usual_silence;	/* ns */
	int64_t first_seen;
	int64_t last_seen;
};

STORE_CALL store_conversations(struct store *store, const struct viewer *viewer,
			       const struct conversation_filter *filter, const struct page *page,
			       struct arena *arena, struct conversation_row **rows,
			       struct listing *listing);

struct operation_filter {
	uint64_t asset;
	const char *protocol; /* comma separated */
	const char *class;    /* comma separated */
	const char *q;
	bool changes; /* control program firmware config security time file */
	bool industrial;
};

struct operation_row {
	int64_t id;
	struct party_row client, server;
	const char *protocol, *pdu, *class, *function, *target, *space, *result;
	const char *ranges; /* JSON: [[low,high],...]; "" none */
	bool wide;
	bool has_subcode;
	int64_t code;
	int64_t subcode;
	uint64_t count;
	uint64_t exceptions;
	int64_t period_us, jitter_us, response_us; /* -1 unknown */
	int64_t first_seen;
	int64_t last_seen;
};

STORE_CALL store_operations(struct store *store, const struct viewer *viewer,
			    const struct operation_filter *filter, const struct page *page,
			    struct arena *arena, struct operation_row **rows,
			    struct listing *listing);

struct peer_row {
	struct party_row party;
	bool server; /* the peer serves; else it asks */
	const char *protocol;
	int port;
	uint64_t packets;
	uint64_t bytes;
	int64_t last_seen;
};

STORE_CALL store_asset_peers(struct store *store, const struct viewer *viewer, uint64_t number,
			     struct arena *arena, struct peer_row **rows, size_t *count);

/* What does not apply is "" or 0. */
struct timeline_row {
	int64_t time;
	const char *kind;     /* "first_seen" "attribute" "operation" "merge" "edit" */
	const char *text_key; /* the same, or "unmerge" */
	const char *name, *old, *value;
	const char *source; /* that said an attribute; sensor of first_seen */
	const char *user;
	uint64_t from; /* merge: the other asset */
	const char *reason;
	bool server; /* operation: this asset was asked */
	const char *class, *protocol, *function, *target, *result;
	const char *other; /* name of the peer */
	uint64_t other_asset;
	uint64_t count;
};

/* Newest first, at most 500. */
STORE_CALL store_asset_timeline(struct store *store, const struct viewer *viewer, uint64_t number,
				struct arena *arena, struct timeline_row **rows, size_t *count);

/* ---- status, map ---- */

struct counts {
	uint64_t assets;
	uint64_t assets_new;
	uint64_t conversations;
	uint64_t operations;
	uint64_t changes;
	uint64_t anomalies;
	uint64_t unknown_conversations;
	uint64_t end_of_support; /* assets whose system's support ended before `now` */
	uint64_t conflicts;	 /* assets */
	uint64_t ledger;	 /* rows */
	uint64_t without_ledger; /* assets that are in no row of it */
	uint64_t crashes;	 /* of sensors, new, among the latest thousand rows of the audit trail */
};

STORE_CALL store_counts(struct store *store, const struct viewer *viewer, int64_t now,
			struct counts *out);

struct tally {
	const char *name; /* "" for assets without vendor, conversations without protocol */
	uint64_t count;	  /* assets, or conversations */
	uint64_t packets; /* of protocols */
	uint64_t bytes;
};

STORE_CALL store_by_role(struct store *store, const struct viewer *viewer, struct arena *arena,
			 struct tally **rows, size_t *count);
STORE_CALL store_by_vendor(struct store *store, const struct viewer *viewer, struct arena *arena,
			   struct tally **rows, size_t *count);
STORE_CALL store_by_protocol(struct store *store, const struct viewer *viewer, struct arena *arena,
			     struct tally **rows, size_t *count);
/* Anomalies by event name; count is the sum over all. */
STORE_CALL store_by_anomaly(struct store *store, const struct viewer *viewer, struct arena *arena,
			    struct tally **rows, size_t *count);

/* An hour of the rollup: what passed, or was asked, in it. */
struct hour_row {
	int64_t hour; /* its first nanosecond */
	uint64_t packets;
	uint64_t bytes;
	uint64_t operations;
};

/* asset 0: all of the plant. Oldest first. */
STORE_CALL store_hours(struct store *store, const struct viewer *viewer, uint64_t asset,
		       int64_t from, int64_t to, struct arena *arena, struct hour_row **rows,
		       size_t *count);

/* Lines between assets, ordered by a, b: a asked. Nodes are store_assets(). */
struct edge_row {
	uint64_t a, b;
	const char *protocols; /* apart by one blank */
	const char *classes;   /* of operations, apart by one blank */
	int vlan;	       /* of one of its conversations */
	uint64_t packets, bytes;
	enum crossing crossing; /* the worst of its conversations */
	bool unnamed;		/* one of them breaks a border, and nobody knows its protocol */
	enum liveness liveness; /* of its conversations that have a rhythm: alive when one is */
	int64_t last_seen;
};

STORE_CALL store_edges(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct edge_row **rows, size_t *count);

/* ---- ledger ---- */

struct ledger_row {
	int64_t row; /* of the sheet */
	const char *name, *ip, *mac, *vendor, *model, *serial, *location, *owner, *importance, *role;
	uint64_t asset; /* 0: matches none */
};

/* Takes the place of the ledger that was there. */
STORE_CALL store_ledger_replace(struct store *store, const struct viewer *viewer,
				const char *filename, const struct ledger_row *rows, size_t count);

struct ledger {
	const char *filename; /* "" when there is none */
	int64_t imported_at;
	struct ledger_row *rows; /* asset: after merges */
	size_t count;
};

STORE_CALL store_ledger(struct store *store, const struct viewer *viewer, struct arena *arena,
			struct ledger *out);

/* ---- settings ---- */

/* NULL value: takes it away. */
STORE_CALL store_setting_put(struct store *store, const struct viewer *viewer, const char *name,
			     const char *value);
/* The same for this scope of the viewer's. */
STORE_CALL store_setting_put_at(struct store *store, const struct viewer *viewer, int64_t scope, const char *name,
				const char *value);
/* As it holds for this scope of the viewer's: its own, or of the nearest above it. */
STORE_CALL store_setting_above(struct store *store, const struct viewer *viewer, int64_t scope, const char *name,
			       struct arena *arena, const char **value);
/* *value is NULL when it was never set. */
STORE_CALL store_setting(struct store *store, const struct viewer *viewer, const char *name,
			 struct arena *arena, const char **value);

/* ---- names ---- */

/* Tells what the plant, its devices and its people are called, within the viewer's scopes; a name may come twice. */
STORE_CALL store_names(struct store *store, const struct viewer *viewer,
		       void (*tell)(void *argument, const char *name), void *argument);

/* ---- scopes ---- */

struct scope {
	int64_t id;
	int64_t parent; /* 0 the root */
	const char *name;
};

STORE_CALL store_scope_add(struct store *store, const struct viewer *viewer, int64_t parent,
			   const char *name, int64_t *id);
STORE_CALL store_scopes(struct store *store, const struct viewer *viewer, struct arena *arena,
			struct scope **rows, size_t *count);
