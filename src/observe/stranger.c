/* stranger.c - newcomers who come in such numbers that they are made up. SPDX-License-Identifier: Apache-2.0
 *
 * A flood of forged addresses (macof and its like) is one event. Each newcomer is a stranger until he and another have
 * both spoken, and spoken again: who is made up is heard once, and an answer to him leads nowhere. A few newcomers are
 * told at once. More wait, which costs a plant that is switched on some seconds. When hundreds came within a minute of
 * whom ten seconds later nothing more is known, that is told, with their number, and they are forgotten one by one.
 *
 * Who was there before a crowd came is known, and so is what he says. A stranger who again and again says that he has
 * the address of one who is known, is told of: he may have taken his place.
 *
 * Asked for when entries are made and told: what only goes on pays nothing.
 */

#include "observe/observer.h"

#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

/* Strangers of a minute: from here on they wait. */
#define PRESSING_AT 256
/* Of those of whom nothing more came in SETTLED seconds: a flood, when few others came. When all are new it takes more. */
#define FLOOD_AT       2048
#define FLOOD_AT_FIRST 8192
#define SETTLED	       10
#define OVER_AT	       256
/* In one second. */
#define TOGETHER 3
/* A flood that goes on is told so often, in seconds, and who came with it is waited for no longer. */
#define TELL_EVERY 60
#define GIVE_UP	   (60 * SECOND)
/* What is heard so long after a flood is none of it. */
#define AFTERWARDS (10 * SECOND)
/* Past floods are remembered as long as a file holds back what it tells. */
#define REMEMBERED (2 * 3600 * SECOND)
/* Who says so at such a distance says it again. */
#define AGAIN SECOND

static struct face_key key_of_mac(const struct mac *mac, uint16_t vlan)
{
	struct face_key key = {.vlan = vlan, .is_mac = true};

	memcpy(key.who.bytes, mac->bytes, sizeof(mac->bytes));
	return key;
}

static struct face *find(const struct observer *o, const struct face_key *key)
{
	struct table *faces = (struct table *)(uintptr_t)&o->faces; /* it marks what was touched */

	return table_find(faces, key, table_hash(faces, key));
}

static struct face *add(struct observer *o, const struct face_key *key, int64_t first)
{
	struct face *f = table_insert(&o->faces, key, table_hash(&o->faces, key));

	f->first = first;
	f->second = o->second;
	return f;
}

/* It is over and told: who came with it. */
static bool is_past(const struct crowd *c, int64_t first, int64_t last)
{
	for (int i = 0; i < c->floods; i++)
		if (first >= c->flood_of[i].first && last <= c->flood_of[i].last + AFTERWARDS)
			return true;
	return false;
}

/* ---- who comes ---- */

static void join(struct observer *o, struct crowd *c, const struct meeting *m)
{
	const size_t slot = (size_t)(o->second % CROWD_SPAN);

	if (is_past(c, m->time, m->time))
		return;
	if (c->came[slot].count++ == 0 || m->time < c->came[slot].first)
		c->came[slot].first = m->time;
	c->came[slot].all++;
	c->count++;
	c->pressed += c->pressing;
	/* one who comes alone is none of them */
	if (c->came[slot].count >= TOGETHER && m->time > c->last)
		c->last = m->time;
	c->vlan = m->vlan;
	c->interface = m->interface;
}

/* Boyer and Moore: of all that send with forged addresses the one that does so most. */
static void vote(struct crowd *c, const struct mac *mac)
{
	c->voters++;
	if (mac && c->votes && mac_equal(&c->mac, mac)) {
		c->votes++;
		return;
	}
	if (c->votes || !mac) {
		c->votes -= c->votes > 0;
		return;
	}
	c->mac = *mac;
	c->votes = 1;
}

/* True when he has not been met before. */
static bool meet_mac(struct observer *o, const struct meeting *m)
{
	struct crowd *c = &o->crowds[CROWD_MAC];

	if (!m->mac || mac_is_group(m->mac) || mac_is_zero(m->mac))
		return false;
	const struct face_key key = key_of_mac(m->mac, m->vlan);

	if (find(o, &key))
		return false;
	(void)add(o, &key, m->time);
	join(o, c, m);
	c->mac = *m->mac;
	return true;
}

void strangers_meet(struct observer *o, const struct meeting *m)
{
	struct crowd *c = &o->crowds[CROWD_IP];
	const bool new_mac = meet_mac(o, m);

	/* public addresses are the world: strangers among them say nothing, unless there are too many anyway */
	if (!m->ip || address_is_zero(m->ip) || address_is_group(m->ip) || (!c->pressing && !address_is_private(m->ip)))
		return;
	const struct face_key key = {.who = *m->ip, .vlan = m->vlan};

	if (find(o, &key))
		return;
	/* whose MAC is new is counted there, and a flood of those needs no second table full */
	if (!new_mac || !o->crowds[CROWD_MAC].pressing)
		(void)add(o, &key, m->time);
	if (new_mac)
		return;
	join(o, c, m);
	vote(c, m->mac);
}

/* ---- who stays ---- */

/* True when he was a stranger. */
static bool know(struct observer *o, const struct face_key *key, struct crowd *c)
{
	struct face *f = find(o, key);

	if (f && f->entry.kept)
		return false;
	if (!f) {
		table_keep(&o->faces, add(o, key, o->now));
		return true;
	}
	table_keep(&o->faces, f);
	uint32_t *came = &c->came[f->second % CROWD_SPAN].count;

	if (o->second - f->second >= CROWD_SPAN || !*came)
		return true;
	--*came;
	c->count--;
	c->pressed -= c->pressed > c->told;
	return true;
}

static void know_mac(struct observer *o, const struct mac *mac, uint16_t vlan)
{
	const struct face_key key = key_of_mac(mac, vlan);
	const struct bundle_key claims = {.one = key.who, .vlan = vlan, .is_mac = true};

	if (mac_is_group(mac) || mac_is_zero(mac))
		return;
	if (know(o, &key, &o->crowds[CROWD_MAC]) && strangers_any(o))
		shelf_early(&o->shelf[KIND_CLAIM], &claims);
}

static void know_ip(struct observer *o, const struct address *ip, uint16_t vlan)
{
	const struct face_key key = {.who = *ip, .vlan = vlan};

	if (!address_is_zero(ip) && !address_is_group(ip) && (address_is_private(ip) || strangers_press(o)))
		(void)know(o, &key, &o->crowds[CROWD_IP]);
}

void strangers_stay(struct observer *o, const struct flow *flow)
{
	for (int i = 0; i < 2 && flow->has_mac; i++)
		know_mac(o, &flow->side[i].mac, flow->key.vlan);
	if (flow->key.transport == TRANSPORT_FRAME)
		return;
	know_ip(o, &flow->key.low, flow->key.vlan);
	know_ip(o, &flow->key.high, flow->key.vlan);
}

/* ---- the crowd ---- */

static void expire(struct crowd *c, int64_t before, int64_t second)
{
	const int64_t from = second - before > CROWD_SPAN ? second - CROWD_SPAN : before;

	for (int64_t i = from + 1; i <= second; i++) {
		c->count -= c->came[i % CROWD_SPAN].count;
		c->came[i % CROWD_SPAN].count = c->came[i % CROWD_SPAN].all = 0;
	}
}

/* When it began: before that there was nobody new for a while. */
static int64_t beginning(const struct observer *o, const struct crowd *c)
{
	int64_t first = o->now, latest = o->second;

	for (int64_t i = o->second; i > o->second - CROWD_SPAN && i > latest - SETTLED; i--) {
		if (c->came[i % CROWD_SPAN].count == 0)
			continue;
		latest = i;
		first = c->came[i % CROWD_SPAN].first < first ? c->came[i % CROWD_SPAN].first : first;
	}
	return first;
}

/* Who has been here for longer than the crowd is no stranger. */
static void begin(struct observer *o, struct crowd *c)
{
	uint32_t position = 0;
	struct face *f;

	c->pressing = true;
	c->since = beginning(o, c);
	c->pressed = c->count;
	c->told = 0;
	c->told_last = c->told_at = 0;
	o->shelf[KIND_CLAIM].early = 0; /* strangers have used it up */
	while ((f = table_next(&o->faces, &position)) != NULL)
		if (f->first < c->since)
			table_keep(&o->faces, f);
}

static bool is_flood(const struct observer *o, struct crowd *c, bool at_end)
{
	const uint32_t most = o->second - o->began < CROWD_SPAN ? FLOOD_AT_FIRST : FLOOD_AT;
	const int64_t until = at_end ? o->second : o->second - SETTLED;
	uint32_t settled = 0, all = 0;

	if (c->count < most)
		return false;
	for (int64_t i = until; i > o->second - CROWD_SPAN; i--) {
		settled += c->came[i % CROWD_SPAN].count;
		all += c->came[i % CROWD_SPAN].all;
	}
	/* many newcomers of whom most stay are a large plant; forged IP are behind one MAC */
	return settled >= most && settled / 4 >= all - settled && c->votes >= c->voters / 2;
}

/* One more piece of evidence: how many came since the last one, and one of them. Not taken, it comes again. */
static void tell(struct observer *o, enum crowd_kind kind)
{
	static const char *const events[CROWD_COUNT] = {"flood.mac", "flood.ip"};
	struct crowd *c = &o->crowds[kind];
	const struct observed_anomaly a = {
		.key = {.vlan = c->vlan, .transport = TRANSPORT_FRAME, .event = events[kind]},
		.telling = {.id = o->next_id},
		.first = c->told_last ? c->told_last : c->since,
		.last = c->last,
		.count = c->pressed - c->told,
		.mac = {c->mac},
		.interface = c->interface,
		.has_mac = true,
	};

	if (a.count == 0 || !o->teller->anomaly(o->teller, &a, o->now))
		return;
	o->next_id++;
	c->told = c->pressed;
	c->told_last = c->last;
	c->told_at = o->second;
}

/* They are nobody: the next crowd does not find them known. */
static void forget_faces(struct observer *o, const struct crowd *c)
{
	uint32_t position = 0;
	struct face *f;

	while ((f = table_next(&o->faces, &position)) != NULL)
		if (f->first >= c->since && !f->entry.kept)
			table_remove(&o->faces, f);
}

/* Of very many the last two are one. */
static void remember(struct crowd *c)
{
	const bool full = c->floods == CROWD_FLOODS;

	if (!full)
		c->flood_of[c->floods++].first = c->since;
	c->flood_of[c->floods - 1].last = c->last;
	c->flood_of[c->floods - 1].mac = c->mac;
}

static void end(struct observer *o, struct crowd *c, enum crowd_kind kind)
{
	if (c->flood) {
		tell(o, kind);
		remember(c);
		forget_faces(o, c);
	}
	c->flood = c->pressing = false;
	c->votes = c->voters = 0;
}

static void look_at(struct observer *o, enum crowd_kind kind, bool at_end)
{
	struct crowd *c = &o->crowds[kind];

	if (!c->pressing && c->count == 0)
		c->votes = c->voters = 0;
	if (!c->pressing && c->count >= PRESSING_AT)
		begin(o, c);
	const bool flood = c->pressing && (c->flood || is_flood(o, c, at_end));
	const bool first = flood && !c->flood;

	c->flood = flood;
	if (first || (flood && (at_end || o->second - c->told_at >= TELL_EVERY)))
		tell(o, kind);
	if (c->pressing && c->count < (flood ? OVER_AT : PRESSING_AT))
		end(o, c, kind);
	if (c->floods && o->now - c->flood_of[c->floods - 1].last > REMEMBERED)
		c->floods = 0;
}

void strangers_advance(struct observer *o, bool at_end)
{
	const int64_t before = o->faced;

	o->began = o->began ? o->began : o->second;
	o->faced = o->second;
	for (int i = 0; i < CROWD_COUNT; i++) {
		expire(&o->crowds[i], before, o->second);
		look_at(o, (enum crowd_kind)i, at_end);
	}
}

/* ---- what is told of whom ---- */

/* An entry, or all that is told together with it: from when to when. */
struct span {
	int64_t first;
	int64_t last;
};

static bool is_known(const struct observer *o, const struct face_key *key)
{
	const struct face *f = find(o, key);

	return f && f->entry.kept;
}

static enum stranger judge(const struct observer *o, const struct crowd *c, const struct face_key *key, const struct span *span)
{
	enum stranger s = STRANGER_NONE;

	if (is_past(c, span->first, span->last))
		s = STRANGER_FORGED;
	if (c->pressing && span->first >= c->since)
		s = c->flood && o->now - span->last > GIVE_UP ? STRANGER_FORGED : STRANGER_WAITS;
	return s != STRANGER_NONE && !is_known(o, key) ? s : STRANGER_NONE;
}

static bool is_within(const struct span *span, int64_t first, int64_t last)
{
	return span->first >= first && span->last <= last + AFTERWARDS;
}

/* A lone packet of him who forges addresses, even when it is that of somebody who is known. */
static bool is_of_forger(const struct observer *o, const struct conversation *c, bool turned, const struct span *span)
{
	const struct crowd *crowd = &o->crowds[CROWD_IP];

	if (c->packets[!turned] || c->packets[turned] > 2 || !c->has_mac)
		return false;
	if (crowd->flood && is_within(span, crowd->since, crowd->last) && mac_equal(&c->mac[turned], &crowd->mac))
		return true;
	for (int i = 0; i < crowd->floods; i++)
		if (is_within(span, crowd->flood_of[i].first, crowd->flood_of[i].last) &&
		    mac_equal(&c->mac[turned], &crowd->flood_of[i].mac))
			return true;
	return false;
}

static enum stranger worse(enum stranger a, enum stranger b)
{
	return a > b ? a : b;
}

static enum stranger of_conversation(const struct observer *o, const struct conversation *c)
{
	const bool turned = c->packets[0] == 0;
	const struct face_key mac = key_of_mac(&c->mac[turned], c->key.vlan);
	const struct face_key ip = {.who = turned ? c->key.server : c->key.client, .vlan = c->key.vlan};
	const struct span span = {c->first, c->last};
	const bool has_ip = c->key.transport != TRANSPORT_FRAME;
	enum stranger s = STRANGER_NONE;

	if (has_ip && is_of_forger(o, c, turned, &span))
		return STRANGER_FORGED;
	if (c->has_mac)
		s = judge(o, &o->crowds[CROWD_MAC], &mac, &span);
	/* whom forged ones ask for in vain is asked between addresses */
	if (has_ip)
		s = worse(s, judge(o, &o->crowds[c->has_mac ? CROWD_IP : CROWD_MAC], &ip, &span));
	return has_ip && !c->has_mac ? worse(s, judge(o, &o->crowds[CROWD_IP], &ip, &span)) : s;
}

/* He says that he has the address of somebody who is known, and says it again. */
static bool takes_from_known(const struct observer *o, const struct observed_claim *c)
{
	struct face_key key = {.vlan = c->key.vlan};

	if (c->key.name != attribute_ip || c->last - c->first < AGAIN || !address_parse(c->value, &key.who))
		return false;
	return is_known(o, &key);
}

static enum stranger of_claims(const struct observer *o, const struct shelf *s, const struct observed_claim *one)
{
	const struct bundle *b = table_entry_at(&s->bundles, one->link.bundle - 1);
	const struct face_key key = {.who = b->key.one, .vlan = b->key.vlan, .is_mac = b->key.is_mac};
	struct span span = {one->first, one->last};
	bool takes = false;

	for (uint32_t i = b->first; i;) {
		const struct observed_claim *c = table_entry_at(&s->table, i - 1);

		span.first = c->first < span.first ? c->first : span.first;
		span.last = c->last > span.last ? c->last : span.last;
		takes = takes || (b->key.is_mac && takes_from_known(o, c));
		i = c->link.next;
	}
	if (takes)
		return STRANGER_NONE;
	if (b->key.is_mac)
		return judge(o, &o->crowds[CROWD_MAC], &key, &span);
	return worse(judge(o, &o->crowds[CROWD_MAC], &key, &span), judge(o, &o->crowds[CROWD_IP], &key, &span));
}

enum stranger strangers_of(const struct observer *o, const struct shelf *s, const void *entry)
{
	if (!strangers_any(o))
		return STRANGER_NONE;
	if (s->kind == KIND_CONVERSATION)
		return of_conversation(o, entry);
	return s->kind == KIND_CLAIM ? of_claims(o, s, entry) : STRANGER_NONE;
}
