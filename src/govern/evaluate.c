/* evaluate.c - gauges run by the clock, and their verdicts are kept (S0-012 S0-033). SPDX-License-Identifier: Apache-2.0 */

#include "govern/evaluate.h"

#include "govern/assess.h"
#include "lib/arena.h"
#include "store/account.h"

#include <string.h>

static int keep(struct store *store, const struct assessment *a, const struct judged *j, int64_t now)
{
	const struct evaluation_row row = {
		.part = j->column ? j->column->id : "",
		.item = j->item->id,
		.last = now,
		.verdict = gauge_verdict_name(j->verdict),
	};

	return store_evaluation_put(store, a->scope, a->pack->id, &row);
}

static bool is_measured(const struct pack *pack)
{
	for (size_t s = 0; s < pack->section_count; s++)
		for (size_t i = 0; i < pack->sections[s].item_count; i++)
			if (pack->sections[s].items[i].gauges.count ||
			    pack->sections[s].items[i].against.count)
				return true;
	return false;
}

static int evaluate_pack(struct store *store, const struct viewer *viewer, const struct pack *pack, int64_t scope,
			 int64_t now)
{
	struct arena arena = {0};
	struct assessment a;
	int rc = assess(store, viewer, pack, scope, now, &arena, &a);

	for (size_t i = 0; !rc && i < a.count; i++)
		if (a.rows[i].result_count)
			rc = keep(store, &a, &a.rows[i], now);
	arena_free(&arena);
	return rc;
}

/* Packs that users sent, each of the scope where it was sent and below it. */
struct own_packs {
	struct pack_file *files;
	size_t count;
};

/* The user's own of this id that holds in this scope, or NULL. */
static const struct pack_file *find_own(struct store *store, const struct viewer *viewer, const struct own_packs *own,
					const char *id, int64_t scope)
{
	const struct pack_file *found = NULL;
	struct arena arena = {0};
	struct viewer below;

	for (size_t i = 0; i < own->count && !found; i++) {
		if (strcmp(own->files[i].id, id) != 0 ||
		    assess_within(store, viewer, own->files[i].scope, &arena, &below) != 0)
			continue;
		for (size_t k = 0; k < below.scope_count; k++)
			if (below.scopes[k] == scope)
				found = &own->files[i];
	}
	arena_free(&arena);
	return found;
}

static int evaluate_own(struct store *store, const struct viewer *viewer, const struct pack_file *file, int64_t scope,
			int64_t now)
{
	struct arena arena = {0};
	char error[256];
	const struct pack *pack = pack_read(file->content, file->size, &arena, error, sizeof(error));
	const int rc = pack && is_measured(pack) ? evaluate_pack(store, viewer, pack, scope, now) : 0;

	arena_free(&arena);
	return rc;
}

static int evaluate_site(struct store *store, const struct viewer *viewer, const struct own_packs *own, int64_t scope,
			 int64_t now)
{
	const struct pack *pack;
	int rc = 0;

	for (size_t i = 0; !rc && (pack = pack_built_in(i)); i++)
		if (is_measured(pack) && !find_own(store, viewer, own, pack->id, scope))
			rc = evaluate_pack(store, viewer, pack, scope, now);
	for (size_t i = 0; !rc && i < own->count; i++)
		if (find_own(store, viewer, own, own->files[i].id, scope))
			rc = evaluate_own(store, viewer, &own->files[i], scope, now);
	return rc;
}

static bool is_watched(const struct source *sources, size_t count, int64_t scope)
{
	for (size_t i = 0; i < count; i++)
		if (sources[i].scope == scope)
			return true;
	return scope == STORE_ROOT_SCOPE;
}

int evaluate_all(struct store *store, int64_t now)
{
	struct source *sources = NULL;
	struct own_packs own = {NULL, 0};
	struct arena arena = {0};
	struct viewer all;
	size_t count = 0;
	int rc = account_everywhere(store, &arena, &all);

	if (!rc)
		rc = store_sources(store, &all, &arena, &sources, &count);
	if (!rc)
		rc = store_packs(store, &all, "", &arena, &own.files, &own.count);
	for (size_t i = 0; !rc && i < all.scope_count; i++)
		if (is_watched(sources, count, all.scopes[i]))
			rc = evaluate_site(store, &all, &own, all.scopes[i], now);
	arena_free(&arena);
	return rc;
}
