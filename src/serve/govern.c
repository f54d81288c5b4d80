/* govern.c - over answers: exceptions, snapshots and their approval, verdicts over time, the trail's proof.
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "govern/snapshot.h"
#include "lib/clock.h"
#include "serve/rights.h"
#include "store/govern.h"

#include <errno.h>
#include <string.h>

#define TEXT_MAX  4000
#define TITLE_MAX 200

int64_t request_scope(const struct request *r)
{
	const struct viewer *v = &r->who.viewer;

	return request_number(r, "scope", v->scope_count ? v->scopes[0] : STORE_ROOT_SCOPE);
}

int64_t body_scope(const struct request *r)
{
	const struct viewer *v = &r->who.viewer;

	return json_in_number(r->object, "scope", v->scope_count ? v->scopes[0] : STORE_ROOT_SCOPE);
}

const char *body_text(const struct request *r, const char *key)
{
	const char *text = json_in_text(r->object, key);

	return text ? text : "";
}

bool words_known(struct request *r, const char *list, knows known)
{
	char *rest = arena_strdup(&r->arena, list);

	for (char *word; (word = strsep(&rest, " "));)
		if (*word && !known(word))
			return false;
	return true;
}

int request_govern(struct request *r,
                   int (*apply)(struct store *, const struct viewer *, const void *, int64_t *),
                   const void *what, int64_t *id)
{
	struct change c = {.kind = CHANGE_GOVERN, .govern = {.apply = apply, .what = what}};
	const int rc = request_change(r, &c);

	*id = c.id;
	return rc;
}

void govern_answer(struct request *r,
                   int (*apply)(struct store *, const struct viewer *, const void *, int64_t *),
                   const void *what, unsigned status)
{
	int64_t id;
	const int rc = request_govern(r, apply, what, &id);

	if (rc == -EALREADY) {
		request_problem(r, 409, "Decided already", "somebody decided that before");
		return;
	}
	if (!request_good(r, rc))
		return;
	if (status == 204) {
		request_nothing(r);
		return;
	}
	put_id(request_json(r, status), "id", id);
	request_end_json(r);
}

struct of_id {
	int (*apply)(struct store *, const struct viewer *, int64_t);
	int64_t id;
};

static int apply_of_id(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct of_id *call = what;

	*id = call->id;
	return call->apply(store, viewer, call->id);
}

void govern_of_id(struct request *r, int (*apply)(struct store *, const struct viewer *, int64_t))
{
	struct of_id call = {.apply = apply};

	if (request_id(r, &call.id))
		govern_answer(r, apply_of_id, &call, 204);
}

bool request_fits(struct request *r, const char *fault)
{
	if (fault)
		request_problem(r, 422, "Not possible", "%s", fault);
	return !fault;
}

/* ---- exceptions ---- */

static int add_exception(struct store *store, const struct viewer *viewer, const void *what,
                         int64_t *id)
{
	return store_exception_add(store, viewer, what, id);
}

void exceptions_get(struct request *r)
{
	struct exception_row *rows;
	size_t count;

	if (!request_good(r, store_exceptions(r->store, &r->who.viewer, request_scope(r),
	                                      request_text(r, "pack"), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_exception(j, NULL, &rows[i]);
	request_end_items(r, count);
}

void exception_post(struct request *r)
{
	const struct pack *pack = request_pack(r, json_in_text(r->object, "pack"));

	if (!pack)
		return;
	const struct exception_row row = {
	        .scope = body_scope(r),
	        .pack = pack->id,
	        .part = body_text(r, "part"),
	        .item = body_text(r, "item"),
	        .reason = body_text(r, "reason"),
	        .measure = body_text(r, "measure"),
	        .ends_on = body_text(r, "ends_on"),
	};
	const char *fault = strlen(row.reason) > TEXT_MAX || strlen(row.measure) > TEXT_MAX
	                            ? "a text is too long"
	                            : exception_fault(pack, &row);

	if (request_fits(r, fault))
		govern_answer(r, add_exception, &row, 201);
}

void exception_patch(struct request *r)
{
	const char *state = body_text(r, "state");
	const bool approve = strcmp(state, "approved") == 0;

	if (!approve && strcmp(state, "ended") != 0)
		request_problem(r, 422, "Not possible", "state is approved or ended");
	else if (!request_narrow(r, approve ? RIGHT_APPROVE : RIGHT_ANSWER))
		request_problem(r, 403, "Forbidden", approve ? "an exception is approved by security or management"
		                                             : "it is ended by who answers");
	else
		govern_of_id(r, approve ? store_exception_approve : store_exception_end);
}

/* ---- snapshots ---- */

static int add_snapshot(struct store *store, const struct viewer *viewer, const void *what,
                        int64_t *id)
{
	return store_snapshot_add(store, viewer, what, id);
}

struct approval {
	int64_t id;
	const char *note;
};

static int approve_snapshot(struct store *store, const struct viewer *viewer, const void *what,
                            int64_t *id)
{
	const struct approval *approval = what;

	(void)id;
	return store_snapshot_approve(store, viewer, approval->id, approval->note);
}

static bool take_snapshot(struct request *r, const struct pack *pack, int64_t scope,
                          struct snapshot *out)
{
	struct assessment a;

	return request_good(r, assess(r->store, &r->who.viewer, pack, scope, clock_now(),
	                              &r->arena, &a)) &&
	       request_good(r, snapshot_make(r->store, &r->who.viewer, &a, &r->arena, out));
}

struct scans {
	struct scan_row *rows;
	size_t count;
};

static bool read_scans(struct request *r, struct scans *out)
{
	return request_good(r, store_scans(r->store, &r->who.viewer, &r->arena, &out->rows, &out->count));
}

static void put_snapshot(struct request *r, struct json_out *j, const struct snapshot_row *row, const char *basis,
                         const struct scans *scans)
{
	const bool news = put_news(r, j, row->scope, row->summary);

	put_id(j, "id", row->id);
	json_text(j, "pack", row->pack);
	put_id(j, "scope", row->scope);
	json_text(j, "title", row->title);
	json_text(j, "hash", row->hash);
	json_text(j, "user", row->user);
	put_time(j, "at", row->at);
	put_text(j, "approved_by", row->approved_by);
	put_time(j, "approved_at", row->approved_at);
	put_text(j, "note", row->note);
	json_bool(j, "outdated", news || strcmp(row->basis, basis) != 0);
	json_raw(j, "summary", row->summary);
	put_scans(j, scans->rows, scans->count, row->id);
}

/* Each pack's present basis is made once, when the first of its snapshots is told. */
struct bases {
	const char *pack[32];
	const char *basis[32];
	size_t count;
};

static const char *basis_now(struct request *r, struct bases *bases, const char *id, int64_t scope)
{
	struct snapshot now;
	const struct pack *pack = request_find_pack(r, id);

	for (size_t i = 0; i < bases->count; i++)
		if (strcmp(bases->pack[i], id) == 0)
			return bases->basis[i];
	if (!pack || bases->count == 32)
		return "";
	if (!take_snapshot(r, pack, scope, &now))
		return NULL;
	bases->pack[bases->count] = id;
	bases->basis[bases->count++] = now.basis;
	return now.basis;
}

void snapshots_get(struct request *r)
{
	const int64_t scope = request_scope(r);
	struct bases bases = {.count = 0};
	struct snapshot_row *rows;
	struct scans scans;
	size_t count;

	if (!request_good(r, store_snapshots(r->store, &r->who.viewer, scope,
	                                     request_text(r, "pack"), &r->arena, &rows, &count)) ||
	    !read_scans(r, &scans))
		return;
	for (size_t i = 0; i < count; i++)
		if (!basis_now(r, &bases, rows[i].pack, scope))
			return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_snapshot(r, j, &rows[i], basis_now(r, &bases, rows[i].pack, scope), &scans);
		json_object_end(j);
	}
	request_end_items(r, count);
}

void snapshot_get(struct request *r)
{
	struct bases bases = {.count = 0};
	struct snapshot_row row;
	struct scans scans;
	int64_t id;

	if (!request_id(r, &id) ||
	    !request_good(r, store_snapshot(r->store, &r->who.viewer, id, &r->arena, &row)) ||
	    !read_scans(r, &scans))
		return;
	const char *basis = basis_now(r, &bases, row.pack, row.scope);

	if (!basis)
		return;
	struct json_out *j = request_json(r, 200);

	put_snapshot(r, j, &row, basis, &scans);
	json_raw(j, "content", row.content);
	request_end_json(r);
}

void snapshot_post(struct request *r)
{
	const struct pack *pack = request_pack(r, json_in_text(r->object, "pack"));
	const char *title = body_text(r, "title");
	struct snapshot made;

	if (!pack)
		return;
	if (!*title || strlen(title) > TITLE_MAX) {
		request_problem(r, 422, "Not possible", "give it a title of at most %d bytes",
		                TITLE_MAX);
		return;
	}
	if (!take_snapshot(r, pack, body_scope(r), &made))
		return;
	const struct snapshot_row row = {
	        .scope = body_scope(r),
	        .pack = pack->id,
	        .title = title,
	        .content = made.content,
	        .hash = made.hash,
	        .basis = made.basis,
	        .summary = made.summary,
	};

	govern_answer(r, add_snapshot, &row, 201);
}

void snapshot_patch(struct request *r)
{
	struct approval approval = {.note = body_text(r, "note")};

	if (!request_id(r, &approval.id))
		return;
	if (!json_in_true(r->object, "approved") || strlen(approval.note) > TEXT_MAX)
		request_problem(r, 422, "Not possible", "approved: true, and a note if you like");
	else
		govern_answer(r, approve_snapshot, &approval, 204);
}

/* ---- verdicts over time, the trail ---- */

void evaluations_get(struct request *r)
{
	struct evaluation_row *rows;
	size_t count;

	if (!request_good(r, store_evaluations(r->store, &r->who.viewer, request_scope(r),
	                                       request_text(r, "pack"), request_text(r, "part"),
	                                       request_text(r, "item"), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "part", rows[i].part);
		json_text(j, "item", rows[i].item);
		json_text(j, "verdict", rows[i].verdict);
		put_time(j, "since", rows[i].since);
		put_time(j, "last", rows[i].last);
		json_object_end(j);
	}
	request_end_items(r, count);
}

void audit_proof_get(struct request *r)
{
	int64_t id;
	const int rc = store_audit_verify(r->store, &id);

	if (rc != -EBADMSG && !request_good(r, rc))
		return;
	struct json_out *j = request_json(r, 200);

	json_bool(j, "whole", rc == 0);
	if (rc)
		put_id(j, "broken_at", id);
	request_end_json(r);
}
