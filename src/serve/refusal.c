/* refusal.c - the words of a refusal in the language of who asks. SPDX-License-Identifier: Apache-2.0
 *
 * The code and what other processes answer say it in English. Here the finished line is laid against the
 * rows of refusals.inc, a conversion standing for whatever was put there.
 */

#include "serve/refusal.h"

#include <string.h>

#include "lib/buf.h"

#define PIECES_MAX  4
#define NESTING_MAX 4

static const struct row {
	const char *english;
	const char *japanese;
} rows[] = {
#include "serve/refusals.inc"
};

struct piece {
	const char *text;
	size_t length;
};

/* Behind the conversion that begins at p: its letter is the first that is no length. */
static const char *behind(const char *p)
{
	p += strcspn(p, "sduc");
	return *p ? p + 1 : p;
}

static bool is_number(const char *conversion)
{
	const char letter = behind(conversion)[-1];

	return letter == 'd' || letter == 'u';
}

static bool fits(const char *row, const char *text, struct piece *pieces, size_t left);

/* A number takes all its digits; a text the least with which the rest fits. */
static bool fits_piece(const char *row, const char *text, struct piece *piece, size_t left)
{
	const size_t length = strlen(text), digits = strspn(text, "-0123456789");
	const bool number = is_number(row);

	if (left == 0 || (number && digits == 0))
		return false;
	for (size_t n = number ? digits : 0; n <= (number ? digits : length); n++) {
		*piece = (struct piece){text, n};
		if (fits(behind(row), text + n, piece + 1, left - 1))
			return true;
	}
	return false;
}

static bool fits(const char *row, const char *text, struct piece *pieces, size_t left)
{
	for (; *row && *row != '%'; row++, text++)
		if (*row != *text)
			return false;
	return *row ? fits_piece(row, text, pieces, left) : *text == '\0';
}

/* How much of a row is words of its own: the row with the most says it best. */
static size_t own_words(const char *row)
{
	size_t count = 0;

	while (*row)
		if (*row == '%')
			row = behind(row);
		else
			row++, count++;
	return count;
}

static const struct row *find(const char *text, struct piece pieces[PIECES_MAX])
{
	const struct row *best = NULL;
	struct piece found[PIECES_MAX];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!fits(rows[i].english, text, found, PIECES_MAX) ||
		    (best && own_words(best->english) >= own_words(rows[i].english)))
			continue;
		best = &rows[i];
		memcpy(pieces, found, sizeof(found));
	}
	return best;
}

static const char *translate(struct arena *arena, const char *english, int nesting)
{
	struct piece pieces[PIECES_MAX] = {0}, *piece = pieces;
	const struct row *row = nesting < NESTING_MAX ? find(english, pieces) : NULL;
	struct buf out = {0};

	if (!row)
		return english;
	for (const char *p = row->japanese; *p;) {
		const size_t length = strcspn(p, "%");

		buf_append(&out, p, length);
		p += length;
		if (!*p)
			break;
		buf_text(&out, translate(arena, arena_copy(arena, piece->text, piece->length), nesting + 1));
		piece++;
		p = behind(p);
	}
	const char *text = arena_strdup(arena, buf_string(&out));
	buf_free(&out);
	return text;
}

const char *refusal_japanese(struct arena *arena, const char *english)
{
	return translate(arena, english, 0);
}
