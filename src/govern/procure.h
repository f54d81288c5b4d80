/* procure.h - what an order may ask for, and what is proposed for this one (catalog/procurement.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/stakeholders.h"

struct procure_item {
	const char *id, *category, *topic;
	struct texts grains, conditions, protocols;
	const char *least;    /* importance from which it is proposed, "1" to "5" */
	const char *measure;  /* of the pack meti-device, NULL none */
	const char *strength; /* of it: minimum, middle, high */
	struct words title, text, why;
	struct words instead; /* what protects it when the device cannot */
	struct words check;   /* how it is looked at when it comes */
	struct texts context; /* safety, supply, quality, secrecy */
	struct texts meets;
};

struct procure_book {
	struct named *categories;
	size_t category_count;
	struct named *grains;
	size_t grain_count;
	struct named *conditions;
	size_t condition_count;
	struct named *topics;
	size_t topic_count;
	struct procure_item *items;
	size_t item_count;
};

/* Ours, read when it is asked for first. */
const struct procure_book *procure_book(void);
/* By its id, or NULL. */
const struct procure_item *procure_find(const char *id);

/* What is ordered. */
struct procure_order {
	const char *grain;
	int importance;		/* 1 to 5 */
	const char *conditions; /* ids apart by blanks */
	const char *protocols;	/* the same */
};

/* Whether it is proposed; target: strength that the plant aims at for such devices, NULL none. *because: codes apart by
 * blanks ("importance:3 condition:remote protocol:modbus target:d-6:middle"), in the arena. */
bool procure_proposes(const struct procure_item *item, const struct procure_order *order, const char *target,
		      struct arena *arena, const char **because);
