/* crossing.c - where the ends of a record stand, and what that makes of it. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <stdio.h>
#include <string.h>

static struct zone_place place_of(const struct sight *s, const struct zoning *zoning,
				  const struct subject *subject, const struct address *ip)
{
	const struct zone_place place =
		zoning_place_of(zoning, subject->zone_said ? subject->place.zone : ZONE_NOWHERE,
				s->record->has_ip ? ip : NULL, s->record->vlan[0], subject->external);

	return place.zone == ZONE_NOWHERE ? subject->place : place;
}

static bool is_carried(const struct sight *s)
{
	const struct record *r = s->record;

	if (!s->client || !s->server || s->client->group || s->server->group)
		return false;
	if (r->type == RECORD_FLOW)
		return !r->flow.spread && (r->flow.answered > 0 || inventory_is_one_way(r));
	return r->type == RECORD_OT;
}

enum crossing sight_crossing(const struct sight *s, const char *class, struct crossing_ends *ends)
{
	const struct zoning *zoning = inventory_zoning(s->judge->inventory);

	*ends = (struct crossing_ends){0};
	if (zoning_is_empty(zoning) || !is_carried(s))
		return CROSSING_NO;
	ends->from = place_of(s, zoning, s->client, &s->record->src_ip);
	ends->to = place_of(s, zoning, s->server, &s->record->dest_ip);
	ends->from_smkl = zoning_smkl(zoning, ends->from);
	ends->to_smkl = zoning_smkl(zoning, ends->to);
	const char *protocol = s->record->type == RECORD_OT ? s->record->ot.protocol : s->record->app_proto;

	return zoning_judge(zoning, ends->from, ends->to, protocol, class);
}

static const char *name_of(const struct zoning *zoning, struct zone_place place)
{
	const struct zone_row *zone = zoning_zone(zoning, place.zone);

	return zone ? zone->name : "-";
}

void sight_tell_crossing(const struct sight *s, const struct crossing_ends *ends, const char *class,
			 enum severity severity)
{
	const struct zoning *zoning = inventory_zoning(s->judge->inventory);
	const struct record *r = s->record;
	const bool inward = ends->to.zone != ZONE_OUTSIDE;
	const char *protocol = r->type == RECORD_OT ? r->ot.protocol : r->app_proto ? r->app_proto : "";
	char key[FINDING_KEY_SIZE], detail[FINDING_DETAIL_SIZE];

	snprintf(key, sizeof(key), "%lld>%lld %s%s%s", (long long)ends->from.zone, (long long)ends->to.zone, protocol,
		 class ? " " : "", class ? class : "");
	snprintf(detail, sizeof(detail), "%s → %s, %s%s%s%s%.0d", name_of(zoning, ends->from), name_of(zoning, ends->to),
		 *protocol ? protocol : r->proto ? r->proto : "", class ? " " : "", class ? class : "",
		 r->dest_port > 0 && !class ? " " : "", r->dest_port > 0 && !class ? r->dest_port : 0);
	sight_tell(s, &(struct tell){.device = inward ? s->server : s->client,
				     .peer = inward ? s->client : s->server,
				     .key = key,
				     .detail = detail,
				     .severity = severity,
				     .declared = true,
				     .total = r->type == RECORD_OT ? r->ot.count : r->flow.flows});
}
