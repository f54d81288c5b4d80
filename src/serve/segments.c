/* segments.c - loopholes between renewed and continued parts, and the measures of each layer. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "govern/segments.h"
#include "lib/clock.h"

static void put_step(struct json_out *j, const char *key, const struct pack *pack, int step)
{
	if (step < 0)
		json_null(j, key);
	else
		put_both(j, key, &pack->steps[step].label);
}

static void put_loophole(struct json_out *j, const struct pack *pack, const struct loophole *l)
{
	json_object(j, NULL);
	json_text(j, "renewed", l->renewed->name);
	json_text(j, "continued", l->continued->name);
	json_array(j, "measures");
	for (size_t i = 0; i < l->measure_count; i++) {
		json_object(j, NULL);
		json_text(j, "item", l->measures[i].item->id);
		put_both(j, "title", &l->measures[i].item->title);
		put_step(j, "renewed", pack, l->measures[i].renewed);
		put_step(j, "continued", pack, l->measures[i].continued);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "devices");
	for (size_t i = 0; i < l->device_count; i++) {
		char id[24];

		asset_id_text(l->devices[i].asset, id);
		json_object(j, NULL);
		json_text(j, "id", id);
		json_text(j, "name", l->devices[i].name);
		json_text(j, "ip", l->devices[i].ip);
		json_bool(j, "unsupported", l->devices[i].unsupported);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static void put_layer(struct json_out *j, const struct pack *pack, const struct layer *layer)
{
	json_object(j, NULL);
	json_text(j, "class", layer->class);
	json_array(j, "networks");
	for (size_t i = 0; i < layer->network_count; i++)
		json_text(j, NULL, layer->networks[i]->name);
	json_array_end(j);
	json_uint(j, "zero_trust", layer->zero_trust);
	json_array(j, "measures");
	for (size_t i = 0; i < layer->measure_count; i++) {
		const struct weaker *m = &layer->measures[i];

		json_object(j, NULL);
		json_text(j, "item", m->item->id);
		put_both(j, "title", &m->item->title);
		put_step(j, "strength", pack, m->renewed);
		json_text(j, "model", measure_is_zero_trust(m->item) ? "zero-trust" : "perimeter");
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

void segments_get(struct request *r)
{
	const struct pack *pack = request_pack(r, "meti-network");
	struct segments s;
	struct assessment a;

	if (!pack || !request_assess(r, pack, &a) ||
	    !request_good(r, segments_read(r->store, &r->who.viewer, &a, clock_now(), &r->arena, &s)))
		return;
	struct json_out *j = request_json(r, 200);

	json_array(j, "loopholes");
	for (size_t i = 0; i < s.loophole_count; i++)
		put_loophole(j, a.pack, &s.loopholes[i]);
	json_array_end(j);
	json_array(j, "layers");
	for (size_t i = 0; i < LAYERS; i++)
		put_layer(j, a.pack, &s.layers[i]);
	json_array_end(j);
	request_end_json(r);
}
