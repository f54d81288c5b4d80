/* folder.c - which entry of the allow-list stands above that of a target. SPDX-License-Identifier: Apache-2.0 */

#include "judge/folder.h"

#include <stdio.h>
#include <string.h>

/* Of one function between two that are kept apart. */
#define TARGETS_MOST 256
/* So many names were learned in a folder, one a working day: further ones will come. */
#define NAMES_MANY 5

bool folder_has(const struct allowed *row)
{
	return (row->class && strcmp(row->class, "file") == 0) || (row->target && row->target[0] == '/');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "/mes/v1/orders": the number of an interface, of which the next one is another interface. */
static bool is_version(const char *target, const char *digit)
{
	return digit - target >= 2 && digit[-1] == 'v' && digit[-2] == '/' && (digit[1] == '/' || digit[1] == '\0');
}

void folder_kind(const char *target, char out[FOLDER_SIZE])
{
	size_t length = 0;

	for (const char *p = target; *p && length + 1 < FOLDER_SIZE; p++) {
		const bool number = is_digit(*p) && !is_version(target, p);

		if (!number || p == target || !is_digit(p[-1]))
			out[length++] = number ? '#' : *p;
	}
	out[length] = '\0';
}

bool folder_of(const char *target, char out[FOLDER_SIZE])
{
	static const char prefix[] = "file ";
	const char *slash = strrchr(target, '/'), *other = strrchr(target, '\\');
	const char *end = !slash || (other && other > slash) ? other : slash;
	const size_t bare = strncmp(target, prefix, sizeof(prefix) - 1) == 0 ? sizeof(prefix) - 1 : 0;
	const size_t length = end ? (size_t)(end - target) + 1 : bare;

	if (strcmp(target + length, "*") == 0 || length + 2 > FOLDER_SIZE)
		return false;
	memcpy(out, target, length);
	memcpy(out + length, "*", 2);
	return true;
}

struct allowed_entry *folder_above(struct allowlist *list, const struct allowed *row)
{
	struct allowed above = *row;
	char folder[FOLDER_SIZE];

	if (row->kind != ALLOWED_OPERATION || !row->target || !*row->target)
		return NULL;
	above.space = NULL;
	above.target = folder_has(row) && folder_of(row->target, folder) ? folder : NULL;
	return allowlist_find(list, &above);
}

/* Rows of the store come in any order. */
static void count_all(struct allowlist *list)
{
	struct allowed_entry *e, *above;
	uint32_t position = 0;

	list->uncounted = false;
	while ((e = table_next(&list->table, &position)) != NULL)
		e->below = 0;
	position = 0;
	while ((e = table_next(&list->table, &position)) != NULL)
		if ((above = folder_above(list, allowlist_show(list, e))) != NULL)
			above->below++;
}

unsigned int folder_count(struct allowlist *list, const struct allowed_entry *e)
{
	if (list->uncounted)
		count_all(list);
	return e->below;
}

bool folder_takes(struct allowlist *list, const struct allowed *row)
{
	struct allowed_entry *above = folder_above(list, row);

	if (!above)
		return true;
	const struct allowed *shown = allowlist_show(list, above);
	const unsigned int most = *shown->target ? NAMES_MANY : TARGETS_MOST;

	if (!above->wide && !above->fixed && folder_count(list, above) >= most && !allowlist_find(list, row))
		allowlist_widen(list, above);
	return !above->wide;
}
