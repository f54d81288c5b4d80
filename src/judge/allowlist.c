/* allowlist.c - what was learned to be normal: a table and sorted ranges. SPDX-License-Identifier: Apache-2.0 */

#include "judge/allowlist.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "judge/folder.h"
#include "judge/hours.h"
#include "lib/clock.h"
#include "lib/memory.h"

#define HOUR (3600 * SECOND)
#define WEEK_HOURS 168

static void free_entry(void *argument, void *entry)
{
	struct allowed_entry *e = entry;

	(void)argument;
	if (!e->lent_ranges)
		free(e->ranges);
	if (!e->lent_text)
		free(e->text);
}

static void name_parties(struct allowlist *list, struct allowed_entry *e)
{
	party_add(&list->parties, e, (const uint64_t[]){e->key.client, e->key.server});
}

void allowlist_init(struct allowlist *list, uint32_t capacity)
{
	*list = (struct allowlist){.seed = hash_seed()};
	table_init(&list->table, &(struct table_config){.entry_size = sizeof(struct allowed_entry),
							.key_size = sizeof(struct allowed_key),
							.capacity = capacity,
							.evict = free_entry});
	party_init(&list->parties, &list->table, 2, offsetof(struct allowed_entry, links));
}

void allowlist_free(struct allowlist *list)
{
	uint32_t position = 0;
	void *entry;

	while ((entry = table_next(&list->table, &position)) != NULL)
		free_entry(NULL, entry);
	table_free(&list->table);
	party_free(&list->parties);
	arena_free(&list->loaded);
	free(list->domains);
	free(list->dirty);
}

static uint64_t mix(uint64_t hash, const char *text)
{
	return text && *text ? hash_bytes(text, strlen(text) + 1, hash) : hash * 31 + 1;
}

/* The function's name does not tell entries apart: the code does. */
static struct allowed_key key_of(const struct allowlist *list, const struct allowed *a)
{
	return (struct allowed_key){
		.client = a->client,
		.server = a->server,
		.text = mix(mix(mix(mix(list->seed, a->what), a->class), a->space), a->target),
		.code = a->code,
		.subcode = a->subcode,
		.kind = a->kind,
	};
}

static struct allowed_entry *find(struct allowlist *list, const struct allowed_key *key, uint32_t *hash)
{
	*hash = table_hash(&list->table, key);
	return table_find(&list->table, key, *hash);
}

struct allowed_entry *allowlist_find(struct allowlist *list, const struct allowed *a)
{
	const struct allowed_key key = key_of(list, a);
	uint32_t hash;

	return find(list, &key, &hash);
}

static void mark(struct allowlist *list, struct allowed_entry *e)
{
	if (e->dirty)
		return;
	e->dirty = true;
	if (list->dirty_count == list->dirty_room) {
		list->dirty_room = list->dirty_room * 2 + 64;
		list->dirty = xreallocarray(list->dirty, list->dirty_room, sizeof(*list->dirty));
	}
	list->dirty[list->dirty_count++] = table_reference(&list->table, e);
}

static void note_device(struct allowlist *list, const struct allowed_key *key)
{
	list->devices += key->kind == ALLOWED_DEVICE;
}

/* Those that are gone make room for those that come. */
static void grow_domains(struct allowlist *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->domain_count; i++)
		if (table_resolve(&list->table, list->domains[i]))
			list->domains[kept++] = list->domains[i];
	list->domain_count = kept;
	if (kept * 2 < list->domain_room)
		return;
	list->domain_room = list->domain_room * 2 + 64;
	list->domains = xreallocarray(list->domains, list->domain_room, sizeof(*list->domains));
}

/* They are walked, and among 100,000 entries they are few. */
static void note_domain(struct allowlist *list, const struct allowed_entry *e)
{
	if (!allowed_is_domain(e))
		return;
	if (list->domain_count == list->domain_room)
		grow_domains(list);
	list->domains[list->domain_count++] = table_reference(&list->table, e);
}

/* What tells entries apart and what is shown of them; what is long of loaded ones is laid one behind the other, with room for
 * their ranges. */
static void keep_texts(struct allowlist *list, struct allowed_entry *e, const struct allowed *a, bool loaded)
{
	const char *part[] = {a->what, a->class, a->function, a->space, a->target};
	size_t size[5], length = 0;

	for (size_t i = 0; i < 5; i++)
		length += size[i] = part[i] ? strlen(part[i]) + 1 : 1;
	if (loaded && a->range_count) {
		e->ranges = arena_room(&list->loaded, a->range_count * sizeof(*a->ranges));
		e->range_room = (uint8_t)a->range_count;
		e->lent_ranges = true;
	}
	const bool own = length <= sizeof(e->own_text);
	char *at = own ? e->own_text : loaded ? arena_room(&list->loaded, length) : xmalloc(length);

	e->text = at;
	e->lent_text = own || loaded;
	for (size_t i = 0; i < 5; at += size[i++])
		memcpy(at, part[i] ? part[i] : "", size[i]);
}

static struct allowed_entry *add(struct allowlist *list, const struct allowed *a,
				 const struct allowed_key *key, uint32_t hash, bool loaded)
{
	if (list->table.count == list->table.capacity) {
		list->refused++;
		return NULL;
	}
	struct allowed_entry *e = table_insert(&list->table, key, hash);

	table_keep(&list->table, e);
	name_parties(list, e);
	note_device(list, key);
	keep_texts(list, e, a, loaded);
	note_domain(list, e);
	e->state = (uint8_t)a->state;
	e->first_seen = a->first_seen;
	e->last_seen = a->last_seen;
	e->period_us = a->period_us;
	e->jitter_us = a->jitter_us;
	e->expires = a->expires;
	e->wide = a->wide;
	struct allowed_entry *above = folder_above(list, a);
	if (above)
		above->below++;
	return e;
}

/* What goes on all the time is told once an hour or less: between two tellings further apart it paused, unless it is one
 * exchange, or has a rhythm. */
static bool add_hours(struct allowed_entry *e, const struct allowed *a, bool known)
{
	const uint64_t before[3] = {e->hours[0], e->hours[1], e->hours[2]};
	int64_t from = known && e->last_seen > a->first_seen ? e->last_seen : a->first_seen;
	const bool on = a->last_seen - from <= 2 * HOUR || a->count <= 1 ||
			(a->period_us >= 0 && a->period_us <= HOUR / 1000);

	for (int i = 0; on && i < WEEK_HOURS && from < a->last_seen; i++, from += HOUR)
		hours_add(e->hours, from);
	hours_add(e->hours, a->last_seen);
	return memcmp(before, e->hours, sizeof(before)) != 0;
}

static bool widen(struct allowed_entry *e, const struct allowed *a)
{
	bool changed = a->wide && !e->wide;

	for (size_t i = 0; i < a->range_count; i++)
		changed |= allowed_add_range(e, a->ranges[i].low, a->ranges[i].high);
	e->wide |= a->wide;
	return changed;
}

static void update(struct allowlist *list, struct allowed_entry *e, const struct allowed *a, bool known)
{
	bool changed = add_hours(e, a, known);

	if (!e->fixed)
		changed |= widen(e, a);
	e->client_end = a->client_end ? a->client_end : e->client_end;
	e->server_end = a->server_end ? a->server_end : e->server_end;
	e->count = a->count > e->count ? a->count : e->count;
	if (a->last_seen > e->last_seen)
		e->last_seen = a->last_seen;
	if (a->period_us >= 0) {
		e->period_us = a->period_us;
		e->jitter_us = a->jitter_us;
	}
	if (changed)
		mark(list, e);
}

void allowlist_learn_again(struct allowlist *list, struct allowed_entry *e, const struct allowed *a)
{
	update(list, e, a, true);
}

struct allowed_entry *allowlist_learn(struct allowlist *list, const struct allowed *a)
{
	const struct allowed_key key = key_of(list, a);
	uint32_t hash;
	struct allowed_entry *e = find(list, &key, &hash);
	const bool known = e;

	if (!e)
		e = add(list, a, &key, hash, false);
	if (!e)
		return NULL;
	if (!known)
		mark(list, e);
	update(list, e, a, known);
	return e;
}

struct allowed_entry *allowlist_accept(struct allowlist *list, const struct allowed *a, int64_t expires)
{
	struct allowed_entry *e = allowlist_learn(list, a);

	if (!e)
		return NULL;
	note_device(list, &e->key);
	(void)widen(e, a); /* ranges that a person fixed, too: he says more now */
	e->state = ALLOWED_ACCEPTED;
	e->expires = expires;
	mark(list, e);
	return e;
}

void allowlist_widen(struct allowlist *list, struct allowed_entry *e)
{
	e->wide = true;
	mark(list, e);
}

void allowlist_load(struct allowlist *list, const struct allowed *a)
{
	const struct allowed_key key = key_of(list, a);
	uint32_t hash;
	struct allowed_entry *e = find(list, &key, &hash);

	list->uncounted |= !e;
	if (!e)
		e = add(list, a, &key, hash, true);
	if (!e)
		return;
	note_device(list, &key);
	e->state = (uint8_t)a->state;
	e->fixed = a->fixed;
	e->expires = a->expires;
	e->count = a->count;
	memcpy(e->hours, a->hours, sizeof(e->hours));
	allowed_set_ranges(e, a->ranges, a->range_count);
	e->wide = a->wide;
}

bool allowed_is_normal(const struct allowed_entry *e, int64_t now)
{
	return e && e->state != ALLOWED_REFUSED && (e->expires == 0 || now < e->expires);
}

static void unite(struct allowed_entry *into, const struct allowed_entry *e)
{
	for (size_t i = 0; i < e->range_count; i++)
		(void)allowed_add_range(into, e->ranges[i].low, e->ranges[i].high);
	for (int i = 0; i < 3; i++)
		into->hours[i] |= e->hours[i];
	into->wide |= e->wide;
	into->below += e->below;
}

/* Takes an entry out and puts it in under another key, or into the entry that is there. */
static void move(struct allowlist *list, struct allowed_entry *e, const struct allowed_key *key)
{
	struct allowed_entry copy = *e;
	uint32_t hash;

	note_device(list, key);
	party_drop(&list->parties, e, (const uint64_t[]){e->key.client, e->key.server});
	table_remove(&list->table, e);
	struct allowed_entry *other = find(list, key, &hash);
	if (other) {
		unite(other, &copy);
		free_entry(NULL, &copy);
	} else {
		other = table_insert(&list->table, key, hash);
		copy.entry = other->entry;
		copy.key = *key;
		copy.dirty = false;
		copy.text = copy.text == e->own_text ? other->own_text : copy.text;
		*other = copy;
		table_keep(&list->table, other);
		name_parties(list, other);
		note_domain(list, other);
	}
	mark(list, other);
}

/* The key that the entry is to have; false when it stays. */
static bool moved_key(const struct allowed_entry *e, uint64_t from, uint64_t into, uint64_t endpoint,
		      struct allowed_key *key)
{
	*key = e->key;
	if (key->client == from && (!endpoint || e->client_end == endpoint))
		key->client = into;
	if (key->server == from && (!endpoint || e->server_end == endpoint))
		key->server = into;
	return key->client != e->key.client || key->server != e->key.server;
}

void allowlist_move(struct allowlist *list, uint64_t from, uint64_t into, uint64_t endpoint)
{
	struct allowed_entry *e;
	struct allowed_key key;
	uint32_t position = 0;

	while (from != into && (e = party_next(&list->parties, from, &position)) != NULL)
		if (moved_key(e, from, into, endpoint, &key))
			move(list, e, &key);
}

static const char *next_text(const char *text)
{
	return text + strlen(text) + 1;
}

const struct allowed *allowlist_show(struct allowlist *list, const struct allowed_entry *e)
{
	const char *class = next_text(e->text), *function = next_text(class);
	const char *space = next_text(function);

	list->view = (struct allowed){
		.kind = (enum allowed_kind)e->key.kind,
		.state = (enum allowed_state)e->state,
		.client = e->key.client,
		.server = e->key.server,
		.what = e->text,
		.class = class,
		.code = e->key.code,
		.subcode = e->key.subcode,
		.function = function,
		.space = space,
		.target = next_text(space),
		.wide = e->wide,
		.fixed = e->fixed,
		.ranges = e->ranges,
		.range_count = e->range_count,
		.count = e->count,
		.period_us = e->period_us,
		.jitter_us = e->jitter_us,
		.hours = {e->hours[0], e->hours[1], e->hours[2]},
		.expires = e->expires,
		.first_seen = e->first_seen,
		.last_seen = e->last_seen,
	};
	return &list->view;
}

const struct allowed *allowlist_next(struct allowlist *list)
{
	while (list->dirty_count) {
		struct allowed_entry *e =
			table_resolve(&list->table, list->dirty[--list->dirty_count]);

		if (!e)
			continue;
		e->dirty = false;
		return allowlist_show(list, e);
	}
	return NULL;
}
