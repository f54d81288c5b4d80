/* detector.h - what a detector is and what it may do. SPDX-License-Identifier: Apache-2.0
 *
 * A detector sees records and devices and tells what is remarkable. It does not ask whether that is
 * normal here: what it tells while the plant is learned becomes part of what is normal, what it tells
 * after that, and was not told then, becomes a finding; told again, a finding counts. So a detector
 * is usually ten lines. It has no clock but sight.now, no SQL, no log, and no memory but its table.
 */
#pragma once

#include "dissect/fact.h"
#include "inventory/inventory.h"
#include "inventory/zoning.h"
#include "judge/finding.h"
#include "judge/party.h"
#include "lib/table.h"
#include "record/record.h"

#define RECORDS(type) (1u << RECORD_##type)
#define CLASSES(class) (1u << OT_##class)

/* Who speaks or is spoken to: a device of the inventory, a group address, or nobody known. */
struct subject {
	struct table_entry entry;
	uint64_t number; /* of the asset; SUBJECT_GROUP and its endpoint for a group address */
	bool external;   /* outside the site */
	bool controller; /* its role is that of a machine's control */
	bool group;      /* multicast or broadcast */
	bool usual;      /* it was here while the plant was learned */
	bool shown;      /* as it was looked at last, the plant was learned */
	bool named_role; /* an operator said what it is */
	bool seldom;     /* an operator said that it is not always connected (常時非接続) */
	bool zone_said;  /* place is the operator's word */
	uint64_t instead; /* of the device whose place it took; 0 none: place.c */
	bool replaced;   /* another one took its place */
	uint64_t unusual; /* allowlist.devices and one when that was looked up last */
	struct zone_place place; /* where it stands: of its first addresses */
	int64_t covered; /* the source's covered time when it was last seen */
	int64_t source;  /* that saw it last */
	int level;       /* ISA-95 times 10, -1 unknown */
	int importance;  /* 0 not said, else 1 to 5 */
	char role[24];   /* "plc", "unknown" */
	int64_t first;
	int64_t last;
	enum liveness liveness; /* alive or silent by its own rhythm, unknown without one */
	int64_t liveness_since; /* silent: heard last */
	char name[64];   /* the best there is; what is needed seldom stands behind here */
	char ip[46];     /* of its first address, "" none */
	char firmware[48];
	char program[48];
	char serial[48];
};

#define SUBJECT_GROUP (UINT64_C(1) << 62)
#define SUBJECT_SENSOR	 (UINT64_C(1) << 61) /* and a hash of its name */
#define SUBJECT_INTERNET (SUBJECT_GROUP - 1) /* in the allow-list: all of the outside is one party */

/* How far an operation or conversation is what was learned; all true while there is no baseline. */
struct usual {
	bool baseline; /* false: nothing was learned, all below is true */
	bool pair;     /* these two speak this protocol */
	bool class;    /* with this class of operation */
	bool code;     /* with this function */
	bool target;   /* on this target */
	bool range;    /* within these addresses */
	bool refused;  /* a person said that it is not normal, or no longer: true in every phase */
	bool name;     /* it looks up names of this domain */
	bool hour;     /* at this hour of such days, or next to it; true unless it was learned for a day */
	const uint64_t *hours; /* of the week, in which these two were learned to speak, or to do so; NULL: they were not */
	uint64_t low;  /* range: the first that was not learned */
	uint64_t high;
};

/* What a hook is shown. */
struct sight {
	struct judge *judge;
	const struct detector *detector;
	struct table *state;           /* the detector's own, by sight_state() */
	const struct record *record;   /* NULL in tick, and in asset */
	const struct asset *asset;     /* asset hook alone */
	bool says_security;            /* asset hook: it has values of this name, be they chosen or not */
	bool says_certificate;
	const struct subject *before;  /* asset hook: the device as it was; before->first is 0 when it is new */
	struct subject *client;        /* who asks, or whom a claim or asset is about; NULL nobody known */
	struct subject *server;        /* NULL: nobody known */
	struct inventory_parties ends; /* of the record: the endpoints they were seen through */
	struct usual usual;            /* of a flow or ot record */
	uint8_t phase;                 /* enum phase of judge.h, of these two */
	bool learning;                 /* what is told now becomes normal */
	bool accepting;                /* the same, for a person said so */
	int64_t until;                 /* of accepting, 0 for good */
	bool industrial;               /* sight_is_industrial() */
	const char *function;          /* of an ot record, in small letters; "" none */
	const char *target;            /* the same */
	const char *result;            /* the same */
	int64_t source;
	int64_t *wake;   /* of the source, by detector: sight_wake() */
	int64_t now;     /* the source's clock: moved by its records alone */
	int64_t covered; /* ns that the source has really watched; silence is measured in it */
};

typedef void detector_hook(const struct sight *sight);

/* A row of detectors.h. */
struct detector {
	const char *id;         /* "presence.new_device": never changes */
	unsigned records;       /* RECORDS(FLOW) | RECORDS(OT) ... that `record` wants */
	unsigned classes;       /* CLASSES(READ) | ... of ot records that `record` wants; 0 all */
	detector_hook *record;  /* any may be NULL */
	detector_hook *asset;   /* a device is new or is not as it was */
	detector_hook *tick;    /* when a source's clock has moved */
	uint16_t each;          /* seconds between ticks at least: it walks its table; 0 is 1 */
	bool woken;             /* it says by sight_wake() when the next one is needed; others do nothing */
	size_t state_size;      /* of its struct, which begins with struct table_entry and the key */
	size_t key_size;
	uint32_t budget;        /* entries; the oldest go first */
	bool again;             /* zones have changed: it is shown the conversations of the past once more */
	bool baseline;          /* without something learned it has nothing to say */
	bool listed;            /* a person may put what it tells on the allow-list */
	bool of_anybody;        /* there it stands without the peer */
	bool doer;              /* the device did it, to the peer; of others the peer did it to the device */
	bool by_detail;         /* there it stands with its detail: another one of the same key was not meant */
	bool takes_place;       /* the device is where the peer was: what that one did is normal of it */
	bool held_back_before;  /* alerts of another sensor: of many kinds, their floods are held back where they come in */
	enum severity severity; /* raised when the device is important (finding_severity) */
	const char *attack[4];  /* ATT&CK for ICS techniques */
	uint8_t meti[4];        /* threats of the METI guideline, 1 to 29 */
	const char *iec62443[4]; /* 62443-3-3 system requirements */
	const char *smkl[4];     /* "b": the step of みえる化 that it serves */
};

/* What a detector says. device may not be NULL. */
struct tell {
	const struct subject *device; /* who has the problem: where one would go and look */
	const struct subject *peer;   /* the other one, or NULL */
	const char *key;              /* apart from others of the same two; NULL is "" */
	const char *usual;            /* the same in the allow-list; NULL: the key */
	const char *detail;           /* fills {detail}: a version, a function, an address */
	const char *crowd;  /* names an event: of more than a few devices that had a part in it today it is told of the first */
	bool together; /* one event, whoever does it to this peer under this key: the first one's finding has them all */
	bool declared; /* against what people declared: to have been learned excuses nothing */
	bool happened; /* an event that no record tells: what began after it was told last counts */
	enum severity severity;       /* SEVERITY_DEFAULT: the row's */
	uint64_t total; /* how often in this record (0 is 1); told again with the same total it is a repeat */
	int64_t first;  /* 0: of the record */
	int64_t last;
	int64_t shown; /* up to when packets show it; 0: up to last */
};

/* Tells. Whatever is copied is copied; nothing is told twice. */
void sight_tell(const struct sight *s, const struct tell *t);
/* The entry with this key in the detector's own table, made (zeroed behind its key) when it is new. */
void *sight_state(const struct sight *s, const void *key);
/* The same, NULL when there is none. */
void *sight_state_find(const struct sight *s, const void *key);
/* The device with this number, or NULL when judge does not know it. */
struct subject *sight_subject(const struct sight *s, uint64_t number);
#define HABIT_TEXT 48
#define HABIT_NAMES 3

/* What was learned of a number, from least to most; both 0: nothing yet. It outlives the program. */
struct habit {
	struct table_entry entry;
	struct habit_key {
		uint64_t one;
		uint64_t other;
		uint64_t what;
		uint32_t detector;
		uint32_t unused;
	} key;
	struct party_link links[HABIT_NAMES]; /* of both, and of the detector's */
	int64_t low;
	int64_t high;
	char text[HABIT_TEXT]; /* what it is of, for who tells */
	bool dirty;
};

/* This detector's, of these two (other may be NULL); all outside is one party. NULL: there is no more room. */
struct habit *sight_habit(const struct sight *s, const struct subject *one, const struct subject *other, uint64_t what);
/* This value is usual, too; more than 0. */
void sight_habit_learn(const struct sight *s, struct habit *h, int64_t value);
/* Both are other ones from here on: 0 < low <= high, or it does not come back. */
void sight_habit_set(const struct sight *s, struct habit *h, int64_t low, int64_t high);
/* Walks this detector's: start with *position 0; NULL at the end. */
struct habit *sight_each_habit(const struct sight *s, uint32_t *position);
/* By then the detector's tick has something to do; each tick has to say anew what is left. */
void sight_wake(const struct sight *s, int64_t when);
/* Takes an entry out again, also in the middle of a walk. */
void sight_state_remove(const struct sight *s, void *entry);
/* Walks all that judge knows: start with *position 0; NULL at the end. */
struct subject *sight_each_subject(const struct sight *s, uint32_t *position);
/* Whether the plant's own ledger has this device: -1 there is no ledger, 0 no, 1 yes. */
int sight_ledger(const struct sight *s, uint64_t number);
/* Another number each time the ledger is another one; 0 there is none. */
uint64_t sight_ledger_version(const struct sight *s);
/* Whether the operator's block list has this name, or one above it; this address. */
bool sight_blocks_name(const struct sight *s, const char *name);
bool sight_blocks_address(const struct sight *s, const struct address *address);
/* True for a dns record that says which name of the outside a device of the site uses. */
bool sight_is_lookup(const struct sight *s);
/* Walks the domains whose names some device may look up: start with *position 0; NULL at the end. */
const char *sight_each_domain(const struct sight *s, uint32_t *position);
/* The sensor that speaks of itself in a stats record, as a device; NULL when it reads a file. */
struct subject *sight_sensor(const struct sight *s);
/* Who or what is no device of the inventory, by this name: made when it is new. */
struct subject *sight_named(const struct sight *s, const char *name);
/* Where the record was heard: the interface or the capture, and the VLAN, as a device. */
struct subject *sight_where(const struct sight *s);
/* The record tells of a flood of forged addresses; and whether this device was heard in one alone. */
void sight_note_flood(const struct sight *s);
bool sight_is_of_flood(const struct sight *s, const struct subject *device);
/* A counter of a stats record; 0 when it is not there. */
uint64_t sight_counter(const struct sight *s, const char *name);
/* True when this answered flow shows a service that a known device was not learned to have, and software.new_service
 * may tell it; key (FINDING_KEY_SIZE) is then what it is called there: "TCP/23". */
bool sight_is_new_service(const struct sight *s, char *key);
/* When this detector found something of the device itself last, INT64_MIN: never. */
int64_t sight_found(const struct sight *s, const char *detector, uint64_t device);
/* How long to wait for others that stopped when this did: as slow ones are missed as late. */
int64_t sight_lull_wait(const struct sight *s, int64_t since);
/* True when several pairs of the plant floor that have nothing to do with these two fell silent at about `since`, and are
 * still, or were a moment ago. */
bool sight_is_break(const struct sight *s, int64_t since, uint64_t one, uint64_t other);
/* This controller was told to stop, as the record says. */
void sight_note_stop(const struct sight *s, const struct subject *device);
/* True when it was told so at about then, and what it stopped has not begun again for ten minutes. */
bool sight_was_stopped(const struct sight *s, int64_t since, uint64_t device);
/* With whom `one` stopped speaking at about then: how many, and who. */
int sight_lost_partners(const struct sight *s, int64_t since, uint64_t one, uint64_t *partners, int most);
/* Tells what stopped at t->first: normal when something like it stopped at this hour while it was learned. */
void sight_tell_lull(const struct sight *s, const struct tell *t);
/* First and last time that the record speaks of. */
int64_t sight_first(const struct sight *s);
int64_t sight_last(const struct sight *s);
/* Where the two ends of a record stand. */
struct crossing_ends {
	struct zone_place from, to;
	const char *from_smkl, *to_smkl; /* columns, "" none */
};

/* What an answered flow or an operation of this class (NULL any) is between its zones. */
enum crossing sight_crossing(const struct sight *s, const char *class, struct crossing_ends *ends);
/* Tells of it. class NULL: of all that passes. */
void sight_tell_crossing(const struct sight *s, const struct crossing_ends *ends, const char *class,
			 enum severity severity);
/* True when the place of these two was learned at this hour of such days often enough to say what is unusual at it. */
bool sight_hours_seen(const struct sight *s, int64_t time);
/* True when the record is an operation of one of these classes: RECORD_OT with "write", "control" ... */
bool sight_is_class(const struct sight *s, const char *class);
/* True when the record speaks a protocol of the plant floor, be it carried by another (CIP, UMAS). */
bool sight_is_industrial(const struct sight *s);
/*
 * Who acts on whom in an operation: usually the client on the server. S7 turns it round: to be loaded,
 * the controller asks the station for the blocks. Who speaks to a group is both: that is where to look.
 * False when one of them is not known.
 */
bool sight_actor(const struct sight *s, const struct subject **actor, const struct subject **device);
/* What these two speak: the protocol, or what carries it while it is not known. Never NULL. */
const char *sight_spoken(const struct sight *s);
#define SPOKEN_SIZE 48
/* The same and where: "enip 44818"; what has no ports, as PROFINET DCP, by its name alone. Returns out. */
const char *sight_spoken_at(const struct sight *s, char out[SPOKEN_SIZE]);
/* "TCP/502": what a port is called where it tells things apart; "ICMP/-1" without one. */
void sight_port_text(const char *transport, int port, char *text, size_t size);
/* "Write Single Register, unit 1, holding 40..41 -> error": what was asked, into text. */
void sight_operation_text(const struct sight *s, char *text, size_t size);
/* True when this text is one of the list's (which ends with NULL). text may be NULL. */
bool word_in(const char *text, const char *const *list);
/* plc, safety, dcs, robot, drive, remote-io, cnc ...: it moves something. */
bool subject_is_controller(const struct subject *subject);
/* The same of a role's name. */
bool subject_role_controls(const char *role);
/* It is called by something else than its address. */
bool subject_has_name(const struct subject *subject);
/* People work at it, and switch it off. */
bool subject_is_attended(const struct subject *subject);
/* On the plant floor, as far as role and level tell (ISA-95 level 3 and below). */
bool subject_is_floor(const struct subject *subject);
