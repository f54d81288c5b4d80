/* pack_sheet.c - a pack as rows of a workbook, and back (S4-183). SPDX-License-Identifier: Apache-2.0
 *
 * The tables by which a pack is read from YAML tell what its rows hold, too: a member that has no column goes into
 * the last one as it would stand in YAML.
 */

#include "govern/pack_sheet.h"

#include "govern/pack_shape.h"
#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <stdio.h>
#include <string.h>

#define HEADER_MAX 30 /* rows in which the titles are looked for */

enum column {
	KIND, ID, VERSION, TITLE_JA, TITLE_EN, HELP_JA, HELP_EN, EXAMPLE_JA, EXAMPLE_EN, NEXT_JA, NEXT_EN,
	REFERENCE, WHO, GAUGES, AGAINST, MAPS, NEEDS, MORE
};

const struct words pack_sheet_titles[PACK_SHEET_COLUMNS] = {
	[KIND] = {"種類", "Kind"},
	[ID] = {"番号", "No."},
	[VERSION] = {"版", "Version"},
	[TITLE_JA] = {"項目（日本語）", "Title (Japanese)"},
	[TITLE_EN] = {"項目（英語）", "Title (English)"},
	[HELP_JA] = {"説明（日本語）", "Help (Japanese)"},
	[HELP_EN] = {"説明（英語）", "Help (English)"},
	[EXAMPLE_JA] = {"例（日本語）", "Example (Japanese)"},
	[EXAMPLE_EN] = {"例（英語）", "Example (English)"},
	[NEXT_JA] = {"次の一歩（日本語）", "Next step (Japanese)"},
	[NEXT_EN] = {"次の一歩（英語）", "Next step (English)"},
	[REFERENCE] = {"出典の箇所", "Reference"},
	[WHO] = {"知っている人", "Who knows"},
	[GAUGES] = {"実測", "Gauges"},
	[AGAINST] = {"反証だけする実測", "Gauges that only contradict"},
	[MAPS] = {"対応", "Maps to"},
	[NEEDS] = {"先に要る項目", "Needs"},
	[MORE] = {"そのほか（YAML）", "More (YAML)"},
};

/* Members that have columns. The first member of every shape is its id. */
static const struct {
	const char *name;
	enum column column; /* of words the Japanese, the English follows */
} members[] = {
	{"version", VERSION}, {"title", TITLE_JA}, {"label", TITLE_JA}, {"help", HELP_JA},     {"example", EXAMPLE_JA},
	{"next", NEXT_JA},    {"reference", REFERENCE}, {"who", WHO},   {"gauges", GAUGES},    {"against", AGAINST},
	{"maps", MAPS},	      {"needs", NEEDS},
};

static const struct {
	const char *kind; /* as the sheet calls a row */
	const char *list; /* of the pack */
} kinds[] = {{"step", "scale"}, {"person", "people"}, {"column", "columns"}, {"section", "sections"}};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))
#define SECTION (KINDS - 1)

static int column_of(const char *member)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (strcmp(members[i].name, member) == 0)
			return (int)members[i].column;
	return -1;
}

static const struct field *field_of(const struct shape *shape, const char *name)
{
	for (const struct field *f = shape->fields; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* ---- out ---- */

static const void *at(const void *base, size_t offset)
{
	return (const char *)base + offset;
}

/* JSON's escapes are YAML's. */
static void put_quoted(struct buf *out, const char *text)
{
	buf_byte(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"' || *p == '\\')
			buf_byte(out, '\\');
		if (*p == '\n' || *p == '\r' || *p == '\t')
			buf_text(out, *p == '\n' ? "\\n" : *p == '\r' ? "\\r" : "\\t");
		else
			buf_byte(out, (uint8_t)*p);
	}
	buf_byte(out, '"');
}

static void put_words(struct buf *out, const struct words *w)
{
	buf_text(out, "{ja: ");
	put_quoted(out, w->ja);
	if (*w->en) { /* a translation that is missing is told as such */
		buf_text(out, ", en: ");
		put_quoted(out, w->en);
	}
	buf_text(out, "}");
}

static void put_texts(struct buf *out, const struct texts *list)
{
	buf_text(out, "[");
	for (size_t i = 0; i < list->count; i++) {
		buf_text(out, i ? ", " : "");
		put_quoted(out, list->text[i]);
	}
	buf_text(out, "]");
}

static bool is_there(const struct field *f, const void *base)
{
	switch (f->kind) {
	case FIELD_WORDS:
		return ((const struct words *)at(base, f->offset))->ja != NULL;
	case FIELD_TEXTS:
		return ((const struct texts *)at(base, f->offset))->count > 0;
	case FIELD_FLAG:
		return *(const bool *)at(base, f->offset);
	case FIELD_CHILDREN:
		return *(const size_t *)at(base, f->count) > 0;
	default:
		return *(const char *const *)at(base, f->offset) != NULL;
	}
}

static void put_map(struct buf *out, const struct shape *shape, const void *base);

static void put_value(struct buf *out, const struct field *f, const void *base)
{
	if (f->kind == FIELD_WORDS) {
		put_words(out, at(base, f->offset));
	} else if (f->kind == FIELD_TEXTS) {
		put_texts(out, at(base, f->offset));
	} else if (f->kind == FIELD_FLAG) {
		buf_text(out, "true");
	} else if (f->kind == FIELD_CHILDREN) {
		const char *rows = *(const char *const *)at(base, f->offset);

		buf_text(out, "[");
		for (size_t i = 0; i < *(const size_t *)at(base, f->count); i++) {
			buf_text(out, i ? ", " : "");
			put_map(out, f->shape, rows + i * f->shape->size);
		}
		buf_text(out, "]");
	} else {
		put_quoted(out, *(const char *const *)at(base, f->offset));
	}
}

static void put_member(struct buf *out, const struct field *f, const void *base, bool first)
{
	buf_text(out, first ? "" : ", ");
	buf_text(out, f->name);
	buf_text(out, ": ");
	put_value(out, f, base);
}

static void put_map(struct buf *out, const struct shape *shape, const void *base)
{
	bool first = true;

	buf_text(out, "{");
	for (const struct field *f = shape->fields; f->name; f++)
		if (is_there(f, base)) {
			put_member(out, f, base, first);
			first = false;
		}
	buf_text(out, "}");
}

struct writer {
	struct arena *arena;
	pack_sheet_row *row;
	void *argument;
};

static const char *taken(struct writer *w, struct buf *b)
{
	const char *text = arena_strdup(w->arena, buf_string(b));

	buf_free(b);
	return text;
}

/* "a, b" */
static const char *joined(struct writer *w, const struct texts *list)
{
	struct buf b = {0};

	for (size_t i = 0; i < list->count; i++) {
		buf_text(&b, i ? ", " : "");
		buf_text(&b, list->text[i]);
	}
	return taken(w, &b);
}

static void put_cell(struct writer *w, const struct field *f, const void *base, int column, const char **cells)
{
	const struct words *words = at(base, f->offset);

	if (f->kind == FIELD_TEXTS) {
		cells[column] = joined(w, at(base, f->offset));
	} else if (f->kind == FIELD_WORDS) {
		cells[column] = words->ja;
		cells[column + 1] = words->en;
	} else {
		cells[column] = *(const char *const *)at(base, f->offset);
	}
}

/* Lists of rows of their own are left out. */
static void tell(struct writer *w, const char *kind, const struct shape *shape, const void *base)
{
	const char *cells[PACK_SHEET_COLUMNS];
	struct buf more = {0};

	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		cells[i] = "";
	cells[KIND] = kind;
	cells[ID] = *(const char *const *)at(base, shape->fields[0].offset);
	for (const struct field *f = shape->fields + 1; f->name; f++) {
		const int column = column_of(f->name);
		const bool rows = f->kind == FIELD_CHILDREN && strcmp(f->name, "at") != 0;

		if (rows || !is_there(f, base))
			continue;
		if (column >= 0)
			put_cell(w, f, base, column, cells);
		else
			put_member(&more, f, base, more.length == 0);
	}
	cells[MORE] = taken(w, &more);
	w->row(w->argument, cells);
}

static void tell_list(struct writer *w, const char *kind, const struct field *list, const void *base)
{
	const char *rows = *(const char *const *)at(base, list->offset);
	const struct field *items = field_of(list->shape, "items");

	for (size_t i = 0; i < *(const size_t *)at(base, list->count); i++) {
		tell(w, kind, list->shape, rows + i * list->shape->size);
		if (items)
			tell_list(w, "item", items, rows + i * list->shape->size);
	}
}

void pack_to_sheet(const struct pack *pack, struct arena *arena, pack_sheet_row *row, void *argument)
{
	struct writer w = {arena, row, argument};
	const struct shape *shape = pack_shape_of_packs();

	tell(&w, "pack", shape, pack);
	for (size_t i = 0; i < KINDS; i++)
		tell_list(&w, kinds[i].kind, field_of(shape, kinds[i].list), pack);
}

/* ---- in ---- */

struct reader {
	struct buf *yaml;
	int place[PACK_SHEET_COLUMNS]; /* of our columns in the sheet, -1 none */
	size_t open;		       /* list that stands open, KINDS none */
	bool begun, in_section, has_row, has_item;
};

static const char *cell(const struct reader *r, const struct ledger_line *line, enum column column)
{
	const int place = r->place[column];

	return place >= 0 && (size_t)place < line->count ? line->cells[place] : "";
}

static bool find_columns(struct reader *r, const struct ledger_line *line)
{
	for (size_t c = 0; c < PACK_SHEET_COLUMNS; c++) {
		r->place[c] = -1;
		for (size_t i = 0; i < line->count; i++)
			if (strcmp(line->cells[i], pack_sheet_titles[c].ja) == 0 ||
			    strcmp(line->cells[i], pack_sheet_titles[c].en) == 0)
				r->place[c] = (int)i;
	}
	return r->place[KIND] >= 0 && r->place[ID] >= 0 && r->place[TITLE_JA] >= 0;
}

static void write_list(struct buf *out, const char *name, const char *text)
{
	char word[LEDGER_CELL_MAX + 1];
	bool first = true;

	buf_text(out, ", ");
	buf_text(out, name);
	buf_text(out, ": [");
	for (const char *p = text; *p; p += strcspn(p, ","), p += *p == ',') {
		size_t length;

		p += strspn(p, " ");
		length = strcspn(p, ",");
		while (length && p[length - 1] == ' ')
			length--;
		if (length == 0)
			continue;
		snprintf(word, sizeof(word), "%.*s", (int)length, p);
		buf_text(out, first ? "" : ", ");
		put_quoted(out, word);
		first = false;
	}
	buf_text(out, "]");
}

/* The members of a row, as a map that stays open. */
static void write_members(struct reader *r, const struct ledger_line *line, const struct shape *shape)
{
	buf_text(r->yaml, "{");
	buf_text(r->yaml, shape->fields[0].name);
	buf_text(r->yaml, ": ");
	put_quoted(r->yaml, cell(r, line, ID));
	for (const struct field *f = shape->fields + 1; f->name; f++) {
		const int column = column_of(f->name);
		const char *text = column >= 0 ? cell(r, line, (enum column)column) : "";

		if (!*text)
			continue;
		if (f->kind == FIELD_TEXTS) {
			write_list(r->yaml, f->name, text);
			continue;
		}
		buf_text(r->yaml, ", ");
		buf_text(r->yaml, f->name);
		buf_text(r->yaml, ": ");
		if (f->kind == FIELD_WORDS)
			put_words(r->yaml, &(struct words){text, cell(r, line, (enum column)(column + 1))});
		else
			put_quoted(r->yaml, text);
	}
	const char *more = cell(r, line, MORE);

	buf_text(r->yaml, *more ? ", " : "");
	buf_text(r->yaml, more);
}

static void close_section(struct reader *r)
{
	if (r->in_section)
		buf_text(r->yaml, "]}");
	r->in_section = false;
}

static void close_list(struct reader *r)
{
	close_section(r);
	if (r->open < KINDS)
		buf_text(r->yaml, "]");
	r->open = KINDS;
}

static void write_row(struct reader *r, const struct ledger_line *line, size_t kind)
{
	if (r->open != kind) {
		close_list(r);
		buf_text(r->yaml, ", ");
		buf_text(r->yaml, kinds[kind].list);
		buf_text(r->yaml, ": [");
		r->has_row = false;
	}
	close_section(r);
	r->open = kind;
	buf_text(r->yaml, r->has_row ? ", " : "");
	r->has_row = true;
	write_members(r, line, field_of(pack_shape_of_packs(), kinds[kind].list)->shape);
	buf_text(r->yaml, kind == SECTION ? ", items: [" : "}");
	r->in_section = kind == SECTION;
	r->has_item = false;
}

static void write_item(struct reader *r, const struct ledger_line *line)
{
	const struct shape *section = field_of(pack_shape_of_packs(), kinds[SECTION].list)->shape;

	buf_text(r->yaml, r->has_item ? ", " : "");
	r->has_item = true;
	write_members(r, line, field_of(section, "items")->shape);
	buf_text(r->yaml, "}");
}

/* NULL, or why the row may not stand there. */
static const char *take(struct reader *r, const struct ledger_line *line)
{
	const char *kind = cell(r, line, KIND);

	if (strcmp(kind, "pack") == 0) {
		if (r->begun)
			return "there is a second row of kind pack";
		r->begun = true;
		write_members(r, line, pack_shape_of_packs());
		return NULL;
	}
	if (!r->begun)
		return "the first row must be of kind pack";
	if (strcmp(kind, "item") == 0) {
		if (!r->in_section)
			return "an item stands before its section";
		write_item(r, line);
		return NULL;
	}
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kind, kinds[i].kind) == 0) {
			write_row(r, line, i);
			return NULL;
		}
	return "the kind is none of pack, step, person, column, section, item";
}

static bool is_empty(const struct ledger_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->cells[i][0])
			return false;
	return true;
}

bool pack_from_sheet(const struct ledger_sheet *sheet, struct buf *yaml, char *error, size_t error_size)
{
	struct reader r = {.yaml = yaml, .open = KINDS};
	size_t header = 0;

	while (header < sheet->count && header < HEADER_MAX && !find_columns(&r, &sheet->lines[header]))
		header++;
	if (header == sheet->count || header == HEADER_MAX) {
		snprintf(error, error_size, "line 1: no row has the titles of a pack's columns");
		return false;
	}
	for (size_t i = 0; i < sheet->count; i++) {
		const char *why = i > header && !is_empty(&sheet->lines[i]) ? take(&r, &sheet->lines[i]) : NULL;

		if (why) {
			snprintf(error, error_size, "line %zu: %s", i + 1, why);
			return false;
		}
		buf_byte(yaml, '\n');
	}
	close_list(&r);
	buf_text(yaml, r.begun ? "}\n" : "");
	return true;
}
