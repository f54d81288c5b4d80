/* uses.c - uses of data: read from the catalogue, looked for in the traffic (S0-066 S4-179). SPDX-License-Identifier: Apache-2.0 */

#include "govern/uses.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file use_files[];

#define PROPOSALS_MAX 100
#define PROTOCOLS_MAX 200 /* bytes */

static const struct field case_fields[] = {
	FIELD_AT(use_case, id, FIELD_ID, true), FIELD_AT(use_case, title, FIELD_WORDS, true),
	FIELD_AT(use_case, says, FIELD_WORDS, true), FIELD_AT(use_case, meets, FIELD_TEXTS, true), {0},
};
static const struct shape case_shape = {sizeof(struct use_case), 20, case_fields};
static const struct field change_fields[] = {
	FIELD_AT(use_change, id, FIELD_ID, true), FIELD_AT(use_change, title, FIELD_WORDS, true),
	FIELD_AT(use_change, breaks, FIELD_WORDS, true), FIELD_AT(use_change, meets, FIELD_TEXTS, true), {0},
};
static const struct shape change_shape = {sizeof(struct use_change), 20, change_fields};
static const struct field flag_fields[] = {
	FIELD_AT(use_flag, id, FIELD_ID, true), FIELD_AT(use_flag, rule, FIELD_TEXT, true),
	FIELD_AT(use_flag, title, FIELD_WORDS, true), FIELD_AT(use_flag, why, FIELD_WORDS, true),
	FIELD_AT(use_flag, next, FIELD_WORDS, true), FIELD_AT(use_flag, page, FIELD_TEXT, true),
	FIELD_AT(use_flag, agreed, FIELD_FLAG, false), {0},
};
static const struct shape flag_shape = {sizeof(struct use_flag), USE_FLAGS_MAX, flag_fields};
static const struct field flow_fields[] = {
	FIELD_AT(use_flow, id, FIELD_ID, true), FIELD_AT(use_flow, title, FIELD_WORDS, true),
	FIELD_AT(use_flow, says, FIELD_WORDS, true), FIELD_LIST(use_flow, flags, flag_count, true, flag_shape),
	FIELD_AT(use_flow, meets, FIELD_TEXTS, true), {0},
};
static const struct shape flow_shape = {sizeof(struct use_flow), 20, flow_fields};
static const struct field sign_fields[] = {
	FIELD_AT(use_sign, id, FIELD_ID, true), FIELD_AT(use_sign, rule, FIELD_TEXT, true),
	FIELD_AT(use_sign, title, FIELD_WORDS, true),
	{"case", FIELD_ID, false, offsetof(struct use_sign, use_case), 0, NULL},
	FIELD_AT(use_sign, flow, FIELD_ID, true), FIELD_AT(use_sign, data, FIELD_TEXTS, true),
	FIELD_AT(use_sign, forms, FIELD_TEXTS, false), FIELD_AT(use_sign, changes, FIELD_TEXTS, false), {0},
};
static const struct shape sign_shape = {sizeof(struct use_sign), 40, sign_fields};
static const struct field book_fields[] = {
	FIELD_LIST(use_book, cases, case_count, true, case_shape), FIELD_LIST(use_book, changes, change_count, true, change_shape),
	FIELD_LIST(use_book, flows, flow_count, true, flow_shape), FIELD_LIST(use_book, signs, sign_count, true, sign_shape), {0},
};
static const struct shape book_shape = {sizeof(struct use_book), 1, book_fields};

static struct use_book book;
static struct our_book ours = {"catalog/uses.yaml", use_files, &book_shape, &book, false};

const struct use_book *use_book(void)
{
	return shape_our_book(&ours);
}

const struct use_flow *use_flow_of(const struct use_book *b, const char *id)
{
	for (size_t i = 0; i < b->flow_count; i++)
		if (strcmp(b->flows[i].id, id) == 0)
			return &b->flows[i];
	return NULL;
}

bool use_stage_known(const char *id)
{
	static const char *const stages[] = {"plan", "design", "build", "run", "change", "end"};

	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (strcmp(stages[i], id) == 0)
			return true;
	return false;
}

/* ---- the traffic ---- */

struct looking {
	struct use_look *out;
	struct arena *arena;
	const struct use_book *book;
};

static void count_use(const struct looking *l, size_t n, const struct use_pair *pair)
{
	const struct use_flow *flow = use_flow_of(l->book, l->out->uses[n].flow);
	struct use_seen *seen = &l->out->seen[n];

	seen->pairs++;
	seen->outside += pair->client.outside || pair->server.outside;
	seen->last_seen = pair->last_seen > seen->last_seen ? pair->last_seen : seen->last_seen;
	for (size_t i = 0; flow && i < flow->flag_count; i++)
		seen->flags[i] += use_rule_named(flow->flags[i].rule)(pair);
}

/* Who has named it, or said that it is none, is not asked again. */
static bool is_named(const struct looking *l, const struct use_sign *sign, const struct use_pair *pair)
{
	for (size_t i = 0; i < l->out->use_count; i++) {
		const struct data_use *use = &l->out->uses[i];

		if (strcmp(use->sign, sign->id) == 0 && use->from_zone == pair->client.zone &&
		    use->to_zone == pair->server.zone)
			return true;
	}
	return false;
}

static struct use_end kept_end(const struct use_end *end, struct arena *arena)
{
	struct use_end out = *end;

	out.name = arena_strdup(arena, end->name);
	out.role = arena_strdup(arena, end->role);
	out.os = "";
	return out;
}

static struct use_proposal *proposal_for(struct looking *l, const struct use_sign *sign, const struct use_pair *pair)
{
	struct use_proposal *p = l->out->proposals;

	for (size_t i = 0; i < l->out->proposal_count; i++, p++)
		if (p->sign == sign && p->from_zone == pair->client.zone && p->to_zone == pair->server.zone)
			return p;
	if (l->out->proposal_count == PROPOSALS_MAX)
		return NULL;
	l->out->proposal_count++;
	p->sign = sign;
	p->from_zone = pair->client.zone;
	p->to_zone = pair->server.zone;
	p->protocols = "";
	p->client = kept_end(&pair->client, l->arena);
	p->server = kept_end(&pair->server, l->arena);
	return p;
}

static void propose(struct looking *l, const struct use_sign *sign, const struct use_pair *pair)
{
	struct use_proposal *p = is_named(l, sign, pair) ? NULL : proposal_for(l, sign, pair);

	if (!p)
		return;
	const struct data_use named = {.from_zone = 0, .protocols = p->protocols};

	p->pairs++;
	p->last_seen = pair->last_seen > p->last_seen ? pair->last_seen : p->last_seen;
	if (*pair->protocol && strlen(p->protocols) < PROTOCOLS_MAX && !use_covers(&named, pair))
		p->protocols = arena_printf(l->arena, "%s%s%s", p->protocols, *p->protocols ? " " : "", pair->protocol);
}

static void tell(void *argument, const struct use_pair *pair)
{
	struct looking *l = argument;

	for (size_t i = 0; i < l->out->use_count; i++)
		if (use_covers(&l->out->uses[i], pair))
			count_use(l, i, pair);
	for (size_t i = 0; i < l->book->sign_count; i++)
		if (use_rule_named(l->book->signs[i].rule)(pair))
			propose(l, &l->book->signs[i], pair);
}

int use_look(struct store *store, const struct viewer *viewer, const struct viewer *within, int64_t scope,
	     struct arena *arena, struct use_look *out)
{
	struct looking l = {.out = out, .arena = arena, .book = use_book()};
	const int rc = store_data_uses(store, viewer, scope, arena, &out->uses, &out->use_count);

	if (rc)
		return rc;
	out->seen = arena_alloc(arena, (out->use_count + 1) * sizeof(*out->seen));
	out->proposals = arena_alloc(arena, PROPOSALS_MAX * sizeof(*out->proposals));
	out->proposal_count = 0;
	return store_use_pairs(store, within, tell, &l);
}
