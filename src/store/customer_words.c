/* customer_words.c - ids that stand inside of texts of a customer that comes in. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_words.h"

#include "store/functions.h"

#define OF_ITS_OWN " WHERE id BETWEEN ?4 AND ?5"

static int run(struct store *store, struct arena *arena, const char *sql, const struct customer_range *named,
	       const struct customer_range *registers)
{
	struct query q;

	query_begin_once(&q, store, sql, arena);
	query_int(&q, named->low ? named->low : 1);
	query_int(&q, named->low ? named->high : 0); /* none is between */
	query_int(&q, named->shift);
	query_int(&q, registers->low + registers->shift);
	query_int(&q, registers->high + registers->shift);
	return query_run(&q);
}

/* {"works": ["3", "17"]} */
static int move_list(struct store *store, struct arena *arena, const char *key, const struct customer_range *named,
		     const struct customer_range *registers)
{
	return run(store, arena,
		   arena_printf(arena,
				"UPDATE register SET body = json_set(body, '$.%s', (SELECT json_group_array(CAST(CAST(value AS INTEGER)"
				" + ?3 AS TEXT)) FROM json_each(body, '$.%s') WHERE CAST(value AS INTEGER) BETWEEN ?1 AND ?2))"
				OF_ITS_OWN " AND json_type(body, '$.%s') = 'array'",
				key, key, key),
		   named, registers);
}

/* "network:3", of a kind; a mark stands behind what names nothing. */
static int move_name(struct store *store, struct arena *arena, const char *kind, const char *prefix,
		     const struct customer_range *named, const struct customer_range *registers)
{
	return run(store, arena,
		   arena_printf(arena,
				"UPDATE register SET name = CASE WHEN CAST(substr(name, %zu) AS INTEGER) BETWEEN ?1 AND ?2"
				" THEN '%s' || (CAST(substr(name, %zu) AS INTEGER) + ?3) ELSE name || ' ?' END"
				OF_ITS_OWN " AND kind = '%s' AND name = '%s' || CAST(substr(name, %zu) AS INTEGER)",
				strlen(prefix) + 1, prefix, strlen(prefix) + 1, kind, prefix, strlen(prefix) + 1),
		   named, registers);
}

int customer_move_words(struct store *store, struct arena *arena, const struct customer_range *registers,
			const struct customer_range *networks, const struct customer_range *zones,
			const struct customer_range *tasks)
{
	const struct {
		const char *kind, *prefix;
		const struct customer_range *named;
	} names[] = {{"object", "network:", networks}, {"object", "component:", registers}, {"object", "data:", registers},
		     {"zone", "", zones}, {"renewal", "", zones}};
	int rc = 0;

	if (!registers->low)
		return 0;
	rc = move_list(store, arena, "works", registers, registers);
	if (!rc)
		rc = move_list(store, arena, "tasks", tasks, registers);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !rc; i++)
		rc = move_name(store, arena, names[i].kind, names[i].prefix, names[i].named, registers);
	for (const char *const *name = plant_function_names; *name && !rc; name++)
		rc = move_name(store, arena, "object", arena_printf(arena, "function.%s:", *name), zones, registers);
	return rc;
}
