/* operation.c - what was asked of whom: totals over what all sensors told. SPDX-License-Identifier: Apache-2.0
 *
 * Like conversation.c. What changes a device (control, program ...) is told singly and kept singly:
 * its row is its entry's own. It counts as a change of the plant only in a protocol of the plant
 * floor: files and sign-ins of the office are none.
 */

#include "store/apply.h"

#include "dissect/dissectors.h"
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

/* What is kept of the same request so far, and what this telling makes of it. */
struct change {
	int64_t id; /* 0: its row is to be made */
	int64_t part;
	int64_t count; /* growth */
	int64_t exceptions;
	struct buf ranges;
	bool wide;
	unsigned char key[KEY_SIZE];
};

static int find_row(struct store *store, const struct record *record, struct change *change)
{
	struct arena arena = {0};
	struct query q;
	const char *kept = "";
	bool kept_wide = false;

	query_begin(&q, store, "SELECT id, ranges, wide FROM operation WHERE key = ?");
	query_blob(&q, change->key, KEY_SIZE);
	q.arena = &arena;
	if (query_row(&q)) {
		change->id = query_get_int(&q);
		kept = query_get_text(&q);
		kept_wide = query_get_int(&q) != 0;
	}
	change->wide = ranges_unite(kept, kept_wide, &record->ot, &change->ranges);
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

static int64_t growth_of(uint64_t now, int64_t before)
{
	const int64_t total = now > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)now;

	return total > before ? total - before : 0;
}

static int find_part(struct store *store, const struct mark *mark, const struct record *record,
		     struct change *change)
{
	struct query q;
	int64_t count = 0;
	int64_t exceptions = 0;

	query_begin(&q, store,
		    "SELECT id, operation_id, count, exceptions FROM operation_part"
		    " WHERE source_id = ? AND boot = ? AND entry = ?");
	query_int(&q, mark->source);
	query_int(&q, (int64_t)mark->boot);
	query_int(&q, (int64_t)record->entry);
	while (query_row(&q)) {
		const int64_t part = query_get_int(&q);

		if (query_get_int(&q) == change->id)
			change->part = part;
		count += query_get_int(&q);
		exceptions += query_get_int(&q);
	}
	change->count = growth_of(record->ot.count, count);
	change->exceptions = growth_of(record->ot.exceptions, exceptions);
	return query_end(&q);
}

/* What both making and updating a row bind, ?1 to ?10. */
static void bind_state(struct query *q, const struct record_ot *ot, struct change *change)
{
	query_int(q, change->count);
	query_int(q, change->exceptions);
	query_text(q, buf_string(&change->ranges));
	query_int(q, change->wide);
	query_text(q, ot->result);
	query_int(q, ot->period_us);
	query_int(q, ot->jitter_us);
	query_int(q, ot->response_us);
	query_int(q, ot->first_seen);
	query_int(q, ot->last_seen);
}

static int make_row(struct store *store, const struct mark *mark, const struct record *record,
		    struct inventory_parties parties, struct change *change)
{
	const struct record_ot *ot = &record->ot;
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO operation (count, exceptions, ranges, wide, result, period_us,"
		    " jitter_us, response_us, first_seen, last_seen, scope_id, key, client, server,"
		    " protocol, pdu, class, change, function, code, target, space, subcode)"
		    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
	bind_state(&q, ot, change);
	query_int(&q, mark->scope);
	query_blob(&q, change->key, KEY_SIZE);
	query_total(&q, parties.client);
	query_total(&q, parties.server);
	query_text(&q, ot->protocol);
	query_text(&q, ot->pdu);
	query_text(&q, ot->class);
	query_int(&q, is_change(ot->class) && protocol_is_industrial(ot->protocol));
	query_text(&q, ot->function);
	query_int(&q, ot->code);
	query_text(&q, ot->target);
	query_text(&q, ot->space);
	if (ot->has_subcode)
		query_int(&q, ot->subcode);
	else
		query_null(&q);
	const int rc = query_run(&q);

	change->id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update_row(struct store *store, const struct record_ot *ot, struct change *change)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE operation SET count = count + ?1, exceptions = exceptions + ?2,"
		    " ranges = ?3, wide = ?4, result = iif(?5 = '', result, ?5), period_us = ?6,"
		    " jitter_us = ?7, response_us = ?8, first_seen = min(first_seen, ?9),"
		    " last_seen = max(last_seen, ?10) WHERE id = ?11");
	bind_state(&q, ot, change);
	query_int(&q, change->id);
	return query_run(&q);
}

static int save_part(struct store *store, const struct mark *mark, const struct record *record,
		     struct change *change)
{
	struct query q;
	const bool made = change->part == 0;

	if (made)
		query_begin(&q, store,
			    "INSERT INTO operation_part (count, exceptions, first_seen, last_seen,"
			    " source_id, boot, entry, operation_id) VALUES (?,?,?,?,?,?,?,?)");
	else
		query_begin(&q, store,
			    "UPDATE operation_part SET count = count + ?1,"
			    " exceptions = exceptions + ?2, first_seen = min(first_seen, ?3),"
			    " last_seen = max(last_seen, ?4) WHERE id = ?5");
	query_int(&q, change->count);
	query_int(&q, change->exceptions);
	query_int(&q, record->ot.first_seen);
	query_int(&q, record->ot.last_seen);
	query_int(&q, made ? mark->source : change->part);
	if (made) {
		query_int(&q, (int64_t)mark->boot);
		query_int(&q, (int64_t)record->entry);
		query_int(&q, change->id);
	}
	const int rc = query_run(&q);

	if (made)
		change->part = sqlite3_last_insert_rowid(store->db);
	return rc;
}

int apply_ot(struct store *store, const struct mark *mark, const struct record *record,
	     struct inventory_parties parties)
{
	struct change change = {.id = 0};

	make_key(mark, record, parties, change.key);
	int rc = find_row(store, record, &change);

	if (!rc)
		rc = find_part(store, mark, record, &change);
	if (!rc)
		rc = change.id ? update_row(store, &record->ot, &change)
			       : make_row(store, mark, record, parties, &change);
	if (!rc)
		rc = save_part(store, mark, record, &change);
	buf_free(&change.ranges);
	if (rc)
		return rc;
	return hour_add(store,
			"INSERT INTO operation_hour VALUES (?,?,?) ON CONFLICT DO UPDATE SET"
			" count = count + excluded.count",
			change.part, record->ot.last_seen, change.count, -1);
}
