/* party.h - the two ends of a row, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/list.h"

/* Columns of one end: e its endpoint, a its asset. The name tells it from others of that name. */
#define PARTY_COLUMNS(e, a) \
	a ".id, ifnull(nullif(" a ".name, '') || ifnull(' (' || nullif(" DIFFERS(a) ", '') || ')'," \
	  " ''), iif(" e ".ip != '', " e ".ip, " e ".mac)), " e \
	  ".ip, iif(" e ".mac != '', " e ".mac, (SELECT o.mac FROM endpoint o WHERE o.scope_id = " \
	  e ".scope_id AND o.id = " e ".owner)), " a ".role"

/* Joins both ends to row r, which has scope_id, client and server. */
#define PARTY_JOIN(r) \
	" LEFT JOIN endpoint ce ON ce.scope_id = " r ".scope_id AND ce.id = " r ".client" \
	" LEFT JOIN asset ca ON ca.scope_id = ce.scope_id AND ca.id = ce.asset_id" \
	" LEFT JOIN endpoint se ON se.scope_id = " r ".scope_id AND se.id = " r ".server" \
	" LEFT JOIN asset sa ON sa.scope_id = se.scope_id AND sa.id = se.asset_id "

/* Reads PARTY_COLUMNS. */
void party_read(struct query *q, struct party_row *out);
/* Limits the list to rows of table r with this asset at either end. -ENOENT. */
int party_where_asset(struct list *list, struct store *store, const struct viewer *viewer,
		      const char *table, uint64_t asset);
/* Limits the list to rows where an end, the protocol's name or title, or a column of the row itself
 * holds the text. columns end with NULL; all of the list's values must live as long as the arena. */
int party_where_text(struct list *list, struct store *store, const struct viewer *viewer,
		     const char *const *columns, const char *text, struct arena *arena);
/* The asset that stands for this one after merges, and its scope. -ENOENT. */
int asset_root(struct store *store, const struct viewer *viewer, uint64_t number, int64_t *scope,
	       uint64_t *root);
/* Names of the dissectors of the plant floor, comma separated, in the arena. */
const char *industrial_protocols(struct arena *arena);
