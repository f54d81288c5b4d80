/* test_zoning.c - where devices stand, and what may pass between zones. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#include <errno.h>

enum { OFFICE = 1, IDMZ, MES, SCADA, LINE };

static struct zoning *zoning;
static bool given; /* to the inventory */

static void add_zone(int64_t id, const char *name, const char *smkl)
{
	assert_int_equal(zoning_add_zone(zoning, &(struct zone_row){.id = id, .name = name, .smkl = smkl}), 0);
}

static void add_network(int64_t id, int64_t zone, const char *subnets, const char *vlans)
{
	assert_int_equal(zoning_add_network(zoning, &(struct network_row){.id = id,
	                                                              .zone = zone,
	                                                              .name = "net",
	                                                              .subnets = subnets,
	                                                              .vlans = vlans}),
	                 0);
}

static void add_conduit(int64_t from, int64_t to, const char *protocols, const char *classes)
{
	assert_int_equal(zoning_add_conduit(zoning, &(struct conduit_row){.id = 1,
	                                                              .from = from,
	                                                              .to = to,
	                                                              .protocols = protocols,
	                                                              .classes = classes}),
	                 0);
}

static int setup_plant(void **state)
{
	given = false;
	zoning = zoning_new();
	add_zone(OFFICE, "OA", "office");
	add_zone(IDMZ, "IDMZ", "idmz");
	add_zone(MES, "生産管理", "1");
	add_zone(SCADA, "監視", "2");
	add_zone(LINE, "第1ライン", "3");
	add_network(1, OFFICE, "10.10.0.0/16", "");
	add_network(2, MES, "192.168.50.0/24", "");
	add_network(3, SCADA, "192.168.0.0/16, 2001:db8:40::/48", "");
	add_network(4, LINE, "192.168.10.0/24 192.168.50.9", "");
	add_network(5, LINE, "", "110");
	return setup(state);
}

static int teardown_plant(void **state)
{
	if (inventory_zoning(inv) != zoning && !given)
		zoning_free(zoning);
	return teardown(state);
}

static int64_t zone_of(const char *ip, uint16_t vlan)
{
	const struct address address = ip ? ip_of(ip) : (struct address){{0}};

	return zoning_place(zoning, ip ? &address : NULL, vlan).zone;
}

static enum crossing judge(int64_t from, int64_t to, const char *protocol, const char *class)
{
	const struct zone_place client = {.zone = from}, server = {.zone = to};

	return zoning_judge(zoning, client, server, protocol, class);
}

static void test_longest_prefix_tells_the_zone(void **state)
{
	(void)state;
	assert_int_equal(zone_of("10.10.3.4", 0), OFFICE);
	assert_int_equal(zone_of("192.168.10.200", 0), LINE);
	assert_int_equal(zone_of("192.168.50.8", 0), MES);
	assert_int_equal(zone_of("192.168.50.9", 0), LINE);
	assert_int_equal(zone_of("192.168.99.1", 0), SCADA);
	assert_int_equal(zone_of("2001:db8:40:1::5", 0), SCADA);
	assert_int_equal(zone_of("172.16.0.1", 0), ZONE_NOWHERE);
}

static void test_vlan_tells_the_zone_of_what_has_no_address_there(void **state)
{
	(void)state;
	assert_int_equal(zone_of(NULL, 110), LINE);
	assert_int_equal(zone_of("172.16.0.1", 110), LINE);
	assert_int_equal(zone_of("10.10.3.4", 110), OFFICE);
	add_network(6, MES, "10.20.0.0/16", "20");
	assert_int_equal(zone_of("10.20.0.1", 0), MES); /* the mirror port lost the tag */
	assert_int_equal(zone_of("10.20.0.1", 20), MES);
	assert_int_equal(zone_of("10.20.0.1", 21), ZONE_NOWHERE);
}

static void test_network_that_makes_no_sense_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"192.168.1.0/33", "192.168.1", "2001:db8::/129", "10.0.0.0/-1",
	                                  "10.0.0.0/8/8", "line1", "10.0.0.0/08x"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(zoning_bad_subnet(bad[i]));
	assert_null(zoning_bad_subnet(" 10.0.0.0/8,  fe80::/10 "));
	assert_string_equal(zoning_bad_subnet("10.0.0.0/8 x y"), "x y");
	assert_non_null(zoning_bad_vlan("4095"));
	assert_non_null(zoning_bad_vlan("0"));
	assert_null(zoning_bad_vlan("1 4094"));
	assert_int_equal(zoning_add_network(zoning, &(struct network_row){.id = 9, .zone = 77, .subnets = ""}),
	                 -EINVAL);
}

static void test_without_conduit_a_layer_may_be_skipped(void **state)
{
	(void)state;
	assert_int_equal(judge(LINE, LINE, "modbus", NULL), CROSSING_NO);
	assert_int_equal(judge(LINE, ZONE_NOWHERE, "modbus", NULL), CROSSING_NO);
	assert_int_equal(judge(SCADA, LINE, "modbus", NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(SCADA, LINE, "arp", NULL), CROSSING_NO);
	assert_int_equal(judge(OFFICE, LINE, "modbus", NULL), CROSSING_SKIP);
	assert_int_equal(judge(LINE, OFFICE, "smb", NULL), CROSSING_SKIP);
	assert_int_equal(judge(MES, LINE, "slmp", NULL), CROSSING_SKIP);
	assert_int_equal(judge(OFFICE, MES, "http", NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(IDMZ, SCADA, "http", NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(IDMZ, LINE, "http", NULL), CROSSING_SKIP);
	assert_int_equal(judge(LINE, ZONE_OUTSIDE, "tls", NULL), CROSSING_OUTSIDE);
	assert_int_equal(judge(ZONE_OUTSIDE, OFFICE, "rdp", NULL), CROSSING_OUTSIDE);
}

static void test_conduit_lets_pass_what_it_names_in_its_direction(void **state)
{
	(void)state;
	add_conduit(SCADA, LINE, "modbus slmp", "read identify");
	assert_int_equal(judge(SCADA, LINE, "modbus", NULL), CROSSING_ALLOWED);
	assert_int_equal(judge(SCADA, LINE, "modbus", "read"), CROSSING_ALLOWED);
	assert_int_equal(judge(SCADA, LINE, "modbus", "write"), CROSSING_UNPLANNED);
	assert_int_equal(judge(SCADA, LINE, "bus", NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(SCADA, LINE, "", NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(SCADA, LINE, NULL, NULL), CROSSING_UNPLANNED);
	assert_int_equal(judge(LINE, SCADA, "modbus", NULL), CROSSING_UNPLANNED);
	add_conduit(OFFICE, ZONE_OUTSIDE, "", "");
	assert_int_equal(judge(OFFICE, ZONE_OUTSIDE, "tls", NULL), CROSSING_ALLOWED);
	assert_int_equal(judge(ZONE_OUTSIDE, OFFICE, "tls", NULL), CROSSING_OUTSIDE);
}

static void test_draft_waits_and_gives_way_to_what_was_accepted(void **state)
{
	(void)state;
	const struct conduit_row draft = {.id = 7, .from = MES, .to = SCADA, .both = true, .draft = true};

	assert_int_equal(zoning_add_conduit(zoning, &draft), 0);
	assert_int_equal(judge(MES, SCADA, "opcua", NULL), CROSSING_DRAFT);
	assert_int_equal(judge(SCADA, MES, "opcua", NULL), CROSSING_DRAFT);
	add_conduit(MES, SCADA, "opcua", "");
	assert_int_equal(judge(MES, SCADA, "opcua", NULL), CROSSING_ALLOWED);
	assert_int_equal(judge(MES, SCADA, "http", NULL), CROSSING_DRAFT);
}

static void test_network_may_lie_in_another_column_than_its_zone(void **state)
{
	(void)state;
	const struct network_row cell = {.id = 8, .zone = MES, .name = "cell", .smkl = "2", .subnets = "10.1.0.0/24"};

	assert_int_equal(zoning_add_network(zoning, &cell), 0);
	const struct zone_place in_cell = {MES, 8}, beside = {MES, 2}, line = {LINE, 4};

	assert_string_equal(zoning_smkl(zoning, in_cell), "2");
	assert_string_equal(zoning_smkl(zoning, beside), "1");
	assert_int_equal(zoning_judge(zoning, in_cell, line, "slmp", NULL), CROSSING_UNPLANNED);
}

static void test_levels_alone_tell_the_office_that_reaches_a_controller(void **state)
{
	(void)state;
	assert_int_equal(crossing_of_levels(40, 10, "modbus"), CROSSING_SKIP);
	assert_int_equal(crossing_of_levels(10, 40, "modbus"), CROSSING_SKIP);
	assert_int_equal(crossing_of_levels(40, 30, "http"), CROSSING_NO);
	assert_int_equal(crossing_of_levels(-1, 40, "http"), CROSSING_NO);
	assert_int_equal(crossing_of_levels(50, 20, "tls"), CROSSING_OUTSIDE);
	assert_int_equal(crossing_of_levels(50, 20, "ntp"), CROSSING_NO);
	assert_int_equal(crossing_of_levels(50, 40, "tls"), CROSSING_NO);
}

static void test_device_takes_the_zone_of_its_address(void **state)
{
	(void)state;
	ARP("00:00:0a:12:0c:42", "192.168.10.11", .first = 1);
	assert_null(asset_at("192.168.10.11")->zone);
	inventory_set_zoning(inv, zoning);
	const struct asset *a = asset_at("192.168.10.11");

	assert_string_equal(a->zone, "第1ライン");
	assert_string_equal(a->zone_evidence, "network=net");
	assert_int_equal(a->place.zone, LINE);
	assert_int_equal(a->place.network, 4);
	assert_false(a->zone_said);
}

static bool one_subnet(const struct zoning *z, const char *one, const char *other)
{
	struct address a, b;

	assert_true(address_parse(one, &a) && address_parse(other, &b));
	assert_int_equal(zoning_one_subnet(z, &a, &b), zoning_one_subnet(z, &b, &a));
	return zoning_one_subnet(z, &a, &b);
}

static void test_two_share_a_subnet_that_is_written_down_or_is_as_usual(void **state)
{
	(void)state;
	assert_true(one_subnet(zoning, "10.10.0.5", "10.10.7.255"));	/* the office is a /16 */
	assert_true(one_subnet(zoning, "192.168.10.1", "192.168.10.9"));
	assert_false(one_subnet(zoning, "192.168.10.1", "192.168.11.9")); /* the line, and what is around it */
	assert_true(one_subnet(zoning, "192.168.11.1", "192.168.12.9"));
	assert_false(one_subnet(zoning, "192.168.50.9", "192.168.50.10")); /* of another network */
	assert_false(one_subnet(zoning, "10.10.0.5", "172.16.0.5"));
	assert_true(one_subnet(zoning, "2001:db8:40:1::5", "2001:db8:40:2::5"));
	assert_true(one_subnet(NULL, "172.16.0.5", "172.16.0.255"));
	assert_false(one_subnet(zoning, "172.16.0.5", "172.16.1.5"));
	assert_true(one_subnet(zoning, "fd00::5", "fd00::9"));
	assert_false(one_subnet(zoning, "fd00::5", "fd00:0:0:1::9"));
	assert_false(one_subnet(zoning, "fd00::5", "172.16.0.5"));
	add_network(6, LINE, "172.16.9.1 172.16.9.2 172.16.8.1", "");
	assert_true(one_subnet(zoning, "172.16.9.1", "172.16.9.2")); /* a list of devices */
	assert_false(one_subnet(zoning, "172.16.9.1", "172.16.8.1"));
	assert_false(one_subnet(zoning, "172.16.9.1", "172.16.9.3"));
}

static void test_operators_word_is_above_the_address(void **state)
{
	(void)state;
	ARP("00:00:0a:12:0c:42", "192.168.10.11", .first = 1);
	inventory_set_zoning(inv, zoning);
	const uint64_t number = asset_at("192.168.10.11")->number;

	assert_int_equal(inventory_edit(inv, number, "zone", "IDMZ", "suzuki", START), 0);
	assert_int_equal(inventory_asset(inv, number)->place.zone, IDMZ);
	assert_true(inventory_asset(inv, number)->zone_said);
	assert_int_equal(inventory_asset(inv, number)->endpoints[0].place.zone, IDMZ);
	assert_int_equal(inventory_edit(inv, number, "zone", "組立", "suzuki", START), 0);
	assert_string_equal(inventory_asset(inv, number)->zone, "組立"); /* no zone yet: kept as it was said */
	assert_int_equal(inventory_asset(inv, number)->place.zone, LINE);
}

static void test_only_devices_that_stand_elsewhere_now_are_handed_out(void **state)
{
	(void)state;
	ARP("00:00:0a:12:0c:42", "192.168.10.11", .first = 1);
	ARP("00:00:0a:12:0c:43", "172.16.0.9", .first = 1);
	while (inventory_next_asset(inv))
		;
	inventory_set_zoning(inv, zoning);
	const struct asset *a = inventory_next_asset(inv);

	assert_non_null(a);
	assert_string_equal(a->zone, "第1ライン");
	assert_null(inventory_next_asset(inv));
	given = true;
	inventory_set_zoning(inv, NULL);
	a = inventory_next_asset(inv);
	assert_non_null(a);
	assert_null(a->zone);
}

#define IN_PLANT(function) cmocka_unit_test_setup_teardown(function, setup_plant, teardown_plant)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        IN_PLANT(test_longest_prefix_tells_the_zone),
	        IN_PLANT(test_vlan_tells_the_zone_of_what_has_no_address_there),
	        IN_PLANT(test_network_that_makes_no_sense_is_refused),
	        IN_PLANT(test_without_conduit_a_layer_may_be_skipped),
	        IN_PLANT(test_conduit_lets_pass_what_it_names_in_its_direction),
	        IN_PLANT(test_draft_waits_and_gives_way_to_what_was_accepted),
	        IN_PLANT(test_network_may_lie_in_another_column_than_its_zone),
	        IN_PLANT(test_levels_alone_tell_the_office_that_reaches_a_controller),
	        IN_PLANT(test_device_takes_the_zone_of_its_address),
	        IN_PLANT(test_two_share_a_subnet_that_is_written_down_or_is_as_usual),
	        IN_PLANT(test_operators_word_is_above_the_address),
	        IN_PLANT(test_only_devices_that_stand_elsewhere_now_are_handed_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
