/* record.c - the names of record types. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

const char *record_type_name(enum record_type type)
{
#define RECORD_TYPE_ROW(upper, lower) [RECORD_##upper] = #lower,
	static const char *const names[RECORD_TYPE_COUNT] = {RECORD_TYPES(RECORD_TYPE_ROW)};
#undef RECORD_TYPE_ROW

	return names[type];
}

bool record_next(struct record *r)
{
	if (r->more_count == 0)
		return false;
	const struct record_item *item = r->more++;
	r->more_count--;
	r->entry = item->entry;
	if (r->type == RECORD_CLAIM) {
		r->claim = *item->claim;
		r->vlan[0] = item->vlan;
	} else if (r->type == RECORD_DNS) {
		r->dns = *item->dns;
	} else {
		r->ot = *item->ot;
	}
	if (item->dest_port > 0)
		r->dest_port = item->dest_port;
	return true;
}
