/* change_site.c - whose inventory a change needs. SPDX-License-Identifier: Apache-2.0 */

#include "serve/change_inside.h"

#include "store/zoning.h"

int change_site_of_viewer(struct store *store, const struct change *c, int64_t *site)
{
	(void)store;
	*site = c->viewer->scopes[0];
	return 0;
}

int change_site_of_device(struct store *store, const struct change *c, int64_t *site)
{
	(void)store;
	*site = store_scope_of_device(c->asset.number);
	return 0;
}

int change_site_of_merge(struct store *store, const struct change *c, int64_t *site)
{
	if (!c->asset.other)
		return change_site_of_viewer(store, c, site);
	*site = store_scope_of_device(c->asset.other);
	return 0;
}

/* Of a row that is there, its own; a new one goes where its maker stands. */
static int site_of_row(struct store *store, const struct change *c, int64_t id,
                       int (*find)(struct store *, int64_t, int64_t *), int64_t *site)
{
	return id ? find(store, id, site) : change_site_of_viewer(store, c, site);
}

int change_site_of_zone(struct store *store, const struct change *c, int64_t *site)
{
	return site_of_row(store, c, c->zoning.zone ? c->zoning.zone->id : c->zoning.remove, store_zone_scope, site);
}

int change_site_of_network(struct store *store, const struct change *c, int64_t *site)
{
	return site_of_row(store, c, c->zoning.network ? c->zoning.network->id : c->zoning.remove, store_network_scope, site);
}

int change_site_of_conduit(struct store *store, const struct change *c, int64_t *site)
{
	return site_of_row(store, c, c->zoning.conduit ? c->zoning.conduit->id : c->zoning.remove, store_conduit_scope, site);
}
