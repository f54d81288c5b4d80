/* domain.c - names of the DNS as the detectors see them. SPDX-License-Identifier: Apache-2.0 */

#include "judge/domain.h"

#include <ctype.h>
#include <string.h>

#include "judge/detector.h"

#define THROWN_LENGTH 8 /* shorter words are too often abbreviations */

/* The label before `at`, or the name itself. */
static const char *label_before(const char *name, const char *at)
{
	while (at > name && at[-1] != '.')
		at--;
	return at;
}

/* Registries that give out the third level: "co.jp", "com.au". */
static bool is_second_level(const char *label, size_t length)
{
	static const char *const words[] = {"co", "or", "ne", "ac", "ad", "ed", "go", "gr", "lg", "com",
					    "net", "org", "edu", "gov", "mil"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == length && strncasecmp(words[i], label, length) == 0)
			return true;
	return false;
}

const char *domain_base(const char *name)
{
	const char *end = name + strlen(name);
	const char *top = label_before(name, end);

	if (top == name)
		return name;
	const char *second = label_before(name, top - 1);
	if (second == name || strlen(top) != 2 || !is_second_level(second, (size_t)(top - 1 - second)))
		return second;
	return label_before(name, second - 1);
}

bool domain_is_local(const char *name)
{
	static const char *const tops[] = {"local", "localdomain", "lan", "internal", "intranet", "home",
					   "corp", "arpa", "test", NULL};
	const char *dot = strrchr(name, '.');

	return !dot || word_in(dot + 1, tops);
}

static bool is_vowel(int c)
{
	return c && strchr("aeiouy", tolower(c));
}

bool domain_is_thrown(const char *base)
{
	const size_t length = strcspn(base, ".");
	size_t vowels = 0, digits = 0, run = 0, longest = 0;

	if (length < THROWN_LENGTH || strncmp(base, "xn--", 4) == 0)
		return false;
	for (size_t i = 0; i < length; i++) {
		const int c = (unsigned char)base[i];

		digits += isdigit(c) != 0;
		vowels += is_vowel(c);
		run = isalpha(c) && !is_vowel(c) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	/* words have a vowel in three letters, and seldom four consonants in a row */
	return longest >= 4 || vowels * 4 < length || (digits >= 3 && digits * 5 < length * 4 && longest >= 3);
}
