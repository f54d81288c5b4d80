/* listed.c - what the plant's own list of devices says: less than a person's word, more than what
 * was seen. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include <stdlib.h>
#include <string.h>

static const char list[] = "ledger";

void inventory_listed(struct inventory *inv, uint64_t number, const char *name, const char *text,
                      int64_t now)
{
	struct device *device =
	        number && number < inv->number_room ? device_root(inv->by_number[number]) : NULL;

	if (!device || !text || !text[0])
		return;
	const struct value *said = values_best(inv, &device->values, name);

	if (said && said->rank == RANK_OPERATOR &&
	    (said->source != names_number(inv->names, list) || strcmp(said->text, text) == 0))
		return;
	(void)!inventory_edit(inv, number, name, text, list, now);
}

static bool take_back(struct values *values, uint16_t source)
{
	const uint16_t count = values->count;
	uint16_t kept = 0;

	for (uint16_t i = 0; i < count; i++) {
		struct value *v = &values->row[i];

		if (v->source == source)
			free(v->text);
		else
			values->row[kept++] = *v;
	}
	values->count = kept;
	return kept != count;
}

void inventory_unlist(struct inventory *inv)
{
	const uint16_t source = names_number(inv->names, list);

	for (size_t i = 0; i < inv->device_count; i++)
		if (!inv->device[i]->dead && take_back(&inv->device[i]->values, source))
			device_dirty(inv, inv->device[i], true);
}
