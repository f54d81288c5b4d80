/* line.c - reading protocols that are made of lines of text. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/line.h"

#include <strings.h>

bool line_next(struct cursor *c, struct cursor *line)
{
	ptrdiff_t at = cursor_find(c, '\n');

	if (at < 0)
		return false;
	*line = cursor_sub(c, (size_t)at);
	cursor_skip(c, 1);
	if (at > 0 && line->pos[at - 1] == '\r')
		line->end--;
	return true;
}

static bool is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\0';
}

void line_trim(struct cursor *text)
{
	while (cursor_left(text) > 0 && is_blank(*text->pos))
		cursor_skip(text, 1);
	while (cursor_left(text) > 0 && is_blank(text->end[-1]))
		text->end--;
}

bool line_begins(const struct cursor *text, const char *word)
{
	/* the first byte, letters of either case being equal, decides nearly always */
	if (cursor_left(text) > 0 && (*text->pos | 0x20) != (word[0] | 0x20) && word[0])
		return false;
	size_t length = strlen(word);
	const uint8_t *p = cursor_peek(text, length);

	return p && strncasecmp((const char *)p, word, length) == 0;
}

bool line_may_begin(const struct cursor *text, const char *word)
{
	size_t length = strlen(word);
	size_t left = cursor_left(text);

	return left == 0 ||
	       strncasecmp((const char *)text->pos, word, left < length ? left : length) == 0;
}

bool line_is(const struct cursor *text, const char *word)
{
	return cursor_left(text) == strlen(word) && line_begins(text, word);
}

ptrdiff_t line_find(const struct cursor *text, const char *word)
{
	struct cursor rest = *text;

	for (; cursor_left(&rest) > 0; cursor_skip(&rest, 1))
		if (line_begins(&rest, word))
			return (ptrdiff_t)(cursor_left(text) - cursor_left(&rest));
	return -1;
}

ptrdiff_t line_find_exact(const struct cursor *text, const char *word)
{
	const uint8_t *at = memmem(text->pos, cursor_left(text), word, strlen(word));

	return at ? at - text->pos : -1;
}

struct cursor line_until(struct cursor *text, uint8_t byte)
{
	ptrdiff_t at = cursor_find(text, byte);

	if (at < 0)
		return cursor_sub(text, cursor_left(text));
	struct cursor before = cursor_sub(text, (size_t)at);

	cursor_skip(text, 1);
	return before;
}

bool line_value(const struct cursor *line, const char *name, struct cursor *value)
{
	if (!line_begins(line, name))
		return false;
	*value = *line;
	cursor_skip(value, strlen(name));
	if (!cursor_match(value, ":", 1))
		return false;
	line_trim(value);
	return true;
}

static int digit_of(uint8_t byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return 99;
}

bool line_number(struct cursor *text, unsigned base, uint64_t *number)
{
	int digits = 0;

	*number = 0;
	for (; cursor_left(text) > 0; cursor_skip(text, 1), digits++) {
		int digit = digit_of(*text->pos);

		if (digit >= (int)base)
			break;
		if (digits >= 15)
			return false;
		*number = *number * base + (unsigned)digit;
	}
	return digits > 0;
}

bool line_between(const struct cursor *text, const char *open, const char *close,
                  struct cursor *inside)
{
	ptrdiff_t at = line_find(text, open);

	if (at < 0)
		return false;
	struct cursor rest = *text;

	cursor_skip(&rest, (size_t)at + strlen(open));
	ptrdiff_t end = line_find(&rest, close);

	if (end < 0)
		return false;
	*inside = cursor_sub(&rest, (size_t)end);
	line_trim(inside);
	return true;
}

bool line_is_plain(const struct cursor *text)
{
	for (struct cursor c = *text; cursor_left(&c) > 0; cursor_skip(&c, 1))
		if (*c.pos != '\t' && *c.pos != '\r' && *c.pos != '\n' &&
		    (*c.pos < 0x20 || *c.pos == 0x7f))
			return false;
	return true;
}
