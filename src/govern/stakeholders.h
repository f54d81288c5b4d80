/* stakeholders.h - who has a part in a factory's security and what is expected of them (catalog/stakeholders.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"

/* A stage of life, a side of the system, one of RRI's viewpoints. */
struct stakeholder_duty {
	const char *stage;
	struct words text;
};

struct stakeholder_kind {
	const char *id;
	struct words title, says;
	const char *clause; /* of the study of smart factories' security */
	const char *side;
	struct stakeholder_duty *duties;
	size_t duty_count;
	struct texts meets;
};

struct stakeholder_country {
	const char *id;
	struct words title, law;
};

struct stakeholder_book {
	struct named *stages;
	size_t stage_count;
	struct named *sides;
	size_t side_count;
	struct named *viewpoints;
	size_t viewpoint_count;
	struct stakeholder_kind *kinds;
	size_t kind_count;
	struct stakeholder_country *countries;
	size_t country_count;
};

/* Ours, read when it is asked for first. */
const struct stakeholder_book *stakeholder_book(void);
/* True when one of these rows, which begin with their id, has this id. */
bool book_has(const void *rows, size_t count, size_t size, const char *id);
#define BOOK_HAS(rows, count, id) book_has(rows, count, sizeof((rows)[0]), id)
