/* customer_value.c - what one value of a customer's file becomes: told whether it fits, and named anew.
 * SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_coming.h"

#include "inventory/inventory.h"
#include "lib/text.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX 8192 /* bytes of a text that names rows */

int coming_refuse(struct coming *c, const char *column)
{
	return customer_file_foreign(c->store, arena_printf(c->arena, "%s.%s", c->table ? c->table->name : "scope", column));
}

static const struct customer_column of_scope = {"scope_id", NAMES_SCOPE, NULL};

void coming_describe(const struct coming *c, struct taken *column)
{
	const struct customer_table *t = c->table;

	column->most = -1;
	if (!t)
		return;
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

void coming_find_ranges(struct coming *c)
{
	for (size_t i = 0; i < customer_table_count; i++) {
		const struct customer_table *t = &customer_tables[i];

		if (!t->has_id || t->stays || !customer_file_has(c->file->db, t->name))
			continue;
		c->ids[i].low = customer_file_number(c->file->db, arena_printf(c->arena, "SELECT min(id) FROM \"%s\"", t->name));
		c->ids[i].high = customer_file_number(c->file->db, arena_printf(c->arena, "SELECT max(id) FROM \"%s\"", t->name));
	}
	c->scopes.low = c->file->scope_low;
	c->scopes.high = c->file->scope_high;
}

static bool in_range(const struct customer_range *range, int64_t number)
{
	return range->low && number >= range->low && number <= range->high;
}

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

const struct customer_range *coming_range(const struct coming *c, const char *table)
{
	const int at = customer_find(table);

	return at < 0 ? NULL : &c->ids[at];
}

static const struct customer_range *range_of_place(const struct coming *c, sqlite3_stmt *row)
{
	const char *place = c->place < 0 ? NULL : (const char *)sqlite3_column_text(row, c->place);

	return place ? coming_range(c, place) : NULL;
}

/* "3 17": each of them anew; at most LIST_MAX bytes, see coming_is_own(). */
static char *moved_tasks(struct coming *c, const char *text)
{
	const struct customer_range *range = coming_range(c, "task");
	const size_t room = (strlen(text) / 2 + 1) * 21 + 1;
	char *list = arena_alloc(&c->row, room);
	size_t length = 0;

	list[0] = '\0';
	while (*text) {
		char *end;
		const int64_t id = strtoll(text, &end, 10);

		if (end == text)
			break;
		if (in_range(range, id))
			length += (size_t)snprintf(list + length, room - length, "%s%lld", length ? " " : "",
						   (long long)(id + range->shift));
		text = end + strspn(end, " ");
	}
	return list;
}

/* A column of a pack that is a zone or a device of the plant; all others are the pack's own. */
static const char *moved_part(struct coming *c, const char *text)
{
	static const char zone[] = "zone-";
	char *end;
	const uint64_t device = asset_id_parse(text);

	if (device && device <= IDS_MAX) {
		char *id = arena_alloc(&c->row, ASSET_ID_SIZE);

		asset_id_text((uint64_t)moved_device(c, (int64_t)device), id);
		return id;
	}
	if (strncmp(text, zone, sizeof(zone) - 1) != 0)
		return text;
	const int64_t id = strtoll(text + sizeof(zone) - 1, &end, 10);

	return *end ? text : arena_printf(&c->row, "%s%lld", zone, (long long)moved(coming_range(c, "zone"), id));
}

/* By its name; who knows nothing of it yet keeps the name. */
static int vulnerability(struct coming *c, const char *name, int64_t *id)
{
	struct query q;
	int rc;

	if (!*name || strlen(name) > 200)
		return coming_refuse(c, "vulnerability_id");
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
bool coming_is_fit(struct coming *c, const struct taken *column, sqlite3_value *value)
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

bool coming_is_own(const struct coming *c, const struct taken *column, sqlite3_value *value)
{
	const int type = sqlite3_value_type(value);
	const int64_t number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;

	if (column->own_id)
		return number >= 1 && number <= IDS_MAX;
	if (!column->names || column->names->names == NAMES_KEY)
		return true;
	if (column->names->names == NAMES_SCOPE)
		return in_range(&c->scopes, number);
	if (column->names->names == NAMES_TASKS || column->names->names == NAMES_PART || column->names->names == NAMES_VULNERABILITY)
		return type == SQLITE_TEXT && sqlite3_value_bytes(value) <= LIST_MAX;
	return type == SQLITE_INTEGER;
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
		return coming_refuse(c, column->name);
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
	const struct customer_range *range = names->names == NAMES_ID      ? coming_range(c, names->table)
				    : names->names == NAMES_PLACE ? range_of_place(c, row)
								  : &c->scopes;

	if (names->names == NAMES_DEVICE)
		return moved_device(c, number);
	return range ? moved(range, number) : 0;
}

int coming_bind(struct coming *c, sqlite3_stmt *insert, int at, const struct taken *column, sqlite3_stmt *row)
{
	sqlite3_value *value = sqlite3_column_value(row, at - 1);
	const enum customer_names names = column->own_id ? NAMES_ID : column->names->names;

	if (names == NAMES_TASKS || names == NAMES_PART || names == NAMES_VULNERABILITY)
		return bind_text(c, insert, at, column, value);
	if (names == NAMES_KEY)
		return bind_key(c, insert, at, value) == SQLITE_OK ? 0 : -ENOMEM;
	if (sqlite3_value_type(value) != SQLITE_INTEGER)
		return coming_refuse(c, column->name);
	const int64_t number = sqlite3_value_int64(value);
	const struct customer_range *own = column->own_id ? coming_range(c, c->table->name) : NULL;

	if (own && (number < 1 || number > IDS_MAX))
		return coming_refuse(c, column->name);
	const int64_t now = own ? number + own->shift : moved_by(c, column->names, number, row);

	if (names == NAMES_DEVICE && strcmp(column->name, "id") == 0 && now == 0)
		return coming_refuse(c, column->name);
	sqlite3_bind_int64(insert, at, now);
	return 0;
}
