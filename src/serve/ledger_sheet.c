/* ledger_sheet.c - the ledger as a workbook, and what another one would change in it. SPDX-License-Identifier: Apache-2.0 */

#include "serve/ledger_match.h"
#include "serve/server.h"
#include "serve/sheet.h"

#include <stdlib.h>
#include <string.h>

#define FIELDS	10
#define MOST	2000 /* of each kind are named */

/* Titles that ledger_guess_columns() knows again, in the order of the API's fields. */
static const struct sheet_column columns[FIELDS] = {
        {"Name", "機器名"},	  {"IP address", "IPアドレス"}, {"MAC address", "MACアドレス"}, {"Vendor", "メーカー"},
        {"Model", "型式"},	  {"Serial number", "製造番号"}, {"Location", "設置場所"},	{"Owner", "担当"},
        {"Importance", "重要度"}, {"Role", "種類"},
};
static const char *const names[FIELDS] = {"name",   "ip",	"mac",	 "vendor",     "model",
                                          "serial", "location", "owner", "importance", "role"};

static const char *field_of(const struct ledger_row *row, size_t field)
{
	const char *const all[FIELDS] = {row->name,   row->ip,	     row->mac,	 row->vendor,	  row->model,
	                                 row->serial, row->location, row->owner, row->importance, row->role};

	return all[field] ? all[field] : "";
}

void ledger_xlsx(struct request *r)
{
	struct ledger ledger;
	struct sheet sheet;

	if (!request_good(r, store_ledger(r->store, &r->who.viewer, &r->arena, &ledger)) ||
	    !sheet_begin(&sheet, r, &sheet_xlsx, "ledger", columns, FIELDS))
		return;
	for (size_t i = 0; i < ledger.count; i++) {
		for (size_t f = 0; f < FIELDS; f++)
			sheet_text(&sheet, field_of(&ledger.rows[i], f));
		sheet_end_row(&sheet);
	}
	sheet_end(&sheet);
}

/* ---- what would change ---- */

/* A row is known again by the first of these that it has. */
static const char *key_of(const struct ledger_row *row, struct arena *arena)
{
	static const size_t by[] = {2, 1, 5, 0}; /* MAC, IP, serial number, name */

	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++)
		if (*field_of(row, by[i]))
			return arena_printf(arena, "%zu %s", by[i], field_of(row, by[i]));
	return "";
}

struct keyed {
	const char *key;
	const struct ledger_row *row;
	bool met;
};

static int compare_keys(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	const int order = strcmp(x->key, y->key);

	return order ? order : (x->row->row > y->row->row) - (x->row->row < y->row->row);
}

static struct keyed *sorted(const struct ledger_row *rows, size_t count, struct arena *arena)
{
	struct keyed *list = arena_alloc(arena, (count + 1) * sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (struct keyed){key_of(&rows[i], arena), &rows[i], false};
	qsort(list, count, sizeof(*list), compare_keys);
	return list;
}

static void put_row(struct json_out *j, const struct ledger_row *row)
{
	json_int(j, "row", row->row);
	put_text(j, "name", field_of(row, 0));
	put_text(j, "ip", field_of(row, 1));
	put_text(j, "mac", field_of(row, 2));
}

static bool same(const struct ledger_row *a, const struct ledger_row *b)
{
	for (size_t f = 0; f < FIELDS; f++)
		if (strcmp(field_of(a, f), field_of(b, f)) != 0)
			return false;
	return true;
}

static void put_change(struct json_out *j, const struct ledger_row *before, const struct ledger_row *after)
{
	json_object(j, NULL);
	put_row(j, after);
	json_array(j, "fields");
	for (size_t f = 0; f < FIELDS; f++) {
		if (strcmp(field_of(before, f), field_of(after, f)) == 0)
			continue;
		json_object(j, NULL);
		json_text(j, "field", names[f]);
		json_text(j, "before", field_of(before, f));
		json_text(j, "after", field_of(after, f));
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static size_t put_unmet(struct json_out *j, const char *key, const struct keyed *list, size_t count)
{
	size_t unmet = 0;

	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		if (list[i].met || unmet++ >= MOST)
			continue;
		json_object(j, NULL);
		put_row(j, list[i].row);
		json_object_end(j);
	}
	json_array_end(j);
	return unmet;
}

void ledger_compare(struct request *r, const struct ledger_row *rows, size_t count)
{
	struct ledger ledger;

	if (!request_good(r, store_ledger(r->store, &r->who.viewer, &r->arena, &ledger)))
		return;
	struct keyed *old = sorted(ledger.rows, ledger.count, &r->arena);
	struct keyed *new = sorted(rows, count, &r->arena);
	struct json_out *j = request_json(r, 200);
	size_t changed = 0;

	json_array(j, "changed");
	for (size_t o = 0, n = 0; o < ledger.count && n < count;) {
		const int order = strcmp(old[o].key, new[n].key);

		if (order == 0) {
			old[o].met = new[n].met = true;
			if (!same(old[o].row, new[n].row) && changed++ < MOST)
				put_change(j, old[o].row, new[n].row);
		}
		o += order <= 0;
		n += order >= 0;
	}
	json_array_end(j);
	const size_t added = put_unmet(j, "added", new, count);
	const size_t removed = put_unmet(j, "removed", old, ledger.count);

	json_uint(j, "changed_count", changed);
	json_uint(j, "added_count", added);
	json_uint(j, "removed_count", removed);
	json_uint(j, "before", ledger.count);
	json_uint(j, "after", count);
	request_end_json(r);
}
