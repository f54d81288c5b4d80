/* telling.c - how entries of a shelf are told: singly, in bundles, gathered. SPDX-License-Identifier: Apache-2.0 */

#include "observe/telling.h"

/* Seconds between two tellings of commands, when somebody falls silent. */
#define COMMAND_GAP 10

/* Seconds until it is asked again whether a stranger of a crowd stays. */
#define CROWD_WAIT 10

static void forget_forged(struct shelf *s, void *entry)
{
	s->observer->unsaid++;
	if (!s->link) {
		shelf_remove(s, entry);
		return;
	}
	const struct bundle *b = table_entry_at(&s->bundles, link_of(s, entry)->bundle - 1);

	for (uint32_t i = b->first; i;) {
		void *one = table_entry_at(&s->table, i - 1);

		i = link_of(s, one)->next;
		shelf_remove(s, one); /* the last one takes the bundle along */
	}
}

bool telling_waits(struct shelf *s, void *entry, uint32_t timer, bool at_end)
{
	const enum stranger who = strangers_of(s->observer, s, entry);

	if (who == STRANGER_NONE || (at_end && who == STRANGER_WAITS && !strangers_flood(s->observer)))
		return false;
	if (who == STRANGER_FORGED || at_end)
		forget_forged(s, entry);
	else
		wheel_set(&s->wheel, timer, s->observer->second + CROWD_WAIT);
	return true;
}

static bool tell_group(struct shelf *s, void *const *entries, size_t n)
{
	struct observer *o = s->observer;
	struct teller *t = o->teller;
	bool taken = true;

	switch (s->kind) {
	case KIND_CONVERSATION:
		if (!conversation_is_announcement(o, entries[0]))
			taken = t->conversation(t, entries[0], o->now);
		break;
	case KIND_OPERATION:
	case KIND_EVENT:
		taken = t->operations(t, (const struct observed *const *)entries, n, o->now);
		break;
	case KIND_CLAIM:
		taken = t->claims(t, (const struct observed_claim *const *)entries, n, o->now);
		break;
	case KIND_LOOKUP:
		taken = t->lookups(t, (const struct observed_lookup *const *)entries, n, o->now);
		break;
	default:
		taken = t->anomaly(t, entries[0], o->now);
		break;
	}
	for (size_t i = 0; taken && i < n; i++) {
		telling_of(s, entries[i])->dirty = false;
		telling_of(s, entries[i])->again = false;
		telling_of(s, entries[i])->told = o->second;
	}
	if (taken && s->kind == KIND_CONVERSATION)
		conversation_told(o, entries[0]);
	return taken;
}

bool telling_single(struct shelf *s, void *entry)
{
	return !wants_telling(s, entry) || tell_group(s, &entry, 1);
}

bool telling_bundle(struct shelf *s, struct bundle *b)
{
	void *entries[TELL_TOGETHER];
	size_t n = 0;

	for (uint32_t i = b->first; i;) {
		void *entry = table_entry_at(&s->table, i - 1);

		i = link_of(s, entry)->next;
		if (wants_telling(s, entry))
			entries[n++] = entry;
		if (n == TELL_TOGETHER) {
			if (!tell_group(s, entries, n))
				return false;
			n = 0;
		}
	}
	if (n && !tell_group(s, entries, n))
		return false;
	b->telling.told = s->observer->second;
	return true;
}

/* Tells an entry with all that is told together with it. */
bool telling_entry(struct shelf *s, void *entry)
{
	if (!s->link)
		return telling_single(s, entry);
	return !wants_telling(s, entry) ||
	       telling_bundle(s, table_entry_at(&s->bundles, link_of(s, entry)->bundle - 1));
}

/* Claims of many parties at one interface that are told together. */
struct gathered {
	void *entries[TELL_TOGETHER];
	size_t n;
};

static void tell_gathered(struct shelf *s, struct gathered *g)
{
	if (g->n)
		(void)tell_group(s, g->entries, g->n); /* who does not take them finds them dirty again */
	g->n = 0;
}

static void gather(struct shelf *s, struct gathered *g, const struct bundle *b)
{
	for (uint32_t i = b->first; i;) {
		struct observed_claim *c = table_entry_at(&s->table, i - 1);

		i = c->link.next;
		if (!wants_telling(s, c))
			continue;
		if (g->n == TELL_TOGETHER ||
		    (g->n && ((struct observed_claim *)g->entries[0])->interface != c->interface))
			tell_gathered(s, g);
		g->entries[g->n++] = c;
	}
}

void telling_sweep(struct shelf *s, bool at_end)
{
	struct gathered g = {.n = 0};
	uint32_t position = 0;
	struct bundle *b;

	while ((b = table_next(&s->bundles, &position)) != NULL)
		if (!telling_waits(s, table_entry_at(&s->table, b->first - 1), table_index(&s->bundles, b), at_end))
			gather(s, &g, b);
	tell_gathered(s, &g);
}

/* ---- commands of a file ---- */

void shelf_command(struct shelf *s, struct observed *op)
{
	struct observer *o = s->observer;

	if (!o->from_file || op->key.class != OT_CONTROL || op->waits || o->command_count == COMMANDS_WAITING)
		return;
	op->waits = true;
	o->commands[o->command_count++] = table_reference(&s->table, op);
}

static void gather_party(struct shelf *s, struct gathered *g, const struct address *who, uint16_t vlan, bool is_mac)
{
	const struct bundle_key key = {.one = *who, .vlan = vlan, .is_mac = is_mac};
	const struct bundle *b = shelf_bundle(s, &key);

	if (b)
		gather(s, g, b);
}

/* Who is told of before what he did: else the judge knows an address alone. */
static void tell_parties(struct shelf *claims, const struct observed *op)
{
	const struct address *const ends[2] = {&op->key.src, &op->key.dst};
	struct gathered g = {.n = 0};

	for (int i = 0; i < 2; i++) {
		struct address mac = {0};

		memcpy(mac.bytes, op->mac[i].bytes, sizeof(op->mac[i].bytes));
		gather_party(claims, &g, ends[i], op->key.vlan, false);
		gather_party(claims, &g, &mac, op->key.vlan, true);
	}
	tell_gathered(claims, &g);
}

void shelf_tell_commands(struct observer *o)
{
	struct shelf *s = &o->shelf[KIND_OPERATION];

	if (!o->command_count || !o->silenced || o->second < o->commands_told + COMMAND_GAP)
		return;
	o->silenced = false;
	o->commands_told = o->second;
	for (uint32_t i = 0; i < o->command_count; i++) {
		struct observed *op = table_resolve(&s->table, o->commands[i]);

		if (!op)
			continue;
		op->waits = false;
		tell_parties(&o->shelf[KIND_CLAIM], op);
		(void)telling_entry(s, op); /* not taken, it is told in its time */
	}
	o->command_count = 0;
}
