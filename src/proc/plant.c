/* plant.c - what is known of one site: its inventory and its judge. SPDX-License-Identifier: Apache-2.0 */

#include "proc/plant.h"

#include "lib/log.h"
#include "proc/writer.h"
#include "store/account.h"
#include "store/finding.h"
#include "store/zoning.h"

static void forget(struct plant *p)
{
	judge_free(p->judge);
	inventory_free(p->inventory);
	*p = (struct plant){0};
}

static int save(struct writer *w, struct plant *p)
{
	int rc = store_save_inventory_changes(w->store, p->scope, p->inventory);

	return rc ? rc : store_save_judge_changes(w->store, p->scope, p->judge);
}

static int load(struct writer *w, struct plant *p, int64_t scope)
{
	*p = (struct plant){.scope = scope,
			    .viewer = viewer_in(store_system.user, &p->scope),
			    .inventory = inventory_new(&(struct inventory_config){.first_number = store_first_device(scope)})};
	int rc = store_zoning_load(w->store, &p->viewer, p->inventory);

	if (!rc)
		rc = store_load_inventory(w->store, scope, p->inventory);
	p->judge = judge_new(NULL, p->inventory);
	if (!rc)
		rc = store_load_judge(w->store, scope, p->judge);
	if (rc)
		forget(p);
	return rc;
}

/* A free place, or that of the one that was not needed for longest. */
static struct plant *make_room(struct writer *w)
{
	struct plant *oldest = NULL;

	for (size_t i = 1; i < PLANTS_MAX; i++) {
		struct plant *p = &w->plant[i];

		if (!p->scope)
			return p;
		if (!oldest || p->used < oldest->used)
			oldest = p;
	}
	if (save(w, oldest) != 0)
		return NULL;
	forget(oldest);
	return oldest;
}

struct plant *plant_root(struct writer *w)
{
	return w->plant[0].scope || load(w, &w->plant[0], STORE_ROOT_SCOPE) == 0 ? &w->plant[0] : NULL;
}

struct plant *plant_of(struct writer *w, int64_t scope)
{
	struct plant *p = NULL;

	for (size_t i = 0; i < PLANTS_MAX && !p; i++)
		if (w->plant[i].scope == scope)
			p = &w->plant[i];
	if (!p) {
		p = make_room(w);
		if (!p || load(w, p, scope) != 0)
			return NULL;
	}
	p->used = ++w->plants_used;
	return p;
}

int plants_save(struct writer *w)
{
	int rc = 0;

	for (size_t i = 0; i < PLANTS_MAX && rc == 0; i++)
		if (w->plant[i].scope)
			rc = save(w, &w->plant[i]);
	return rc;
}

bool plants_have_news(const struct writer *w)
{
	for (size_t i = 0; i < PLANTS_MAX; i++)
		if (w->plant[i].scope && judge_has_news(w->plant[i].judge))
			return true;
	return false;
}

void plants_forget(struct writer *w)
{
	struct arena arena = {0};
	struct viewer all;

	if (account_everywhere(w->store, &arena, &all) != 0)
		log_warn("%s", store_error(w->store));
	else
		for (size_t i = 1; i < PLANTS_MAX; i++)
			if (w->plant[i].scope && !viewer_sees(&all, w->plant[i].scope))
				forget(&w->plant[i]);
	arena_free(&arena);
}
