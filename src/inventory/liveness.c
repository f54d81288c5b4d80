/* liveness.c - what sensors tell of conversations becomes the state of devices. SPDX-License-Identifier: Apache-2.0
 *
 * A device is as alive as the liveliest of its conversations: one HMI that no longer asks takes no
 * controller away. Each side of a conversation is one entry; endpoints count those that are alive. What
 * is much slower than the rest says nothing: who is heard each second is missed before his next ARP is. Nor does
 * what was asked by ourselves: a device that only answers the active check is silent.
 */

#include "inventory/inside.h"

#include "lib/clock.h"
#include "lib/hash.h"
#include "lib/memory.h"
#include "lib/text.h"
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#define VOICES 65536
/* How long a voice may be silent, as a power of two of seconds. */
#define PACES 20
/* What is so many powers slower than the fastest, and more than five minutes, is too slow to count. */
#define SLOWER	    4
#define SLOW_ENOUGH 8

/* Sides of conversations that are an endpoint's, by their pace. */
struct voice_count {
	uint16_t alive[PACES];
	uint16_t silent[PACES];
};

/* One side of a conversation. */
struct voice {
	struct table_entry entry;
	struct voice_key {
		uint64_t speaker; /* endpoint */
		uint64_t other;   /* hash of address or MAC */
		uint64_t what;    /* hash of transport, port and protocol */
	} key;
	uint8_t state; /* enum liveness */
	uint8_t pace;
};

#define NAME_ROW(upper, lower) #lower,
static const char *const names[] = {LIVENESSES(NAME_ROW)};
#undef NAME_ROW

const char *liveness_name(enum liveness liveness)
{
	return names[liveness];
}

int liveness_parse(const char *name)
{
	return text_find(names, LIVENESS_COUNT, name);
}

static void count(struct node *node, const struct voice *v, int by)
{
	if (!node->voices)
		node->voices = xcalloc(1, sizeof(*node->voices));
	uint16_t *n = v->state == LIVENESS_ALIVE ? node->voices->alive : node->voices->silent;

	if (v->state != LIVENESS_UNKNOWN)
		n[v->pace] = (uint16_t)(n[v->pace] + by);
}

static void forget(void *argument, void *entry)
{
	struct inventory *inv = argument;
	const struct voice *v = entry;

	count(inv->node[v->key.speaker - 1], v, -1);
}

static struct table *voices(struct inventory *inv)
{
	if (inv->voices)
		return inv->voices;
	inv->voices = xcalloc(1, sizeof(*inv->voices));
	table_init(inv->voices, &(struct table_config){.entry_size = sizeof(struct voice),
	                                               .key_size = sizeof(struct voice_key),
	                                               .capacity = VOICES,
	                                               .evict = forget,
	                                               .argument = inv});
	return inv->voices;
}

void liveness_free(struct inventory *inv)
{
	if (inv->voices)
		table_free(inv->voices);
	free(inv->voices);
}

static struct node *party(struct inventory *inv, const struct record *r, bool client)
{
	const struct address *ip = client ? &r->src_ip : &r->dest_ip;
	const struct mac *mac = client ? &r->src_mac : &r->dest_mac;

	if (r->has_ip)
		return node_find_ip(inv, r->vlan[0], ip);
	return r->has_mac ? node_find_mac(inv, r->vlan[0], mac) : NULL;
}

static uint64_t hash_of_text(const char *text, uint64_t seed)
{
	return text ? hash_bytes(text, strlen(text), seed) : seed;
}

static struct voice *voice_of(struct inventory *inv, const struct record *r, const struct node *speaker,
                              bool client)
{
	struct table *t = voices(inv);
	const struct address *ip = client ? &r->dest_ip : &r->src_ip;
	const struct mac *mac = client ? &r->dest_mac : &r->src_mac;
	const uint64_t port = (uint64_t)(r->dest_port + 1) << 1 | (client ? 1 : 0);
	const struct voice_key key = {
	        .speaker = speaker->id,
	        .other = r->has_ip ? hash_bytes(ip, sizeof(*ip), inv->seed)
	                           : hash_bytes(mac, sizeof(*mac), inv->seed),
	        .what = hash_of_text(r->app_proto, hash_of_text(r->proto, inv->seed + port)),
	};
	const uint32_t hash = table_hash(t, &key);
	struct voice *v = table_find(t, &key, hash);

	if (v)
		return v;
	v = table_insert(t, &key, hash);
	table_keep(t, v);
	return v;
}

/* The least pace of any voice; PACES: none. */
static int fastest_of(const struct node *node)
{
	int pace = 0;

	while (pace < PACES && (!node->voices || !(node->voices->alive[pace] | node->voices->silent[pace])))
		pace++;
	return pace;
}

/* Up to which pace it counts when the fastest has this one. */
static int slowest_of(int fastest)
{
	const int slowest = fastest + SLOWER > SLOW_ENOUGH ? fastest + SLOWER : SLOW_ENOUGH;

	return slowest < PACES ? slowest : PACES - 1;
}

static enum liveness state_of(const struct node *node)
{
	const int fastest = fastest_of(node);
	unsigned alive = 0;

	for (int i = fastest; i <= slowest_of(fastest) && i < PACES; i++)
		alive += node->voices->alive[i];
	return alive ? LIVENESS_ALIVE : fastest < PACES ? LIVENESS_SILENT : (enum liveness)node->liveness;
}

static int64_t usual_of(const struct record *r)
{
	const int64_t usual = r->liveness.usual_us;

	return usual < 0 || usual > INT64_MAX / 1000 ? 0 : usual * 1000;
}

static uint8_t pace_of(int64_t usual)
{
	uint8_t pace = 0;

	for (usual /= SECOND; usual > 1 && pace < PACES - 1; usual /= 2)
		pace++;
	return pace;
}

/* ---- what we ask ourselves ---- */

static bool is_asker(const struct inventory *inv, const struct address *ip)
{
	for (size_t i = 0; i < inv->askers && i < INVENTORY_ASKERS; i++)
		if (address_equal(&inv->asker[i], ip))
			return true;
	return false;
}

bool inventory_asks_from(struct inventory *inv, const struct address *ip)
{
	if (is_asker(inv, ip))
		return false;
	inv->asker[inv->askers++ % INVENTORY_ASKERS] = *ip;
	for (size_t i = 0; i < inv->node_count; i++) /* it is told what it is */
		if (inv->node[i]->kind == ENDPOINT_IP && inv->node[i]->home && address_equal(&inv->node[i]->ip, ip))
			device_dirty(inv, inv->node[i]->home, true);
	return true;
}

/* port -1: in whatever way. */
static bool is_asked(const struct inventory *inv, const struct address *ip, int port)
{
	for (size_t i = 0; i < inv->asked_count && i < INVENTORY_ASKED; i++)
		if ((inv->asked[i].port == port || port < 0) && address_equal(&inv->asked[i].ip, ip))
			return true;
	return false;
}

void inventory_asks(struct inventory *inv, const struct address *ip, uint16_t port)
{
	if (is_asked(inv, ip, port))
		return;
	if (!inv->asked)
		inv->asked = xcalloc(INVENTORY_ASKED, sizeof(*inv->asked));
	inv->asked[inv->asked_count++ % INVENTORY_ASKED] = (struct asked){*ip, port};
}

/* A connection without a word, an echo with hardly one: all else that this computer says is its own business. */
#define CHECK_BYTES 128
#define CHECK_EACH  (60 * SECOND) /* one question to one device, at the shortest */
#define CHECK_MORE  4		  /* by other ways, or after a new start */

static bool is_icmp(const struct record *r)
{
	return r->proto && (strcmp(r->proto, "ICMP") == 0 || strcmp(r->proto, "IPv6-ICMP") == 0);
}

static bool is_wordless(const struct record *r)
{
	const bool tcp = r->proto && strcmp(r->proto, "TCP") == 0;
	const struct record_flow *f = &r->flow;

	if (!is_icmp(r) && (!tcp || r->app_proto))
		return false;
	return r->type != RECORD_FLOW || f->bytes_to_server <= f->packets_to_server * CHECK_BYTES;
}

/* Whoever sits at this computer and asks the same ones more often than the check does is somebody else. */
static bool is_paced(const struct inventory *inv, const struct record *r)
{
	const struct record_flow *f = &r->flow;
	const uint64_t asked = f->spread ? inv->asked_count : 1;
	const int64_t span = f->end > f->start ? f->end - f->start : 0;
	const uint64_t times = asked * (uint64_t)(2 * span / CHECK_EACH + CHECK_MORE);

	return is_icmp(r) && !f->spread ? f->packets_to_server <= times : f->flows <= times;
}

static bool is_to_asked(const struct inventory *inv, const struct record *r)
{
	const int port = is_icmp(r) ? 0 : r->dest_port;

	/* told the other way round, the port is a passing one of ours */
	if (r->type == RECORD_LIVENESS)
		return is_asker(inv, &r->src_ip) ? is_asked(inv, &r->dest_ip, port) : is_asked(inv, &r->src_ip, -1);
	/* those who did not answer are told together */
	return (r->flow.spread ? inv->asked_count > 0 : is_asked(inv, &r->dest_ip, port)) && is_paced(inv, r);
}

bool inventory_is_check(const struct inventory *inv, const struct record *r)
{
	const bool told = r->type == RECORD_FLOW || r->type == RECORD_LIVENESS;

	return inv->askers && told && r->has_ip && is_wordless(r) &&
	       (is_asker(inv, &r->src_ip) || (r->type == RECORD_LIVENESS && is_asker(inv, &r->dest_ip))) &&
	       is_to_asked(inv, r);
}

bool inventory_is_asker(const struct inventory *inv, const struct endpoint *endpoint)
{
	return inv->askers && endpoint->kind == ENDPOINT_IP && is_asker(inv, &endpoint->ip);
}

struct inventory_parties liveness_take(struct inventory *inv, const struct record *r)
{
	const bool client = !r->liveness.side || strcmp(r->liveness.side, "client") == 0;
	const int state = liveness_parse(r->liveness.state);
	struct node *node = party(inv, r, client), *other = party(inv, r, !client);
	struct node *from = client ? node : other, *to = client ? other : node;
	const struct inventory_parties parties = {from ? from->id : 0, to ? to->id : 0};

	if (!node || !node->home || (state != LIVENESS_ALIVE && state != LIVENESS_SILENT) || inventory_is_check(inv, r))
		return parties;
	const int64_t usual = usual_of(r);
	struct voice *v = voice_of(inv, r, node, client);

	count(node, v, -1);
	v->state = (uint8_t)state;
	v->pace = pace_of(usual);
	count(node, v, 1);
	if (state == LIVENESS_SILENT && r->liveness.since > node->heard)
		node->heard = r->liveness.since;
	const enum liveness before = (enum liveness)node->liveness, now = state_of(node);

	node->liveness = (uint8_t)now;
	if (now == LIVENESS_SILENT)
		node->liveness_since = node->heard > node->liveness_since ? node->heard : node->liveness_since;
	else if (now != before)
		node->liveness_since = r->liveness.since;
	if (now != before || usual > node->usual)
		node->usual = usual;
	if (now != before) {
		node_dirty(inv, node);
		device_dirty(inv, node->home, true);
	}
	return parties;
}

void liveness_decide(const struct device *root, struct asset *asset)
{
	int fastest = PACES;

	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		fastest = fastest_of(n) < fastest ? fastest_of(n) : fastest;
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		const bool slow = n->voices && fastest_of(n) > slowest_of(fastest);
		const bool better = n->liveness == LIVENESS_ALIVE && asset->liveness != LIVENESS_ALIVE;
		const bool first = n->liveness && asset->liveness == LIVENESS_UNKNOWN;
		const bool later = n->liveness == (uint8_t)asset->liveness && n->liveness == LIVENESS_SILENT &&
		                   n->liveness_since > asset->liveness_since;

		if (slow || (!better && !first && !later))
			continue;
		asset->liveness = (enum liveness)n->liveness;
		asset->liveness_since = n->liveness_since;
		asset->usual_silence = n->usual;
	}
}
