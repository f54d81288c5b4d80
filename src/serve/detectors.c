/* detectors.c - which detectors there are, and where they are to be silent. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"
#include "serve/findings.h"

#include <errno.h>
#include <string.h>

#include "judge/detectors.h"

static const struct detector_row *find_row(const struct detector_row *rows, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].detector, id) == 0)
			return &rows[i];
	return NULL;
}

static void put_detector(struct json_out *j, const struct detector *d, const struct detector_row *row)
{
	json_object(j, NULL);
	json_text(j, "id", d->id);
	put_detector_title(j, d->id);
	json_text(j, "severity", severity_name(d->severity));
	json_bool(j, "baseline", d->baseline);
	json_bool(j, "enabled", !row || row->at == 0);
	put_text(j, "reason", row ? row->reason : NULL);
	put_text(j, "user", row ? row->user : NULL);
	put_time(j, "at", row ? row->at : 0);
	json_uint(j, "open", row ? row->open : 0);
	put_techniques(j, d);
	json_object_end(j);
}

void detectors_get(struct request *r)
{
	struct detector_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_detectors(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < detector_count; i++)
		put_detector(j, detectors[i], find_row(rows, count, detectors[i]->id));
	request_end_items(r, detector_count);
}

void detector_patch(struct request *r)
{
	const char *reason = json_in_text(r->object, "reason");
	struct change c = {.kind = CHANGE_DETECTOR,
	                   .judged = {.name = r->argument, .reason = reason ? reason : ""}};

	c.judged.on = json_in_true(r->object, "enabled");
	if (!detector_of(r->argument))
		request_problem(r, 404, "Not found", "there is no detector %.60s", r->argument);
	else if (json_in_kind(r->object, "enabled") == JSON_IN_MISSING)
		request_problem(r, 400, "Incomplete", "enabled: true or false");
	else if (!request_truth_good(r, "enabled"))
		return;
	else if (!c.judged.on && !*c.judged.reason)
		request_problem(r, 422, "Incomplete", "switching a detector off wants a reason");
	else if (strlen(c.judged.reason) > 1000)
		request_problem(r, 422, "Value does not fit", "reason is too long");
	else if (request_good(r, request_change(r, &c)))
		detectors_get(r);
}

void suppressions_get(struct request *r)
{
	struct suppression_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_suppressions(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		put_text(j, "detector", rows[i].detector);
		if (*rows[i].detector)
			put_detector_title(j, rows[i].detector);
		put_party(j, "device", &rows[i].device);
		put_party(j, "peer", &rows[i].peer);
		put_time(j, "until", rows[i].until);
		json_text(j, "reason", rows[i].reason);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		json_object_end(j);
	}
	request_end_items(r, count);
}

static bool is_text(struct request *r, const char *key)
{
	const enum json_in_kind kind = json_in_kind(r->object, key);

	if (kind == JSON_IN_MISSING || kind == JSON_IN_NULL || json_in_text(r->object, key))
		return true;
	request_problem(r, 422, "Value does not fit", "%s is a text", key);
	return false;
}

static bool read_asset(struct request *r, const char *key, uint64_t *number)
{
	const enum json_in_kind kind = json_in_kind(r->object, key);
	const char *text = json_in_text(r->object, key);
	struct asset_row asset;

	if (kind == JSON_IN_MISSING || kind == JSON_IN_NULL)
		return true;
	*number = text ? asset_id_parse(text) : 0;
	if (!*number) {
		request_problem(r, 422, "Value does not fit", "%s is no device (a-00017)", key);
		return false;
	}
	const int rc = store_asset(r->store, &r->who.viewer, *number, &r->arena, &asset);

	if (rc != -ENOENT)
		return request_good(r, rc);
	request_problem(r, 422, "Value does not fit", "%s: there is no device %.20s", key, text);
	return false;
}

void suppression_post(struct request *r)
{
	const char *const known[] = {"detector", "device", "peer", "until", "reason", NULL};
	const char *unknown = json_in_unknown(r->object, known);
	const char *detector = json_in_text(r->object, "detector");
	struct suppression row = {.detector = detector ? detector : ""};
	struct change c = {.kind = CHANGE_SUPPRESS,
	                   .judged = {.suppression = &row,
	                              .reason = json_in_text(r->object, "reason")}};

	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	else if (*row.detector && !detector_of(row.detector))
		request_problem(r, 422, "Value does not fit", "there is no detector %.60s", row.detector);
	else if (!c.judged.reason || !*c.judged.reason || strlen(c.judged.reason) > 1000)
		request_problem(r, 422, "Incomplete", "reason: one or two sentences");
	else if (is_text(r, "detector") && read_asset(r, "device", &row.device) &&
	         read_asset(r, "peer", &row.peer) && request_until(r, "until", &row.until)) {
		if (!*row.detector && !row.device)
			request_problem(r, 422, "Incomplete", "name a detector, a device or both");
		else if (request_good(r, request_change(r, &c)))
			suppressions_get(r);
	}
}

void suppression_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_UNSUPPRESS};

	if (request_id(r, &c.judged.id))
		request_change_only(r, &c);
}
