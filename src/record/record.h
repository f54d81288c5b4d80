/* record.h - one statement about the factory: an EVE JSON line (DESIGN section 2). SPDX-License-Identifier: Apache-2.0
 *
 * The only thing that crosses a process, a machine or a site. Strings are borrowed: from the caller
 * when writing, from the arena when reading; NULL means that the key does not apply.
 */
#pragma once

#include "lib/address.h"

#define RECORD_TYPES(X) \
	X(FLOW, flow) X(CLAIM, claim) X(ASSET, asset) X(OT, ot) X(ANOMALY, anomaly) X(STATS, stats) \
	X(DNS, dns) X(LOG, log) X(LIVENESS, liveness) X(ALERT, alert)

#define RECORD_TYPE_ENUM(upper, lower) RECORD_##upper,
enum record_type { RECORD_TYPES(RECORD_TYPE_ENUM) RECORD_TYPE_COUNT };
#undef RECORD_TYPE_ENUM

/* Who or what a claim record speaks of: exactly one of mac and ip is set. */
struct record_claim {
	bool has_mac;
	struct mac mac;
	bool has_ip;
	struct address ip;
	const char *name; /* attribute.h */
	int slot;	  /* module, -1 the device itself */
	const char *value;
	const char *source; /* dissector or other origin */
	const char *rank;   /* claim_rank_name() */
	int confidence;	    /* 0 to 100 */
	int64_t first_seen;
	int64_t last_seen;
};

/* A conversation: all flows between two parties on one server port. Totals since first_seen. */
struct record_flow {
	uint64_t packets_to_server;
	uint64_t packets_to_client;
	uint64_t bytes_to_server;
	uint64_t bytes_to_client;
	uint64_t peak;	   /* bytes a second, both ways, of the busiest whole minute since it was told last; 0 unknown */
	uint64_t flows;	   /* TCP connections or UDP exchanges */
	uint64_t answered; /* of them, those in which the server spoke */
	uint64_t refused;  /* TCP resets in answer to a SYN */
	bool spread;	   /* all further unanswered exchanges of the client; dest is 0.0.0.0 */
	const char *state; /* "new", "established", "closed" */
	int64_t period_us; /* between the beginnings of flows, 0 unknown */
	int64_t jitter_us;
	int64_t start;
	int64_t end;
};

struct record_range {
	uint64_t low;
	uint64_t high;
};

#define RECORD_RANGES_MAX 64 /* of one operation */

/* Arrays are borrowed like strings. */
struct record_ot {
	const char *protocol;
	const char *pdu;
	const char *class; /* ot_class_name() */
	const char *function;
	uint32_t code;
	bool has_subcode;
	int32_t subcode;
	const char *target;
	const char *space;
	const struct record_range *range;
	size_t range_count; /* at most RECORD_RANGES_MAX */
	bool wide;	    /* more than 64 ranges: low and high of the first are the hull */
	const char *result; /* "ok" or the error's name, of the last answered request */
	uint64_t exceptions;
	uint64_t count;
	int64_t period_us; /* -1 unknown */
	int64_t jitter_us;
	int64_t response_us;
	int64_t first_seen;
	int64_t last_seen;
};

struct record_anomaly {
	const char *event; /* "modbus.length", "decode.ip4_header" */
	const char *layer; /* "packet", "stream", "app" */
	uint64_t count;
	int64_t first_seen; /* of a flood; 0 not said */
	int64_t last_seen;
};

/* Names that a client looked up: src_ip the client, dest_ip the server asked last. */
struct record_dns {
	const char *rrname; /* NULL: all names of the client */
	const char *rrtype; /* "A", "AAAA", ... */
	const char *rcode;  /* "NOERROR", "NXDOMAIN", of the last answer; NULL none */
	uint64_t queries;
	uint64_t answers;
	uint64_t failures; /* answers other than NOERROR */
	uint64_t names;	   /* of all: how many are told one by one */
	uint64_t others;   /* of all: queries and answers for names that are not */
	int64_t first_seen;
	int64_t last_seen;
};

/* Whether one side of a conversation (src_ip asks dest_ip) keeps the rhythm that it is known for. */
struct record_liveness {
	const char *side;   /* "client", "server" */
	const char *state;  /* "alive", "silent" */
	const char *method; /* "rhythm"; "icmp", "tcp": it was asked */
	int64_t since;	    /* silent: heard last */
	int64_t usual_us;   /* so long it may be silent */
};

struct record_attribute {
	const char *name;
	const char *value;
	const char *source;
	int confidence;
	const char *rank;
	bool chosen; /* the one that stands for the device */
	int64_t first_seen;
	int64_t last_seen;
};

struct record_service {
	const char *transport; /* "TCP", "UDP" */
	int port;
	const char *app_proto;
};

struct record_module {
	int slot;
	const char *vendor;
	const char *model;
	const char *firmware;
	const char *serial;
	const char *product_code;
};

/* A device as inventory made it. */
struct record_asset {
	const char *id;
	const struct mac *mac;
	size_t mac_count;
	const struct address *ip;
	size_t ip_count;
	const char *hostname;
	const char *vendor;
	const char *model;
	const char *firmware;
	const char *serial;
	const char *os;
	const char *role;
	int level; /* Purdue level times 10 (35 is 3.5), -1 unknown */
	const char *zone;
	const struct record_service *services;
	size_t service_count;
	const struct record_module *modules;
	size_t module_count;
	const struct record_attribute *attributes;
	size_t attribute_count;
	int64_t first_seen;
	int64_t last_seen;
};

/* Name in an imported alert's metadata: who was spoken to has answered. */
#define RECORD_ANSWERED "answered"

/* A finding, ours or another sensor's: Suricata's object. */
struct record_alert {
	const char *action; /* "allowed" */
	uint64_t gid;
	uint64_t signature_id;
	uint64_t rev;
	const char *signature;
	const char *category;
	int severity; /* Suricata's: 1 high, 2 medium, 3 low, 4 informational */
	const struct record_metadata {
		const char *name; /* "attack_ics" */
		const char *const *values;
		size_t count;
	} *metadata;
	size_t metadata_count;
};

/* Named counters, written as an object: the sensor's own state. */
struct record_stats {
	const char *state;  /* "reading", "running", "done", "broken" */
	const char *detail; /* of "broken": what and where */
	const struct record_counter {
		const char *name; /* "decode.drop.ip4_header", "flow.evicted" */
		uint64_t value;
	} *counters;
	size_t counter_count;
};

struct record {
	enum record_type type;
	int64_t time; /* UTC nanoseconds */
	const char *site;
	const char *sensor;
	uint64_t boot;
	uint64_t seq;
	uint64_t entry; /* id of the table entry that state records repeat, 0 none */
	const char *in_iface;
	uint16_t vlan[2]; /* 0 none */
	bool has_ip;
	struct address src_ip;
	struct address dest_ip;
	int src_port; /* -1 not applicable */
	int dest_port;
	bool has_mac; /* Suricata's "ether" */
	struct mac src_mac;
	struct mac dest_mac;
	const char *proto;     /* "TCP", "UDP", "ICMP", "0x8892" */
	const char *app_proto; /* dissector name */
	uint64_t flow_id;
	const char *community_id;
	union {
		struct record_flow flow;
		struct record_claim claim;
		struct record_asset asset;
		struct record_ot ot;
		struct record_anomaly anomaly;
		struct record_dns dns;
		struct record_liveness liveness;
		struct record_stats stats;
		struct record_alert alert;
	};
	/* What one line says besides its first claim or operation ("more"): record_next() walks it. */
	const struct record_item *more;
	size_t more_count;
};

/* A further claim, also about others heard at the same interface, operation of the same conversation, name
 * of the same client. */
struct record_item {
	uint64_t entry;
	uint16_t vlan; /* of a claim */
	int dest_port; /* of an operation, where the protocol went on at another port; 0 the line's */
	const struct record_claim *claim;
	const struct record_ot *ot;
	const struct record_dns *dns;
};

#define RECORD_ITEMS_MAX 64 /* on one line, the first included */

struct buf;
struct arena;

/* "flow", "claim", ... */
const char *record_type_name(enum record_type type);

/* Turns the record into the next item of its line; false when there is none. Whoever reads records
 * takes each in turn: do take(&r); while (record_next(&r)); */
bool record_next(struct record *record);

/* Appends the record, with all its items, as one line of JSON, newline included. */
void record_write(struct buf *out, const struct record *record);

/*
 * Reads one line. Strings live in the arena. Returns 0, or -EINVAL with *error (a static text) set
 * when the line is not JSON, not an object, or a key has the wrong type. Unknown keys are passed over.
 */
__attribute__((warn_unused_result)) int record_read(const char *line, size_t length, struct arena *arena,
					     struct record *out, const char **error);
