/* judge.h - what is wrong: records and devices in, findings and learned rows out. SPDX-License-Identifier: Apache-2.0
 *
 * Right of inventory and left of the store: it is loaded from rows and gives changed rows back. One
 * clock per source, moved by that source's records alone: a capture of 2019 makes no plant look dead.
 */
#pragma once

#include "inventory/inventory.h"
#include "judge/allowlist.h"
#include "judge/finding.h"

struct judge;
struct record;

/* What is done with that which was not seen before. */
#define PHASES(X) X(NONE, none) X(LEARN, learn) X(REVIEW, review) X(ENFORCE, enforce)
#define PHASE_ENUM(upper, lower) PHASE_##upper,
enum phase { PHASES(PHASE_ENUM) PHASE_COUNT };
#undef PHASE_ENUM

/* Of what: a source, or a zone or network that people drew. */
#define PHASE_PLACES(X) X(SOURCE, source) X(ZONE, zone) X(NETWORK, network)
#define PHASE_PLACE_ENUM(upper, lower) PHASE_PLACE_##upper,
enum phase_place { PHASE_PLACES(PHASE_PLACE_ENUM) PHASE_PLACE_COUNT };
#undef PHASE_PLACE_ENUM

/* In this hour (since 1970) this place was learned. */
struct learned_hour {
	enum phase_place place;
	int64_t id;
	int64_t hour;
};

struct judge_config {
	uint32_t subjects;  /* devices remembered; 0 is 40,000 */
	uint32_t findings;  /* 0 is 16,384 */
	uint32_t allowed;   /* learned entries; 0 is 200,000 */
	bool unstored;      /* nothing is kept: findings rest on records without their text */
};

/* What it holds and what it had to forget. */
struct judge_counters {
	uint64_t subjects;
	uint64_t findings;
	uint64_t allowed;
	uint64_t evicted_findings;
	uint64_t held_back;       /* times that one more of a kind was not made, after 200 within ten minutes */
	uint64_t refused_allowed; /* the list is full: these were not learned */
	uint64_t backwards;       /* records whose time ran back */
	uint64_t own;             /* of what the active check itself does: they are not judged */
};

/* config may be NULL. inventory is asked for names and roles and outlives the judge. */
struct judge *judge_new(const struct judge_config *config, struct inventory *inventory);
void judge_free(struct judge *judge);

/* A person says that what was found is normal: it goes on the allow-list, accepted until then (0 for good). -EINVAL: what this
 * detector finds cannot. */
int judge_accept(struct judge *judge, const struct finding *row, int64_t until);

/* The phase of sources whose own is not said; PHASE_NONE until it is. */
void judge_set_default_phase(struct judge *judge, enum phase phase);
/* The phase of one source. */
void judge_set_phase(struct judge *judge, int64_t source, enum phase phase);
enum phase judge_phase(const struct judge *judge, int64_t source);
/* The phase of one zone or network: it goes before that of the source (phase.c). */
void judge_set_place_phase(struct judge *judge, enum phase_place place, int64_t id, enum phase phase);
/* Zones and networks follow their sources again. */
void judge_clear_place_phases(struct judge *judge);
/* Judges a line, the record and its further items, after the inventory has taken all of it (inventory_line). */
void judge_line(struct judge *judge, int64_t source, const struct record *line,
		const struct inventory_parties *parties);
/* Zones have changed: a conversation of the past is shown to those who look at zones once more. */
void judge_again(struct judge *judge, int64_t source, const struct record *record,
		 struct inventory_parties parties);
/* Takes what changed in the inventory by an operator's hand, with no record. */
void judge_look(struct judge *judge);
/* It is read from its beginning: its clock begins anew. */
void judge_begin(struct judge *judge, int64_t source);
/* The source has ended or its file was read: the last ticks run. */
void judge_end(struct judge *judge, int64_t source);

/* True when a finding waits to be handed out. */
bool judge_has_news(const struct judge *judge);
/* What changed since it was last handed out; NULL when that is all. Valid until the next call. */
const struct finding *judge_next_finding(struct judge *judge);
const struct allowed *judge_next_allowed(struct judge *judge);
bool judge_next_learned(struct judge *judge, struct learned_hour *out);
/* Rows of the store come back: any hour stands for those of the other weeks. */
void judge_load_learned(struct judge *judge, const struct learned_hour *row);
/* A number that a detector learned of two parties (0 none, SUBJECT_INTERNET all outside), from least to most. */
struct habit_row {
	const char *detector;
	uint64_t one, other;
	uint64_t what; /* of the detector's own */
	int64_t low, high;
	const char *text; /* what it is of; NULL is "" */
};

/* What changed since it was last handed out; and rows of the store come back. */
bool judge_next_habit(struct judge *judge, struct habit_row *out);
void judge_load_habit(struct judge *judge, const struct habit_row *row);
/* Walks all findings: start with *position 0. */
const struct finding *judge_each_finding(struct judge *judge, uint32_t *position);

/* Rows of the store come back, before the first record or when a person changed them. */
void judge_load_finding(struct judge *judge, const struct finding *row);
void judge_load_allowed(struct judge *judge, const struct allowed *row);

/* A detector that is not to say anything. -ENOENT when there is none of this id. */
__attribute__((warn_unused_result)) int judge_set_enabled(struct judge *judge, const char *detector,
							   bool enabled);
/* All of them are to say what they have to. */
void judge_enable_all(struct judge *judge);
/* Nothing of this detector ("" any) is told of device and peer (0 any) until then (0 for good). */
struct suppression {
	const char *detector;
	uint64_t device;
	uint64_t peer;
	int64_t until; /* on the clock of the source */
};

/* Takes the place of all that was suppressed before. */
void judge_set_suppressions(struct judge *judge, const struct suppression *rows, size_t count);

/* The devices that a row of the plant's own ledger names; any: there is a ledger. Takes the place of the one before. */
void judge_set_ledger(struct judge *judge, const uint64_t *devices, size_t count, bool any);

/* The same ledger, of which more devices were found. */
void judge_grow_ledger(struct judge *judge, const uint64_t *devices, size_t count);

/* The operator's block list, names and addresses, in the place of the one before. Returns how many entries it
 * did not understand. */
size_t judge_set_block_list(struct judge *judge, const char *const *entries, size_t count);

/* As of now. */
struct judge_counters judge_counters(const struct judge *judge);
/* "learn"; the number of a name, or -1. */
const char *phase_name(enum phase phase);
int phase_parse(const char *name);
/* "zone"; the number of a name, or -1. */
const char *phase_place_name(enum phase_place place);
int phase_place_parse(const char *name);
