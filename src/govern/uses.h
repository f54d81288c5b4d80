/* uses.h - uses of data: classes, changes, flows with their risks (catalog/uses.yaml), met with the traffic. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"
#include "store/uses.h"

/* What it is for, S1-002 to S1-008. */
struct use_case {
	const char *id;
	struct words title, says;
	struct texts meets;
};

/* What it does to the layers of the plant, S0-066. */
struct use_change {
	const char *id;
	struct words title, breaks;
	struct texts meets;
};

/* A risk that a flow towards a smart plant brings. */
struct use_flag {
	const char *id, *rule;
	struct words title, why, next;
	const char *page; /* of ours, where it is worked on */
	bool agreed;	  /* calm once something is agreed with the partner */
};

/* S4-179 to S4-182. */
struct use_flow {
	const char *id;
	struct words title, says;
	struct use_flag *flags;
	size_t flag_count;
	struct texts meets;
};

/* What of the traffic shows a use, and what it is then proposed as. */
struct use_sign {
	const char *id, *rule;
	struct words title;
	const char *use_case; /* NULL: people say */
	const char *flow;
	struct texts data, forms, changes;
};

struct use_book {
	struct use_case *cases;
	size_t case_count;
	struct use_change *changes;
	size_t change_count;
	struct use_flow *flows;
	size_t flow_count;
	struct use_sign *signs;
	size_t sign_count;
};

/* Ours, read when it is asked for first. */
const struct use_book *use_book(void);
/* "plan" "design" "build" "run" "change" "end". */
bool use_stage_known(const char *id);
/* NULL: there is none. */
const struct use_flow *use_flow_of(const struct use_book *book, const char *id);

/* Whether a conversation shows what the rule looks for. */
typedef bool (*use_rule)(const struct use_pair *pair);
/* NULL: there is none of that name. */
use_rule use_rule_named(const char *name);
/* One of the conversations that the use names; a use that names none has none. */
bool use_covers(const struct data_use *use, const struct use_pair *pair);

#define USE_FLAGS_MAX 8

/* What was seen of a use: its conversations, and how many of them show each risk of its flow. */
struct use_seen {
	uint64_t pairs, outside;
	uint64_t flags[USE_FLAGS_MAX];
	int64_t last_seen;
};

/* What the traffic shows and nobody has named yet. */
struct use_proposal {
	const struct use_sign *sign;
	int64_t from_zone, to_zone;
	const char *protocols; /* apart by blanks */
	uint64_t pairs;
	struct use_end client, server; /* of the first */
	int64_t last_seen;
};

struct use_look {
	struct data_use *uses;
	size_t use_count;
	struct use_seen *seen; /* of each use */
	struct use_proposal *proposals;
	size_t proposal_count;
};

/* Uses of a scope, and the traffic that the viewer sees, within which they are looked for. 0 or -errno. */
__attribute__((warn_unused_result)) int use_look(struct store *store, const struct viewer *viewer,
						 const struct viewer *within, int64_t scope,
						 struct arena *arena, struct use_look *out);
