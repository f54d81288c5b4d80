/* json_in.c - JSON read into a flat array of values (RFC 8259). SPDX-License-Identifier: Apache-2.0
 */

#include "lib/json_in.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/cursor.h"
#include "lib/plain.h"
#include "lib/text.h"

struct parser {
	struct cursor in;
	struct arena *arena;
	struct json_value *values;
	uint32_t count;
	uint32_t capacity;
	char *text; /* where the next text goes: never longer than what it was read from */
	int depth;
	const char *wrong;
};

static bool wrong(struct parser *p, const char *what)
{
	p->wrong = what;
	return false;
}

/* The next byte without passing over it, 0 at the end. */
static inline uint8_t next_byte(const struct parser *p)
{
	const uint8_t *byte = cursor_peek(&p->in, 1);

	return byte ? *byte : 0;
}

static inline bool take_byte(struct parser *p, uint8_t wanted)
{
	if (next_byte(p) != wanted)
		return false;
	cursor_skip(&p->in, 1);
	return true;
}

static inline void skip_space(struct parser *p)
{
	while (next_byte(p) <= ' ' && (take_byte(p, ' ') || take_byte(p, '\n') ||
	                               take_byte(p, '\r') || take_byte(p, '\t')))
		;
}

static uint32_t add_value(struct parser *p)
{
	if (p->count == p->capacity) {
		uint32_t capacity = p->capacity * 2;
		struct json_value *more = arena_room(p->arena, capacity * sizeof(*more));

		memcpy(more, p->values, p->count * sizeof(*more));
		p->values = more;
		p->capacity = capacity;
	}
	p->values[p->count] = (struct json_value){.span = 1};
	return p->count++;
}

static bool read_hex4(struct parser *p, uint32_t *out)
{
	static const char digits[] = "0123456789abcdefABCDEF";

	*out = 0;
	for (int i = 0; i < 4; i++) {
		const uint8_t byte = next_byte(p);
		const char *at = byte ? strchr(digits, byte) : NULL;

		if (!at)
			return wrong(p, "\\u needs four hexadecimal digits");
		*out = *out << 4 | (uint32_t)(at - digits - (at - digits > 15 ? 6 : 0));
		cursor_skip(&p->in, 1);
	}
	return true;
}

static char *put_utf8(char *out, uint32_t code)
{
	const int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const uint8_t first[] = {0, 0xc0, 0xe0, 0xf0};

	*out++ = (char)(first[more] | code >> 6 * more);
	for (int i = more - 1; i >= 0; i--)
		*out++ = (char)(0x80 | (code >> 6 * i & 0x3f));
	return out;
}

/* 7: beyond the first plane a character is two escapes, a high surrogate and a low one. */
static bool read_unicode(struct parser *p, char **out)
{
	uint32_t code, low;

	if (!read_hex4(p, &code))
		return false;
	if (code >> 10 == 0xd800 >> 10 && cursor_match(&p->in, "\\u", 2)) {
		if (!read_hex4(p, &low))
			return false;
		if (low >> 10 == 0xdc00 >> 10)
			code = 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
	}
	if (code >> 11 == 0xd800 >> 11)
		return wrong(p, "half of a surrogate pair");
	if (code == 0)
		return wrong(p, "a text holds a NUL");
	*out = put_utf8(*out, code);
	return true;
}

static bool read_escape(struct parser *p, char **out)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const uint8_t byte = next_byte(p);
	const char *at = byte ? strchr(names, byte) : NULL;

	if (byte != 'u' && !at)
		return wrong(p, "an escape that JSON does not have");
	cursor_skip(&p->in, 1);
	if (!at)
		return read_unicode(p, out);
	*(*out)++ = means[at - names];
	return true;
}

/* How many of eight bytes stand for themselves: ASCII, no quotation mark, escape or control character. */
static size_t count_plain(const uint8_t *eight)
{
	uint64_t marks;

	(void)plain_read(eight, &marks);
	return marks ? (size_t)__builtin_ctzll(marks) / 8 : 8;
}

/* Copies eight at a time, what is too much is written over, and the last of all bytes singly. */
static char *copy_plain(struct parser *p, char *out)
{
	size_t left = cursor_left(&p->in), n = 0, plain = 8;
	const uint8_t *from = cursor_peek(&p->in, left);

	for (; plain == 8 && left - n >= 8; n += plain) {
		plain = count_plain(from + n);
		memcpy(out + n, from + n, 8);
	}
	for (; plain == 8 && n < left && from[n] >= ' ' && from[n] < 0x80 && from[n] != '"' &&
	       from[n] != '\\'; n++)
		out[n] = (char)from[n];
	cursor_skip(&p->in, n);
	return out + n;
}

/* One character beyond ASCII, where no other may stand. */
static bool copy_utf8(struct parser *p, char **out)
{
	size_t left = cursor_left(&p->in);
	const uint8_t *from = cursor_peek(&p->in, left);
	size_t n = text_utf8_length((const char *)from, left);

	if (left == 0)
		return wrong(p, "a text does not end");
	if (n < 2)
		return wrong(p, n ? "a text holds a control character" : "a text is not UTF-8");
	memcpy(*out, from, n);
	*out += n;
	cursor_skip(&p->in, n);
	return true;
}

/* A text behind its first quotation mark. */
static bool read_text(struct parser *p, const char **text, uint32_t *length)
{
	char *out = copy_plain(p, p->text);

	while (!take_byte(p, '"')) {
		if (take_byte(p, '\\') ? !read_escape(p, &out) : !copy_utf8(p, &out))
			return false;
		out = copy_plain(p, out);
	}
	*out = '\0';
	*text = p->text;
	*length = (uint32_t)(out - p->text);
	p->text = out + 1;
	return true;
}

/* Passes over digits; false when there is none. */
static bool skip_digits(struct cursor *c)
{
	const uint8_t *byte;
	bool any = false;

	while ((byte = cursor_peek(c, 1)) != NULL && *byte >= '0' && *byte <= '9') {
		cursor_skip(c, 1);
		any = true;
	}
	return any;
}

/* Fractions are few: strtod reads a copy that ends. */
static bool read_real(struct parser *p, struct cursor digits, struct json_value *v)
{
	const size_t length = cursor_left(&digits);

	memcpy(p->text, cursor_peek(&digits, length), length);
	p->text[length] = '\0';
	v->type = JSON_REAL;
	v->real = strtod(p->text, NULL);
	return isfinite(v->real) || wrong(p, "a number is beyond all bounds");
}

static bool read_whole(struct parser *p, struct cursor digits, bool negative, struct json_value *v)
{
	int64_t number = 0;

	while (cursor_left(&digits) > 0) {
		const int digit = cursor_u8(&digits) - '0';

		/* towards its sign, for there is one more below zero than above */
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, negative ? -digit : digit, &number))
			return wrong(p, "a whole number does not fit 64 bits");
	}
	v->type = JSON_NUMBER;
	v->number = number;
	return true;
}

/* A fraction and an exponent, where they are. */
static bool skip_real(struct parser *p)
{
	if (take_byte(p, '.') && !skip_digits(&p->in))
		return wrong(p, "a fraction without digits");
	if (!take_byte(p, 'e') && !take_byte(p, 'E'))
		return true;
	if (!take_byte(p, '+'))
		(void)take_byte(p, '-');
	return skip_digits(&p->in) || wrong(p, "an exponent without digits");
}

/* 6: an optional minus, no leading zero, then perhaps a fraction and an exponent. */
static bool read_number(struct parser *p, struct json_value *v)
{
	const uint8_t *begin = p->in.pos;
	const bool negative = take_byte(p, '-');
	struct cursor digits = p->in;

	if (!take_byte(p, '0') && !skip_digits(&p->in))
		return wrong(p, "a minus without a number");
	digits.end = p->in.pos;
	if (!skip_real(p))
		return false;
	if (p->in.pos == digits.end)
		return read_whole(p, digits, negative, v);
	return read_real(p, (struct cursor){.pos = begin, .end = p->in.pos}, v);
}

/* Each key sets one of 64 bits; only where the bit was set already are the keys compared. */
static bool is_repeated(const struct parser *p, uint32_t object, uint32_t member, uint64_t *seen)
{
	const struct json_value *v = &p->values[member], *other = &p->values[object + 1];
	const uint32_t n = v->key_length;
	const unsigned int hash = (uint8_t)v->key[0] * 5u + (uint8_t)v->key[n / 2] * 7u + n;
	const uint64_t bit = UINT64_C(1) << (hash & 63);
	bool found = false;

	for (; (*seen & bit) && !found && other < v; other += other->span)
		found = other->key_length == n && memcmp(other->key, v->key, n) == 0;
	*seen |= bit;
	return found;
}

/* The key of a member, and the colon behind it. */
static bool read_key(struct parser *p, uint32_t object, uint32_t member, uint64_t *seen)
{
	struct json_value *v = &p->values[member];

	if (!take_byte(p, '"'))
		return wrong(p, "a key is missing");
	if (!read_text(p, &v->key, &v->key_length))
		return false;
	if (is_repeated(p, object, member, seen))
		return wrong(p, "a key comes twice in an object");
	skip_space(p);
	if (!take_byte(p, ':'))
		return wrong(p, "a colon is missing behind a key");
	skip_space(p);
	return true;
}

static bool read_value(struct parser *p, uint32_t at);

/* What is in an object or array, behind its bracket. */
static bool read_items(struct parser *p, uint32_t at, enum json_type type)
{
	const uint8_t end = type == JSON_OBJECT ? '}' : ']';
	uint64_t seen = 0;
	size_t count = 0;

	if (++p->depth > JSON_IN_DEPTH)
		return wrong(p, "nested too deep");
	skip_space(p);
	for (bool more = next_byte(p) != end; more; more = take_byte(p, ',')) {
		skip_space(p);
		uint32_t item = add_value(p);
		if (++count > JSON_IN_KEYS && type == JSON_OBJECT)
			return wrong(p, "an object has too many keys");
		if (type == JSON_OBJECT && !read_key(p, at, item, &seen))
			return false;
		if (!read_value(p, item))
			return false;
		skip_space(p);
	}
	if (!take_byte(p, end))
		return wrong(p, type == JSON_OBJECT ? "an object does not end"
		                                    : "an array does not end");
	p->depth--;
	p->values[at].type = type;
	p->values[at].span = p->count - at;
	p->values[at].count = count;
	return true;
}

static bool read_word(struct parser *p, struct json_value *v)
{
	static const char *const words[] = {
	        [JSON_NULL] = "null", [JSON_FALSE] = "false", [JSON_TRUE] = "true"};

	for (v->type = JSON_NULL; v->type <= JSON_TRUE; v->type++)
		if (cursor_match(&p->in, words[v->type], strlen(words[v->type])))
			return true;
	return wrong(p, cursor_left(&p->in) ? "not a value" : "a value is missing");
}

static bool read_value(struct parser *p, uint32_t at)
{
	struct json_value *v = &p->values[at];
	const uint8_t byte = next_byte(p);

	if (take_byte(p, '"')) {
		v->type = JSON_TEXT;
		return read_text(p, &v->text, &v->length);
	}
	if (take_byte(p, '{'))
		return read_items(p, at, JSON_OBJECT);
	if (take_byte(p, '['))
		return read_items(p, at, JSON_ARRAY);
	if (byte == '-' || (byte >= '0' && byte <= '9'))
		return read_number(p, v);
	return read_word(p, v);
}

static bool read_all(struct parser *p)
{
	skip_space(p);
	if (!read_value(p, add_value(p)))
		return false;
	skip_space(p);
	return cursor_left(&p->in) == 0 || wrong(p, "something follows the value");
}

const struct json_value *json_in_read(struct arena *arena, const void *bytes, size_t length,
                                      struct json_in_error *error)
{
	/* a line of records has a value in each 12 bytes or more */
	struct parser p = {.in = cursor_init(bytes, length),
	                   .arena = arena,
	                   .capacity = (uint32_t)(length / 12 + 8)};

	if (length > UINT32_MAX / 16) {
		*error = (struct json_in_error){"too long", 0};
		return NULL;
	}
	p.values = arena_room(arena, p.capacity * sizeof(*p.values));
	/* a text ends in a NUL where it had quotation marks, a copy of a fraction needs one more */
	p.text = arena_room(arena, length + 1);
	if (read_all(&p))
		return p.values;
	*error = (struct json_in_error){p.wrong, length - cursor_left(&p.in)};
	return NULL;
}
