/* test_inventory_ports.c - stories of one machine with several ports, and of what is none. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

static void named(const char *mac, const char *ip, const char *name, const char *source)
{
	ARP(mac, ip, .first = 1);
	SAY(.ip = ip, .name = "hostname", .value = name, .source = source, .rank = "name", .first = 2);
}

static void test_one_name_on_neighbouring_ports_is_one_computer(void **state)
{
	(void)state;
	named("00:0c:29:f7:85:99", "192.168.10.24", "WIN2K3LAB024", "nbns");
	named("00:0c:29:f7:85:a3", "10.0.0.24", "win2k3lab024", "nbdgm");
	assert_int_equal(number_at("192.168.10.24"), number_at("10.0.0.24"));
	named("00:50:c2:00:01:10", "192.168.10.30", "MES-SV", "smb");
	named("00:50:c2:00:01:11", "10.0.0.30", "MES-SV", "smb");
	assert_int_equal(number_at("192.168.10.30"), number_at("10.0.0.30"));
}

static void test_one_name_on_ports_far_apart_is_two_computers(void **state)
{
	(void)state;
	named("00:0c:29:f7:85:99", "192.168.10.24", "PC1", "nbns");
	named("00:0c:29:f7:85:9a", "10.0.0.24", "PC1", "nbns"); /* VMware numbers by tens */
	assert_int_not_equal(number_at("192.168.10.24"), number_at("10.0.0.24"));
	named("00:50:c2:00:01:10", "192.168.10.30", "PC2", "nbns");
	named("00:50:c2:00:02:10", "10.0.0.30", "PC2", "nbns");
	assert_int_not_equal(number_at("192.168.10.30"), number_at("10.0.0.30"));
}

/* Two of a batch, both with the name they left the works with. */
static void test_names_that_devices_come_with_join_nothing(void **state)
{
	(void)state;
	named("00:01:05:00:01:10", "192.168.10.40", "camera", "mdns");
	named("00:01:05:00:01:11", "192.168.10.41", "camera", "mdns");
	assert_int_not_equal(number_at("192.168.10.40"), number_at("192.168.10.41"));
}

#define OWN(i, v) SAY(.ip = (i), .name = "ip", .value = (v), .source = "mdns", .rank = "name")
#define NAMED(i, n) SAY(.ip = (i), .name = "hostname", .value = (n), .source = "mdns", .rank = "name")

/* 192.168.1.60 and three addresses of IPv6 are announced by one card under the name of cell-7. */
static void announce_cell_7(void)
{
	NAMED("192.168.1.60", "cell-7");
	NAMED("fe80::60", "cell-7");
	NAMED("fd00::60", "cell-7");
	NAMED("2001:db8::60", "cell-7");
	OWN("192.168.1.60", "fe80::60");
	OWN("192.168.1.60", "fd00::60");
	OWN("192.168.1.60", "2001:db8::60");
}

static void test_addresses_announced_under_one_name_are_one_device(void **state)
{
	(void)state;
	announce_cell_7();
	assert_int_equal(count_assets(), 4); /* whose they are is not known yet */
	while (inventory_next_asset(inv))
		;
	TALK("192.168.1.60", PC_MAC, "224.0.0.251", "01:00:5e:00:00:fb", "mdns", .port = 5353, .silent = true);
	assert_int_equal(count_assets(), 1);
	assert_int_equal(asset_at("192.168.1.60")->number, number_at("2001:db8::60"));

	const struct merge *merge = inventory_next_merge(inv);
	assert_non_null(merge);
	assert_string_equal(merge->reason, "mdns");
	assert_string_equal(merge->evidence, "cell-7 fe80::60");
	assert_int_equal(inventory_undo(inv, merge->id), 0);
	assert_int_equal(count_assets(), 2);
	announce_cell_7();
	assert_int_equal(count_assets(), 2); /* for good */
}

static void test_an_announced_address_of_another_card_stays_his(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP);
	ARP(PC_MAC, "192.168.1.60");
	OWN("192.168.1.60", PLC_IP);
	assert_int_not_equal(number_at("192.168.1.60"), number_at(PLC_IP));
}

static void test_an_announced_address_goes_to_who_really_has_it(void **state)
{
	(void)state;
	ARP(PC_MAC, "192.168.1.60");
	OWN("192.168.1.60", PLC_IP);
	OWN("192.168.1.60", "192.168.1.61");
	assert_int_equal(number_at("192.168.1.60"), number_at(PLC_IP));
	ARP(PLC_MAC, PLC_IP, .first = 10);
	assert_int_not_equal(number_at("192.168.1.60"), number_at(PLC_IP));
	assert_int_equal(number_at(PLC_MAC), number_at(PLC_IP));
	TALK("192.168.1.61", ROUTER_MAC, "192.168.1.60", PC_MAC, "modbus", .time = 20);
	assert_int_not_equal(number_at("192.168.1.60"), number_at("192.168.1.61"));
}

static void test_who_sends_one_strange_address_often_is_no_router(void **state)
{
	(void)state;
	ARP(PLC_MAC, "192.168.1.101", .first = 1);
	for (int i = 0; i < 20; i++)
		TALK("192.168.1.101", PC_MAC, "192.168.9.9", ROUTER_MAC, NULL, .time = 2 + i);
	SAY(.mac = PC_MAC, .name = "hostname", .value = "VIP", .source = "nbdgm", .first = 30);
	assert_string_equal(asset_at(PC_MAC)->role, "unknown");
}

static void test_public_address_in_a_broadcast_is_the_plants_own(void **state)
{
	(void)state;
	TALK("1.1.1.1", PC_MAC, "1.1.1.255", "ff:ff:ff:ff:ff:ff", "nbns", .silent = true, .time = 1);
	assert_int_equal(number_at("1.1.1.1"), number_at(PC_MAC));
	assert_string_not_equal(asset_at("1.1.1.1")->role, "router");
	assert_false(asset_at("1.1.1.1")->external);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_one_name_on_neighbouring_ports_is_one_computer),
	        TEST(test_one_name_on_ports_far_apart_is_two_computers),
	        TEST(test_names_that_devices_come_with_join_nothing),
	        		TEST(test_addresses_announced_under_one_name_are_one_device),
		TEST(test_an_announced_address_of_another_card_stays_his),
		TEST(test_an_announced_address_goes_to_who_really_has_it),
		TEST(test_who_sends_one_strange_address_often_is_no_router),
	        TEST(test_public_address_in_a_broadcast_is_the_plants_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
