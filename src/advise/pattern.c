/* pattern.c - globs and words of product names. SPDX-License-Identifier: Apache-2.0 */

#include "advise/pattern.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define WORD_MAX   48
#define WORDS_MAX  24
#define FOLDED_MAX 128

/* Without blanks, in capitals; longer texts are cut. */
static void fold(const char *text, char out[FOLDED_MAX])
{
	size_t length = 0;

	for (; *text && length + 1 < FOLDED_MAX; text++)
		if (*text != ' ')
			out[length++] = (char)toupper((unsigned char)*text);
	out[length] = '\0';
}

/* One step back is enough: to the last star (so it is quadratic at worst). */
static bool glob(const char *pattern, const char *text)
{
	const char *star = NULL, *from = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = pattern++;
			from = text;
		} else if (*pattern == '?' || *pattern == *text) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star + 1;
			text = ++from;
		} else {
			return false;
		}
	}
	return pattern[strspn(pattern, "*")] == '\0';
}

bool pattern_glob(const char *pattern, const char *text)
{
	char folded_pattern[FOLDED_MAX], folded_text[FOLDED_MAX];

	fold(pattern, folded_pattern);
	fold(text, folded_text);
	return *folded_text && strpbrk(folded_pattern, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") &&
	       glob(folded_pattern, folded_text);
}

bool pattern_number(const char *pattern, const char *text)
{
	char word[FOLDED_MAX];

	if (pattern_glob(pattern, text))
		return true;
	while (*text) {
		const size_t length = strcspn(text, " ,()");

		if (length > 0 && length < sizeof(word)) {
			memcpy(word, text, length);
			word[length] = '\0';
			if (pattern_glob(pattern, word))
				return true;
		}
		text += length + (text[length] != '\0');
	}
	return false;
}

struct words {
	char word[WORDS_MAX][WORD_MAX];
	size_t count;
};

static bool is_noise(const char *word)
{
	static const char *const noise[] = {
		"SERIES", "FAMILY",  "MODULE",	"MODULES",    "FIRMWARE", "SOFTWARE",	"ALL",
		"AND",	  "THE",     "FOR",	"PRODUCT",    "PRODUCTS", "CONTROLLER", "CONTROLLERS",
		"CPU",	  "PLC",     "UNIT",	"UNITS",      "DEVICE",	  "DEVICES",	"VERSION",
		"VERSIONS", "INCL.", "INCLUDING", "VARIANTS", "RELATED",  "OF",		"シリーズ",
		"ユニット", "モジュール", "本体", "コントローラ", "製品",
	};

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (strcmp(word, noise[i]) == 0)
			return true;
	return false;
}

/* Blanks and brackets part words; a hyphen, dot or slash inside of a designation does not. */
static void split(const char *text, struct words *out)
{
	out->count = 0;
	while (*text && out->count < WORDS_MAX) {
		const size_t length = strcspn(text, " \t()[],;:\"'");
		char *word = out->word[out->count];

		if (length > 0 && length < WORD_MAX) {
			for (size_t i = 0; i < length; i++)
				word[i] = (char)toupper((unsigned char)text[i]);
			word[length] = '\0';
			out->count += !is_noise(word);
		}
		text += length + (text[length] != '\0');
	}
}

/* A designation has a digit and a letter or a hyphen: "1756-L71", "R04CPU", "S7-1500". */
static bool is_designation(const char *word)
{
	return strpbrk(word, "0123456789") && strlen(word) >= 3 &&
	       strpbrk(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
}

static bool has_word(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->word[i], word) == 0)
			return true;
	return false;
}

/* "1756-L8X" stands for "1756-L83E": an X at the end is one character or more, "*" any. */
static bool is_like(const char *designation, const char *word)
{
	char pattern[WORD_MAX + 1];
	size_t length = strlen(designation);
	const bool open = length > 3 && designation[length - 1] == 'X';

	memcpy(pattern, designation, length + 1);
	if (!strchr(pattern, '*') && !open)
		return false;
	for (size_t i = length; i > 3 && pattern[i - 1] == 'X'; i--)
		pattern[i - 1] = '?';
	if (open)
		memcpy(pattern + length, "*", 2);
	return glob(pattern, word);
}

/* The same but for what stands behind a stroke: "1756-L83E/B" is series B of it. */
static bool is_same(const char *designation, const char *word)
{
	const size_t length = strlen(designation);

	return strncmp(designation, word, length) == 0 && (word[length] == '\0' || word[length] == '/');
}

/* "CJ2M" is the family of "CJ2M-CPU31". */
static bool is_family(const char *designation, const char *word)
{
	const size_t length = strlen(designation);

	return strncmp(designation, word, length) == 0 && word[length] == '-';
}

static enum pattern_hit compare(const char *designation, const struct words *model)
{
	enum pattern_hit best = PATTERN_NONE;

	for (size_t i = 0; i < model->count; i++) {
		if (is_same(designation, model->word[i]) || is_like(designation, model->word[i]))
			return PATTERN_NAME;
		if (is_family(designation, model->word[i]))
			best = PATTERN_FAMILY;
	}
	return best;
}

static bool all_words(const struct words *product, const struct words *model)
{
	size_t letters = 0;

	for (size_t i = 0; i < product->count; i++) {
		if (!has_word(model, product->word[i]))
			return false;
		letters += strlen(product->word[i]);
	}
	return letters >= 4; /* "S7" alone says too little */
}

enum pattern_hit pattern_product(const char *product, const char *model)
{
	struct words wanted, found;
	enum pattern_hit best = PATTERN_NONE;

	split(product, &wanted);
	split(model, &found);
	for (size_t i = 0; i < wanted.count && best < PATTERN_NAME; i++) {
		if (!is_designation(wanted.word[i]))
			continue;
		const enum pattern_hit hit = compare(wanted.word[i], &found);
		best = hit > best ? hit : best;
	}
	if (best < PATTERN_WORDS && wanted.count > 0 && all_words(&wanted, &found))
		best = PATTERN_WORDS;
	return best;
}
