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
	        TEST(test_who_sends_one_strange_address_often_is_no_router),
	        TEST(test_public_address_in_a_broadcast_is_the_plants_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
