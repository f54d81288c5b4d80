/* lookup.c - the names that each client looked up, within a budget per client. SPDX-License-Identifier: Apache-2.0
 *
 * A client has an entry of its own, without a name, which counts all it asked for, and one for each of
 * its first LOOKUP_NAMES names: malware that makes up names fills nobody's table but its own.
 */

#include "observe/observer.h"

#include "dissect/target.h"

static struct observed_lookup *find(struct observer *o, const struct lookup_key *key)
{
	struct shelf *s = &o->shelf[KIND_LOOKUP];

	return table_find(&s->table, key, table_hash(&s->table, key));
}

static struct observed_lookup *add(struct observer *o, const struct lookup_key *key,
				   const struct context *ctx)
{
	struct shelf *s = &o->shelf[KIND_LOOKUP];
	struct observed_lookup *l = table_insert(&s->table, key, table_hash(&s->table, key));

	l->first = ctx->frame->time;
	l->interface = ctx->frame->interface;
	l->dissector = ctx->dissector;
	l->rcode = -1;
	shelf_bundled(s, l, &(struct bundle_key){.one = key->client, .vlan = key->vlan});
	return l;
}

/* Letters of either case are equal, and some resolvers mix them at will (RFC 1035, 2.3.3). */
static size_t plain_name(const struct lookup *lookup, char *text, size_t capacity)
{
	struct cursor c = cursor_init(lookup->name, lookup->length);
	const size_t length = lookup->length < capacity ? lookup->length : capacity - 1;

	cursor_text(&c, length, text, capacity);
	for (size_t i = 0; i < length; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] = (char)(text[i] + ('a' - 'A'));
	return length;
}

static void count(struct observer *o, struct observed_lookup *l, const struct lookup *lookup,
		  const struct context *ctx, const struct address *server)
{
	l->last = ctx->frame->time;
	l->server = *server;
	if (lookup->rcode < 0) {
		l->queries++;
	} else {
		l->answers++;
		l->failures += lookup->rcode != 0;
		l->rcode = (int16_t)lookup->rcode;
	}
	table_keep(&o->shelf[KIND_LOOKUP].table, l);
	shelf_touched(&o->shelf[KIND_LOOKUP], l);
}

void observe_lookup(struct sink *sink, const struct context *ctx, const struct lookup *lookup)
{
	struct observer *o = (struct observer *)sink;
	const bool answer = lookup->rcode >= 0;
	char name[sizeof(((struct observed_lookup *)0)->name)];
	const size_t length = plain_name(lookup, name, sizeof(name));
	bool is_mac, unused;
	struct lookup_key key = {.client = party_key(ctx, answer, &is_mac), .vlan = ctx->frame->vlan};
	const struct address server = party_key(ctx, !answer, &unused);

	if (is_mac || length == 0)
		return;
	struct observed_lookup *total = find(o, &key);
	if (!total)
		total = add(o, &key, ctx);
	count(o, total, lookup, ctx, &server);
	key.type = lookup->type;
	key.name = hash_bytes(name, length, o->text_seed) | 1;
	struct observed_lookup *l = find(o, &key);
	if (!l && total->names >= LOOKUP_NAMES) {
		total->others++;
		return;
	}
	if (!l) {
		total->names++;
		l = add(o, &key, ctx); /* may evict the total: not used below */
		memcpy(l->name, name, sizeof(name));
	}
	count(o, l, lookup, ctx, &server);
}
