/* device.c - devices as sets of endpoints. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "lib/memory.h"

#include <stdlib.h>

struct device *device_new(struct inventory *inv, bool external)
{
	size_t *count = external ? &inv->counters.external : &inv->counters.devices;

	if (*count >= inventory_room(inv, external ? inv->config.max_external : inv->config.max_devices)) {
		inv->counters.refused_devices++;
		return NULL;
	}
	++*count;
	if (inv->device_count == inv->device_room) {
		inv->device_room = inv->device_room ? inv->device_room * 2 : 1024;
		inv->device = xreallocarray(inv->device, inv->device_room, sizeof(struct device *));
	}
	struct device *device = xcalloc(1, sizeof(*device));

	inv->device[inv->device_count++] = device;
	device->external = external;
	return device;
}

struct device *device_root(struct device *device)
{
	while (device && device->into)
		device = device->into;
	return device;
}

struct device *device_for(struct inventory *inv, struct node *node)
{
	if (node->home || node->kind == ENDPOINT_GROUP || node->kind == ENDPOINT_INTERNET)
		return node->home;
	/* A MAC that several routers share is nobody's own. */
	if (node->kind == ENDPOINT_MAC && node->shared)
		return NULL;
	const bool external =
	        node->kind == ENDPOINT_IP && !node->owner && !address_is_private(&node->ip);
	struct device *device =
	        node->owner ? device_for(inv, node->owner) : device_new(inv, external);

	if (device)
		device_move(inv, node, device);
	return device;
}

void device_is_local(struct inventory *inv, struct device *device)
{
	if (!device->external)
		return;
	device->external = false;
	inv->counters.external--;
	inv->counters.devices++;
}

static void take_out(struct node *node)
{
	struct node **at = &node->home->nodes;

	while (*at != node)
		at = &(*at)->sibling;
	*at = node->sibling;
	node->sibling = NULL;
}

void device_move(struct inventory *inv, struct node *node, struct device *to)
{
	if (node->home) {
		device_dirty(inv, node->home, true);
		take_out(node);
	}
	node->home = to;
	node->sibling = to->nodes;
	to->nodes = node;
	node_dirty(inv, node);
	device_dirty(inv, to, true);
}

static void make_news(struct inventory *inv, struct device *device)
{
	device->is_news = true;
	if (device->news_queued)
		return;
	device->news_queued = true;
	device->next_news = NULL;
	if (inv->news_last)
		inv->news_last->next_news = device;
	else
		inv->news_first = device;
	inv->news_last = device;
}

static void make_dirty(struct inventory *inv, struct device *device)
{
	if (device->queued)
		return;
	device->queued = true;
	device->next_dirty = NULL;
	if (inv->dirty_last)
		inv->dirty_last->next_dirty = device;
	else
		inv->dirty_first = device;
	inv->dirty_last = device;
}

void device_dirty(struct inventory *inv, struct device *device, bool content)
{
	device = device_root(device);
	device->content |= content;
	device->unsettled |= content;
	if (content)
		make_news(inv, device);
	make_dirty(inv, device);
}

void device_shown(struct inventory *inv, struct device *device)
{
	device = device_root(device);
	device->content = true;
	make_dirty(inv, device);
}

void device_set_number(struct inventory *inv, struct device *device, uint64_t number)
{
	if (number >= inv->number_room) {
		const size_t old = inv->number_room;

		inv->number_room = (size_t)number * 2 + 1024;
		inv->by_number =
		        xreallocarray(inv->by_number, inv->number_room, sizeof(struct device *));
		memset(inv->by_number + old, 0, (inv->number_room - old) * sizeof(struct device *));
	}
	inv->by_number[number] = device;
	device->number = number;
	if (number >= inv->next_number)
		inv->next_number = number + 1;
}

uint64_t device_number(struct inventory *inv, struct device *device)
{
	if (!device)
		return 0;
	if (!device->number)
		device_set_number(inv, device, inv->next_number);
	return device->number;
}

/* The next device of the tree under root, parents before children. */
static const struct device *next_device(const struct device *root, const struct device *device)
{
	if (device->child)
		return device->child;
	while (device != root && !device->next_child)
		device = device->into;
	return device == root ? NULL : device->next_child;
}

static struct node *first_from(const struct device *root, const struct device *device)
{
	while (device && !device->nodes)
		device = next_device(root, device);
	return device ? device->nodes : NULL;
}

struct node *device_first_node(const struct device *root)
{
	return first_from(root, root);
}

struct node *device_next_node(const struct device *root, const struct node *node)
{
	if (node->sibling)
		return node->sibling;
	return first_from(root, next_device(root, node->home));
}
