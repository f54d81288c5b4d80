/* view.c - a device as it stands, put together from its endpoints. SPDX-License-Identifier:
 * Apache-2.0 */

#include "inventory/inside.h"

#include "dissect/attribute.h"
#include "inventory/vendor.h"
#include "lib/hash.h"
#include "record/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define MODULE_MAX 64

void asset_id_text(uint64_t number, char *text)
{
	snprintf(text, ASSET_ID_SIZE, "a-%05" PRIu64, number);
}

uint64_t asset_id_parse(const char *text)
{
	char *end;

	if (!text || strncmp(text, "a-", 2) != 0 || text[2] < '0' || text[2] > '9')
		return 0;
	const uint64_t number = strtoull(text + 2, &end, 10);

	return *end || number > INT64_MAX ? 0 : number;
}

void view_endpoint(struct inventory *inv, const struct node *node, struct endpoint *out)
{
	const int64_t asked_first = node->home ? 0 : node->asked_first;
	const int64_t asked_last = node->home ? 0 : node->asked_last;

	*out = (struct endpoint){
	        .id = node->id,
	        .kind = (enum endpoint_kind)node->kind,
	        .vlan = node->vlan,
	        .mac = node->mac,
	        .ip = node->ip,
	        .has_ip = node->kind == ENDPOINT_IP || !address_is_zero(&node->ip),
	        .home = device_number(inv, node->home),
	        .asset = device_number(inv, device_root(node->home)),
	        .owner = node->owner ? node->owner->id : 0,
	        .confirmed = node->confirmed,
	        .dhcp = node->dhcp,
	        .retired = node->retired,
	        .router = node->router,
	        .shared = node->shared,
	        .conflict = node->conflict,
	        .bound_first = node->bound_first,
	        .bound_last = node->bound_last,
	        .first_seen = node->first == INT64_MAX ? asked_first : node->first,
	        .last_seen = node->last == INT64_MIN ? asked_last : node->last,
	        .asked_by = node->home ? 0 : node->asked_by,
	        .sensor = names_text(inv->names, node->sensor),
	        .place = zone_place_of_node(inv, node),
	};
}

struct sizes {
	size_t nodes;
	size_t values;
	size_t services;
};

static struct sizes measure(const struct device *root)
{
	struct sizes sizes = {0};

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		sizes.nodes++;
		sizes.values += n->values.count + 2U; /* and what the MAC tells */
		sizes.services += n->service_count;
	}
	return sizes;
}

static void add_value(struct inventory *inv, const struct value *v, uint64_t endpoint,
                      struct asset_value *out)
{
	const char *source = names_text(inv->names, v->source);

	*out = (struct asset_value){
	        .name = names_text(inv->names, v->name),
	        .number = v->name,
	        .slot = v->slot,
	        .value = v->text,
	        .source = source ? source : "",
	        .rank = (enum claim_rank)v->rank,
	        .confidence = v->confidence,
	        .endpoint = endpoint,
	        .first_seen = v->first,
	        .last_seen = v->last,
	};
}

/* A MAC's claim on an address that another MAC answers for too. */
static bool is_contested(struct inventory *inv, const struct node *node,
                         const struct asset_value *value)
{
	struct address ip;

	if (node->kind != ENDPOINT_MAC || value->number != NAME_IP ||
	    !address_parse(value->value, &ip))
		return false;
	const struct node *held = node_find_ip(inv, node->vlan, &ip);

	return held && held->conflict;
}

static size_t add_from_mac(const struct node *node, struct asset_value *out)
{
	const char *machine = node->machine;
	const char *vendor = machine ? NULL : node->maker;
	size_t count = 0;

	if (vendor)
		out[count++] = (struct asset_value){
		        .name = attribute_vendor, .number = NAME_VENDOR, .value = vendor};
	if (machine)
		out[count++] = (struct asset_value){.name = attribute_device_type,
		                                    .number = NAME_DEVICE_TYPE,
		                                    .value = "virtual machine"};
	for (size_t i = 0; i < count; i++) {
		out[i].slot = NO_SLOT;
		out[i].source = "oui";
		out[i].confidence = 50;
		out[i].endpoint = node->id;
		out[i].first_seen = node->first;
		out[i].last_seen = node->last;
	}
	return count;
}

/* A name of a product, not the number of a table ("166", "0x4801"). */
static bool names_product(const char *code)
{
	const char *digits = strncasecmp(code, "0x", 2) == 0 ? "0123456789abcdefABCDEF" : "0123456789";
	const char *from = strncasecmp(code, "0x", 2) == 0 ? code + 2 : code;

	return from[strspn(from, digits)] != '\0';
}

static bool is_said(const struct asset_value *v, uint16_t number)
{
	return v->slot == NO_SLOT && v->number == number;
}

/*
 * Many devices tell their order number and no other name: it stands for the model, with the source
 * that told it. It ranks lowest, and is not loaded again (inventory_load_value).
 */
static size_t add_model(struct asset_value *values, size_t count)
{
	const struct asset_value *code = NULL;
	bool vendor = false;

	for (size_t i = 0; i < count; i++) {
		const struct asset_value *v = &values[i];

		if (is_said(v, NAME_MODEL))
			return 0;
		vendor |= is_said(v, NAME_VENDOR);
		if (v->endpoint && is_said(v, NAME_PRODUCT_CODE) && names_product(v->value) &&
		    (!code || v->rank > code->rank ||
		     (v->rank == code->rank && v->last_seen > code->last_seen)))
			code = v;
	}
	if (!vendor || !code)
		return 0;
	values[count] = *code;
	values[count].name = attribute_model;
	values[count].number = NAME_MODEL;
	values[count].rank = RANK_FINGERPRINT;
	return 1;
}

static void gather_values(struct inventory *inv, const struct device *root, size_t room,
                          struct asset *asset)
{
	struct asset_value *values = arena_room(&inv->scratch, (room + 2) * sizeof(*values));
	size_t count = 0;

	for (size_t i = 0; i < root->values.count; i++)
		add_value(inv, &root->values.row[i], 0, &values[count++]);
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		for (size_t i = 0; i < n->values.count; i++) {
			add_value(inv, &n->values.row[i], n->id, &values[count]);
			n->values.row[i].told_last = n->values.row[i].last;
			values[count].conflict = !inv->brief && is_contested(inv, n, &values[count]);
			count++;
		}
		if (n->kind == ENDPOINT_MAC)
			count += add_from_mac(n, &values[count]);
	}
	count += add_model(values, count);
	asset->conflicts = values_choose(inv, values, count);
	asset->values = values;
	asset->value_count = count;
}

static void gather_services(struct inventory *inv, const struct device *root, size_t room,
                            struct asset *asset)
{
	struct asset_service *services = arena_room(&inv->scratch, (room + 1) * sizeof(*services));
	size_t count = 0;

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		for (size_t i = 0; i < n->service_count; i++) {
			const struct service *s = &n->services[i];

			services[count++] = (struct asset_service){
			        .endpoint = n->id,
			        .transport = s->udp ? "UDP" : "TCP",
			        .port = s->port,
			        .app_proto = names_text(inv->protocols, s->protocol),
			        .first_seen = s->first,
			        .last_seen = s->last,
			};
		}
	asset->services = services;
	asset->service_count = count;
}

static void gather_endpoints(struct inventory *inv, const struct device *root, size_t room,
                             struct asset *asset)
{
	struct endpoint *endpoints = arena_room(&inv->scratch, (room + 1) * sizeof(*endpoints));
	size_t count = 0;

	asset->first_seen = INT64_MAX;
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		struct endpoint *e = &endpoints[count++];

		view_endpoint(inv, n, e);
		if (n->first < asset->first_seen)
			asset->first_seen = n->first;
		if (n->last > asset->last_seen) {
			asset->last_seen = n->last;
			asset->sensor = e->sensor;
		}
		if (n->kind == ENDPOINT_MAC && !asset->mac_vendor)
			asset->mac_vendor = n->maker;
	}
	if (asset->first_seen == INT64_MAX)
		asset->first_seen = 0;
	asset->endpoints = endpoints;
	asset->endpoint_count = count;
}

static void gather_protocols(struct inventory *inv, const struct device *root, struct asset *asset)
{
	struct protocol_set all = {0};
	size_t count = 0;

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		for (size_t i = 0; i < PROTOCOL_MAX / 64; i++)
			all.bits[i] |= n->uses.bits[i] | n->serves.bits[i];
	for (size_t i = 0; i < PROTOCOL_MAX / 64; i++)
		count += (size_t)__builtin_popcountll(all.bits[i]);
	const char **names = arena_room(&inv->scratch, count * sizeof(char *));

	count = 0;
	for (uint16_t i = 0; i < PROTOCOL_MAX / 64; i++)
		for (uint64_t left = all.bits[i]; left; left &= left - 1)
			names[count++] = names_text(inv->protocols,
			                            (uint16_t)(i * 64 + __builtin_ctzll(left)));
	asset->protocols = names;
	asset->protocol_count = count;
}

static void set_field(struct asset *asset, const struct asset_value *v)
{
#define FIELD(member) (offsetof(struct asset, member) + 1)
	static const uint16_t fields[NAME_COUNT] = {
	        [NAME_HOSTNAME] = FIELD(hostname), [NAME_VENDOR] = FIELD(vendor),
	        [NAME_MODEL] = FIELD(model),       [NAME_PRODUCT_CODE] = FIELD(product_code),
	        [NAME_FIRMWARE] = FIELD(firmware), [NAME_SERIAL] = FIELD(serial),
	        [NAME_OS] = FIELD(os),             [NAME_NAME] = FIELD(name),
	        [NAME_ROLE] = FIELD(role),         [NAME_ZONE] = FIELD(zone),
	        [NAME_OWNER] = FIELD(owner),       [NAME_NOTE] = FIELD(note),
	};
#undef FIELD
	const size_t field = v->number < NAME_COUNT ? fields[v->number] : 0;

	if (field)
		*(const char **)((char *)asset + field - 1) = v->value;
	else if (v->number == NAME_IMPORTANCE)
		asset->importance = (int)strtol(v->value, NULL, 10);
	else if (v->number == NAME_LEVEL)
		asset->level = (int)(strtod(v->value, NULL) * 10 + 0.5);
}

/* The module in a slot; NULL when there are too many. */
static struct asset_module *module_at(struct inventory *inv, struct asset *asset, int slot)
{
	struct asset_module *modules = (struct asset_module *)(uintptr_t)asset->modules;

	if (!modules)
		asset->modules = modules =
		        arena_alloc(&inv->scratch, MODULE_MAX * sizeof(*modules));
	for (size_t i = 0; i < asset->module_count; i++)
		if (modules[i].slot == slot)
			return &modules[i];
	if (asset->module_count == MODULE_MAX)
		return NULL;
	modules[asset->module_count].slot = slot;
	return &modules[asset->module_count++];
}

static void set_module(struct asset_module *module, const struct asset_value *v)
{
	if (v->number == NAME_VENDOR)
		module->vendor = vendor_canonical(v->value);
	else if (v->number == NAME_MODEL)
		module->model = v->value;
	else if (v->number == NAME_PRODUCT_CODE)
		module->product_code = v->value;
	else if (v->number == NAME_FIRMWARE)
		module->firmware = v->value;
	else if (v->number == NAME_SERIAL)
		module->serial = v->value;
}

/* Makers are few, and their names are spelt again for each device that changes. */
static const char *known_spelling(struct inventory *inv, const char *vendor)
{
	const uint64_t hash = hash_bytes(vendor, strlen(vendor), inv->seed);
	struct spelling *known = &inv->spellings[hash % SPELLINGS];

	if (known->hash != hash) {
		const char *shown = vendor_canonical(vendor);

		*known = (struct spelling){hash, shown == vendor ? NULL : shown};
	}
	return known->shown ? known->shown : vendor;
}

static const char *shown_vendor(struct inventory *inv, const struct device *root, const char *vendor)
{
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		if (n->maker == vendor)
			return n->maker_shown;
	return known_spelling(inv, vendor);
}

static void choose_fields(struct inventory *inv, const struct device *root, struct asset *asset)
{
	asset->level = -1;
	for (size_t i = 0; i < asset->value_count; i++) {
		const struct asset_value *v = &asset->values[i];

		if (!v->chosen)
			continue;
		if (v->slot == NO_SLOT) {
			set_field(asset, v);
			continue;
		}
		struct asset_module *module = module_at(inv, asset, v->slot);

		if (module)
			set_module(module, v);
	}
	if (asset->vendor)
		asset->vendor = shown_vendor(inv, root, asset->vendor);
}

static const char *chosen(const struct asset *asset, uint16_t number)
{
	for (size_t i = 0; i < asset->value_count; i++)
		if (asset->values[i].chosen && asset->values[i].slot == NO_SLOT &&
		    asset->values[i].number == number)
			return asset->values[i].value;
	return NULL;
}

/* An address as name: an IP that is still held, else any IP, else the MAC. */
static const char *address_name(struct inventory *inv, const struct asset *asset)
{
	char text[ADDRESS_TEXT_SIZE] = "?";
	int best = -1;

	for (size_t i = 0; i < asset->endpoint_count; i++) {
		const struct endpoint *e = &asset->endpoints[i];
		const int worth = e->kind != ENDPOINT_IP
		                          ? 0
		                          : (address_is_ip4(&e->ip) ? 2 : 1) + (e->retired ? 0 : 2);

		if (worth <= best)
			continue;
		best = worth;
		if (e->kind == ENDPOINT_IP)
			address_text(&e->ip, text);
		else
			mac_text(&e->mac, text);
	}
	return arena_strdup(&inv->scratch, text);
}

static void choose_name(struct inventory *inv, struct asset *asset)
{
	const char *(candidates[]) = {asset->name, chosen(asset, NAME_STATION_NAME),
	                              asset->hostname, chosen(asset, NAME_FQDN)};

	asset->name = NULL;
	for (size_t i = 0; i < sizeof(candidates) / sizeof(candidates[0]) && !asset->name; i++)
		asset->name = candidates[i] && candidates[i][0] ? candidates[i] : NULL;
	if (!asset->name)
		asset->name = address_name(inv, asset);
}

static const struct asset *build(struct inventory *inv, struct device *root)
{
	struct asset *asset = &inv->view;
	const struct sizes sizes = measure(root);

	arena_reset(&inv->scratch);
	*asset = (struct asset){.number = device_number(inv, root), .external = root->external};
	gather_endpoints(inv, root, sizes.nodes, asset);
	gather_values(inv, root, sizes.values + root->values.count, asset);
	gather_services(inv, root, sizes.services, asset);
	gather_protocols(inv, root, asset);
	choose_fields(inv, root, asset);
	choose_name(inv, asset);
	asset->os_end_of_support = os_support_end(inv->os, asset->os);
	role_decide(inv, root, asset);
	zone_place_decide(inv, asset);
	liveness_decide(root, asset);
	root->unsettled = false;
	return asset;
}

const struct asset *view_build(struct inventory *inv, struct device *root)
{
	inv->brief = false;
	return build(inv, root);
}

const struct asset *view_build_briefly(struct inventory *inv, struct device *root)
{
	inv->brief = true;
	return build(inv, root);
}
