/* match.c - which devices wait for matching, what may speak of them, what was found. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"
#include "store/vulnerability.h"

#include "lib/clock.h"

#include <errno.h>
#include <string.h>

int store_match_due_all(struct store *store)
{
	return sql_exec(store, "INSERT OR IGNORE INTO match_due SELECT scope_id, id FROM asset WHERE"
			       " into_id = 0 AND (vendor != '' OR model != '' OR product_code != '')");
}

int store_match_due_again(struct store *store)
{
	return sql_exec(store, "INSERT OR IGNORE INTO match_due SELECT scope_id, asset_id FROM match");
}

/* The device, then the modules in its slots; what was joined into another has nothing of its own. */
int store_match_due(struct store *store, size_t most, struct arena *arena, struct match_device **out,
		    size_t *count)
{
	struct rows rows = {.size = sizeof(struct match_device)};
	struct query q;

	query_begin_once(
		&q, store,
		"WITH due AS (SELECT d.scope_id, d.asset_id, a.into_id, a.vendor, a.model,"
		" a.product_code, a.firmware, a.importance, a.level FROM match_due d LEFT JOIN asset a"
		" ON a.scope_id = d.scope_id AND a.id = d.asset_id ORDER BY d.scope_id, d.asset_id"
		" LIMIT ?)"
		" SELECT scope_id, asset_id, -1 AS slot, iif(into_id, '', vendor),"
		" iif(into_id, '', model), iif(into_id, '', product_code), firmware, importance, level"
		" FROM due UNION ALL"
		" SELECT due.scope_id, due.asset_id, v.slot,"
		" ifnull(max(iif(v.name = 'vendor', v.value, NULL)), due.vendor),"
		" ifnull(max(iif(v.name = 'model', v.value, NULL)), ''),"
		" ifnull(max(iif(v.name = 'product_code', v.value, NULL)), ''),"
		" ifnull(max(iif(v.name = 'firmware', v.value, NULL)), ''), importance, level"
		" FROM due JOIN value v ON v.asset_id = due.asset_id AND v.scope_id = due.scope_id"
		" AND v.slot >= 0 AND v.chosen WHERE due.into_id = 0 GROUP BY 1, 2, 3"
		" ORDER BY 1, 2, 3",
		arena);
	query_int(&q, (int64_t)most);
	while (query_row(&q)) {
		struct match_device *d = rows_add(&rows, arena);

		d->scope = query_get_int(&q);
		d->asset = (uint64_t)query_get_int(&q);
		d->slot = (int)query_get_int(&q);
		d->vendor = query_get_text(&q);
		d->model = query_get_text(&q);
		d->product_code = query_get_text(&q);
		d->firmware = query_get_text(&q);
		d->importance = (int)query_get_int(&q);
		d->level = (int)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static void read_candidate(struct query *q, struct match_candidate *c)
{
	c->vulnerability = query_get_int(q);
	c->advisory = query_get_int(q);
	c->product_id = query_get_int(q);
	c->advisory_name = query_get_text(q);
	c->vendor = query_get_text(q);
	c->product = query_get_text(q);
	c->model = query_get_text(q);
	c->versions = query_get_text(q);
	c->status = (enum product_status)query_get_int(q);
	c->because = query_get_text(q);
}

int store_match_candidates(struct store *store, const char *vendor_key, struct arena *arena,
			   struct match_candidate **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct match_candidate)};
	struct query q;

	query_begin_once(&q, store,
			 *vendor_key ? "SELECT s.vulnerability_id, p.advisory_id, p.id, a.name, p.vendor,"
				       " p.product, p.model, p.versions, s.status, s.because FROM"
				       " advisory_product p JOIN advisory a ON a.id = p.advisory_id"
				       " JOIN advisory_status s ON s.product_id = p.id"
				       " WHERE p.vendor_key = ? ORDER BY p.id"
				     : "SELECT s.vulnerability_id, p.advisory_id, p.id, a.name, p.vendor,"
				       " p.product, p.model, p.versions, s.status, s.because FROM"
				       " advisory_product p JOIN advisory a ON a.id = p.advisory_id"
				       " JOIN advisory_status s ON s.product_id = p.id"
				       " WHERE p.model != ? ORDER BY p.id",
			 arena);
	query_text(&q, vendor_key);
	while (query_row(&q))
		read_candidate(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_vulnerability_weight(struct store *store, int64_t vulnerability, struct arena *arena,
			       struct vulnerability_weight *out)
{
	struct query q;

	*out = (struct vulnerability_weight){.cvss = -1, .epss = -1, .kev_due = ""};
	query_begin_once(&q, store,
			 "SELECT v.cvss, ifnull(e.score, -1), ifnull(e.percentile, 0), k.cve IS NOT NULL,"
			 " ifnull(k.ransomware, 0), k.due FROM vulnerability v LEFT JOIN epss e ON"
			 " e.cve = v.name LEFT JOIN kev k ON k.cve = v.name WHERE v.id = ?",
			 arena);
	query_int(&q, vulnerability);
	if (query_row(&q)) {
		out->cvss = (int)query_get_int(&q);
		out->epss = (int)query_get_int(&q);
		out->percentile = (int)query_get_int(&q);
		out->kev = query_get_int(&q) != 0;
		out->ransomware = query_get_int(&q) != 0;
		out->kev_due = query_get_text(&q);
	}
	return query_end(&q);
}

int store_reach_peers(struct store *store, int64_t scope, uint64_t asset, struct arena *arena,
		      struct reach_peer **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct reach_peer)};
	struct query q;

	/* both spoke: a call that nobody answered reached nothing */
	query_begin_once(
		&q, store,
		"SELECT 1, a.external, a.level, o.ip, p.ip FROM endpoint o JOIN conversation c ON"
		" c.server = o.id AND c.scope_id = o.scope_id JOIN endpoint p ON p.scope_id ="
		" c.scope_id AND p.id = c.client JOIN asset a ON a.scope_id = p.scope_id AND a.id ="
		" p.asset_id WHERE o.asset_id = ?1 AND o.scope_id = ?2 AND c.packets_to_client > 0 AND"
		" c.packets_to_server > 0"
		" UNION SELECT 0, a.external, a.level, o.ip, p.ip FROM endpoint o JOIN conversation c"
		" ON c.scope_id = o.scope_id AND c.client = o.id JOIN endpoint p ON p.scope_id ="
		" c.scope_id AND p.id = c.server JOIN asset a ON a.scope_id = p.scope_id AND a.id ="
		" p.asset_id WHERE o.asset_id = ?1 AND o.scope_id = ?2 AND c.packets_to_client > 0 AND"
		" c.packets_to_server > 0 LIMIT 2000",
		arena);
	query_int(&q, (int64_t)asset);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct reach_peer *p = rows_add(&rows, arena);

		p->inbound = query_get_int(&q) != 0;
		p->external = query_get_int(&q) != 0;
		p->level = (int)query_get_int(&q);
		p->own_ip = query_get_text(&q);
		p->ip = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* When it was found first stays. */
static int put_match(struct store *store, int64_t scope, uint64_t asset, const struct match *m)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO match (scope_id, vulnerability_id, asset_id, advisory_id, outcome,"
		    " confidence, reason, priority, why, found_at) VALUES (?,?,?,?,?,?,?,?,?,?)"
		    " ON CONFLICT DO UPDATE SET advisory_id = excluded.advisory_id,"
		    " outcome = excluded.outcome, confidence = excluded.confidence,"
		    " reason = excluded.reason, priority = excluded.priority, why = excluded.why");
	query_int(&q, scope);
	query_int(&q, m->vulnerability);
	query_total(&q, asset);
	query_int(&q, m->advisory);
	query_int(&q, m->outcome);
	query_int(&q, m->confidence);
	query_text(&q, m->reason);
	query_int(&q, m->priority);
	query_text(&q, m->why);
	query_int(&q, clock_now());
	return query_run(&q);
}

static int mark_old(struct store *store, int64_t scope, uint64_t asset)
{
	struct query q;

	query_begin(&q, store, "UPDATE match SET priority = -1 WHERE scope_id = ? AND asset_id = ?");
	query_int(&q, scope);
	query_total(&q, asset);
	return query_run(&q);
}

static int remove_old(struct store *store, int64_t scope, uint64_t asset)
{
	struct query q;

	query_begin(&q, store,
		    "DELETE FROM match WHERE scope_id = ? AND asset_id = ? AND priority = -1");
	query_int(&q, scope);
	query_total(&q, asset);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM match_due WHERE scope_id = ? AND asset_id = ?");
	query_int(&q, scope);
	query_total(&q, asset);
	return query_run(&q);
}

int store_match_replace(struct store *store, int64_t scope, uint64_t asset,
			const struct match *matches, size_t count)
{
	int rc = mark_old(store, scope, asset);

	for (size_t i = 0; i < count && !rc; i++)
		rc = put_match(store, scope, asset, &matches[i]);
	return rc ? rc : remove_old(store, scope, asset);
}

/* ---- decisions ---- */

static bool is_state(const char *state)
{
	static const char *const states[] = {"open", "not_affected", "accepted", "mitigated", "fixed"};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i], state) == 0)
			return true;
	return false;
}

static int decide(struct store *store, const struct viewer *viewer, int64_t scope,
		  int64_t vulnerability, uint64_t asset, const char *state, const char *because)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE decision SET ended_at = ?, ended_by = ? WHERE scope_id = ? AND"
		    " vulnerability_id = ? AND asset_id = ? AND ended_at = 0");
	query_int(&q, clock_now());
	query_text(&q, viewer->user);
	query_int(&q, scope);
	query_int(&q, vulnerability);
	query_total(&q, asset);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "INSERT INTO decision (scope_id, vulnerability_id, asset_id, state, because, by, at,"
		    " ended_at) VALUES (?,?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_int(&q, vulnerability);
	query_total(&q, asset);
	query_text(&q, state);
	query_text(&q, because);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_int(&q, strcmp(state, "open") == 0 ? clock_now() : 0);
	return query_run(&q);
}

int store_match_decide(struct store *store, const struct viewer *viewer, int64_t vulnerability,
		       uint64_t asset, const char *state, const char *because)
{
	struct query q;
	bool own;
	int rc = 0;

	if (!is_state(state))
		return store_failed(store, -EINVAL, "store: there is no state of that name");
	query_begin_once(&q, store,
			 "SELECT scope_id FROM match WHERE vulnerability_id = ? AND asset_id = ? AND"
			 " " SCOPES_OF("scope_id"),
			 NULL);
	query_int(&q, vulnerability);
	query_total(&q, asset);
	query_scopes(&q, viewer);
	const int64_t scope = query_number(&q, &rc);
	if (rc || !scope)
		return rc ? rc : store_failed(store, -ENOENT, "store: no such match");
	rc = step_begin(store, &own);
	return rc ? rc
		  : step_end(store, own,
			     decide(store, viewer, scope, vulnerability, asset, state, because));
}
