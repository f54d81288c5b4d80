/* allowlist.h - what was learned to be normal. SPDX-License-Identifier: Apache-2.0
 *
 * Found by a hash of its key (who, whom, protocol, class, function, target), then in sorted ranges.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "judge/party.h"
#include "lib/arena.h"
#include "lib/table.h"

#define ALLOWED_RANGES 64
#define ALLOWED_TEXT	48

#define ALLOWED_KINDS(X) \
	X(DEVICE, device)     /* it exists */ \
	X(IDENTITY, identity) /* with this firmware, program, serial number: what is the attribute */ \
	X(FLOW, flow)         /* these two speak this protocol */ \
	X(CLASS, class)       /* with this class of operation */ \
	X(OPERATION, operation) /* with this function, on this target */ \
	X(NAME, name)         /* this device looks up names of this domain: what; one of them: target */ \
	X(FACT, fact)         /* a detector told it while it was learned: what is the detector */
#define ALLOWED_KIND_ENUM(upper, lower) ALLOWED_##upper,
enum allowed_kind { ALLOWED_KINDS(ALLOWED_KIND_ENUM) ALLOWED_KIND_COUNT };
#undef ALLOWED_KIND_ENUM

#define ALLOWED_STATES(X) \
	X(LEARNED, learned)   /* nobody has judged it yet: it counts as normal */ \
	X(LATE, late)         /* the same, but it came during the review */ \
	X(ACCEPTED, accepted) \
	X(REFUSED, refused)   /* a person said that this is not normal */
#define ALLOWED_STATE_ENUM(upper, lower) ALLOWED_##upper,
enum allowed_state { ALLOWED_STATES(ALLOWED_STATE_ENUM) ALLOWED_STATE_COUNT };
#undef ALLOWED_STATE_ENUM

struct allowed_range {
	uint64_t low;
	uint64_t high;
};

/* An entry as it goes to the store and comes back. */
struct allowed {
	enum allowed_kind kind;
	enum allowed_state state;
	uint64_t client;
	uint64_t server; /* 0 none */
	uint64_t client_end; /* endpoints through which it was seen last, 0 not known; not kept */
	uint64_t server_end;
	const char *what;  /* protocol; attribute; detector */
	const char *class; /* "" none */
	uint32_t code;
	int32_t subcode; /* -1 none */
	const char *function;
	const char *space;
	const char *target; /* target, value, or key */
	bool wide; /* any address; of a class: any function of it, on anything; of a domain: any name below it */
	bool fixed; /* a person said wide and ranges: learning leaves them */
	const struct allowed_range *ranges;
	size_t range_count;
	uint64_t count;
	int64_t period_us; /* -1 unknown */
	int64_t jitter_us;
	uint64_t hours[3]; /* bits of the 168 hours of a week, Monday 0:00 first */
	int64_t expires;   /* accepted until, 0 for good */
	int64_t first_seen;
	int64_t last_seen;
};

/* One of them in the table. */
struct allowed_entry {
	struct table_entry entry;
	struct allowed_key {
		uint64_t client;
		uint64_t server;
		uint64_t text; /* hash of what, class, space, target */
		uint32_t code;
		int32_t subcode;
		uint32_t kind;
		uint32_t unused;
	} key;
	struct party_link links[2]; /* of the client's, and of the server's */
	uint64_t client_end;
	uint64_t server_end;
	uint8_t state;
	bool wide;
	bool fixed;
	bool dirty;
	uint8_t range_count;
	uint8_t range_room;
	uint32_t below; /* entries of targets (folder.h) */
	bool lent_ranges; /* of the list's arena, as rows of the store have them */
	bool lent_text;   /* the same, or it is the own one */
	struct allowed_range *ranges; /* sorted, apart */
	char *text; /* what, class, function, space, target: each ends with NUL */
	char own_text[ALLOWED_TEXT]; /* when it has room here */
	uint64_t count;
	int64_t period_us;
	int64_t jitter_us;
	uint64_t hours[3];
	int64_t expires;
	int64_t first_seen;
	int64_t last_seen;
};

struct allowlist {
	struct table table;
	struct party_index parties; /* who is named by which: who moves need not look at all others */
	struct arena loaded; /* texts and ranges of the rows that came from the store */
	uint64_t *domains;   /* references of entries that are domains; some may be gone */
	size_t domain_count;
	size_t domain_room;
	uint64_t seed;
	uint64_t refused; /* for lack of room */
	bool uncounted; /* entries below others came from the store */
	uint64_t devices; /* another number each time entries of devices are other ones */
	uint64_t *dirty;  /* references */
	size_t dirty_count;
	size_t dirty_room;
	struct allowed view;
};

/* capacity: entries at most. A full list refuses, it never forgets. */
void allowlist_init(struct allowlist *list, uint32_t capacity);
void allowlist_free(struct allowlist *list);
/* The entry that this one would be, or NULL. Ranges are not compared. */
struct allowed_entry *allowlist_find(struct allowlist *list, const struct allowed *key);
/* Learns: makes the entry or widens it by rhythm, hours, and by ranges unless they are fixed. NULL when the
 * list is full. */
struct allowed_entry *allowlist_learn(struct allowlist *list, const struct allowed *row);
/* The same for the entry that was found to be its own. */
void allowlist_learn_again(struct allowlist *list, struct allowed_entry *entry, const struct allowed *row);
/* The same, for a person said that it is normal: also what was refused. */
struct allowed_entry *allowlist_accept(struct allowlist *list, const struct allowed *row, int64_t expires);
/* Any address, or any target, is normal from here on. */
void allowlist_widen(struct allowlist *list, struct allowed_entry *entry);
/* The entry as it goes to the store; valid until the next call. */
const struct allowed *allowlist_show(struct allowlist *list, const struct allowed_entry *entry);
/* Puts a row of the store in the place of what is there. */
void allowlist_load(struct allowlist *list, const struct allowed *row);
/* How many names of a domain are known of who looks them up. */
size_t allowlist_count_names(struct allowlist *list, uint64_t client, const char *domain);
/* True for a domain as a whole, false for one of its names. */
bool allowed_is_domain(const struct allowed_entry *entry);
/* Walks the domains whose names somebody may look up: start with *position 0; NULL at the end. */
const char *allowlist_each_domain(struct allowlist *list, uint32_t *position, int64_t now);
/* True when the entry counts as normal at this time. */
bool allowed_is_normal(const struct allowed_entry *entry, int64_t now);
/* True when low..high was learned; else the first address that was not. */
bool allowed_covers(const struct allowed_entry *entry, uint64_t low, uint64_t high,
		    struct allowed_range *outside);
/* Puts a range among those of the entry. True when the set of addresses grew. */
bool allowed_add_range(struct allowed_entry *entry, uint64_t low, uint64_t high);
/* Puts these in the place of the entry's ranges. */
void allowed_set_ranges(struct allowed_entry *entry, const struct allowed_range *ranges, size_t count);
/* One device became another: its entries follow; with an endpoint, those that were seen through it. */
void allowlist_move(struct allowlist *list, uint64_t from, uint64_t into, uint64_t endpoint);
/* What changed since it was last handed out, or NULL. */
const struct allowed *allowlist_next(struct allowlist *list);

/* "operation"; the number of a name, or -1. */
const char *allowed_kind_name(enum allowed_kind kind);
int allowed_kind_parse(const char *name);
const char *allowed_state_name(enum allowed_state state);
int allowed_state_parse(const char *name);
