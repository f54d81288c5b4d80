/* library_seen.c - facts of one's own plant beside cases and measures (S1-020 S1-048 S1-050 S1-051 S1-055 S1-061 S0-076). SPDX-License-Identifier: Apache-2.0 */

#include "serve/library.h"

#include "judge/detectors.h"
#include "lib/clock.h"
#include "store/finding.h"
#include "store/measure.h"
#include "store/plant.h"

#include <string.h>

#define DAY (INT64_C(24) * 3600 * SECOND)

typedef int look_function(struct request *r, const struct library_entry *entry, struct seen *out);

/* Straight between office or internet and machines: past the border, or where there is none. */
static int look_bypass(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct traffic *traffic;
	struct measured m = {0};
	struct measured_network all;
	int rc = store_traffic(r->store, &r->who.viewer, clock_now() - DAY, &r->arena, &traffic);

	(void)entry;
	if (!rc)
		rc = traffic_measure(traffic, r->store, MEASURE_BYPASS, NULL, &r->arena, &m);
	if (rc)
		return rc;
	traffic_network(traffic, NULL, &all);
	const struct zoning_counts *zones = traffic_zoning(traffic);

	out->state = !all.conversations ? "silent" : m.conversations ? "some" : "none";
	out->page = m.conversations ? "communications?measure=bypass" : NULL;
	out->last = m.last_seen;
	out->numbers[0] = (struct seen_number){"conversations", m.conversations};
	out->numbers[1] = (struct seen_number){"devices", m.devices};
	out->numbers[2] = (struct seen_number){"all", all.conversations};
	out->numbers[3] = (struct seen_number){"conduits", zones->conduits};
	return 0;
}

static int count_conversations(struct request *r, bool unknown, uint64_t *count)
{
	const struct conversation_filter filter = {.protocol = "", .q = "", .unknown = unknown, .measure = "", .levels = "",
	                                           .from_zone = "", .to_zone = "", .crossing = ""};
	struct conversation_row *rows;
	struct listing listing = {0};
	const int rc = store_conversations(r->store, &r->who.viewer, &filter, &(struct page){.limit = 1}, &r->arena, &rows, &listing);

	*count = listing.total;
	return rc;
}

static int look_recognised(struct request *r, const struct library_entry *entry, struct seen *out)
{
	uint64_t all = 0, unknown = 0;
	int rc = count_conversations(r, false, &all);

	(void)entry;
	if (!rc)
		rc = count_conversations(r, true, &unknown);
	out->state = !all ? "silent" : unknown ? "some" : "none";
	out->page = unknown ? "communications?unknown=1" : "communications";
	out->numbers[0] = (struct seen_number){"all", all};
	out->numbers[1] = (struct seen_number){"known", all - unknown};
	out->numbers[2] = (struct seen_number){"unknown", unknown};
	out->numbers[3] = (struct seen_number){"percent", all ? (all - unknown) * 100 / all : 0};
	return rc;
}

static int look_opcua(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct security_seen *rows;
	size_t count;
	uint64_t open = 0, devices = 0;
	const char *words = "";
	const int rc = store_security_seen(r->store, &r->who.viewer, "OPC UA", &r->arena, &rows, &count);

	(void)entry;
	for (size_t i = 0; !rc && i < count; i++) {
		const char *value = rows[i].value;

		open += strncmp(value, "OPC UA None", 11) == 0 || strncmp(value, "OPC UA anonymous", 16) == 0 ? rows[i].devices : 0;
		devices += rows[i].devices;
		words = arena_printf(&r->arena, "%s%s%s (%llu)", words, *words ? ", " : "", value, (unsigned long long)rows[i].devices);
	}
	out->state = !devices ? "silent" : open ? "some" : "none";
	out->page = "communications?protocol=opcua";
	out->words = words;
	out->numbers[0] = (struct seen_number){"open", open};
	return rc;
}

static int look_allowed(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct allowed_link *rows;
	size_t count = 0;
	const int rc = store_allowed_links(r->store, &r->who.viewer, &(struct allowed_link_filter){.now = clock_now()},
	                                   &r->arena, &rows, &count);

	(void)entry;
	out->state = count ? "some" : "none";
	out->page = "allowlist";
	out->numbers[0] = (struct seen_number){"lines", count};
	return rc;
}

static int look_detection(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct detector_row *rows;
	size_t count = 0, off = 0;
	uint64_t open = 0;
	const int rc = store_detectors(r->store, &r->who.viewer, &r->arena, &rows, &count);

	(void)entry;
	for (size_t i = 0; !rc && i < count; i++) {
		off += rows[i].at != 0;
		open += rows[i].open;
	}
	out->state = open ? "some" : "none";
	out->page = "findings";
	out->numbers[0] = (struct seen_number){"detectors", detector_count - off};
	out->numbers[1] = (struct seen_number){"off", off};
	out->numbers[2] = (struct seen_number){"open", open};
	return rc;
}

/* What follows name= in a page's query, up to the next one. */
static const char *asked(struct request *r, const char *page, const char *name)
{
	const char *at = strstr(page, arena_printf(&r->arena, "%s=", name));

	if (!at)
		return "";
	at += strlen(name) + 1;
	return arena_copy(&r->arena, at, strcspn(at, "&"));
}

static int count_assets(struct request *r, const char *page, uint64_t *count)
{
	const struct asset_filter filter = {.q = "", .vendor = "", .zone = "", .liveness = "", .only_inside = true,
	                                    .role = asked(r, page, "role"), .level = asked(r, page, "level")};
	struct asset_row *rows;
	struct listing listing = {0};
	const int rc = store_assets(r->store, &r->who.viewer, &filter, &(struct page){.limit = 1}, &r->arena, &rows, &listing);

	*count = listing.total;
	return rc;
}

/* Nodes of the reference model that name kinds of devices are counted. */
static int look_networks(struct request *r, const struct library_entry *entry, struct seen *out)
{
	uint64_t all = 0;
	int rc = 0;

	for (size_t i = 0; !rc && i < entry->part_count && i < SEEN_PARTS; i++) {
		const struct texts *links = &entry->parts[i].links;

		if (links->count && strncmp(links->text[0], "page:assets?", 12) == 0)
			rc = count_assets(r, links->text[0], &out->parts[i]);
		all += out->parts[i];
	}
	out->state = all ? "some" : "silent";
	out->page = "map";
	out->has_parts = true;
	out->numbers[0] = (struct seen_number){"devices", all};
	return rc;
}

static int look_collectors(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct source *rows;
	size_t count = 0;
	uint64_t live = 0;
	const int rc = store_sources(r->store, &r->who.viewer, &r->arena, &rows, &count);

	(void)entry;
	for (size_t i = 0; !rc && i < count; i++)
		live += strcmp(rows[i].kind, "live") == 0;
	out->state = count ? "some" : "silent";
	out->page = "sensors";
	out->numbers[0] = (struct seen_number){"live", live};
	out->numbers[1] = (struct seen_number){"files", count - live};
	return rc;
}

/* S0-076: from noticing until it is done, of a year */
static int look_containment(struct request *r, const struct library_entry *entry, struct seen *out)
{
	struct response_times t = {0};
	const int rc = store_response_times(r->store, &r->who.viewer, clock_now() - 365 * DAY, &t);

	(void)entry;
	out->state = t.closed ? "some" : t.findings ? "none" : "silent";
	out->page = "findings?state=any";
	out->numbers[0] = (struct seen_number){"findings", t.findings};
	out->numbers[1] = (struct seen_number){"closed", t.closed};
	out->numbers[2] = (struct seen_number){"hours", t.closed ? (uint64_t)(t.to_close / (3600 * SECOND)) : 0};
	out->numbers[3] = (struct seen_number){"days", t.closed ? (uint64_t)(t.to_close / DAY) : 0};
	return rc;
}

/* As library_seen has them. */
static const struct {
	const char *name;
	look_function *look;
} looks[] = {
        {"allowed", look_allowed},   {"bypass", look_bypass},	  {"collectors", look_collectors}, {"containment", look_containment}, {"detection", look_detection},
        {"networks", look_networks}, {"opcua", look_opcua}, {"recognised", look_recognised},
};

bool library_look(struct request *r, const struct library_entry *entry, struct seen *out)
{
	*out = (struct seen){.words = ""};
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		if (strcmp(looks[i].name, entry->seen) == 0)
			return request_good(r, looks[i].look(r, entry, out));
	return true;
}
