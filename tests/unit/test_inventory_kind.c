/* test_inventory_kind.c - stories of what kind a device is, and which of two it is. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#include "inventory/namesake.h"

#include <stdio.h>

static void ask(const char *from, const char *to, const char *protocol, const char *class, int count)
{
	struct record r = flow_record((struct talk){.from = from, .to = to, .protocol = protocol});

	r.type = RECORD_OT;
	r.ot = (struct record_ot){.protocol = protocol,
	                          .class = class,
	                          .count = (uint64_t)count,
	                          .period_us = -1,
	                          .first_seen = r.time,
	                          .last_seen = r.time};
	inventory_record(inv, &r);
}

static void test_who_stops_a_controller_once_is_no_operator_panel(void **state)
{
	(void)state;
	ask("192.168.1.69", "192.168.1.30", "cip", "control", 1);
	assert_string_equal(asset_at("192.168.1.69")->role, "engineering-station");
	assert_string_equal(asset_at("192.168.1.69")->role_evidence, "acts=control");
	assert_null(asset_at("192.168.1.30")); /* asked, never heard */
}

static void test_a_few_reads_make_no_panel_but_a_habit_does(void **state)
{
	(void)state;
	ask(PC_IP, PLC_IP, "modbus", "read", 3);
	assert_string_equal(asset_at(PC_IP)->role, "unknown");
	ask(PC_IP, PLC_IP, "modbus", "read", 12);
	assert_string_equal(asset_at(PC_IP)->role, "hmi");
	assert_string_equal(asset_at(PC_IP)->role_evidence, "acts=read; often=1");
}

static void test_controller_that_fetches_its_blocks_stays_a_controller(void **state)
{
	(void)state;
	operate(PC_IP, PLC_IP, "s7comm", "session", -1);
	operate(PC_IP, PLC_IP, "s7comm", "program", -1);
	operate(PLC_IP, PC_IP, "s7comm", "program", -1); /* the loading of a block */
	assert_string_equal(asset_at(PLC_IP)->role, "plc");
	assert_string_equal(asset_at(PC_IP)->role, "engineering-station");
	assert_string_equal(asset_at(PC_IP)->role_evidence, "acts=program");
}

static void test_remote_station_with_a_cpu_is_a_controller(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "model", .value = "IM151-8 PN/DP CPU", .first = 1);
	SAY(.ip = "192.168.1.21", .name = "model", .value = "IM151-3 PN", .first = 1);
	assert_string_equal(asset_at(PLC_IP)->role, "plc");
	assert_string_equal(asset_at("192.168.1.21")->role, "remote-io");
}

static void test_computer_that_many_keep_files_on_is_a_server(void **state)
{
	(void)state;
	SAY(.ip = "10.10.0.6", .name = "os", .value = "Windows 10 or later", .first = 1);
	TALK("10.10.0.61", NULL, "10.10.0.6", NULL, "smb", .port = 445);
	TALK("10.10.0.62", NULL, "10.10.0.6", NULL, "smb", .port = 445);
	assert_string_equal(asset_at("10.10.0.6")->role, "pc");
	TALK("10.10.0.62", NULL, "10.10.0.6", NULL, "smb", .port = 445);
	assert_string_equal(asset_at("10.10.0.6")->role, "pc");
	TALK("10.10.0.63", NULL, "10.10.0.6", NULL, "smb", .port = 445);
	assert_string_equal(asset_at("10.10.0.6")->role, "server");
	assert_non_null(strstr(asset_at("10.10.0.6")->role_evidence, "clients=1"));
}

static void test_master_of_telecontrol_is_scada(void **state)
{
	(void)state;
	ask(PC_IP, PLC_IP, "dnp3", "control", 1);
	assert_string_equal(asset_at(PC_IP)->role, "scada");
	assert_string_equal(asset_at(PC_IP)->role_evidence, "asks=dnp3");
}

static void test_loopback_is_the_computer_itself(void **state)
{
	(void)state;
	TALK("127.0.0.1", NULL, "127.0.0.1", NULL, "modbus");
	assert_int_equal(count_assets(), 1);
	assert_string_equal(asset_at("127.0.0.1")->role, "pc");
	assert_string_equal(asset_at("127.0.0.1")->role_evidence, "address=loopback");
}

static void ethercat(const char *mac)
{
	struct record r = flow_record(
	        (struct talk){.from = PC_IP,
	                      .from_mac = mac,
	                      .to = PLC_IP,
	                      .to_mac = "ff:ff:ff:ff:ff:ff",
	                      .protocol = "ethercat"});

	r.has_ip = false;
	inventory_record(inv, &r);
}

static void test_returned_ethercat_frames_are_the_masters(void **state)
{
	(void)state;
	ethercat("00:14:4f:23:98:cf");
	ethercat("02:14:4f:23:98:cf");
	assert_int_equal(count_assets(), 1);
	assert_string_equal(asset_at("00:14:4f:23:98:cf")->role, "plc");
}

#define THIEF_MAC "c8:5b:76:8b:4c:69"

static void test_forged_arp_does_not_take_a_controllers_name(void **state)
{
	(void)state;
	ARP(THIEF_MAC, PLC_IP, .first = 1, .last = 90);
	ARP(THIEF_MAC, PC_IP, .first = 1, .last = 90);
	SAY(.ip = PLC_IP, .name = "model", .value = "FX5U-32MT/ES", .first = 2);
	for (int i = 2; i < 12; i++)
		TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "melsoft", .port = 5560, .time = i);
	ARP(THIEF_MAC, PLC_IP, .first = 1, .last = 100); /* it goes on */
	assert_string_equal(asset_at(PLC_MAC)->model, "FX5U-32MT/ES");
	assert_int_equal(number_at(PLC_IP), number_at(PLC_MAC));
	assert_int_equal(number_at(PC_IP), number_at(PC_MAC));
	assert_null(asset_at(THIEF_MAC)->model);
	assert_true(asset_at(THIEF_MAC)->conflicts > 0);
	assert_string_not_equal(asset_at(PC_MAC)->role, "router");
}

static void test_router_between_halves_of_a_network_takes_no_address(void **state)
{
	(void)state;
	ARP(PLC_MAC, PLC_IP, .first = 1, .last = 1);
	ARP(ROUTER_MAC, "192.168.1.1", .first = 1, .last = 1);
	TALK(PLC_IP, ROUTER_MAC, "192.168.1.200", PC_MAC, "modbus", .time = 5);
	assert_int_equal(number_at(PLC_IP), number_at(PLC_MAC));
	assert_int_equal(asset_at(PLC_MAC)->conflicts, 0);
}

static void test_modules_of_a_rack_do_not_hide_its_cpu(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "model", .value = "1756-EN2T/B", .first = 1);
	SAY(.ip = PLC_IP, .name = "model", .value = "PowerFlex 755", .slot = 3, .first = 1);
	assert_string_equal(asset_at(PLC_IP)->role, "plc-rack");
	SAY(.ip = PLC_IP, .name = "model", .value = "1756-L71 LOGIX5571", .slot = 1, .first = 1);
	assert_string_equal(asset_at(PLC_IP)->role, "plc");
	assert_int_equal(asset_at(PLC_IP)->module_count, 2);
	assert_int_equal(count_assets(), 1);
}

static void test_a_bare_number_is_no_maker(void **state)
{
	(void)state;
	SAY(.mac = PLC_MAC, .name = "vendor", .value = "0xbc00", .first = 1);
	assert_string_equal(asset_at(PLC_MAC)->vendor, "Siemens");
}

static void test_a_quick_list_and_a_search_are_no_cycle(void **state)
{
	struct record r = flow_record((struct talk){.from = PC_IP, .to = PLC_IP, .protocol = "bacnet"});

	(void)state;
	r.type = RECORD_OT;
	r.ot = (struct record_ot){.protocol = "bacnet", .class = "read", .result = "ok", .count = 9,
	                          .period_us = 55000, .jitter_us = 300, .first_seen = r.time, .last_seen = r.time};
	inventory_record(inv, &r);
	r.ot.class = "identify", r.ot.period_us = 2500000, r.ot.count = 90;
	inventory_record(inv, &r);
	assert_string_equal(asset_at(PC_IP)->role, "unknown");
	r.ot.class = "read", r.ot.period_us = 500000, r.ot.jitter_us = 2800, r.ot.count = 7;
	inventory_record(inv, &r);
	assert_string_equal(asset_at(PC_IP)->role, "hmi");
}

static void test_who_watches_a_controller_and_stops_it_is_a_tool(void **state)
{
	(void)state;
	operate(PC_IP, PLC_IP, "melsoft", "read", 500000);
	assert_string_equal(asset_at(PC_IP)->role, "hmi");
	operate(PC_IP, PLC_IP, "melsoft", "control", -1);
	assert_string_equal(asset_at(PC_IP)->role, "engineering-station");
}

static void test_parameters_of_profinet_tell_controller_and_device(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "profinet-io");
	TALK(PC_IP, PC_MAC, "192.168.1.21", "00:a0:45:42:77:e5", "profinet-io");
	assert_string_equal(asset_at(PC_IP)->role, "unknown");
	operate(PC_IP, PLC_IP, "profinet-io", "write", 500000);
	operate(PC_IP, "192.168.1.21", "profinet-io", "write", 500000);
	assert_string_equal(asset_at(PC_IP)->role, "plc");
	assert_string_equal(asset_at(PLC_IP)->role, "remote-io");
}

static void test_build_of_both_editions_makes_no_server_by_itself(void **state)
{
	(void)state;
	SAY(.ip = "192.168.1.1", .name = "os", .value = "Windows 7/Server 2008 R2 build 7601", .first = 1);
	assert_string_equal(asset_at("192.168.1.1")->role, "pc");
	SAY(.ip = "192.168.1.2", .name = "os", .value = "Windows 7/Server 2008 R2 build 7601", .first = 1);
	TALK(PC_IP, PC_MAC, "192.168.1.2", PLC_MAC, "smb", .port = 445);
	assert_string_equal(asset_at("192.168.1.2")->role, "server");
	SAY(.ip = "192.168.1.2", .name = "hostname", .value = "STEVE-PC", .source = "nbns", .first = 2);
	assert_string_equal(asset_at("192.168.1.2")->role, "pc");
	SAY(.ip = "192.168.1.3", .name = "os", .value = "Windows Server 2019 Standard 17763", .first = 1);
	assert_string_equal(asset_at("192.168.1.3")->role, "server");
}

static void test_os_support_ends(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	        {"Windows XP Professional", "2014-04-08"},
	        {"Windows 7 Professional SP1", "2020-01-14"},
	        {"Windows Server 2008 R2", "2020-01-14"},
	        {"Windows 10 build 19045", "2025-10-14"},
	        {"Windows 10 Enterprise LTSC 2019", "2029-01-09"},
	        {"Windows Server 2022 build 20348", "2031-10-14"},
	        {"Windows Server 2025 build 26100", "2034-11-14"},
	        {"Windows CE 6.0", "2018-04-10"},
	        {"Debian 10", "2024-06-30"},
	        {"Ubuntu 18.04.6 LTS", "2023-05-31"},
	        {"CentOS 7.8", "2024-06-30"},
	        {"Windows Embedded Standard 7", "2020-10-13"},
	        {"10.0.19041", "2021-12-14"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "10.3.0.%zu", i + 1);
		SAY(.ip = ip, .name = "os", .value = rows[i][0], .first = 1);
		assert_string_equal(asset_at(ip)->os_end_of_support, rows[i][1]);
	}
	SAY(.ip = "10.4.0.1", .name = "os", .value = "VxWorks 6.9", .first = 1);
	assert_null(asset_at("10.4.0.1")->os_end_of_support);
	SAY(.ip = "10.4.0.2", .name = "os", .value = "Windows 10", .first = 1);
	assert_null(asset_at("10.4.0.2")->os_end_of_support);
}

static void named(const char *ip, const char *name, const char *model)
{
	SAY(.ip = ip, .name = "hostname", .value = name, .first = 1);
	SAY(.ip = ip, .name = "model", .value = model, .first = 1);
}

static void spoken_of(struct namesakes *names, const char *ip, const char *name)
{
	namesakes_add(names, number_at(ip), name);
}

static void test_devices_of_one_name_are_told_apart(void **state)
{
	(void)state;
	named("10.5.0.1", "LINE1", "M340");
	named("10.5.0.2", "LINE2", "M340");
	named("10.5.0.3", "LINE2", "M580");
	named("10.5.0.4", "LINE3", "M340");
	named("10.5.0.5", "LINE3", "M340");
	SAY(.ip = "10.5.0.6", .name = "hostname", .value = "LINE3", .first = 1);
	struct namesakes *names = namesakes_new();

	spoken_of(names, "10.5.0.1", "LINE1");
	spoken_of(names, "10.5.0.2", "LINE2");
	spoken_of(names, "10.5.0.3", "LINE2");
	spoken_of(names, "10.5.0.3", "LINE2");
	spoken_of(names, "10.5.0.4", "LINE3");
	spoken_of(names, "10.5.0.5", "LINE3");
	spoken_of(names, "10.5.0.6", "LINE3");
	namesakes_settle(names, inv);
	assert_null(namesakes_apart(names, number_at("10.5.0.1")));
	assert_string_equal(namesakes_apart(names, number_at("10.5.0.2")), "M340");
	assert_string_equal(namesakes_apart(names, number_at("10.5.0.3")), "M580");
	assert_string_equal(namesakes_apart(names, number_at("10.5.0.4")), "10.5.0.4");
	assert_string_equal(namesakes_apart(names, number_at("10.5.0.6")), "10.5.0.6");
	assert_null(namesakes_apart(names, 4711));
	namesakes_free(names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_a_quick_list_and_a_search_are_no_cycle),
	        TEST(test_who_watches_a_controller_and_stops_it_is_a_tool),
	        TEST(test_parameters_of_profinet_tell_controller_and_device),
	        TEST(test_build_of_both_editions_makes_no_server_by_itself),
	        TEST(test_who_stops_a_controller_once_is_no_operator_panel),
	        TEST(test_a_few_reads_make_no_panel_but_a_habit_does),
	        TEST(test_controller_that_fetches_its_blocks_stays_a_controller),
	        TEST(test_remote_station_with_a_cpu_is_a_controller),
	        TEST(test_computer_that_many_keep_files_on_is_a_server),
	        TEST(test_master_of_telecontrol_is_scada),
	        TEST(test_modules_of_a_rack_do_not_hide_its_cpu),
	        TEST(test_a_bare_number_is_no_maker),
	        TEST(test_loopback_is_the_computer_itself),
	        TEST(test_returned_ethercat_frames_are_the_masters),
	        TEST(test_forged_arp_does_not_take_a_controllers_name),
	        TEST(test_router_between_halves_of_a_network_takes_no_address),
		TEST(test_os_support_ends),
		TEST(test_devices_of_one_name_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
