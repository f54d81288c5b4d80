/* crowd.c - what many do at once is one event. SPDX-License-Identifier: Apache-2.0
 *
 * Forged senders are others with each packet. The first few have findings of their own, so that two who do the
 * same stay apart; all further ones of the day count in the first one's.
 */

#include "judge/inside.h"

#include <string.h>

#include "lib/clock.h"

#define CROWDS	 1024
#define DAY_SPAN (24 * 3600 * SECOND)

struct crowd {
	struct table_entry entry;
	struct crowd_key {
		uint64_t what;
		int64_t day;
		int64_t source;
	} key;
	uint64_t apart[CROWD_APART]; /* devices */
};

void crowds_init(struct judge *j)
{
	table_init(&j->crowds, &(struct table_config){.entry_size = sizeof(struct crowd),
						      .key_size = sizeof(struct crowd_key),
						      .capacity = CROWDS});
}

void crowds_free(struct judge *j)
{
	table_free(&j->crowds);
}

static struct crowd *crowd_of(struct judge *j, const struct sight *s, const struct tell *t)
{
	const struct crowd_key key = {hash_bytes(t->crowd, strlen(t->crowd), (uint64_t)(s->state - j->state)),
				      t->last / DAY_SPAN, s->source};
	const uint32_t hash = table_hash(&j->crowds, &key);
	struct crowd *c = table_find(&j->crowds, &key, hash);

	return c ? c : table_insert(&j->crowds, &key, hash);
}

/* True for one of the first few. */
static bool stands_apart(struct crowd *c, uint64_t device)
{
	for (size_t i = 0; i < CROWD_APART; i++) {
		if (c->apart[i] == 0)
			c->apart[i] = device;
		if (c->apart[i] == device)
			return true;
	}
	return false;
}

void crowd_join(struct judge *j, const struct sight *s, struct tell *t)
{
	if (!t->crowd)
		return;
	struct crowd *c = crowd_of(j, s, t);

	if (stands_apart(c, t->device->number))
		return;
	const struct subject *first = sight_subject(s, c->apart[0]);

	t->device = first ? first : t->device;
	t->peer = NULL;
}
