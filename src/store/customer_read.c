/* customer_read.c - a customer comes in from its file: known tables, known columns, all or nothing. SPDX-License-Identifier: Apache-2.0
 *
 * Numbers are given anew by shifting: what a table's rows were called lies between its least and its greatest id,
 * and comes to lie behind all that is here. So a number of the file that names no row of the file names nothing
 * here either, and never a row of somebody else.
 */

#include "store/customer_tables.h"

#include "lib/buf.h"
#include "lib/text.h"
#include "store/customer_file.h"
#include "store/customer_words.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

/* What one column of the file becomes. */
struct taken {
	const char *name;
	const struct customer_column *names; /* NULL: it is taken as it is */
	bool own_id;
	bool json;
	int64_t most; /* -1: no bound */
};

struct coming {
	struct store *store;
	struct customer_file *file;
	struct arena *arena;
	struct customer_range scopes;
	struct customer_range ids[CUSTOMER_TABLES_MAX];
	sqlite3_stmt *is_json;
	/* of the table at hand */
	const struct customer_table *table;
	struct taken columns[CUSTOMER_COLUMNS_MAX];
	size_t count;
	int place; /* of the column of that name, -1 none */
};

_Static_assert(CUSTOMER_TABLES_MAX >= 55, "one range for each table");

static int bad_column(struct coming *c, const char *column)
{
	return customer_file_foreign(c->store, arena_printf(c->arena, "%s.%s", c->table ? c->table->name : "scope", column));
}

static int64_t number_in(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t value = 0;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_type(s, 0) == SQLITE_INTEGER)
		value = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return value;
}

static bool in_range(const struct customer_range *range, int64_t number)
{
	return range->low && number >= range->low && number <= range->high;
}

static bool has_table(sqlite3 *db, const char *name)
{
	sqlite3_stmt *s = NULL;
	const bool has = sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE name = ?", -1, &s, NULL) ==
				 SQLITE_OK &&
			 sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
			 sqlite3_step(s) == SQLITE_ROW;

	sqlite3_finalize(s);
	return has;
}

static int find_ranges(struct coming *c)
{
	for (size_t i = 0; i < customer_table_count; i++) {
		const struct customer_table *t = &customer_tables[i];
		struct customer_range *range = &c->ids[i];

		if (!t->has_id || t->stays || !has_table(c->file->db, t->name))
			continue;
		range->low = number_in(c->file->db, arena_printf(c->arena, "SELECT min(id) FROM \"%s\"", t->name));
		range->high = number_in(c->file->db, arena_printf(c->arena, "SELECT max(id) FROM \"%s\"", t->name));
		range->shift = number_in(c->store->db,
					 arena_printf(c->arena, "SELECT ifnull(max(id), 0) + 1 FROM \"%s\"", t->name)) -
			       range->low;
	}
	c->scopes.low = c->file->scope_low;
	c->scopes.high = c->file->scope_high;
	c->scopes.shift = number_in(c->store->db, "SELECT max(id) + 1 FROM scope") - c->scopes.low;
	return 0;
}

/* ---- one value ---- */

/* Of rows by their id: what the file does not hold becomes 0, nobody. */
static int64_t moved(const struct customer_range *range, int64_t number)
{
	return in_range(range, number) ? number + range->shift : number < 0 ? number : 0;
}

/* Devices stand in the numbers of their scope; groups and all of the outside are far beyond. */
static int64_t moved_device(const struct coming *c, int64_t number)
{
	if (number <= 0 || number > IDS_MAX)
		return number;
	const int64_t scope = store_scope_of_device((uint64_t)number);

	return in_range(&c->scopes, scope) ? number + c->scopes.shift * STORE_DEVICES_EACH : 0;
}

static const struct customer_range *range_of(const struct coming *c, const char *table)
{
	const int at = customer_find(table);

	return at < 0 ? NULL : &c->ids[at];
}

static const struct customer_range *range_of_place(const struct coming *c, sqlite3_stmt *row)
{
	const char *place = c->place < 0 ? NULL : (const char *)sqlite3_column_text(row, c->place);

	return place ? range_of(c, place) : NULL;
}

/* "3 17": each of them anew. */
static char *moved_tasks(const struct coming *c, const char *text)
{
	const struct customer_range *range = range_of(c, "task");
	char *list = arena_strdup(c->arena, "");

	while (*text) {
		char *end;
		const int64_t id = strtoll(text, &end, 10);

		if (end == text)
			break;
		if (in_range(range, id))
			list = arena_printf(c->arena, "%s%s%lld", list, *list ? " " : "",
					    (long long)(id + range->shift));
		text = end + strspn(end, " ");
	}
	return list;
}

/* A column of a pack that is a zone of the plant; all others are the pack's own. */
static const char *moved_part(const struct coming *c, const char *text)
{
	static const char zone[] = "zone-";
	char *end;

	if (strncmp(text, zone, sizeof(zone) - 1) != 0)
		return text;
	const int64_t id = strtoll(text + sizeof(zone) - 1, &end, 10);

	return *end ? text : arena_printf(c->arena, "%s%lld", zone, (long long)moved(range_of(c, "zone"), id));
}

/* By its name; who knows nothing of it yet keeps the name. */
static int vulnerability(struct coming *c, const char *name, int64_t *id)
{
	struct query q;
	int rc;

	if (!*name || strlen(name) > 200)
		return bad_column(c, "vulnerability_id");
	query_begin(&q, c->store,
		    "INSERT INTO vulnerability (name, title, changed_at) VALUES (?, '', 0) ON CONFLICT DO NOTHING");
	query_text(&q, name);
	rc = query_run(&q);
	query_begin(&q, c->store, "SELECT id FROM vulnerability WHERE name = ?");
	query_text(&q, name);
	*id = query_number(&q, &rc);
	return rc;
}

static bool is_json(struct coming *c, sqlite3_value *value)
{
	bool good = sqlite3_value_bytes(value) == 0;

	if (!good && sqlite3_bind_value(c->is_json, 1, value) == SQLITE_OK)
		good = sqlite3_step(c->is_json) == SQLITE_ROW && sqlite3_column_int(c->is_json, 0) == 1;
	sqlite3_reset(c->is_json);
	return good;
}

/* Texts are UTF-8 without a NUL byte, numbers are whole. */
static bool is_fit(struct coming *c, const struct taken *column, sqlite3_value *value)
{
	const int type = sqlite3_value_type(value);

	if (type == SQLITE_INTEGER)
		return column->most < 0 || (sqlite3_value_int64(value) >= -1 && sqlite3_value_int64(value) <= column->most);
	if (type == SQLITE_FLOAT || column->most >= 0)
		return false;
	if (type != SQLITE_TEXT)
		return true;
	const char *text = (const char *)sqlite3_value_text(value);
	const size_t length = (size_t)sqlite3_value_bytes(value);

	return text && !memchr(text, '\0', length) && text_is_utf8(text, length) && (!column->json || is_json(c, value));
}

static int bind_key(struct coming *c, sqlite3_stmt *insert, int at, sqlite3_value *value)
{
	unsigned char key[16];
	crypto_generichash_state hash;
	const size_t length = (size_t)sqlite3_value_bytes(value);

	crypto_generichash_init(&hash, NULL, 0, sizeof(key));
	crypto_generichash_update(&hash, (const unsigned char *)&c->scopes.shift, sizeof(c->scopes.shift));
	crypto_generichash_update(&hash, length ? sqlite3_value_blob(value) : key, length);
	crypto_generichash_final(&hash, key, sizeof(key));
	return sqlite3_bind_blob(insert, at, key, sizeof(key), SQLITE_TRANSIENT);
}

/* The text kinds. */
static int bind_text(struct coming *c, sqlite3_stmt *insert, int at, const struct taken *column, sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);
	int64_t id = 0;

	if (!text)
		return bad_column(c, column->name);
	if (column->names->names == NAMES_TASKS) {
		sqlite3_bind_text(insert, at, moved_tasks(c, text), -1, SQLITE_TRANSIENT);
		return 0;
	}
	if (column->names->names == NAMES_PART) {
		sqlite3_bind_text(insert, at, moved_part(c, text), -1, SQLITE_TRANSIENT);
		return 0;
	}
	const int rc = vulnerability(c, text, &id);

	sqlite3_bind_int64(insert, at, id);
	return rc;
}

static int64_t moved_by(struct coming *c, const struct customer_column *names, int64_t number, sqlite3_stmt *row)
{
	const struct customer_range *range = names->names == NAMES_ID      ? range_of(c, names->table)
				    : names->names == NAMES_PLACE ? range_of_place(c, row)
								  : &c->scopes;

	if (names->names == NAMES_DEVICE)
		return moved_device(c, number);
	return range ? moved(range, number) : 0;
}

static int bind_moved(struct coming *c, sqlite3_stmt *insert, int at, const struct taken *column, sqlite3_stmt *row)
{
	sqlite3_value *value = sqlite3_column_value(row, at - 1);
	const enum customer_names names = column->own_id ? NAMES_ID : column->names->names;

	if (names == NAMES_TASKS || names == NAMES_PART || names == NAMES_VULNERABILITY)
		return bind_text(c, insert, at, column, value);
	if (names == NAMES_KEY)
		return bind_key(c, insert, at, value) == SQLITE_OK ? 0 : -ENOMEM;
	if (sqlite3_value_type(value) != SQLITE_INTEGER)
		return bad_column(c, column->name);
	const int64_t number = sqlite3_value_int64(value);
	const struct customer_range *own = column->own_id ? range_of(c, c->table->name) : NULL;

	if (own && (number < 1 || number > IDS_MAX))
		return bad_column(c, column->name);
	const int64_t now = own ? number + own->shift : moved_by(c, column->names, number, row);

	if (names == NAMES_DEVICE && strcmp(column->name, "id") == 0 && now == 0)
		return bad_column(c, column->name);
	sqlite3_bind_int64(insert, at, now);
	return 0;
}

/* ---- a table ---- */

static int take_row(struct coming *c, sqlite3_stmt *row, sqlite3_stmt *insert)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct taken *column = &c->columns[i];
		sqlite3_value *value = sqlite3_column_value(row, (int)i);
		int rc = 0;

		if (!is_fit(c, column, value))
			return bad_column(c, column->name);
		if (column->names || column->own_id)
			rc = bind_moved(c, insert, (int)i + 1, column, row);
		else if (sqlite3_bind_value(insert, (int)i + 1, value) != SQLITE_OK)
			rc = -ENOMEM;
		if (rc)
			return rc;
	}
	const int stepped = sqlite3_step(insert);

	sqlite3_reset(insert);
	if (stepped == SQLITE_DONE)
		return 0;
	return (stepped & 0xff) == SQLITE_FULL ? sql_failed(c->store, stepped) : bad_column(c, sqlite3_errmsg(c->store->db));
}

static const struct customer_column of_scope = {"scope_id", NAMES_SCOPE, NULL};

static void describe(struct coming *c, struct taken *column)
{
	const struct customer_table *t = c->table;

	column->most = -1;
	if (strcmp(column->name, "scope_id") == 0)
		column->names = &of_scope;
	column->own_id = t->has_id && strcmp(column->name, "id") == 0;
	for (const struct customer_column *names = t->columns; names->name; names++)
		if (strcmp(names->name, column->name) == 0)
			column->names = names;
	for (size_t i = 0; i < sizeof(t->json) / sizeof(t->json[0]) && t->json[i]; i++)
		column->json |= strcmp(t->json[i], column->name) == 0;
	for (size_t i = 0; i < sizeof(t->bounds) / sizeof(t->bounds[0]) && t->bounds[i].column; i++)
		if (strcmp(t->bounds[i].column, column->name) == 0)
			column->most = t->bounds[i].most;
}

/* Columns that both have; what an older file lacks gets its usual value. */
static int choose_columns(struct coming *c)
{
	const char *ours[CUSTOMER_COLUMNS_MAX], *theirs[CUSTOMER_COLUMNS_MAX];
	size_t our_count, their_count;
	int rc = customer_columns(c->store, c->store->db, c->table->name, c->arena, ours, CUSTOMER_COLUMNS_MAX,
				  &our_count);

	if (!rc)
		rc = customer_columns(c->store, c->file->db, c->table->name, c->arena, theirs, CUSTOMER_COLUMNS_MAX,
				      &their_count);
	c->count = 0;
	c->place = -1;
	for (size_t i = 0; i < our_count && !rc; i++)
		for (size_t j = 0; j < their_count; j++) {
			if (strcmp(ours[i], theirs[j]) != 0)
				continue;
			if (strcmp(ours[i], "place") == 0)
				c->place = (int)c->count;
			c->columns[c->count] = (struct taken){.name = ours[i]};
			describe(c, &c->columns[c->count++]);
		}
	return rc;
}

static int take_rows(struct coming *c, const char *select, const char *into)
{
	sqlite3_stmt *row = NULL;
	sqlite3_stmt *insert = NULL;
	int stepped = sqlite3_prepare_v2(c->file->db, select, -1, &row, NULL);
	int rc = stepped == SQLITE_OK ? 0 : bad_column(c, "");

	if (!rc && sqlite3_prepare_v2(c->store->db, into, -1, &insert, NULL) != SQLITE_OK)
		rc = sql_failed(c->store, sqlite3_errcode(c->store->db));
	while (!rc && (stepped = sqlite3_step(row)) == SQLITE_ROW)
		rc = take_row(c, row, insert);
	if (!rc && stepped != SQLITE_DONE)
		rc = customer_file_bad(c->store, "the file is damaged");
	sqlite3_finalize(row);
	sqlite3_finalize(insert);
	return rc;
}

static int take_table(struct coming *c, const struct customer_table *table)
{
	struct buf select = {0}, insert = {0};
	int rc;

	c->table = table;
	if (table->stays || !has_table(c->file->db, table->name))
		return 0;
	rc = choose_columns(c);
	buf_text(&select, "SELECT ");
	buf_printf(&insert, "INSERT INTO \"%s\" (", table->name);
	for (size_t i = 0; i < c->count; i++) {
		buf_printf(&select, "%s\"%s\"", i ? "," : "", c->columns[i].name);
		buf_printf(&insert, "%s\"%s\"", i ? "," : "", c->columns[i].name);
	}
	buf_printf(&select, " FROM \"%s\"", table->name);
	buf_text(&insert, ") VALUES (");
	for (size_t i = 0; i < c->count; i++)
		buf_text(&insert, i ? ",?" : "?");
	buf_text(&insert, ")");
	if (!rc && c->count)
		rc = take_rows(c, buf_string(&select), buf_string(&insert));
	buf_free(&select);
	buf_free(&insert);
	return rc;
}

/* ---- scopes ---- */

static int add_scope(struct coming *c, int64_t id, int64_t parent, const char *name, const char *kind)
{
	struct query q;

	query_begin(&q, c->store, "INSERT INTO scope (id, parent, name, kind) VALUES (?, ?, ?, ?)");
	query_int(&q, id);
	query_int(&q, parent);
	query_text(&q, name);
	query_text(&q, kind);
	int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, c->store, "INSERT INTO moving VALUES (?)");
	query_int(&q, id);
	return query_run(&q);
}

static bool is_name(const char *text)
{
	return text && *text && strlen(text) <= 200 && text_is_utf8(text, strlen(text));
}

static int take_scopes(struct coming *c, const struct customer_coming *what)
{
	sqlite3_stmt *row = NULL;
	int stepped = sqlite3_prepare_v2(c->file->db, "SELECT id, parent, name, kind FROM \"scope\" ORDER BY id", -1,
					 &row, NULL);
	int rc = stepped == SQLITE_OK ? 0 : bad_column(c, "");

	c->table = NULL;
	while (!rc && (stepped = sqlite3_step(row)) == SQLITE_ROW) {
		const int64_t id = sqlite3_column_int64(row, 0);
		const bool top = id == c->scopes.low;
		const char *name = top && what->name ? what->name : (const char *)sqlite3_column_text(row, 2);
		const char *kind = (const char *)sqlite3_column_text(row, 3);

		rc = is_name(name) && is_name(kind)
			     ? add_scope(c, id + c->scopes.shift,
					 top ? what->parent : sqlite3_column_int64(row, 1) + c->scopes.shift, name, kind)
			     : bad_column(c, "name");
	}
	sqlite3_finalize(row);
	return rc;
}

/* ---- the whole ---- */

static int count_named(struct store *store, const struct viewer *viewer, int64_t parent, const char *name,
		       int64_t *count)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "SELECT count(*) FROM scope WHERE name = ?1 AND (?2 = 0 OR parent = ?2)"
		    " AND id IN (SELECT value FROM json_each(?3))");
	query_text(&q, name);
	query_int(&q, parent);
	query_scopes(&q, viewer);
	*count = query_number(&q, &rc);
	return rc;
}

static int say(struct coming *c, const struct viewer *viewer, int64_t parent, int64_t scope)
{
	const struct customer *what = &c->file->what;
	const struct viewer above = {.user = viewer->user, .scopes = &parent, .scope_count = 1};
	struct query q;

	query_begin(&q, c->store, "INSERT INTO setting VALUES (?, 'customer.file', ?)");
	query_int(&q, scope);
	query_text(&q, what->id);
	int rc = query_run(&q);

	if (!rc)
		rc = sql_exec(c->store, "DELETE FROM moving");
	return rc ? rc
		  : store_audit_row(c->store, &above, "customer.import", scope,
				    arena_printf(c->arena, "%s: %llu rows, file %s made by %s", what->name,
						 (unsigned long long)what->rows, what->id, what->made_by));
}

static int take_all(struct coming *c, const struct viewer *viewer, const struct customer_coming *what, int64_t *scope)
{
	int rc = find_ranges(c);

	if (!rc && sqlite3_prepare_v2(c->store->db, "SELECT json_valid(?)", -1, &c->is_json, NULL) != SQLITE_OK)
		rc = sql_failed(c->store, sqlite3_errcode(c->store->db));
	if (!rc && sodium_init() < 0)
		rc = -EIO;
	if (!rc)
		rc = take_scopes(c, what);
	for (size_t i = 0; i < customer_table_count && !rc; i++)
		rc = take_table(c, &customer_tables[i]);
	if (!rc)
		rc = customer_move_words(c->store, c->arena, range_of(c, "register"), range_of(c, "network"), range_of(c, "zone"),
					 range_of(c, "task"));
	sqlite3_finalize(c->is_json);
	*scope = c->scopes.low + c->scopes.shift;
	return rc ? rc : say(c, viewer, what->parent, *scope);
}

static int open_and_take(struct store *store, const struct viewer *viewer, const struct customer_coming *what,
			 int64_t *scope)
{
	struct arena arena = {0};
	struct customer_file file;
	struct coming c = {.store = store, .file = &file, .arena = &arena};
	int64_t same = 0;
	int rc = customer_file_open(store, what->path, what->arena, &file);

	if (!rc)
		rc = count_named(store, viewer, what->parent, what->name ? what->name : file.what.name, &same);
	if (!rc && same)
		rc = store_failed(store, -EEXIST, "there is one of this name: give it another");
	if (!rc)
		rc = take_all(&c, viewer, what, scope);
	if (!rc)
		*what->what = file.what;
	customer_file_close(&file);
	arena_free(&arena);
	return rc;
}

int customer_read(struct store *store, const struct viewer *viewer, const struct customer_coming *coming,
		  int64_t *scope)
{
	bool own;
	const int rc = step_begin_in(store, viewer, coming->parent, &own);

	return rc ? rc : step_end(store, own, open_and_take(store, viewer, coming, scope));
}

int customer_look(struct store *store, const struct viewer *viewer, const char *path, struct arena *arena,
		  struct customer *out)
{
	struct customer_file file;
	int64_t same = 0;
	struct query q;
	int rc = customer_file_open(store, path, arena, &file);

	if (!rc)
		rc = count_named(store, viewer, 0, file.what.name, &same);
	*out = file.what;
	out->name_taken = same > 0;
	customer_file_close(&file);
	if (rc)
		return rc;
	query_begin_once(&q, store,
			 "SELECT s.name FROM setting t JOIN scope s ON s.id = t.scope_id WHERE t.name = 'customer.file'"
			 " AND t.value = ?1 AND s.id IN (SELECT value FROM json_each(?2)) LIMIT 1",
			 arena);
	query_text(&q, out->id);
	query_scopes(&q, viewer);
	out->here = query_row(&q) ? query_get_text(&q) : "";
	return query_end(&q);
}
