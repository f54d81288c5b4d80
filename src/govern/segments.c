/* segments.c - renewed and continued parts of like strength, and one axis of layers (S4-118 S0-070). SPDX-License-Identifier: Apache-2.0
 *
 * A continued part is a loophole when it speaks with a renewed one and has less of a measure. What nobody said of it
 * counts as less: it may be. Networks of one zone have one strength, so they are no loophole of one another.
 */

#include "govern/segments.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/zoning.h"

#include <string.h>

bool measure_is_zero_trust(const struct pack_item *item)
{
	static const char *const of_identity[] = {"n-2", "n-5", "n-7"};

	for (size_t i = 0; i < sizeof(of_identity) / sizeof(of_identity[0]); i++)
		if (strcmp(of_identity[i], item->id) == 0)
			return true;
	return false;
}

const char *segment_class(const char *said, const char *smkl)
{
	static const struct {
		const char *smkl, *class;
	} usual[] = {{"office", "enterprise"}, {"idmz", "idmz"}, {"1", "production-info"}, {"2", "control-info"}, {"3", "control"}};

	if (said && *said)
		return said;
	for (size_t i = 0; smkl && i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcmp(usual[i].smkl, smkl) == 0)
			return usual[i].class;
	return "";
}

struct view {
	const struct assessment *a;
	struct arena *arena;
	struct zone_use *zones;
	struct network_use *networks;
	struct segment_talk *talks;
	size_t zone_count, network_count, talk_count;
};

static const struct network_row *network_of(const struct view *v, int64_t id)
{
	for (size_t i = 0; i < v->network_count; i++)
		if (v->networks[i].network.id == id)
			return &v->networks[i].network;
	return NULL;
}

static const struct pack_column *column_of(const struct view *v, int64_t zone)
{
	const char *id = arena_printf(v->arena, "zone-%lld", (long long)zone);

	for (size_t i = 0; i < v->a->pack->column_count; i++)
		if (strcmp(v->a->pack->columns[i].id, id) == 0)
			return &v->a->pack->columns[i];
	return NULL;
}

/* Place of a zone's answer on the scale, -1 nobody said. */
static int step_of(const struct view *v, int64_t zone, const struct pack_item *item)
{
	const struct pack_column *column = column_of(v, zone);
	const struct judged *j = column ? assess_find(v->a, column, item->id) : NULL;

	return j ? j->step : -1;
}

static void compare(const struct view *v, struct loophole *l)
{
	const struct pack *pack = v->a->pack;

	l->measures = arena_alloc(v->arena, (pack->item_count + 1) * sizeof(*l->measures));
	for (size_t s = 0; s < pack->section_count; s++)
		for (size_t i = 0; i < pack->sections[s].item_count; i++) {
			const struct pack_item *item = &pack->sections[s].items[i];
			const int renewed = step_of(v, l->renewed->zone, item);
			const int continued = step_of(v, l->continued->zone, item);

			if (renewed > 0 && continued < renewed)
				l->measures[l->measure_count++] = (struct weaker){item, renewed, continued};
		}
}

/* Talks stand in order, so those of a pair are together. */
static void find_loopholes(const struct view *v, struct segments *out)
{
	out->loopholes = arena_alloc(v->arena, (v->talk_count + 1) * sizeof(*out->loopholes));
	for (size_t i = 0, n; i < v->talk_count; i += n) {
		const struct segment_talk *t = &v->talks[i];
		struct loophole l = {.renewed = network_of(v, t->renewed), .continued = network_of(v, t->continued), .devices = t};

		for (n = 1; i + n < v->talk_count && t[n].renewed == t->renewed && t[n].continued == t->continued;)
			n++;
		l.device_count = n;
		if (!l.renewed || !l.continued || l.renewed->zone == l.continued->zone)
			continue;
		compare(v, &l);
		if (l.measure_count)
			out->loopholes[out->loophole_count++] = l;
	}
}

static const char *smkl_of(const struct view *v, const struct network_row *n)
{
	if (n->smkl && *n->smkl)
		return n->smkl;
	for (size_t i = 0; i < v->zone_count; i++)
		if (v->zones[i].zone.id == n->zone)
			return v->zones[i].zone.smkl;
	return "";
}

static void add_measures(const struct view *v, struct layer *layer)
{
	const struct pack *pack = v->a->pack;

	layer->measures = arena_alloc(v->arena, (pack->item_count + 1) * sizeof(*layer->measures));
	for (size_t s = 0; s < pack->section_count; s++)
		for (size_t i = 0; i < pack->sections[s].item_count; i++) {
			const struct pack_item *item = &pack->sections[s].items[i];
			int most = 0;

			for (size_t n = 0; n < layer->network_count; n++) {
				const int step = step_of(v, layer->networks[n]->zone, item);

				most = step > most ? step : most;
			}
			if (most > 0)
				layer->measures[layer->measure_count++] = (struct weaker){.item = item, .renewed = most};
		}
}

/* Logical layers, so that a measure that minds no border stands on the same axis as a wall. */
static void fill_layers(const struct view *v, struct segments *out)
{
	static const char *const classes[LAYERS] = {"enterprise", "idmz", "production-info", "control-info", "control", "field"};

	for (size_t i = 0; i < LAYERS; i++) {
		struct layer *layer = &out->layers[i];

		*layer = (struct layer){.class = classes[i],
					.networks = arena_alloc(v->arena, (v->network_count + 1) * sizeof(*layer->networks))};
		for (size_t n = 0; n < v->network_count; n++) {
			const struct network_row *row = &v->networks[n].network;

			if (strcmp(segment_class(row->class, smkl_of(v, row)), classes[i]) != 0)
				continue;
			layer->networks[layer->network_count++] = row;
			layer->zero_trust += row->model && strcmp(row->model, "zero-trust") == 0;
		}
		add_measures(v, layer);
	}
}

int segments_read(struct store *store, const struct viewer *viewer, const struct assessment *a, int64_t now,
		  struct arena *arena, struct segments *out)
{
	struct view v = {.a = a, .arena = arena};
	struct viewer within;
	char today[CLOCK_TEXT_SIZE];
	int rc = assess_within(store, viewer, a->scope, arena, &within);

	*out = (struct segments){0};
	clock_text_local(now, today);
	today[10] = '\0';
	if (!rc)
		rc = store_zones(store, &within, arena, &v.zones, &v.zone_count);
	if (!rc)
		rc = store_networks(store, &within, arena, &v.networks, &v.network_count);
	if (!rc)
		rc = store_segment_talks(store, &within, today, arena, &v.talks, &v.talk_count);
	if (rc)
		return rc;
	find_loopholes(&v, out);
	fill_layers(&v, out);
	return 0;
}
