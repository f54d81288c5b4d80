/* allowlist_kind.c - kinds and states of entries by name. SPDX-License-Identifier: Apache-2.0 */

#include "judge/allowlist.h"

#include "lib/text.h"

#define NAME_ROW(upper, lower) #lower,
static const char *const kind_names[] = {ALLOWED_KINDS(NAME_ROW)};
static const char *const state_names[] = {ALLOWED_STATES(NAME_ROW)};
#undef NAME_ROW

const char *allowed_kind_name(enum allowed_kind kind)
{
	return kind_names[kind];
}

int allowed_kind_parse(const char *name)
{
	return text_find(kind_names, ALLOWED_KIND_COUNT, name);
}

const char *allowed_state_name(enum allowed_state state)
{
	return state_names[state];
}

int allowed_state_parse(const char *name)
{
	return text_find(state_names, ALLOWED_STATE_COUNT, name);
}
