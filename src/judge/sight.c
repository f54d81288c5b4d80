/* sight.c - what detectors ask of what they are shown. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <string.h>

void *sight_state_find(const struct sight *s, const void *key)
{
	return table_find(s->state, key, table_hash(s->state, key));
}

void *sight_state(const struct sight *s, const void *key)
{
	const uint32_t hash = table_hash(s->state, key);
	void *entry = table_find(s->state, key, hash);

	return entry ? entry : table_insert(s->state, key, hash);
}

/* A record's span; first and last as the record has them. */
static void span_of(const struct sight *s, int64_t *first, int64_t *last)
{
	const struct record *r = s->record;

	*first = *last = s->now;
	if (s->asset) {
		*first = s->asset->last_seen;
		*last = s->asset->last_seen;
	} else if (r && r->type == RECORD_FLOW) {
		*first = r->flow.start;
		*last = r->flow.end;
	} else if (r && r->type == RECORD_OT) {
		*first = r->ot.first_seen;
		*last = r->ot.last_seen;
	} else if (r && r->type == RECORD_CLAIM) {
		*first = r->claim.first_seen;
		*last = r->claim.last_seen;
	} else if (r) {
		*first = *last = r->time;
	}
}

int64_t sight_first(const struct sight *s)
{
	int64_t first, last;

	span_of(s, &first, &last);
	return first;
}

int64_t sight_last(const struct sight *s)
{
	int64_t first, last;

	span_of(s, &first, &last);
	return last;
}

bool sight_is_class(const struct sight *s, const char *class)
{
	return s->record && s->record->type == RECORD_OT && s->record->ot.class &&
	       strcmp(s->record->ot.class, class) == 0;
}
