/* record.c - the names of record types. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

const char *record_type_name(enum record_type type)
{
#define RECORD_TYPE_ROW(upper, lower) [RECORD_##upper] = #lower,
	static const char *const names[RECORD_TYPE_COUNT] = {RECORD_TYPES(RECORD_TYPE_ROW)};
#undef RECORD_TYPE_ROW

	return names[type];
}
