/* basics.c - the basics of OT security as figures, how the plant is judged, vulnerabilities by zone. SPDX-License-Identifier: Apache-2.0 */

#include "govern/basics.h"

#include "govern/assess.h"
#include "judge/detectors.h"
#include "lib/clock.h"
#include "serve/assess.h"

static void put_figure(struct json_out *j, const struct basic_figure *f)
{
	json_object(j, NULL);
	json_text(j, "id", f->basic->id);
	put_both(j, "title", &f->basic->title);
	put_both(j, "counts", &f->basic->counts);
	put_both(j, "means", &f->basic->means);
	put_both(j, "why", &f->basic->why);
	put_both(j, "next", &f->basic->next);
	json_uint(j, "count", f->count);
	json_uint(j, "all", f->all);
	json_text(j, "page", f->page);
	json_array(j, "parts");
	for (size_t i = 0; i < f->part_count; i++) {
		json_object(j, NULL);
		json_text(j, "name", f->parts[i].name);
		json_uint(j, "count", f->parts[i].count);
		json_text(j, "page", f->parts[i].page);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

/* Whatever is not known to be right is told; lists of what is wrong come beside (S1-082). */
static void put_judged_by(struct json_out *j, const struct basic_counts *c)
{
	size_t resting = 0;

	for (size_t i = 0; i < detector_count; i++)
		resting += detectors[i]->baseline;
	json_object(j, "judged");
	json_uint(j, "learning_detectors", resting);
	json_uint(j, "other_detectors", detector_count - resting);
	json_uint(j, "entries", c->learned);
	json_uint(j, "accepted", c->accepted);
	json_uint(j, "block_entries", c->block_entries);
	json_uint(j, "deviations", c->deviations);
	json_uint(j, "known_bad", c->known_bad);
	json_object_end(j);
}

static void put_zone_risk(struct json_out *j, const struct zone_risk *z)
{
	json_object(j, NULL);
	put_id(j, "id", z->zone);
	json_text(j, "name", z->name);
	put_text(j, "smkl", z->smkl);
	json_uint(j, "devices", z->devices);
	json_uint(j, "unsupported", z->unsupported);
	json_uint(j, "undecided", z->undecided);
	json_uint(j, "decided", z->decided);
	json_int(j, "worst", z->worst);
	json_object_end(j);
}

void basics_get(struct request *r)
{
	const int64_t scope = request_scope(r);
	char today[CLOCK_TEXT_SIZE];
	struct viewer within;
	struct basics basics = {0};
	struct zone_risk *zones;
	size_t zone_count;

	clock_text_local(clock_now(), today);
	today[10] = '\0';
	if (!request_good(r, assess_within(r->store, &r->who.viewer, scope, &r->arena, &within)) ||
	    !request_good(r, basics_measure(r->store, &within, today, &r->arena, &basics)) ||
	    !request_good(r, store_zone_risks(r->store, &within, today, &r->arena, &zones, &zone_count)))
		return;
	struct json_out *j = request_json(r, 200);

	json_array(j, "items");
	for (size_t i = 0; i < basics.figure_count; i++)
		put_figure(j, &basics.figures[i]);
	json_array_end(j);
	put_judged_by(j, &basics.counts);
	json_array(j, "zones");
	for (size_t i = 0; i < zone_count; i++)
		put_zone_risk(j, &zones[i]);
	json_array_end(j);
	request_end_json(r);
}

void vendors_get(struct request *r)
{
	struct viewer within;
	struct vendor_row *rows;
	size_t count;

	if (!request_good(r, assess_within(r->store, &r->who.viewer, request_scope(r), &r->arena, &within)) ||
	    !request_good(r, store_vendors(r->store, &within, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_text(j, "line", rows[i].line);
		if (rows[i].zone)
			put_id(j, "zone", rows[i].zone);
		put_text(j, "zone_name", rows[i].zone_name);
		put_text(j, "smkl", rows[i].smkl);
		put_text(j, "vendor", rows[i].vendor);
		json_text(j, "role", rows[i].role);
		json_uint(j, "devices", rows[i].devices);
		json_object_end(j);
	}
	request_end_items(r, count);
}
