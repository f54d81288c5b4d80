/* library_link.c - where links of the library lead. SPDX-License-Identifier: Apache-2.0 */

#include "govern/library.h"

#include "govern/dataflow.h"
#include "judge/texts.h"
#include "lib/arena.h"

#include <stdio.h>
#include <string.h>

struct look {
	const struct library *library;
	struct arena *arena;
	struct library_target *out;
};

typedef bool link_function(const struct look *look, const char *id);

static bool lead(const struct look *look, const struct words *title, const char *page)
{
	look->out->title = *title;
	look->out->page = page;
	return true;
}

static bool to_cell(const struct look *look, const char *id)
{
	const struct pack *pack = pack_find("smkl-security");
	const char *slash = strchr(id, '/');

	for (size_t c = 0; slash && c < pack->column_count; c++)
		for (size_t s = 0; s < pack->section_count; s++) {
			const struct pack_column *column = &pack->columns[c];
			const struct pack_section *section = &pack->sections[s];
			const size_t length = strlen(column->id);

			if (strncmp(column->id, id, length) != 0 || id + length != slash ||
			    strcmp(section->id, slash + 1) != 0)
				continue;
			const struct words title = {
				.ja = arena_printf(look->arena, "%s ／ %s %s", column->title.ja, section->id, section->title.ja),
				.en = arena_printf(look->arena, "%s / %s %s", column->title.en, section->id, section->title.en),
			};
			return lead(look, &title, arena_printf(look->arena, "smkl?cell=%s", id));
		}
	return false;
}

static bool to_data(const struct look *look, const char *id)
{
	const struct data_book *book = data_book();

	for (size_t i = 0; i < book->class_count; i++)
		if (strcmp(book->classes[i].id, id) == 0)
			return lead(look, &book->classes[i].title, "dataflow");
	return false;
}

static bool to_threat(const struct look *look, const char *id)
{
	const struct data_book *book = data_book();

	for (size_t i = 0; i < book->threat_count; i++)
		if (strcmp(book->threats[i].id, id) == 0)
			return lead(look, &book->threats[i].title, "dataflow");
	return false;
}

static bool to_help(const struct look *look, const char *id)
{
	const struct data_book *book = data_book();

	for (size_t i = 0; i < book->measure_count; i++)
		if (strcmp(book->measures[i].id, id) == 0)
			return lead(look, &book->measures[i].title, book->measures[i].page);
	return false;
}

static bool to_detector(const struct look *look, const char *id)
{
	const struct finding_text *ja = finding_text(id, LANGUAGE_JA), *en = finding_text(id, LANGUAGE_EN);

	if (!ja || !en)
		return false;
	return lead(look, &(struct words){ja->title, en->title}, arena_printf(look->arena, "findings?detector=%s", id));
}

static bool to_entry(const struct look *look, const char *id)
{
	const struct library_entry *entry = library_entry(look->library, id, NULL);

	return entry && lead(look, &entry->title, arena_printf(look->arena, "library?open=%s", id));
}

/* web/src/pages.tsx; a browser test opens those that are linked. */
static bool to_page(const struct look *look, const char *id)
{
	static const char *const pages[] = {"allowlist", "assets", "checklist", "communications", "compare", "dataflow",
					    "fill", "findings", "help", "ledger", "map", "plan", "reports", "roadmap",
					    "records", "scoring", "sensors", "settings", "smkl", "steps", "vulnerabilities",
					    "zones", NULL};
	const size_t length = strcspn(id, "?");

	for (size_t i = 0; pages[i]; i++)
		if (strlen(pages[i]) == length && strncmp(pages[i], id, length) == 0)
			return lead(look, &(struct words){NULL, NULL}, id);
	return false;
}

static const struct {
	const char *type;
	link_function *to;
} types[] = {
	{"cell", to_cell},	   {"data", to_data},	{"threat", to_threat}, {"help", to_help},
	{"detector", to_detector}, {"entry", to_entry}, {"page", to_page},
};

/* Where packs are answered; %s the item. */
static const struct {
	const char *pack, *page;
} pages_of_packs[] = {
	{"meti-checklist", "checklist?open=%s"}, {"meti-device", "steps?step=2-2"}, {"meti-measures", "steps?step=3"},
	{"meti-motives", "steps?step=1-1"},	 {"meti-network", "steps?step=2-1"}, {"meti-situation", "steps?step=1-1"},
	{"meti-threats", "steps?step=1-7"},	 {"smkl-original", "smkl?pack=smkl-original"}, {"smkl-scoring", "scoring"},	    {"smkl-security", "smkl"},
};

static bool to_item(const struct look *look, const struct pack *pack, const char *id)
{
	const struct pack_item *item = pack_item(pack, id);

	for (size_t i = 0; item && i < sizeof(pages_of_packs) / sizeof(pages_of_packs[0]); i++) {
		const char *page = pages_of_packs[i].page, *percent = strchr(page, '%');

		if (strcmp(pages_of_packs[i].pack, pack->id) != 0)
			continue;
		if (percent)
			page = arena_printf(look->arena, "%.*s%s", (int)(percent - page), page, id);
		const struct words title = {
			.ja = arena_printf(look->arena, "%s %s", id, item->title.ja),
			.en = arena_printf(look->arena, "%s %s", id, item->title.en),
		};
		return lead(look, &title, page);
	}
	return false;
}

bool library_target(const struct library *library, const char *link, struct arena *arena,
		    struct library_target *out)
{
	const struct look look = {.library = library, .arena = arena, .out = out};
	const char *colon = strchr(link, ':');

	if (!colon)
		return false;
	const char *type = arena_printf(arena, "%.*s", (int)(colon - link), link);
	const struct pack *pack = pack_find(type);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].type, type) == 0)
			return types[i].to(&look, colon + 1);
	return pack && to_item(&look, pack, colon + 1);
}
