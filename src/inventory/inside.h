/* inside.h - what the files of inventory share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/inventory.h"

#include "dissect/attribute.h"
#include "lib/arena.h"
#include "lib/table.h"

#define PROTOCOL_MAX 256
#define PEER_MAX     8
#define CLIENT_MAX   3 /* so many make a server of a computer */

/* What attributes are called in inventory->names: known names have their numbers from the start. */
#define NAME_ENUM(upper, lower, count) NAME_##upper,
enum {
	NAME_NONE,
	ATTRIBUTES(NAME_ENUM) NAME_NAME,
	NAME_ROLE,
	NAME_ZONE,
	NAME_OWNER,
	NAME_NOTE,
	NAME_IMPORTANCE,
	NAME_LEVEL,
	NAME_COUNT,
};
#undef NAME_ENUM

struct names;
struct record_flow;
struct os_support;
struct role_rules;
struct subnets;

struct value {
	char *text;
	int64_t first;
	int64_t last;
	int64_t told_last; /* last when it was handed out */
	uint16_t name;     /* of inventory->names */
	uint16_t source;
	int16_t slot;
	uint8_t rank;
	uint8_t confidence;
};

struct values {
	struct value *row;
	uint16_t count;
	uint16_t room;
};

struct service {
	int64_t first;
	int64_t last;
	uint16_t port;
	uint8_t protocol; /* 0 unknown */
	bool udp;
};

struct protocol_set {
	uint64_t bits[PROTOCOL_MAX / 64];
};

/* So many requests of one kind are a habit, not a single visit. */
#define ASKED_OFTEN 10

struct node {
	uint64_t id;
	struct node *next_key; /* same bucket */
	struct node *sibling;  /* next of the same device */
	struct node *next_dirty;
	struct device *home;
	struct node *owner; /* MAC that holds this IP */
	struct node *owned; /* MAC: the first IP it holds */
	struct node *next_owned;
	const char *maker;  /* MAC: whose prefix it has, NULL unknown */
	const char *maker_shown; /* the same in one spelling */
	const char *machine; /* MAC: of which virtual machine's kind, NULL none */
	struct values values;
	struct service *services;
	struct protocol_set uses;
	struct protocol_set serves;
	int64_t bound_first;
	int64_t bound_last;
	int64_t first;
	int64_t last;
	int64_t told_last;
	int64_t asked_first; /* for it, while it was never heard; 0 never */
	int64_t asked_last;
	uint64_t asked_by; /* endpoint of the last who did */
	uint64_t carrier;  /* IP: endpoint of the MAC, not its own, that sent it last */
	uint64_t peer[PEER_MAX]; /* servers of industrial protocols it asks */
	uint64_t client[CLIENT_MAX]; /* that keep files or data on it */
	struct address ip;
	struct mac mac;
	uint16_t vlan;
	uint16_t service_count;
	uint16_t sensor;
	uint16_t tentative; /* MAC: IPv4 addresses held on the word of conversations only */
	uint16_t outside;   /* MAC: addresses not its own of which it sent packets */
	uint16_t holds;     /* MAC: confirmed addresses */
	uint16_t acts;      /* bits of ot_class, as requester */
	uint16_t cyclic;    /* count of cyclic operations as requester, at most 65535 */
	uint16_t asked;     /* most industrial operations of one kind as requester: it is told up to ASKED_OFTEN */
	uint8_t peer_count;
	uint8_t client_count;
	int64_t liveness_since;
	int64_t usual;   /* ns that it may be silent */
	int64_t heard; /* the latest of which conversations that fell silent tell */
	struct voice_count *voices; /* liveness.c; NULL none */
	uint8_t liveness;
	uint8_t kind;
	uint8_t noted; /* level / 10 + 1 that its network counts, 0 none */
	bool watches;  /* its level follows from its network */
	bool confirmed : 1, dhcp : 1, retired : 1, router : 1, shared : 1, conflict : 1, dirty : 1,
		announced : 1; /* IP: held on the word of its name alone */
};

struct device {
	uint64_t number; /* 0 until it is handed out */
	struct node *nodes;
	struct device *into;  /* absorbed by */
	struct device *child; /* devices absorbed by this one */
	struct device *next_child;
	struct device *next_dirty;
	struct device *next_news;
	struct values values; /* the operator's */
	bool external;
	bool queued;
	bool is_news;
	bool news_queued; /* maybe looked at since */
	bool unsettled;	  /* its level may be another one now */
	bool content; /* more than times changed */
	bool dead;    /* given up before anybody saw it */
};

#define SPELLINGS 256

/* How the maker of this name's hash is shown; NULL: by that name. */
struct spelling {
	uint64_t hash;
	const char *shown;
};

struct inventory {
	struct inventory_config config;
	struct spelling spellings[SPELLINGS];
	struct inventory_counters counters;
	bool hearsay; /* of the record at hand: nobody answered */
	bool brief; /* the view is made without evidence of role and level, and without conflicts of values */
	struct names *names;     /* attribute names, sources, sensors */
	struct names *protocols; /* at most PROTOCOL_MAX */
	struct os_support *os;
	struct role_rules *rules;
	struct subnets *subnets;
	struct table *voices; /* liveness.c; NULL until the first */
	struct address asker[INVENTORY_ASKERS]; /* of the active check */
	size_t askers; /* that there were, also of those forgotten */
	struct asked {
		struct address ip;
		uint16_t port; /* 0: by an echo */
	} *asked; /* by the active check; INVENTORY_ASKED once there is one */
	size_t asked_count; /* that there were */
	struct zoning *zoning; /* NULL none */
	struct node **bucket;
	size_t bucket_mask;
	struct node **node; /* by id - 1 */
	size_t node_count;
	size_t node_room;
	struct device **device; /* all, in order of making */
	size_t device_count;
	size_t device_room;
	struct device **by_number;
	size_t number_room;
	uint64_t next_number;
	struct device *dirty_first, *dirty_last;
	struct device *news_first, *news_last;
	struct node *dirty_node_first, *dirty_node_last;
	struct node *internet;
	struct merge *merge;
	size_t merge_count;
	size_t merge_room;
	size_t merge_told;
	bool merge_dirty;
	struct identity_slot *identity; /* serial numbers seen, open addressing */
	size_t identity_room;
	size_t identity_count;
	struct arena scratch;
	struct asset view;
	struct endpoint endpoint_view;
	struct arena endpoint_scratch;
	uint64_t seed;
	uint64_t *loading; /* owners by node, until all are there */
	size_t loading_count;
};

/* names.c: texts as small numbers; 0 is "none", also when there is no more room. */
struct names *names_new(size_t max);
void names_free(struct names *names);
uint16_t names_number(struct names *names, const char *text);
const char *names_text(const struct names *names, uint16_t number);
/* Gives the names of attributes their numbers; for a new one. */
void names_add_known(struct names *names);

/* node.c */
struct node *node_find_mac(struct inventory *inv, uint16_t vlan, const struct mac *mac);
struct node *node_find_ip(struct inventory *inv, uint16_t vlan, const struct address *ip);
/* Who a record is about, as far as they are known: nobody is made for it. */
struct inventory_parties node_parties(struct inventory *inv, const struct record *record);
/* The same MAC in another VLAN, or NULL. */
struct node *node_elsewhere(struct inventory *inv, uint16_t vlan, const struct mac *mac);
struct node *node_new(struct inventory *inv, enum endpoint_kind kind, uint16_t vlan,
                      const struct mac *mac, const struct address *ip);
void node_link(struct inventory *inv, struct node *node);
/* Takes the node out of the keys: its address is free for another. */
void node_unlink(struct inventory *inv, struct node *node);
void node_seen(struct inventory *inv, struct node *node, int64_t first, int64_t last);
void node_dirty(struct inventory *inv, struct node *node);
/* The IP is held by the MAC from now on; NULL by nobody. */
void node_set_owner(struct node *ip, struct node *mac);
uint64_t node_key(const struct inventory *inv, const struct mac *mac, const struct address *ip);
bool protocol_in(const struct protocol_set *set, uint16_t protocol);
bool protocol_add(struct protocol_set *set, uint16_t protocol);

/* device.c */
struct device *device_new(struct inventory *inv, bool external);
struct device *device_root(struct device *device);
/* How many of `most` there may be now: of who is only said to be there, fewer. */
size_t inventory_room(const struct inventory *inv, size_t most);
/* Gives the node a device of its own when it has none. NULL when the budget is spent. */
struct device *device_for(struct inventory *inv, struct node *node);
void device_move(struct inventory *inv, struct node *node, struct device *to);
void device_dirty(struct inventory *inv, struct device *device, bool content);
/* What is shown of it is another, but not what it is: nobody has to look at it anew. */
void device_shown(struct inventory *inv, struct device *device);
/* The number, given on first asking. */
uint64_t device_number(struct inventory *inv, struct device *device);
void device_set_number(struct inventory *inv, struct device *device, uint64_t number);
/* Walks the nodes of a device and of those it absorbed. */
struct node *device_first_node(const struct device *root);
struct node *device_next_node(const struct device *root, const struct node *node);

/* It has a MAC of this site: not an address of the internet after all. */
void device_is_local(struct inventory *inv, struct device *device);

/* bind.c: which MAC holds which IP. */
struct node *bind_conversation(struct inventory *inv, const struct record *record, bool source);
/* The node of a MAC or IP, made when it is new; NULL when there is no room. */
struct node *bind_mac(struct inventory *inv, uint16_t vlan, const struct mac *mac);
struct node *bind_ip(struct inventory *inv, uint16_t vlan, const struct address *ip);
void bind_claim(struct inventory *inv, struct node *mac, const struct address *ip,
                const char *source, int64_t first, int64_t last);
/* The other addresses that this one's host has announced under its name, when its MAC is known. */
void bind_announced(struct inventory *inv, struct node *teller, int64_t at);
void bind_shared(struct inventory *inv, uint16_t vlan, const struct address *ip, int64_t time);

/* value.c: true when something new was said. */
bool values_put(struct inventory *inv, struct values *values, const struct value *value,
                const char *text);
const struct value *values_best(const struct inventory *inv, const struct values *values,
                                const char *name);
void values_remove(struct inventory *inv, struct values *values, const char *name);
/* What was said since then was said of another: it goes there, what was said before stays. */
void values_hand_on(struct inventory *inv, struct values *from, struct values *to, int64_t since);
void values_free(struct values *values);
/* Sorts them by name; marks chosen ones and conflicts; returns how many attributes have one. Briefly: only marks
 * chosen ones. */
int values_choose(struct inventory *inv, struct asset_value *values, size_t count);

/* merge.c */
bool merge_join(struct inventory *inv, struct device *one, struct device *other, const char *reason,
                const char *evidence, const char *by, int64_t at);
void merge_split(struct inventory *inv, struct device *from, struct node *node, const char *reason,
                 int64_t at);
/* Looks for another device with the same strong identity, after a claim of this name. */
void merge_check(struct inventory *inv, struct node *node, const char *name, const char *value,
                 enum claim_rank rank, const char *source, int64_t at);

/* view.c */
const struct asset *view_build(struct inventory *inv, struct device *root);
/* The same, without the texts that say from what role and level follow. */
const struct asset *view_build_briefly(struct inventory *inv, struct device *root);
/* All but its traits. */
void view_endpoint(struct inventory *inv, const struct node *node, struct endpoint *out);

/* trait.c */
const char *trait_write(const struct inventory *inv, const struct node *node, struct arena *arena);
void trait_read(struct inventory *inv, struct node *node, const char *traits);

/* role.c */
struct role_rules *role_rules_new(struct inventory *inv);
void role_rules_free(struct role_rules *rules);
/* A number of inventory->protocols is that of a protocol of the plant floor. */
bool role_is_industrial(const struct inventory *inv, uint16_t protocol);
/* It is of a protocol by which several clients make a server of a computer. */
bool role_is_for_many(const struct inventory *inv, uint16_t protocol);
/* Asking for this protocol, serving it or requesting this class of operation may change somebody's role or level. */
bool role_minds_asking(const struct inventory *inv, uint16_t protocol);
bool role_minds_serving(const struct inventory *inv, uint16_t protocol);
bool role_minds_act(const struct inventory *inv, unsigned class);
void role_decide(struct inventory *inv, struct device *root, struct asset *asset);

/* unheard.c: true when requests without answers show that the server is there all the same. */
bool unheard_is_there(const struct record *record);
/* It was asked for, and has not been heard so far. */
void unheard_asked(struct inventory *inv, struct node *node, const struct node *by,
                   const struct record_flow *flow);

/* level.c: what stands in each network. */
struct subnets *subnets_new(void);
void subnets_free(struct subnets *subnets);
/* The level that goes with a role, times 10, or -1. */
int role_level(const char *role);
/* The level when the role is known; notes what the neighbours' follow from. */
void level_decide(struct inventory *inv, const struct device *root, struct asset *asset,
                  bool asks_industrial);
/* Notes the levels of all devices, or of those that changed, before one is asked for. */
void level_settle(struct inventory *inv, bool all);

/* liveness.c: a record of liveness; and what follows for the device. */
struct inventory_parties liveness_take(struct inventory *inv, const struct record *record);
void liveness_decide(const struct device *root, struct asset *asset);
void liveness_free(struct inventory *inv);

/* zone_place.c: where an endpoint stands, by its device's operator or its address. */
struct zone_place zone_place_of_node(const struct inventory *inv, const struct node *node);
/* The zone of a device, when its endpoints are known. */
void zone_place_decide(struct inventory *inv, struct asset *asset);

/* os.c: the catalog of end-of-support dates. */
struct os_support *os_support_new(void);
void os_support_free(struct os_support *os);
/* "2020-01-14", owned by the catalog, or NULL unknown. */
const char *os_support_end(struct os_support *os, const char *system);
