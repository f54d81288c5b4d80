/* target.c - the request target: path segments and query (RFC 3986, 3.3 and 3.4).
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/target.h"

#include <errno.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/cursor.h"
#include "lib/text.h"

static int hex(uint8_t digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The byte behind a percent sign, -1 when there is none. */
static int escaped(struct cursor *c)
{
	const int high = hex(cursor_u8(c));
	const int low = hex(cursor_u8(c));

	return cursor_ok(c) && high >= 0 && low >= 0 ? high << 4 | low : -1;
}

char *target_decode(const char *text, size_t length, bool form, struct arena *arena)
{
	struct cursor c = cursor_init(text, length);
	char *out = arena_alloc(arena, length + 1);
	size_t used = 0;

	while (cursor_left(&c) > 0) {
		int byte = cursor_u8(&c);

		if (byte == '%')
			byte = escaped(&c);
		else if (byte == '+' && form)
			byte = ' ';
		if (byte < 0x20 || byte == 0x7f)
			return NULL;
		out[used++] = (char)byte;
	}
	return text_is_utf8(out, used) ? out : NULL;
}

/* What stands before the byte, or all that is left; the byte itself is passed over. */
static struct cursor before(struct cursor *c, uint8_t byte)
{
	const ptrdiff_t at = cursor_find(c, byte);
	struct cursor part = cursor_sub(c, at < 0 ? cursor_left(c) : (size_t)at);

	if (at >= 0)
		cursor_skip(c, 1);
	return part;
}

static char *decode(struct cursor part, bool form, struct arena *arena)
{
	return target_decode((const char *)part.pos, cursor_left(&part), form, arena);
}

static int parse_path(struct cursor path, struct arena *arena, struct target *out)
{
	while (cursor_left(&path) > 0) {
		struct cursor part = before(&path, '/');

		if (cursor_left(&part) == 0 && cursor_left(&path) == 0)
			return 0; /* "/assets/" is "/assets" */
		if (out->segment_count == TARGET_SEGMENTS)
			return -EINVAL;
		const char *segment = decode(part, false, arena);
		if (!segment)
			return -EINVAL;
		out->segment[out->segment_count++] = segment;
	}
	return 0;
}

static int parse_query(struct cursor query, struct arena *arena, struct target *out)
{
	while (cursor_left(&query) > 0) {
		struct cursor part = before(&query, '&');

		if (cursor_left(&part) == 0)
			continue;
		if (out->pair_count == TARGET_PAIRS)
			return -EINVAL;
		struct target_pair *pair = &out->pair[out->pair_count++];
		pair->name = decode(before(&part, '='), true, arena);
		pair->value = decode(part, true, arena);
		if (!pair->name || !pair->value)
			return -EINVAL;
	}
	return 0;
}

int target_parse(const char *text, size_t length, struct arena *arena, struct target *out)
{
	struct cursor c = cursor_init(text, length);

	*out = (struct target){.segment_count = 0};
	if (length > TARGET_LENGTH || !cursor_match(&c, "/", 1))
		return -EINVAL;
	struct cursor path = before(&c, '?');
	const int rc = parse_path(path, arena, out);
	return rc != 0 ? rc : parse_query(c, arena, out);
}

const char *target_value(const struct target *target, const char *name)
{
	for (size_t i = 0; i < target->pair_count; i++)
		if (strcmp(target->pair[i].name, name) == 0)
			return target->pair[i].value;
	return NULL;
}

bool target_match(const struct target *target, size_t first, const char *pattern,
                  const char **argument)
{
	size_t at = first;

	while (*pattern == '/') {
		const size_t length = strcspn(++pattern, "/");

		if (at >= target->segment_count)
			return false;
		const char *segment = target->segment[at++];
		if (*pattern == '{')
			*argument = segment;
		else if (strlen(segment) != length || memcmp(segment, pattern, length) != 0)
			return false;
		pattern += length;
	}
	return at == target->segment_count;
}
