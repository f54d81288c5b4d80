/* version_range.c - which versions an advisory means. SPDX-License-Identifier: Apache-2.0
 *
 * The text becomes a list of bounds; a lower bound followed by an upper one is an interval, every
 * other bound stands alone. One word that is not known makes the whole range unknown.
 */

#include "advise/version.h"

#include <string.h>
#include <strings.h>

#define BOUNDS_MAX 64

enum bound_kind { EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, BEGINS };

struct bound {
	enum bound_kind kind;
	bool joined; /* to the one before, by "and" */
	char version[VERSION_TEXT];
};

struct range {
	struct bound bounds[BOUNDS_MAX];
	size_t count;
	bool every;
	bool wrong;
	bool has_next;	      /* a comparator waits for its version */
	enum bound_kind next; /* that one */
	bool joins;	      /* "and" was read */
};

enum word_kind { WORD_NOTHING, WORD_NEXT, WORD_LAST, WORD_AND, WORD_OR, WORD_EVERY, WORD_THROUGH };

/* Longest first among those that begin alike. */
static const struct word {
	const char *text;
	enum word_kind kind;
	enum bound_kind bound;
} words[] = {
	{"<=", WORD_NEXT, LESS_EQUAL},
	{">=", WORD_NEXT, GREATER_EQUAL},
	{"!=", WORD_NEXT, NOT_EQUAL},
	{"=", WORD_NEXT, EQUAL},
	{"<", WORD_NEXT, LESS},
	{">", WORD_NEXT, GREATER},
	{"≤", WORD_NEXT, LESS_EQUAL},
	{"≦", WORD_NEXT, LESS_EQUAL},
	{"≥", WORD_NEXT, GREATER_EQUAL},
	{"≧", WORD_NEXT, GREATER_EQUAL},
	{"|", WORD_OR, EQUAL},
	{",", WORD_AND, EQUAL},
	{";", WORD_OR, EQUAL},
	{"prior to", WORD_NEXT, LESS},
	{"earlier than", WORD_NEXT, LESS},
	{"older than", WORD_NEXT, LESS},
	{"lower than", WORD_NEXT, LESS},
	{"less than", WORD_NEXT, LESS},
	{"before", WORD_NEXT, LESS},
	{"up to and including", WORD_NEXT, LESS_EQUAL},
	{"up to", WORD_NEXT, LESS_EQUAL},
	{"later than", WORD_NEXT, GREATER},
	{"newer than", WORD_NEXT, GREATER},
	{"greater than", WORD_NEXT, GREATER},
	{"after", WORD_NEXT, GREATER},
	{"starting with", WORD_NEXT, GREATER_EQUAL},
	{"from", WORD_NEXT, GREATER_EQUAL},
	{"since", WORD_NEXT, GREATER_EQUAL},
	{"and prior to", WORD_NEXT, LESS},
	{"and earlier than", WORD_NEXT, LESS},
	{"and all earlier", WORD_LAST, LESS_EQUAL},
	{"and all prior", WORD_LAST, LESS_EQUAL},
	{"and earlier", WORD_LAST, LESS_EQUAL},
	{"and prior", WORD_LAST, LESS_EQUAL},
	{"and below", WORD_LAST, LESS_EQUAL},
	{"and lower", WORD_LAST, LESS_EQUAL},
	{"and older", WORD_LAST, LESS_EQUAL},
	{"or earlier", WORD_LAST, LESS_EQUAL},
	{"or prior", WORD_LAST, LESS_EQUAL},
	{"or below", WORD_LAST, LESS_EQUAL},
	{"or lower", WORD_LAST, LESS_EQUAL},
	{"or older", WORD_LAST, LESS_EQUAL},
	{"and later", WORD_LAST, GREATER_EQUAL},
	{"and newer", WORD_LAST, GREATER_EQUAL},
	{"and above", WORD_LAST, GREATER_EQUAL},
	{"and higher", WORD_LAST, GREATER_EQUAL},
	{"or later", WORD_LAST, GREATER_EQUAL},
	{"or newer", WORD_LAST, GREATER_EQUAL},
	{"or above", WORD_LAST, GREATER_EQUAL},
	{"or higher", WORD_LAST, GREATER_EQUAL},
	{"より前", WORD_LAST, LESS},
	{"未満", WORD_LAST, LESS},
	{"以前", WORD_LAST, LESS_EQUAL},
	{"以下", WORD_LAST, LESS_EQUAL},
	{"まで", WORD_LAST, LESS_EQUAL},
	{"より後", WORD_LAST, GREATER},
	{"以降", WORD_LAST, GREATER_EQUAL},
	{"以上", WORD_LAST, GREATER_EQUAL},
	{"から", WORD_LAST, GREATER_EQUAL},
	{"through", WORD_THROUGH, LESS_EQUAL},
	{"to", WORD_THROUGH, LESS_EQUAL},
	{"～", WORD_THROUGH, LESS_EQUAL},
	{"〜", WORD_THROUGH, LESS_EQUAL},
	{"- ", WORD_THROUGH, LESS_EQUAL},
	{"all versions", WORD_EVERY, EQUAL},
	{"all", WORD_EVERY, EQUAL},
	{"any", WORD_EVERY, EQUAL},
	{"すべて", WORD_EVERY, EQUAL},
	{"全て", WORD_EVERY, EQUAL},
	{"全", WORD_EVERY, EQUAL},
	{"and", WORD_AND, EQUAL},
	{"かつ", WORD_AND, EQUAL},
	{"及び", WORD_OR, EQUAL},
	{"および", WORD_OR, EQUAL},
	{"または", WORD_OR, EQUAL},
	{"又は", WORD_OR, EQUAL},
	{"、", WORD_OR, EQUAL},
	{"or", WORD_OR, EQUAL},
	{"versions", WORD_NOTHING, EQUAL},
	{"version", WORD_NOTHING, EQUAL},
	{"firmware", WORD_NOTHING, EQUAL},
	{"revision", WORD_NOTHING, EQUAL},
	{"rev", WORD_NOTHING, EQUAL},
	{"ver", WORD_NOTHING, EQUAL},
	{"fw", WORD_NOTHING, EQUAL},
	{"v", WORD_NOTHING, EQUAL},
	{"バージョン", WORD_NOTHING, EQUAL},
	{"ファームウェア", WORD_NOTHING, EQUAL},
	{"ファームウエア", WORD_NOTHING, EQUAL},
	{"の", WORD_NOTHING, EQUAL},
	{"「", WORD_NOTHING, EQUAL},
	{"」", WORD_NOTHING, EQUAL},
	{"　", WORD_NOTHING, EQUAL},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters go on: "v" is no word of "value", but it is one of "v2". */
static bool ends_here(const char *word, const char *behind)
{
	return !is_letter(word[strlen(word) - 1]) || !is_letter(*behind);
}

static const struct word *find_word(const char *at)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const size_t length = strlen(words[i].text);

		if (strncasecmp(at, words[i].text, length) == 0 && ends_here(words[i].text, at + length))
			return &words[i];
	}
	return NULL;
}

static void add_bound(struct range *range, const char *version, size_t length)
{
	if (range->count == BOUNDS_MAX || length >= VERSION_TEXT) {
		range->wrong = true;
		return;
	}
	struct bound *bound = &range->bounds[range->count++];
	const bool family = length >= 2 && version[length - 2] == '.' &&
			    (version[length - 1] == '*' || version[length - 1] == 'x');

	bound->kind = range->has_next ? range->next : family ? BEGINS : EQUAL;
	bound->joined = range->joins;
	memcpy(bound->version, version, family ? length - 2 : length);
	bound->version[family ? length - 2 : length] = '\0';
	range->has_next = false;
	range->joins = false;
}

/* Digits, letters and what stands between them: "1.2.3-rc1", "20.011", "B2", "1.x". */
static size_t version_length(const char *at)
{
	size_t length = 0;

	while (is_digit(at[length]) || is_letter(at[length]) ||
	       (length > 0 && at[length] && strchr("._-+*", at[length]) &&
		(is_digit(at[length + 1]) || is_letter(at[length + 1]) || at[length] == '*' ||
		 at[length + 1] == '*')))
		length++;
	return length;
}

static void take_word(struct range *range, const struct word *word)
{
	struct bound *last = range->count > 0 ? &range->bounds[range->count - 1] : NULL;

	switch (word->kind) {
	case WORD_NEXT:
		/* "and prior to": the words before it are no bound of their own */
		range->wrong |= range->has_next;
		range->has_next = true;
		range->next = word->bound;
		break;
	case WORD_LAST:
		range->wrong |= !last || (last->kind != EQUAL && last->kind != BEGINS);
		if (last)
			last->kind = word->bound;
		break;
	case WORD_THROUGH:
		range->wrong |= !last || (last->kind != EQUAL && last->kind != GREATER_EQUAL);
		if (last)
			last->kind = GREATER_EQUAL;
		range->has_next = true;
		range->next = LESS_EQUAL;
		break;
	case WORD_AND:
		range->joins = true;
		break;
	case WORD_OR:
		range->joins = false;
		break;
	case WORD_EVERY:
		range->every = true;
		break;
	case WORD_NOTHING:
		break;
	}
}

static void read_text(struct range *range, const char *at)
{
	while (*at && !range->wrong) {
		if (strchr(" \t\"'()[]:", *at) || (*at == '*' && !at[1])) {
			range->every |= *at == '*';
			at++;
			continue;
		}
		if (*at == '.' && !is_digit(at[1])) { /* "Ver. 2" */
			at++;
			continue;
		}
		const struct word *word = find_word(at);
		if (word) {
			take_word(range, word);
			at += strlen(word->text);
			at += *at == '.' && is_digit(at[1]); /* "Ver.2" */
			continue;
		}
		const size_t length = version_length(at);
		range->wrong |= length == 0 || !strpbrk(at, "0123456789") ||
				strcspn(at, "0123456789") >= length;
		if (!range->wrong)
			add_bound(range, at, length);
		at += length;
	}
	range->wrong |= range->has_next || (range->count == 0 && !range->every);
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One constraint of "vers:": a comparator and a version, percent-encoded. */
static void read_constraint(struct range *range, const char *at, size_t length)
{
	static const struct {
		const char *text;
		enum bound_kind kind;
	} comparators[] = {{"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"!=", NOT_EQUAL},
			   {"<", LESS},        {">", GREATER},	      {"=", EQUAL}};
	char version[VERSION_TEXT];
	size_t out = 0, i = 0;

	range->next = EQUAL;
	range->has_next = true;
	for (size_t c = 0; c < sizeof(comparators) / sizeof(comparators[0]) && i == 0; c++) {
		const size_t n = strlen(comparators[c].text);

		if (length < n || memcmp(at, comparators[c].text, n) != 0)
			continue;
		range->next = comparators[c].kind;
		i = n;
	}
	for (; i < length && out < sizeof(version); i++) {
		const bool encoded = at[i] == '%' && i + 2 < length && hex_value(at[i + 1]) >= 0 &&
				     hex_value(at[i + 2]) >= 0;

		version[out++] = encoded ? (char)(hex_value(at[i + 1]) * 16 + hex_value(at[i + 2]))
					 : at[i];
		i += encoded ? 2 : 0;
	}
	if (out == 1 && version[0] == '*')
		range->every = true;
	else if (out == 0 || out == sizeof(version))
		range->wrong = true;
	else
		add_bound(range, version, out);
	range->has_next = false;
}

static void read_vers(struct range *range, const char *at)
{
	const char *slash = strchr(at, '/');

	range->wrong = !slash;
	at = slash ? slash + 1 : "";
	while (*at && !range->wrong) {
		const size_t length = strcspn(at, "|");

		if (length > 0)
			read_constraint(range, at, length);
		at += length + (at[length] == '|');
	}
	range->wrong |= range->count == 0 && !range->every;
}

static bool is_lower(const struct bound *b)
{
	return b->kind == GREATER || b->kind == GREATER_EQUAL;
}

static bool is_upper(const struct bound *b)
{
	return b->kind == LESS || b->kind == LESS_EQUAL;
}

static bool begins(const char *version, const char *family)
{
	char cut[VERSION_TEXT];
	size_t components = 1, length = 0;

	for (const char *p = family; *p; p++)
		components += *p == '.';
	for (; version[length] && length + 1 < sizeof(cut); length++)
		if (version[length] == '.' && --components == 0)
			break;
	memcpy(cut, version, length);
	cut[length] = '\0';
	return version_compare(cut, family) == 0;
}

static bool holds(const struct bound *b, const char *version)
{
	const int order = version_compare(version, b->version);

	switch (b->kind) {
	case EQUAL:
		return order == 0;
	case NOT_EQUAL:
		return order != 0;
	case LESS:
		return order < 0;
	case LESS_EQUAL:
		return order <= 0;
	case GREATER:
		return order > 0;
	case GREATER_EQUAL:
		return order >= 0;
	case BEGINS:
		return begins(version, b->version);
	}
	return false;
}

/* ">= 1 and < 2", ">=1|<2"; and "< 2 and >= 1", which only "and" makes one. */
static bool is_interval(const struct bound *a, const struct bound *b)
{
	return (is_lower(a) && is_upper(b)) || (b->joined && is_upper(a) && is_lower(b));
}

static bool any_holds(const struct range *range, const char *version)
{
	bool inside = range->every, only_exceptions = true;

	for (size_t i = 0; i < range->count; i++) {
		const struct bound *b = &range->bounds[i];

		if (b->kind == NOT_EQUAL) {
			if (!holds(b, version))
				return false;
			continue;
		}
		only_exceptions = false;
		if (i + 1 < range->count && is_interval(b, b + 1)) {
			inside |= holds(b, version) && holds(b + 1, version);
			i++;
		} else {
			inside |= holds(b, version);
		}
	}
	return inside || only_exceptions;
}

enum version_in version_in_range(const char *version, const char *range)
{
	struct range r = {.count = 0};

	if (!*range)
		return VERSION_INSIDE;
	if (strncasecmp(range, "vers:", 5) == 0)
		read_vers(&r, range + 5);
	else
		read_text(&r, range);
	if (r.wrong)
		return VERSION_UNKNOWN;
	if (r.every && r.count == 0)
		return VERSION_INSIDE;
	if (!version_known(version))
		return VERSION_UNKNOWN;
	return any_holds(&r, version) ? VERSION_INSIDE : VERSION_OUTSIDE;
}
