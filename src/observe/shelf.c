/* shelf.c - what is told when. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"
#include "observe/telling.h"

#include "lib/clock.h"

/*
 * Seconds after the first sight at which an entry is told; hourly from there. A file is read in
 * seconds, nobody watches its first hour: fewer, fuller records.
 */
static const int64_t steps_live[] = {1, 10, 60, 600, 3600};
static const int64_t steps_file[] = {3600, 7200, 10800, 14400, 18000};

#define STEPS (sizeof(steps_live) / sizeof(steps_live[0]))
/* Seconds between two tellings that only a change of the set caused. */
#define CHANGE_GAP_LIVE 10
#define CHANGE_GAP_FILE 3600
/* Claims of a file are told at each full hour, all parties' together. */
#define SWEEP 3600
/* But a few who come later are told so many seconds after their first sight: whom they take the place of is judged then. */
#define EARLY_WAIT 10
#define EARLY_MOST 32
/* Seconds of silence after which the same request is a new event. */
#define EVENT_GAP 60
/* Seconds an event waits for its answer before it is told. */
#define ANSWER_WAIT 2
/* Seconds that an unanswered exchange is given (a SYN is repeated after 1, 3 and 7). */
#define ATTEMPT_WAIT 10

/* What has the timer: the entry itself or its bundle. */
static uint32_t timer_of(const struct shelf *s, void *entry)
{
	return s->link ? link_of(s, entry)->bundle - 1 : table_index(&s->table, entry);
}

static struct telling *schedule_of(struct shelf *s, void *entry, uint32_t *timer)
{
	*timer = timer_of(s, entry);
	if (!s->link)
		return telling_of(s, entry);
	return &((struct bundle *)table_entry_at(&s->bundles, *timer))->telling;
}

static int64_t first_wait(const struct shelf *s)
{
	bool from_file = s->observer->from_file;

	if (s->kind == KIND_EVENT)
		return ANSWER_WAIT;
	return from_file ? steps_file[0] : steps_live[0];
}

static int64_t next_wait(const struct shelf *s, struct telling *t)
{
	const int64_t *steps = s->observer->from_file ? steps_file : steps_live;

	if (t->step + 1u >= STEPS)
		return 3600;
	t->step++;
	return steps[t->step] - steps[t->step - 1];
}

static bool is_swept(const struct shelf *s)
{
	return s->kind == KIND_CLAIM && s->observer->from_file;
}

/* Afterwards a newcomer is one who was not there before. */
static void sweep(struct shelf *s, bool at_end)
{
	telling_sweep(s, at_end);
	s->swept = s->bundles.count > 0;
	s->early = 0;
}

static void join(struct shelf *s, struct bundle *b, void *entry)
{
	struct link *link = link_of(s, entry);
	uint32_t self = table_index(&s->table, entry) + 1;

	*link = (struct link){.bundle = table_index(&s->bundles, b) + 1, .previous = b->last};
	if (b->last)
		link_of(s, table_entry_at(&s->table, b->last - 1))->next = self;
	else
		b->first = self;
	b->last = self;
}

static void leave(struct shelf *s, void *entry)
{
	struct link *link = link_of(s, entry);
	struct bundle *b = table_entry_at(&s->bundles, link->bundle - 1);

	if (link->previous)
		link_of(s, table_entry_at(&s->table, link->previous - 1))->next = link->next;
	else
		b->first = link->next;
	if (link->next)
		link_of(s, table_entry_at(&s->table, link->next - 1))->previous = link->previous;
	else
		b->last = link->previous;
	if (b->first)
		return;
	wheel_clear(&s->wheel, link->bundle - 1);
	table_remove(&s->bundles, b);
}

/* Gives back what an entry holds besides its slot. */
static void forget(struct shelf *s, void *entry)
{
	if (s->kind == KIND_CONVERSATION)
		conversation_forget(s->observer, entry);
	if (s->kind == KIND_OPERATION || s->kind == KIND_EVENT)
		operation_forget(s->observer, entry);
	if (s->link)
		leave(s, entry);
	else
		wheel_clear(&s->wheel, table_index(&s->table, entry));
}

void shelf_remove(struct shelf *s, void *entry)
{
	forget(s, entry);
	table_remove(&s->table, entry);
}

static void evict(void *argument, void *entry)
{
	struct shelf *s = argument;

	if (strangers_of(s->observer, s, entry) != STRANGER_NONE && strangers_flood(s->observer)) {
		s->observer->unsaid++; /* it makes room for those who are there */
		forget(s, entry);
		return;
	}
	bool merged = s->kind == KIND_CONVERSATION &&
		      conversation_merge(s->observer, entry, true);

	if (!merged && !telling_entry(s, entry) && telling_of(s, entry)->dirty)
		s->observer->lost++;
	forget(s, entry);
}

/* The second at which an event is over, unless the same request comes again before. */
static int64_t end_of(const struct observed *event)
{
	return event->last / SECOND + EVENT_GAP;
}

static void fire_event(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);
	int64_t second = s->observer->second, over = end_of(entry);
	bool told_now = wants_telling(s, entry);

	if (!telling_single(s, entry)) {
		wheel_set(&s->wheel, table_index(&s->table, entry), second + 1);
		return;
	}
	if (second >= over) {
		shelf_remove(s, entry);
		return;
	}
	int64_t next = told_now ? second + next_wait(s, t) : over;
	wheel_set(&s->wheel, table_index(&s->table, entry), next < over ? next : over);
}

bool shelf_event_ended(struct shelf *s, struct observed *event, int64_t now)
{
	struct observed copy = *event;

	if (now / SECOND < end_of(event))
		return false;
	if (!s->link && !telling_single(s, event))
		return false;
	event->more = NULL;
	shelf_remove(s, event);
	if (!s->link || !copy.telling.dirty) {
		operation_forget(s->observer, &copy);
		return true;
	}
	/* from a file it waits for the next telling under a key that no request has */
	copy.key.episode = ++s->observer->next_episode;
	struct observed *kept = table_insert(&s->table, &copy.key, table_hash(&s->table, &copy.key));
	copy.entry = kept->entry;
	*kept = copy;
	const struct bundle_key key = bundle_of(kept);
	shelf_bundled(s, kept, &key);
	kept->telling = copy.telling;
	kept->waits = false;
	shelf_command(s, kept);
	return true;
}

/* True when nothing has to be told, or nothing yet. */
static bool put_off(struct shelf *s, struct conversation *c)
{
	int64_t young = c->first / SECOND + ATTEMPT_WAIT;

	if (c->telling.told || c->spread)
		return false;
	if (!c->answered && !c->dissector && s->observer->second < young) {
		wheel_set(&s->wheel, table_index(&s->table, c), young);
		return true;
	}
	return conversation_merge(s->observer, c, false);
}

static void fire(void *argument, uint32_t index)
{
	struct shelf *s = argument;
	bool told;
	struct telling *t;

	if (s->link) {
		struct bundle *b = table_entry_at(&s->bundles, index);

		if (telling_waits(s, table_entry_at(&s->table, b->first - 1), index, false))
			return;
		t = &b->telling;
		told = telling_bundle(s, b);
		if (told && is_swept(s))
			return;
	} else {
		void *entry = table_entry_at(&s->table, index);

		if (s->kind == KIND_EVENT) {
			fire_event(s, entry);
			return;
		}
		if (s->kind == KIND_CONVERSATION && (telling_waits(s, entry, index, false) || put_off(s, entry)))
			return;
		t = telling_of(s, entry);
		told = telling_single(s, entry);
	}
	wheel_set(&s->wheel, index, s->observer->second + (told ? next_wait(s, t) : 1));
}

void shelf_init(struct observer *o, enum kind kind, const struct table_config *table, size_t telling,
		size_t link)
{
	struct shelf *s = &o->shelf[kind];
	struct table_config config = *table;

	*s = (struct shelf){.observer = o, .kind = kind, .telling = telling, .link = link};
	config.evict = evict;
	config.argument = s;
	table_init(&s->table, &config);
	wheel_init(&s->wheel, config.capacity);
	/* no more bundles than entries, so that a bundle is never evicted */
	if (link)
		table_init(&s->bundles, &(struct table_config){.entry_size = sizeof(struct bundle),
							       .key_size = sizeof(struct bundle_key),
							       .capacity = config.capacity});
}

void shelf_free(struct shelf *s)
{
	table_free(&s->table);
	table_free(&s->bundles);
	wheel_free(&s->wheel);
}

static void mark_new(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);

	t->id = s->observer->next_id++;
	t->dirty = true;
}

void shelf_added(struct shelf *s, void *entry)
{
	mark_new(s, entry);
	wheel_set(&s->wheel, table_index(&s->table, entry), s->observer->second + first_wait(s));
}

void shelf_before(struct shelf *s, void *entry)
{
	uint32_t index = table_index(&s->table, entry);

	wheel_set(&s->wheel, index, s->wheel.timers[index].due - 2);
}

static void tell_early(struct shelf *s, const struct bundle *b)
{
	const bool pressing = strangers_press(s->observer); /* then he is looked at, and told only when he stays */

	if (!s->swept || (s->early == EARLY_MOST && !pressing))
		return;
	s->early = (uint8_t)(s->early + !pressing);
	wheel_set(&s->wheel, table_index(&s->bundles, b), s->observer->second + EARLY_WAIT);
}

void shelf_bundled(struct shelf *s, void *entry, const struct bundle_key *key)
{
	uint32_t hash = table_hash(&s->bundles, key);
	struct bundle *b = table_find(&s->bundles, key, hash);

	mark_new(s, entry);
	if (b) {
		join(s, b, entry);
		if (b->telling.step > 1)
			b->telling.step = 1; /* the newcomer's totals are worth following too */
		shelf_changed(s, entry);
		return;
	}
	b = table_insert(&s->bundles, key, hash);
	join(s, b, entry);
	if (!is_swept(s))
		wheel_set(&s->wheel, table_index(&s->bundles, b), s->observer->second + first_wait(s));
	else if (key->is_mac)
		tell_early(s, b);
}

void shelf_early(struct shelf *s, const struct bundle_key *key)
{
	const struct bundle *b = is_swept(s) ? shelf_bundle(s, key) : NULL;

	if (b)
		tell_early(s, b);
}

struct bundle *shelf_bundle(struct shelf *s, const struct bundle_key *key)
{
	return table_find(&s->bundles, key, table_hash(&s->bundles, key));
}

void shelf_changed(struct shelf *s, void *entry)
{
	struct observer *o = s->observer;
	uint32_t timer;
	struct telling *t = schedule_of(s, entry, &timer);

	telling_of(s, entry)->dirty = true;
	if (t->told == 0 || s->kind == KIND_EVENT || is_swept(s))
		return; /* its first telling is on its way; events are told soon anyway */
	int64_t soon = o->second + 1;
	int64_t allowed = t->told + (o->from_file ? CHANGE_GAP_FILE : CHANGE_GAP_LIVE);
	int64_t second = soon > allowed ? soon : allowed;
	if (s->wheel.timers[timer].due > second)
		wheel_set(&s->wheel, timer, second);
}

void shelf_due(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);

	if (t->told == 0)
		wheel_set(&s->wheel, table_index(&s->table, entry), s->observer->second + 1);
}

void shelf_advance(struct shelf *s)
{
	const int64_t second = s->observer->second;

	if (is_swept(s) && second >= s->sweep) {
		sweep(s, false);
		s->sweep = second - second % SWEEP + SWEEP;
	}
	wheel_advance(&s->wheel, s->observer->second, fire, s);
}

/* At the end, attempts that came to nothing are gathered before anything is told. */
static void merge_attempts(struct shelf *s)
{
	uint32_t position = 0;
	struct conversation *c;

	while ((c = table_next(&s->table, &position)) != NULL)
		if (c->telling.told == 0)
			conversation_merge(s->observer, c, false);
}

/* What cannot be told at the end is lost; to a server that starts anew it is told a second later. */
static void refused(struct shelf *s, void *entry, bool again)
{
	uint32_t timer;

	if (!again) {
		s->observer->lost += telling_of(s, entry)->dirty;
		return;
	}
	(void)schedule_of(s, entry, &timer);
	wheel_set(&s->wheel, timer, s->observer->second + 1);
}

void shelf_tell(struct shelf *s, bool everything)
{
	uint32_t position = 0;
	void *entry;

	if (s->kind == KIND_CONVERSATION)
		merge_attempts(s);
	while (everything && (entry = table_next(&s->table, &position)) != NULL)
		telling_of(s, entry)->again = true;
	if (is_swept(s))
		sweep(s, !everything);
	position = 0;
	while ((entry = table_next(&s->table, &position)) != NULL)
		if (!telling_waits(s, entry, timer_of(s, entry), !everything) && !telling_entry(s, entry))
			refused(s, entry, everything);
}
