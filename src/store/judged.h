/* judged.h - the judge's rows, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/finding.h"
#include "store/list.h"

struct buf;

/* The setting that sources without a phase of their own follow. */
#define DEFAULT_PHASE "phase.new"

/* Columns of one party of row r: d its asset, name what it was called when it was found. */
#define JUDGED_PARTY(d, name) \
	"ifnull(" d ".id, 0), coalesce(nullif(" d ".name, '') || ifnull(' (' || nullif(" DIFFERS(d) \
	", '') || ')', ''), " name ", ''), substr(ifnull(" d \
	".ip, ''), 1, instr(ifnull(" d ".ip, '') || ' ', ' ') - 1), substr(ifnull(" d \
	".mac, ''), 1, instr(ifnull(" d ".mac, '') || ' ', ' ') - 1), ifnull(" d ".role, '') "

/* Of each event only its most urgent open finding, for a list of open ones. */
void finding_where_lead(struct list *list);
/* Keeps what changed in the allow-list. */
int allowed_save(struct store *store, int64_t scope, struct judge *judge);
/* Gives entries without a part theirs. */
int allowed_name_parts(struct store *store, int64_t scope);
/* "[[1,2],[7,7]]", "" for none. */
void allowed_write_ranges(const struct allowed_range *ranges, size_t count, struct buf *out);
/* Phases of sources, zones and networks to the judge; hours that were learned from it. */
int phase_load(struct store *store, int64_t scope, struct judge *judge);
int phase_save(struct store *store, int64_t scope, struct judge *judge);
/* The hours of the week in which places were learned, back to the judge. */
int phase_load_learned(struct store *store, int64_t scope, struct judge *judge);
/* Numbers that were learned of two parties. */
int habit_save(struct store *store, int64_t scope, struct judge *judge);
int habit_load(struct store *store, int64_t scope, struct judge *judge);
/* One device became another: findings and what was learned follow. */
int judged_merge(struct store *store, int64_t scope, uint64_t from, uint64_t into);
