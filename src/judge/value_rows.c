/* value_rows.c - what a device says of itself that a detector tells of. SPDX-License-Identifier: Apache-2.0 */

#include "judge/value_rows.h"

#include <string.h>

#include "lib/clock.h"

bool certificate_has_ended(const struct asset_value *v, int64_t at)
{
	static const char mark[] = "valid until ";
	const char *end = strstr(v->value, mark);
	char day[CLOCK_TEXT_SIZE];

	clock_text(at, day);
	return end && strncmp(day, end + sizeof(mark) - 1, 10) > 0;
}

const struct value_row *value_find(const struct asset_value *v, const struct value_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (v->value[0] == rows[i].begin[0] && strncmp(v->value, rows[i].begin, strlen(rows[i].begin)) == 0)
			return &rows[i];
	return NULL;
}

void value_tell(const struct sight *s, const char *name, const struct value_row *rows, size_t count)
{
	if (s->client->external)
		return;
	for (size_t i = 0; i < s->asset->value_count; i++) {
		const struct asset_value *v = &s->asset->values[i];
		const bool said = v->name[0] == name[0] && strcmp(v->name, name) == 0;
		const struct value_row *row = said ? value_find(v, rows, count) : NULL;

		if (row)
			sight_tell(s, &(struct tell){.device = s->client, .key = v->value, .detail = v->value,
						     .severity = row->severity, .first = v->first_seen,
						     .last = v->last_seen});
	}
}
