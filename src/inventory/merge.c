/* merge.c - two assets that are one device, and back again. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "dissect/attribute.h"
#include "inventory/vendor.h"
#include "lib/hash.h"
#include "lib/memory.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* Ports of one card or board are numbered on; VMware numbers the cards of a machine by tens. */
#define PORTS_APART	 7
#define VMWARE_STEP	 10
#define VMWARE_PREFIX	 0x000c29
#define VMWARE_CARDS_MAX 10

struct identity_slot {
	uint64_t hash; /* of vendor and serial, or of a computer's name; 0 free */
	struct device *device;
};

static char *copy_or_null(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static void add_row(struct inventory *inv, const struct merge *row)
{
	if (inv->merge_count == inv->merge_room) {
		inv->merge_room = inv->merge_room ? inv->merge_room * 2 : 16;
		inv->merge = xreallocarray(inv->merge, inv->merge_room, sizeof(struct merge));
	}
	struct merge *merge = &inv->merge[inv->merge_count++];

	*merge = *row;
	merge->id = row->id ? row->id : inv->merge_count;
	merge->reason = xstrdup(row->reason);
	merge->evidence = copy_or_null(row->evidence);
	merge->by = copy_or_null(row->by);
}

/* A person took this join back: it is not made again. */
static bool was_undone(const struct inventory *inv, uint64_t one, uint64_t other)
{
	for (size_t i = 0; i < inv->merge_count; i++) {
		const struct merge *m = &inv->merge[i];

		if (m->undone && m->kind == MERGE_JOIN &&
		    ((m->kept == one && m->absorbed == other) ||
		     (m->kept == other && m->absorbed == one)))
			return true;
	}
	return false;
}

static void dirty_nodes(struct inventory *inv, const struct device *root)
{
	for (struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		node_dirty(inv, n);
}

static void adopt(struct device *kept, struct device *absorbed)
{
	absorbed->into = kept;
	absorbed->next_child = kept->child;
	kept->child = absorbed;
}

/* Nobody has seen the other yet: it never was. */
static void swallow(struct inventory *inv, struct device *kept, struct device *other)
{
	while (other->nodes)
		device_move(inv, other->nodes, kept);
	other->dead = true;
	other->into = kept;
	if (other->external)
		inv->counters.external--;
	else
		inv->counters.devices--;
}

static bool older(const struct device *one, const struct device *other)
{
	return one->number && (!other->number || one->number < other->number);
}

bool merge_join(struct inventory *inv, struct device *one, struct device *other, const char *reason,
                const char *evidence, const char *by, int64_t at)
{
	struct device *kept = device_root(one);
	struct device *absorbed = device_root(other);

	if (kept == absorbed)
		return false;
	if (older(absorbed, kept)) {
		struct device *swap = kept;

		kept = absorbed;
		absorbed = swap;
	}
	if (!absorbed->number && !absorbed->child) {
		swallow(inv, kept, absorbed);
		return true;
	}
	if (!by && was_undone(inv, device_number(inv, kept), device_number(inv, absorbed)))
		return false;
	add_row(inv, &(struct merge){.kind = MERGE_JOIN,
	                             .kept = device_number(inv, kept),
	                             .absorbed = device_number(inv, absorbed),
	                             .reason = reason,
	                             .evidence = evidence,
	                             .by = by,
	                             .at = at});
	dirty_nodes(inv, absorbed);
	device_dirty(inv, absorbed,
	             true); /* while it is its own root: it is told that it is gone */
	adopt(kept, absorbed);
	device_dirty(inv, kept, true);
	return true;
}

void merge_split(struct inventory *inv, struct device *from, struct node *node, const char *reason,
                 int64_t at)
{
	char text[ADDRESS_TEXT_SIZE];
	struct device *made =
	        device_new(inv, node->kind == ENDPOINT_IP && !address_is_private(&node->ip));

	if (!made)
		return;
	device_move(inv, node, made);
	if (!from->number)
		return;
	address_text(&node->ip, text);
	add_row(inv, &(struct merge){.kind = MERGE_SPLIT,
	                             .kept = from->number,
	                             .absorbed = device_number(inv, made),
	                             .reason = reason,
	                             .evidence = text,
	                             .at = at});
}

int inventory_undo(struct inventory *inv, uint64_t id)
{
	struct merge *merge = NULL;

	for (size_t i = 0; i < inv->merge_count && !merge; i++)
		if (inv->merge[i].id == id)
			merge = &inv->merge[i];
	if (!merge)
		return -ENOENT;
	if (merge->kind != MERGE_JOIN || merge->undone)
		return -EINVAL;
	struct device *absorbed =
	        merge->absorbed < inv->number_room ? inv->by_number[merge->absorbed] : NULL;

	if (!absorbed || !absorbed->into)
		return -EINVAL;
	struct device *kept = absorbed->into;

	for (struct device **at = &kept->child; *at; at = &(*at)->next_child)
		if (*at == absorbed) {
			*at = absorbed->next_child;
			break;
		}
	absorbed->into = absorbed->next_child = NULL;
	merge->undone = true;
	inv->merge_dirty = true;
	dirty_nodes(inv, absorbed);
	device_dirty(inv, absorbed, true);
	device_dirty(inv, kept, true);
	return 0;
}

/* Serial numbers that makers leave in: "0", "00000000", "N/A", "1234567890". */
static bool tells_apart(const char *serial)
{
	static const char *const junk[] = {"unknown",
	                                   "none",
	                                   "n/a",
	                                   "not available",
	                                   "1234567890",
	                                   "123456789",
	                                   "12345678",
	                                   "to be filled by o.e.m.",
	                                   "default string",
	                                   "system serial number"};
	size_t different = 0;
	const char *digits = strncasecmp(serial, "0x", 2) == 0 ? serial + 2 : serial;

	for (size_t i = 0; i < sizeof(junk) / sizeof(junk[0]); i++)
		if (strcasecmp(serial, junk[i]) == 0)
			return false;
	for (const char *p = digits; *p; p++)
		different += *p != digits[0] && isalnum((unsigned char)*p);
	return strlen(digits) >= 4 && different > 0;
}

static uint64_t identity_hash(const struct inventory *inv, const char *vendor, const char *serial)
{
	char key[256];
	const int length = snprintf(key, sizeof(key), "%s\n%s", vendor_canonical(vendor), serial);
	const uint64_t hash = hash_bytes(key, length < 0 ? 0 : strlen(key), inv->seed);

	return hash ? hash : 1;
}

static struct identity_slot *identity_find(struct inventory *inv, uint64_t hash)
{
	size_t at = hash & (inv->identity_room - 1);

	while (inv->identity[at].hash && inv->identity[at].hash != hash)
		at = (at + 1) & (inv->identity_room - 1);
	return &inv->identity[at];
}

static void identity_grow(struct inventory *inv)
{
	struct identity_slot *old = inv->identity;
	const size_t room = inv->identity_room;

	inv->identity_room = room ? room * 2 : 1024;
	inv->identity = xcalloc(inv->identity_room, sizeof(struct identity_slot));
	for (size_t i = 0; i < room; i++)
		if (old[i].hash)
			*identity_find(inv, old[i].hash) = old[i];
	free(old);
}

static const char *best_identity(const struct inventory *inv, const struct device *root,
                                 const char *name)
{
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		const struct value *v = values_best(inv, &n->values, name);

		if (v && v->rank == RANK_IDENTITY)
			return v->text;
	}
	return NULL;
}

static bool contradict(const struct inventory *inv, const struct device *a, const struct device *b)
{
	const char *one = best_identity(inv, a, attribute_product_code);
	const char *other = best_identity(inv, b, attribute_product_code);

	return one && other && strcasecmp(one, other) != 0;
}

/* NULL when there are too many identities to remember one more. */
static struct identity_slot *identity_slot(struct inventory *inv, uint64_t hash, struct device *root)
{
	if (inv->identity_count * 2 >= inv->identity_room)
		identity_grow(inv);
	struct identity_slot *slot = identity_find(inv, hash);

	if (slot->hash)
		return slot;
	if (inv->identity_count >= inv->config.max_endpoints)
		return NULL;
	*slot = (struct identity_slot){hash, root};
	inv->identity_count++;
	return slot;
}

/* A controller has some ports; a number that so many say came with an image, or is the maker's default. */
#define SERIAL_PORTS 16

static bool is_copied(const struct device *root)
{
	size_t macs = 0, ips = 0;

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		macs += n->kind == ENDPOINT_MAC;
		ips += n->kind == ENDPOINT_IP;
	}
	return macs >= SERIAL_PORTS || ips >= SERIAL_PORTS;
}

static void check_serial(struct inventory *inv, struct device *root, int64_t at)
{
	const char *vendor = best_identity(inv, root, attribute_vendor);
	const char *serial = best_identity(inv, root, attribute_serial);

	if (!vendor || !serial || !tells_apart(serial))
		return;
	struct identity_slot *slot = identity_slot(inv, identity_hash(inv, vendor, serial), root);
	struct device *other = slot ? device_root(slot->device) : root;

	if (other == root)
		return;
	/* The device that had it before may have lost the address it said it from. */
	const char *still = best_identity(inv, other, attribute_serial);

	if (!still || strcmp(still, serial) != 0)
		slot->device = root;
	else if (!contradict(inv, root, other) && !is_copied(other))
		merge_join(inv, other, root, "serial", serial, NULL, at);
}

static const char *best_name(const struct inventory *inv, const struct device *root)
{
	const struct value *best = NULL;

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		const struct value *v = values_best(inv, &n->values, attribute_hostname);

		if (v && (!best || v->rank > best->rank))
			best = v;
	}
	return best ? best->text : NULL;
}

/* It says that this MAC is its own: LLDP's chassis, or the MAC in a NetBIOS answer. */
static void check_mac(struct inventory *inv, struct node *node, const char *value,
                      enum claim_rank rank, const char *source, int64_t at)
{
	struct mac mac;

	if (!mac_parse(value, &mac) || mac_is_group(&mac) || mac_is_zero(&mac) ||
	    vendor_mac_is_virtual_router(&mac))
		return;
	struct node *named = bind_mac(inv, node->vlan, &mac);

	if (!named || named == node || named->kind != ENDPOINT_MAC)
		return;
	if (!named->home) {
		device_move(inv, named, node->home);
		node_seen(inv, named, at, at);
		return;
	}
	struct device *one = device_root(node->home);
	struct device *other = device_root(named->home);

	if (one == other)
		return;
	const char *name = best_name(inv, one);
	const char *other_name = best_name(inv, other);

	if (rank >= RANK_IDENTITY || strcmp(source, "lldp") == 0)
		merge_join(inv, other, one, "lldp", value, NULL, at);
	else if (name && other_name && strcasecmp(name, other_name) == 0)
		merge_join(inv, other, one, "nbstat", value, NULL, at);
}

static uint32_t mac_number(const struct mac *mac)
{
	return (uint32_t)mac->bytes[3] << 16 | (uint32_t)mac->bytes[4] << 8 | mac->bytes[5];
}

static bool are_ports_of_one(const struct mac *a, const struct mac *b)
{
	const uint32_t prefix = (uint32_t)a->bytes[0] << 16 | (uint32_t)a->bytes[1] << 8 | a->bytes[2];
	const uint32_t one = mac_number(a), other = mac_number(b);
	const uint32_t apart = one > other ? one - other : other - one;

	if (memcmp(a->bytes, b->bytes, 3) != 0 || apart == 0)
		return false;
	if (prefix == VMWARE_PREFIX)
		return apart % VMWARE_STEP == 0 && apart / VMWARE_STEP < VMWARE_CARDS_MAX;
	return apart <= PORTS_APART;
}

static bool have_ports_of_one(const struct device *a, const struct device *b)
{
	for (const struct node *n = device_first_node(a); n; n = device_next_node(a, n))
		for (const struct node *m = n->kind == ENDPOINT_MAC ? device_first_node(b) : NULL; m;
		     m = device_next_node(b, m))
			if (m->kind == ENDPOINT_MAC && are_ports_of_one(&n->mac, &m->mac))
				return true;
	return false;
}

/*
 * Names of Windows computers are unique (RFC 1001, 15.1): the same name on two ports with neighbouring
 * numbers is one computer in two networks. A name alone is not enough: it may have moved to another.
 */
static void check_name(struct inventory *inv, struct device *root, const char *name, int64_t at)
{
	char key[256];

	snprintf(key, sizeof(key), "%s", name);
	for (char *p = key; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	struct identity_slot *slot =
	        identity_slot(inv, identity_hash(inv, "computer", key), root);
	struct device *other = slot ? device_root(slot->device) : root;

	if (slot)
		slot->device = root;
	if (other != root && !other->dead && have_ports_of_one(root, other))
		merge_join(inv, other, root, "ports", name, NULL, at);
}

static bool is_computer_name(const char *source)
{
	static const char *const sources[] = {"nbns", "nbdgm", "smb"};

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (strcmp(sources[i], source) == 0)
			return true;
	return false;
}

void merge_check(struct inventory *inv, struct node *node, const char *name, const char *value,
                 enum claim_rank rank, const char *source, int64_t at)
{
	if (rank < RANK_NAME || !node->home)
		return;
	if (strcmp(name, attribute_serial) == 0 || strcmp(name, attribute_vendor) == 0)
		check_serial(inv, device_root(node->home), at);
	else if (strcmp(name, attribute_mac) == 0)
		check_mac(inv, node, value, rank, source, at);
	else if (strcmp(name, attribute_hostname) == 0 && is_computer_name(source))
		check_name(inv, device_root(node->home), value, at);
}

void inventory_load_merge(struct inventory *inv, const struct merge *row)
{
	add_row(inv, row);
	if (row->kind != MERGE_JOIN || row->undone || row->kept >= inv->number_room ||
	    row->absorbed >= inv->number_room)
		return;
	struct device *kept = inv->by_number[row->kept];
	struct device *absorbed = inv->by_number[row->absorbed];

	if (kept && absorbed && !absorbed->into && device_root(kept) != absorbed)
		adopt(kept, absorbed);
}

const struct merge *inventory_next_merge(struct inventory *inv)
{
	if (inv->merge_dirty) { /* an old row changed, which is rare: all are told again */
		inv->merge_told = 0;
		inv->merge_dirty = false;
	}
	return inv->merge_told < inv->merge_count ? &inv->merge[inv->merge_told++] : NULL;
}

int inventory_merge(struct inventory *inv, uint64_t one, uint64_t other, const char *by,
                    int64_t now)
{
	struct device *a = one < inv->number_room ? inv->by_number[one] : NULL;
	struct device *b = other < inv->number_room ? inv->by_number[other] : NULL;

	if (!a || !b)
		return -ENOENT;
	return merge_join(inv, a, b, "operator", NULL, by ? by : "operator", now) ? 0 : -EINVAL;
}
