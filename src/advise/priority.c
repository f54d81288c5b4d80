/* priority.c - which vulnerability comes first, and why. SPDX-License-Identifier: Apache-2.0
 *
 * A sum of points that a person can follow; the page shows each. Of what the maker calls severe, that
 * which is exploited (KEV) and can be reached comes first.
 */

#include "advise/priority.h"

#include "lib/address.h"
#include "lib/arena.h"
#include "lib/json_out.h"

#include <string.h>

#define CVSS_POINTS	  4 /* for each of ten */
#define CVSS_NOT_GIVEN	  20
#define KEV_POINTS	  30
#define RANSOMWARE_POINTS 5
#define EPSS_POINTS	  15 /* for a probability of one */
#define LEVELS_APART	  20 /* times 10: a controller and its HMI are one apart */

static const struct {
	const char *name;
	int points;
} reaches[] = {
	[REACH_NEAR] = {"near", 0},	  [REACH_CALLS_OUT] = {"calls_out", 6},
	[REACH_SUBNET] = {"subnet", 7},	  [REACH_LEVEL] = {"level", 10},
	[REACH_INTERNET] = {"internet", 15},
};

static bool is_other_subnet(const char *one, const char *other)
{
	struct address a, b;

	/* without masks: a plant's networks are /24, or larger ones that are used like them */
	return address_parse(one, &a) && address_parse(other, &b) && address_is_ip4(&a) &&
	       address_is_ip4(&b) && memcmp(a.bytes + 12, b.bytes + 12, 3) != 0;
}

static enum reach reach_of_peer(const struct match_device *device, const struct reach_peer *peer)
{
	const int apart = device->level < 0 || peer->level < 0 ? 0 : peer->level - device->level;

	if (!peer->inbound)
		return peer->external ? REACH_CALLS_OUT : REACH_NEAR;
	if (peer->external)
		return REACH_INTERNET;
	if (apart >= LEVELS_APART || apart <= -LEVELS_APART)
		return REACH_LEVEL;
	return is_other_subnet(peer->own_ip, peer->ip) ? REACH_SUBNET : REACH_NEAR;
}

enum reach reach_of(const struct match_device *device, const struct reach_peer *peers, size_t count)
{
	enum reach worst = REACH_NEAR;

	for (size_t i = 0; i < count; i++) {
		const enum reach reach = reach_of_peer(device, &peers[i]);

		worst = reach > worst ? reach : worst;
	}
	return worst;
}

struct sum {
	struct json_out json;
	int points;
};

/* What adds nothing is said too where it tells something: value is not NULL. */
static void add(struct sum *s, const char *part, int points, const char *value)
{
	if (points == 0 && !value)
		return;
	s->points += points;
	json_object(&s->json, NULL);
	json_text(&s->json, "part", part);
	json_int(&s->json, "points", points);
	json_text(&s->json, "value", value);
	json_object_end(&s->json);
}

static void add_vulnerability(struct sum *s, const struct vulnerability_weight *w, struct arena *arena)
{
	if (w->cvss >= 0)
		add(s, "cvss", w->cvss * CVSS_POINTS / 10,
		    arena_printf(arena, "%d.%d", w->cvss / 10, w->cvss % 10));
	else
		add(s, "cvss_not_given", CVSS_NOT_GIVEN, NULL);
	if (w->kev)
		add(s, "kev", KEV_POINTS, w->kev_due);
	if (w->ransomware)
		add(s, "ransomware", RANSOMWARE_POINTS, NULL);
	if (w->epss >= 0)
		add(s, "epss", (int)((int64_t)w->epss * EPSS_POINTS / 1000000),
		    arena_printf(arena, "%d.%02d%%", w->epss / 10000, w->epss / 100 % 100));
}

static void add_device(struct sum *s, const struct match_device *device, enum reach reach)
{
	static const int importance[] = {0, -10, -5, 0, 5, 10};
	const char value[2] = {(char)('0' + device->importance), '\0'};

	add(s, "reach", reaches[reach].points, reaches[reach].name);
	if (device->importance >= 1 && device->importance <= 5)
		add(s, "importance", importance[device->importance], value);
}

void priority_set(struct match *match, const struct vulnerability_weight *weight,
		  const struct match_device *device, enum reach reach, struct arena *arena)
{
	struct buf text = {0};
	struct sum sum = {.json = {.out = &text}};

	json_array(&sum.json, NULL);
	if (match->outcome != MATCH_NOT_AFFECTED) {
		add_vulnerability(&sum, weight, arena);
		add_device(&sum, device, reach);
		if (match->outcome == MATCH_POSSIBLE)
			add(&sum, "possible", -sum.points * 4 / 10, NULL);
	}
	json_array_end(&sum.json);
	match->priority = sum.points < 0 ? 0 : sum.points > 100 ? 100 : sum.points;
	match->why = arena_strdup(arena, buf_string(&text));
	buf_free(&text);
}
