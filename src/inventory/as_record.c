/* as_record.c - a device as a line of the record format. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "record/record.h"

static void fill_addresses(const struct asset *asset, struct arena *arena, struct record_asset *out)
{
	struct mac *macs = arena_alloc(arena, (asset->endpoint_count + 1) * sizeof(struct mac));
	struct address *ips =
	        arena_alloc(arena, (asset->endpoint_count + 1) * sizeof(struct address));

	for (size_t i = 0; i < asset->endpoint_count; i++) {
		if (asset->endpoints[i].retired)
			continue;
		if (asset->endpoints[i].kind == ENDPOINT_MAC)
			macs[out->mac_count++] = asset->endpoints[i].mac;
		else if (asset->endpoints[i].kind == ENDPOINT_IP)
			ips[out->ip_count++] = asset->endpoints[i].ip;
	}
	out->mac = macs;
	out->ip = ips;
}

static void fill_values(const struct asset *asset, struct arena *arena, struct record_asset *out)
{
	struct record_attribute *rows =
	        arena_alloc(arena, (asset->value_count + 1) * sizeof(*rows));

	for (size_t i = 0; i < asset->value_count; i++) {
		const struct asset_value *v = &asset->values[i];

		if (v->slot != NO_SLOT)
			continue; /* modules tell them */
		rows[out->attribute_count++] = (struct record_attribute){
		        .name = v->name,
		        .value = v->value,
		        .source = v->source,
		        .confidence = v->confidence,
		        .rank = claim_rank_name(v->rank),
		        .chosen = v->chosen,
		        .first_seen = v->first_seen,
		        .last_seen = v->last_seen,
		};
	}
	out->attributes = rows;
}

void asset_to_record(const struct asset *asset, struct arena *arena, struct record_asset *out)
{
	char id[ASSET_ID_SIZE];

	asset_id_text(asset->number, id);
	*out = (struct record_asset){
	        .id = arena_strdup(arena, id),
	        .hostname = asset->hostname,
	        .vendor = asset->vendor,
	        .model = asset->model,
	        .firmware = asset->firmware,
	        .serial = asset->serial,
	        .os = asset->os,
	        .role = asset->role,
	        .level = asset->level,
	        .zone = asset->zone,
	        .first_seen = asset->first_seen,
	        .last_seen = asset->last_seen,
	};
	struct record_service *services =
	        arena_alloc(arena, (asset->service_count + 1) * sizeof(*services));
	struct record_module *modules =
	        arena_alloc(arena, (asset->module_count + 1) * sizeof(*modules));

	for (size_t i = 0; i < asset->service_count; i++)
		services[i] = (struct record_service){asset->services[i].transport,
		                                      asset->services[i].port,
		                                      asset->services[i].app_proto};
	for (size_t i = 0; i < asset->module_count; i++)
		modules[i] = (struct record_module){.slot = asset->modules[i].slot,
		                                    .vendor = asset->modules[i].vendor,
		                                    .model = asset->modules[i].model,
		                                    .firmware = asset->modules[i].firmware,
		                                    .serial = asset->modules[i].serial,
		                                    .product_code = asset->modules[i].product_code};
	out->services = services;
	out->service_count = asset->service_count;
	out->modules = modules;
	out->module_count = asset->module_count;
	fill_addresses(asset, arena, out);
	fill_values(asset, arena, out);
}
