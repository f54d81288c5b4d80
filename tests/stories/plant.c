/* plant.c - what a story says of the plant, and what is to be found in it. SPDX-License-Identifier: Apache-2.0 */

#include "story.h"

#include <stdlib.h>
#include <string.h>

static int64_t zone_id(const struct story *s, const char *name)
{
	const struct zone_row *zone = zoning_zone_named(s->zoning, name);

	return strcmp(name, "outside") == 0 ? ZONE_OUTSIDE : zone ? zone->id : ZONE_NOWHERE;
}

/* The inventory has its own copy of what the story has drawn so far. */
static void draw(struct story *s)
{
	struct zoning *copy = zoning_new();
	int rc = 0;

	for (size_t i = 0; i < s->zone_count; i++)
		rc |= zoning_add_zone(copy, &s->zones[i]) | zoning_add_network(copy, &s->networks[i]);
	for (size_t i = 0; i < s->conduit_count; i++)
		rc |= zoning_add_conduit(copy, &s->conduits[i]);
	if (rc)
		fail(s, "the zones make no sense");
	s->zoning = copy;
	inventory_set_zoning(s->inventory, copy);
	judge_look(s->judge);
}

static const char *keep_text(struct story *s, const char *text)
{
	return arena_strdup(&s->arena, text);
}

void do_zone(struct story *s, const struct words *w)
{
	if (s->zone_count == DRAWN_MAX)
		return;
	const size_t at = s->zone_count++;

	s->zones[at] = (struct zone_row){.id = (int64_t)at + 1,
					 .name = keep_text(s, w->word[1]),
					 .smkl = keep_text(s, option(w, "smkl", "")),
					 .importance = (int)number(w, "importance", 0)};
	s->networks[at] = (struct network_row){.id = (int64_t)at + 1,
					       .zone = (int64_t)at + 1,
					       .name = s->zones[at].name,
					       .subnets = keep_text(s, option(w, "subnets", "")),
					       .vlans = keep_text(s, option(w, "vlans", ""))};
	draw(s);
}

void do_conduit(struct story *s, const struct words *w)
{
	if (s->conduit_count == DRAWN_MAX)
		return;
	const size_t at = s->conduit_count++;

	s->conduits[at] =
		(struct conduit_row){.id = (int64_t)at + 1,
				     .from = zone_id(s, w->word[1]),
				     .to = zone_id(s, w->word[3]),
				     .protocols = keep_text(s, option(w, "protocols", "")),
				     .classes = keep_text(s, option(w, "classes", "")),
				     .draft = number(w, "draft", 0) != 0};
	draw(s);
}

static uint64_t asset_at(struct story *s, const char *text)
{
	size_t position = 0;
	const struct asset *a;
	char ip[ADDRESS_TEXT_SIZE], mac[MAC_TEXT_SIZE];

	while ((a = inventory_each(s->inventory, &position)) != NULL)
		for (size_t i = 0; i < a->endpoint_count; i++) {
			address_text(&a->endpoints[i].ip, ip);
			mac_text(&a->endpoints[i].mac, mac);
			if ((a->endpoints[i].kind == ENDPOINT_IP && !a->endpoints[i].retired &&
			     strcmp(ip, text) == 0) ||
			    (a->endpoints[i].kind == ENDPOINT_MAC && strcmp(mac, text) == 0))
				return a->number;
		}
	return 0;
}

/* say WHO name=value: the operator's word. */
void do_say(struct story *s, const struct words *w)
{
	char *value = w->count > 2 ? strchr(w->word[2], '=') : NULL;
	const uint64_t asset = asset_at(s, w->count > 1 ? w->word[1] : "");

	if (!value || !asset) {
		fail(s, "say wants a device that has spoken, and name=value");
		return;
	}
	*value = '\0';
	if (inventory_edit(s->inventory, asset, w->word[2], value + 1, "story", s->now) != 0)
		fail(s, "the inventory does not take %s", w->word[2]);
	judge_look(s->judge);
}

/* ledger WHO...: the plant's own list has these devices. */
void do_ledger(struct story *s, const struct words *w)
{
	uint64_t devices[WORDS_MAX];
	size_t n = 0;

	for (size_t i = 1; i < w->count; i++)
		devices[n++] = asset_at(s, w->word[i]);
	judge_set_ledger(s->judge, devices, n, true);
}

/* block NAME...: the operator's list. */
void do_block(struct story *s, const struct words *w)
{
	(void)!judge_set_block_list(s->judge, (const char *const *)w->word + 1, w->count - 1);
}

void do_phase(struct story *s, const struct words *w)
{
	judge_set_phase(s->judge, SOURCE, (enum phase)phase_parse(w->word[0]));
}

/* The program stops, and another one takes over what was kept. */
void do_restart(struct story *s, const struct words *w)
{
	struct judge *next = judge_new(NULL, s->inventory);
	const struct finding *f;
	const struct allowed *a;
	struct habit_row h;
	struct learned_hour learned;

	(void)w;
	judge_set_phase(next, SOURCE, judge_phase(s->judge, SOURCE));
	while ((f = judge_next_finding(s->judge)) != NULL)
		judge_load_finding(next, f);
	while ((a = judge_next_allowed(s->judge)) != NULL)
		judge_load_allowed(next, a);
	while (judge_next_habit(s->judge, &h))
		judge_load_habit(next, &h);
	while (judge_next_learned(s->judge, &learned))
		judge_load_learned(next, &learned);
	judge_free(s->judge);
	s->judge = next;
}

/* One of its pieces of evidence is of then. */
static bool is_shown(const struct finding *f, int64_t time)
{
	for (int i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].time == time)
			return true;
	return false;
}

/* finds WHO [by=PEER] [count=N] [severity=high] [detail=part of it] */
void do_finds(struct story *s, const struct words *w)
{
	uint32_t position = 0;
	const struct finding *f;
	const bool sensor = strcmp(w->word[1], "sensor") == 0;
	const uint64_t device = sensor ? 0 : asset_at(s, w->word[1]);
	const uint64_t peer = option(w, "by", NULL) ? asset_at(s, option(w, "by", "")) : 0;

	while ((f = judge_each_finding(s->judge, &position)) != NULL) {
		if (strcmp(f->detector, s->detector) != 0 || (f->device != device && !sensor))
			continue;
		if ((peer && f->peer != peer) || (option(w, "count", NULL) && f->count != number(w, "count", 0)))
			continue;
		if (strcmp(option(w, "severity", severity_name(f->severity)), severity_name(f->severity)) != 0)
			continue;
		if (option(w, "shown", NULL) && !is_shown(f, BEGIN + time_of(option(w, "shown", ""))))
			continue;
		if (strstr(f->detail, option(w, "detail", "")))
			return;
	}
	fail(s, "it does not find %s as told", w->count > 1 ? w->word[1] : "?");
}

size_t found(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;
	size_t n = 0;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		n += strcmp(f->detector, s->detector) == 0;
	return n;
}

/* findings N: so many has the detector. */
void do_findings(struct story *s, const struct words *w)
{
	if (found(s) != strtoull(w->word[1], NULL, 10))
		fail(s, "it finds %zu", found(s));
}
