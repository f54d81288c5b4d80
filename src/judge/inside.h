/* inside.h - what the files of judge share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/block.h"
#include "judge/detector.h"
#include "judge/detectors.h"
#include "judge/judge.h"
#include "judge/party.h"
#include "lib/arena.h"
#include "lib/buf.h"

#define SOURCES_MAX 512
/* A source that says nothing for longer was not watching: silence in between proves nothing. */
#define COVER_GAP (120 * INT64_C(1000000000))

/* A place with a phase of its own (PHASE_COUNT: without), and the hour in which it was learned last. */
struct kept_place {
	struct table_entry entry;
	struct place_key {
		int64_t id;
		int64_t kind; /* enum phase_place */
	} key;
	int64_t hour;
	uint64_t hours[3]; /* of the week, in which it was learned */
	uint8_t phase;
};

#define LEARNED_HOURS_MAX 1024 /* that wait to be kept; more at once are not counted */

/* One clock. */
struct judge_source {
	int64_t id;
	enum phase phase;
	bool own; /* the phase was said of it, not of all */
	int64_t now;
	int64_t covered;
	int64_t ticked; /* second of the last tick */
	int64_t flood_first; /* of the last flood of forged addresses; both 0: none */
	int64_t flood_last;
	int64_t wake[UINT8_MAX]; /* by detector: before that its tick has nothing to do; 0 nobody has looked yet */
};

/* A finding in the table. */
struct kept_finding {
	struct table_entry entry;
	struct finding_key {
		uint64_t device;
		uint64_t peer;
		uint64_t text; /* hash of the key */
		uint32_t detector; /* position in detectors[] */
		uint32_t unused;
	} key;
	struct party_link links[2]; /* of the device's, and of the peer's */
	char text[FINDING_KEY_SIZE];
	char detail[FINDING_DETAIL_SIZE];
	uint8_t severity;
	uint8_t state;
	bool dirty;
	bool reopened;
	uint64_t count;
	uint64_t growth;
	int64_t until;
	int64_t first;
	int64_t last;
	int64_t source;
	uint8_t evidence_count;
	uint8_t evidence_next; /* the oldest but the first: the next to go */
	struct finding_evidence evidence[FINDING_EVIDENCE]; /* lines are owned */
};

#define BREAK_PAIRS 3 /* that fall silent together with one that they have nothing to do with */

/* A pair of the plant floor that fell silent. */
struct lull {
	struct table_entry entry;
	struct lull_key {
		uint64_t client;
		uint64_t server;
		int64_t source;
	} key;
	int64_t since;
	int64_t until; /* 0: it goes on */
	bool asked;    /* its client asks on: no break, but nobody answers */
	uint16_t silent; /* sides of its conversations */
};

#define WORDS_SIZE 256 /* a longer text of an operation is cut */

/* Whose an endpoint was when it was met last. */
struct home {
	uint64_t number; /* 0 not met */
	uint32_t place; /* in subjects, likely */
};

/* The entry that the operations of a line have in common: their conversation's, or their class's. */
struct recalled {
	uint64_t line;
	uint64_t client;
	uint64_t server;
	const char *what; /* of the line: compared by place */
	const char *class;
	uint64_t reference; /* 0 there is none */
};

/* A controller that was told to stop. */
struct stop {
	struct table_entry entry;
	uint64_t device;
	int64_t at;
};

#define PROTOCOLS_KNOWN 256 /* a power of two */

/* Whether a protocol is one of the plant floor, by its name's hash. */
struct known_protocol {
	uint64_t hash; /* 0 none */
	bool industrial;
};

/* Who wants records of a type, or operations of a class, by their places in detectors[]. */
struct listeners {
	uint8_t detector[UINT8_MAX];
	uint8_t count;
};

struct judge {
	struct inventory *inventory;
	struct listeners listeners[RECORD_TYPE_COUNT];
	struct listeners asset_listeners;
	struct listeners class_listeners[OT_CLASS_COUNT + 1]; /* the last: of a class that we do not know */
	struct known_protocol protocols[PROTOCOLS_KNOWN];
	struct judge_source source[SOURCES_MAX];
	size_t sources;
	enum phase default_phase;
	struct table subjects;
	struct home *home; /* of endpoints, by their numbers */
	size_t home_room;
	uint64_t lines; /* that were judged */
	struct recalled recalled[2];
	bool knows_nobody; /* rows were loaded that name endpoints without a device */
	struct table findings;
	struct party_index finding_parties;
	struct allowlist allowlist;
	struct table places;
	bool place_phases; /* some place has one of its own */
	struct learned_hour learned[LEARNED_HOURS_MAX];
	size_t learned_count;
	struct table *state; /* one per detector */
	bool *disabled;
	struct burst_of_findings {
		int64_t began;
		uint32_t made;
	} *bursts; /* one per detector */
	uint64_t held_back;
	bool unstored;
	struct suppression *suppressions; /* texts are owned */
	size_t suppression_count;
	struct block_list block;
	struct table lulls;
	struct table stops;
	struct table crowds;
	char crowd_detail[FINDING_DETAIL_SIZE]; /* of what is told, with how many did it */
	struct table habits;
	struct party_index habit_parties; /* and of detectors */
	uint64_t *dirty_habits; /* references */
	size_t dirty_habit_count;
	size_t dirty_habit_room;
	uint64_t *ledger; /* devices that are in a row of the plant's own list, sorted */
	size_t ledger_count;
	uint64_t ledger_version; /* 0 there is none */
	uint64_t *dirty; /* references of findings */
	size_t dirty_count;
	size_t dirty_room;
	uint64_t seed;
	uint64_t backwards;
	uint64_t own;
	char words[3][WORDS_SIZE]; /* of the operation at hand: sight.function, .target, .result */
	struct buf line;
	struct finding view;
	struct finding_evidence evidence_view[FINDING_EVIDENCE];
	struct subject before; /* of the device that changed, as it was */
};

/* judge.c: a row of the store names these. */
void judge_note_loaded(struct judge *j, uint64_t one, uint64_t other);

/* judge.c: brings the words of an operation to small letters, for what looks at them. */
void sight_say(struct judge *j, struct sight *s, const struct record *r);

/* subject.c: who a number is; made when new. NULL for 0. */
struct subject *subject_get(struct judge *j, uint64_t number);
/* The same, NULL when it is not known. */
struct subject *subject_find(struct judge *j, uint64_t number);
/* The subject of an endpoint: its asset, or a group. */
struct subject *subject_of_endpoint(struct judge *j, uint64_t endpoint);
/* Takes over what the inventory says of a device. */
void subject_fill(struct judge *j, struct subject *s, const struct asset *asset);
/* It is in another device now. */
void subject_merge(struct judge *j, uint64_t from, uint64_t into);

/* place.c: what is told says that the device is where the peer was; and a finding of then does. */
void place_take(const struct sight *s, const struct tell *t);
void place_load(struct judge *j, int detector, const struct finding *row);
/* The entry of the allow-list for this between these two, or for the same of those whose place they took; NULL: none. */
struct allowed_entry *place_allowed(struct judge *j, const struct subject *one, const struct subject *other,
				    const struct allowed *wanted);

/* usual.c: compares a flow or ot record with what was learned; learning, it learns. */
void usual_judge(struct judge *j, struct sight *s, enum phase phase);
/* A device and its identity become normal. */
void usual_learn_device(struct judge *j, struct sight *s);
/* True when the device is one that was learned. */
bool usual_knows_device(struct judge *j, uint64_t number, int64_t now);

/* phase.c */
void phases_init(struct judge *j);
void phases_free(struct judge *j);
/* The phase of what goes on between these two (either may be NULL). */
enum phase phase_between(struct judge *j, int64_t source, const struct subject *a, const struct subject *b);
/* Something was learned now. */
void phases_learned(struct judge *j, const struct sight *s);

/* habit.c */
void habits_init(struct judge *j);
void habits_free(struct judge *j);
void habit_merge(struct judge *j, uint64_t from, uint64_t into);

/* crowd.c: so many have findings of their own. */
#define CROWD_APART 3
void crowds_init(struct judge *j);
void crowds_free(struct judge *j);
/* Turns what is told to the first one's finding when many did the same today, or do it together. */
void crowd_join(struct judge *j, const struct sight *s, struct tell *t);

/* lull.c */
void lulls_init(struct judge *j);
void lulls_free(struct judge *j);
/* Takes note of a liveness record. */
void lull_note(struct judge *j, const struct sight *s);

/* tell.c */
void findings_init(struct judge *j, uint32_t capacity);
void findings_free(struct judge *j);
void finding_merge(struct judge *j, uint64_t from, uint64_t into);
/* Position of the detector with this id, or -1. */
int detector_find(const char *id);
/* The phase of the source that a sight is of. */
struct judge_source *source_get(struct judge *j, int64_t id);
