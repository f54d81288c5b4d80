/* finding.c - names of severities and states. SPDX-License-Identifier: Apache-2.0 */

#include "judge/finding.h"

#include "lib/text.h"

#define NAME_ROW(upper, lower) #lower,
static const char *const severity_names[] = {SEVERITIES(NAME_ROW)};
static const char *const state_names[] = {FINDING_STATES(NAME_ROW)};
#undef NAME_ROW

const char *severity_name(enum severity severity)
{
	return severity_names[severity];
}

int severity_parse(const char *name)
{
	return text_find(severity_names, SEVERITY_COUNT, name);
}

const char *finding_state_name(enum finding_state state)
{
	return state_names[state];
}

int finding_state_parse(const char *name)
{
	return text_find(state_names, FINDING_STATE_COUNT, name);
}
