/* names.c - texts that come again and again, as small numbers. SPDX-License-Identifier: Apache-2.0
 */

#include "inventory/inside.h"

#include "lib/hash.h"
#include "lib/memory.h"

#include <stdlib.h>

struct names {
	char **text; /* [0] is NULL */
	uint16_t count;
	size_t max;
	uint16_t *slot;
	size_t mask;
	uint64_t seed;
};

struct names *names_new(size_t max)
{
	struct names *names = xcalloc(1, sizeof(*names));
	size_t slots = 64;

	while (slots < max * 2)
		slots *= 2;
	names->max = max;
	names->text = xcalloc(max, sizeof(char *));
	names->slot = xcalloc(slots, sizeof(uint16_t));
	names->mask = slots - 1;
	names->count = 1;
	names->seed = hash_seed();
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	for (size_t i = 1; i < names->count; i++)
		free(names->text[i]);
	free(names->text);
	free(names->slot);
	free(names);
}

uint16_t names_number(struct names *names, const char *text)
{
	if (!text || !*text)
		return 0;
	size_t at = hash_bytes(text, strlen(text), names->seed) & names->mask;

	while (names->slot[at]) {
		if (strcmp(names->text[names->slot[at]], text) == 0)
			return names->slot[at];
		at = (at + 1) & names->mask;
	}
	if (names->count >= names->max)
		return 0;
	names->text[names->count] = xstrdup(text);
	names->slot[at] = names->count;
	return names->count++;
}

const char *names_text(const struct names *names, uint16_t number)
{
	return number < names->count ? names->text[number] : NULL;
}

#define NAME_ROW(upper, lower, count) [NAME_##upper] = #lower,
static const char *const known_names[NAME_COUNT] = {
        ATTRIBUTES(NAME_ROW)[NAME_NAME] = "name",
        [NAME_ROLE] = "role",
        [NAME_ZONE] = "zone",
        [NAME_OWNER] = "owner",
        [NAME_NOTE] = "note",
        [NAME_IMPORTANCE] = "importance",
        [NAME_LEVEL] = "level",
};
#undef NAME_ROW

void names_add_known(struct names *names)
{
	for (size_t i = 1; i < NAME_COUNT; i++)
		(void)names_number(names, known_names[i]);
}
