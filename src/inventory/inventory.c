/* inventory.c - what is known of the plant's devices, and which of them changed. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "lib/hash.h"
#include "lib/memory.h"
#include "record/record.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

static size_t or_default(size_t value, size_t otherwise)
{
	return value ? value : otherwise;
}

struct inventory *inventory_new(const struct inventory_config *config)
{
	struct inventory *inv = xcalloc(1, sizeof(*inv));

	if (config)
		inv->config = *config;
	inv->config.max_devices = or_default(inv->config.max_devices, 40000);
	inv->config.max_external = or_default(inv->config.max_external, 2000);
	inv->config.max_endpoints =
	        or_default(inv->config.max_endpoints, inv->config.max_devices * 4);
	inv->config.max_values = or_default(inv->config.max_values, 64);
	inv->names = names_new(4096);
	names_add_known(inv->names);
	inv->protocols = names_new(PROTOCOL_MAX);
	inv->os = os_support_new();
	inv->rules = role_rules_new(inv);
	inv->subnets = subnets_new();
	inv->bucket_mask = 1023;
	inv->bucket = xcalloc(inv->bucket_mask + 1, sizeof(struct node *));
	inv->next_number = or_default(inv->config.first_number, 1);
	inv->seed = hash_seed();
	return inv;
}

static void free_merges(struct inventory *inv)
{
	for (size_t i = 0; i < inv->merge_count; i++) {
		free((void *)(uintptr_t)inv->merge[i].reason);
		free((void *)(uintptr_t)inv->merge[i].evidence);
		free((void *)(uintptr_t)inv->merge[i].by);
	}
	free(inv->merge);
}

void inventory_free(struct inventory *inv)
{
	if (!inv)
		return;
	for (size_t i = 0; i < inv->node_count; i++) {
		values_free(&inv->node[i]->values);
		free(inv->node[i]->services);
		free(inv->node[i]->voices);
		free(inv->node[i]);
	}
	for (size_t i = 0; i < inv->device_count; i++) {
		values_free(&inv->device[i]->values);
		free(inv->device[i]);
	}
	free_merges(inv);
	free(inv->asked);
	free(inv->node);
	free(inv->device);
	free(inv->by_number);
	free(inv->bucket);
	free(inv->identity);
	names_free(inv->names);
	names_free(inv->protocols);
	os_support_free(inv->os);
	role_rules_free(inv->rules);
	subnets_free(inv->subnets);
	liveness_free(inv);
	zoning_free(inv->zoning);
	arena_free(&inv->scratch);
	arena_free(&inv->endpoint_scratch);
	free(inv);
}

static const struct asset *as_news(struct inventory *inv, struct device *device)
{
	device->is_news = false;
	if (!device->into)
		return view_build_briefly(inv, device);
	inv->view = (struct asset){.number = device_number(inv, device),
	                           .into = device_number(inv, device_root(device))};
	return &inv->view;
}

const struct asset *inventory_next_news(struct inventory *inv)
{
	struct device *device;

	while ((device = inv->news_first) != NULL) {
		inv->news_first = device->next_news;
		if (!inv->news_first)
			inv->news_last = NULL;
		device->news_queued = false;
		if (device->is_news && !device->dead && device_first_node(device))
			return as_news(inv, device);
		device->is_news = false;
	}
	return NULL;
}

const struct asset *inventory_news_of(struct inventory *inv, uint64_t endpoint)
{
	if (endpoint == 0 || endpoint > inv->node_count)
		return NULL;
	struct device *device = device_root(inv->node[endpoint - 1]->home);

	return device && device->is_news ? as_news(inv, device) : NULL;
}

const struct asset *inventory_next_asset(struct inventory *inv)
{
	struct device *device = inv->dirty_first;

	while (device && (device->dead || (!device->number && !device_first_node(device)))) {
		device->queued = false;
		device = device->next_dirty;
	}
	inv->dirty_first = device ? device->next_dirty : NULL;
	if (!inv->dirty_first)
		inv->dirty_last = NULL;
	if (!device)
		return NULL;
	const bool times_only = !device->content;

	device->queued = device->content = false;
	if (device->into) {
		inv->view = (struct asset){.number = device_number(inv, device),
		                           .into = device_number(inv, device_root(device))};
		return &inv->view;
	}
	(void)view_build(inv, device);
	inv->view.times_only = times_only;
	return &inv->view;
}

const struct endpoint *inventory_next_endpoint(struct inventory *inv)
{
	struct node *node = inv->dirty_node_first;

	if (!node)
		return NULL;
	inv->dirty_node_first = node->next_dirty;
	if (!inv->dirty_node_first)
		inv->dirty_node_last = NULL;
	node->dirty = false;
	node->told_last = node->last == INT64_MIN ? 0 : node->last;
	arena_reset(&inv->endpoint_scratch);
	view_endpoint(inv, node, &inv->endpoint_view);
	inv->endpoint_view.traits = trait_write(inv, node, &inv->endpoint_scratch);
	return &inv->endpoint_view;
}

static struct device *find_device(const struct inventory *inv, uint64_t number)
{
	return number && number < inv->number_room ? device_root(inv->by_number[number]) : NULL;
}

const struct asset *inventory_asset(struct inventory *inv, uint64_t number)
{
	struct device *device = find_device(inv, number);

	return device ? view_build(inv, device) : NULL;
}

const struct asset *inventory_old_news(struct inventory *inv, uint64_t number)
{
	struct device *device = find_device(inv, number);

	return device && !device->is_news ? view_build_briefly(inv, device) : NULL;
}

/* The next device that stands for itself. */
static struct device *next_device(struct inventory *inv, size_t *position)
{
	if (*position == 0)
		level_settle(inv, false);
	while (*position < inv->device_count) {
		struct device *device = inv->device[(*position)++];

		if (!device->dead && !device->into && device_first_node(device))
			return device;
	}
	return NULL;
}

const struct asset *inventory_each(struct inventory *inv, size_t *position)
{
	struct device *device = next_device(inv, position);

	return device ? view_build(inv, device) : NULL;
}

const struct asset *inventory_each_briefly(struct inventory *inv, size_t *position)
{
	struct device *device = next_device(inv, position);

	return device ? view_build_briefly(inv, device) : NULL;
}

uint64_t inventory_asset_of(struct inventory *inv, uint64_t endpoint)
{
	if (endpoint == 0 || endpoint > inv->node_count)
		return 0;
	return device_number(inv, device_root(inv->node[endpoint - 1]->home));
}

int inventory_edit(struct inventory *inv, uint64_t number, const char *name, const char *text,
                   const char *by, int64_t now)
{
	struct device *device =
	        number && number < inv->number_room ? device_root(inv->by_number[number]) : NULL;

	if (!device)
		return -ENOENT;
	values_remove(inv, &device->values, name);
	device_dirty(inv, device, true);
	if (!text || !text[0])
		return 0;
	const struct value value = {
	        .first = now,
	        .last = now,
	        .name = names_number(inv->names, name),
	        .source = names_number(inv->names, by ? by : "operator"),
	        .slot = NO_SLOT,
	        .rank = RANK_OPERATOR,
	        .confidence = 100,
	};

	(void)values_put(inv, &device->values, &value, text);
	return 0;
}

struct inventory_counters inventory_counters(const struct inventory *inv)
{
	return inv->counters;
}
