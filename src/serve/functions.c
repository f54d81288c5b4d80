/* functions.c - functions of the plant as protected objects (S4-016). SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "lib/arena.h"
#include "store/functions.h"

#include <string.h>

static void put_list(struct request *r, struct json_out *j, const char *key, const char *list)
{
	json_array(j, key);
	for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',')
		json_text(j, NULL, arena_copy(&r->arena, p, strcspn(p, ",")));
	json_array_end(j);
}

void functions_get(struct request *r)
{
	struct plant_function *rows;
	size_t count;

	if (!request_good(r, store_functions(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		const struct plant_function *f = &rows[i];

		json_object(j, NULL);
		json_text(j, "id", f->zone ? arena_printf(&r->arena, "function.%s:%lld", f->name, (long long)f->zone)
					   : arena_printf(&r->arena, "function.%s", f->name));
		json_text(j, "name", f->name);
		json_text(j, "zone", f->zone_name);
		json_uint(j, "devices", f->devices);
		put_list(r, j, "roles", f->roles);
		put_list(r, j, "protocols", f->protocols);
		json_object_end(j);
	}
	request_end_items(r, count);
}
