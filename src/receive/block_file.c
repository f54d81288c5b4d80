/* block_file.c - a list of names and addresses that are not wanted, as others hand them out. SPDX-License-Identifier: Apache-2.0 */

#include "receive/block_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/address.h"
#include "lib/arena.h"
#include "lib/cursor.h"

#define LINE_MAX_BYTES 1024
#define WORDS	       16
/* A wider network than these is a slip of the pen that would cut the plant off. */
#define WIDEST_4 8
#define WIDEST_6 16

struct line {
	char text[LINE_MAX_BYTES];
	char *word[WORDS];
	size_t count;
};

struct reading {
	struct arena *arena;
	struct block_file *out;
	size_t most;
	size_t room;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == ',';
}

/* Words of what stands before a remark, in small letters. */
static void split(struct line *l)
{
	l->text[strcspn(l->text, "#;!")] = '\0';
	l->count = 0;
	for (char *p = l->text; *p && l->count < WORDS;) {
		while (is_blank(*p))
			p++;
		if (*p)
			l->word[l->count++] = p;
		for (; *p && !is_blank(*p); p++)
			if (*p >= 'A' && *p <= 'Z')
				*p = (char)(*p + 32);
		if (*p)
			*p++ = '\0';
	}
}

static bool is_label(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* An address has no letters behind its last dot. */
static bool is_named(const char *text)
{
	const char *dot = strrchr(text, '.');

	return dot && strspn(dot + 1, "0123456789") != strlen(dot + 1);
}

/* RFC 1035, 2.3.4; with a dot inside, for a whole top-level domain is a slip, too. Ends it where it ends. */
static bool is_name(char *text)
{
	size_t length = strlen(text), label = 0, dots = 0;

	if (length > 1 && text[length - 1] == '.')
		text[--length] = '\0';
	for (size_t i = 0; i < length; i++) {
		dots += text[i] == '.';
		if (text[i] == '.' ? label == 0 : !is_label(text[i]) || label == 63)
			return false;
		label = text[i] == '.' ? 0 : label + 1;
	}
	return label > 0 && dots > 0 && length < 254 && is_named(text) && strcmp(text, "localhost.localdomain") != 0;
}

/* "*.name", ".name", "||name^" */
static char *bare_name(char *word)
{
	const size_t length = strlen(word);

	if (strncmp(word, "||", 2) == 0 && length > 3 && word[length - 1] == '^') {
		word[length - 1] = '\0';
		return word + 2;
	}
	return strncmp(word, "*.", 2) == 0 ? word + 2 : *word == '.' ? word + 1 : word;
}

static bool is_network(char *word)
{
	char *slash = strchr(word, '/');
	struct address a;
	char *end = NULL;

	if (slash)
		*slash = '\0';
	bool good = address_parse(word, &a) && !address_is_zero(&a);
	const long widest = good && address_is_ip4(&a) ? WIDEST_4 : WIDEST_6;
	const long narrowest = good && address_is_ip4(&a) ? 32 : 128;
	const long prefix = slash ? strtol(slash + 1, &end, 10) : narrowest;

	good = good && (!slash || (slash[1] >= '0' && slash[1] <= '9' && !*end)) && prefix >= widest &&
	       prefix <= narrowest;
	if (slash)
		*slash = '/';
	return good;
}

/* "0.0.0.0 name name": where a hosts file sends what is not wanted. */
static bool is_sink(const char *word)
{
	static const char *const sinks[] = {"0.0.0.0", "127.0.0.1", "::", "::1"};

	for (size_t i = 0; i < sizeof(sinks) / sizeof(sinks[0]); i++)
		if (strcmp(word, sinks[i]) == 0)
			return true;
	return false;
}

static bool add(struct reading *r, char *word)
{
	struct block_file *out = r->out;
	char *name = bare_name(word);

	if ((!is_network(word) && !is_name(name)) || out->count == r->most)
		return false;
	if (out->count == r->room) {
		const size_t room = r->room * 2 + 1024;
		const char **more = arena_alloc(r->arena, room * sizeof(*more));

		if (out->count)
			memcpy(more, out->entries, out->count * sizeof(*more));
		out->entries = more;
		r->room = room;
	}
	out->entries[out->count++] = arena_strdup(r->arena, name);
	return true;
}

static bool take(struct reading *r, struct line *l)
{
	size_t first = l->count > 1 && is_sink(l->word[0]) ? 1 : 0;
	size_t end = first ? l->count : 1;
	bool good = true;

	if (!first && l->count > 1 && strcmp(l->word[1], "cname") != 0)
		end = l->count; /* several on a line */
	for (size_t i = first; i < end; i++)
		good = add(r, l->word[i]) && good;
	return good;
}

static void next_line(struct cursor *c, struct line *l, bool *whole)
{
	const ptrdiff_t end = cursor_find(c, '\n');
	const size_t length = end < 0 ? cursor_left(c) : (size_t)end;
	const uint8_t *text = cursor_take(c, length);
	const size_t kept = length < sizeof(l->text) ? length : sizeof(l->text) - 1;

	*whole = length < sizeof(l->text) && (!length || !memchr(text, '\0', length));
	if (kept)
		memcpy(l->text, text, kept);
	l->text[kept] = '\0';
	if (end >= 0)
		cursor_skip(c, 1);
}

void block_file_read(const void *bytes, size_t length, size_t most, struct arena *arena,
		     struct block_file *out)
{
	struct cursor c = cursor_init(bytes, length);
	struct reading r = {.arena = arena, .out = out, .most = most};
	struct line l;
	size_t number = 0;
	bool whole;

	*out = (struct block_file){.count = 0};
	(void)cursor_match(&c, "\xef\xbb\xbf", 3);
	while (cursor_left(&c)) {
		next_line(&c, &l, &whole);
		number++;
		split(&l);
		if (whole && (l.count == 0 || take(&r, &l)))
			continue;
		out->first_refused = out->refused ? out->first_refused : number;
		out->refused++;
	}
}
