/* role_evidence.c - from what a role follows, in words that the page translates. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/role_inside.h"

#include <string.h>

/* Evidence is split at ';': a device's own words must not forge more of it. */
static const char *argument(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *p = copy; *p; p++)
		if (*p == ';' || *p == '\n' || *p == '=')
			*p = ',';
	return copy;
}

/* The value in which the word was found, as the device spelled it. */
static const char *spelled(const struct asset *asset, const struct condition *c)
{
	for (size_t i = 0; i < asset->value_count; i++) {
		const struct asset_value *v = &asset->values[i];

		if (role_text_of(v) == c->kind && strcasestr(v->value, c->word))
			return v->value;
	}
	return c->word;
}

static const char *flag_evidence(struct arena *arena, const struct condition *c,
                                 const struct features *f)
{
	switch (c->number) {
	case IS_ROUTER:
		return "router=1";
	case IS_SHARED:
		return "shared=1";
	case IS_CYCLIC:
		return "cyclic=1";
	case IS_MANY_PEERS:
		return arena_printf(arena, "peers=%u", f->peers);
	case IS_OFTEN:
		return "often=1";
	case IS_MANY_CLIENTS:
		return "clients=1";
	case IS_OF_COMPUTER_MAKER:
		return "maker=computers";
	case IS_USES_INDUSTRIAL:
		return "asks=industrial";
	case IS_EITHER_EDITION:
		return NULL; /* the system's name says it */
	default:
		return "serves=industrial";
	}
}

static const char *condition_evidence(struct arena *arena, const struct condition *c,
                                      const struct asset *asset, const struct features *f)
{
	static const char *const keys[] = {
	        [WHEN_TYPE] = "type",
	        [WHEN_MODEL] = "model",
	        [WHEN_VENDOR] = "vendor",
	        [WHEN_OS] = "os",
	        [WHEN_CAPABILITY] = "capability",
	        [WHEN_SERVICE] = "service",
	        [WHEN_CALLED] = "hostname",
	        [WHEN_SOFTWARE] = "software",
	        [WHEN_PORT] = "port",
	        [WHEN_SERVES] = "serves",
	        [WHEN_ASKS] = "asks",
	        [WHEN_ACTS] = "acts",
	};

	if (c->kind == WHEN_FLAG)
		return flag_evidence(arena, c, f);
	const char *word = c->kind == WHEN_ACTS ? ot_class_name((enum ot_class)c->number)
	                   : c->kind == WHEN_VENDOR || c->kind == WHEN_SERVES ||
	                                     c->kind == WHEN_ASKS || c->kind == WHEN_PORT
	                           ? c->word
	                           : spelled(asset, c);

	return arena_printf(arena, "%s=%s", keys[c->kind], argument(arena, word));
}

static const char *add_evidence(struct arena *arena, const char *all, const char *one)
{
	if (!all || !one)
		return all ? all : one;
	return strstr(all, one) ? all : arena_printf(arena, "%s; %s", all, one);
}

const char *role_evidence(struct arena *arena, const char *all, const struct rule *rule,
                                 const struct asset *asset, const struct features *f)
{
	for (size_t j = 0; j < CONDITION_MAX && rule->condition[j].kind; j++)
		all = add_evidence(arena, all,
		                   condition_evidence(arena, &rule->condition[j], asset, f));
	return all;
}
