/* specimen_plant.c - zones, works and plans of the model factory (見本). SPDX-License-Identifier: Apache-2.0 */

#include "govern/specimen_plant.h"

#include "govern/assess.h"
#include "govern/library.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "store/zoning.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DAY (86400 * SECOND)

/* All texts may be missing: NULL then. Numbers stand as texts. */
struct specimen_zone {
	const char *name, *kind, *smkl, *importance, *subnets, *class, *level, *model, *hurdles, *renewal;
	struct texts answers, targets; /* of packs by zones: "meti-network/n-1=middle" */
	int64_t id, network;
};

struct specimen_conduit {
	const char *from, *to, *protocols, *note;
};

struct specimen_row {
	const char *kind, *name, *importance;
	struct texts works;
	const char *more; /* members of the JSON object */
	int64_t id;
};

struct specimen_task {
	const char *title, *kind, *pack, *part, *item, *owner, *starts_in, *due_in, *every, *window;
	const char *cost, *effect, *follows, *note, *state;
	bool stops_line;
};

struct specimen_exception {
	const char *pack, *item, *reason, *measure, *ends_in;
};

#define TEXT(type, name, needed) {#name, FIELD_TEXT, needed, offsetof(struct type, name), 0, NULL}
#define SHAPE(type) const struct shape type##_shape = {sizeof(struct type), 200, type##_fields}

static const struct field specimen_zone_fields[] = {
	TEXT(specimen_zone, name, true), TEXT(specimen_zone, kind, true),
	TEXT(specimen_zone, smkl, true), TEXT(specimen_zone, importance, true),
	TEXT(specimen_zone, subnets, true), TEXT(specimen_zone, class, false),
	TEXT(specimen_zone, level, false), TEXT(specimen_zone, model, false),
	TEXT(specimen_zone, hurdles, false), TEXT(specimen_zone, renewal, false),
	{"answers", FIELD_TEXTS, false, offsetof(struct specimen_zone, answers), 0, NULL},
	{"targets", FIELD_TEXTS, false, offsetof(struct specimen_zone, targets), 0, NULL},
	{0},
};
SHAPE(specimen_zone);
static const struct field specimen_conduit_fields[] = {
	TEXT(specimen_conduit, from, true), TEXT(specimen_conduit, to, true),
	TEXT(specimen_conduit, protocols, false), TEXT(specimen_conduit, note, false), {0},
};
SHAPE(specimen_conduit);
static const struct field specimen_row_fields[] = {
	TEXT(specimen_row, kind, true),
	TEXT(specimen_row, name, true),
	TEXT(specimen_row, importance, false),
	TEXT(specimen_row, more, false),
	{"works", FIELD_TEXTS, false, offsetof(struct specimen_row, works), 0, NULL},
	{0},
};
SHAPE(specimen_row);
static const struct field specimen_task_fields[] = {
	TEXT(specimen_task, title, true), TEXT(specimen_task, kind, true),
	TEXT(specimen_task, pack, false), TEXT(specimen_task, part, false),
	TEXT(specimen_task, item, false), TEXT(specimen_task, owner, false),
	TEXT(specimen_task, starts_in, false), TEXT(specimen_task, due_in, true),
	TEXT(specimen_task, every, false), TEXT(specimen_task, window, false),
	TEXT(specimen_task, cost, false), TEXT(specimen_task, effect, false),
	TEXT(specimen_task, follows, false), TEXT(specimen_task, note, false),
	TEXT(specimen_task, state, false),
	{"stops_line", FIELD_FLAG, false, offsetof(struct specimen_task, stops_line), 0, NULL},
	{0},
};
SHAPE(specimen_task);
static const struct field specimen_exception_fields[] = {
	TEXT(specimen_exception, pack, true), TEXT(specimen_exception, item, true),
	TEXT(specimen_exception, reason, true), TEXT(specimen_exception, measure, true),
	TEXT(specimen_exception, ends_in, true), {0},
};
SHAPE(specimen_exception);

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int64_t number(const char *text)
{
	return text ? strtoll(text, NULL, 10) : 0;
}

/* The day so many days from now; "" for NULL. */
static const char *day_in(const char *days, struct arena *arena)
{
	char text[CLOCK_TEXT_SIZE];

	if (!days)
		return "";
	clock_text_local(clock_now() + number(days) * DAY, text);
	text[10] = '\0';
	return arena_strdup(arena, text);
}

static int wrong(const char *what, const char *name)
{
	log_error("samples/declared.yaml: %s %s", what, name); /* ours: a test reads it */
	return -EINVAL;
}

static int put_zones(struct store *store, const struct viewer *viewer, const struct specimen_plant *p)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->zone_count; i++) {
		struct specimen_zone *z = &p->zones[i];
		struct zone_row zone = {.kind = z->kind, .name = z->name, .smkl = z->smkl,
					.importance = (int)number(z->importance), .note = "", .specimen = true};

		rc = store_zone_put(store, viewer, &zone);
		z->id = zone.id;
		struct network_row network = {.zone = zone.id, .name = z->name, .subnets = z->subnets,
					      .smkl = "", .vlans = "", .note = "", .class = z->class,
					      .level = z->level, .model = z->model, .hurdles = z->hurdles,
					      .renewal = z->renewal};

		if (!rc)
			rc = store_network_put(store, viewer, &network);
		z->network = network.id;
	}
	return rc;
}

/* "pack/item=value" of one zone. */
static int put_zone_answer(struct store *store, const struct viewer *viewer, const struct specimen_zone *z,
			   const char *kind, const char *text, struct arena *arena)
{
	char *pack = arena_strdup(arena, text);
	char *item = strchr(pack, '/');
	char *value = item ? strchr(item, '=') : NULL;
	int64_t revision;

	if (!value)
		return wrong("this is no pack/item=value:", text);
	*item++ = '\0';
	*value++ = '\0';
	const struct answer_row row = {
		.scope = STORE_ROOT_SCOPE, .pack = pack, .part = arena_printf(arena, "zone-%lld", (long long)z->id),
		.item = item, .kind = kind, .value = value, .reason = "", .override = "", .document = "",
		.reviewed_on = "", .due_on = "", .specimen = true, .user = "",
		.pack_version = pack_find(pack) ? pack_find(pack)->version : "",
	};

	return !pack_find(pack) || answer_fault(pack_find(pack), &row) ? wrong("this answer makes no sense:", text)
								       : store_answer_put(store, viewer, &row, &revision);
}

static int put_zone_texts(struct store *store, const struct viewer *viewer, const struct specimen_zone *z,
			  const char *kind, const struct texts *texts, struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < texts->count; i++)
		rc = put_zone_answer(store, viewer, z, kind, texts->text[i], arena);
	return rc;
}

static int put_zone_answers(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
			    struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->zone_count; i++) {
		rc = put_zone_texts(store, viewer, &p->zones[i], "answer", &p->zones[i].answers, arena);
		if (!rc)
			rc = put_zone_texts(store, viewer, &p->zones[i], "target", &p->zones[i].targets, arena);
	}
	return rc;
}

int64_t specimen_zone_named(const struct specimen_plant *p, const char *name)
{
	if (strcmp(name, "outside") == 0)
		return ZONE_OUTSIDE;
	for (size_t i = 0; i < p->zone_count; i++)
		if (strcmp(p->zones[i].name, name) == 0)
			return p->zones[i].id;
	return ZONE_NOWHERE;
}

static int put_conduits(struct store *store, const struct viewer *viewer, const struct specimen_plant *p)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->conduit_count; i++) {
		const struct specimen_conduit *c = &p->conduits[i];
		struct conduit_row row = {.from = specimen_zone_named(p, c->from), .to = specimen_zone_named(p, c->to),
					  .protocols = or_empty(c->protocols), .classes = "",
					  .note = or_empty(c->note)};

		rc = row.from == ZONE_NOWHERE || row.to == ZONE_NOWHERE
			     ? wrong("no such zone:", c->from)
			     : store_conduit_put(store, viewer, &row);
	}
	return rc;
}

static int64_t work_named(const struct specimen_plant *p, const char *name)
{
	for (size_t i = 0; i < p->row_count; i++)
		if (strcmp(p->rows[i].kind, "work") == 0 && strcmp(p->rows[i].name, name) == 0)
			return p->rows[i].id;
	return 0;
}

static const char *body_of(const struct specimen_plant *p, const struct specimen_row *row,
			   struct arena *arena)
{
	const char *body = arena_printf(arena, "{\"importance\":%lld", (long long)number(row->importance));

	for (size_t i = 0; i < row->works.count; i++)
		body = arena_printf(arena, "%s%s\"%lld\"", body, i ? "," : ",\"works\":[",
				    (long long)work_named(p, row->works.text[i]));
	return arena_printf(arena, "%s%s%s%s}", body, row->works.count ? "]" : "", row->more ? "," : "",
			    or_empty(row->more));
}

static int64_t network_named(const struct specimen_plant *p, const char *zone)
{
	for (size_t i = 0; i < p->zone_count; i++)
		if (strcmp(p->zones[i].name, zone) == 0)
			return p->zones[i].network;
	return 0;
}

/* The protected object of a row that works use: step 1-4 calls data, components and networks so. */
static int put_object(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
		      const struct specimen_row *row, const char *body, struct arena *arena)
{
	const bool zone = strcmp(row->kind, "zone") == 0;
	const long long id = (long long)(zone ? network_named(p, row->name) : row->id);
	const struct register_row object = {
		.scope = STORE_ROOT_SCOPE,
		.kind = "object",
		.name = arena_printf(arena, "%s:%lld", zone ? "network" : row->kind, id),
		.body = body,
		.specimen = true,
	};
	int64_t kept;

	if (!zone && strcmp(row->kind, "data") != 0 && strcmp(row->kind, "component") != 0)
		return 0;
	return row->works.count ? store_register_put(store, viewer, &object, &kept) : 0;
}

static int put_rows(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
		    struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->row_count; i++) {
		struct specimen_row *row = &p->rows[i];
		const int64_t zone = strcmp(row->kind, "zone") == 0 ? specimen_zone_named(p, row->name) : 0;
		const struct register_row kept = {
			.scope = STORE_ROOT_SCOPE,
			.kind = row->kind,
			.name = zone ? arena_printf(arena, "%lld", (long long)zone) : row->name,
			.body = body_of(p, row, arena),
			.specimen = true,
		};

		for (size_t w = 0; !rc && w < row->works.count; w++)
			if (!work_named(p, row->works.text[w]))
				rc = wrong("no such work:", row->works.text[w]);
		if (!rc)
			rc = store_register_put(store, viewer, &kept, &row->id);
		if (!rc)
			rc = put_object(store, viewer, p, row, kept.body, arena);
	}
	return rc;
}

static int put_tasks(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
		     struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->task_count; i++) {
		const struct specimen_task *t = &p->tasks[i];
		const struct pack *pack = t->pack ? pack_find(t->pack) : NULL;
		int64_t id;
		const struct task_row row = {
			.scope = STORE_ROOT_SCOPE,	   .pack = or_empty(t->pack),
			.part = or_empty(t->part),	   .item = or_empty(t->item),
			.kind = t->kind,		   .title = t->title,
			.owner = or_empty(t->owner),	   .starts_on = day_in(t->starts_in, arena),
			.due_on = day_in(t->due_in, arena), .every = or_empty(t->every),
			.window = or_empty(t->window),	   .stops_line = t->stops_line,
			.cost = number(t->cost),	   .effect = number(t->effect),
			.follows = or_empty(t->follows),   .note = or_empty(t->note),
			.state = t->state ? t->state : "open", .specimen = true,
		};

		const bool shelf = t->pack && strcmp(t->pack, "library") == 0 && library_entry(library_ours(), row.item, NULL);

		const bool whole = pack && pack_of_suppliers(pack) && !*row.item; /* a questionnaire */

		rc = t->pack && !shelf && !whole && (!pack || !pack_item(pack, row.item))
			     ? wrong("no such item:", t->title)
			     : store_task_put(store, viewer, &row, &id);
	}
	return rc;
}

static int put_exceptions(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
			  struct arena *arena)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->exception_count; i++) {
		const struct specimen_exception *e = &p->exceptions[i];
		const struct exception_row row = {.scope = STORE_ROOT_SCOPE, .pack = e->pack, .part = "",
						  .item = e->item, .reason = e->reason, .measure = e->measure,
						  .ends_on = day_in(e->ends_in, arena)};
		const struct pack *pack = pack_find(e->pack);
		int64_t id;

		rc = !pack || exception_fault(pack, &row) ? wrong("this exception makes no sense:", e->item)
							  : store_exception_add(store, viewer, &row, &id);
	}
	return rc;
}

int specimen_plant_put(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
		       struct arena *arena)
{
	int rc = put_zones(store, viewer, p);

	if (!rc)
		rc = put_zone_answers(store, viewer, p, arena);
	if (!rc)
		rc = put_conduits(store, viewer, p);
	if (!rc)
		rc = put_rows(store, viewer, p, arena);
	if (!rc)
		rc = put_tasks(store, viewer, p, arena);
	if (!rc)
		rc = specimen_uses_put(store, viewer, p, arena);
	if (!rc)
		rc = put_exceptions(store, viewer, p, arena);
	return rc ? rc : specimen_supply_put(store, viewer, p, arena);
}
