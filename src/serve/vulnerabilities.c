/* vulnerabilities.c - what advisories mean for the plant, and bundles of them. SPDX-License-Identifier: Apache-2.0 */

#include "serve/request.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "advise/advise.h"
#include "advise/bundle.h"
#include "serve/server.h"
#include "serve/sources.h"
#include "store/vulnerability.h"

#define BECAUSE_MAX 1000

static const char *const outcomes[] = {
        [MATCH_NOT_AFFECTED] = "not_affected",
        [MATCH_POSSIBLE] = "possible",
        [MATCH_AFFECTED] = "affected",
};

/* Millionths as a fraction, null for none. */
static void put_millionths(struct json_out *j, const char *key, int value)
{
	if (value < 0)
		json_null(j, key);
	else
		json_double(j, key, value / 1e6);
}

static void put_cvss(struct json_out *j, int cvss)
{
	if (cvss < 0)
		json_null(j, "cvss");
	else
		json_double(j, "cvss", cvss / 10.0);
}

static void put_kev(struct json_out *j, const struct vulnerability_row *row)
{
	if (!row->kev) {
		json_null(j, "kev");
		return;
	}
	json_object(j, "kev");
	put_text(j, "added", row->kev_added);
	put_text(j, "due", row->kev_due);
	put_text(j, "action", row->kev_action);
	json_bool(j, "ransomware", row->ransomware);
	json_object_end(j);
}

static void put_vulnerability(struct json_out *j, const struct vulnerability_row *row)
{
	put_id(j, "id", row->id);
	json_text(j, "name", row->name);
	put_text(j, "title", row->title);
	put_cvss(j, row->cvss);
	put_text(j, "vector", row->vector);
	put_millionths(j, "epss", row->epss);
	put_millionths(j, "epss_percentile", row->percentile);
	put_kev(j, row);
	json_object(j, "devices");
	json_int(j, "affected", row->affected);
	json_int(j, "possible", row->possible);
	json_int(j, "not_affected", row->not_affected);
	json_int(j, "decided", row->decided);
	json_object_end(j);
	if (row->priority < 0)
		json_null(j, "priority");
	else
		json_int(j, "priority", row->priority);
}

static void put_decision(struct json_out *j, const struct match_row *m)
{
	json_text(j, "state", m->state);
	if (!*m->decided_by) {
		json_null(j, "decision");
		return;
	}
	json_object(j, "decision");
	put_text(j, "because", m->because);
	json_text(j, "by", m->decided_by);
	put_time(j, "at", m->decided_at);
	put_time(j, "ended_at", m->ended_at);
	put_text(j, "ended_by", m->ended_by);
	json_object_end(j);
}

static void put_match(struct json_out *j, const struct match_row *m)
{
	json_object(j, NULL);
	put_id(j, "vulnerability", m->vulnerability);
	json_text(j, "name", m->name);
	put_text(j, "title", m->title);
	put_cvss(j, m->cvss);
	json_bool(j, "kev", m->kev);
	json_object(j, "asset");
	put_asset_id(j, "id", m->asset);
	put_text(j, "name", m->asset_name);
	put_text(j, "role", m->asset_role);
	put_text(j, "ip", m->asset_ip);
	put_text(j, "vendor", m->vendor);
	put_text(j, "model", m->model);
	put_text(j, "firmware", m->firmware);
	json_object_end(j);
	put_text(j, "advisory", m->advisory);
	json_text(j, "outcome", outcomes[m->outcome]);
	json_int(j, "confidence", m->confidence);
	json_raw(j, "reason", m->reason);
	json_int(j, "priority", m->priority);
	json_raw(j, "why", m->why);
	put_time(j, "found_at", m->found_at);
	put_decision(j, m);
	json_object_end(j);
}

void vulnerabilities_get(struct request *r)
{
	const struct vulnerability_filter filter = {
	        .q = request_text(r, "q"),
	        .outcome = request_text(r, "outcome"),
	        .kev = request_flag(r, "kev"),
	        .open = request_flag(r, "open"),
	        .asset = request_asset(r),
	};
	const struct page page = request_page(r);
	struct vulnerability_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!request_good(r, store_vulnerabilities(r->store, &r->who.viewer, &filter, &page, &r->arena,
	                                           &rows, &listing)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++) {
		json_object(j, NULL);
		put_vulnerability(j, &rows[i]);
		json_object_end(j);
	}
	request_end_listing(r, &listing);
}

static void put_matches(struct json_out *j, const char *key, const struct match_row *rows,
                        size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++)
		put_match(j, &rows[i]);
}

static void put_advisories(struct json_out *j, const struct vulnerability_advisory *rows,
                           size_t count)
{
	json_array(j, "advisories");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "source", rows[i].source);
		json_text(j, "name", rows[i].name);
		put_text(j, "publisher", rows[i].publisher);
		put_text(j, "title", rows[i].title);
		put_text(j, "summary", rows[i].summary);
		put_text(j, "url", rows[i].url);
		put_text(j, "published", rows[i].published);
		put_text(j, "updated", rows[i].updated);
		put_text(j, "remedy", rows[i].remedy);
		json_object_end(j);
	}
	json_array_end(j);
}

static void answer_one(struct request *r, int64_t id)
{
	struct vulnerability_row row;
	struct vulnerability_advisory *advisories = NULL;
	struct match_row *matches = NULL;
	size_t advisory_count = 0;
	size_t match_count = 0;

	if (!request_good(r, store_vulnerability(r->store, &r->who.viewer, id, &r->arena, &row)) ||
	    !request_good(r, store_vulnerability_advisories(r->store, id, &r->arena, &advisories,
	                                                    &advisory_count)) ||
	    !request_good(r, store_matches(r->store, &r->who.viewer, id, 0, &r->arena, &matches,
	                                   &match_count)))
		return;
	struct json_out *j = request_json(r, 200);
	put_vulnerability(j, &row);
	put_advisories(j, advisories, advisory_count);
	put_matches(j, "items", matches, match_count);
	request_end_items(r, match_count);
}

void vulnerability_get(struct request *r)
{
	int64_t id;

	if (request_id(r, &id))
		answer_one(r, id);
}

void asset_vulnerabilities(struct request *r)
{
	struct match_row *rows = NULL;
	size_t count = 0;
	uint64_t number;

	if (!request_asset_id(r, &number) ||
	    !request_good(r, store_matches(r->store, &r->who.viewer, 0, number, &r->arena, &rows,
	                                   &count)))
		return;
	struct json_out *j = request_json(r, 200);
	put_matches(j, "items", rows, count);
	request_end_items(r, count);
}

void vulnerability_patch(struct request *r)
{
	const char *asset = json_in_text(r->object, "asset");
	const char *state = json_in_text(r->object, "state");
	const char *because = json_in_text(r->object, "because");
	struct change c = {.kind = CHANGE_MATCH,
	                   .match = {.asset = asset ? asset_id_parse(asset) : 0,
	                             .state = state,
	                             .because = because ? because : ""}};
	int64_t id;

	if (!request_id(r, &id))
		return;
	c.match.vulnerability = id;
	if (!c.match.asset || !state) {
		request_problem(r, 400, "Incomplete", "asset and state are needed");
		return;
	}
	if (strcmp(state, "open") != 0 && !c.match.because[strspn(c.match.because, " ")]) {
		request_problem(r, 400, "Incomplete", "because: a reason is kept with it");
		return;
	}
	if (strlen(c.match.because) > BECAUSE_MAX) {
		request_problem(r, 400, "Too long", "because: at most %d bytes", BECAUSE_MAX);
		return;
	}
	const int rc = request_change(r, &c);
	if (rc == -EINVAL)
		request_problem(r, 400, "Bad state",
		                "state: open, not_affected, accepted, mitigated or fixed");
	else if (request_good(r, rc))
		answer_one(r, id);
}

/* ---- bundles ---- */

static void put_bundle(struct json_out *j, const struct bundle *b)
{
	put_id(j, "id", b->id);
	json_text(j, "name", b->name);
	put_time(j, "made", b->made);
	json_text(j, "signed_by", b->signed_by);
	put_text(j, "filename", b->filename);
	put_time(j, "imported_at", b->imported_at);
	json_text(j, "imported_by", b->imported_by);
	json_int(j, "advisories", b->advisories);
	json_int(j, "changed", b->changed);
	json_int(j, "kev", b->kev);
	json_int(j, "epss", b->epss);
}

/* The names of the keys that may have signed a bundle. */
static bool put_keys(struct request *r, struct json_out *j)
{
	struct bundle_key keys[BUNDLE_KEYS_MAX];
	const char *text = NULL;

	if (!request_good(r, store_setting(r->store, &store_system, BUNDLE_KEYS_SETTING, &r->arena,
	                                   &text)))
		return false;
	const size_t count = text ? bundle_keys_read(text, keys, BUNDLE_KEYS_MAX) : 0;
	json_array(j, "trusted");
	for (size_t i = 0; i < count; i++)
		json_text(j, NULL, keys[i].name);
	json_array_end(j);
	return true;
}

void bundles_get(struct request *r)
{
	struct bundle *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_bundles(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_json(r, 200);
	if (!put_keys(r, j))
		return;
	json_array(j, "items");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_bundle(j, &rows[i]);
		json_object_end(j);
	}
	request_end_items(r, count);
}

static void answer_bundle(struct request *r, int64_t id)
{
	struct bundle *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_bundles(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_json(r, 201);
	for (size_t i = 0; i < count; i++)
		if (rows[i].id == id)
			put_bundle(j, &rows[i]);
	request_end_json(r);
}

static void take_over(struct request *r, const struct buf *lines)
{
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = CHANGE_BUNDLE,
	                   .bundle = {.filename = upload_name(r, "bundle"),
	                              .lines = lines->data,
	                              .length = lines->length,
	                              .error = error}};
	const int rc = request_change(r, &c);

	if (rc == -ESTALE)
		request_problem(r, 409, "An older bundle", "%s", error);
	else if (rc == -EINVAL)
		request_problem(r, 422, "Not a bundle", "%s", error);
	else if (request_good(r, rc))
		answer_bundle(r, c.id);
}

void bundle_post(struct request *r)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	struct buf lines = {.data = NULL};
	const char *keys = NULL;

	if (r->received == 0) {
		request_problem(r, 400, "Empty", "the body is the bundle");
		return;
	}
	if (lseek(r->spool, 0, SEEK_SET) != 0 || !jobs->bundle) {
		request_problem(r, 503, "Not possible", "bundles cannot be read now");
		return;
	}
	if (!request_good(r, store_setting(r->store, &store_system, BUNDLE_KEYS_SETTING, &r->arena,
	                                   &keys)))
		return;
	const int rc = jobs->bundle(jobs->argument, r->spool, keys ? keys : "", &lines);
	if (rc == -EINVAL)
		request_problem(r, 422, "Not a bundle", "%.250s", buf_string(&lines));
	else if (request_good(r, rc))
		take_over(r, &lines);
	buf_free(&lines);
}
