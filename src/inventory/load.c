/* load.c - the inventory as its rows left it. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "dissect/attribute.h"
#include "lib/memory.h"

#include <stdlib.h>

void inventory_load_asset(struct inventory *inv, const struct inventory_asset_row *row)
{
	struct device *device = device_new(inv, row->external);

	if (device)
		device_set_number(inv, device, row->number);
}

/* Ids may have holes and come in any order: nobody's nodes fill them. */
static struct node *node_for_id(struct inventory *inv, const struct endpoint *row)
{
	while (inv->node_count + 1 < row->id) {
		struct node *hole = node_new(inv, ENDPOINT_INTERNET, 0, NULL, NULL);

		if (!hole)
			return NULL;
		hole->retired = true;
	}
	if (inv->node_count + 1 == row->id)
		return node_new(inv, row->kind, row->vlan, &row->mac,
		                row->has_ip ? &row->ip : NULL);
	return NULL;
}

void inventory_load_endpoint(struct inventory *inv, const struct endpoint *row)
{
	struct node *node = node_for_id(inv, row);

	if (!node)
		return;
	if (row->owner) { /* which may come later */
		inv->loading = xreallocarray(inv->loading, inv->node_count, sizeof(uint64_t));
		memset(inv->loading + inv->loading_count, 0,
		       (inv->node_count - inv->loading_count) * sizeof(uint64_t));
		inv->loading_count = inv->node_count;
		inv->loading[row->id - 1] = row->owner;
	}
	node->confirmed = row->confirmed;
	node->dhcp = row->dhcp;
	node->router = row->router;
	node->shared = row->shared;
	node->conflict = row->conflict;
	node->bound_first = row->bound_first;
	node->bound_last = row->bound_last;
	const bool heard = row->home || row->kind != ENDPOINT_IP;

	node->first = heard && row->first_seen ? row->first_seen : INT64_MAX;
	node->last = heard && row->last_seen ? row->last_seen : INT64_MIN;
	node->asked_first = heard ? 0 : row->first_seen;
	node->asked_last = heard ? 0 : row->last_seen;
	node->told_last = row->last_seen;
	node->sensor = names_number(inv->names, row->sensor);
	trait_read(inv, node, row->traits);
	if (row->retired) {
		node_unlink(inv, node);
		node->retired = true;
	}
	if (row->kind == ENDPOINT_INTERNET)
		inv->internet = node;
	if (row->home && row->home < inv->number_room && inv->by_number[row->home])
		device_move(inv, node, inv->by_number[row->home]);
}

void inventory_load_value(struct inventory *inv, uint64_t number, const struct asset_value *row)
{
	struct values *values = NULL;

	if (row->endpoint && row->endpoint <= inv->node_count)
		values = &inv->node[row->endpoint - 1]->values;
	else if (!row->endpoint && number < inv->number_room && inv->by_number[number])
		values = &inv->by_number[number]->values;
	if (!values || strcmp(row->source, "oui") == 0)
		return; /* the table of prefixes says it again */
	if (row->rank == RANK_FINGERPRINT && strcmp(row->name, attribute_model) == 0)
		return; /* nobody said it: it followed from the product code, and does again */
	const struct value value = {
	        .first = row->first_seen,
	        .last = row->last_seen,
	        .name = names_number(inv->names, row->name),
	        .source = names_number(inv->names, row->source),
	        .slot = (int16_t)row->slot,
	        .rank = (uint8_t)row->rank,
	        .confidence = (uint8_t)row->confidence,
	};

	(void)values_put(inv, values, &value, row->value);
}

void inventory_load_service(struct inventory *inv, const struct asset_service *row)
{
	if (!row->endpoint || row->endpoint > inv->node_count)
		return;
	struct node *node = inv->node[row->endpoint - 1];

	node->services =
	        xreallocarray(node->services, node->service_count + 1U, sizeof(struct service));
	node->services[node->service_count++] = (struct service){
	        .first = row->first_seen,
	        .last = row->last_seen,
	        .port = (uint16_t)row->port,
	        .protocol = (uint8_t)names_number(inv->protocols, row->app_proto),
	        .udp = strcmp(row->transport, "UDP") == 0,
	};
}

static void set_owners(struct inventory *inv)
{
	for (size_t i = 0; i < inv->loading_count; i++)
		if (inv->loading[i] && inv->loading[i] <= inv->node_count)
			node_set_owner(inv->node[i], inv->node[inv->loading[i] - 1]);
	free(inv->loading);
	inv->loading = NULL;
	inv->loading_count = 0;
}

/* What was loaded is not news. */
static void forget_news(struct inventory *inv)
{
	for (struct device *d = inv->dirty_first; d; d = d->next_dirty)
		d->queued = d->content = false;
	for (struct node *n = inv->dirty_node_first; n; n = n->next_dirty)
		n->dirty = false;
	inv->dirty_first = inv->dirty_last = NULL;
	inv->dirty_node_first = inv->dirty_node_last = NULL;
	inv->merge_told = inv->merge_count;
	inv->merge_dirty = false;
}

void inventory_loaded(struct inventory *inv)
{
	set_owners(inv);
	level_settle(inv, true);
	forget_news(inv);
	for (size_t i = 0; i < inv->node_count; i++) {
		struct node *node = inv->node[i];
		const struct value *serial = values_best(inv, &node->values, attribute_serial);

		if (serial && serial->rank == RANK_IDENTITY)
			merge_check(inv, node, attribute_serial, serial->text, RANK_IDENTITY, "",
			            serial->last);
	}
}
