/* basics.c - the basics of OT security as figures (S1-084 S1-085 S1-048 S1-082). SPDX-License-Identifier: Apache-2.0 */

#include "govern/basics.h"

#include "govern/pack_shape.h"
#include "judge/detectors.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file basics_files[];

#define PARTS_MAX 20

static const struct field basic_fields[] = {
	FIELD_AT(basic, id, FIELD_ID, true), FIELD_AT(basic, rule, FIELD_TEXT, true),
	FIELD_AT(basic, title, FIELD_WORDS, true), FIELD_AT(basic, counts, FIELD_WORDS, true),
	FIELD_AT(basic, means, FIELD_WORDS, true), FIELD_AT(basic, why, FIELD_WORDS, true),
	FIELD_AT(basic, next, FIELD_WORDS, true), FIELD_AT(basic, page, FIELD_TEXT, true),
	FIELD_AT(basic, meets, FIELD_TEXTS, true),
	{0},
};
static const struct shape basic_shape = {sizeof(struct basic), 20, basic_fields};
static const struct field book_fields[] = {
	FIELD_LIST(basic_book, basics, basic_count, true, basic_shape), {0},
};
static const struct shape book_shape = {sizeof(struct basic_book), 1, book_fields};

static struct basic_book book;
static struct our_book ours = {"catalog/basics.yaml", basics_files, &book_shape, &book, false};

const struct basic_book *basic_book(void)
{
	return shape_our_book(&ours);
}

/* ---- one function a figure ---- */

struct measuring {
	struct store *store;
	const struct basic_counts *counts;
	struct traffic *traffic;
	struct arena *arena;
};

typedef int (*basic_rule)(const struct measuring *m, struct basic_figure *out);

static void add_part(const struct measuring *m, struct basic_figure *out, const char *name, uint64_t count,
		     const char *page)
{
	if (!out->parts)
		out->parts = arena_alloc(m->arena, PARTS_MAX * sizeof(*out->parts));
	if (out->part_count < PARTS_MAX && count > 0)
		out->parts[out->part_count++] = (struct basic_part){name, count, page};
}

static int assets(const struct measuring *m, struct basic_figure *out)
{
	out->count = m->counts->unknown;
	out->all = m->counts->devices;
	add_part(m, out, "unlisted", m->counts->unlisted, "ledger");
	add_part(m, out, "without_zone", m->counts->without_zone, "assets?zone=-");
	return 0;
}

static int network(const struct measuring *m, struct basic_figure *out)
{
	out->count = m->counts->flat_count;
	out->all = m->counts->subnets;
	for (size_t i = 0; i < m->counts->flat_count; i++)
		add_part(m, out, m->counts->flat[i].net, m->counts->flat[i].devices,
			 arena_printf(m->arena, "assets?q=%s", m->counts->flat[i].net));
	return 0;
}

/* Their specifications sign or encrypt; the others of the floor trust whoever is connected. */
static bool is_protected(const char *protocol)
{
	static const char *const names[] = {"opcua", "s7comm-plus"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], protocol) == 0)
			return true;
	return false;
}

static int data(const struct measuring *m, struct basic_figure *out)
{
	const char *list = "";

	for (size_t i = 0; i < m->counts->protocol_count; i++) {
		const struct floor_protocol *p = &m->counts->protocols[i];

		out->all += p->conversations;
		if (is_protected(p->name))
			continue;
		out->count += p->conversations;
		list = arena_printf(m->arena, "%s%s%s", list, *list ? "," : "", p->name);
		add_part(m, out, p->name, p->conversations, arena_printf(m->arena, "communications?protocol=%s", p->name));
	}
	if (*list)
		out->page = arena_printf(m->arena, "communications?protocol=%s", list);
	return 0;
}

static int partners(const struct measuring *m, struct basic_figure *out)
{
	out->count = m->counts->unaccepted;
	out->all = m->counts->talks;
	return 0;
}

static int cloud(const struct measuring *m, struct basic_figure *out)
{
	struct measured measured;
	const int rc = traffic_measure(m->traffic, m->store, MEASURE_OUTSIDE, NULL, m->arena, &measured);

	if (rc)
		return rc;
	out->count = measured.devices;
	out->all = m->counts->devices;
	add_part(m, out, "conversations", measured.conversations, "communications?measure=outside");
	return 0;
}

static int bypass(const struct measuring *m, struct basic_figure *out)
{
	struct measured_network network = {0};
	struct measured measured;
	const int rc = traffic_measure(m->traffic, m->store, MEASURE_BYPASS, NULL, m->arena, &measured);

	if (rc)
		return rc;
	traffic_network(m->traffic, NULL, &network);
	out->count = measured.conversations;
	out->all = network.conversations;
	add_part(m, out, "devices", measured.devices, "communications?measure=bypass");
	add_part(m, out, "idmz", m->counts->idmz, "zones");
	return 0;
}

static const struct {
	const char *name;
	basic_rule rule;
} rules[] = {
	{"assets", assets}, {"bypass", bypass}, {"cloud", cloud},
	{"data", data},	    {"network", network}, {"partners", partners},
};

static int measure_one(const struct measuring *m, const struct basic *basic, struct basic_figure *out)
{
	*out = (struct basic_figure){.basic = basic, .page = basic->page};
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (strcmp(rules[i].name, basic->rule) == 0)
			return rules[i].rule(m, out);
	return 0;
}

/* Ids of the detectors that have nothing to say until something was learned. */
static const char *learning(struct arena *arena)
{
	const char *list = "";

	for (size_t i = 0; i < detector_count; i++)
		if (detectors[i]->baseline)
			list = arena_printf(arena, "%s%s%s", list, *list ? "," : "", detectors[i]->id);
	return list;
}

int basics_measure(struct store *store, const struct viewer *within, const char *today, struct arena *arena,
		   struct basics *out)
{
	const struct basic_book *b = basic_book();
	struct measuring m = {.store = store, .counts = &out->counts, .arena = arena};
	int rc = store_basics(store, within, learning(arena), today, arena, &out->counts);

	out->figure_count = b->basic_count;
	out->figures = arena_alloc(arena, b->basic_count * sizeof(*out->figures));
	if (!rc)
		rc = store_traffic(store, within, 0, arena, &m.traffic);
	for (size_t i = 0; !rc && i < b->basic_count; i++)
		rc = measure_one(&m, &b->basics[i], &out->figures[i]);
	return rc;
}
