/* version.c - versions of firmware, in order. SPDX-License-Identifier: Apache-2.0 */

#include "advise/version.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) != 0;
}

/* "V2.9", "Ver. 2.9", "version 2.9", "Rev.B2": the word before the number says nothing. */
static const char *skip_word(const char *text)
{
	static const char *const words[] = {"version", "ver", "v", "revision", "rev", "fw", "firmware"};

	while (*text == ' ')
		text++;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const size_t length = strlen(words[i]);

		if (strncasecmp(text, words[i], length) != 0)
			continue;
		const char *at = text + length + strspn(text + length, ". _:-");
		if (is_digit(*at))
			return at;
	}
	return text;
}

bool version_known(const char *version)
{
	return strpbrk(version, "0123456789") != NULL && strlen(version) < VERSION_TEXT;
}

/* What stands at the end of a version that is still to be released. */
static bool is_before_release(const char *letters, size_t length)
{
	static const char *const words[] = {"alpha", "beta", "rc", "pre", "preview", "dev"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == length && strncasecmp(words[i], letters, length) == 0)
			return true;
	return false;
}

struct part {
	const char *text;
	size_t length; /* 0: the version has ended */
	int kind;      /* order of unlike parts: "rc" < nothing, "0" < letters < numbers */
};

static struct part next_part(const char **at)
{
	struct part part = {.kind = 1};

	while (**at && !is_digit(**at) && !is_letter(**at))
		(*at)++;
	part.text = *at;
	if (is_digit(**at)) {
		while (is_digit(**at))
			(*at)++;
		while (*part.text == '0' && part.text + 1 < *at)
			part.text++;
		part.kind = *part.text == '0' ? 1 : 3;
	} else {
		while (is_letter(**at))
			(*at)++;
		part.kind = 2;
	}
	part.length = (size_t)(*at - part.text);
	if (part.length == 0)
		part.kind = 1;
	else if (part.kind == 2 && is_before_release(part.text, part.length))
		part.kind = 0;
	return part;
}

static int compare_part(const struct part *a, const struct part *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->kind == 1)
		return 0;
	if (a->kind == 3 && a->length != b->length) /* without leading zeros: the longer is greater */
		return a->length < b->length ? -1 : 1;
	const size_t shorter = a->length < b->length ? a->length : b->length;
	const int order = strncasecmp(a->text, b->text, shorter);

	if (order != 0 || a->length == b->length)
		return order;
	return a->length < b->length ? -1 : 1;
}

int version_compare(const char *one, const char *other)
{
	const char *a = skip_word(one);
	const char *b = skip_word(other);

	while (*a || *b) {
		const struct part left = next_part(&a);
		const struct part right = next_part(&b);
		const int order = compare_part(&left, &right);

		if (order != 0)
			return order;
	}
	return 0;
}
