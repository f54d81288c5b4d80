/* read_asset.c - the body of an asset record. SPDX-License-Identifier: Apache-2.0 */

#include <math.h>

#include "lib/arena.h"
#include "record/field.h"

/* Room for what is in a list; NULL when it is none. */
static void *room_for(struct reader *r, const struct json_value *list, size_t size)
{
	if (list->type == JSON_ARRAY)
		return arena_alloc(r->arena, list->count * size);
	field_wrong(r, "a key that should be a list is not");
	return NULL;
}

static void take_macs(struct reader *r, const struct json_value *list, void *asset)
{
	struct record_asset *a = asset;
	struct mac *mac = room_for(r, list, sizeof(*mac));
	const struct json_value *v;

	if (!mac)
		return;
	a->mac = mac;
	json_in_each(v, list)
		field_mac(r, v, &mac[a->mac_count++]);
}

static void take_ips(struct reader *r, const struct json_value *list, void *asset)
{
	struct record_asset *a = asset;
	struct address *ip = room_for(r, list, sizeof(*ip));
	const struct json_value *v;

	if (!ip)
		return;
	a->ip = ip;
	json_in_each(v, list)
		field_address(r, v, &ip[a->ip_count++]);
}

/* A Purdue level as people write it: 1, 3.5. */
static void take_level(struct reader *r, const struct json_value *v, void *place)
{
	double level = v->type == JSON_REAL ? v->real : v->type == JSON_NUMBER ? (double)v->number : -1;

	if (level >= 0 && level < 10)
		*(int *)place = (int)lround(level * 10);
	else
		field_wrong(r, "a level is not one");
}

static const struct field service_fields[] = {
	{FIELD_KEY("proto"), field_text, offsetof(struct record_service, transport), 0},
	FIELD(record_service, port, field_small),
	FIELD(record_service, app_proto, field_text),
};

static void take_services(struct reader *r, const struct json_value *list, void *asset)
{
	struct record_asset *a = asset;
	struct record_service *s = room_for(r, list, sizeof(*s));
	const struct json_value *v;

	if (!s)
		return;
	a->services = s;
	json_in_each(v, list)
		field_read(r, v, service_fields, FIELD_COUNT(service_fields), &s[a->service_count++]);
}

static const struct field module_fields[] = {
	FIELD(record_module, slot, field_small),
	FIELD(record_module, vendor, field_text),
	FIELD(record_module, model, field_text),
	FIELD(record_module, product_code, field_text),
	FIELD(record_module, firmware, field_text),
	FIELD(record_module, serial, field_text),
};

static void take_modules(struct reader *r, const struct json_value *list, void *asset)
{
	struct record_asset *a = asset;
	struct record_module *m = room_for(r, list, sizeof(*m));
	const struct json_value *v;

	if (!m)
		return;
	a->modules = m;
	json_in_each(v, list) {
		m[a->module_count].slot = -1;
		field_read(r, v, module_fields, FIELD_COUNT(module_fields), &m[a->module_count++]);
	}
}

static const struct field attribute_fields[] = {
	FIELD(record_attribute, name, field_text),
	FIELD(record_attribute, value, field_text),
	FIELD(record_attribute, source, field_text),
	FIELD(record_attribute, rank, field_text),
	FIELD(record_attribute, confidence, field_small),
	FIELD(record_attribute, chosen, field_true),
	FIELD(record_attribute, first_seen, field_time),
	FIELD(record_attribute, last_seen, field_time),
};

static void take_attributes(struct reader *r, const struct json_value *list, void *asset)
{
	struct record_asset *a = asset;
	struct record_attribute *t = room_for(r, list, sizeof(*t));
	const struct json_value *v;

	if (!t)
		return;
	a->attributes = t;
	json_in_each(v, list)
		field_read(r, v, attribute_fields, FIELD_COUNT(attribute_fields),
			   &t[a->attribute_count++]);
}

static const struct field asset_fields[] = {
	FIELD(record_asset, id, field_text),
	{FIELD_KEY("mac"), take_macs, 0, 0},
	{FIELD_KEY("ip"), take_ips, 0, 0},
	FIELD(record_asset, hostname, field_text),
	FIELD(record_asset, vendor, field_text),
	FIELD(record_asset, model, field_text),
	FIELD(record_asset, firmware, field_text),
	FIELD(record_asset, serial, field_text),
	FIELD(record_asset, os, field_text),
	FIELD(record_asset, role, field_text),
	FIELD(record_asset, level, take_level),
	FIELD(record_asset, zone, field_text),
	{FIELD_KEY("services"), take_services, 0, 0},
	{FIELD_KEY("modules"), take_modules, 0, 0},
	{FIELD_KEY("attributes"), take_attributes, 0, 0},
	FIELD(record_asset, first_seen, field_time),
	FIELD(record_asset, last_seen, field_time),
};

void record_read_asset(struct reader *r, const struct json_value *v, struct record *out)
{
	out->asset.level = -1;
	field_read(r, v, asset_fields, FIELD_COUNT(asset_fields), &out->asset);
}
