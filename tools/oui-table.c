/* oui-table.c - build tool: IEEE's lists of MAC prefixes (CSV) become one sorted C table.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: oui-table OUT.c FILE.csv...   The length of the assignment tells that of the prefix: 6, 7
 * or 9 digits.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	uint64_t prefix; /* aligned to the left of 48 bits */
	unsigned bits;
	char *name;
};

static struct entry *entries;
static size_t count;
static size_t capacity;

static void fail(const char *what, const char *with)
{
	fprintf(stderr, "oui-table: %s: %s\n", what, with);
	exit(1);
}

/* Reads one CSV field into text; returns what follows its comma, or NULL at the end of the line. */
static const char *read_field(const char *p, char *text, size_t size)
{
	size_t length = 0;
	bool quoted = *p == '"';

	if (quoted)
		p++;
	while (*p && *p != '\n' && *p != '\r') {
		if (quoted && *p == '"' && p[1] != '"') {
			quoted = false;
			p++;
			continue;
		}
		if (quoted && *p == '"')
			p++;
		else if (!quoted && *p == ',')
			break;
		if (length + 1 < size && (unsigned char)*p >= 0x20)
			text[length++] = *p;
		p++;
	}
	while (length > 0 && text[length - 1] == ' ')
		length--;
	text[length] = '\0';
	return *p == ',' ? p + 1 : NULL;
}

static void add(uint64_t prefix, unsigned bits, const char *name)
{
	if (count == capacity) {
		capacity = capacity ? capacity * 2 : 65536;
		entries = realloc(entries, capacity * sizeof(*entries));
		if (!entries)
			fail("out of memory", "");
	}
	entries[count].prefix = prefix << (48 - bits);
	entries[count].bits = bits;
	entries[count].name = strdup(name);
	count++;
}

static void read_line(const char *line)
{
	char registry[32];
	char digits[32];
	char name[256];
	const char *p = read_field(line, registry, sizeof(registry));

	if (!p || !(p = read_field(p, digits, sizeof(digits))))
		return;
	(void)read_field(p, name, sizeof(name));
	char *end;
	const uint64_t prefix = strtoull(digits, &end, 16);
	const size_t length = strlen(digits);

	if (*end || (length != 6 && length != 7 && length != 9) || !name[0])
		return;
	/* IEEE Registration Authority holds what is given on in smaller pieces; Private names
	 * nobody. */
	if (strcmp(name, "Private") != 0 && strncmp(name, "IEEE Registration", 17) != 0)
		add(prefix, (unsigned)length * 4, name);
}

static void read_csv(const char *path)
{
	char line[4096];
	FILE *file = fopen(path, "r");

	if (!file)
		fail("cannot open", path);
	while (fgets(line, sizeof(line), file))
		read_line(line);
	fclose(file);
}

static int by_prefix(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;

	if (a->bits != b->bits)
		return a->bits < b->bits ? -1 : 1;
	return a->prefix < b->prefix ? -1 : a->prefix > b->prefix;
}

static int by_name(const void *left, const void *right)
{
	return strcmp((*(struct entry *const *)left)->name, (*(struct entry *const *)right)->name);
}

static void write_string(FILE *out, const char *text)
{
	fputs("\t\"", out);
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if (*p == '"' || *p == '\\')
			fputc('\\', out);
		fputc(*p, out);
	}
	fputs("\\0\"\n", out);
}

/* Writes each name once and leaves in `prefix` order the place of every entry's name. */
static void write_names(FILE *out, uint32_t *place)
{
	struct entry **sorted = malloc(count * sizeof(struct entry *));
	uint32_t offset = 0;

	if (!sorted)
		fail("out of memory", "");
	for (size_t i = 0; i < count; i++)
		sorted[i] = &entries[i];
	qsort(sorted, count, sizeof(struct entry *), by_name);
	fputs("const char oui_names[] =\n", out);
	for (size_t i = 0; i < count; i++) {
		const bool same = i > 0 && strcmp(sorted[i]->name, sorted[i - 1]->name) == 0;

		if (i > 0 && !same)
			offset += (uint32_t)strlen(sorted[i - 1]->name) + 1;
		if (!same)
			write_string(out, sorted[i]->name);
		place[sorted[i] - entries] = offset;
	}
	fputs("\t;\n", out);
	free(sorted);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		fail("usage", "oui-table OUT.c FILE.csv...");
	for (int i = 2; i < argc; i++)
		read_csv(argv[i]);
	if (count == 0)
		fail("no prefixes in", argv[2]);
	qsort(entries, count, sizeof(*entries), by_prefix);

	FILE *out = fopen(argv[1], "w");
	uint32_t *place = calloc(count, sizeof(*place));

	if (!out || !place)
		fail("cannot write", argv[1]);
	fputs("/* Made by tools/oui-table from IEEE's lists. */\n#include \"inventory/oui.h\"\n\n",
	      out);
	write_names(out, place);
	fprintf(out, "const size_t oui_count = %zu;\nconst struct oui_entry oui_table[] = {\n",
	        count);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "\t{0x%012llxULL, %u, %u},\n", (unsigned long long)entries[i].prefix,
		        entries[i].bits, place[i]);
	fputs("};\n", out);
	free(place);
	return fclose(out) == 0 ? 0 : 1;
}
