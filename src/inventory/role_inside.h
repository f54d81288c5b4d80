/* role_inside.h - what rules of roles look at, and what they tell as evidence. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/inside.h"

#define CONDITION_MAX 3

enum condition_kind {
	WHEN_NOTHING,
	WHEN_TYPE,
	WHEN_MODEL,
	WHEN_VENDOR,
	WHEN_OS,
	WHEN_CAPABILITY,
	WHEN_SERVICE,
	WHEN_CALLED,
	WHEN_SOFTWARE,
	WHEN_PORT,
	WHEN_SERVES,
	WHEN_ASKS,
	WHEN_ACTS,
	WHEN_FLAG,
	WHEN_COUNT,
};

enum {
	IS_ROUTER = 1,
	IS_SHARED = 2,
	IS_CYCLIC = 4,
	IS_MANY_PEERS = 8,
	IS_USES_INDUSTRIAL = 16,
	IS_SERVES_INDUSTRIAL = 32,
	IS_OFTEN = 64,
	IS_MANY_CLIENTS = 128,
	IS_OF_COMPUTER_MAKER = 256,
	IS_EITHER_EDITION = 512
};

struct condition {
	enum condition_kind kind;
	const char *word;
	unsigned number;
};

struct rule {
	const char *role;
	int weight;
	struct condition condition[CONDITION_MAX];
};

/* Values of one kind in lower case, apart by line ends; NULL none. */
struct words {
	const char *text;
	size_t length;
	uint64_t begin; /* letter_bit of each word's first letter: most rules' words are not there */
};

/* What the conditions look at, gathered once for a device. */
struct features {
	struct words text[WHEN_PORT];
	struct words modules[WHEN_PORT]; /* the same of what stands in its slots */
	uint64_t has;			 /* bits of what may hold */
	uint64_t has_racked;		 /* the same where slots count */
	struct protocol_set serves;
	struct protocol_set uses;
	unsigned acts;
	unsigned flags;
	unsigned peers;
	unsigned cyclic;
	unsigned asked;
	unsigned clients;
};

/* Which kind of text a value is for the rules; WHEN_NOTHING: for none. */
enum condition_kind role_text_of(const struct asset_value *v);
/* all with what this rule's conditions saw; all is NULL at first. */
const char *role_evidence(struct arena *arena, const char *all, const struct rule *rule, const struct asset *asset,
			  const struct features *f);
