/* zoning_where.h - crossings within statements, for the files of store alone. SPDX-License-Identifier: Apache-2.0
 *
 * crossing(zone, network, level, zone, network, level, protocol) is what zoning_judge() says, so that lists,
 * counts, the map and the detectors agree. network_level(zone, network, level) is what zoning_level() says. They know the zones between crossings_begin() and crossings_end().
 */
#pragma once

#include "store/sql.h"
#include "store/zoning.h"

/* Loads the viewer's zones for the statements until crossings_end(); calls may lie within one another. */
int crossings_begin(struct store *store, const struct viewer *viewer);
void crossings_end(struct store *store);
struct list;

/* Limits a list of conversations r to what the filter says of zones and crossings. */
void crossing_condition(struct list *list, const struct conversation_filter *filter, struct arena *arena);
/* Of two ends, as the function says it; level: ISA-95 times 10, 50 outside. */
enum crossing crossing_between(const struct zoning *zoning, struct zone_place from, int from_level,
			       struct zone_place to, int to_level, const char *protocol);

/* Adds so many conversations between two places to the counts of the whole and of their columns. */
void zoning_count(const struct zoning *zoning, struct zoning_counts out[ZONING_COLUMNS], struct zone_place from,
		  struct zone_place to, enum crossing crossing, uint64_t count, int64_t last);
/* Clears the counts and fills in zones, networks, conduits, drafts and devices. */
int zoning_totals(struct store *store, const struct viewer *viewer, struct zoning_counts out[ZONING_COLUMNS]);

/* The arguments of one end: e its endpoint, a its asset. */
#define CROSSING_END(e, a) \
	"ifnull(" e ".zone_id, 0), ifnull(" e ".network_id, 0), iif(ifnull(" a ".external, 0), 50, ifnull(" a \
	".level, -1))"
/* Of a conversation c with PARTY_JOIN's ends; what nobody answered crosses nothing. */
#define CROSSING_OF(c) \
	"iif(" c ".answered > 0, crossing(" CROSSING_END("ce", "ca") ", " CROSSING_END("se", "sa") ", " c \
	".protocol), 0)"
