/* change.c - what the writer does for a change: one function a kind. SPDX-License-Identifier:
 * Apache-2.0 */

#include "serve/change_inside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "advise/advise.h"
#include "lib/clock.h"
#include "store/account.h"
#include "store/block_list.h"
#include "store/channel.h"
#include "store/check.h"
#include "store/customer.h"
#include "store/finding.h"
#include "store/assess.h"
#include "store/source_site.h"
#include "store/zoning.h"

_Static_assert(CHANGE_SECRET_SIZE == ACCOUNT_SECRET_SIZE, "secrets are handed on as they are");

int change_audit(struct store *store, const struct change *c, const char *action, const char *object, const char *detail)
{
	return store_audit(store, c->viewer ? c->viewer : &store_system, action, object, detail);
}

static int asset_edit(struct store *store, struct inventory *inventory, struct change *c)
{
	char id[ASSET_ID_SIZE];
	char detail[512];
	int rc = inventory_asset(inventory, c->asset.number) ? 0 : -ENOENT;

	asset_id_text(c->asset.number, id);
	for (size_t i = 0; rc == 0 && i < c->asset.count; i++) {
		const struct change_value *v = &c->asset.values[i];

		rc = inventory_edit(inventory, c->asset.number, v->name, v->value, c->viewer->user,
		                    clock_now());
		if (rc != 0)
			break;
		snprintf(detail, sizeof(detail), "%s: %s", v->name, v->value ? v->value : "-");
		rc = change_audit(store, c, "asset.edit", id, detail);
	}
	return rc != 0 ? rc : store_save_inventory_changes(store, c->viewer->scopes[0], inventory);
}

static int asset_merge(struct store *store, struct inventory *inventory, struct change *c)
{
	char id[ASSET_ID_SIZE];
	char other[ASSET_ID_SIZE];
	int rc = inventory_merge(inventory, c->asset.number, c->asset.other, c->viewer->user,
	                         clock_now());

	asset_id_text(c->asset.number, id);
	asset_id_text(c->asset.other, other);
	if (rc == 0)
		rc = change_audit(store, c, "asset.merge", id, other);
	return rc != 0 ? rc : store_save_inventory_changes(store, c->viewer->scopes[0], inventory);
}

static int merge_undo(struct store *store, struct inventory *inventory, struct change *c)
{
	char id[24];
	int rc = inventory_undo(inventory, c->asset.number);

	snprintf(id, sizeof(id), "%llu", (unsigned long long)c->asset.number);
	if (rc == 0)
		rc = change_audit(store, c, "merge.undo", id, NULL);
	return rc != 0 ? rc : store_save_inventory_changes(store, c->viewer->scopes[0], inventory);
}

static int source_edit(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	char id[24];
	const int rc =
	        store_source_edit(store, c->viewer, c->source.id, c->source.name, c->source.point);

	snprintf(id, sizeof(id), "%lld", (long long)c->source.id);
	return rc != 0 ? rc : change_audit(store, c, "source.edit", id, c->source.name);
}

static int source_move(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_source_move(store, c->viewer, c->source.id, c->source.site, clock_now());
}

/* The devices are called what the plant calls them. */
static void ledger_names(struct inventory *inventory, const struct change *c)
{
	inventory_unlist(inventory);
	for (size_t i = 0; i < c->ledger.count; i++) {
		const struct ledger_row *row = &c->ledger.rows[i];

		inventory_listed(inventory, row->asset, "name", row->name, clock_now());
		inventory_listed(inventory, row->asset, "owner", row->owner, clock_now());
	}
}

static int ledger_import(struct store *store, struct inventory *inventory, struct change *c)
{
	char detail[48];
	int rc = store_ledger_replace(store, c->viewer, c->ledger.filename, c->ledger.rows,
	                              c->ledger.count);

	snprintf(detail, sizeof(detail), "%zu rows", c->ledger.count);
	if (rc == 0)
		rc = change_audit(store, c, "ledger.import", c->ledger.filename, detail);
	if (rc != 0)
		return rc;
	ledger_names(inventory, c);
	return store_save_inventory_changes(store, c->viewer->scopes[0], inventory);
}

static int setting(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	const int rc = store_setting_put(store, c->viewer, c->setting.name, c->setting.value);

	return rc != 0 ? rc : change_audit(store, c, "setting", c->setting.name, c->setting.value);
}

/* The store tells the audit trail itself. */
static int answer(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_answer_put(store, c->viewer, c->answer, &c->id);
}

/* The store keeps the trail of these itself. */

static int govern(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return c->govern.apply(store, c->viewer, c->govern.what, &c->id);
}

static int finding(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	int rc = c->judged.count ? 0 : store_finding_edit(store, c->viewer, c->judged.id, c->judged.edit);

	for (size_t i = 0; i < c->judged.count && rc == 0; i++)
		rc = store_finding_edit(store, c->viewer, c->judged.ids[i], c->judged.edit);
	return rc;
}

static int suppress(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_suppression_add(store, c->viewer, c->judged.suppression, c->judged.reason, &c->id);
}

static int unsuppress(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_suppression_remove(store, c->viewer, c->judged.id);
}

static int detector(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_detector_switch(store, c->viewer, c->judged.name, c->judged.on, c->judged.reason);
}

static int allowed(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_allowed_decide(store, c->viewer, c->judged.name, c->judged.value, c->judged.until);
}

static int allowed_entry(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_allowed_edit(store, c->viewer, c->judged.id, c->judged.allowed);
}

static int phase(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_phase_set(store, c->viewer, (enum phase_place)c->judged.place, c->judged.id,
	                       c->judged.value);
}

static int calendar_add(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_calendar_add(store, c->viewer, c->judged.calendar);
}

static int calendar_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_calendar_remove(store, c->viewer, c->judged.id);
}

static int bundle_import(struct store *store, struct inventory *inventory, struct change *c)
{
	struct bundle bundle;

	(void)inventory;
	const int rc = advise_import(store, c->viewer, c->bundle.filename, c->bundle.lines,
	                             c->bundle.length, &bundle, c->bundle.error, CHANGE_ERROR_SIZE);
	c->id = bundle.id;
	return rc;
}

static int match_decide(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	char id[ASSET_ID_SIZE];
	char detail[512];
	const int rc = store_match_decide(store, c->viewer, c->match.vulnerability, c->match.asset,
	                                  c->match.state, c->match.because);

	asset_id_text(c->match.asset, id);
	snprintf(detail, sizeof(detail), "vulnerability %lld: %s %s",
	         (long long)c->match.vulnerability, c->match.state,
	         c->match.because ? c->match.because : "");
	return rc != 0 ? rc : change_audit(store, c, "vulnerability.decide", id, detail);
}

/* The store keeps the trail of zones; the inventory learns where everybody stands now. */
static int take_zoning(struct store *store, struct inventory *inventory, struct change *c, int rc)
{
	if (rc == -EINVAL && c->zoning.error)
		snprintf(c->zoning.error, CHANGE_ERROR_SIZE, "%s", store_error(store));
	if (rc == 0)
		rc = store_zoning_load(store, c->viewer, inventory);
	return rc != 0 ? rc : store_save_inventory_changes(store, c->viewer->scopes[0], inventory);
}

/* Whom an operator put into this zone stays in it when its name changes. */
static int rename_said(struct inventory *inventory, const struct change *c)
{
	const struct zone_row *old = zoning_zone(inventory_zoning(inventory), c->zoning.zone->id);
	const struct asset *a;
	size_t position = 0;
	int rc = 0;

	if (!old || !c->zoning.zone->name || strcmp(old->name, c->zoning.zone->name) == 0)
		return 0;
	while (rc == 0 && (a = inventory_each(inventory, &position)) != NULL)
		if (a->zone_said && a->place.zone == old->id)
			rc = inventory_edit(inventory, a->number, "zone", c->zoning.zone->name, c->viewer->user,
			                    clock_now());
	return rc;
}

static int zone(struct store *store, struct inventory *inventory, struct change *c)
{
	int rc = c->zoning.remove ? store_zone_remove(store, c->viewer, c->zoning.remove)
	                          : store_zone_put(store, c->viewer, c->zoning.zone);

	if (rc == 0 && !c->zoning.remove)
		rc = rename_said(inventory, c);
	return take_zoning(store, inventory, c, rc);
}

static int network(struct store *store, struct inventory *inventory, struct change *c)
{
	return take_zoning(store, inventory, c,
	                   c->zoning.remove ? store_network_remove(store, c->viewer, c->zoning.remove)
	                                    : store_network_put(store, c->viewer, c->zoning.network));
}

static int conduit(struct store *store, struct inventory *inventory, struct change *c)
{
	return take_zoning(store, inventory, c,
	                   c->zoning.remove ? store_conduit_remove(store, c->viewer, c->zoning.remove)
	                                    : store_conduit_put(store, c->viewer, c->zoning.conduit));
}

/* Conduits are proposed when everybody stands in the zones that were. */
static int propose(struct store *store, struct inventory *inventory, struct change *c)
{
	const bool groups = strcmp(c->zoning.what, "group") == 0;
	int rc = take_zoning(store, inventory, c, store_zoning_propose(store, c->viewer, groups, c->zoning.lang));

	if (rc == 0)
		rc = store_conduits_propose(store, c->viewer);
	return take_zoning(store, inventory, c, rc);
}

static int zoning(struct store *store, struct inventory *inventory, struct change *c)
{
	if (strcmp(c->zoning.what, "accept") == 0)
		return take_zoning(store, inventory, c, store_zoning_accept(store, c->viewer));
	if (strcmp(c->zoning.what, "drop") == 0)
		return take_zoning(store, inventory, c, store_zoning_drop_drafts(store, c->viewer));
	return propose(store, inventory, c);
}

static int packets(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return change_audit(store, c, "packets.cut", "packets", c->packets.detail);
}

static int block_list(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_block_list_put(store, c->viewer, c->block.row, c->block.entries, c->block.count,
				    &c->id);
}

static int block_list_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_block_list_remove(store, c->viewer, c->block.id);
}

static int channel_save(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_channel_save(store, c->viewer, c->channel.row, &c->id);
}

static int channel_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_channel_remove(store, c->viewer, c->channel.id);
}

/* The store keeps the trail of these, and says what it does not take. */
static int told(struct store *store, const struct change *c, int rc)
{
	if (rc == -EINVAL)
		snprintf(c->check.error, CHANGE_ERROR_SIZE, "%s", store_error(store));
	return rc;
}

static int check(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return told(store, c, store_check_save(store, c->viewer, c->check.edit));
}

static int check_add(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return told(store, c, store_check_add(store, c->viewer, c->check.rows, c->check.count, &c->id));
}

static int check_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return store_check_remove(store, c->viewer, c->check.id);
}

static int erase(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return customer_erase(store, c->viewer, c->customer.scope, c->customer.name);
}

/* ---- the table ---- */

static const struct kind {
	apply_function *apply;
	/* whose inventory it needs; NULL: none */
	site_function *site;
	bool nobody;    /* possible without being signed in */
} kinds[CHANGE_KIND_COUNT] = {
        [CHANGE_SIGNIN_FAILED] = {.apply = change_signin_failed, .nobody = true},
        [CHANGE_SESSION_NEW] = {.apply = change_session_new, .nobody = true},
        [CHANGE_SESSION_ONCE] = {.apply = change_session_once, .nobody = true},
        [CHANGE_SESSION_TOUCH] = {.apply = change_session_touch, .nobody = true},
        [CHANGE_SESSION_END] = {.apply = change_session_end, .nobody = true},
        [CHANGE_USER_ADD] = {.apply = change_user_add},
        [CHANGE_USER_EDIT] = {.apply = change_user_edit},
        [CHANGE_USER_REMOVE] = {.apply = change_user_remove},
        [CHANGE_TOKEN_ADD] = {.apply = change_token_add},
        [CHANGE_TOKEN_REMOVE] = {.apply = change_token_remove},
        [CHANGE_ASSET_EDIT] = {.apply = asset_edit, .site = change_site_of_device},
        [CHANGE_ASSET_MERGE] = {.apply = asset_merge, .site = change_site_of_device},
        [CHANGE_MERGE_UNDO] = {.apply = merge_undo, .site = change_site_of_merge},
        [CHANGE_SOURCE_EDIT] = {.apply = source_edit},
        [CHANGE_SOURCE_MOVE] = {.apply = source_move},
        [CHANGE_LEDGER_IMPORT] = {.apply = ledger_import, .site = change_site_of_viewer},
        [CHANGE_BUNDLE] = {.apply = bundle_import},
        [CHANGE_MATCH] = {.apply = match_decide},
        [CHANGE_ZONE] = {.apply = zone, .site = change_site_of_zone},
        [CHANGE_NETWORK] = {.apply = network, .site = change_site_of_network},
        [CHANGE_CONDUIT] = {.apply = conduit, .site = change_site_of_conduit},
        [CHANGE_ZONING] = {.apply = zoning, .site = change_site_of_viewer},
        [CHANGE_PACKETS] = {.apply = packets},
        [CHANGE_BLOCK_LIST] = {.apply = block_list},
        [CHANGE_BLOCK_LIST_REMOVE] = {.apply = block_list_remove},
        [CHANGE_CHANNEL] = {.apply = channel_save},
        [CHANGE_CHANNEL_REMOVE] = {.apply = channel_remove},
        [CHANGE_CHECK] = {.apply = check},
        [CHANGE_CHECK_ADD] = {.apply = check_add},
        [CHANGE_CHECK_REMOVE] = {.apply = check_remove},
        [CHANGE_ERASE] = {.apply = erase},
        [CHANGE_SETTING] = {.apply = setting},
        [CHANGE_FINDING] = {.apply = finding},
        [CHANGE_SUPPRESS] = {.apply = suppress},
        [CHANGE_UNSUPPRESS] = {.apply = unsuppress},
        [CHANGE_DETECTOR] = {.apply = detector},
        [CHANGE_ALLOWED] = {.apply = allowed},
        [CHANGE_ALLOWED_ENTRY] = {.apply = allowed_entry},
        [CHANGE_CALENDAR_ADD] = {.apply = calendar_add},
        [CHANGE_CALENDAR_REMOVE] = {.apply = calendar_remove},
        [CHANGE_PHASE] = {.apply = phase},
        [CHANGE_ANSWER] = {.apply = answer},
        [CHANGE_GOVERN] = {.apply = govern},
};

int change_site(struct store *store, const struct change *change, int64_t *site)
{
	const struct kind *kind = &kinds[change->kind];

	*site = 0;
	return kind->site && change->viewer && change->viewer->scope_count ? kind->site(store, change, site) : 0;
}

/* What changes a site's inventory is done in that site alone, whatever else its viewer sees. */
static int apply_in(struct store *store, struct inventory *inventory, struct change *change, int64_t site)
{
	const struct viewer *viewer = change->viewer;
	struct viewer there = *viewer;

	if (!viewer_sees(viewer, site))
		return -ENOENT;
	there.scopes = &site;
	there.scope_count = 1;
	change->viewer = &there;
	const int rc = kinds[change->kind].apply(store, inventory, change);

	change->viewer = viewer;
	return rc;
}

int change_apply(struct store *store, struct inventory *inventory, struct change *change)
{
	const struct kind *kind = &kinds[change->kind];
	int64_t site;

	if (!kind->apply || (kind->site && !inventory))
		return -ENOSYS;
	if (!kind->nobody && !change->viewer)
		return -EACCES;
	const int rc = change_site(store, change, &site);

	if (rc)
		return rc;
	return site ? apply_in(store, inventory, change, site) : kind->apply(store, inventory, change);
}
