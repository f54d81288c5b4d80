/* zoning.c - zones, networks and conduits as rows. SPDX-License-Identifier: Apache-2.0 */

#include "store/zoning_where.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/buf.h"
#include "store/account.h"

#define NAME_MAX_BYTES 120
#define NOTE_MAX       2000
#define LIST_MAX       16000 /* subnets of a network: a flat one may list its devices */

int store_zones(struct store *store, const struct viewer *viewer, struct arena *arena, struct zone_use **out,
		size_t *count)
{
	struct rows rows = {.size = sizeof(struct zone_use)};
	struct query q;

	query_begin(&q, store,
		    "SELECT z.id, z.kind, z.name, z.smkl, z.importance, z.note, z.draft, z.specimen, (SELECT count(*)"
		    " FROM asset a WHERE a.scope_id = z.scope_id AND a.zone_id = z.id AND a.into_id = 0 AND"
		    " a.endpoints > 0) FROM zone z WHERE " SCOPES_OF("z.scope_id") " ORDER BY z.id");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct zone_use *use = rows_add(&rows, arena);

		use->zone.id = query_get_int(&q);
		use->zone.kind = query_get_text(&q);
		use->zone.name = query_get_text(&q);
		use->zone.smkl = query_get_text(&q);
		use->zone.importance = (int)query_get_int(&q);
		use->zone.note = query_get_text(&q);
		use->zone.draft = query_get_int(&q) != 0;
		use->zone.specimen = query_get_int(&q) != 0;
		use->devices = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_networks(struct store *store, const struct viewer *viewer, struct arena *arena,
		   struct network_use **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct network_use)};
	struct query q;

	query_begin(&q, store,
		    "SELECT n.id, n.zone_id, n.name, n.smkl, n.subnets, n.vlans, n.importance, n.note,"
		    " n.draft, n.class, n.level, n.model, n.hurdles, n.renewal,"
		    " (SELECT count(*) FROM asset a WHERE a.scope_id = n.scope_id AND a.network_id ="
		    " n.id AND a.into_id = 0 AND a.endpoints > 0) FROM network n WHERE "
		    SCOPES_OF("n.scope_id") " ORDER BY n.zone_id, n.name, n.id");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct network_use *use = rows_add(&rows, arena);

		use->network.id = query_get_int(&q);
		use->network.zone = query_get_int(&q);
		use->network.name = query_get_text(&q);
		use->network.smkl = query_get_text(&q);
		use->network.subnets = query_get_text(&q);
		use->network.vlans = query_get_text(&q);
		use->network.importance = (int)query_get_int(&q);
		use->network.note = query_get_text(&q);
		use->network.draft = query_get_int(&q) != 0;
		use->network.class = query_get_text(&q);
		use->network.level = query_get_text(&q);
		use->network.model = query_get_text(&q);
		use->network.hurdles = query_get_text(&q);
		use->network.renewal = query_get_text(&q);
		use->devices = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_conduits(struct store *store, const struct viewer *viewer, struct arena *arena,
		   struct conduit_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct conduit_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, from_zone, to_zone, both, protocols, classes, note, draft FROM conduit WHERE "
		    SCOPES_OF("scope_id") " ORDER BY from_zone, to_zone, id");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct conduit_row *c = rows_add(&rows, arena);

		c->id = query_get_int(&q);
		c->from = query_get_int(&q);
		c->to = query_get_int(&q);
		c->both = query_get_int(&q) != 0;
		c->protocols = query_get_text(&q);
		c->classes = query_get_text(&q);
		c->note = query_get_text(&q);
		c->draft = query_get_int(&q) != 0;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* A row that cannot be right any more (its zone went) is left out. */
int store_zoning(struct store *store, const struct viewer *viewer, struct zoning *zoning)
{
	struct arena arena = {0};
	struct zone_use *zones = NULL;
	struct network_use *networks = NULL;
	struct conduit_row *conduits = NULL;
	size_t zone_count = 0, network_count = 0, conduit_count = 0;
	int rc = store_zones(store, viewer, &arena, &zones, &zone_count);

	if (!rc)
		rc = store_networks(store, viewer, &arena, &networks, &network_count);
	if (!rc)
		rc = store_conduits(store, viewer, &arena, &conduits, &conduit_count);
	for (size_t i = 0; i < zone_count; i++)
		(void)!zoning_add_zone(zoning, &zones[i].zone);
	for (size_t i = 0; i < network_count; i++)
		(void)!zoning_add_network(zoning, &networks[i].network);
	for (size_t i = 0; i < conduit_count; i++)
		(void)!zoning_add_conduit(zoning, &conduits[i]);
	arena_free(&arena);
	return rc;
}

/* ---- changes ---- */

static int64_t own_scope(const struct viewer *viewer)
{
	return viewer->scope_count ? viewer->scopes[0] : 0;
}

static int fault(struct store *store, const char *what)
{
	return store_failed(store, -EINVAL, "%s", what);
}

static bool fits(const char *text, size_t most)
{
	return !text || strlen(text) <= most;
}

static int check_common(struct store *store, const char *name, const char *smkl, int importance,
			const char *note)
{
	if (!name || !*name || !fits(name, NAME_MAX_BYTES))
		return fault(store, "name: one to forty characters");
	if (!smkl_is_column(smkl ? smkl : ""))
		return fault(store, "smkl: 1, 2, 3, idmz, office or nothing");
	if (importance < 0 || importance > 5)
		return fault(store, "importance: 1 to 5, or 0");
	return fits(note, NOTE_MAX) ? 0 : fault(store, "note is too long");
}

/* True when there is such a row in the viewer's scopes. */
static bool is_there(struct store *store, const struct viewer *viewer, const char *sql, int64_t id)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, sql);
	query_int(&q, id);
	query_scopes(&q, viewer);
	return query_number(&q, &rc) > 0 && rc == 0;
}

static bool zone_is_there(struct store *store, const struct viewer *viewer, int64_t id)
{
	return is_there(store, viewer,
			"SELECT count(*) FROM zone WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

static int audit(struct store *store, const struct viewer *viewer, const char *what, bool is_new, int64_t id,
		 const char *detail)
{
	char action[32];

	snprintf(action, sizeof(action), "%s.%s", what, is_new ? "add" : "edit");
	return store_audit_row(store, viewer, action, id, detail);
}

/* Runs an INSERT (id 0) or UPDATE whose values are bound; the new id goes to *id. */
static int run_put(struct query *q, struct store *store, int64_t *id, bool is_new)
{
	const int rc = query_run(q);

	if (rc == -EEXIST)
		return store_failed(store, -EEXIST, "another zone has that name");
	if (!rc && !is_new && sqlite3_changes(store->db) == 0)
		return store_failed(store, -ENOENT, "store: there is none with that number");
	if (!rc && is_new)
		*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int put_zone(struct store *store, const struct viewer *viewer, struct zone_row *row)
{
	const bool is_new = row->id == 0;
	struct query q;
	char detail[400];

	query_begin(&q, store,
		    is_new ? "INSERT INTO zone (kind, name, smkl, importance, note, draft, scope_id, specimen) VALUES"
			     " (?1,?2,?3,?4,?5,?6,?7,?8)"
			   : "UPDATE zone SET kind = ?1, name = ?2, smkl = ?3, importance = ?4, note = ?5,"
			     " draft = ?6, specimen = 0 WHERE scope_id = ?7 AND id = ?8");
	query_text(&q, row->kind);
	query_text(&q, row->name);
	query_text(&q, row->smkl);
	query_int(&q, row->importance);
	query_text(&q, row->note);
	query_int(&q, row->draft);
	query_int(&q, own_scope(viewer));
	query_int(&q, is_new ? row->specimen : row->id);
	const int rc = run_put(&q, store, &row->id, is_new);

	snprintf(detail, sizeof(detail), "%s, smkl %s, importance %d%s", row->name, row->smkl ? row->smkl : "",
		 row->importance, row->draft ? ", draft" : "");
	return rc ? rc : audit(store, viewer, "zone", is_new, row->id, detail);
}

int store_zone_put(struct store *store, const struct viewer *viewer, struct zone_row *row)
{
	bool own;
	int rc = check_common(store, row->name, row->smkl, row->importance, row->note);

	if (!rc && !own_scope(viewer))
		rc = store_failed(store, -EPERM, "store: the viewer has no scope");
	if (!rc)
		rc = step_begin(store, &own);
	return rc ? rc : step_end(store, own, put_zone(store, viewer, row));
}

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

/* True when each word of the text is one of these, which stand apart by blanks. */
static bool are_among(const char *text, const char *words)
{
	size_t length;

	for (const char *word = or_nothing(text); *word; word += length, word += *word == ' ') {
		bool found = false;

		length = strcspn(word, " ");
		for (const char *w = words; *w && !found; w += strcspn(w, " "), w += *w == ' ')
			found = strcspn(w, " ") == length && memcmp(w, word, length) == 0;
		if (!found)
			return false;
	}
	return true;
}

static bool is_among(const char *text, const char *words)
{
	return !strchr(or_nothing(text), ' ') && are_among(text, words);
}

/* S0-023 S0-069 */
static int check_segment(struct store *store, const struct network_row *row)
{
	if (!is_among(row->class, "field control control-info production-info idmz enterprise"))
		return fault(store, "class: field, control, control-info, production-info, idmz, enterprise or nothing");
	if (!is_among(row->level, "0 1 2 3 4 5"))
		return fault(store, "level: 0 to 5 of ISA-95, or nothing");
	if (!is_among(row->model, "perimeter zero-trust"))
		return fault(store, "model: perimeter, zero-trust or nothing");
	if (!is_among(row->renewal, "renewed continued"))
		return fault(store, "renewal: renewed, continued or nothing");
	return are_among(row->hurdles, "cost work production legacy") ? 0 : fault(store, "hurdles: cost, work, production, legacy");
}

static int put_network(struct store *store, const struct viewer *viewer, struct network_row *row)
{
	const bool is_new = row->id == 0;
	struct query q;
	char detail[400];

	query_begin(&q, store,
		    is_new ? "INSERT INTO network (zone_id, name, smkl, subnets, vlans, importance, note, draft, class, level,"
			     " model, hurdles, renewal, scope_id) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"
			   : "UPDATE network SET zone_id = ?1, name = ?2, smkl = ?3, subnets = ?4, vlans = ?5,"
			     " importance = ?6, note = ?7, draft = ?8, class = ?9, level = ?10, model = ?11, hurdles = ?12,"
			     " renewal = ?13 WHERE scope_id = ?14 AND id = ?15");
	query_int(&q, row->zone);
	query_text(&q, row->name);
	query_text(&q, row->smkl);
	query_text(&q, row->subnets);
	query_text(&q, row->vlans);
	query_int(&q, row->importance);
	query_text(&q, row->note);
	query_int(&q, row->draft);
	query_text(&q, row->class);
	query_text(&q, row->level);
	query_text(&q, row->model);
	query_text(&q, row->hurdles);
	query_text(&q, row->renewal);
	query_int(&q, own_scope(viewer));
	if (!is_new)
		query_int(&q, row->id);
	const int rc = run_put(&q, store, &row->id, is_new);

	snprintf(detail, sizeof(detail), "%s: %.200s vlan %.60s, zone %lld, %.20s %.10s %.10s%s", row->name,
		 row->subnets ? row->subnets : "", row->vlans ? row->vlans : "", (long long)row->zone,
		 or_nothing(row->class), or_nothing(row->model), or_nothing(row->renewal), row->draft ? ", draft" : "");
	return rc ? rc : audit(store, viewer, "network", is_new, row->id, detail);
}

int store_network_put(struct store *store, const struct viewer *viewer, struct network_row *row)
{
	bool own;
	int rc = check_common(store, row->name, row->smkl, row->importance, row->note);
	const char *bad = zoning_bad_subnet(row->subnets);

	if (!rc && !fits(row->subnets, LIST_MAX))
		rc = fault(store, "subnets: too many for one network");
	if (!rc && bad)
		rc = store_failed(store, -EINVAL, "subnets: %.40s is no subnet (192.168.10.0/24)", bad);
	bad = zoning_bad_vlan(row->vlans);
	if (!rc && (bad || !fits(row->vlans, NOTE_MAX)))
		rc = store_failed(store, -EINVAL, "vlans: %.20s is no VLAN (1 to 4094)", bad ? bad : "");
	if (!rc && (!row->subnets || !*row->subnets) && (!row->vlans || !*row->vlans))
		rc = fault(store, "a network has subnets, VLANs or both");
	if (!rc)
		rc = check_segment(store, row);
	if (!rc && !zone_is_there(store, viewer, row->zone))
		rc = store_failed(store, -ENOENT, "store: there is no zone %lld", (long long)row->zone);
	if (!rc)
		rc = step_begin(store, &own);
	return rc ? rc : step_end(store, own, put_network(store, viewer, row));
}

static int put_conduit(struct store *store, const struct viewer *viewer, struct conduit_row *row)
{
	const bool is_new = row->id == 0;
	struct query q;
	char detail[400];

	query_begin(&q, store,
		    is_new ? "INSERT INTO conduit (from_zone, to_zone, both, protocols, classes, note, draft,"
			     " scope_id) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)"
			   : "UPDATE conduit SET from_zone = ?1, to_zone = ?2, both = ?3, protocols = ?4, classes"
			     " = ?5, note = ?6, draft = ?7 WHERE scope_id = ?8 AND id = ?9");
	query_int(&q, row->from);
	query_int(&q, row->to);
	query_int(&q, row->both);
	query_text(&q, row->protocols);
	query_text(&q, row->classes);
	query_text(&q, row->note);
	query_int(&q, row->draft);
	query_int(&q, own_scope(viewer));
	if (!is_new)
		query_int(&q, row->id);
	const int rc = run_put(&q, store, &row->id, is_new);

	snprintf(detail, sizeof(detail), "%lld %s %lld: %.120s; %.120s%s", (long long)row->from,
		 row->both ? "<>" : ">", (long long)row->to, row->protocols && *row->protocols ? row->protocols : "any",
		 row->classes && *row->classes ? row->classes : "any", row->draft ? ", draft" : "");
	return rc ? rc : audit(store, viewer, "conduit", is_new, row->id, detail);
}

int store_conduit_put(struct store *store, const struct viewer *viewer, struct conduit_row *row)
{
	bool own;
	int rc = 0;

	if (row->from == row->to)
		rc = fault(store, "a conduit joins two zones");
	else if (!fits(row->protocols, NOTE_MAX) || !fits(row->classes, NOTE_MAX) || !fits(row->note, NOTE_MAX))
		rc = fault(store, "protocols, classes or note are too long");
	else if ((row->from != ZONE_OUTSIDE && !zone_is_there(store, viewer, row->from)) ||
		 (row->to != ZONE_OUTSIDE && !zone_is_there(store, viewer, row->to)))
		rc = store_failed(store, -ENOENT, "store: there is no such zone");
	if (!rc)
		rc = step_begin(store, &own);
	return rc ? rc : step_end(store, own, put_conduit(store, viewer, row));
}

static int run_of(struct store *store, const struct viewer *viewer, const char *sql, int64_t id)
{
	struct query q;

	query_begin(&q, store, sql);
	query_int(&q, id);
	query_scopes(&q, viewer);
	return query_run(&q);
}

static int take_zone(struct store *store, const struct viewer *viewer, int64_t id)
{
	int rc = store_remove_row(store, viewer, "zone.remove",
				  "DELETE FROM zone WHERE id = ? AND " SCOPES_OF("scope_id"), id);

	if (!rc)
		rc = run_of(store, viewer,
			    "DELETE FROM conduit WHERE ?1 IN (from_zone, to_zone) AND +scope_id IN (SELECT value"
			    " FROM json_each(?2))", id);
	return rc;
}

int store_zone_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, take_zone(store, viewer, id));
}

int store_network_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "network.remove",
				"DELETE FROM network WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

int store_conduit_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "conduit.remove",
				"DELETE FROM conduit WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

/* The same for each of the three tables; ?1 keeps the numbering of run_of. */
static int for_all(struct store *store, const struct viewer *viewer, const char *const sql[3], const char *action)
{
	int rc = 0;

	for (int i = 0; i < 3 && !rc; i++)
		rc = run_of(store, viewer, sql[i], 1);
	return rc ? rc : store_audit(store, viewer, action, "drafts", NULL);
}

#define OF_DRAFTS " WHERE draft = ?1 AND +scope_id IN (SELECT value FROM json_each(?2))"

int store_zoning_accept(struct store *store, const struct viewer *viewer)
{
	static const char *const sql[] = {"UPDATE zone SET draft = 0" OF_DRAFTS,
					  "UPDATE network SET draft = 0" OF_DRAFTS,
					  "UPDATE conduit SET draft = 0" OF_DRAFTS};
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, for_all(store, viewer, sql, "zoning.accept"));
}

int store_zoning_drop_drafts(struct store *store, const struct viewer *viewer)
{
	/* a zone takes its networks along; what people accepted within it stays, and so does it */
	static const char *const sql[] = {
		"DELETE FROM conduit" OF_DRAFTS, "DELETE FROM network" OF_DRAFTS,
		"DELETE FROM zone" OF_DRAFTS " AND id NOT IN (SELECT zone_id FROM network) AND id NOT IN (SELECT"
		" from_zone FROM conduit UNION SELECT to_zone FROM conduit)"};
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, for_all(store, viewer, sql, "zoning.drop_drafts"));
}

/* ---- whose it is ---- */

static int scope_in(struct store *store, const char *sql, int64_t id, int64_t *scope)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, sql);
	query_int(&q, id);
	*scope = query_number(&q, &rc);
	return rc || *scope ? rc : store_failed(store, -ENOENT, "store: there is no such zone, network or conduit");
}

int store_zone_scope(struct store *store, int64_t id, int64_t *scope)
{
	return scope_in(store, "SELECT scope_id FROM zone WHERE id = ?", id, scope);
}

int store_network_scope(struct store *store, int64_t id, int64_t *scope)
{
	return scope_in(store, "SELECT scope_id FROM network WHERE id = ?", id, scope);
}

int store_conduit_scope(struct store *store, int64_t id, int64_t *scope)
{
	return scope_in(store, "SELECT scope_id FROM conduit WHERE id = ?", id, scope);
}
