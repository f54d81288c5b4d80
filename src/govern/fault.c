/* fault.c - what is wrong with an answer or an exception before it is kept. SPDX-License-Identifier: Apache-2.0 */

#include "govern/assess.h"

#include "lib/clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool is_date(const char *text)
{
	static const char pattern[] = "dddd-dd-dd";

	if (!text[0])
		return true;
	for (size_t i = 0; i < sizeof(pattern) - 1; i++)
		if (pattern[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != pattern[i])
			return false;
	const int year = (int)strtol(text, NULL, 10), month = (int)strtol(text + 5, NULL, 10), day = (int)strtol(text + 8, NULL, 10);

	return !text[10] && year >= 1900 && day >= 1 && day <= clock_month_days(year, month);
}

/* Blanks are no reason. */
static bool says(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return *text && strcmp(text, "\xe3\x80\x80") != 0; /* U+3000 */
}

/* A step may belong to one section. */
static bool takes(const struct pack *pack, const char *item, int step)
{
	const char *section = step >= 0 ? pack->steps[step].section : NULL;
	const struct pack_item *it = pack_item(pack, item);
	bool offered = it->at_count == 0 || step == 0;

	for (size_t i = 0; step >= 0 && i < it->at_count; i++)
		offered |= strcmp(it->at[i].value, pack->steps[step].value) == 0;
	return step >= 0 && offered &&
	       (!section ||
		strcmp(pack->sections[pack_item(pack, item)->section].id, section) == 0);
}

static const char *answer_value_fault(const struct pack *pack, const struct answer_row *a)
{
	if (!a->value[0])
		return NULL;
	if (strcmp(a->value, ANSWER_NOT_APPLICABLE) != 0)
		return takes(pack, a->item, pack_step(pack, a->value))
			       ? NULL
			       : "this value is not on the scale";
	return says(a->reason) ? NULL : "say why it does not apply";
}

/* A column aims at a section (SMKL's letter), an item at a step of the scale. */
static const char *target_value_fault(const struct pack *pack, const struct answer_row *a)
{
	if (!a->value[0])
		return NULL;
	if (a->item[0])
		return !takes(pack, a->item, pack_step(pack, a->value)) ? "this value is not on the scale" : NULL;
	for (size_t i = 0; i < pack->section_count; i++)
		if (strcmp(pack->sections[i].id, a->value) == 0)
			return NULL;
	return "there is no such section";
}

const char *answer_fault(const struct pack *pack, const struct answer_row *a)
{
	const bool target = strcmp(a->kind, "target") == 0;
	const bool watch = strcmp(a->kind, "watch") == 0;

	if (!target && !watch && strcmp(a->kind, "answer") != 0)
		return "kind is answer, target or watch";
	if (!(target && !a->item[0]) && !pack_item(pack, a->item))
		return "there is no such item";
	if (!pack_takes_column(pack, a->part))
		return "there is no such column";
	if (!is_date(a->reviewed_on) || !is_date(a->due_on))
		return "dates are written 2026-11-21";
	if (a->override[0] && !says(a->override))
		return "say why the measurement does not count";
	if (watch)
		return a->value[0] && strcmp(a->value, "yes") != 0 ? "watch is yes or nothing" : NULL;
	return target ? target_value_fault(pack, a) : answer_value_fault(pack, a);
}

const char *exception_fault(const struct pack *pack, const struct exception_row *row)
{
	if (!pack_item(pack, row->item))
		return "there is no such item";
	if (!pack_takes_column(pack, row->part))
		return "there is no such column";
	if (!says(row->reason))
		return "say why it cannot be kept";
	if (!says(row->measure))
		return "say what is done in its place";
	if (!row->ends_on[0] || !is_date(row->ends_on))
		return "say until when: 2026-11-21";
	return NULL;
}
