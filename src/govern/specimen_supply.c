/* specimen_supply.c - suppliers of the model factory (見本). SPDX-License-Identifier: Apache-2.0 */

#include "govern/specimen_plant.h"

#include "govern/stakeholders.h"
#include "lib/arena.h"
#include "lib/log.h"
#include "store/supplier.h"
#include "store/zoning.h"

#include <errno.h>
#include <string.h>

/* Texts may be missing: NULL then. */
struct specimen_supplier {
	const char *key, *name, *kind, *stages, *sides, *brings, *country, *person, *day, *night;
	const char *vulnerability, *contract, *substitute;
	struct texts makers, zones;
	bool small;
};

#define TEXT(name, needed) {#name, FIELD_TEXT, needed, offsetof(struct specimen_supplier, name), 0, NULL}
#define LIST(name) {#name, FIELD_TEXTS, false, offsetof(struct specimen_supplier, name), 0, NULL}

static const struct field fields[] = {
	TEXT(key, true), TEXT(name, true), TEXT(kind, true), TEXT(stages, true), TEXT(sides, true), TEXT(brings, true),
	TEXT(country, false), TEXT(person, false), TEXT(day, false), TEXT(night, false), TEXT(vulnerability, false),
	TEXT(contract, false), TEXT(substitute, false), LIST(makers), LIST(zones),
	{"small", FIELD_FLAG, false, offsetof(struct specimen_supplier, small), 0, NULL}, {0},
};
const struct shape specimen_supplier_shape = {sizeof(struct specimen_supplier), 50, fields};

static const char *text(const char *may_be_missing)
{
	return may_be_missing ? may_be_missing : "";
}

/* Our own words: nothing in them needs an escape. */
static const char *json_of(const struct texts *list, struct arena *arena)
{
	const char *out = "[";

	for (size_t i = 0; i < list->count; i++)
		out = arena_printf(arena, "%s%s\"%s\"", out, i ? "," : "", list->text[i]);
	return arena_printf(arena, "%s]", out);
}

static int zones_of(struct store *store, const struct viewer *viewer, const struct texts *names, struct arena *arena,
		    const char **out)
{
	struct zone_use *zones;
	size_t count, found = 0;
	const int rc = store_zones(store, viewer, arena, &zones, &count);

	*out = "[";
	for (size_t i = 0; !rc && i < count; i++)
		for (size_t n = 0; n < names->count; n++)
			if (strcmp(zones[i].zone.name, names->text[n]) == 0)
				*out = arena_printf(arena, "%s%s%lld", *out, found++ ? "," : "",
						    (long long)zones[i].zone.id);
	*out = arena_printf(arena, "%s]", *out);
	return rc;
}

static int put(struct store *store, const struct viewer *viewer, const struct specimen_supplier *s, struct arena *arena)
{
	const struct stakeholder_book *b = stakeholder_book();
	struct supplier_row row = {
		.scope = STORE_ROOT_SCOPE, .key = s->key, .name = s->name, .kind = s->kind, .stages = s->stages,
		.sides = s->sides, .brings = s->brings, .makers = json_of(&s->makers, arena), .country = text(s->country),
		.person = text(s->person), .day = text(s->day), .night = text(s->night),
		.vulnerability = text(s->vulnerability), .contract = text(s->contract),
		.substitute = text(s->substitute), .note = "", .small = s->small, .specimen = true,
	};
	int64_t id;

	if (!BOOK_HAS(b->kinds, b->kind_count, s->kind)) {
		log_error("samples/declared.yaml: no such kind: %s", s->kind); /* ours: a test reads it */
		return -EINVAL;
	}
	const int rc = zones_of(store, viewer, &s->zones, arena, &row.zones);

	return rc ? rc : store_supplier_put(store, viewer, &row, &id);
}

int specimen_supply_put(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
			struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->supplier_count; i++)
		rc = put(store, viewer, &p->suppliers[i], arena);
	return rc;
}
