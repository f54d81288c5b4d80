/* test_inventory.c - stories of how claims become devices. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#include "lib/arena.h"

#include <errno.h>
#include <stdio.h>

static void test_asset_keeps_the_most_trusted_name(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "hostname", .value = "by-identity", .rank = "identity",
	    .first = 1);
	SAY(.ip = PLC_IP, .name = "hostname", .value = "by-dhcp", .rank = "name", .source = "dhcp",
	    .confidence = 100, .first = 9);
	assert_string_equal(asset_at(PLC_IP)->hostname, "by-identity");
	assert_int_equal(inventory_edit(inv, number_at(PLC_IP), "name", "Press 1", "tanaka", START),
	                 0);
	assert_string_equal(asset_at(PLC_IP)->name, "Press 1");
	assert_int_equal(inventory_edit(inv, number_at(PLC_IP), "name", NULL, "tanaka", START), 0);
	assert_string_equal(asset_at(PLC_IP)->name, "by-identity");
}

static void test_equal_rank_chooses_confidence_then_latest(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "model", .value = "old", .source = "a", .confidence = 60,
	    .first = 1, .last = 50);
	SAY(.ip = PLC_IP, .name = "model", .value = "sure", .source = "b", .confidence = 90,
	    .first = 1);
	assert_string_equal(asset_at(PLC_IP)->model, "sure");
	SAY(.ip = PLC_IP, .name = "model", .value = "late", .source = "c", .confidence = 90,
	    .first = 60);
	assert_string_equal(asset_at(PLC_IP)->model, "late");
}

static void test_disagreement_of_equals_is_shown(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "firmware", .value = "V2.1", .source = "s7comm", .first = 1,
	    .last = 9);
	SAY(.ip = PLC_IP, .name = "firmware", .value = "V3.0", .source = "snmp", .first = 2,
	    .last = 9);
	const struct asset *asset = asset_at(PLC_IP);

	assert_int_equal(asset->conflicts, 1);
	assert_true(value_of(asset, "firmware", "V2.1")->conflict);
	assert_true(value_of(asset, "firmware", "V3.0")->conflict);
}

static void test_an_update_is_not_a_conflict(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "firmware", .value = "V2.1", .first = 1, .last = 9);
	SAY(.ip = PLC_IP, .name = "firmware", .value = "V3.0", .first = 20, .last = 30);
	assert_int_equal(asset_at(PLC_IP)->conflicts, 0);
	assert_string_equal(asset_at(PLC_IP)->firmware, "V3.0");
}

static void test_spellings_of_one_maker_agree(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "vendor", .value = "SIEMENS AG  A&D", .source = "s7comm",
	    .first = 1);
	SAY(.ip = PLC_IP, .name = "vendor", .value = "Siemens AG", .source = "lldp", .first = 1);
	const struct asset *asset = asset_at(PLC_IP);

	assert_int_equal(asset->conflicts, 0);
	assert_string_equal(asset->vendor, "Siemens");
	assert_non_null(value_of(asset, "vendor", "SIEMENS AG  A&D"));
}

static void test_conversation_joins_mac_and_ip(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_int_equal(count_assets(), 2);
	assert_int_equal(number_at(PC_IP), number_at(PC_MAC));
	assert_int_equal(number_at(PLC_IP), number_at(PLC_MAC));
	assert_int_not_equal(number_at(PC_IP), number_at(PLC_IP));
}

static void test_claims_by_mac_and_by_ip_meet(void **state)
{
	(void)state;
	SAY(.mac = PLC_MAC, .name = "station_name", .value = "oven-plc", .source = "pn-dcp",
	    .first = 1);
	SAY(.ip = PLC_IP, .name = "model", .value = "CPU 315-2 PN/DP", .source = "s7comm",
	    .first = 2);
	assert_int_equal(count_assets(), 2);
	ARP(PLC_MAC, PLC_IP, .first = 3);
	assert_int_equal(count_assets(), 1);
	assert_string_equal(asset_at(PLC_IP)->name, "oven-plc");
	assert_string_equal(asset_at(PLC_MAC)->model, "CPU 315-2 PN/DP");
}

static void test_router_mac_is_not_one_device(void **state)
{
	(void)state;
	const char *const far[] = {"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"};

	ARP(ROUTER_MAC, "192.168.1.1", .first = 1);
	SAY(.ip = "10.0.0.2", .name = "hostname", .value = "far-two", .first = 1);
	for (size_t i = 0; i < 5; i++)
		TALK(far[i], ROUTER_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_int_equal(number_at("192.168.1.1"), number_at(ROUTER_MAC));
	for (size_t i = 0; i < 5; i++) {
		assert_int_not_equal(number_at(far[i]), 0);
		assert_int_not_equal(number_at(far[i]), number_at(ROUTER_MAC));
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(number_at(far[i]), number_at(far[j]));
	}
	assert_null(asset_at(ROUTER_MAC)->hostname);
	assert_string_equal(asset_at("10.0.0.2")->hostname, "far-two");
	assert_string_equal(asset_at(ROUTER_MAC)->role, "router");
	assert_int_equal(count_assets(), 7);
}

static void test_router_found_late_gives_back_what_it_took(void **state)
{
	(void)state;
	TALK("10.0.0.1", ROUTER_MAC, PLC_IP, PLC_MAC, "modbus");
	while (inventory_next_asset(inv))
		;
	const uint64_t joined = number_at("10.0.0.1");

	assert_int_equal(joined, number_at(ROUTER_MAC));
	TALK("10.0.0.2", ROUTER_MAC, PLC_IP, PLC_MAC, "modbus");
	TALK("10.0.0.3", ROUTER_MAC, PLC_IP, PLC_MAC, "modbus");
	TALK("10.0.0.4", ROUTER_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_int_equal(joined, number_at(ROUTER_MAC));
	assert_int_not_equal(joined, number_at("10.0.0.1"));
	const struct merge *split = inventory_next_merge(inv);

	assert_non_null(split);
	assert_int_equal(split->kind, MERGE_SPLIT);
	assert_string_equal(split->reason, "router");
	assert_int_equal(split->kept, joined);
}

static void test_public_address_makes_a_router_and_stays_outside(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, "8.8.8.8", ROUTER_MAC, "dns", .port = 53);
	assert_true(asset_at("8.8.8.8")->external);
	assert_string_equal(asset_at("8.8.8.8")->role, "internet");
	assert_false(asset_at(PC_IP)->external);
	assert_int_equal(number_at(PC_MAC), number_at(PC_IP));
	assert_null(asset_at(ROUTER_MAC)); /* nothing was said by it yet */
}

static void test_plant_with_public_addresses_is_local(void **state)
{
	(void)state;
	TALK("141.81.0.10", PC_MAC, "141.81.0.20", PLC_MAC, "modbus");
	assert_false(asset_at("141.81.0.20")->external);
	assert_int_equal(number_at("141.81.0.20"), number_at(PLC_MAC));
}

static void test_dhcp_move_is_neither_merge_nor_conflict(void **state)
{
	(void)state;
	SAY(.mac = PC_MAC, .name = "ip", .value = PC_IP, .source = "dhcp", .rank = "name",
	    .first = 1, .last = 100);
	SAY(.ip = PC_IP, .name = "hostname", .value = "laptop-a", .first = 2, .last = 90);
	while (inventory_next_asset(inv))
		;
	SAY(.mac = PLC_MAC, .name = "ip", .value = PC_IP, .source = "dhcp", .rank = "name",
	    .first = 200);
	SAY(.ip = PC_IP, .name = "hostname", .value = "laptop-b", .first = 201);
	assert_int_not_equal(number_at(PC_MAC), number_at(PLC_MAC));
	assert_int_equal(number_at(PC_IP), number_at(PLC_MAC));
	assert_string_equal(asset_at(PC_MAC)->hostname, "laptop-a");
	assert_string_equal(asset_at(PLC_MAC)->hostname, "laptop-b");
	assert_int_equal(asset_at(PC_MAC)->conflicts, 0);
	assert_int_equal(asset_at(PLC_MAC)->conflicts, 0);
	assert_null(inventory_next_merge(inv));
}

static void test_replaced_device_takes_the_address_over(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP, .first = 1, .last = 100);
	ARP(PC_MAC, PLC_IP, .first = 500, .last = 600);
	ARP(PLC_MAC, PLC_IP, .first = 1, .last = 100); /* told again, nothing new */
	assert_int_equal(number_at(PLC_IP), number_at(PC_MAC));
	assert_int_equal(asset_at(PC_MAC)->conflicts, 0);
}

static void test_two_macs_answering_for_one_ip_is_a_conflict(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP, .first = 1, .last = 1);
	ARP(PC_MAC, PLC_IP, .first = 50, .last = 50);
	ARP(PLC_MAC, PLC_IP, .first = 1, .last = 100); /* it is still there */
	assert_int_not_equal(number_at(PLC_MAC), number_at(PC_MAC));
	assert_int_equal(asset_at(PLC_MAC)->conflicts, 1);
	assert_int_equal(asset_at(PC_MAC)->conflicts, 1);
	assert_true(value_of(asset_at(PC_MAC), "ip", PLC_IP)->conflict);
}

static void test_virtual_addresses_never_join_devices(void **state)
{
	(void)state;
	ARP(ROUTER_MAC, "192.168.1.2", .first = 1);
	ARP(PC_MAC, "192.168.1.3", .first = 1);
	ARP("00:00:5e:00:01:07", "192.168.1.1", .first = 1);
	SAY(.mac = ROUTER_MAC, .name = "virtual_ip", .value = "192.168.1.1", .source = "vrrp",
	    .first = 2);
	SAY(.mac = PC_MAC, .name = "virtual_ip", .value = "192.168.1.1", .source = "vrrp",
	    .first = 30);
	ARP(ROUTER_MAC, "192.168.1.1", .first = 40);
	assert_int_not_equal(number_at(ROUTER_MAC), number_at(PC_MAC));
	assert_int_not_equal(number_at("192.168.1.1"), number_at(ROUTER_MAC));
	assert_int_not_equal(number_at("192.168.1.1"), number_at(PC_MAC));
	assert_null(asset_at("00:00:5e:00:01:07"));
}

static void test_link_local_joins_by_mac(void **state)
{
	(void)state;
	ARP(PC_MAC, PC_IP, .first = 1);
	TALK("fe80::20e:8cff:fe44:5566", PC_MAC, "ff02::fb", "33:33:00:00:00:fb", "mdns",
	     .port = 5353);
	assert_int_equal(number_at("fe80::20e:8cff:fe44:5566"), number_at(PC_IP));
	assert_int_equal(count_assets(), 1);
}

static void test_same_address_in_two_vlans_is_two_devices(void **state)
{
	(void)state;
	ARP(PLC_MAC, "192.168.0.1", .first = 1, .vlan = 10);
	ARP(PC_MAC, "192.168.0.1", .first = 2, .vlan = 20);
	assert_int_equal(count_assets(), 2);
	assert_int_equal(asset_at(PLC_MAC)->conflicts, 0);
	assert_int_equal(asset_at(PC_MAC)->conflicts, 0);
}

static void test_untagged_side_of_a_mirror_is_the_same_device(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP, .first = 1, .vlan = 10);
	TALK(PLC_IP, PLC_MAC, PC_IP, PC_MAC, "modbus");
	assert_int_equal(count_assets(), 2);
}

static void test_scan_of_empty_addresses_makes_no_devices(void **state)
{
	(void)state;
	char target[32];

	for (int i = 1; i < 200; i++) {
		snprintf(target, sizeof(target), "192.168.7.%d", i);
		TALK(PC_IP, PC_MAC, target, ROUTER_MAC, NULL, .port = 445, .silent = true);
	}
	assert_int_equal(count_assets(), 1);
}

static void test_broadcast_is_nobody(void **state)
{
	(void)state;
	const struct inventory_parties p = TALK(PC_IP, PC_MAC, "192.168.1.255", "ff:ff:ff:ff:ff:ff",
	                                        "nbns", .port = 137, .silent = true);

	assert_int_equal(count_assets(), 1);
	assert_int_not_equal(p.server, 0);
	assert_int_equal(inventory_asset_of(inv, p.server), 0);
	assert_int_equal(inventory_asset_of(inv, p.client), number_at(PC_IP));
}

static void give_identity(const char *ip, const char *vendor, const char *serial,
                          const char *product)
{
	SAY(.ip = ip, .name = "vendor", .value = vendor, .source = "cip", .first = 5);
	SAY(.ip = ip, .name = "product_code", .value = product, .source = "cip", .first = 5);
	SAY(.ip = ip, .name = "serial", .value = serial, .source = "cip", .first = 5);
}

static void test_same_serial_joins_and_can_be_undone_for_good(void **state)
{
	(void)state;
	give_identity("10.1.0.1", "Rockwell Automation", "0x00c1ab2f", "14/54");
	while (inventory_next_asset(inv))
		;
	SAY(.ip = "10.2.0.1", .name = "hostname", .value = "port2", .first = 4);
	while (inventory_next_asset(inv))
		;
	const uint64_t first = number_at("10.1.0.1");
	const uint64_t second = number_at("10.2.0.1");

	give_identity("10.2.0.1", "Rockwell Automation/Allen-Bradley", "0x00c1ab2f", "14/54");
	assert_int_equal(number_at("10.2.0.1"), first);
	const struct merge *merge = inventory_next_merge(inv);

	assert_string_equal(merge->reason, "serial");
	assert_string_equal(merge->evidence, "0x00c1ab2f");
	assert_int_equal(merge->kept, first);
	assert_int_equal(merge->absorbed, second);
	assert_int_equal(inventory_undo(inv, merge->id), 0);
	assert_int_equal(number_at("10.2.0.1"), second);
	assert_string_equal(asset_at("10.2.0.1")->hostname, "port2");
	assert_int_equal(inventory_undo(inv, merge->id), -EINVAL);
	give_identity("10.2.0.1", "Rockwell Automation", "0x00c1ab2f", "14/54");
	assert_int_equal(number_at("10.2.0.1"), second);
}

static void test_junk_serials_join_nobody(void **state)
{
	(void)state;
	give_identity("10.1.0.1", "ACME", "00000000", "1");
	give_identity("10.1.0.2", "ACME", "00000000", "1");
	give_identity("10.1.0.3", "ACME", "N/A", "1");
	give_identity("10.1.0.4", "ACME", "N/A", "1");
	assert_int_equal(count_assets(), 4);
}

/* Takes what is new and what is to be shown; whether the device was among them. */
static bool is_news(uint64_t number)
{
	const struct asset *a;
	bool found = false;

	while ((a = inventory_next_news(inv)) != NULL)
		found |= a->number == number;
	return found;
}

static bool is_shown(uint64_t number)
{
	const struct asset *a;
	bool found = false;

	while ((a = inventory_next_asset(inv)) != NULL)
		found |= a->number == number && !a->times_only;
	return found;
}

/* The page shows every protocol; a detector looks at a device anew when it may be another. */
static void test_a_further_protocol_is_shown_and_news_only_when_a_role_follows_from_it(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "http");
	const uint64_t pc = number_at(PC_IP);

	assert_true(is_news(pc) && is_shown(pc));
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "websocket");
	assert_false(is_news(pc));
	assert_true(is_shown(pc));
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_true(is_news(pc) && is_shown(pc));
}

static void test_a_serial_of_very_many_is_none(void **state)
{
	char ip[16];

	(void)state;
	for (int i = 1; i <= 40; i++) {
		snprintf(ip, sizeof(ip), "10.1.0.%d", i);
		give_identity(ip, "Beckhoff", "00012345", "1");
	}
	assert_int_equal(number_at("10.1.0.16"), number_at("10.1.0.1"));
	assert_int_equal(count_assets(), 1 + 40 - 16);
}

static void test_same_serial_of_other_makers_joins_nobody(void **state)
{
	(void)state;
	give_identity("10.1.0.1", "Omron", "12AB34", "1");
	give_identity("10.1.0.2", "Siemens", "12AB34", "1");
	assert_int_equal(count_assets(), 2);
}

static void test_lldp_chassis_joins_the_ports_of_a_switch(void **state)
{
	(void)state;
	SAY(.mac = "00:80:63:00:00:11", .name = "mac", .value = "00:80:63:00:00:10",
	    .source = "lldp", .first = 1);
	SAY(.mac = "00:80:63:00:00:12", .name = "mac", .value = "00:80:63:00:00:10",
	    .source = "lldp", .first = 2);
	SAY(.mac = "00:80:63:00:00:12", .name = "capability", .value = "bridge", .source = "lldp",
	    .first = 2);
	assert_int_equal(count_assets(), 1);
	assert_string_equal(asset_at("00:80:63:00:00:10")->role, "switch");
	assert_string_equal(asset_at("00:80:63:00:00:10")->role_evidence,
	                    "capability=bridge; vendor=Belden (Hirschmann)");
}

static void test_two_cards_with_one_hostname_join_by_nbstat(void **state)
{
	(void)state;
	ARP(PC_MAC, PC_IP, .first = 1);
	SAY(.ip = PC_IP, .name = "hostname", .value = "SCADA1", .rank = "name", .first = 1);
	ARP("00:0e:8c:44:55:77", "10.0.0.50", .first = 1);
	SAY(.ip = "10.0.0.50", .name = "mac", .value = PC_MAC, .source = "nbns", .rank = "name",
	    .first = 2);
	assert_int_equal(count_assets(), 2); /* the MAC alone is not enough */
	SAY(.ip = "10.0.0.50", .name = "hostname", .value = "scada1", .rank = "name", .first = 3);
	SAY(.ip = "10.0.0.50", .name = "mac", .value = PC_MAC, .source = "nbns", .rank = "name",
	    .first = 2, .last = 4);
	assert_int_equal(count_assets(), 1);
}

static void test_plc_is_told_by_what_it_serves_and_says(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "s7comm", .port = 102);
	assert_string_equal(asset_at(PLC_IP)->role, "plc");
	assert_string_equal(asset_at(PLC_IP)->role_evidence, "serves=s7comm");
	assert_int_equal(asset_at(PLC_IP)->level, 10);
	SAY(.ip = PLC_IP, .name = "model", .value = "CPU 315-2 PN/DP", .source = "s7comm",
	    .first = 1);
	assert_string_equal(asset_at(PLC_IP)->role_evidence,
	                    "model=CPU 315-2 PN/DP; serves=s7comm");
	assert_int_equal(asset_at(PLC_IP)->service_count, 1);
	assert_int_equal(asset_at(PLC_IP)->services[0].port, 102);
}

static void test_clients_are_told_by_what_they_do(void **state)
{
	(void)state;
	operate(PC_IP, PLC_IP, "modbus", "read", 500000);
	assert_string_equal(asset_at(PC_IP)->role, "hmi");
	operate(PC_IP, "192.168.1.21", "modbus", "read", 500000);
	operate(PC_IP, "192.168.1.22", "modbus", "read", 500000);
	assert_string_equal(asset_at(PC_IP)->role, "scada");
	assert_int_equal(asset_at(PC_IP)->level, 20);
	operate("192.168.1.60", PLC_IP, "s7comm", "program", -1);
	assert_string_equal(asset_at("192.168.1.60")->role, "engineering-station");
	assert_string_equal(asset_at("192.168.1.60")->role_evidence, "acts=program");
}

static void test_evidence_cannot_be_forged(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "model", .value = "CPU; operator=1", .first = 1);
	assert_string_equal(asset_at(PLC_IP)->role_evidence, "model=CPU, operator,1");
}

static void test_operator_decides_the_role(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "s7comm", .port = 102);
	assert_int_equal(inventory_edit(inv, number_at(PLC_IP), "role", "safety", "tanaka", START),
	                 0);
	assert_int_equal(inventory_edit(inv, number_at(PLC_IP), "level", "3.5", "tanaka", START),
	                 0);
	assert_string_equal(asset_at(PLC_IP)->role, "safety");
	assert_string_equal(asset_at(PLC_IP)->role_evidence, "operator=1");
	assert_int_equal(asset_at(PLC_IP)->level, 35);
	assert_int_equal(inventory_edit(inv, 999, "role", "plc", NULL, START), -ENOENT);
}

static void test_modules_stand_by_slot(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "model", .value = "1756-L71", .slot = 1, .first = 1);
	SAY(.ip = PLC_IP, .name = "serial", .value = "0x00c1ab2f", .slot = 1, .first = 1);
	SAY(.ip = PLC_IP, .name = "model", .value = "1756-IB16", .slot = 4, .first = 1);
	const struct asset *asset = asset_at(PLC_IP);

	assert_int_equal(asset->module_count, 2);
	assert_int_equal(asset->modules[0].slot, 0);
	assert_string_equal(asset->modules[0].serial, "0x00c1ab2f");
	assert_int_equal(asset->modules[1].slot, 3);
	assert_string_equal(asset->modules[1].model, "1756-IB16");
	assert_null(asset->model);
}

static void test_vendor_of_the_mac_is_the_last_resort(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP, .first = 1);
	assert_string_equal(asset_at(PLC_IP)->vendor, "Siemens");
	SAY(.ip = PLC_IP, .name = "vendor", .value = "ACME", .rank = "banner", .first = 1);
	assert_string_equal(asset_at(PLC_IP)->vendor, "ACME");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_asset_keeps_the_most_trusted_name),
	        TEST(test_equal_rank_chooses_confidence_then_latest),
	        TEST(test_disagreement_of_equals_is_shown),
	        TEST(test_an_update_is_not_a_conflict),
	        TEST(test_spellings_of_one_maker_agree),
	        TEST(test_conversation_joins_mac_and_ip),
	        TEST(test_claims_by_mac_and_by_ip_meet),
	        TEST(test_router_mac_is_not_one_device),
	        TEST(test_router_found_late_gives_back_what_it_took),
	        TEST(test_public_address_makes_a_router_and_stays_outside),
	        TEST(test_plant_with_public_addresses_is_local),
	        TEST(test_dhcp_move_is_neither_merge_nor_conflict),
	        TEST(test_replaced_device_takes_the_address_over),
	        TEST(test_two_macs_answering_for_one_ip_is_a_conflict),
	        TEST(test_virtual_addresses_never_join_devices),
	        TEST(test_link_local_joins_by_mac),
	        TEST(test_same_address_in_two_vlans_is_two_devices),
	        TEST(test_untagged_side_of_a_mirror_is_the_same_device),
	        TEST(test_scan_of_empty_addresses_makes_no_devices),
	        TEST(test_broadcast_is_nobody),
	        TEST(test_same_serial_joins_and_can_be_undone_for_good),
	        TEST(test_junk_serials_join_nobody),
	        TEST(test_a_further_protocol_is_shown_and_news_only_when_a_role_follows_from_it),
	        TEST(test_a_serial_of_very_many_is_none),
	        TEST(test_same_serial_of_other_makers_joins_nobody),
	        TEST(test_lldp_chassis_joins_the_ports_of_a_switch),
	        TEST(test_two_cards_with_one_hostname_join_by_nbstat),
	        TEST(test_plc_is_told_by_what_it_serves_and_says),
	        TEST(test_clients_are_told_by_what_they_do),
	        TEST(test_evidence_cannot_be_forged),
	        TEST(test_operator_decides_the_role),
	        TEST(test_modules_stand_by_slot),
	        TEST(test_vendor_of_the_mac_is_the_last_resort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
