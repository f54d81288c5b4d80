/* library.c - the library: what documents bring, sorted, linked to one's own items (S1-009 S1-090). SPDX-License-Identifier: Apache-2.0 */

#include "serve/library.h"

#include "serve/assess.h"

#include <string.h>

static void put_links(struct request *r, struct json_out *j, const struct texts *links)
{
	json_array(j, "links");
	for (size_t i = 0; i < links->count; i++) {
		struct library_target target;

		if (!library_target(library_ours(), links->text[i], &r->arena, &target))
			continue; /* never: all were looked at when they were read */
		json_object(j, NULL);
		json_text(j, "link", links->text[i]);
		put_both(j, "title", &target.title);
		json_text(j, "page", target.page);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_entry(struct request *r, struct json_out *j, const struct library_kind *kind,
                      const struct library_entry *e)
{
	json_text(j, "id", e->id);
	json_text(j, "kind", kind->kind);
	put_both(j, "title", &e->title);
	put_both(j, "text", &e->text);
	put_text(j, "year", e->year);
	put_both(j, "clause", &e->clause);
	put_text(j, "key", e->key);
	put_text(j, "minutes", e->minutes);
	put_both(j, "who", &e->who);
	put_text(j, "measured", e->seen);
	put_texts(j, "facets", &e->facets);
	put_links(r, j, &e->links);
	json_array(j, "parts");
	for (size_t i = 0; i < e->part_count; i++) {
		json_object(j, NULL);
		put_text(j, "id", e->parts[i].id);
		put_both(j, "title", &e->parts[i].title);
		put_links(r, j, &e->parts[i].links);
		json_object_end(j);
	}
	json_array_end(j);
}

/* ---- all of them ---- */

static bool has_text(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->text[i], text) == 0)
			return true;
	return false;
}

static bool has_link(const struct library_entry *e, const char *link)
{
	bool found = has_text(&e->links, link) || has_text(&e->facets, link); /* data:sensor is both */

	for (size_t i = 0; !found && i < e->part_count; i++)
		found = has_text(&e->parts[i].links, link);
	return found;
}

/* Each of "use:visualise,data:sensor". */
static bool has_facets(struct request *r, const struct library_entry *e, const char *wanted)
{
	while (*wanted) {
		const size_t length = strcspn(wanted, ",");

		if (!has_text(&e->facets, arena_copy(&r->arena, wanted, length)))
			return false;
		wanted += length + (wanted[length] == ',');
	}
	return true;
}

static bool says(const struct words *words, const char *q)
{
	return words->ja && (strcasestr(words->ja, q) || strcasestr(words->en, q));
}

static bool mentions(const struct library_entry *e, const char *q)
{
	bool found = says(&e->title, q) || says(&e->text, q) || strcasestr(e->id, q);

	for (size_t i = 0; !found && i < e->part_count; i++)
		found = says(&e->parts[i].title, q);
	return found;
}

static bool wanted(struct request *r, const struct library_kind *kind, const struct library_entry *e)
{
	const char *only = request_text(r, "kind"), *link = request_text(r, "link");

	return (!*only || strcmp(only, kind->kind) == 0) && (!*link || has_link(e, link)) &&
	       has_facets(r, e, request_text(r, "facet")) && mentions(e, request_text(r, "q"));
}

static void put_kinds(struct json_out *j, const struct library *all)
{
	json_array(j, "kinds");
	for (size_t k = 0; k < all->kind_count; k++) {
		json_object(j, NULL);
		json_text(j, "id", all->kinds[k]->kind);
		put_both(j, "title", &all->kinds[k]->title);
		put_both(j, "says", &all->kinds[k]->says);
		put_both(j, "source", &all->kinds[k]->source);
		json_uint(j, "count", all->kinds[k]->entry_count);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_facets(struct json_out *j, const struct library_facets *facets)
{
	json_array(j, "facets");
	for (size_t f = 0; f < facets->facet_count; f++) {
		json_object(j, NULL);
		json_text(j, "id", facets->facets[f].id);
		put_both(j, "title", &facets->facets[f].title);
		json_array(j, "values");
		for (size_t v = 0; v < facets->facets[f].value_count; v++) {
			json_object(j, NULL);
			json_text(j, "id", facets->facets[f].values[v].id);
			put_both(j, "title", &facets->facets[f].values[v].title);
			json_object_end(j);
		}
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

void library_get(struct request *r)
{
	const struct library *all = library_ours();
	struct json_out *j = request_json(r, 200);

	put_kinds(j, all);
	put_facets(j, &all->facets);
	json_array(j, "items");
	for (size_t k = 0; k < all->kind_count; k++)
		for (size_t i = 0; i < all->kinds[k]->entry_count; i++) {
			if (!wanted(r, all->kinds[k], &all->kinds[k]->entries[i]))
				continue;
			json_object(j, NULL);
			put_entry(r, j, all->kinds[k], &all->kinds[k]->entries[i]);
			json_object_end(j);
		}
	json_array_end(j);
	request_end_json(r);
}

/* ---- one ---- */

/* What of our packs says that it is this framework's number. */
static void put_mapped(struct request *r, struct json_out *j, const struct pack *pack, const struct pack_item *item,
                       const char *key)
{
	const size_t length = strlen(key);
	struct library_target target;

	for (size_t i = 0; i < item->maps.count; i++) {
		const char *map = item->maps.text[i];

		if (strncmp(map, key, length) != 0 || map[length] != ':' ||
		    !library_target(library_ours(), arena_printf(&r->arena, "%s:%s", pack->id, item->id), &r->arena, &target))
			continue;
		json_object(j, NULL);
		json_text(j, "number", map + length + 1);
		json_text(j, "pack", pack->id);
		put_both(j, "pack_title", &pack->title);
		put_both(j, "title", &target.title);
		json_text(j, "page", target.page);
		json_object_end(j);
	}
}

static void put_maps(struct request *r, struct json_out *j, const char *key)
{
	const struct pack *pack;

	json_array(j, "maps");
	for (size_t p = 0; key && (pack = pack_built_in(p)); p++)
		for (size_t s = 0; s < pack->section_count; s++)
			for (size_t i = 0; i < pack->sections[s].item_count; i++)
				put_mapped(r, j, pack, &pack->sections[s].items[i], key);
	json_array_end(j);
}

static void put_seen(struct json_out *j, const struct library_entry *e, const struct seen *seen)
{
	json_object(j, "seen");
	json_text(j, "name", e->seen);
	json_text(j, "state", seen->state);
	put_text(j, "page", seen->page);
	put_text(j, "words", seen->words);
	put_time(j, "last_seen", seen->last);
	json_object(j, "numbers");
	for (size_t i = 0; i < SEEN_NUMBERS && seen->numbers[i].name; i++)
		json_uint(j, seen->numbers[i].name, seen->numbers[i].count);
	json_object_end(j);
	json_array(j, "parts");
	for (size_t i = 0; seen->has_parts && i < e->part_count && i < SEEN_PARTS; i++)
		json_uint(j, NULL, seen->parts[i]);
	json_array_end(j);
	json_object_end(j);
}

void library_one(struct request *r)
{
	const struct library_kind *kind;
	const struct library_entry *e = library_entry(library_ours(), r->argument, &kind);
	struct seen seen = {0};

	if (!e) {
		request_problem(r, 404, "Not found", "the library has no entry %.64s", r->argument);
		return;
	}
	if (e->seen && !library_look(r, e, &seen))
		return;
	struct json_out *j = request_json(r, 200);

	put_entry(r, j, kind, e);
	put_maps(r, j, e->key);
	if (e->seen)
		put_seen(j, e, &seen);
	request_end_json(r);
}
