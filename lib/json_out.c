/* json_out.c - JSON written as it comes. SPDX-License-Identifier: Apache-2.0 */

#include "lib/json_out.h"

#include <math.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/plain.h"
#include "lib/text.h"

static void escape_byte(struct buf *out, uint8_t byte)
{
	static const char digits[] = "0123456789abcdef";

	switch (byte) {
	case '"':
	case '\\':
		buf_append(out, (char[]){'\\', (char)byte}, 2);
		return;
	case '\n':
		buf_append(out, "\\n", 2);
		return;
	case '\t':
		buf_append(out, "\\t", 2);
		return;
	default:
		buf_append(out, (char[]){'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]}, 6);
	}
}

/* Copies text that needs no escape, as nearly all does: behind its end, or NULL when it does. */
static uint8_t *copy_plain(uint8_t *to, const char *text, size_t length)
{
	uint64_t marks, wrong = 0;
	size_t i = 0;

	for (; i + 8 <= length; i += 8) {
		const uint64_t word = plain_read(text + i, &marks);

		wrong |= marks | (plain_byte_equal(word, 0x7f) & PLAIN_EACH_BYTE * 0x80);
		memcpy(to + i, text + i, 8);
	}
	for (; i < length; i++) {
		const uint8_t byte = (uint8_t)text[i];

		wrong |= byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\';
		to[i] = byte;
	}
	return wrong ? NULL : to + length;
}

/* Writes a text that needs no escape between two marks. False when it does, or there is no room. */
static bool write_plain(struct buf *out, const char *text, size_t length)
{
	uint8_t *p = buf_reserve(out, length + 2);

	if (!p || !copy_plain(p + 1, text, length))
		return false;
	p[0] = p[length + 1] = '"';
	out->length += length + 2;
	return true;
}

/* RFC 8259 7: quotation mark, reverse solidus and control characters are escaped. */
static void write_string(struct buf *out, const char *text, size_t length)
{
	size_t plain = 0;

	if (write_plain(out, text, length))
		return;
	buf_byte(out, '"');
	for (size_t i = 0; i < length;) {
		uint8_t byte = (uint8_t)text[i];
		size_t n = byte < 0x80 ? 1 : text_utf8_length(text + i, length - i);

		if (n > 0 && byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f) {
			i += n;
			continue;
		}
		buf_append(out, text + plain, i - plain);
		if (n == 0)
			buf_append(out, "\xef\xbf\xbd", 3);
		else
			escape_byte(out, byte);
		plain = ++i;
	}
	buf_append(out, text + plain, length - plain);
	buf_byte(out, '"');
}

/* The comma before a member, and its name, in one piece. */
static bool begin_plain(struct json_out *j, const char *key, size_t length)
{
	uint8_t *p = buf_reserve(j->out, length + 4);
	const size_t comma = j->comma;

	if (!p || !copy_plain(p + comma + 1, key, length))
		return false;
	p[0] = ',';
	p[comma] = p[comma + 1 + length] = '"';
	p[comma + 2 + length] = ':';
	j->out->length += comma + length + 3;
	return true;
}

static void begin(struct json_out *j, const char *key)
{
	if (!key || !begin_plain(j, key, strlen(key))) {
		if (j->comma)
			buf_byte(j->out, ',');
		if (key) {
			write_string(j->out, key, strlen(key));
			buf_byte(j->out, ':');
		}
	}
	j->comma = true;
}

static void open_with(struct json_out *j, const char *key, uint8_t bracket)
{
	begin(j, key);
	buf_byte(j->out, bracket);
	j->comma = false;
}

static void close_with(struct json_out *j, uint8_t bracket)
{
	buf_byte(j->out, bracket);
	j->comma = true;
}

void json_object(struct json_out *j, const char *key)
{
	open_with(j, key, '{');
}

void json_object_end(struct json_out *j)
{
	close_with(j, '}');
}

void json_array(struct json_out *j, const char *key)
{
	open_with(j, key, '[');
}

void json_array_end(struct json_out *j)
{
	close_with(j, ']');
}

void json_text(struct json_out *j, const char *key, const char *value)
{
	if (value)
		json_text_n(j, key, value, strlen(value));
}

void json_text_n(struct json_out *j, const char *key, const char *value, size_t length)
{
	begin(j, key);
	write_string(j->out, value, length);
}

static void write_uint(struct buf *out, uint64_t value)
{
	char digits[20];
	size_t n = sizeof(digits);

	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	buf_append(out, digits + n, sizeof(digits) - n);
}

void json_int(struct json_out *j, const char *key, int64_t value)
{
	begin(j, key);
	if (value < 0)
		buf_byte(j->out, '-');
	write_uint(j->out, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void json_uint(struct json_out *j, const char *key, uint64_t value)
{
	begin(j, key);
	write_uint(j->out, value);
}

void json_double(struct json_out *j, const char *key, double value)
{
	begin(j, key);
	if (isfinite(value))
		buf_printf(j->out, "%.6g", value);
	else
		buf_text(j->out, "null");
}

void json_bool(struct json_out *j, const char *key, bool value)
{
	json_raw(j, key, value ? "true" : "false");
}

void json_null(struct json_out *j, const char *key)
{
	json_raw(j, key, "null");
}

void json_time(struct json_out *j, const char *key, int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	json_text(j, key, text);
}

void json_raw(struct json_out *j, const char *key, const char *json)
{
	begin(j, key);
	buf_text(j->out, json);
}
