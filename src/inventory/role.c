/* role.c - the role of a device, and from what it follows. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Evidence is a list "key=argument; key=argument" whose keys the page translates:
 * operator type model vendor os hostname software capability service port serves asks acts often cyclic
 * peers clients maker router shared address role.
 */

#include "inventory/role_inside.h"

#include "dissect/attribute.h"
#include "dissect/dissectors.h"
#include "lib/hash.h"
#include "lib/memory.h"

#include <ctype.h>
#include <stdlib.h>

#define TYPE(w) {WHEN_TYPE, w, 0}
#define MODEL(w) {WHEN_MODEL, w, 0}
#define VENDOR(w) {WHEN_VENDOR, w, 0}
#define OS(w) {WHEN_OS, w, 0}
#define CAN(w) {WHEN_CAPABILITY, w, 0}
#define ANNOUNCES(w) {WHEN_SERVICE, w, 0}
#define CALLED(w) {WHEN_CALLED, w, 0}
#define SOFTWARE(w) {WHEN_SOFTWARE, w, 0}
#define PORT(n) {WHEN_PORT, #n, n}
#define ASKS(w) {WHEN_ASKS, w, 0}
#define SERVES(w) {WHEN_SERVES, w, 0}
#define ACTS(c) {WHEN_ACTS, NULL, OT_##c}
#define FLAG(f) {WHEN_FLAG, #f, IS_##f}
#define ROW(role, weight, ...) {role, weight, {__VA_ARGS__}},

static const struct rule rules[] = {
#include "inventory/role_rules.inc"
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

/* Whose machines are computers, when they are not switches: their service processors aside. */
static const char *const computer_makers[] = {
        "Dell", "Fujitsu", "HP", "HPE", "Hitachi", "IBM", "Lenovo", "NEC", "Super Micro Computer, Inc.",
};

/* By which several clients make a server of a computer that is no server by name. */
static const char *const for_many[] = {
	"smb", "nfs", "afp", "ftp", "tds", "mysql", "postgresql", "ldap", "mqtt", "syslog",
};

/* Kinds of condition, acts and flags as bits of one word. */
#define BIT_KIND(kind)	 (UINT64_C(1) << (kind))
#define BIT_ACT(class)	 (UINT64_C(1) << (16 + (class)))
#define BIT_FLAGS(flags) ((uint64_t)(flags) << 48)

/* A rule's conditions, ready to be asked. */
struct compiled {
	bool racked; /* what stands in a slot counts */
	uint16_t protocol[CONDITION_MAX];
	uint64_t begins[CONDITION_MAX]; /* letter_bit of the word */
};

#define RULE_WORDS ((RULE_COUNT + 63) / 64)

/* Rules that need the same bits to hold: nearly all fail on them, a group at a time. */
struct group {
	uint64_t needs;
	uint64_t rules[RULE_WORDS]; /* bits, by their place in rules[] */
};

#define ROLES_KNOWN 16384 /* a power of two */

/* The role that followed from these features. */
struct known_role {
	uint64_t hash;
	const char *role;
};

struct role_rules {
	struct known_role known[ROLES_KNOWN];
	struct group group[RULE_COUNT];
	size_t groups;
	uint64_t needs[RULE_COUNT];
	struct compiled rule[RULE_COUNT];
	struct protocol_set industrial;
	struct protocol_set for_many;
	struct protocol_set asked, served; /* that some rule looks at */
	uint64_t needed;		   /* bits that some rule needs */
};

static uint64_t letter_bit(char letter)
{
	return UINT64_C(1) << (letter & 63);
}

static uint64_t compile(struct inventory *inv, const struct rule *rule, struct role_rules *all, struct compiled *out)
{
	uint64_t needs = 0;

	/* A CPU in a slot makes a controller of a rack; a drive's interface in it makes no drive. */
	out->racked = strcmp(rule->role, "plc") == 0 || strcmp(rule->role, "safety") == 0;
	for (size_t i = 0; i < CONDITION_MAX; i++) {
		const struct condition *c = &rule->condition[i];

		if (c->kind)
			needs |= BIT_KIND(c->kind);
		if (c->word)
			out->begins[i] = letter_bit(c->word[0]);
		if (c->kind == WHEN_SERVES || c->kind == WHEN_ASKS)
			out->protocol[i] = names_number(inv->protocols, c->word);
		if (c->kind == WHEN_ACTS)
			needs |= BIT_ACT(c->number);
		if (c->kind == WHEN_FLAG)
			needs |= BIT_FLAGS(c->number);
		if (c->kind == WHEN_SERVES || c->kind == WHEN_ASKS)
			protocol_add(c->kind == WHEN_SERVES ? &all->served : &all->asked, out->protocol[i]);
	}
	all->needed |= needs;
	return needs;
}

static void put_in_group(struct role_rules *compiled, size_t rule)
{
	size_t i = 0;

	while (i < compiled->groups && compiled->group[i].needs != compiled->needs[rule])
		i++;
	if (i == compiled->groups)
		compiled->group[compiled->groups++].needs = compiled->needs[rule];
	compiled->group[i].rules[rule / 64] |= UINT64_C(1) << (rule % 64);
}

struct role_rules *role_rules_new(struct inventory *inv)
{
	struct role_rules *compiled = xcalloc(1, sizeof(*compiled));

	for (size_t i = 0; i < RULE_COUNT; i++) {
		compiled->needs[i] = compile(inv, &rules[i], compiled, &compiled->rule[i]);
		put_in_group(compiled, i);
	}
	for (size_t i = 0; dissectors[i]; i++) {
		const struct dissector *d = dissectors[i];

		if (!d->industrial)
			continue;
		protocol_add(&compiled->industrial, names_number(inv->protocols, d->name));
		if (d->carries)
			protocol_add(&compiled->industrial, names_number(inv->protocols, d->carries));
	}
	for (size_t i = 0; i < sizeof(for_many) / sizeof(for_many[0]); i++)
		protocol_add(&compiled->for_many, names_number(inv->protocols, for_many[i]));
	return compiled;
}

void role_rules_free(struct role_rules *compiled)
{
	free(compiled);
}

enum condition_kind role_text_of(const struct asset_value *v)
{
	static const uint8_t kinds[NAME_COUNT] = {
	        [NAME_DEVICE_TYPE] = WHEN_TYPE,   [NAME_MODEL] = WHEN_MODEL,
	        [NAME_PRODUCT_CODE] = WHEN_MODEL, [NAME_DESCRIPTION] = WHEN_MODEL,
	        [NAME_OS] = WHEN_OS,              [NAME_CAPABILITY] = WHEN_CAPABILITY,
	        [NAME_SERVICE] = WHEN_SERVICE,    [NAME_HOSTNAME] = WHEN_CALLED,
	        [NAME_SOFTWARE] = WHEN_SOFTWARE,
	};

	return v->chosen && v->number < NAME_COUNT ? kinds[v->number] : WHEN_NOTHING;
}

/* Adds a value to the text of its kind, in lower case. */
static void add_text(struct arena *arena, struct words *words, const char *value)
{
	const size_t before = words->text ? words->length + 1 : 0, more = strlen(value);
	char *joined = arena_room(arena, before + more + 1);
	bool inside = false;

	if (before) {
		memcpy(joined, words->text, before - 1);
		joined[before - 1] = '\n';
	}
	for (size_t i = 0; i <= more; i++) {
		const char c = (char)tolower((unsigned char)value[i]);

		joined[before + i] = c;
		if (c && !inside)
			words->begin |= letter_bit(c);
		inside = isalnum((unsigned char)c);
	}
	words->text = joined;
	words->length = before + more;
}

static bool overlap(const struct protocol_set *a, const struct protocol_set *b)
{
	for (size_t i = 0; i < PROTOCOL_MAX / 64; i++)
		if (a->bits[i] & b->bits[i])
			return true;
	return false;
}

static void add_node(const struct node *node, struct features *f)
{
	for (size_t i = 0; i < PROTOCOL_MAX / 64; i++) {
		f->serves.bits[i] |= node->serves.bits[i];
		f->uses.bits[i] |= node->uses.bits[i];
	}
	f->acts |= node->acts;
	f->peers += node->peer_count;
	f->cyclic += node->cyclic;
	f->clients += node->client_count;
	if (node->asked > f->asked)
		f->asked = node->asked;
	f->flags |= (node->router ? IS_ROUTER : 0) | (node->shared ? IS_SHARED : 0);
}

bool role_is_industrial(const struct inventory *inv, uint16_t protocol)
{
	return protocol && protocol_in(&inv->rules->industrial, protocol);
}

bool role_is_for_many(const struct inventory *inv, uint16_t protocol)
{
	return protocol && protocol_in(&inv->rules->for_many, protocol);
}

bool role_minds_asking(const struct inventory *inv, uint16_t protocol)
{
	return role_is_industrial(inv, protocol) || protocol_in(&inv->rules->asked, protocol);
}

bool role_minds_serving(const struct inventory *inv, uint16_t protocol)
{
	return role_is_industrial(inv, protocol) || protocol_in(&inv->rules->served, protocol);
}

bool role_minds_act(const struct inventory *inv, unsigned class)
{
	return inv->rules->needed & BIT_ACT(class);
}

static bool is_of_computer_maker(const struct asset *asset)
{
	for (size_t i = 0; asset->vendor && i < sizeof(computer_makers) / sizeof(computer_makers[0]); i++)
		if (strcmp(computer_makers[i], asset->vendor) == 0)
			return true;
	return false;
}

static void gather_texts(struct inventory *inv, const struct asset *asset, struct features *f)
{
	for (size_t i = 0; i < asset->value_count; i++) {
		const struct asset_value *v = &asset->values[i];
		const enum condition_kind kind = role_text_of(v);

		if (kind)
			add_text(&inv->scratch,
			         v->slot == NO_SLOT ? &f->text[kind] : &f->modules[kind],
			         v->value);
	}
}

/* All but the texts. */
static void gather(struct inventory *inv, const struct device *root, const struct asset *asset,
                   struct features *f)
{
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		add_node(n, f);
	f->flags |= (f->cyclic ? IS_CYCLIC : 0) | (f->peers >= 2 ? IS_MANY_PEERS : 0);
	f->flags |= f->asked >= ASKED_OFTEN ? IS_OFTEN : 0;
	f->flags |= f->clients >= CLIENT_MAX ? IS_MANY_CLIENTS : 0;
	f->flags |= is_of_computer_maker(asset) ? IS_OF_COMPUTER_MAKER : 0;
	f->flags |= asset->os && strstr(asset->os, "/Server ") ? IS_EITHER_EDITION : 0;
	f->flags |= (overlap(&f->uses, &inv->rules->industrial) ? IS_USES_INDUSTRIAL : 0) |
		    (overlap(&f->serves, &inv->rules->industrial) ? IS_SERVES_INDUSTRIAL : 0);
}

static bool is_empty(const struct protocol_set *set)
{
	return !overlap(set, set);
}

/* Sets the bits that rules are asked for first. */
static void set_bits(const struct asset *asset, struct features *f)
{
	f->has = BIT_KIND(WHEN_ACTS) | BIT_KIND(WHEN_FLAG) | BIT_FLAGS(f->flags) |
	         (uint64_t)f->acts * BIT_ACT(0);
	f->has |= asset->vendor ? BIT_KIND(WHEN_VENDOR) : 0;
	f->has |= asset->service_count ? BIT_KIND(WHEN_PORT) : 0;
	f->has |= is_empty(&f->serves) ? 0 : BIT_KIND(WHEN_SERVES);
	f->has |= is_empty(&f->uses) ? 0 : BIT_KIND(WHEN_ASKS);
	for (unsigned i = WHEN_TYPE; i < WHEN_PORT; i++)
		f->has |= f->text[i].text ? BIT_KIND(i) : 0;
	f->has_racked = f->has;
	for (unsigned i = WHEN_TYPE; i < WHEN_PORT; i++)
		f->has_racked |= f->modules[i].text ? BIT_KIND(i) : 0;
}

/* The word stands at the beginning of a word of the text. */
static bool says(const struct words *words, const char *word, uint64_t begins)
{
	const char *at = words->begin & begins ? words->text : NULL;

	for (; at && (at = strstr(at, word)); at++)
		if (at == words->text || !isalnum((unsigned char)at[-1]))
			return true;
	return false;
}

static bool answers_at(const struct asset *asset, unsigned port)
{
	for (size_t i = 0; i < asset->service_count; i++)
		if ((unsigned)asset->services[i].port == port)
			return true;
	return false;
}

/* Of acts and flags the rule's bits were looked at. */
static bool holds(const struct condition *c, const struct compiled *compiled, size_t i,
                  const struct asset *asset, const struct features *f)
{
	const uint16_t protocol = compiled->protocol[i];

	switch (c->kind) {
	case WHEN_NOTHING:
	case WHEN_ACTS:
	case WHEN_FLAG:
		return true;
	case WHEN_VENDOR:
		return asset->vendor && asset->vendor[0] == c->word[0] &&
		       strcmp(asset->vendor, c->word) == 0;
	case WHEN_PORT:
		return answers_at(asset, c->number);
	case WHEN_SERVES:
		return protocol && protocol_in(&f->serves, protocol);
	case WHEN_ASKS:
		return protocol && protocol_in(&f->uses, protocol);
	default:
		return says(&f->text[c->kind], c->word, compiled->begins[i]) ||
		       (compiled->racked &&
		        says(&f->modules[c->kind], c->word, compiled->begins[i]));
	}
}

static bool rule_holds(const struct rule *rule, const struct compiled *compiled,
                       const struct asset *asset, const struct features *f)
{
	for (size_t i = 0; i < CONDITION_MAX && rule->condition[i].kind; i++)
		if (!holds(&rule->condition[i], compiled, i, asset, f))
			return false;
	return true;
}

/* The rules that may hold, by the bits alone, in their order. */
static size_t find_candidates(const struct role_rules *compiled, uint64_t has, uint16_t *out)
{
	uint64_t may[RULE_WORDS] = {0};
	size_t count = 0;

	for (size_t i = 0; i < compiled->groups; i++)
		if (!(compiled->group[i].needs & ~has))
			for (size_t word = 0; word < RULE_WORDS; word++)
				may[word] |= compiled->group[i].rules[word];
	for (size_t word = 0; word < RULE_WORDS; word++)
		for (uint64_t left = may[word]; left; left &= left - 1)
			out[count++] = (uint16_t)(word * 64 + (size_t)__builtin_ctzll(left));
	return count;
}

static uint64_t hash_text(const char *text, uint64_t seed)
{
	return text ? hash_bytes(text, strlen(text), seed) : seed + 1;
}

/* All that rules look at, texts as they were said; equal features make an equal role. */
static uint64_t hash_features(const struct features *f, const struct asset *asset, uint64_t seed)
{
	uint64_t hash = hash_bytes(&f->serves, sizeof(f->serves), (uint64_t)f->flags << 32 ^ f->acts ^ seed);

	hash = hash_bytes(&f->uses, sizeof(f->uses), hash);
	hash = hash_text(asset->vendor, hash);
	for (size_t i = 0; i < asset->value_count; i++) {
		const struct asset_value *v = &asset->values[i];
		const enum condition_kind kind = role_text_of(v);

		if (kind)
			hash = hash_text(v->value, hash + (v->slot == NO_SLOT ? kind : WHEN_COUNT + (unsigned)kind));
	}
	for (size_t i = 0; i < asset->service_count; i++)
		hash = hash * 31 + (unsigned)asset->services[i].port;
	return hash;
}

static void infer(struct inventory *inv, struct features *f, struct asset *asset)
{
	gather_texts(inv, asset, f);
	set_bits(asset, f);
	const struct rule *hit[RULE_COUNT], *best = NULL;
	uint16_t candidates[RULE_COUNT];
	const size_t count = find_candidates(inv->rules, f->has_racked, candidates);
	size_t hits = 0;

	for (size_t k = 0; k < count; k++) {
		const size_t i = candidates[k];
		const struct compiled *compiled = &inv->rules->rule[i];

		if ((inv->rules->needs[i] & ~f->has && !compiled->racked) ||
		    !rule_holds(&rules[i], compiled, asset, f))
			continue;
		hit[hits++] = &rules[i];
		if (!best || rules[i].weight > best->weight)
			best = &rules[i];
	}
	asset->role = best ? best->role : "unknown";
	for (size_t i = 0; i < hits && !inv->brief; i++)
		if (strcmp(hit[i]->role, best->role) == 0)
			asset->role_evidence = role_evidence(&inv->scratch, asset->role_evidence,
			                                     hit[i], asset, f);
}

/* Whichever it is: no network has its address. */
static bool is_machine_itself(const struct asset *asset)
{
	size_t count = 0;

	for (size_t i = 0; i < asset->endpoint_count; i++)
		if (asset->endpoints[i].kind == ENDPOINT_IP) {
			if (!address_is_loopback(&asset->endpoints[i].ip))
				return false;
			count++;
		}
	return count > 0;
}

/* Most devices have the features of others, or those that they had: then the role is known, but not from what it follows. */
static void infer_briefly(struct inventory *inv, struct features *f, struct asset *asset)
{
	const uint64_t hash = hash_features(f, asset, inv->seed);
	struct known_role *known = &inv->rules->known[hash & (ROLES_KNOWN - 1)];

	if (!known->role || known->hash != hash) {
		infer(inv, f, asset);
		*known = (struct known_role){hash, asset->role};
	}
	asset->role = known->role;
}

/* The program itself, seen by its sensors. */
static bool is_watchtower(const struct inventory *inv, const struct asset *asset)
{
	for (size_t i = 0; i < asset->endpoint_count; i++)
		if (inventory_is_asker(inv, &asset->endpoints[i]))
			return true;
	return false;
}

void role_decide(struct inventory *inv, struct device *root, struct asset *asset)
{
	struct features f = {0};

	gather(inv, root, asset, &f);
	if (asset->role) {
		asset->role_evidence = "operator=1";
	} else if (asset->external) {
		asset->role = "internet";
		asset->role_evidence = "address=public";
	} else if (is_watchtower(inv, asset)) {
		asset->role = "watchtower";
		asset->role_evidence = "address=own";
	} else if (is_machine_itself(asset)) { /* its programs play every part */
		asset->role = "pc";
		asset->role_evidence = "address=loopback";
	} else if (inv->brief) {
		infer_briefly(inv, &f, asset);
	} else {
		infer(inv, &f, asset);
	}
	level_decide(inv, root, asset, f.flags & IS_USES_INDUSTRIAL);
}
