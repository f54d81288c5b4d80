/* take.c - what a record says goes to the devices that it speaks of. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "dissect/attribute.h"
#include "lib/memory.h"
#include "record/record.h"

#include <stdlib.h>
#include <strings.h>

#define SERVICE_MAX 64
/* So many requests of one kind are no passing list; fewer are a cycle when they come slowly enough. */
#define CYCLE_SURE   64
#define CYCLE_MIN_US 100000

static void content(struct inventory *inv, struct node *node)
{
	node_dirty(inv, node);
	if (node->home)
		device_dirty(inv, node->home, true);
}

/* The same, when it makes the device what it is; else it is only shown. */
static void content_if(struct inventory *inv, struct node *node, bool minded)
{
	if (minded) {
		content(inv, node);
		return;
	}
	node_dirty(inv, node);
	if (node->home)
		device_shown(inv, node->home);
}

static void add_use(struct inventory *inv, struct node *node, uint16_t protocol)
{
	if (protocol_add(&node->uses, protocol))
		content_if(inv, node, role_minds_asking(inv, protocol));
}

/* It spoke at this time. */
static void alive(struct inventory *inv, struct node *node, const struct record *record,
                  int64_t first, int64_t last)
{
	const uint16_t sensor = names_number(inv->names, record->sensor);

	if (sensor)
		node->sensor = sensor;
	device_for(inv, node);
	node_seen(inv, node, first, last);
}

static enum claim_rank rank_number(const char *name)
{
	for (int i = RANK_OUI; name && i <= RANK_OPERATOR; i++)
		if (strcmp(claim_rank_name((enum claim_rank)i), name) == 0)
			return (enum claim_rank)i;
	return RANK_FINGERPRINT;
}

static struct node *claimant(struct inventory *inv, const struct record *record)
{
	const struct record_claim *claim = &record->claim;


	if (claim->has_ip && !address_is_zero(&claim->ip) && !address_is_group(&claim->ip))
		return bind_ip(inv, record->vlan[0], &claim->ip);
	if (claim->has_mac && !mac_is_zero(&claim->mac) && !mac_is_group(&claim->mac))
		return bind_mac(inv, record->vlan[0], &claim->mac);
	return NULL;
}

/* LLDP-MED's name of the maker is a bare number in some switches: it names nobody. */
static bool is_bare_number(const char *name, const char *value)
{
	return strcmp(name, attribute_vendor) == 0 && strncasecmp(value, "0x", 2) == 0 &&
	       value[2 + strspn(value + 2, "0123456789abcdefABCDEF")] == '\0';
}

static void keep_value(struct inventory *inv, struct node *node, const struct record_claim *claim,
                       enum claim_rank rank)
{
	const struct value value = {
	        .first = claim->first_seen,
	        .last = claim->last_seen,
	        .name = names_number(inv->names, claim->name),
	        .source = names_number(inv->names, claim->source),
	        .slot = (int16_t)claim->slot,
	        .rank = (uint8_t)rank,
	        .confidence = (uint8_t)(claim->confidence < 0     ? 0
	                                : claim->confidence > 100 ? 100
	                                                          : claim->confidence),
	};

	if (value.name && values_put(inv, &node->values, &value, claim->value))
		content(inv, node);
}

static struct inventory_parties take_claim(struct inventory *inv, const struct record *record)
{
	const struct record_claim *claim = &record->claim;
	const enum claim_rank rank = rank_number(claim->rank);
	struct address ip;
	struct node *node =
	        claim->name && claim->value && claim->value[0] ? claimant(inv, record) : NULL;

	/* What is said of the internet as a whole, or of nobody, is not kept. */
	if (!node || node->kind == ENDPOINT_GROUP || node->kind == ENDPOINT_INTERNET)
		return (struct inventory_parties){0};
	alive(inv, node, record, claim->first_seen, claim->last_seen);
	if (!is_bare_number(claim->name, claim->value))
		keep_value(inv, node, claim, rank);
	const char *source = claim->source ? claim->source : "";

	/* Announcements without IP (LLDP, Spanning Tree, ...) come as claims alone. */
	if (node->kind == ENDPOINT_MAC && *source)
		add_use(inv, node, names_number(inv->protocols, source));
	if (node->kind == ENDPOINT_MAC && strcmp(claim->name, attribute_ip) == 0 &&
	    address_parse(claim->value, &ip))
		bind_claim(inv, node, &ip, source, claim->first_seen, claim->last_seen);
	else if (node->kind == ENDPOINT_IP && strcmp(claim->name, attribute_ip) == 0)
		bind_announced(inv, node, claim->last_seen);
	else if (strcmp(claim->name, attribute_virtual_ip) == 0 && address_parse(claim->value, &ip))
		bind_shared(inv, record->vlan[0], &ip, claim->last_seen);
	merge_check(inv, node, claim->name, claim->value, rank, source, claim->last_seen);
	return (struct inventory_parties){.client = node->id};
}

static void add_service(struct inventory *inv, struct node *node, const struct record *record)
{
	const bool udp = record->proto && strcmp(record->proto, "UDP") == 0;
	const uint16_t protocol = names_number(inv->protocols, record->app_proto);

	/* a door for one file: another one each time */
	const bool passing = record->app_proto && strcmp(record->app_proto, "ftp-data") == 0;

	if (record->dest_port <= 0 || record->dest_port > 65535 || passing)
		return;
	for (size_t i = 0; i < node->service_count; i++) {
		struct service *s = &node->services[i];

		if (s->port != record->dest_port || s->udp != udp)
			continue;
		s->last = record->time;
		if (protocol && s->protocol != protocol) {
			s->protocol = (uint8_t)protocol;
			content(inv, node);
		}
		return;
	}
	if (node->service_count >= SERVICE_MAX) {
		inv->counters.refused_services++;
		return;
	}
	node->services =
	        xreallocarray(node->services, node->service_count + 1U, sizeof(struct service));
	node->services[node->service_count++] = (struct service){
	        .first = record->flow.start,
	        .last = record->time,
	        .port = (uint16_t)record->dest_port,
	        .protocol = (uint8_t)protocol,
	        .udp = udp,
	};
	content(inv, node);
}

static void add_peer(struct inventory *inv, struct node *client, const struct node *server)
{
	for (size_t i = 0; i < client->peer_count; i++)
		if (client->peer[i] == server->id)
			return;
	if (client->peer_count == PEER_MAX)
		return;
	client->peer[client->peer_count++] = server->id;
	content_if(inv, client, client->peer_count <= 2); /* more are many, too */
}

static void add_client(struct inventory *inv, struct node *server, const struct node *client)
{
	for (size_t i = 0; i < server->client_count; i++)
		if (server->client[i] == client->id)
			return;
	if (server->client_count == CLIENT_MAX)
		return;
	server->client[server->client_count++] = client->id;
	content(inv, server);
}

static void talk(struct inventory *inv, struct node *client, struct node *server,
                 const char *app_proto)
{
	const uint16_t protocol = names_number(inv->protocols, app_proto);

	add_use(inv, client, protocol);
	if (protocol_add(&server->serves, protocol))
		content_if(inv, server, role_minds_serving(inv, protocol));
	if (server->kind == ENDPOINT_IP && role_is_industrial(inv, protocol))
		add_peer(inv, client, server);
	if (server->kind == ENDPOINT_IP && role_is_for_many(inv, protocol))
		add_client(inv, server, client);
}

static bool is_log(const char *protocol)
{
	return protocol && (strcmp(protocol, "syslog") == 0 || strcmp(protocol, "netflow") == 0);
}

bool inventory_is_one_way(const struct record *record)
{
	return is_log(record->app_proto) ||
	       (record->app_proto && record->dest_port == 162 && strcmp(record->app_proto, "snmp") == 0);
}

static struct inventory_parties take_flow(struct inventory *inv, const struct record *record)
{
	const struct record_flow *flow = &record->flow;
	struct node *client = bind_conversation(inv, record, true);
	struct node *server = bind_conversation(inv, record, false);
	const bool answers = flow->answered > 0 || flow->packets_to_client > 0;
	const bool refuses = flow->refused > 0 && flow->answered == 0;

	if (client && flow->packets_to_server > 0)
		alive(inv, client, record, flow->start, flow->end);
	if (server && (answers || unheard_is_there(record)))
		alive(inv, server, record, flow->start, flow->end);
	else if (client && server && server->kind == ENDPOINT_IP && !server->home)
		unheard_asked(inv, server, client, flow);
	const bool collects = server && server->home && is_log(record->app_proto);

	if (client && server && (answers || collects) && !refuses) {
		talk(inv, client, server, record->app_proto);
		if (server->kind == ENDPOINT_IP && record->has_ip)
			add_service(inv, server, record);
	}
	/* A request to all tells what the sender uses: nobody serves it. */
	if (client && server && server->kind == ENDPOINT_GROUP && record->app_proto)
		add_use(inv, client, names_number(inv->protocols, record->app_proto));
	return (struct inventory_parties){client ? client->id : 0, server ? server->id : 0};
}

/* S7: to be loaded, the controller asks the station that loads it for the blocks. */
static bool is_reversed(struct inventory *inv, const struct node *client, const struct node *server,
                        const char *protocol)
{
	const uint16_t number = names_number(inv->protocols, protocol);

	return protocol_in(&client->serves, number) && protocol_in(&server->uses, number);
}

/*
 * It asks for values in a rhythm. A tool that reads a list through is quicker than any panel, and who looks
 * for devices or into a diagnosis again and again does not work the machine.
 */
static bool is_cyclic(const struct record_ot *ot, unsigned class)
{
	if ((class != OT_READ && class != OT_WRITE) || ot->period_us <= 0 || ot->count <= 3)
		return false;
	return ot->count >= CYCLE_SURE ||
	       (ot->period_us >= CYCLE_MIN_US && ot->jitter_us <= ot->period_us);
}

static void act(struct inventory *inv, struct node *client, const struct record_ot *ot,
                unsigned class)
{
	const uint16_t often = ot->count > UINT16_MAX ? UINT16_MAX : (uint16_t)ot->count;

	add_use(inv, client, names_number(inv->protocols, ot->protocol));
	if (class < OT_CLASS_COUNT && !(client->acts >> class & 1)) {
		client->acts = (uint16_t)(client->acts | 1U << class);
		content_if(inv, client, role_minds_act(inv, class));
	}
	if ((class == OT_READ || class == OT_WRITE) && often > client->asked) {
		const bool told = client->asked < ASKED_OFTEN;

		client->asked = often;
		if (told)
			content(inv, client);
	}
	if (is_cyclic(ot, class) && client->cyclic < UINT16_MAX && client->cyclic++ == 0)
		content(inv, client);
}

static struct inventory_parties take_ot(struct inventory *inv, const struct record *record)
{
	const struct record_ot *ot = &record->ot;
	const unsigned class = ot->class ? ot_class_parse(ot->class, strlen(ot->class)) : OT_CLASS_COUNT;
	struct node *client = bind_conversation(inv, record, true);
	struct node *server = bind_conversation(inv, record, false);

	if (!client || !server)
		return (struct inventory_parties){client ? client->id : 0, server ? server->id : 0};
	alive(inv, client, record, ot->first_seen, ot->last_seen);
	if (ot->result)
		alive(inv, server, record, ot->first_seen, ot->last_seen);
	if (class == OT_PROGRAM && is_reversed(inv, client, server, ot->protocol))
		return (struct inventory_parties){client->id, server->id};
	if (ot->result)
		talk(inv, client, server, ot->protocol);
	/* Asking switches by SNMP or files by SMB makes nobody an HMI. */
	if (role_is_industrial(inv, names_number(inv->protocols, ot->protocol)))
		act(inv, client, ot, class);
	return (struct inventory_parties){client->id, server->id};
}

static bool has_answered(const struct record_alert *alert)
{
	for (size_t i = 0; i < alert->metadata_count; i++)
		if (strcmp(alert->metadata[i].name, RECORD_ANSWERED) == 0)
			return true;
	return false;
}

/* Another sensor heard one speak to the other; who did not answer may not be there. */
static struct inventory_parties take_alert(struct inventory *inv, const struct record *record)
{
	struct node *client = bind_conversation(inv, record, true);
	struct node *server = bind_conversation(inv, record, false);

	if (client)
		alive(inv, client, record, record->time, record->time);
	if (server && has_answered(&record->alert))
		alive(inv, server, record, record->time, record->time);
	return (struct inventory_parties){client ? client->id : 0, server ? server->id : 0};
}

/*
 * Anybody can say many names and ask for many addresses: the last quarter of the room is for those to whom somebody
 * answered, so that the plant's own devices are known while it is flooded.
 */
static bool is_heard_both_ways(const struct record *r)
{
	return r->type == RECORD_OT || r->type == RECORD_LIVENESS ||
	       (r->type == RECORD_FLOW && r->has_ip && r->flow.packets_to_server > 0 && r->flow.packets_to_client > 0);
}

size_t inventory_room(const struct inventory *inv, size_t most)
{
	return inv->hearsay ? most - most / 4 : most;
}

static struct inventory_parties take(struct inventory *inv, const struct record *record)
{
	switch (record->type) {
	case RECORD_CLAIM:
		return take_claim(inv, record);
	case RECORD_FLOW:
		return take_flow(inv, record);
	case RECORD_OT:
		return take_ot(inv, record);
	case RECORD_ALERT:
		return take_alert(inv, record);
	case RECORD_LIVENESS:
		return liveness_take(inv, record);
	case RECORD_ANOMALY:
	case RECORD_DNS:
		return node_parties(inv, record);
	default:
		return (struct inventory_parties){0};
	}
}

struct inventory_parties inventory_record(struct inventory *inv, const struct record *record)
{
	inv->hearsay = !is_heard_both_ways(record);
	const struct inventory_parties parties = take(inv, record);

	inv->hearsay = false;
	return parties;
}

struct inventory_parties inventory_parties_of(struct inventory *inv, const struct record *record)
{
	return node_parties(inv, record);
}

struct inventory_parties *inventory_line(struct inventory *inv, const struct record *line,
                                         struct arena *arena)
{
	struct inventory_parties *parties = arena_alloc(arena, (line->more_count + 1) * sizeof(*parties));
	struct inventory_parties *out = parties;
	struct record record = *line;

	do
		*out++ = inventory_record(inv, &record);
	while (record_next(&record));
	return parties;
}
