/* inventory.h - what a device is: claims and conversations become assets. SPDX-License-Identifier:
 * Apache-2.0
 *
 * An endpoint is one address in one VLAN (a MAC, an IP) and keeps what was said of it. An asset is
 * a set of endpoints that are one device. So a wrong join can be taken back: the endpoints still
 * know what is theirs. Everything here can be rebuilt from the rows that it hands out.
 */
#pragma once

#include "dissect/fact.h"
#include "inventory/liveness.h"
#include "inventory/zoning.h"
#include "lib/address.h"

struct arena;
struct inventory;
struct record;
struct record_asset;

#define ASSET_ID_SIZE 24

/* "a-00017" from 17 and back; text has room for ASSET_ID_SIZE. 0 when it is no asset id. */
void asset_id_text(uint64_t number, char *text);
uint64_t asset_id_parse(const char *text);

struct inventory_config {
	size_t max_devices;   /* 0 is 40,000; three quarters for those whom nobody answered */
	size_t max_external;  /* public addresses with an asset each; 0 is 2,000 */
	size_t max_endpoints; /* 0 is four times the devices */
	size_t max_values;    /* of an endpoint; 0 is 64 */
	uint64_t first_number; /* of the first device; 0 is 1 */
};

/* What was turned away for lack of room, and what there is. */
struct inventory_counters {
	size_t devices;
	size_t external;
	size_t endpoints;
	uint64_t refused_devices;
	uint64_t refused_endpoints;
	uint64_t refused_values;
	uint64_t refused_services;
};

enum endpoint_kind {
	ENDPOINT_MAC,
	ENDPOINT_IP,
	ENDPOINT_GROUP,    /* multicast or broadcast: nobody's */
	ENDPOINT_INTERNET, /* public addresses beyond the budget, together */
};

struct endpoint {
	uint64_t id; /* never reused */
	enum endpoint_kind kind;
	uint16_t vlan;
	struct mac mac;    /* of a MAC, or a group without IP */
	struct address ip; /* of an IP or group */
	bool has_ip;
	uint64_t home;  /* asset it was given to, 0 nobody's (never spoke) */
	uint64_t asset; /* asset it belongs to now, after merges */
	uint64_t owner; /* endpoint of the MAC that holds this IP, 0 unknown */
	bool confirmed; /* the binding comes from ARP, ND or DHCP */
	bool dhcp;
	bool retired; /* the address moved on; history of its asset */
	bool router;  /* a MAC that carries the packets of many IPs */
	bool shared;  /* VRRP, HSRP: moves between devices, never joins them */
	bool conflict;
	int64_t bound_first;
	int64_t bound_last;
	int64_t first_seen; /* of one never heard: when it was asked for */
	int64_t last_seen;
	uint64_t asked_by; /* of one never heard: the endpoint that asked last */
	const char *traits; /* protocols and peers, in inventory's own words; NULL within an asset */
	const char *sensor; /* that saw it last */
	struct zone_place place; /* by its address, or the operator's word */
};

struct asset_value {
	const char
	        *name; /* attribute.h; or name role level zone owner importance note (operator) */
	int slot;      /* -1 the device itself */
	uint16_t number; /* of the name, the inventory's own */
	const char *value;
	const char *source;
	enum claim_rank rank;
	int confidence;
	bool chosen;
	bool conflict;     /* as good as the chosen one and different */
	uint64_t endpoint; /* whose it is, 0 the operator's */
	int64_t first_seen;
	int64_t last_seen;
};

struct asset_service {
	uint64_t endpoint;
	const char *transport; /* "TCP", "UDP" */
	int port;
	const char *app_proto; /* NULL unknown */
	int64_t first_seen;
	int64_t last_seen;
};

struct asset_module {
	int slot;
	const char *vendor;
	const char *model;
	const char *product_code;
	const char *firmware;
	const char *serial;
};

/* A device as it stands now. Strings and arrays live until the next call that gives an asset. */
struct asset {
	uint64_t number; /* of the id */
	uint64_t into;   /* not 0: absorbed by that asset, the rest is not set */
	bool external;   /* outside the site */
	bool operator_made;
	const char *name; /* the operator's, or the best there is: never NULL */
	const char *hostname;
	const char *vendor;
	const char *model;
	const char *product_code;
	const char *firmware;
	const char *serial;
	const char *os;
	const char *os_end_of_support; /* "2020-01-14" */
	const char *role;              /* never NULL: "unknown" */
	const char *role_evidence;     /* "serves=s7comm; type=CPU" */
	int level;                     /* Purdue times 10, -1 unknown */
	const char *level_evidence;
	const char *zone; /* the operator's word, else the name of the zone that its address lies in */
	const char *zone_evidence; /* "operator=1", "network=Line 1"; NULL nowhere */
	struct zone_place place;
	bool zone_said; /* place is the operator's word */
	const char *owner;
	int importance; /* 0 not said */
	const char *note;
	const char *sensor;
	const char *mac_vendor; /* of the first MAC */
	size_t endpoint_count;
	const struct endpoint *endpoints;
	size_t value_count;
	const struct asset_value *values;
	size_t service_count;
	const struct asset_service *services;
	size_t module_count;
	const struct asset_module *modules;
	size_t protocol_count;
	const char *const *protocols;
	int conflicts;
	enum liveness liveness; /* by its own rhythm; never GONE */
	int64_t liveness_since; /* silent: heard last */
	int64_t usual_silence;  /* ns that it may be silent, 0 unknown */
	bool times_only; /* since it was last handed out only last_seen moved */
	int64_t first_seen;
	int64_t last_seen;
};

enum merge_kind { MERGE_JOIN, MERGE_SPLIT };

/* Two assets became one, or one became two. */
struct merge {
	uint64_t id;
	enum merge_kind kind;
	uint64_t kept;
	uint64_t absorbed;    /* of a split: the asset that was made */
	const char *reason;   /* "serial" "lldp" "nbstat" "ports" "mdns" "address" "operator"; split: "router"
	                         "rebound" "shared" */
	const char *evidence; /* the identity they share */
	const char *by;       /* the user, NULL the program itself */
	int64_t at;
	bool undone;
};

/* The endpoints that a record speaks of, 0 where there is none. A claim's is the client. */
struct inventory_parties {
	uint64_t client;
	uint64_t server;
};

/* config may be NULL. The caller frees. */
struct inventory *inventory_new(const struct inventory_config *config);
void inventory_free(struct inventory *inventory);

/* True when it is sent and nobody ever answers it: logs (RFC 5424), flows (RFC 3954), traps (RFC 3416, 4.2.6). */
bool inventory_is_one_way(const struct record *record);

/* Folds one record in. */
struct inventory_parties inventory_record(struct inventory *inventory, const struct record *record);
/* Folds a line in: the record and its further items. Returns the parties of each in turn, in the arena. */
struct inventory_parties *inventory_line(struct inventory *inventory, const struct record *line,
                                         struct arena *arena);

/* Who takes part in a record that was folded in already: nothing changes. */
struct inventory_parties inventory_parties_of(struct inventory *inventory, const struct record *record);

/* Assets, then endpoints, then merges that changed since they were last handed out; NULL when done.
 */
const struct asset *inventory_next_asset(struct inventory *inventory);
const struct endpoint *inventory_next_endpoint(struct inventory *inventory);
const struct merge *inventory_next_merge(struct inventory *inventory);

/* The same for who judges: assets of which more than their times changed since this was asked last. */
const struct asset *inventory_next_news(struct inventory *inventory);
/* The device of an endpoint, when it is among the news: it is none of them then. NULL otherwise. */
const struct asset *inventory_news_of(struct inventory *inventory, uint64_t endpoint);
/* The device with this number as news are handed out, when it is none of them: nobody waits for it. NULL otherwise. */
const struct asset *inventory_old_news(struct inventory *inventory, uint64_t number);

/* The asset with this number (after merges, the one it is in), or NULL. */
const struct asset *inventory_asset(struct inventory *inventory, uint64_t number);
/* Walks all assets that stand for themselves: start with *position 0; NULL at the end. */
const struct asset *inventory_each(struct inventory *inventory, size_t *position);
/* The same, without the texts that say from what role and level follow. */
const struct asset *inventory_each_briefly(struct inventory *inventory, size_t *position);
/*
 * Walks the addresses that were asked for and never heard: dead devices, targets of scans. They are no
 * devices. Start with *position 0; NULL at the end.
 */
const struct endpoint *inventory_each_unheard(struct inventory *inventory, size_t *position);
/* The asset of an endpoint id, 0 nobody's. */
uint64_t inventory_asset_of(struct inventory *inventory, uint64_t endpoint);

/* The operator's word: an attribute of the device; NULL takes it back. 0 or -ENOENT. */
__attribute__((warn_unused_result)) int inventory_edit(struct inventory *inventory, uint64_t number,
                                                       const char *name, const char *value,
                                                       const char *by, int64_t now);
/* What the plant's own list says of a device ("" nothing): a person's own word stays. */
void inventory_listed(struct inventory *inventory, uint64_t number, const char *name,
                      const char *value, int64_t now);
/* Takes back all that the list said. */
void inventory_unlist(struct inventory *inventory);
/*
 * The active check asks from this address of our own: what it asks and is answered is no rhythm of the devices, and
 * its end no silence of theirs. The latest INVENTORY_ASKERS are kept. True when it was not known.
 */
#define INVENTORY_ASKERS 8
bool inventory_asks_from(struct inventory *inventory, const struct address *ip);
/* The active check asks there: by an echo (port 0), or at a port of TCP. The latest INVENTORY_ASKED are kept. */
#define INVENTORY_ASKED 4096
void inventory_asks(struct inventory *inventory, const struct address *ip, uint16_t port);
/*
 * True for what the active check itself does, seen by a sensor: echoes and connections without a word, to those it asks
 * and no more often than it does.
 */
bool inventory_is_check(const struct inventory *inventory, const struct record *record);
/* True when the active check asks from this address. */
bool inventory_is_asker(const struct inventory *inventory, const struct endpoint *endpoint);
/* Joins two assets by hand; 0, -ENOENT, or -EINVAL when they are one already. */
__attribute__((warn_unused_result)) int inventory_merge(struct inventory *inventory, uint64_t one,
                                                        uint64_t other, const char *by,
                                                        int64_t now);
/* Takes a join back, for good. 0, -ENOENT, or -EINVAL for a split or one undone already. */
__attribute__((warn_unused_result)) int inventory_undo(struct inventory *inventory, uint64_t merge);

/*
 * The zones that devices stand in from now on, NULL none; the inventory's own from here. Devices that
 * stand elsewhere now are handed out as changed.
 */
void inventory_set_zoning(struct inventory *inventory, struct zoning *zoning);
const struct zoning *inventory_zoning(const struct inventory *inventory);

/* What it holds and what it had to forget. */
struct inventory_counters inventory_counters(const struct inventory *inventory);

/* Rebuilding, in this order: assets, endpoints, values and services, merges; then loaded. */
struct inventory_asset_row {
	uint64_t number;
	uint64_t into; /* as of the last join that stands */
	bool external;
};

/* One row each of what was stored. */
void inventory_load_asset(struct inventory *inventory, const struct inventory_asset_row *row);
void inventory_load_endpoint(struct inventory *inventory, const struct endpoint *row);
/* row->endpoint 0: a value of the operator for the asset `number`. */
void inventory_load_value(struct inventory *inventory, uint64_t number,
                          const struct asset_value *row);
void inventory_load_service(struct inventory *inventory, const struct asset_service *row);
void inventory_load_merge(struct inventory *inventory, const struct merge *row);
void inventory_loaded(struct inventory *inventory);

/* The asset as the record that leaves the program; arrays live in the arena. */
void asset_to_record(const struct asset *asset, struct arena *arena, struct record_asset *out);
