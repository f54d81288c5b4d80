/* observer.h - the inside of observe, shared by its files. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "observe/observe.h"

enum kind { KIND_CONVERSATION, KIND_OPERATION, KIND_EVENT, KIND_CLAIM, KIND_ANOMALY, KIND_LOOKUP, KIND_COUNT };

/* What is told together: the operations of a conversation, the claims about a party. */
struct bundle {
	struct table_entry entry;
	struct bundle_key {
		struct address one;
		struct address other;		   /* claims: zero */
		const struct dissector *dissector; /* claims: NULL */
		uint16_t vlan;
		uint8_t transport;
		uint8_t is_mac; /* claims: one is a MAC */
		uint32_t unused;
	} key;
	struct telling telling; /* its id is not used */
	uint32_t first; /* index + 1 of its entries, in the order they came */
	uint32_t last;
};

/* One table with the timers of its entries, or of their bundles. */
struct shelf {
	struct observer *observer;
	enum kind kind;
	struct table table;
	struct table bundles; /* unused where link is 0 */
	struct wheel wheel;
	int64_t sweep;	/* second at which all is told, where bundles have no timers */
	bool swept;	/* those that there were then have been told */
	uint8_t early;	/* bundles that were given a timer since */
	size_t telling; /* offset of struct telling in an entry */
	size_t link;	/* offset of struct link, 0 where entries are told singly */
};

/* How many exchanges of one client nobody has answered. */
struct fan {
	struct table_entry entry;
	struct fan_key {
		struct address client;
		uint16_t vlan;
		uint16_t unused[3];
	} key;
	uint32_t unanswered;
};

/* An address that was asked for, or one that was heard. */
struct ask {
	struct table_entry entry;
	struct ask_key {
		struct address target;
		uint16_t vlan;
		uint16_t unused[3];
	} key;
	struct address client; /* the latest that asked */
	int64_t first;
	int64_t last;
	uint64_t packets; /* not yet counted in the conversation */
	uint64_t bytes;
	uint64_t flow_id;
	uint64_t conversation; /* reference, 0 none */
	const struct dissector *dissector;
	uint16_t interface;
	bool heard;
};

#define ASKS_WAITING 4096 /* at once for their answer */

/* Somebody who was heard. Kept: he was here before the crowd came, or two speak with one another and he is one of them. */
struct face {
	struct table_entry entry;
	struct face_key {
		struct address who; /* a MAC or an IP */
		uint16_t vlan;
		uint16_t is_mac;
		uint32_t unused;
	} key;
	int64_t first;
	int64_t second; /* in which he was met */
};

#define CROWD_SPAN   60 /* seconds */
#define CROWD_FLOODS 8

/* Strangers who came of late and of whom nothing more is known: stranger.c. */
struct crowd {
	struct {
		uint32_t count;
		uint32_t all;  /* with those who stayed */
		int64_t first; /* one frame makes its entry when nothing more came for a while: that long ago */
	} came[CROWD_SPAN];    /* by second */
	uint32_t count;	       /* of them all */
	bool pressing;		   /* so many that they wait */
	bool flood;		   /* so many that they are one event, and none of them is told */
	int64_t since;		   /* pressing: who came from then on waits */
	int64_t last;		   /* stranger */
	uint64_t pressed;	   /* that came since */
	uint64_t told;		   /* of those */
	int64_t told_last;	   /* up to when, 0 nothing */
	int64_t told_at;	   /* second, 0 never */
	struct mac mac;		   /* of the last; of forged IP: who sends most of them */
	uint32_t votes;		   /* for him, beyond those for others */
	uint32_t voters;	   /* all */
	uint16_t vlan;
	uint16_t interface;
	struct {
		int64_t first;
		int64_t last;
		struct mac mac;
	} flood_of[CROWD_FLOODS]; /* that are over */
	uint8_t floods;
};

enum crowd_kind { CROWD_MAC, CROWD_IP, CROWD_COUNT };

#define OBSERVED_INTERFACES 16

#define MISSED_WORDS 16
#define COMMANDS_WAITING 256

struct observer {
	struct sink sink; /* first: the engine sees only this */
	struct teller *teller;
	struct shelf shelf[KIND_COUNT];
	struct table fans;
	struct table asks;
	uint64_t ask_waiting[ASKS_WAITING]; /* references, in the order of their time */
	uint32_t ask_first;
	uint32_t ask_count;
	struct table faces;
	struct crowd crowds[CROWD_COUNT];
	int64_t began; /* second of the first that was heard */
	int64_t faced; /* second up to which crowds are counted */
	uint64_t unsaid; /* entries of strangers in a flood, that were not told */
	struct wheel rhythms; /* by conversation: when one of its sides has been silent for too long */
	int64_t heard[OBSERVED_INTERFACES]; /* anything at all */
	uint64_t busy;	    /* seconds in which anything was heard, the latest in the lowest bit */
	int64_t hush_first; /* of a silence of all that is not told yet; 0 none */
	int64_t hush_last;
	bool from_file;
	uint64_t commands[COMMANDS_WAITING]; /* from a file: references of those that may not be told yet */
	uint32_t command_count;
	bool silenced;	 /* somebody has fallen silent since commands were told */
	uint64_t missed[MISSED_WORDS]; /* bits: who has ever fallen silent, by hash */
	int64_t commands_told; /* second */
	int64_t now;
	int64_t second;
	uint64_t next_id;
	uint32_t next_episode;
	uint32_t range_blocks_left;
	uint64_t refused_ranges;
	uint64_t lost;
	uint64_t text_seed;
};

/* Sets up an empty shelf. link is 0 where entries are told singly. */
void shelf_init(struct observer *o, enum kind kind, const struct table_config *table, size_t telling,
		size_t link);
void shelf_free(struct shelf *s);
/* A new entry was put on a shelf: gives it its id and its first timer. */
void shelf_added(struct shelf *s, void *entry);
/* Lets a new entry come up before others of its time: it may go into one of them. */
void shelf_before(struct shelf *s, void *entry);
/* The same as shelf_added() where entries are told in bundles. */
void shelf_bundled(struct shelf *s, void *entry, const struct bundle_key *key);
/* From a file: the bundle of this key is told soon, and not with all others, when few were. */
void shelf_early(struct shelf *s, const struct bundle_key *key);
/* The bundle of this key, NULL none. */
struct bundle *shelf_bundle(struct shelf *s, const struct bundle_key *key);
/* An entry has something new that is worth telling soon. */
void shelf_changed(struct shelf *s, void *entry);
/* An event was answered: told at the next turn of the clock. */
void shelf_due(struct shelf *s, void *entry);
/* True when an event was over by now: it is told, or will be, and the same request begins a new one. */
bool shelf_event_ended(struct shelf *s, struct observed *event, int64_t now);
/* Fires the timers of a shelf that are due. */
void shelf_advance(struct shelf *s);
/* From a file: a command is told when somebody falls silent, for it may be why. One too many waits for its hour. */
void shelf_command(struct shelf *s, struct observed *op);
/* Tells the commands that wait, and who had a part in them. */
void shelf_tell_commands(struct observer *o);
/* Tells all that is dirty. */
void shelf_tell(struct shelf *s, bool everything);
/* Takes an entry off its shelf without telling it. */
void shelf_remove(struct shelf *s, void *entry);
/* The running totals moved: told at its next step. */
static inline void shelf_touched(struct shelf *s, void *entry)
{
	((struct telling *)((char *)entry + s->telling))->dirty = true;
}

/* stranger.c: an entry is made that begins with somebody; mac or ip may be NULL. */
struct meeting {
	const struct mac *mac;
	const struct address *ip;
	uint16_t vlan;
	uint16_t interface;
	int64_t time;
};
void strangers_meet(struct observer *o, const struct meeting *m);
/* The two of this flow speak with one another: neither is a stranger any more. */
void strangers_stay(struct observer *o, const struct flow *flow);
/* Once a second: who came a minute ago is no newcomer any more; and tells of floods. At the end of a capture, of all. */
void strangers_advance(struct observer *o, bool at_end);

enum stranger {
	STRANGER_NONE,	/* he may be told */
	STRANGER_WAITS, /* there are too many to tell yet */
	STRANGER_FORGED /* he is one of a flood: never, unless he is heard after it */
};
/* Whether an entry that is to be told is that of a stranger in a crowd. */
enum stranger strangers_of(const struct observer *o, const struct shelf *s, const void *entry);
/* True while newcomers wait. */
static inline bool strangers_press(const struct observer *o)
{
	return o->crowds[CROWD_MAC].pressing || o->crowds[CROWD_IP].pressing;
}
/* True while they are a flood. */
static inline bool strangers_flood(const struct observer *o)
{
	return o->crowds[CROWD_MAC].flood || o->crowds[CROWD_IP].flood;
}
/* True when there is or was any crowd: else nobody needs to ask. */
static inline bool strangers_any(const struct observer *o)
{
	return strangers_press(o) || o->crowds[CROWD_MAC].floods || o->crowds[CROWD_IP].floods;
}

/* The facts of the dissect engine (claim.c, operation.c). */
operation_ref observe_operation(struct sink *, const struct context *, const struct operation *);
void observe_answer(struct sink *, const struct context *, operation_ref, const char *result);
void observe_claim(struct sink *, const struct context *, const struct claim *);
void observe_anomaly(struct sink *, const struct context *, const char *event);
void observe_lookup(struct sink *, const struct context *, const struct lookup *);
/* The bundle that an operation belongs to: all that one dissector saw between the same two, for a
 * protocol may go on at other ports. */
static inline struct bundle_key bundle_of(const struct observed *op)
{
	return (struct bundle_key){.one = op->key.src,
				   .other = op->key.dst,
				   .dissector = op->dissector,
				   .vlan = op->key.vlan,
				   .transport = op->key.transport};
}
/* Gives back what an operation holds besides its entry. */
void operation_forget(struct observer *o, struct observed *op);

/* Somebody asks by ARP who has an address (ask.c). */
void observe_ask(struct sink *, const struct context *, const struct address *client,
		 const struct address *target);
/* This address is somebody's: it spoke. */
void asks_heard(struct observer *o, uint16_t vlan, const struct address *who);
/* Gives up those whose answer did not come in time. */
void asks_settle(struct observer *o, bool at_end);
/* The conversation for an exchange that nobody answered: its own, or the spread entry of its client. */
struct conversation *conversation_in_vain(struct observer *o, const struct conversation_key *key, int64_t first);
/* It was answered after all. */
void conversation_answered(struct observer *o, struct conversation *c);

/* rhythm.c: this side of a conversation spoke at this time. */
void rhythm_beat(struct observer *o, struct conversation *c, unsigned int way, int64_t now);
void rhythm_advance(struct observer *o);
/* The conversation was told: now its state can be. */
void rhythm_told(struct observer *o, struct conversation *c);
/* Tells the state of all that have a rhythm. */
void rhythm_tell_all(struct observer *o);

/* A conversation is about to be forgotten. */
void conversation_forget(struct observer *o, const struct conversation *c);
/* It was told: what it does from now on is news. */
void conversation_told(struct observer *o, struct conversation *c);
/* True when the conversation needs no telling of its own: it is an announcement, which claims tell. */
bool conversation_is_announcement(struct observer *o, const struct conversation *c);
/* Moves a conversation that came to nothing into the spread entry of its client, and one on a passing
 * port into that of its protocol between the same two: true, and it is gone. While evicting, only an entry that exists already takes it, and it is not removed. */
bool conversation_merge(struct observer *o, struct conversation *c, bool evicting);
/* The key form of whoever sent (or, with receiver, got) a packet: IP, or MAC on bare frames. */
struct address party_key(const struct context *ctx, bool receiver, bool *is_mac);
