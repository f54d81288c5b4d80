/* sql.h - statements, for the files of store alone. SPDX-License-Identifier: Apache-2.0
 *
 * A query binds its values in order and reads its columns in order. A failure is remembered: the
 * calls after it do nothing, and query_end() gives it back.
 */
#pragma once

#include "store/store.h"

#include "lib/arena.h"

#include <sqlite3.h>

#define STATEMENT_CACHE 128 /* a power of two, more than there are writing statements */

struct mark; /* source.c */

struct store {
	sqlite3 *db;
	bool reader;
	bool in_transaction;
	bool ledger_grew; /* devices met their rows: the judge has yet to hear of it */
	int limit_ms;
	int64_t deadline; /* monotonic, 0 none */
	int calls;	  /* queries running: the limit is that of the first */
	char error[512];
	struct {
		const char *sql;
		sqlite3_stmt *statement;
	} cache[STATEMENT_CACHE];
	struct zoning *zoning; /* between crossings_begin and crossings_end */
	int zoning_users;
	struct mark *marks; /* of the boots that are written now */
	size_t mark_count;
};

struct query {
	struct store *store;
	sqlite3_stmt *statement;
	struct arena *arena; /* for texts */
	int rc;		     /* 0 or -errno */
	int bound;
	int column;
	bool cached;
};

/* Remembers what the database says went wrong and gives it as -errno. */
int sql_failed(struct store *store, int sqlite_rc);
/* The same in our own words. */
__attribute__((format(printf, 3, 4))) int store_failed(struct store *store, int rc,
						       const char *format, ...);

/* A statement for ever: sql must be a literal, it is kept by its address. */
void query_begin(struct query *q, struct store *store, const char *sql);
/* A statement put together for one call; texts it gives go to the arena. */
void query_begin_once(struct query *q, struct store *store, const char *sql, struct arena *arena);
void query_int(struct query *q, int64_t value);
/* NULL is stored as ''. The text must live until query_end. */
void query_text(struct query *q, const char *text);
void query_blob(struct query *q, const void *bytes, size_t length);
/* Totals of a hostile or broken sensor do not overflow. */
void query_total(struct query *q, uint64_t value);
void query_null(struct query *q);
/* The scopes of the viewer as a JSON array, for: scope_id IN (SELECT value FROM json_each(?)). */
void query_scopes(struct query *q, const struct viewer *viewer);
/* "a,b" as a JSON array, for json_each(?). */
void query_list(struct query *q, const char *comma_separated);
/* True while there is a row. */
bool query_row(struct query *q);
/* The next column; texts are copied to the arena, "" for NULL. */
int64_t query_get_int(struct query *q);
const char *query_get_text(struct query *q);
/* The same, not copied: until the next row. */
const char *query_look_text(struct query *q);
/* Borrowed until the next row. */
const void *query_get_blob(struct query *q, size_t *length);
/* Ends it; 0 or -errno. */
int query_end(struct query *q);
/* No rows wanted: steps and ends. */
int query_run(struct query *q);
/* The first column of the first row, 0 when there is none. */
int64_t query_number(struct query *q, int *rc);
/* Runs one or more statements without values. */
STORE_CALL sql_exec(struct store *store, const char *sql);
/* The reader's clock: starts with the outermost, ends with it. */
void sql_call_begin(struct store *store);
void sql_call_end(struct store *store);

/* begin, unless the caller has; commit or undo what this one began. For: work = ...; return step_end(). */
STORE_CALL step_begin(struct store *store, bool *own);
STORE_CALL step_end(struct store *store, bool own, int rc);
/* The same in a scope, -EACCES unless it is one of the viewer's. After a failure nothing is to be ended. */
STORE_CALL step_begin_in(struct store *store, const struct viewer *viewer, int64_t scope, bool *own);

/*
 * Takes a row away and writes that down. sql: what does so, with ?1 the id and ?2 the scopes (SCOPES_OF); action:
 * "channel.remove". -ENOENT when it met none.
 */
STORE_CALL store_remove_row(struct store *store, const struct viewer *viewer, const char *action, const char *sql,
			    int64_t id);

/* Rows in an arena, of a number not known before. */
struct rows {
	void *data;
	size_t count;
	size_t room;
	size_t size;
};

/* A new zeroed row of rows->size bytes; valid until the next. */
void *rows_add(struct rows *rows, struct arena *arena);

/* A device is new for a day, on the clock of the source that saw it: a capture of 2019 has its own last
 * day. r: its row. Without a source the device itself is the clock. */
#define NEW_FOR_NS "86400000000000"
#define IS_NEW(r)                                                                                  \
	"(" r ".first_seen >= ifnull((SELECT nullif(s.last_packet, 0) FROM source s WHERE s.id = " \
	r ".source_id), " r ".last_seen) - " NEW_FOR_NS ")"

/* Gone: silent so many times longer than it may be, on the clock of the source that saw it. Asked: not heard as
 * it usually is, but the active check is answered. r: its row. */
#define GONE_AFTER "64"
#define LIVENESS_OF(r)                                                                                   \
	"iif(" r ".liveness != 1 AND (" r ".scope_id, " r ".id) IN (SELECT k.scope_id, k.asset_id FROM"  \
	" check_state k WHERE k.answers), 4, iif(" r ".liveness = 2 AND ifnull((SELECT s.last_packet FROM source s WHERE s.id = " r          \
	".source_id), 0) - " r ".liveness_since > " GONE_AFTER " * " r ".usual_silence, 3, " r ".liveness))"

/* What tells asset a (a row or NULLs) from others of its name: model, else IP address, else MAC; '' for a
 * name that it has alone. */
#define NAMESAKE(a, more)                                                                          \
	"EXISTS (SELECT 1 FROM asset o WHERE +o.scope_id = " a ".scope_id AND o.name = " a         \
	".name AND o.id != " a ".id AND o.into_id = 0 AND o.endpoints > 0" more ")"
#define DIFFERS(a)                                                                                 \
	"iif(ifnull(" a ".name, '') = '' OR NOT " NAMESAKE(a, "") ", '', iif(" a                   \
	".model != '' AND NOT " NAMESAKE(a, " AND o.model = " a ".model") ", " a                   \
	".model, iif(" a ".ip != '' AND NOT " NAMESAKE(a, " AND o.ip = " a ".ip") ", substr(" a    \
	".ip, 1, instr(" a ".ip || ' ', ' ') - 1), substr(" a ".mac, 1, 17))))"

/* Gives the connection the collation NATURAL_ORDER: plc2 before plc10, whatever the case. */
int natural_register(struct sqlite3 *db);

#define SCOPES_OF(column) "+" column " IN (SELECT value FROM json_each(?)) "
