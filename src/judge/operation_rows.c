/* operation_rows.c - operations that a detector tells of, as rows of words.
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/operation_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool fits(const char *wanted, const char *text)
{
	return !wanted || strstr(text, wanted);
}

const struct operation_row *operation_find(const struct sight *s, const struct operation_row *rows, size_t count)
{
	const char *class = s->record->ot.class ? s->record->ot.class : "";

	for (size_t i = 0; i < count; i++) {
		const struct operation_row *row = &rows[i];

		/* nearly all rows end here: most classes differ in their first letter */
		if ((row->class && row->class[0] != class[0]) || (!row->anywhere && !s->industrial) ||
		    (row->class && strcmp(row->class, class) != 0))
			continue;
		if (fits(row->word, s->function) && fits(row->target, s->target))
			return row->key ? row : NULL;
	}
	return NULL;
}

const char *operation_tell(const struct sight *s, const struct operation_row *rows, size_t count)
{
	const struct operation_row *row = operation_find(s, rows, count);
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (!row || !sight_actor(s, &actor, &device))
		return NULL;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device,
	                             .peer = actor,
	                             .key = row->key,
	                             .detail = detail,
	                             .severity = row->severity,
	                             .total = s->record->ot.count});
	return row->key;
}

void operation_tell_unlearned(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct usual *u = &s->usual;
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (!u->class || (u->code && u->target && u->range) || !sight_actor(s, &actor, &device))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	if (u->code && u->target)
		snprintf(detail, sizeof(detail), "%.60s, %.50s%s%.30s %" PRIu64 "..%" PRIu64,
			 ot->function ? ot->function : ot->protocol, ot->target ? ot->target : "",
			 ot->target && *ot->target ? ", " : "", ot->space ? ot->space : "", u->low, u->high);
	sight_tell(s, &(struct tell){.device = device, .peer = actor, .key = ot->protocol, .detail = detail,
				     .total = ot->count});
}

bool operation_is_write(const struct sight *s)
{
	static const char *const commands[] = {"operate", "select", "command", "call", "write"};

	if (sight_is_class(s, "write"))
		return true;
	for (size_t i = 0; sight_is_class(s, "control") && i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strstr(s->function, commands[i]))
			return true;
	return false;
}
