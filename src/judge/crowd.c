/* crowd.c - what many do at once is one event. SPDX-License-Identifier: Apache-2.0
 *
 * Forged senders are others with each packet. The first few have findings of their own, so that two who do the
 * same stay apart; all further ones of the day count in the first one's. What devices do together with one peer has one
 * finding from the second on, on whatever day they join.
 */

#include "judge/inside.h"

#include <stdio.h>
#include <string.h>

#include "judge/window.h"
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
	uint64_t all[4];	     /* a rough set of those who do it together */
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

static struct crowd *get(struct judge *j, const struct crowd_key *key)
{
	const uint32_t hash = table_hash(&j->crowds, key);
	struct crowd *c = table_find(&j->crowds, key, hash);

	return c ? c : table_insert(&j->crowds, key, hash);
}

static uint64_t detector_of(const struct judge *j, const struct sight *s)
{
	return (uint64_t)(s->state - j->state);
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

/* Who had this finding first; NULL: nobody has. */
static const struct subject *first_of(struct judge *j, const struct sight *s, const struct tell *t)
{
	const struct kept_finding *f;
	uint32_t position = 0;

	while ((f = party_next(&j->finding_parties, t->peer->number, &position)) != NULL)
		if (f->key.detector == detector_of(j, s) && f->key.peer == t->peer->number &&
		    strncmp(f->text, t->key, sizeof(f->text) - 1) == 0)
			return sight_subject(s, f->key.device);
	return NULL;
}

static void join_together(struct judge *j, const struct sight *s, struct tell *t)
{
	const struct crowd_key key = {
		hash_bytes(t->key, strlen(t->key), detector_of(j, s) << 32 ^ t->peer->number), 0, s->source};
	struct crowd *c = get(j, &key);
	const struct subject *first = first_of(j, s, t);

	window_bits_add(c->all, &t->device->number, sizeof(t->device->number));
	const int count = window_bits_count(c->all);

	if (count > 1) {
		snprintf(j->crowd_detail, sizeof(j->crowd_detail), "%.130s, ×%d", t->detail, count);
		t->detail = j->crowd_detail;
	}
	t->device = first ? first : t->device;
}

static void join_crowd(struct judge *j, const struct sight *s, struct tell *t)
{
	const struct crowd_key key = {hash_bytes(t->crowd, strlen(t->crowd), detector_of(j, s)), t->last / DAY_SPAN,
				      s->source};
	struct crowd *c = get(j, &key);

	if (stands_apart(c, t->device->number))
		return;
	const struct subject *first = sight_subject(s, c->apart[0]);

	t->device = first ? first : t->device;
	t->peer = NULL;
}

void crowd_join(struct judge *j, const struct sight *s, struct tell *t)
{
	if (t->together && t->peer && t->key && t->detail)
		join_together(j, s, t);
	else if (t->crowd)
		join_crowd(j, s, t);
}
