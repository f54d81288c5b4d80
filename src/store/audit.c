/* audit.c - what people did, chained so that a change of the past shows. SPDX-License-Identifier: Apache-2.0 */

#include "store/account.h"

#include "lib/clock.h"
#include "store/customer_tables.h"
#include "store/list.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>

#define CHAIN_SIZE 32

struct link {
	int64_t id;
	int64_t scope;
	int64_t at;
	const char *user;
	const char *action;
	const char *object;
	const char *detail;
};

static void hash_text(crypto_generichash_state *hash, const char *text)
{
	const uint64_t length = strlen(text);

	crypto_generichash_update(hash, (const unsigned char *)&length, sizeof(length));
	crypto_generichash_update(hash, (const unsigned char *)text, length);
}

/* BLAKE2b of the row before and of all that this row says. */
static void chain(const unsigned char before[CHAIN_SIZE], const struct link *link,
		  unsigned char out[CHAIN_SIZE])
{
	const int64_t numbers[] = {link->id, link->scope, link->at};
	crypto_generichash_state hash;

	crypto_generichash_init(&hash, NULL, 0, CHAIN_SIZE);
	crypto_generichash_update(&hash, before, CHAIN_SIZE);
	crypto_generichash_update(&hash, (const unsigned char *)numbers, sizeof(numbers));
	hash_text(&hash, link->user);
	hash_text(&hash, link->action);
	hash_text(&hash, link->object);
	hash_text(&hash, link->detail);
	crypto_generichash_final(&hash, out, CHAIN_SIZE);
}

static void take_hash(struct query *q, unsigned char out[CHAIN_SIZE])
{
	size_t length;
	const void *bytes = query_get_blob(q, &length);

	memset(out, 0, CHAIN_SIZE);
	if (length == CHAIN_SIZE)
		memcpy(out, bytes, CHAIN_SIZE);
}

static int append(struct store *store, struct link *link)
{
	unsigned char before[CHAIN_SIZE] = {0};
	unsigned char hash[CHAIN_SIZE];
	struct query q;

	query_begin(&q, store, "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1");
	if (query_row(&q)) {
		link->id = query_get_int(&q);
		take_hash(&q, before);
	}
	const int rc = query_end(&q);

	if (rc)
		return rc;
	link->id++;
	chain(before, link, hash);
	query_begin(&q, store, "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)");
	query_int(&q, link->id);
	query_int(&q, link->scope);
	query_int(&q, link->at);
	query_text(&q, link->user);
	query_text(&q, link->action);
	query_text(&q, link->object);
	query_text(&q, link->detail);
	query_blob(&q, hash, sizeof(hash));
	return query_run(&q);
}

int store_audit(struct store *store, const struct viewer *viewer, const char *action,
		const char *object, const char *detail)
{
	bool own;
	struct link link = {
		.scope = viewer->scope_count ? viewer->scopes[0] : STORE_ROOT_SCOPE,
		.at = clock_now(),
		.user = viewer->user ? viewer->user : "",
		.action = action,
		.object = object ? object : "",
		.detail = detail ? detail : "",
	};
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, append(store, &link));
}

int store_audit_row(struct store *store, const struct viewer *viewer, const char *action, int64_t id,
		    const char *detail)
{
	char object[24];

	snprintf(object, sizeof(object), "%" PRId64, id);
	return store_audit(store, viewer, action, object, detail);
}

int store_remove_row(struct store *store, const struct viewer *viewer, const char *action, const char *sql,
		     int64_t id)
{
	struct query q;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	query_begin(&q, store, sql);
	query_int(&q, id);
	query_scopes(&q, viewer);
	rc = query_run(&q);
	if (!rc && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: %s: there is no %" PRId64, action, id);
	return step_end(store, own, rc ? rc : store_audit_row(store, viewer, action, id, NULL));
}

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_printf(&sql,
		   "SELECT r.id, r.at, r.user, r.action, r.object, r.detail FROM audit r WHERE 1%s",
		   buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?");
	list_query(list, &q, &sql, arena);
	while (query_row(&q)) {
		struct audit_row *row = rows_add(rows, arena);

		row->id = query_get_int(&q);
		row->at = query_get_int(&q);
		row->user = query_get_text(&q);
		row->action = query_get_text(&q);
		row->object = query_get_text(&q);
		row->detail = query_get_text(&q);
	}
	return query_end(&q);
}

int store_audit_list(struct store *store, const struct viewer *viewer, const struct page *page,
		     struct arena *arena, struct audit_row **out, struct listing *listing)
{
	static const struct sort_name sorts[] = {{"at", "r.id %", false}, {0}};
	struct rows rows = {.size = sizeof(struct audit_row)};
	struct list list;

	list_begin(&list, store, page, sorts, "-at");
	list_where_scopes(&list, viewer);
	buf_text(&list.where, " AND r.erased_by = 0");
	const int rc = list_answer(&list, 0, "count(*) FROM audit r", read_page, arena, &rows, listing);

	*out = rows.data;
	return rc;
}

/* Rows without texts: what erased them says which they were. *id: one that it does not. */
static int verify_erased(struct store *store, struct arena *arena, int64_t *id)
{
	struct query q;
	int rc = 0;

	query_begin_once(&q, store,
			 "SELECT erased_by, min(id) FROM audit WHERE erased_by != 0 GROUP BY erased_by", arena);
	while (!*id && !rc && query_row(&q)) {
		const int64_t by = query_get_int(&q);
		const int64_t first = query_get_int(&q);
		bool good = false;

		rc = customer_trail_good(store, by, &good);
		*id = good ? 0 : first;
	}
	const int ended = query_end(&q);

	return rc ? rc : ended;
}

int store_audit_origin(struct store *store, struct arena *arena, const char **hash)
{
	struct query q;

	*hash = "";
	query_begin_once(&q, store, "SELECT lower(hex(hash)) FROM audit ORDER BY id LIMIT 1", arena);
	if (query_row(&q))
		*hash = query_get_text(&q);
	return query_end(&q);
}

int store_audit_verify(struct store *store, int64_t *id)
{
	unsigned char before[CHAIN_SIZE] = {0};
	unsigned char expected[CHAIN_SIZE];
	unsigned char kept[CHAIN_SIZE];
	struct arena arena = {0};
	struct query q;
	int64_t next = 1;

	*id = 0;
	query_begin_once(&q, store,
			 "SELECT id, scope_id, at, user, action, object, detail, hash, erased_by FROM audit"
			 " ORDER BY id",
			 &arena);
	while (!*id && query_row(&q)) {
		struct link link = {.id = query_get_int(&q)};

		link.scope = query_get_int(&q);
		link.at = query_get_int(&q);
		link.user = query_get_text(&q);
		link.action = query_get_text(&q);
		link.object = query_get_text(&q);
		link.detail = query_get_text(&q);
		take_hash(&q, kept);
		chain(before, &link, expected);
		const bool erased = query_get_int(&q) != 0;

		if (link.id != next++ || (!erased && memcmp(kept, expected, CHAIN_SIZE) != 0))
			*id = link.id;
		memcpy(before, kept, CHAIN_SIZE);
		arena_reset(&arena);
	}
	int rc = query_end(&q);

	if (!rc && !*id)
		rc = verify_erased(store, &arena, id);
	arena_free(&arena);
	if (rc || !*id)
		return rc;
	return store_failed(store, -EBADMSG, "store: row %lld of the audit trail was changed",
			    (long long)*id);
}
