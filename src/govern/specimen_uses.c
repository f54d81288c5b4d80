/* specimen_uses.c - uses of data and scenarios of risk of the model factory (見本). SPDX-License-Identifier: Apache-2.0 */

#include "govern/specimen_plant.h"

#include "govern/scenarios.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "store/uses.h"
#include "store/zoning.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DAY (86400 * SECOND)

/* All texts may be missing: NULL then. Numbers stand as texts. */
struct specimen_use {
	const char *name, *use_case, *flow, *from, *to, *data, *forms, *changes, *protocols, *stage, *owner, *partner, *agreed;
	int64_t id;
};

struct specimen_scenario {
	const char *title, *use, *zone, *impact, *stakeholders, *threats, *measures, *tasks, *depth, *stage, *state;
	const char *because, *until_in, *method, *threat, *weakness, *worth, *residual;
};

#define TEXT(type, name, needed) {#name, FIELD_TEXT, needed, offsetof(struct type, name), 0, NULL}
#define SHAPE(type) const struct shape type##_shape = {sizeof(struct type), 200, type##_fields}

static const struct field specimen_use_fields[] = {
	TEXT(specimen_use, name, true), TEXT(specimen_use, use_case, true), TEXT(specimen_use, flow, false),
	TEXT(specimen_use, from, true), TEXT(specimen_use, to, true), TEXT(specimen_use, data, true),
	TEXT(specimen_use, forms, false), TEXT(specimen_use, changes, false), TEXT(specimen_use, protocols, false),
	TEXT(specimen_use, stage, true), TEXT(specimen_use, owner, false), TEXT(specimen_use, partner, false),
	TEXT(specimen_use, agreed, false), {0},
};
SHAPE(specimen_use);
static const struct field specimen_scenario_fields[] = {
	TEXT(specimen_scenario, title, true), TEXT(specimen_scenario, use, true), TEXT(specimen_scenario, zone, true),
	TEXT(specimen_scenario, impact, true), TEXT(specimen_scenario, stakeholders, true),
	TEXT(specimen_scenario, threats, true), TEXT(specimen_scenario, measures, true),
	TEXT(specimen_scenario, tasks, false), TEXT(specimen_scenario, depth, true), TEXT(specimen_scenario, stage, true),
	TEXT(specimen_scenario, state, true), TEXT(specimen_scenario, because, false),
	TEXT(specimen_scenario, until_in, false), TEXT(specimen_scenario, method, true),
	TEXT(specimen_scenario, threat, true), TEXT(specimen_scenario, weakness, true),
	TEXT(specimen_scenario, worth, true), TEXT(specimen_scenario, residual, true), {0},
};
SHAPE(specimen_scenario);

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int wrong(const char *what, const char *name)
{
	log_error("samples/declared.yaml: %s %s", what, name); /* ours: a test reads it */
	return -EINVAL;
}

static int put_uses(struct store *store, const struct viewer *viewer, const struct specimen_plant *p)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < p->use_count; i++) {
		struct specimen_use *u = &p->uses[i];
		const struct data_use row = {
			.scope = STORE_ROOT_SCOPE,	  .name = u->name,
			.use_case = u->use_case,	  .flow = or_empty(u->flow),
			.data = u->data,		  .forms = or_empty(u->forms),
			.changes = or_empty(u->changes),  .protocols = or_empty(u->protocols),
			.stage = u->stage,		  .owner = or_empty(u->owner),
			.partner = or_empty(u->partner),  .agreed = or_empty(u->agreed),
			.from_zone = specimen_zone_named(p, u->from), .to_zone = specimen_zone_named(p, u->to),
			.state = "open", .sign = "", .note = "", .specimen = true,
		};

		rc = row.from_zone == ZONE_NOWHERE || row.to_zone == ZONE_NOWHERE
			     ? wrong("no such zone:", u->name)
			     : store_data_use_put(store, viewer, &row, &u->id);
	}
	return rc;
}

static int64_t use_named(const struct specimen_plant *p, const char *name)
{
	for (size_t i = 0; i < p->use_count; i++)
		if (strcmp(p->uses[i].name, name) == 0)
			return p->uses[i].id;
	return 0;
}

static int level(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

static const char *day_in(const char *days, struct arena *arena)
{
	char text[CLOCK_TEXT_SIZE];

	if (!days)
		return "";
	clock_text_local(clock_now() + strtoll(days, NULL, 10) * DAY, text);
	text[10] = '\0';
	return arena_strdup(arena, text);
}

static int put_scenario(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
			const struct specimen_scenario *s, struct arena *arena)
{
	int64_t id;
	const struct scenario row = {
		.scope = STORE_ROOT_SCOPE, .use = use_named(p, s->use), .zone = specimen_zone_named(p, s->zone),
		.title = s->title, .impact = s->impact, .stakeholders = s->stakeholders, .threats = s->threats,
		.measures = s->measures, .tasks = or_empty(s->tasks), .depth = s->depth, .stage = s->stage,
		.state = s->state, .because = or_empty(s->because), .until = day_in(s->until_in, arena),
		.accepted_by = strcmp(s->state, "accepted") == 0 ? viewer->user : "", .method = s->method,
		.threat = level(s->threat), .weakness = level(s->weakness), .worth = level(s->worth),
		.residual = level(s->residual), .note = "", .specimen = true,
	};

	if (!row.use || row.zone == ZONE_NOWHERE || scenario_fault(&row))
		return wrong("this scenario makes no sense:", s->title);
	return store_scenario_put(store, viewer, &row, &id);
}

int specimen_uses_put(struct store *store, const struct viewer *viewer, const struct specimen_plant *p,
		      struct arena *arena)
{
	int rc = put_uses(store, viewer, p);

	for (size_t i = 0; !rc && i < p->scenario_count; i++)
		rc = put_scenario(store, viewer, p, &p->scenarios[i], arena);
	return rc;
}
