/* compare.c - sites beside one another, and how each went (S0-031 S0-062 S1-101). SPDX-License-Identifier: Apache-2.0
 *
 * Only what was answered and frozen is compared: gauges of 200 plants are not run for one page.
 */

#include "serve/assess.h"

#include <errno.h>
#include <string.h>

#include "lib/clock.h"
#include "store/govern.h"

struct site_sum {
	size_t answered;
	size_t done;
	size_t not_applicable;
	size_t older; /* answered for another version of the pack */
	size_t *by_section; /* done */
};

struct comparison {
	const struct pack *pack;
	struct scope *sites;
	size_t site_count;
	struct standing_answer *answers;
	size_t answer_count;
	struct snapshot_row *snapshots;
	size_t snapshot_count;
	struct exception_row *exceptions;
	size_t exception_count;
	const char *today;
};

static bool read_all(struct request *r, struct comparison *c)
{
	const struct viewer *v = &r->who.viewer;

	return request_good(r, store_scopes(r->store, v, &r->arena, &c->sites, &c->site_count)) &&
	       request_good(r, store_standing_answers(r->store, v, c->pack->id, &r->arena, &c->answers,
	                                              &c->answer_count)) &&
	       request_good(r, store_snapshots(r->store, v, 0, c->pack->id, &r->arena, &c->snapshots,
	                                       &c->snapshot_count)) &&
	       request_good(r, store_exceptions(r->store, v, 0, c->pack->id, &r->arena, &c->exceptions,
	                                        &c->exception_count));
}

static void count_in(const struct pack *pack, const struct standing_answer *a, struct site_sum *sum)
{
	const struct pack_item *item = pack_item(pack, a->item);

	if (!item || !*a->value)
		return;
	sum->answered++;
	sum->older += strcmp(a->version, pack->version) != 0;
	if (strcmp(a->value, ANSWER_NOT_APPLICABLE) == 0) {
		sum->not_applicable++;
	} else if (pack_done(pack, pack_step(pack, a->value))) {
		sum->done++;
		sum->by_section[item->section]++;
	}
}

/* Approved, and not over. */
static size_t exceptions_of(const struct comparison *c, int64_t scope)
{
	size_t count = 0;

	for (size_t i = 0; i < c->exception_count; i++)
		count += c->exceptions[i].scope == scope && *c->exceptions[i].approved_by != '\0' &&
		         strcmp(c->exceptions[i].ends_on, c->today) >= 0;
	return count;
}

/* Both come by scope: a walk side by side. */
static void put_site(struct request *r, struct json_out *j, const struct comparison *c,
                     const struct scope *site, size_t *next)
{
	struct site_sum sum = {.by_section = arena_alloc(&r->arena, c->pack->section_count *
	                                                                    sizeof(size_t))};

	while (*next < c->answer_count && c->answers[*next].scope < site->id)
		(*next)++;
	for (; *next < c->answer_count && c->answers[*next].scope == site->id; (*next)++)
		count_in(c->pack, &c->answers[*next], &sum);
	put_id(j, "id", site->id);
	put_id(j, "parent", site->parent);
	json_text(j, "name", site->name);
	json_uint(j, "answered", sum.answered);
	json_uint(j, "done", sum.done);
	json_uint(j, "not_applicable", sum.not_applicable);
	json_uint(j, "older", sum.older);
	json_uint(j, "exceptions", exceptions_of(c, site->id));
	json_array(j, "sections");
	for (size_t i = 0; i < c->pack->section_count; i++)
		json_uint(j, NULL, sum.by_section[i]);
	json_array_end(j);
}

struct chain {
	size_t first; /* newest snapshot of the site, from 1; 0 none */
};

/* Snapshots come newest first over all sites: each points to the next of its site. */
static size_t *link_snapshots(struct request *r, const struct comparison *c, struct chain *chains)
{
	size_t *next = arena_alloc(&r->arena, (c->snapshot_count + 1) * sizeof(*next));

	for (size_t i = c->snapshot_count; i-- > 0;)
		for (size_t low = 0, high = c->site_count; low < high;) {
			const size_t middle = (low + high) / 2;

			if (c->sites[middle].id < c->snapshots[i].scope) {
				low = middle + 1;
			} else if (c->sites[middle].id > c->snapshots[i].scope) {
				high = middle;
			} else {
				next[i] = chains[middle].first;
				chains[middle].first = i + 1;
				break;
			}
		}
	return next;
}

static void put_trend(struct json_out *j, const struct comparison *c, size_t first, const size_t *next)
{
	json_array(j, "snapshots");
	for (size_t at = first; at; at = next[at - 1]) {
		const struct snapshot_row *s = &c->snapshots[at - 1];

		json_object(j, NULL);
		put_time(j, "at", s->at);
		json_text(j, "title", s->title);
		json_bool(j, "approved", *s->approved_by != '\0');
		json_raw(j, "summary", s->summary);
		json_object_end(j);
	}
	json_array_end(j);
}

void compare_get(struct request *r)
{
	const char *id = request_text(r, "pack");
	struct comparison c = {.pack = request_pack(r, *id ? id : "meti-checklist")};
	size_t next_answer = 0;
	char today[CLOCK_TEXT_SIZE];

	clock_text_local(clock_now(), today);
	today[10] = '\0';
	c.today = today;
	if (!c.pack || !read_all(r, &c))
		return;
	struct chain *chains = arena_alloc(&r->arena, (c.site_count + 1) * sizeof(*chains));
	const size_t *next = link_snapshots(r, &c, chains);
	struct json_out *j = request_json(r, 200);

	json_text(j, "pack", c.pack->id);
	json_uint(j, "items_each", c.pack->item_count * (c.pack->column_count ? c.pack->column_count : 1));
	json_array(j, "sections");
	for (size_t i = 0; i < c.pack->section_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", c.pack->sections[i].id);
		put_both(j, "title", &c.pack->sections[i].title);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "items");
	for (size_t i = 0; i < c.site_count; i++) {
		json_object(j, NULL);
		put_site(r, j, &c, &c.sites[i], &next_answer);
		put_trend(j, &c, chains[i].first, next);
		json_object_end(j);
	}
	request_end_items(r, c.site_count);
}

/* ---- sites ---- */

struct adding {
	int64_t parent;
	const char *name;
};

static int add_site(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct adding *a = what;

	return store_site_add(store, viewer, a->parent, a->name, id);
}

void sites_get(struct request *r)
{
	struct scope *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_scopes(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		put_id(j, "parent", rows[i].parent);
		json_text(j, "name", rows[i].name);
		json_object_end(j);
	}
	request_end_items(r, count);
}

void site_post(struct request *r)
{
	const struct adding a = {.parent = json_in_number(r->object, "parent", body_scope(r)),
	                         .name = body_text(r, "name")};

	if (!*a.name || strlen(a.name) > 200)
		request_problem(r, 422, "Not possible", "give it a name of at most 200 bytes");
	else
		govern_answer(r, add_site, &a, 201);
}
