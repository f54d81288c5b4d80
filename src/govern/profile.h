/* profile.h - what kind of plant it is, what was seen of it, and the targets that follow. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/assess.h"

#define PROFILE_COLUMNS 3 /* SMKL's 1, 2 and 3 */
#define PROFILE_REASONS 8

/* Answers to catalog/packs/plant-profile.yaml as places among the choices of their section; -1 not said. */
struct profile {
	int stage;  /* of the smart factory, 0 to 4 */
	int built;  /* 0 existing, 1 new with old equipment moved in, 2 new */
	int status; /* 0 running, 1 about to be renewed, 2 being planned */
	int size;   /* 0 small, 1 medium, 2 large */
	int recovery, economic; /* 0 limited, 1 serious, 2 fatal */
	int links;		/* how many ways to outside there are, planned ones too */
	int promoter, doer;	/* 0 nobody, 1 named, 2 at work */
};

/* What a plant of that kind should aim at. Our rule, told in reasons; people decide. */
struct proposal {
	int strength;		      /* 1 minimum, 2 middle, 3 high; 0: what would happen was not said */
	int letters[PROFILE_COLUMNS]; /* 1 = a ... 4 = d; 0 none */
	int level;		      /* SL-T of IEC 62443 */
	bool legacy;		      /* old equipment is its weak part */
	struct words reasons[PROFILE_REASONS];
	size_t reason_count;
};

/* Reads the answers of an assessment of that pack. */
void profile_read(const struct assessment *a, struct profile *out);
void profile_propose(const struct profile *p, struct proposal *out);

/* What the network showed of one question. */
struct profile_fact {
	const char *item;
	struct words says;
	const char *link; /* where the page shows it */
};

/* Facts in the order of the questions; they live in the arena. 0 or -errno. */
__attribute__((warn_unused_result)) int profile_facts(struct store *store, const struct viewer *viewer,
						      int64_t scope, int64_t now, struct arena *arena,
						      struct profile_fact **out, size_t *count);

/* The levels of one zone, from catalog/packs/protection-levels.yaml; -1 not said. */
struct levels {
	const struct pack_column *zone;
	int target;   /* SL-T, 1 to 4 */
	int reached;  /* SL-A, 0 to 4 */
	int maturity; /* ML, 1 to 4 */
	int protection;
};

/* PL of a strength and a maturity, -1 when one of them is not known. */
int protection_level(int reached, int maturity);
/* One row a zone. */
struct levels *levels_read(const struct assessment *a, struct arena *arena);
