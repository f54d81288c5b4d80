/* test_inventory_role.c - stories of what an observer may conclude: kind, model, level. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#include "lib/arena.h"

static void send_log(const char *from, const char *to)
{
	TALK(from, NULL, to, NULL, "syslog", .port = 514, .silent = true);
}

static void test_who_keeps_the_logs_of_several_devices_is_a_server(void **state)
{
	(void)state;
	ARP(PC_MAC, PC_IP, .first = 1);
	send_log("192.168.1.2", PC_IP);
	send_log("192.168.1.3", PC_IP);
	assert_string_equal(asset_at(PC_IP)->role, "unknown");
	send_log("192.168.1.4", PC_IP);
	assert_string_equal(asset_at(PC_IP)->role, "server");
	assert_string_equal(asset_at(PC_IP)->role_evidence, "clients=1; serves=syslog");
	send_log("192.168.1.2", "192.168.1.77");
	assert_null(asset_at("192.168.1.77")); /* nobody heard it */
}

static void test_web_server_on_a_computer_makers_machine_is_a_server(void **state)
{
	(void)state;
	ARP("5c:ed:8c:50:32:12", "192.168.50.12", .first = 1);
	SAY(.ip = "192.168.50.12", .name = "software", .value = "nginx 1.22.1", .source = "http",
	    .rank = "banner", .first = 1);
	assert_string_equal(asset_at("192.168.50.12")->role, "unknown");
	TALK("192.168.40.21", NULL, "192.168.50.12", NULL, "http", .port = 80);
	assert_string_equal(asset_at("192.168.50.12")->role, "server");
	/* A device's page by the same program tells nothing of its kind. */
	ARP("00:30:de:12:0c:53", "192.168.12.53", .first = 1);
	SAY(.ip = "192.168.12.53", .name = "software", .value = "nginx 1.22.1", .source = "http",
	    .rank = "banner", .first = 1);
	TALK("192.168.40.21", NULL, "192.168.12.53", NULL, "http", .port = 80);
	assert_string_equal(asset_at("192.168.12.53")->role, "unknown");
}

static void test_makers_of_one_kind_of_device_tell_it(void **state)
{
	(void)state;
	ARP("80:39:e5:10:0a:51", "192.168.10.51", .first = 1);
	assert_string_equal(asset_at("192.168.10.51")->role, "signal-light");
	assert_int_equal(asset_at("192.168.10.51")->level, 10);
	assert_string_equal(asset_at("192.168.10.51")->role_evidence, "vendor=PATLITE");
	ARP("00:0c:26:1c:f7:c9", "192.168.5.211", .first = 1);
	assert_string_equal(asset_at("192.168.5.211")->role, "hmi");
}

static void test_port_of_a_makers_own_protocol_tells_the_kind(void **state)
{
	(void)state;
	ARP("00:01:05:0d:75:60", "192.168.1.8", .first = 1);
	assert_string_equal(asset_at("192.168.1.8")->role, "unknown");
	TALK("192.168.1.99", NULL, "192.168.1.8", NULL, NULL, .port = 48898);
	assert_string_equal(asset_at("192.168.1.8")->role, "plc");
	assert_string_equal(asset_at("192.168.1.8")->role_evidence,
	                    "vendor=Beckhoff; port=48898");
	TALK("192.168.1.99", NULL, "192.168.1.9", NULL, NULL, .port = 48898);
	assert_string_equal(asset_at("192.168.1.9")->role, "unknown");
}

static void test_screens_and_gateways_tell_their_kind(void **state)
{
	(void)state;
	SAY(.ip = "192.168.1.40", .name = "software", .source = "http", .rank = "banner", .first = 1,
	    .value = "Mozilla/5.0 (X11; Linux aarch64) Chromium/118");
	assert_string_equal(asset_at("192.168.1.40")->role, "pc");
	TALK(PC_IP, NULL, "192.168.1.41", NULL, "rdp", .port = 3389);
	assert_string_equal(asset_at("192.168.1.41")->role, "pc");
	SAY(.ip = "192.168.1.1", .name = "device_type", .value = "InternetGatewayDevice", .first = 1);
	assert_string_equal(asset_at("192.168.1.1")->role, "router");
}

static void test_product_code_stands_for_a_missing_model(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "product_code", .value = "750-362", .source = "modbus", .first = 1);
	assert_null(asset_at(PLC_IP)->model); /* of whom? */
	SAY(.ip = PLC_IP, .name = "vendor", .value = "WAGO", .source = "modbus", .first = 1);
	assert_string_equal(asset_at(PLC_IP)->model, "750-362");
	const struct asset_value *v = value_of(asset_at(PLC_IP), "model", "750-362");

	assert_non_null(v);
	assert_string_equal(v->source, "modbus");
	assert_true(v->chosen);
	SAY(.ip = PLC_IP, .name = "model", .value = "Fieldbus coupler", .source = "snmp", .first = 2);
	assert_string_equal(asset_at(PLC_IP)->model, "Fieldbus coupler");
	assert_null(value_of(asset_at(PLC_IP), "model", "750-362"));
	assert_int_equal(asset_at(PLC_IP)->conflicts, 0);
}

static void test_a_bare_number_is_no_model(void **state)
{
	(void)state;
	SAY(.ip = PLC_IP, .name = "vendor", .value = "ODVA", .first = 1);
	SAY(.ip = PLC_IP, .name = "product_code", .value = "166", .source = "enip", .first = 1);
	assert_null(asset_at(PLC_IP)->model);
	SAY(.ip = PLC_IP, .name = "product_code", .value = "0x0366", .source = "slmp", .first = 9);
	assert_null(asset_at(PLC_IP)->model);
	SAY(.ip = PLC_IP, .name = "type_code", .value = "0x1234:0x12345678", .source = "slmp", .first = 10);
	assert_null(asset_at(PLC_IP)->model);
	assert_true(value_of(asset_at(PLC_IP), "type_code", "0x1234:0x12345678")->chosen);
}

/* What the view put together is put together again after a restart, not loaded as something said. */
static void test_model_from_the_product_code_follows_it_after_a_restart(void **state)
{
	(void)state;
	struct endpoint e = {.id = 1, .kind = ENDPOINT_IP, .has_ip = true, .home = 1, .asset = 1};
	struct asset_value said = {.name = "vendor", .value = "WAGO", .source = "modbus", .slot = -1,
	                           .rank = RANK_IDENTITY, .confidence = 90, .endpoint = 1};
	const struct inventory_asset_row row = {.number = 1};

	e.ip = ip_of(PLC_IP);
	inventory_load_asset(inv, &row);
	inventory_load_endpoint(inv, &e);
	inventory_load_value(inv, 1, &said);
	said.name = "model", said.value = "750-362", said.rank = RANK_FINGERPRINT;
	inventory_load_value(inv, 1, &said);
	inventory_loaded(inv);
	assert_null(asset_at(PLC_IP)->model);
	SAY(.ip = PLC_IP, .name = "product_code", .value = "750-890", .source = "modbus", .first = 5);
	assert_string_equal(asset_at(PLC_IP)->model, "750-890");
}

static void controller_at(const char *ip)
{
	SAY(.ip = ip, .name = "device_type", .value = "PLC", .first = 1);
}

static void test_switch_takes_the_level_of_most_of_its_network(void **state)
{
	(void)state;
	SAY(.ip = "192.168.10.2", .name = "capability", .value = "bridge", .source = "lldp", .first = 1);
	assert_int_equal(asset_at("192.168.10.2")->level, -1);
	controller_at("192.168.10.11");
	assert_int_equal(asset_at("192.168.10.2")->level, -1); /* one neighbour is no majority */
	controller_at("192.168.10.12");
	assert_int_equal(asset_at("192.168.10.2")->level, 10);
	assert_string_equal(asset_at("192.168.10.2")->level_evidence, "subnet=192.168.10.0/24");
	SAY(.ip = "192.168.10.21", .name = "device_type", .value = "HMI", .first = 1);
	SAY(.ip = "192.168.10.22", .name = "device_type", .value = "HMI", .first = 1);
	assert_int_equal(asset_at("192.168.10.2")->level, -1); /* half and half */
	SAY(.ip = "192.168.11.2", .name = "capability", .value = "bridge", .source = "lldp", .first = 1);
	assert_int_equal(asset_at("192.168.11.2")->level, -1); /* another network */
}

static const struct asset *next_told(uint64_t number)
{
	const struct asset *asset;

	while ((asset = inventory_next_asset(inv)))
		if (asset->number == number)
			return asset;
	return NULL;
}

static void test_switch_is_told_again_when_its_neighbours_are_known(void **state)
{
	(void)state;
	SAY(.ip = "192.168.10.2", .name = "capability", .value = "bridge", .source = "lldp", .first = 1);
	const uint64_t number = number_at("192.168.10.2");

	while (inventory_next_asset(inv))
		;
	controller_at("192.168.10.11");
	controller_at("192.168.10.12");
	const struct asset *told = next_told(number);

	assert_non_null(told);
	assert_int_equal(told->level, 10);
}

static void test_office_pc_is_of_the_business_level(void **state)
{
	(void)state;
	SAY(.ip = "10.10.0.61", .name = "os", .value = "Windows 11", .first = 1);
	assert_int_equal(asset_at("10.10.0.61")->level, -1);
	TALK("10.10.0.61", NULL, "10.10.0.6", NULL, "smb", .port = 445);
	assert_int_equal(asset_at("10.10.0.61")->level, 40);
	assert_string_equal(asset_at("10.10.0.61")->level_evidence, "office=smb");
	operate("10.10.0.61", PLC_IP, "modbus", "read", 1000000);
	assert_int_equal(asset_at("10.10.0.61")->level, 20);
}

static void test_pc_among_controllers_is_no_office_pc(void **state)
{
	(void)state;
	SAY(.ip = PC_IP, .name = "os", .value = "Windows 7", .first = 1);
	TALK(PC_IP, NULL, "10.10.0.6", NULL, "smb", .port = 445);
	assert_int_equal(asset_at(PC_IP)->level, 40);
	controller_at(PLC_IP);
	assert_int_equal(asset_at(PC_IP)->level, -1);
}

static size_t count_unheard(void)
{
	size_t count = 0;

	for (size_t at = 0; inventory_each_unheard(inv, &at);)
		count++;
	return count;
}

static const struct endpoint *unheard_at(const char *text)
{
	const struct address ip = ip_of(text);
	const struct endpoint *e;

	for (size_t at = 0; (e = inventory_each_unheard(inv, &at));)
		if (address_equal(&e->ip, &ip))
			return e;
	return NULL;
}

static void test_who_was_asked_and_never_heard_is_kept_and_is_no_device(void **state)
{
	(void)state;
	const struct inventory_parties parties =
	        TALK(PC_IP, PC_MAC, "192.168.9.77", ROUTER_MAC, NULL, .silent = true, .time = 5);

	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus", .silent = true, .time = 9);
	assert_null(asset_at(PLC_IP));
	assert_int_equal(count_assets(), 1);
	assert_int_equal(count_unheard(), 2);
	const struct endpoint *e = unheard_at("192.168.9.77");

	assert_non_null(e);
	assert_int_equal(e->asset, 0);
	assert_int_equal(e->asked_by, parties.client);
	assert_int_equal(e->first_seen, START + 5 * SECOND);
	TALK(PC_IP, NULL, "192.168.1.78", NULL, "arp", .silent = true, .time = 11);
	assert_non_null(unheard_at("192.168.1.78"));
	assert_null(asset_at("192.168.1.78"));
	/* Heard at last: a device, and no longer listed. */
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus", .time = 20);
	assert_non_null(asset_at(PLC_IP));
	assert_null(unheard_at(PLC_IP));
	assert_int_equal(count_unheard(), 2);
}

static void test_one_who_is_called_in_vain_again_and_again_is_no_device(void **state)
{
	struct record r = flow_record((struct talk){.from = PC_IP, .to = PLC_IP, .protocol = NULL, .port = 102, .silent = true});

	(void)state;
	r.flow.packets_to_server = 300;
	r.flow.bytes_to_server = 300 * 66;
	inventory_record(inv, &r);
	assert_null(asset_at(PLC_IP));
	assert_int_equal(count_unheard(), 1);
	r.flow.bytes_to_server = 300 * 200; /* data went to it: only its answers are not mirrored */
	inventory_record(inv, &r);
	assert_non_null(asset_at(PLC_IP));
	assert_int_equal(count_unheard(), 0);
}

static void test_the_unheard_are_known_after_a_restart(void **state)
{
	(void)state;
	struct endpoint e = {.id = 1, .kind = ENDPOINT_IP, .has_ip = true, .first_seen = START, .last_seen = START + SECOND,
	                     .traits = "q:2 "};
	size_t at = 0;

	e.ip = ip_of("192.168.1.77");
	inventory_load_endpoint(inv, &e);
	inventory_loaded(inv);
	assert_int_equal(count_assets(), 0);
	const struct endpoint *known = inventory_each_unheard(inv, &at);

	assert_non_null(known);
	assert_int_equal(known->asked_by, 2);
	assert_int_equal(known->last_seen, START + SECOND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(test_who_keeps_the_logs_of_several_devices_is_a_server),
	        TEST(test_web_server_on_a_computer_makers_machine_is_a_server),
	        TEST(test_makers_of_one_kind_of_device_tell_it),
	        TEST(test_port_of_a_makers_own_protocol_tells_the_kind),
	        TEST(test_screens_and_gateways_tell_their_kind),
	        TEST(test_product_code_stands_for_a_missing_model),
	        TEST(test_a_bare_number_is_no_model),
	        TEST(test_switch_takes_the_level_of_most_of_its_network),
	        TEST(test_switch_is_told_again_when_its_neighbours_are_known),
	        TEST(test_office_pc_is_of_the_business_level),
	        TEST(test_pc_among_controllers_is_no_office_pc),
	        TEST(test_who_was_asked_and_never_heard_is_kept_and_is_no_device),
	        TEST(test_one_who_is_called_in_vain_again_and_again_is_no_device),
	        TEST(test_the_unheard_are_known_after_a_restart),
	        TEST(test_model_from_the_product_code_follows_it_after_a_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
