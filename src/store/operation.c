/* operation.c - what was asked of whom: totals over what all sensors told. SPDX-License-Identifier: Apache-2.0
 *
 * Like conversation.c. What changes a device (control, program ...) is told singly and kept singly:
 * its row is its entry's own.
 */

#include "store/apply.h"

#include "store/ranges.h"

#include <sodium.h>

#define KEY_SIZE 16

static const char *const change_classes[] = {"control",	 "program", "firmware", "config",
					     "security", "time",    "file"};

static bool is_change(const char *class)
{
	for (size_t i = 0; i < sizeof(change_classes) / sizeof(change_classes[0]); i++)
		if (class && strcmp(class, change_classes[i]) == 0)
			return true;
	return false;
}

static void hash_text(crypto_generichash_state *hash, const char *text)
{
	text = text ? text : "";
	crypto_generichash_update(hash, (const unsigned char *)text, strlen(text) + 1);
}

static void hash_number(crypto_generichash_state *hash, int64_t number)
{
	crypto_generichash_update(hash, (const unsigned char *)&number, sizeof(number));
}

static void make_key(const struct mark *mark, const struct record *record,
		     struct inventory_parties parties, unsigned char key[KEY_SIZE])
{
	const struct record_ot *ot = &record->ot;
	crypto_generichash_state hash;

	crypto_generichash_init(&hash, NULL, 0, KEY_SIZE);
	hash_number(&hash, mark->scope);
	if (is_change(ot->class)) {
		hash_number(&hash, mark->source);
		hash_number(&hash, (int64_t)mark->boot);
		hash_number(&hash, (int64_t)record->entry);
	}
	hash_number(&hash, (int64_t)parties.client);
	hash_number(&hash, (int64_t)parties.server);
	hash_number(&hash, ot->code);
	hash_number(&hash, ot->has_subcode ? ot->subcode : INT64_MIN);
	hash_text(&hash, ot->protocol);
	hash_text(&hash, ot->pdu);
	hash_text(&hash, ot->class);
	hash_text(&hash, ot->function);
	hash_text(&hash, ot->target);
	hash_text(&hash, ot->space);
	crypto_generichash_final(&hash, key, KEY_SIZE);
}

static int64_t make_row(struct store *store, const struct mark *mark, const struct record *record,
			struct inventory_parties parties, const unsigned char key[KEY_SIZE],
			int *rc)
{
	const struct record_ot *ot = &record->ot;
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO operation (scope_id, key, client, server, protocol, pdu, class,"
		    " change, function, code, subcode, target, space, ranges, wide, result,"
		    " period_us, jitter_us, response_us, first_seen, last_seen)"
		    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,'',0,'',-1,-1,-1,?,?)");
	query_int(&q, mark->scope);
	query_blob(&q, key, KEY_SIZE);
	query_total(&q, parties.client);
	query_total(&q, parties.server);
	query_text(&q, ot->protocol);
	query_text(&q, ot->pdu);
	query_text(&q, ot->class);
	query_int(&q, is_change(ot->class));
	query_text(&q, ot->function);
	query_int(&q, ot->code);
	if (ot->has_subcode)
		query_int(&q, ot->subcode);
	else
		query_null(&q);
	query_text(&q, ot->target);
	query_text(&q, ot->space);
	query_int(&q, ot->first_seen);
	query_int(&q, ot->last_seen);
	*rc = query_run(&q);
	return sqlite3_last_insert_rowid(store->db);
}

/* Finds the row, or makes it, and brings its ranges up to date. */
static int64_t find_row(struct store *store, const struct mark *mark, const struct record *record,
			struct inventory_parties parties, struct buf *ranges, bool *wide, int *rc)
{
	unsigned char key[KEY_SIZE];
	struct arena arena = {0};
	struct query q;
	const char *kept = "";
	bool kept_wide = false;
	int64_t id = 0;

	make_key(mark, record, parties, key);
	query_begin(&q, store, "SELECT id, ranges, wide FROM operation WHERE key = ?");
	query_blob(&q, key, KEY_SIZE);
	q.arena = &arena;
	if (query_row(&q)) {
		id = query_get_int(&q);
		kept = query_get_text(&q);
		kept_wide = query_get_int(&q) != 0;
	}
	*wide = ranges_unite(kept, kept_wide, &record->ot, ranges);
	*rc = query_end(&q);
	arena_free(&arena);
	return *rc || id ? id : make_row(store, mark, record, parties, key, rc);
}

struct kept {
	int64_t count;
	int64_t exceptions;
	int64_t part;
};

static int read_kept(struct store *store, const struct mark *mark, const struct record *record,
		     int64_t id, struct kept *kept)
{
	struct query q;

	*kept = (struct kept){0};
	query_begin(&q, store,
		    "SELECT id, operation_id, count, exceptions FROM operation_part"
		    " WHERE source_id = ? AND boot = ? AND entry = ?");
	query_int(&q, mark->source);
	query_int(&q, (int64_t)mark->boot);
	query_int(&q, (int64_t)record->entry);
	while (query_row(&q)) {
		const int64_t part = query_get_int(&q);

		if (query_get_int(&q) == id)
			kept->part = part;
		kept->count += query_get_int(&q);
		kept->exceptions += query_get_int(&q);
	}
	return query_end(&q);
}

static int save_part(struct store *store, const struct mark *mark, const struct record *record,
		     int64_t id, const struct kept *growth, int64_t *part)
{
	struct query q;

	if (*part) {
		query_begin(&q, store,
			    "UPDATE operation_part SET count = count + ?1,"
			    " exceptions = exceptions + ?2, first_seen = min(first_seen, ?3),"
			    " last_seen = max(last_seen, ?4) WHERE id = ?5");
	} else {
		query_begin(&q, store,
			    "INSERT INTO operation_part (count, exceptions, first_seen, last_seen,"
			    " source_id, boot, entry, operation_id) VALUES (?,?,?,?,?,?,?,?)");
	}
	query_int(&q, growth->count);
	query_int(&q, growth->exceptions);
	query_int(&q, record->ot.first_seen);
	query_int(&q, record->ot.last_seen);
	query_int(&q, *part ? *part : mark->source);
	if (!*part) {
		query_int(&q, (int64_t)mark->boot);
		query_int(&q, (int64_t)record->entry);
		query_int(&q, id);
	}
	const int rc = query_run(&q);

	*part = *part ? *part : sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update_row(struct store *store, const struct record_ot *ot, const struct kept *growth,
		      const char *ranges, bool wide, int64_t id)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE operation SET count = count + ?1, exceptions = exceptions + ?2,"
		    " ranges = ?3, wide = ?4, result = iif(?5 = '', result, ?5), period_us = ?6,"
		    " jitter_us = ?7, response_us = ?8, first_seen = min(first_seen, ?9),"
		    " last_seen = max(last_seen, ?10) WHERE id = ?11");
	query_int(&q, growth->count);
	query_int(&q, growth->exceptions);
	query_text(&q, ranges);
	query_int(&q, wide);
	query_text(&q, ot->result);
	query_int(&q, ot->period_us);
	query_int(&q, ot->jitter_us);
	query_int(&q, ot->response_us);
	query_int(&q, ot->first_seen);
	query_int(&q, ot->last_seen);
	query_int(&q, id);
	return query_run(&q);
}

static int64_t growth_of(uint64_t now, int64_t before)
{
	const int64_t total = now > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)now;

	return total > before ? total - before : 0;
}

int apply_ot(struct store *store, const struct mark *mark, const struct record *record,
	     struct inventory_parties parties)
{
	struct buf ranges = {0};
	struct kept kept = {0};
	struct kept growth = {0};
	bool wide;
	int rc = 0;
	const int64_t id = find_row(store, mark, record, parties, &ranges, &wide, &rc);

	if (!rc)
		rc = read_kept(store, mark, record, id, &kept);
	growth.count = growth_of(record->ot.count, kept.count);
	growth.exceptions = growth_of(record->ot.exceptions, kept.exceptions);
	if (!rc)
		rc = save_part(store, mark, record, id, &growth, &kept.part);
	if (!rc)
		rc = update_row(store, &record->ot, &growth, buf_string(&ranges), wide, id);
	buf_free(&ranges);
	if (rc)
		return rc;
	return hour_add(store,
			"INSERT INTO operation_hour VALUES (?,?,?) ON CONFLICT DO UPDATE SET"
			" count = count + excluded.count",
			kept.part, record->ot.last_seen, growth.count, -1);
}
