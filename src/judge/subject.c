/* subject.c - devices as the detectors know them. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/memory.h"

struct subject *subject_find(struct judge *j, uint64_t number)
{
	return number ? table_find(&j->subjects, &number, table_hash(&j->subjects, &number)) : NULL;
}

static void copy(char *to, size_t size, const char *from)
{
	const size_t length = from ? strnlen(from, size - 1) : 0;

	memcpy(to, from ? from : "", length);
	to[length] = '\0';
}

struct subject *subject_get(struct judge *j, uint64_t number)
{
	if (number == 0)
		return NULL;
	const uint32_t hash = table_hash(&j->subjects, &number);
	struct subject *s = table_find(&j->subjects, &number, hash);

	if (s)
		return s;
	s = table_insert(&j->subjects, &number, hash);
	s->level = -1;
	s->group = number & SUBJECT_GROUP;
	copy(s->role, sizeof(s->role), "unknown");
	return s;
}

/*
 * An address that was thought to be of a router, because its packets came by it, turns out to be of a
 * device of its own: what was learned of the address goes with it.
 */
static void follow(struct judge *j, uint64_t endpoint, uint64_t before, uint64_t number)
{
	const struct subject *old = subject_find(j, before);
	const bool usual = old && old->usual;

	allowlist_move(&j->allowlist, before, number, endpoint);
	subject_get(j, number)->usual |= usual;
}

static struct home *home_of(struct judge *j, uint64_t endpoint)
{
	if (endpoint >= j->home_room) {
		const size_t room = (size_t)endpoint * 2 + 1024;

		j->home = xreallocarray(j->home, room, sizeof(*j->home));
		memset(j->home + j->home_room, 0, (room - j->home_room) * sizeof(*j->home));
		j->home_room = room;
	}
	return &j->home[endpoint];
}

struct subject *subject_of_endpoint(struct judge *j, uint64_t endpoint)
{
	if (endpoint == 0)
		return NULL;
	const uint64_t nobody = SUBJECT_GROUP | endpoint, device = inventory_asset_of(j->inventory, endpoint);
	const uint64_t number = device ? device : nobody;
	struct home *home = home_of(j, endpoint);
	const uint64_t before = home->number;

	if (device || !before)
		home->number = number;
	if (device && (before == nobody || (!before && j->knows_nobody)))
		subject_merge(j, nobody, device); /* it was nobody's, and spoken to */
	else if (device && before && before != device)
		follow(j, endpoint, before, device);
	struct subject *s = table_guess(&j->subjects, home->place, &number);
	if (s)
		return s;
	s = subject_get(j, number);
	home->place = table_index(&j->subjects, s);
	return s;
}

static void find_value(const struct asset_value *v, const char *name, const struct asset_value **out)
{
	if (!*out && v->name[0] == name[0] && strcmp(v->name, name) == 0)
		*out = v;
}

static void take_address(struct subject *s, const struct asset *a)
{
	s->ip[0] = '\0';
	for (size_t i = 0; i < a->endpoint_count && !s->ip[0]; i++)
		if (a->endpoints[i].kind == ENDPOINT_IP && !a->endpoints[i].retired)
			address_text(&a->endpoints[i].ip, s->ip);
}

bool subject_role_controls(const char *role)
{
	static const char *const roles[] = {"plc", "plc-rack", "safety", "dcs", "rtu", "robot", "cnc",
					    "drive", "remote-io", "agv", "protection-relay",
					    "building-controller", NULL};

	return word_in(role, roles);
}

void subject_fill(struct judge *j, struct subject *s, const struct asset *a)
{
	const struct asset_value *role = NULL, *program = NULL, *seldom = NULL;

	for (size_t i = 0; i < a->value_count; i++) {
		const struct asset_value *v = &a->values[i];

		if (!v->chosen || v->slot >= 0)
			continue;
		find_value(v, "role", &role);
		find_value(v, attribute_program, &program);
		find_value(v, "seldom", &seldom);
	}
	s->external = a->external;
	s->level = a->level;
	s->importance = a->importance ? a->importance
				      : zoning_importance(inventory_zoning(j->inventory), a->place);
	s->place = a->place;
	s->zone_said = a->zone_said;
	s->liveness = a->liveness;
	s->liveness_since = a->liveness_since;
	s->named_role = role && role->rank == RANK_OPERATOR;
	s->seldom = seldom || (a->note && strstr(a->note, "seldom"));
	copy(s->role, sizeof(s->role), a->role);
	s->controller = subject_role_controls(s->role);
	copy(s->name, sizeof(s->name), a->name);
	copy(s->firmware, sizeof(s->firmware), a->firmware);
	copy(s->serial, sizeof(s->serial), a->serial);
	copy(s->program, sizeof(s->program), program ? program->value : NULL);
	take_address(s, a);
	s->first = s->first && s->first < a->first_seen ? s->first : a->first_seen;
	s->last = a->last_seen > s->last ? a->last_seen : s->last;
	if (strcmp(s->role, "unknown") != 0)
		table_keep(&j->subjects, s);
}

void subject_merge(struct judge *j, uint64_t from, uint64_t into)
{
	if (from == into)
		return;
	struct subject *kept = subject_get(j, into);
	struct subject *old = subject_find(j, from); /* the other may have pushed it out */

	if (old) {
		kept->usual |= old->usual;
		table_remove(&j->subjects, old);
	}
	allowlist_move(&j->allowlist, from, into, 0);
	finding_merge(j, from, into);
	habit_merge(j, from, into);
}

struct subject *sight_subject(const struct sight *s, uint64_t number)
{
	return subject_find(s->judge, number);
}

bool word_in(const char *text, const char *const *list)
{
	for (; text && *list; list++)
		if (text[0] == (*list)[0] && strcmp(text, *list) == 0)
			return true;
	return false;
}

bool subject_is_controller(const struct subject *s)
{
	return s && s->controller;
}

bool subject_is_floor(const struct subject *s)
{
	return s && !s->external && !s->group &&
	       (subject_is_controller(s) || (s->level >= 0 && s->level <= 30));
}

bool subject_has_name(const struct subject *s)
{
	return s->name[0] && strcmp(s->name, s->ip) != 0;
}

bool subject_is_attended(const struct subject *s)
{
	static const char *const roles[] = {"pc", "laptop", "engineering-station", "printer", NULL};

	return s && word_in(s->role, roles);
}
