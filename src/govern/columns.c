/* columns.c - columns of a pack that are what the plant has: zones, kinds of devices and single ones, suppliers
 * (S4-018 S4-069). SPDX-License-Identifier: Apache-2.0 */

#include "govern/columns.h"

#include "lib/arena.h"
#include "store/assess.h"
#include "store/govern.h"
#include "store/supplier.h"

#include <string.h>

#define COLUMNS_MAX 200

/* The page has words for roles: here the id stands. */
static int of_roles(struct store *store, const struct viewer *viewer, struct pack *pack,
		    struct arena *arena)
{
	struct tally *rows;
	size_t count;
	const int rc = store_by_role(store, viewer, arena, &rows, &count);

	for (size_t i = 0; !rc && i < count && pack->column_count < COLUMNS_MAX; i++)
		if (rows[i].name[0] && strcmp(rows[i].name, "internet") != 0)
			pack->columns[pack->column_count++] = (struct pack_column){
				.id = rows[i].name, .title = {rows[i].name, rows[i].name}};
	return rc;
}

/* Devices that were answered for themselves stand behind all kinds. */
static int of_devices(struct store *store, const struct viewer *viewer, int64_t scope, struct pack *pack,
		      struct arena *arena)
{
	struct answered_device *rows;
	size_t count;
	const int rc = store_answered_devices(store, viewer, scope, pack->id, arena, &rows, &count);

	if (rc)
		return rc;
	struct pack_column *columns = arena_alloc(arena, (pack->column_count + count + 1) * sizeof(*columns));

	if (pack->column_count)
		memcpy(columns, pack->columns, pack->column_count * sizeof(*columns));
	pack->columns = columns;
	for (size_t i = 0; i < count; i++)
		pack->columns[pack->column_count++] = (struct pack_column){
			.id = rows[i].part, .title = {rows[i].name, rows[i].name}, .of = rows[i].role};
	return 0;
}

static int of_zones(struct store *store, const struct viewer *viewer, struct pack *pack,
		    struct arena *arena)
{
	struct zone_name *rows;
	size_t count;
	const int rc = store_zone_names(store, viewer, arena, &rows, &count);

	for (size_t i = 0; !rc && i < count && pack->column_count < COLUMNS_MAX; i++)
		pack->columns[pack->column_count++] = (struct pack_column){
			.id = arena_printf(arena, "zone-%lld", (long long)rows[i].id),
			.title = {rows[i].name, rows[i].name}};
	return rc;
}

static int of_suppliers(struct store *store, const struct viewer *viewer, int64_t scope, struct pack *pack,
			struct arena *arena)
{
	struct supplier_name *rows;
	size_t count;
	const int rc = store_supplier_names(store, viewer, scope, arena, &rows, &count);

	for (size_t i = 0; !rc && i < count && pack->column_count < COLUMNS_MAX; i++)
		pack->columns[pack->column_count++] = (struct pack_column){
			.id = rows[i].key, .title = {rows[i].name, rows[i].name}};
	return rc;
}

int columns_of_plant(struct store *store, const struct viewer *viewer, const struct pack *pack, int64_t scope,
		     struct arena *arena, const struct pack **out)
{
	struct pack *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *pack;
	copy->columns = arena_alloc(arena, COLUMNS_MAX * sizeof(*copy->columns));
	copy->column_count = 0;
	*out = copy;
	if (pack_of_suppliers(pack))
		return of_suppliers(store, viewer, scope, copy, arena);
	if (strcmp(pack->columns_of, "zone") == 0)
		return of_zones(store, viewer, copy, arena);
	const int rc = of_roles(store, viewer, copy, arena);

	return rc ? rc : of_devices(store, viewer, scope, copy, arena);
}
