/* words.c - the words of a story. SPDX-License-Identifier: Apache-2.0 */

#include "story.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(struct story *s, const char *format, ...)
{
	va_list list;

	if (*s->wrong)
		return;
	va_start(list, format);
	vsnprintf(s->wrong, sizeof(s->wrong), format, list);
	va_end(list);
}

/* Words apart by blanks; "..." holds blanks, also behind the = of an option. */
void split(char *line, struct words *w)
{
	char *at = line;

	w->count = 0;
	while (*at) {
		while (*at == ' ' || *at == '\t')
			at++;
		if (!*at || w->count == WORDS_MAX)
			return;
		char *to = at;
		bool quoted = false;

		w->word[w->count++] = at;
		for (; *at && (quoted || (*at != ' ' && *at != '\t')); at++) {
			if (*at == '"')
				quoted = !quoted;
			else
				*to++ = *at;
		}
		char *end = at;
		if (*at)
			at++;
		if (to <= end)
			*to = '\0';
	}
}

const char *option(const struct words *w, const char *name, const char *missing)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < w->count; i++)
		if (strncmp(w->word[i], name, length) == 0 && w->word[i][length] == '=')
			return w->word[i] + length + 1;
	return missing;
}

uint64_t number(const struct words *w, const char *name, uint64_t missing)
{
	const char *text = option(w, name, NULL);

	return text ? strtoull(text, NULL, 0) : missing;
}

int64_t time_of(const char *text)
{
	int64_t t = 0;

	for (char *end; *text; text = *end == ':' ? end + 1 : "")
		t = t * 60 + strtol(text, &end, 10);
	return t * SECOND;
}
