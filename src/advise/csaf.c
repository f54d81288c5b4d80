/* csaf.c - advisories in CSAF 2.0 (OASIS Common Security Advisory Framework). SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"

#include "lib/arena.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MODELS_MAX 200 /* model numbers of a product */

/* A product id of the document: which of our rows it stands for. */
struct named {
	const char *id;
	size_t first;
	size_t count;
};

/* Where in the product tree we are (3.2.2.1: branches). */
struct place {
	const char *vendor;
	const char *family;
	const char *name;
	const char *versions;
};

struct tree {
	struct draft *draft;
	struct named *ids;
	size_t count;
	size_t room;
};

static void name_product(struct tree *t, const char *id, size_t first)
{
	if (t->count == t->room) {
		const size_t wanted = t->room ? t->room * 2 : 64;
		struct named *bigger = arena_alloc(t->draft->arena, wanted * sizeof(*bigger));

		if (t->count > 0)
			memcpy(bigger, t->ids, t->count * sizeof(*bigger));
		t->ids = bigger;
		t->room = wanted;
	}
	t->ids[t->count++] =
		(struct named){id, first, t->draft->advisory.product_count - first};
}

static int by_id(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static const struct named *find(const struct tree *t, const char *id)
{
	const struct named key = {.id = id};

	return t->count ? bsearch(&key, t->ids, t->count, sizeof(key), by_id) : NULL;
}

static void add_row(struct tree *t, const struct place *at, const char *model)
{
	struct arena *arena = t->draft->arena;
	struct advisory_product *p = draft_product(t->draft);

	if (!p)
		return;
	p->vendor = read_clean(arena, at->vendor, 200);
	p->product = read_clean(arena, at->name, 300);
	p->model = read_clean(arena, model, 100);
	p->versions = read_clean(arena, at->versions, 300);
}

/* 3.1.3: a full product name; each of its model numbers and SKUs (3.1.3.3.5, .7) is a row of its own. */
static void add_product(struct tree *t, const struct json_value *product, const struct place *at)
{
	static const char *const lists[] = {"model_numbers", "skus"};
	const struct json_value *helper = read_group(product, "product_identification_helper");
	const char *id = read_text(product, "product_id");
	const size_t first = t->draft->advisory.product_count;
	struct place here = *at;
	size_t models = 0;

	if (!*id)
		return;
	if (!here.name) { /* not within branches: the name is all there is */
		here.name = read_text(product, "name");
		here.versions = here.versions ? here.versions : VERSIONS_NOT_TOLD;
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const struct json_value *list = read_group(helper, lists[i]), *item;

		json_in_each(item, list)
			if (item->type == JSON_TEXT && models++ < MODELS_MAX)
				add_row(t, &here, item->text);
	}
	if (models == 0)
		add_row(t, &here, "");
	name_product(t, id, first);
}

static void set_place(struct place *at, const char *category, const char *name)
{
	if (strcmp(category, "vendor") == 0)
		at->vendor = name;
	else if (strcmp(category, "product_family") == 0)
		at->family = name;
	else if (strcmp(category, "product_name") == 0)
		at->name = name;
	else if (strcmp(category, "product_version") == 0 ||
		 strcmp(category, "product_version_range") == 0)
		at->versions = name;
}

/* The reader has limited how deep it goes. */
static void walk_branches(struct tree *t, const struct json_value *parent, const struct place *at)
{
	const struct json_value *branches = read_group(parent, "branches"), *branch;

	json_in_each(branch, branches) {
		struct place here = *at;
		const struct json_value *product = read_member(branch, "product");

		set_place(&here, read_text(branch, "category"), read_text(branch, "name"));
		if (product) {
			struct place leaf = here;

			leaf.name = leaf.name ? leaf.name : leaf.family;
			add_product(t, product, &leaf);
		}
		walk_branches(t, branch, &here);
	}
}

/* 3.2.2.4: firmware installed on hardware is the hardware's name with the firmware's versions. */
static void add_relationship(struct tree *t, const struct json_value *relationship, size_t known)
{
	const struct tree before = {.ids = t->ids, .count = known};
	const struct named *part = find(&before, read_text(relationship, "product_reference"));
	const struct named *on = find(&before, read_text(relationship, "relates_to_product_reference"));
	const char *id = read_text(read_group(relationship, "full_product_name"), "product_id");
	const size_t first = t->draft->advisory.product_count;

	if (!part || !on || !*id || part->count == 0)
		return;
	for (size_t i = 0; i < on->count; i++) {
		struct advisory_product *p = draft_product(t->draft);

		if (!p)
			return;
		*p = t->draft->advisory.products[on->first + i];
		const char *versions = t->draft->advisory.products[part->first].versions;
		p->versions = *versions ? versions : p->versions;
	}
	name_product(t, id, first);
}

static void read_tree(struct tree *t, const struct json_value *document)
{
	const struct json_value *tree = read_group(document, "product_tree"), *item;
	const struct json_value *names = read_group(tree, "full_product_names");
	const struct json_value *relationships = read_group(tree, "relationships");

	walk_branches(t, tree, &(struct place){.vendor = NULL});
	json_in_each(item, names)
		add_product(t, item, &(struct place){.vendor = NULL});
	if (t->count > 0)
		qsort(t->ids, t->count, sizeof(t->ids[0]), by_id);
	const size_t known = t->count;
	json_in_each(item, relationships)
		add_relationship(t, item, known);
	if (t->count > known)
		qsort(t->ids, t->count, sizeof(t->ids[0]), by_id);
}

/* ---- vulnerabilities ---- */

/* 3.2.3.9: groups of statuses that come to the same. */
static const struct {
	const char *key;
	enum product_status status;
} groups[] = {
	{"first_affected", PRODUCT_AFFECTED},	  {"known_affected", PRODUCT_AFFECTED},
	{"last_affected", PRODUCT_AFFECTED},	  {"known_not_affected", PRODUCT_NOT_AFFECTED},
	{"first_fixed", PRODUCT_FIXED},		  {"fixed", PRODUCT_FIXED},
	{"under_investigation", PRODUCT_UNDER_INVESTIGATION},
};

static bool holds_text(const struct json_value *list, const char *text)
{
	const struct json_value *item;

	json_in_each(item, list)
		if (item->type == JSON_TEXT && strcmp(item->text, text) == 0)
			return true;
	return false;
}

/* 3.2.3.5: why the maker says that it is not affected; else the words of a threat's impact. */
static const char *because_of(struct arena *arena, const struct json_value *vulnerability,
			      const char *id)
{
	const struct json_value *flags = read_group(vulnerability, "flags"), *item;
	const struct json_value *threats = read_group(vulnerability, "threats");

	json_in_each(item, flags)
		if (holds_text(read_group(item, "product_ids"), id))
			return read_clean(arena, read_text(item, "label"), 100);
	json_in_each(item, threats)
		if (strcmp(read_text(item, "category"), "impact") == 0 &&
		    holds_text(read_group(item, "product_ids"), id))
			return read_clean(arena, read_text(item, "details"), 300);
	return "";
}

static void add_statuses(struct tree *t, const struct json_value *vulnerability, size_t index)
{
	const struct json_value *statuses = read_group(vulnerability, "product_status"), *item;

	for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++) {
		const struct json_value *list = read_group(statuses, groups[g].key);

		json_in_each(item, list) {
			const struct named *named =
				item->type == JSON_TEXT ? find(t, item->text) : NULL;
			const char *because =
				named && groups[g].status == PRODUCT_NOT_AFFECTED
					? because_of(t->draft->arena, vulnerability, named->id)
					: "";

			for (size_t i = 0; named && i < named->count; i++) {
				struct advisory_status *s = draft_status(
					t->draft, named->first + i, index, groups[g].status);
				if (s)
					s->because = because;
			}
		}
	}
}

/* The highest score of version 3, else of 2; CSAF 2.1 has version 4 under "metrics". */
static void add_scores(struct arena *arena, const struct json_value *vulnerability,
		       struct advisory_vulnerability *out)
{
	static const char *const kinds[] = {"cvss_v4", "cvss_v3", "cvss_v2"};
	static const char *const lists[] = {"scores", "metrics"};
	const struct json_value *item;

	for (size_t i = 0; i < 6 && out->cvss < 0; i++) {
		const struct json_value *list = read_group(vulnerability, lists[i % 2]);

		json_in_each(item, list) {
			const struct json_value *content =
				i % 2 ? read_group(item, "content") : item;
			const struct json_value *score = read_group(content, kinds[i / 2]);
			const int value = read_scaled(score, "baseScore", 10, 100, -1);

			if (value <= out->cvss)
				continue;
			out->cvss = value;
			out->vector = read_clean(arena, read_text(score, "vectorString"), 150);
		}
	}
}

/* What to do: the maker's update before a way around it. */
static const char *remedy_of(struct arena *arena, const struct json_value *vulnerability)
{
	static const char *const kinds[] = {"vendor_fix", "mitigation", "workaround",
					    "no_fix_planned", "none_available"};
	const struct json_value *list = read_group(vulnerability, "remediations"), *item;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		json_in_each(item, list)
			if (strcmp(read_text(item, "category"), kinds[i]) == 0)
				return read_clean(arena, read_text(item, "details"), 1000);
	return "";
}

static const char *title_of(struct arena *arena, const struct json_value *vulnerability,
			    const char *otherwise)
{
	const struct json_value *notes = read_group(vulnerability, "notes"), *item;
	const char *title = read_text(vulnerability, "title");

	if (*title)
		return read_clean(arena, title, 300);
	json_in_each(item, notes)
		if (strcmp(read_text(item, "category"), "summary") == 0 ||
		    strcmp(read_text(item, "category"), "description") == 0)
			return read_clean(arena, read_text(item, "text"), 300);
	return otherwise;
}

static void add_vulnerability(struct tree *t, const struct json_value *vulnerability)
{
	struct arena *arena = t->draft->arena;
	const struct advisory *a = &t->draft->advisory;
	const size_t index = a->vulnerability_count;
	const char *name = read_clean(arena, read_text(vulnerability, "cve"), 60);

	if (!*name)
		name = arena_printf(arena, "%s/%zu", a->name, index + 1);
	struct advisory_vulnerability *v = draft_vulnerability(t->draft, name);
	if (!v)
		return;
	v->title = title_of(arena, vulnerability, a->title);
	v->remedy = remedy_of(arena, vulnerability);
	add_scores(arena, vulnerability, v);
	add_statuses(t, vulnerability, index);
}

/* The address of the advisory itself (3.2.1.10: category self). */
static const char *url_of(struct arena *arena, const struct json_value *head)
{
	const struct json_value *list = read_group(head, "references"), *item;

	json_in_each(item, list) {
		const char *url = read_text(item, "url");

		if (strcmp(read_text(item, "category"), "self") == 0 && strncmp(url, "https://", 8) == 0)
			return read_clean(arena, url, 300);
	}
	return "";
}

static const char *summary_of(struct arena *arena, const struct json_value *head)
{
	const struct json_value *list = read_group(head, "notes"), *item;

	json_in_each(item, list)
		if (strcmp(read_text(item, "category"), "summary") == 0)
			return read_clean(arena, read_text(item, "text"), 2000);
	return "";
}

int csaf_read(const struct json_value *document, struct draft *draft, const char **error)
{
	const struct json_value *head = read_group(document, "document");
	const struct json_value *tracking = read_group(head, "tracking"), *item;
	const struct json_value *vulnerabilities = read_group(document, "vulnerabilities");
	struct tree tree = {.draft = draft};
	struct arena *arena = draft->arena;
	struct advisory *a = &draft->advisory;

	*error = "it is no CSAF 2.0 document: csaf_version or tracking id is missing";
	if (strncmp(read_text(head, "csaf_version"), "2.", 2) != 0)
		return -EINVAL;
	a->source = "csaf";
	a->name = read_clean(arena, read_text(tracking, "id"), 100);
	if (!*a->name)
		return -EINVAL;
	a->publisher = read_clean(arena, read_text(read_group(head, "publisher"), "name"), 200);
	a->title = read_clean(arena, read_text(head, "title"), 300);
	a->summary = summary_of(arena, head);
	a->url = url_of(arena, head);
	a->published = read_clean(arena, read_text(tracking, "initial_release_date"), 40);
	a->updated = read_clean(arena, read_text(tracking, "current_release_date"), 40);
	read_tree(&tree, document);
	json_in_each(item, vulnerabilities)
		add_vulnerability(&tree, item);
	draft_finish(draft);
	*error = "it has more products or vulnerabilities than are taken";
	return draft->full ? -EINVAL : 0;
}
