/* test_store_zones.c - zones are kept, place everybody, and are judged by. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include <string.h>

#include "judge/judge.h"
#include "store/finding.h"
#include "store/zoning.h"

/* 192.168.1.1 asks the controllers 192.168.1.2 and .3; .1 is the office. */
static void feed(struct fixture *f, struct record r)
{
	const struct inventory_parties parties = inventory_record(f->inventory, &r);

	assert_int_equal(store_apply_record(f->store, f->source, &r, parties), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

static int64_t zone(struct fixture *f, const char *name, const char *smkl)
{
	struct zone_row row = {.name = name, .smkl = smkl};

	assert_int_equal(store_zone_put(f->store, &store_system, &row), 0);
	return row.id;
}

static void network(struct fixture *f, int64_t zone_id, const char *subnets)
{
	struct network_row row = {.zone = zone_id, .name = subnets, .subnets = subnets};

	assert_int_equal(store_network_put(f->store, &store_system, &row), 0);
}

static void reload(struct fixture *f)
{
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

static void draw(struct fixture *f)
{
	feed(f, flow(f, 1, 1, 2, 10));
	feed(f, flow(f, 2, 1, 3, 10));
	network(f, zone(f, "OA", "office"), "192.168.1.1");
	network(f, zone(f, "line", "3"), "192.168.1.2 192.168.1.3");
	reload(f);
}

static struct zoning_counts counts(struct fixture *f, const char *smkl)
{
	struct zoning_counts c[ZONING_COLUMNS];

	assert_int_equal(store_zoning_counts(f->store, &store_system, c), 0);
	return c[zoning_column(smkl)];
}

static void test_counts_say_who_stands_where_and_what_crosses(void **state)
{
	struct fixture *f = *state;

	draw(f);
	const struct zoning_counts c = counts(f, "");

	assert_int_equal(c.zones, 2);
	assert_int_equal(c.networks, 2);
	assert_int_equal(c.conduits, 0);
	assert_int_equal(c.devices, 3);
	assert_int_equal(c.without_zone, 0);
	assert_int_equal(c.crossings[CROSSING_SKIP], 2);
	assert_int_equal(c.crossings[CROSSING_ALLOWED], 0);
	assert_int_equal(counts(f, "3").devices, 2);
	assert_int_equal(counts(f, "3").crossings[CROSSING_SKIP], 2);
	assert_int_equal(counts(f, "2").crossings[CROSSING_SKIP], 0);
}

static void test_crossings_and_lists_agree(void **state)
{
	struct fixture *f = *state;
	struct crossing_row *rows;
	struct conversation_row *talks;
	struct edge_row *edges;
	struct listing listing;
	size_t n;

	draw(f);
	assert_int_equal(store_crossings(f->store, &store_system, &f->arena, &rows, &n), 0);
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].crossing, CROSSING_SKIP);
	assert_int_equal(rows[0].conversations, 2);
	const struct conversation_filter skips = {.crossing = "skip"}, others = {.crossing = "allowed,outside"};
	const struct page page = {.limit = 10};

	assert_int_equal(store_conversations(f->store, &store_system, &skips, &page, &f->arena, &talks, &listing), 0);
	assert_int_equal(listing.total, 2);
	assert_int_equal(store_conversations(f->store, &store_system, &others, &page, &f->arena, &talks, &listing), 0);
	assert_int_equal(listing.total, 0);
	assert_int_equal(store_edges(f->store, &store_system, &f->arena, &edges, &n), 0);
	assert_int_equal(n, 2);
	assert_int_equal(edges[0].crossing, CROSSING_SKIP);
	assert_false(edges[0].unnamed);
}

static void test_the_map_says_that_a_protocol_is_not_known(void **state)
{
	struct fixture *f = *state;
	struct edge_row *edges;
	size_t n;
	struct record r = flow(f, 900, 1, 2, 9);

	r.app_proto = NULL;
	r.dest_port = 500;
	feed(f, r);
	draw(f);
	assert_int_equal(store_edges(f->store, &store_system, &f->arena, &edges, &n), 0);
	assert_true(edges[0].unnamed);
}

static size_t open_findings(struct judge *judge, enum finding_state *last)
{
	const struct finding *finding;
	uint32_t position = 0;
	size_t n = 0;

	while ((finding = judge_each_finding(judge, &position)) != NULL) {
		n++;
		*last = finding->state;
	}
	return n;
}

static void test_new_zones_judge_what_is_known_and_conduits_mend_it(void **state)
{
	struct fixture *f = *state;
	enum finding_state last = FINDING_NEW;

	draw(f);
	struct judge *judge = judge_new(NULL, f->inventory);
	struct conduit_row conduit = {.from = 1, .to = 2, .protocols = "modbus"};

	assert_int_equal(store_zoning_judge_again(f->store, &store_system, judge), 0);
	assert_int_equal(open_findings(judge, &last), 2);
	assert_int_equal(store_save_judge_changes(f->store, 1, judge), 0);
	assert_int_equal(store_conduit_put(f->store, &store_system, &conduit), 0);
	reload(f);
	assert_int_equal(store_zoning_judge_again(f->store, &store_system, judge), 0);
	assert_int_equal(open_findings(judge, &last), 2);
	assert_int_equal(last, FINDING_CLOSED);
	assert_int_equal(counts(f, "").crossings[CROSSING_ALLOWED], 2);
	judge_free(judge);
}

static void test_zones_survive_a_restart(void **state)
{
	struct fixture *f = *state;
	struct asset_row *rows;
	struct listing listing;

	draw(f);
	inventory_free(f->inventory);
	f->inventory = inventory_new(NULL);
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	assert_int_equal(store_load_inventory(f->store, 1, f->inventory), 0);
	assert_null(inventory_next_asset(f->inventory)); /* nothing of it is news */
	const struct asset_filter line = {.zone = "line"};

	assert_int_equal(store_assets(f->store, &store_system, &line, &(struct page){.limit = 10}, &f->arena, &rows,
				      &listing), 0);
	assert_int_equal(listing.total, 2);
	assert_string_equal(inventory_asset(f->inventory, rows[0].number)->zone, "line");
}

static void test_proposal_groups_who_talks_among_themselves(void **state)
{
	struct fixture *f = *state;
	struct zone_use *zones;
	struct network_use *networks;
	size_t zone_count, network_count;

	/* panels .1 and .4 have a controller each, .2 and .5 */
	feed(f, flow(f, 1, 1, 2, 10));
	feed(f, flow(f, 2, 4, 5, 10));
	feed(f, flow(f, 3, 1, 5, 1));
	assert_int_equal(store_zoning_propose(f->store, &store_system, true, "en"), 0);
	assert_int_equal(store_zones(f->store, &store_system, &f->arena, &zones, &zone_count), 0);
	assert_int_equal(store_networks(f->store, &store_system, &f->arena, &networks, &network_count), 0);
	assert_int_equal(zone_count, 3);
	assert_int_equal(network_count, 3);
	assert_true(zones[0].zone.draft);
	reload(f);
	assert_int_equal(store_conduits_propose(f->store, &store_system), 0);
	struct conduit_row *conduits;
	size_t conduit_count;

	assert_int_equal(store_conduits(f->store, &store_system, &f->arena, &conduits, &conduit_count), 0);
	assert_int_equal(conduit_count, 1);
	assert_string_equal(conduits[0].protocols, "modbus");
	assert_int_equal(store_zoning_drop_drafts(f->store, &store_system), 0);
	assert_int_equal(store_zones(f->store, &store_system, &f->arena, &zones, &zone_count), 0);
	assert_int_equal(zone_count, 0);
}

static void test_silence_is_kept_with_device_and_conversation(void **state)
{
	struct fixture *f = *state;
	struct asset_row *rows;
	struct conversation_row *talks;
	struct listing listing;
	const struct page page = {.limit = 10};
	const struct asset_filter silent = {.liveness = "silent"}, gone = {.liveness = "gone,alive"};

	feed(f, flow(f, 1, 1, 2, 10));
	struct record r = base(f, RECORD_LIVENESS, 1, 1, 2);

	r.liveness = (struct record_liveness){"server", "silent", "rhythm", START, 7000000};
	feed(f, r);
	assert_int_equal(store_assets(f->store, &store_system, &silent, &page, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 1);
	assert_string_equal(rows[0].ip, "192.168.1.2");
	assert_int_equal(rows[0].usual_silence, 7 * SEC);
	assert_int_equal(store_conversations(f->store, &store_system, NULL, &page, &f->arena, &talks, &listing), 0);
	assert_int_equal(talks[0].server_liveness, LIVENESS_SILENT);
	assert_int_equal(talks[0].client_liveness, LIVENESS_UNKNOWN);
	struct record later = flow(f, 9, 8, 9, 10); /* the source's clock goes on */

	later.flow.end = START + 64 * 7 * SEC + 60 * SEC;
	feed(f, later);
	assert_int_equal(store_begin(f->store), 0);
	assert_int_equal(store_commit(f->store), 0);
	assert_int_equal(store_assets(f->store, &store_system, &gone, &page, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 1);
	assert_int_equal(rows[0].liveness, LIVENESS_GONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_counts_say_who_stands_where_and_what_crosses),
		TEST(test_crossings_and_lists_agree),
		TEST(test_the_map_says_that_a_protocol_is_not_known),
		TEST(test_new_zones_judge_what_is_known_and_conduits_mend_it),
		TEST(test_zones_survive_a_restart),
		TEST(test_proposal_groups_who_talks_among_themselves),
		TEST(test_silence_is_kept_with_device_and_conversation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
