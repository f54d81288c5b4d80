/* zoning_propose.c - zones and conduits proposed from what was seen. SPDX-License-Identifier: Apache-2.0
 *
 * A subnet (/24: masks are not seen on the wire) goes to the zone of the METI model that most of its devices
 * belong to. Within one that several lines share, those who talk among themselves are a group: each device
 * joins the one it talks to most, and who asks several controllers of it (SCADA, historian) joins none.
 */

#include "store/zoning_where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/account.h"
#include "store/flags.h"

#define HUB_AT	  3 /* controllers that one talks with, to belong to none of their groups */
#define VLANS_MAX 8
#define OFFICE_MOST 4 /* desks for each device of a plant, where that is an office all the same */

/* METI guideline, chapter 2; the columns are a starting offer. */
const struct zone_model zone_models[] = {
	{"control", "3", "制御ゾーン", "Control"},
	{"transport", "3", "自動搬送ゾーン", "Automatic transport"},
	{"warehouse", "3", "自動倉庫ゾーン", "Automatic warehouse"},
	{"monitoring", "2", "生産状況監視ゾーン", "Production monitoring"},
	{"management", "1", "生産管理ゾーン", "Production management"},
	{"remote", "idmz", "リモートメンテナンスゾーン", "Remote maintenance"},
	{"office", "office", "OAゾーン", "Office"},
};
const size_t zone_model_count = sizeof(zone_models) / sizeof(zone_models[0]);

struct seen {
	int64_t endpoint;
	int64_t asset;
	uint32_t ip;
	int vlan;
	int level;
	bool controller, vehicle, network_device, desk;
	char name[64];
	/* groups */
	size_t best;	    /* whom it talks to most, its own place: nobody */
	int64_t best_bytes;
	size_t root;	    /* of its group */
	unsigned talks_to;  /* controllers */
};

struct proposal {
	struct store *store;
	const struct viewer *viewer;
	struct arena arena;
	const char *lang;
	struct rows seen; /* ordered by ip */
	int rc;
};

static bool is_any(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static void take_role(struct seen *s, const char *role)
{
	static const char *const controllers[] = {"plc", "plc-rack", "safety", "dcs", "rtu", "robot", "cnc", NULL};
	static const char *const networks[] = {"switch", "router", "firewall", "vpn", "access-point", NULL};

	static const char *const desks[] = {"pc", "printer", "server", NULL};

	s->controller = is_any(role, controllers);
	s->desk = is_any(role, desks);
	s->vehicle = strcmp(role, "agv") == 0;
	s->network_device = is_any(role, networks);
}

static bool take_ip(struct seen *s, const char *text)
{
	struct address ip;

	if (!address_parse(text, &ip) || !address_is_ip4(&ip))
		return false;
	s->ip = (uint32_t)ip.bytes[12] << 24 | (uint32_t)ip.bytes[13] << 16 | (uint32_t)ip.bytes[14] << 8 |
		ip.bytes[15];
	return true;
}

static int compare_ip(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	return (x->ip > y->ip) - (x->ip < y->ip);
}

/* The addresses of devices that stand nowhere yet. */
static int read_seen(struct proposal *p)
{
	struct query q;

	query_begin_once(&q, p->store,
			 "SELECT e.id, e.asset_id, e.vlan, e.flags, a.level, a.role, a.name, e.ip FROM endpoint e JOIN"
			 " asset a ON a.scope_id = e.scope_id AND a.id = e.asset_id WHERE " SCOPES_OF("e.scope_id")
			 " AND e.ip != '' AND e.zone_id = 0 AND a.external = 0 AND a.into_id = 0",
			 &p->arena);
	query_scopes(&q, p->viewer);
	while (query_row(&q)) {
		struct seen s = {.endpoint = query_get_int(&q), .asset = query_get_int(&q)};

		s.vlan = (int)query_get_int(&q);
		const int64_t flags = query_get_int(&q);
		s.level = (int)query_get_int(&q);
		take_role(&s, query_get_text(&q));
		snprintf(s.name, sizeof(s.name), "%s", query_get_text(&q));
		if (!(flags & FLAG_RETIRED) && take_ip(&s, query_get_text(&q)))
			*(struct seen *)rows_add(&p->seen, &p->arena) = s;
	}
	if (p->seen.count)
		qsort(p->seen.data, p->seen.count, p->seen.size, compare_ip);
	return query_end(&q);
}

/* The kind of zone for the devices from s on, NULL when nothing tells. */
static const char *kind_of(const struct seen *s, size_t count)
{
	size_t machines = 0, vehicles = 0, operators = 0, management = 0, office = 0;

	for (size_t i = 0; i < count; i++, s++) {
		if (s->network_device)
			continue;
		vehicles += s->vehicle;
		machines += s->controller || (s->level >= 0 && s->level < 20);
		operators += !s->controller && s->level >= 20 && s->level < 30;
		management += s->level >= 30 && s->level < 40;
		office += s->level >= 40 || (s->level < 0 && s->desk);
	}
	/* one computer there that asks a controller takes the levels from all, and makes nothing else of it */
	if (office && office >= OFFICE_MOST * (machines + operators + management))
		return "office";
	if (vehicles && vehicles * 2 >= machines)
		return "transport";
	if (machines)
		return "control";
	if (management && management >= operators)
		return "management";
	if (operators)
		return "monitoring";
	return office ? "office" : NULL;
}

static const struct zone_model *model_of(const char *kind)
{
	for (size_t i = 0; i < zone_model_count; i++)
		if (strcmp(zone_models[i].kind, kind) == 0)
			return &zone_models[i];
	return &zone_models[0];
}

static int64_t find_zone(struct proposal *p, const char *kind, const char *name)
{
	struct query q;

	query_begin_once(&q, p->store,
			 "SELECT id FROM zone WHERE " SCOPES_OF("scope_id") " AND (name = ? OR (? != '' AND kind = ?))"
			 " ORDER BY id LIMIT 1", &p->arena);
	query_scopes(&q, p->viewer);
	query_text(&q, name);
	query_text(&q, kind);
	query_text(&q, kind);
	return query_number(&q, &p->rc);
}

/* The zone of this kind, or with this name when it is a group's; made as a draft when there is none. */
static int64_t zone_for(struct proposal *p, const char *kind, const char *name)
{
	const struct zone_model *m = model_of(kind);
	const char *called = name ? name : strcmp(p->lang, "en") == 0 ? m->en : m->ja;
	struct zone_row row = {.kind = name ? "" : kind, .name = called, .smkl = m->smkl, .draft = true};

	row.id = find_zone(p, row.kind, called);
	if (!p->rc && row.id == 0)
		p->rc = store_zone_put(p->store, p->viewer, &row);
	return row.id;
}

static void add_vlan(int vlans[VLANS_MAX], size_t *count, int vlan)
{
	for (size_t i = 0; i < *count; i++)
		if (vlans[i] == vlan)
			return;
	if (vlan > 0 && *count < VLANS_MAX)
		vlans[(*count)++] = vlan;
}

static const char *vlans_of(struct proposal *p, const struct seen *s, size_t count)
{
	int vlans[VLANS_MAX];
	size_t found = 0;
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		add_vlan(vlans, &found, s[i].vlan);
	for (size_t i = 0; i < found; i++)
		text = arena_printf(&p->arena, "%s%s%d", text, i ? " " : "", vlans[i]);
	return text;
}

static void add_network(struct proposal *p, int64_t zone, const char *name, const char *subnets, const char *vlans)
{
	struct network_row row = {.zone = zone, .name = name, .smkl = "", .subnets = subnets, .vlans = vlans,
				  .note = "", .draft = true};

	if (!p->rc && zone)
		p->rc = store_network_put(p->store, p->viewer, &row);
}

static const char *ip_text(struct proposal *p, uint32_t ip, const char *end)
{
	return arena_printf(&p->arena, "%u.%u.%u.%u%s", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255, end);
}

/* ---- groups ---- */

static struct seen *find_seen(struct seen *s, size_t count, int64_t endpoint)
{
	for (size_t i = 0; i < count; i++)
		if (s[i].endpoint == endpoint)
			return &s[i];
	return NULL;
}

static void meet(struct seen *all, struct seen *one, struct seen *other, int64_t bytes)
{
	one->talks_to += other->controller;
	if (one->network_device || other->network_device || bytes <= one->best_bytes)
		return;
	one->best_bytes = bytes;
	one->best = (size_t)(other - all);
}

static int read_talks(struct proposal *p, struct seen *s, size_t count)
{
	struct query q;

	query_begin_once(&q, p->store,
			 "SELECT client, server, sum(bytes) FROM conversation WHERE " SCOPES_OF("scope_id")
			 " AND answered > 0 GROUP BY client, server", &p->arena);
	query_scopes(&q, p->viewer);
	while (query_row(&q)) {
		struct seen *client = find_seen(s, count, query_get_int(&q));
		struct seen *server = find_seen(s, count, query_get_int(&q));
		const int64_t bytes = query_get_int(&q);

		if (!client || !server || client == server)
			continue;
		meet(s, client, server, bytes);
		meet(s, server, client, bytes);
	}
	return query_end(&q);
}

static size_t root_of(struct seen *s, size_t i)
{
	while (s[i].root != i)
		i = s[i].root = s[s[i].root].root;
	return i;
}

static bool is_hub(const struct seen *s)
{
	return s->talks_to >= HUB_AT && !s->controller;
}

static void join_partners(struct seen *s, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const size_t other = s[i].best;

		if (other == i || is_hub(&s[i]) || is_hub(&s[other]))
			continue;
		s[root_of(s, i)].root = root_of(s, other);
	}
}

/* A group with a controller and somebody who talks with it becomes a zone that is named for the controller. */
static void propose_group(struct proposal *p, struct seen *s, size_t count, size_t root)
{
	const char *list = "";
	const struct seen *chief = NULL;
	size_t members = 0;

	for (size_t i = 0; i < count; i++) {
		if (root_of(s, i) != root)
			continue;
		list = arena_printf(&p->arena, "%s%s%s", list, members++ ? " " : "", ip_text(p, s[i].ip, ""));
		if (s[i].controller && (!chief || s[i].best_bytes > chief->best_bytes))
			chief = &s[i];
	}
	if (members < 2 || !chief)
		return;
	const char *name = arena_printf(&p->arena, strcmp(p->lang, "en") == 0 ? "Group of %s" : "%s のグループ",
					chief->name);
	add_network(p, zone_for(p, "control", name), name, list, "");
}

/* Several groups share the subnet: each is a network of its own, more exact than the subnet's. */
static void propose_groups(struct proposal *p, struct seen *s, size_t count)
{
	size_t groups = 0;

	for (size_t i = 0; i < count; i++)
		s[i].best = s[i].root = i;
	p->rc = p->rc ? p->rc : read_talks(p, s, count);
	join_partners(s, count);
	for (size_t i = 0; i < count; i++)
		groups += root_of(s, i) == i && s[i].best != i;
	for (size_t i = 0; i < count && groups > 1; i++)
		if (root_of(s, i) == i)
			propose_group(p, s, count, i);
}

static size_t subnet_length(const struct seen *s, size_t left)
{
	size_t n = 1;

	while (n < left && s[n].ip >> 8 == s->ip >> 8)
		n++;
	return n;
}

static void propose_subnets(struct proposal *p, bool groups)
{
	struct seen *s = p->seen.data;

	for (size_t i = 0; i < p->seen.count && !p->rc;) {
		const size_t count = subnet_length(s + i, p->seen.count - i);
		const char *kind = kind_of(s + i, count);
		const char *subnet = ip_text(p, s[i].ip & ~UINT32_C(255), "/24");

		if (kind && groups && strcmp(kind, "control") == 0)
			propose_groups(p, s + i, count);
		if (kind)
			add_network(p, zone_for(p, kind, NULL), subnet, subnet, vlans_of(p, s + i, count));
		i += count;
	}
}

int store_zoning_propose(struct store *store, const struct viewer *viewer, bool groups, const char *lang)
{
	struct proposal p = {.store = store, .viewer = viewer, .lang = lang ? lang : "ja",
			     .seen = {.size = sizeof(struct seen)}};
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	p.rc = read_seen(&p);
	if (!p.rc)
		propose_subnets(&p, groups);
	rc = step_end(store, own, p.rc);
	arena_free(&p.arena);
	return rc;
}

/* ---- conduits ---- */

static const char *add_words(struct arena *arena, const char *list, const char *words)
{
	char word[64];
	int used = 0;

	for (; sscanf(words, " %63s%n", word, &used) == 1; words += used) {
		const char *hit = strstr(list, word);
		const size_t length = strlen(word);

		while (hit && !((hit == list || hit[-1] == ' ') && (hit[length] == ' ' || !hit[length])))
			hit = strstr(hit + length, word);
		if (!hit)
			list = arena_printf(arena, "%s%s%s", list, *list ? " " : "", word);
	}
	return list;
}

/* Layers that are skipped, what nobody understood and the internet are left to a person's own decision; that
 * the office reads web pages is not. */
static bool is_proposed(const struct zoning *z, const struct crossing_row *row)
{
	const struct zone_row *from = zoning_zone(z, row->from);

	if (!*row->protocol || !from)
		return false;
	return row->crossing == CROSSING_UNPLANNED ||
	       (row->crossing == CROSSING_OUTSIDE && row->to == ZONE_OUTSIDE && strcmp(from->smkl, "office") == 0);
}

static int propose_pair(struct store *store, const struct viewer *viewer, const struct zoning *z,
			struct arena *arena, const struct crossing_row *rows, size_t count, size_t first)
{
	struct conduit_row conduit = {.from = rows[first].from, .to = rows[first].to, .protocols = "", .classes = "",
				      .note = "", .draft = true};

	for (size_t i = 0; i < count; i++) {
		if (rows[i].from != conduit.from || rows[i].to != conduit.to || !is_proposed(z, &rows[i]))
			continue;
		if (i < first)
			return 0;
		conduit.protocols = add_words(arena, conduit.protocols, rows[i].protocol);
		conduit.classes = add_words(arena, conduit.classes, rows[i].classes);
	}
	return store_conduit_put(store, viewer, &conduit);
}

int store_conduits_propose(struct store *store, const struct viewer *viewer)
{
	struct arena arena = {0};
	struct zoning *z = zoning_new();
	struct crossing_row *rows = NULL;
	size_t count = 0;
	bool own;
	int rc = store_zoning(store, viewer, z);

	if (!rc)
		rc = store_crossings(store, viewer, &arena, &rows, &count);
	if (!rc)
		rc = step_begin(store, &own);
	if (!rc) {
		for (size_t i = 0; i < count && !rc; i++)
			if (is_proposed(z, &rows[i]))
				rc = propose_pair(store, viewer, z, &arena, rows, count, i);
		rc = step_end(store, own, rc);
	}
	zoning_free(z);
	arena_free(&arena);
	return rc;
}
