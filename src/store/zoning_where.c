/* zoning_where.c - crossings within statements. SPDX-License-Identifier: Apache-2.0 */

#include "store/zoning_where.h"

#include <stdlib.h>
#include <string.h>

#include "store/party.h"

enum crossing crossing_between(const struct zoning *zoning, struct zone_place from, int from_level,
			       struct zone_place to, int to_level, const char *protocol)
{
	if (from.zone != ZONE_NOWHERE && to.zone != ZONE_NOWHERE)
		return zoning_judge(zoning, from, to, protocol, NULL);
	return crossing_of_levels(from_level, to_level, protocol);
}

static struct zone_place place_at(sqlite3_value **values)
{
	return (struct zone_place){sqlite3_value_int64(values[0]), sqlite3_value_int64(values[1])};
}

static void crossing(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);

	(void)count;
	sqlite3_result_int(context,
			   (int)crossing_between(store->zoning, place_at(values), sqlite3_value_int(values[2]),
						 place_at(values + 3), sqlite3_value_int(values[5]),
						 (const char *)sqlite3_value_text(values[6])));
}

static void network_level(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);

	(void)count;
	sqlite3_result_int(context, zoning_level(store->zoning, place_at(values), sqlite3_value_int(values[2])));
}

int crossings_begin(struct store *store, const struct viewer *viewer)
{
	if (store->zoning_users++ > 0)
		return 0;
	int rc = sqlite3_create_function(store->db, "crossing", 7, SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
					       crossing, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_create_function(store->db, "network_level", 3, SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
					     network_level, NULL, NULL);
	store->zoning = zoning_new();
	return rc == SQLITE_OK ? store_zoning(store, viewer, store->zoning) : sql_failed(store, rc);
}

void crossings_end(struct store *store)
{
	if (--store->zoning_users > 0)
		return;
	zoning_free(store->zoning);
	store->zoning = NULL;
}

/* The conversations whose ends stand there; a negative id is the outside, by its zone or by its address. */
#define ENDS_OF "r.id IN (SELECT c.id FROM conversation c" PARTY_JOIN("c") " WHERE "
#define ZONE_OF(e, a) "iif(ifnull(" e ".zone_id, 0) != 0, " e ".zone_id, iif(ifnull(" a ".external, 0), -1, 0))"

static int64_t zone_number(const char *text)
{
	if (strcmp(text, "outside") == 0)
		return ZONE_OUTSIDE;
	return strcmp(text, "none") == 0 ? ZONE_NOWHERE : strtoll(text, NULL, 10);
}

/* crossing_name()s as numbers. */
static const char *numbers_of(const char *names, struct arena *arena)
{
	const char *numbers = "-1";

	for (int i = 0; i < CROSSING_COUNT; i++)
		if (strstr(names, crossing_name((enum crossing)i)))
			numbers = arena_printf(arena, "%s,%d", numbers, i);
	return numbers;
}

void crossing_condition(struct list *list, const struct conversation_filter *f, struct arena *arena)
{
	if (f->from_zone && f->from_zone[0])
		list_where_int(list, ENDS_OF ZONE_OF("ce", "ca") " = ?)", zone_number(f->from_zone));
	if (f->to_zone && f->to_zone[0])
		list_where_int(list, ENDS_OF ZONE_OF("se", "sa") " = ?)", zone_number(f->to_zone));
	if (f->crossing && f->crossing[0])
		list_where_list(list, ENDS_OF CROSSING_OF("c") " IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))",
				numbers_of(f->crossing, arena));
}
