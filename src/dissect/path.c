/* path.c - names of files and pages, so that those of one kind are one. SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/path.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "lib/text.h"

#define HEX_AT      8  /* from here on hexadecimal letters are no word */
#define KEY_AT      20 /* nor are letters with so many digits among them */
#define KEY_DIGITS  3
#define DATE_DIGITS 6 /* within a word: a day, a time */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static bool is_part(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (uint8_t)c >= 0x80;
}

/* RFC 9562, 4: 8-4-4-4-12. */
static size_t uuid_length(const char *text)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i = 0;

	for (; form[i]; i++)
		if (form[i] == 'x' ? !is_hex(text[i]) : text[i] != form[i])
			return 0;
	return is_part(text[i]) ? 0 : i;
}

static size_t part_length(const char *text)
{
	size_t length = 0;

	while (is_part(text[length]))
		length++;
	return length;
}

/* True for letters and digits that nobody has chosen as a name. */
static bool is_drawn(const char *part, size_t length, unsigned int digits)
{
	size_t decimal = 0, hex = 0;

	for (size_t i = 0; i < length; i++) {
		decimal += is_digit(part[i]);
		hex += is_hex(part[i]);
	}
	if (decimal == length)
		return length >= digits;
	return (hex == length && decimal > 0 && length >= HEX_AT) ||
	       (length >= KEY_AT && decimal >= KEY_DIGITS);
}

/* A word that somebody chose, but for the date in it. Returns the end of what was written, which is
 * never more. */
static char *put_word(char *out, const char *word, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t run = 0;

		while (i + run < length && is_digit(word[i + run]))
			run++;
		if (run >= DATE_DIGITS) {
			*out++ = '#';
			i += run;
			continue;
		}
		for (run += run == 0; run > 0; run--)
			*out++ = word[i++];
	}
	return out;
}

void path_generalise(char *path, unsigned int digits)
{
	char *out = path;

	for (const char *p = path; *p;) {
		const size_t uuid = uuid_length(p), length = uuid ? uuid : part_length(p);

		if (length == 0) {
			*out++ = *p++;
			continue;
		}
		if (uuid || is_drawn(p, length, digits))
			*out++ = '#';
		else
			out = put_word(out, p, length);
		p += length;
	}
	*out = '\0';
}

void path_small(char *path)
{
	for (; *path; path++)
		*path = *path >= 'A' && *path <= 'Z' ? (char)(*path | 0x20) : *path;
}

void path_cut(char *path)
{
	const size_t length = strlen(path);
	size_t last = length ? length - 1 : 0;

	while (last > 0 && ((uint8_t)path[last] & 0xc0) == 0x80)
		last--;
	if (length && (uint8_t)path[last] >= 0x80 &&
	    text_utf8_length(path + last, length - last) == 0)
		path[last] = '\0';
}

static int hex_value(uint8_t c)
{
	return is_digit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

void path_decode(const void *bytes, size_t length, char *path, size_t capacity)
{
	const uint8_t *p = bytes;
	size_t used = 0;

	for (size_t i = 0; i < length && used + 1 < capacity; i++) {
		uint8_t byte = p[i];

		if (byte == '?' || byte == '#' || byte == ';' || byte == '\0')
			break;
		if (byte == '%' && i + 2 < length && is_hex((char)p[i + 1]) &&
		    is_hex((char)p[i + 2])) {
			const int code = hex_value(p[i + 1]) << 4 | hex_value(p[i + 2]);

			if (code >= 0x20 && code != 0x7f) {
				byte = (uint8_t)code;
				i += 2;
			}
		}
		path[used++] = (char)byte;
	}
	path[used] = '\0';
	if (used + 1 == capacity)
		path_cut(path);
}
