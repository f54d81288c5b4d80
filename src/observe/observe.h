/* observe.h - what a sensor remembers of conversations, operations and claims. SPDX-License-Identifier: Apache-2.0
 *
 * The end of packet rate: bounded tables that take facts and flows in, and tell entries when first
 * seen, when their set changes, after 10 s, 60 s, 600 s, hourly, when evicted and at the end. Entries
 * hold running totals and an id of their own, so that a repeated telling is harmless.
 *
 * What is told together:
 * - The claims of a file, which nobody watches, are told at each full hour and at its end, those of
 *   many parties together; those of a few who come in between, ten seconds after they came.
 * - The operations of one conversation that aggregate (read, write, identify, session, diagnose, and
 *   files outside of the protocols of the plant floor), and the claims about one party, are bundles: one
 *   schedule, one telling of all that is new in them.
 * - A request of any other class is an event, told alone and at once; from a file, with the other
 *   operations of its conversation. The same request again within a minute belongs to the same
 *   event: a firmware transfer of 185 blocks, or Stop pressed three times, is one entry that counts.
 *   Over ten new events, or names of files and pages, a second of one connection, those that differ only in their
 *   target share one entry without it.
 * - The names that one client looked up are a bundle too, and no more than LOOKUP_NAMES of them.
 * - A UDP protocol that goes on between the same two on other ports than its own (PROFINET, DCE/RPC)
 *   is one conversation.
 * - Exchanges of one or two packets that nobody answered and nobody understood go to the `spread`
 *   entry of their client, unless it is the only one of its kind.
 * - Frames without IP to a group, or one or two of them to anybody, from somebody whom claims of the
 *   same protocol already name (ARP, LLDP, Spanning Tree, ...) are announcements: the claims tell
 *   them, no conversation does.
 * - Strangers who come in such numbers that they are a flood of forged addresses are one anomaly that counts
 *   them, and nothing else is told of them (stranger.c).
 * - An address that was asked for by ARP and not heard within three seconds is a conversation that nobody
 *   answered, between addresses (ask.c).
 */
#pragma once

#include "dissect/dissector.h"
#include "flow/flow.h"
#include "lib/table.h"
#include "lib/wheel.h"

#define RANGE_INLINE 3
#define RANGE_MAX    64

/* When an entry, or the bundle it is in, is told next. */
struct telling {
	uint64_t id; /* unique within a boot */
	int64_t told; /* second of the last telling, 0 never */
	uint8_t step;
	bool dirty;
	bool again; /* nothing is new, but who hears it may not know it yet */
};

/* The place of an entry in its bundle. All are index + 1, 0 none. */
struct link {
	uint32_t bundle;
	uint32_t next;
	uint32_t previous;
};

/* Two parties and a server port. Frames without IP: addresses hold MAC and frame type. */
struct conversation_key {
	struct address client;
	struct address server;
	uint16_t port; /* of the server; 0 where there are no ports */
	uint16_t vlan;
	uint8_t protocol;
	uint8_t transport; /* enum transport */
	uint16_t unused;
};

enum rhythm_state { RHYTHM_UNKNOWN, RHYTHM_ALIVE, RHYTHM_SILENT };

/* When one side of a conversation speaks. */
struct rhythm {
	int64_t last;
	int64_t pause; /* the longest that is usual */
	int64_t since; /* of the state */
	uint32_t late;	/* by how many seconds it was heard of late, at most */
	uint16_t beats; /* seconds in which it spoke */
	uint8_t state;
	bool untold;
};

struct conversation {
	struct table_entry entry;
	struct conversation_key key;
	struct telling telling;
	int64_t first;
	int64_t last;
	uint64_t packets[2]; /* 0 to the server, 1 to the client */
	uint64_t bytes[2];
	uint64_t minute_bytes; /* both ways, in the minute of the clock that it was heard in last */
	int64_t minute;
	uint64_t peak; /* bytes a second of the busiest whole minute since it was told last */
	uint64_t flows;
	uint64_t answered;
	uint64_t refused;
	uint64_t flow_id; /* of the latest flow */
	int64_t begun;	  /* when the latest flow began */
	int64_t period;	  /* smoothed nanoseconds between beginnings, 0 unknown */
	int64_t jitter;
	uint64_t type;	  /* frames without IP */
	const struct dissector *dissector; /* NULL: not understood */
	struct mac mac[2];		   /* client, server */
	uint16_t client_port;		   /* of the latest flow, for its Community ID */
	uint16_t interface;
	bool has_mac;
	bool stays;  /* both have spoken and spoken again */
	bool spread; /* stands for all further unanswered exchanges of its client: a scan is one entry */
	uint8_t state; /* enum flow_state of the latest flow */
	struct rhythm rhythm[2]; /* of the client, of the server */
};

struct range {
	uint64_t low;
	uint64_t high;
};

/* Everything that makes two requests the same. Strings are compared by pointer. */
struct observed_key {
	struct address src;
	struct address dst;
	uint16_t port;
	uint16_t vlan;
	uint8_t class;	   /* enum ot_class */
	uint8_t transport; /* enum transport */
	uint16_t unused;
	uint32_t code;
	int32_t subcode;
	const char *protocol;
	const char *pdu;
	const char *function;
	const char *space;
	const char *target;
	uint32_t number[3];
	uint32_t episode; /* of an event that is over but not told yet, else 0 */
	uint64_t text;	/* hash of the target's text */
};

struct observed {
	struct table_entry entry;
	struct observed_key key;
	struct telling telling;
	struct link link;
	int64_t first;
	int64_t last;
	uint64_t count;
	uint64_t exceptions;
	int64_t period; /* smoothed nanoseconds between requests, 0 unknown */
	int64_t jitter;
	int64_t response; /* smoothed nanoseconds to the answer, 0 unknown */
	const char *result;
	const struct dissector *dissector;
	uint64_t flow_id;
	struct mac mac[2]; /* src, dst */
	uint16_t interface;
	bool has_mac;
	bool wide;
	uint32_t next; /* index of what its flow asked for after it: cyclic traffic asks so again */
	bool asked; /* the latest request waits for its answer */
	bool waits; /* among the commands to tell when somebody falls silent */
	uint8_t range_count;
	struct range range[RANGE_INLINE];
	struct range *more; /* RANGE_MAX of them, once RANGE_INLINE were not enough */
	char target[96];
};

struct claim_key {
	struct address who; /* FORM of address or MAC by is_mac */
	uint16_t vlan;
	int16_t slot;
	uint8_t is_mac;
	uint8_t form;
	uint16_t unused;
	const char *name;
	const char *source;
	uint64_t value; /* hash */
};

struct observed_claim {
	struct table_entry entry;
	struct claim_key key;
	struct telling telling;
	struct link link;
	int64_t first;
	int64_t last;
	uint8_t rank; /* enum claim_rank */
	uint8_t confidence;
	uint16_t interface;
	char value[192];
};

struct anomaly_key {
	struct address src;
	struct address dst;
	uint16_t port;
	uint16_t vlan;
	uint8_t transport;
	uint8_t unused[3];
	const char *event;
	const struct dissector *dissector;
};

struct observed_anomaly {
	struct table_entry entry;
	struct anomaly_key key;
	struct telling telling;
	int64_t first;
	int64_t last;
	uint64_t count;
	struct mac mac[2];
	uint16_t interface;
	bool has_mac;
};

#define LOOKUP_NAMES 48 /* of one client that are kept */

struct lookup_key {
	struct address client;
	uint16_t vlan;
	uint16_t type;
	uint32_t unused;
	uint64_t name; /* hash, 0 for all of a client */
};

/* One name that a client looked up, or, without a name, all of them. */
struct observed_lookup {
	struct table_entry entry;
	struct lookup_key key;
	struct telling telling;
	struct link link;
	int64_t first;
	int64_t last;
	uint64_t queries;
	uint64_t answers;
	uint64_t failures; /* of the answers: no such name, refused, ... */
	uint64_t others;   /* of all: queries and answers for names that are not kept */
	struct address server; /* the latest asked */
	const struct dissector *dissector;
	uint32_t names; /* of all: how many are kept */
	int16_t rcode;	/* of the last answer, -1 none */
	uint16_t interface;
	char name[128];
};

#define TELL_TOGETHER 64 /* operations or claims in one telling */

/*
 * Takes what is told: operations of one conversation and claims about one party together. A false
 * answer keeps the entries dirty: they come again.
 */
struct teller {
	bool (*conversation)(struct teller *, const struct conversation *, int64_t now);
	bool (*operations)(struct teller *, const struct observed *const *, size_t n, int64_t now);
	bool (*claims)(struct teller *, const struct observed_claim *const *, size_t n, int64_t now);
	bool (*anomaly)(struct teller *, const struct observed_anomaly *, int64_t now);
	bool (*lookups)(struct teller *, const struct observed_lookup *const *, size_t n, int64_t now);
	/* One side has a rhythm, broke it, or is back; may be NULL. */
	bool (*liveness)(struct teller *, const struct conversation *, int way, int64_t now);
};

struct observe_limits {
	uint32_t conversations;
	uint32_t operations;
	uint32_t events;
	uint32_t claims;
	uint32_t anomalies;
	uint32_t lookups;
	uint32_t range_blocks; /* of RANGE_MAX ranges */
	bool from_file;	       /* time runs faster than people read: told less often */
};

#define OBSERVE_KINDS 6

/* Entries held and evicted, per kind. */
struct observe_counters {
	uint64_t held[OBSERVE_KINDS]; /* conversations, operations, events, claims, anomalies, lookups */
	uint64_t evicted[OBSERVE_KINDS];
	uint64_t refused_ranges;
	uint64_t lost; /* evicted while the teller could not take them */
	uint64_t unsaid; /* of strangers in a flood: counted, not told one by one */
	uint64_t evicted_faces;
};

struct observer;

extern const struct observe_limits observe_limits_default;

/* The caller owns the teller and keeps it. */
struct observer *observer_new(const struct observe_limits *limits, struct teller *teller);
/* Forgets everything without telling; call observer_tell_all first. */
void observer_free(struct observer *o);
/* Where the dissect engine puts its facts. */
struct sink *observer_sink(struct observer *o);
/* Takes over what a flow has counted since the last time. Cheap to call for every packet. */
void observer_fold(struct observer *o, struct flow *flow, bool at_end);
static inline void observer_flow(struct observer *o, struct flow *flow)
{
	if (flow->last - flow->folded >= INT64_C(1000000000))
		observer_fold(o, flow, false);
}
/* Moves time on and tells what is due. */
void observer_advance(struct observer *o, int64_t now);
/* Tells all that is dirty (the capture ended) or, with everything, all there is (the reader restarted). */
void observer_tell_all(struct observer *o, bool everything);
void observer_counters(const struct observer *o, struct observe_counters *out);
/* How long this side may be silent. */
int64_t rhythm_patience(const struct rhythm *rhythm);
/* Ranges of an operation; the count is range_count. */
const struct range *observed_ranges(const struct observed *op);
