/* text.c - text from outside, made safe to keep and show. SPDX-License-Identifier: Apache-2.0 */

#include "lib/text.h"

#include <iconv.h>
#include <string.h>

size_t text_utf8_length(const char *text, size_t length)
{
	const uint8_t *p = (const uint8_t *)text;

	if (length == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || n > length)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return n;
}

bool text_is_utf8(const void *bytes, size_t length)
{
	const char *text = bytes;

	for (size_t i = 0; i < length;) {
		size_t n = text_utf8_length(text + i, length - i);

		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

/* glibc reads a file when a converter is opened, so a confined process opens it beforehand. */
static _Thread_local struct {
	bool open;
	iconv_t cd;
} from_cp932;

bool text_prepare(void)
{
	if (!from_cp932.open) {
		from_cp932.cd = iconv_open("UTF-8", "CP932");
		from_cp932.open = from_cp932.cd != (iconv_t)-1;
	}
	return from_cp932.open;
}

ptrdiff_t text_from_cp932(const void *bytes, size_t length, char *out, size_t capacity)
{
	char *in = (char *)(uintptr_t)bytes, *to = out;
	size_t in_left = length, out_left = capacity;

	if (!text_prepare())
		return -1;
	iconv(from_cp932.cd, NULL, NULL, NULL, NULL);
	return iconv(from_cp932.cd, &in, &in_left, &to, &out_left) == (size_t)-1 ? -1 : to - out;
}

/* C1 controls, and the marks that could make a name read backwards (U+200E.., U+202A.., U+2066..). */
static bool is_hidden(const uint8_t *p, size_t n)
{
	if (n == 2)
		return p[0] == 0xc2 && p[1] < 0xa0;
	if (n != 3 || p[0] != 0xe2)
		return false;
	return (p[1] == 0x80 && ((p[2] >= 0x8b && p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xae))) ||
	       (p[1] == 0x81 && p[2] >= 0xa0 && p[2] <= 0xaf);
}

/* Copies valid UTF-8 without control characters, whole characters only. */
static size_t copy_printable(const char *text, size_t length, char *out, size_t capacity)
{
	size_t used = 0;

	for (size_t i = 0; i < length;) {
		size_t n = text_utf8_length(text + i, length - i);
		bool plain = n > 1 || (n == 1 && (uint8_t)text[i] >= 0x20 && text[i] != 0x7f);
		size_t step = n ? n : 1;

		if (n > 1 && is_hidden((const uint8_t *)text + i, n)) {
			i += n;
			continue;
		}
		if (used + step >= capacity)
			break;
		if (plain)
			memcpy(out + used, text + i, n);
		else
			out[used] = '.';
		used += plain ? n : 1;
		i += step;
	}
	out[used] = '\0';
	return used;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t text_clean(const void *bytes, size_t length, char *out, size_t capacity)
{
	char converted[1024];
	const char *text = bytes;
	const char *nul = length ? memchr(text, 0, length) : NULL;

	if (capacity == 0)
		return 0;
	length = nul ? (size_t)(nul - text) : length;
	while (length && is_blank(*text)) {
		text++;
		length--;
	}
	while (length && is_blank(text[length - 1]))
		length--;
	if (!text_is_utf8(text, length)) {
		ptrdiff_t n = text_from_cp932(text, length, converted, sizeof(converted));

		if (n >= 0) {
			text = converted;
			length = (size_t)n;
		}
	}
	return copy_printable(text, length, out, capacity);
}

/* The next character (RFC 2781); half of a pair stands for '.'. */
static uint32_t next_utf16le(const uint8_t *p, size_t units, size_t *i)
{
	uint32_t first = (uint32_t)(p[2 * *i] | p[2 * *i + 1] << 8);

	*i += 1;
	if (first < 0xd800 || first > 0xdfff)
		return first;
	if (first > 0xdbff || *i == units)
		return '.';
	uint32_t second = (uint32_t)(p[2 * *i] | p[2 * *i + 1] << 8);
	if (second < 0xdc00 || second > 0xdfff)
		return '.';
	*i += 1;
	return 0x10000 + ((first & 0x3ff) << 10 | (second & 0x3ff));
}

static size_t put_utf8(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[n] | c);
	return n;
}

size_t text_clean_utf16le(const void *bytes, size_t length, char *out, size_t capacity)
{
	char converted[1024];
	size_t used = 0, units = length / 2;

	converted[0] = '\0';
	for (size_t i = 0; i < units && used + 4 <= sizeof(converted);)
		used += put_utf8(next_utf16le(bytes, units, &i), converted + used);
	return text_clean(converted, used, out, capacity);
}

int text_find(const char *const *list, int count, const char *text)
{
	for (int i = 0; text && i < count; i++)
		if (strcmp(list[i], text) == 0)
			return i;
	return -1;
}

size_t text_add(char *out, size_t capacity, size_t length, const char *text)
{
	const size_t more = strnlen(text, capacity - length - 1);

	memcpy(out + length, text, more);
	out[length + more] = '\0';
	return length + more;
}

size_t text_add_number(char *out, size_t capacity, size_t length, uint64_t number)
{
	char digits[21];
	size_t at = sizeof(digits) - 1;

	digits[at] = '\0';
	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	return text_add(out, capacity, length, digits + at);
}
