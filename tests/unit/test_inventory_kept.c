/* test_inventory_kept.c - budgets of the inventory, what it hands out, and how it comes back. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

static void test_numbers_are_never_reused(void **state)
{
	(void)state;
	char id[ASSET_ID_SIZE];

	SAY(.ip = "10.1.0.1", .name = "hostname", .value = "a", .first = 1);
	SAY(.ip = "10.1.0.2", .name = "hostname", .value = "b", .first = 1);
	const uint64_t one = number_at("10.1.0.1");
	const uint64_t two = number_at("10.1.0.2");

	assert_int_equal(inventory_merge(inv, one, two, "tanaka", START), 0);
	assert_int_equal(inventory_merge(inv, one, two, "tanaka", START), -EINVAL);
	assert_int_equal(count_assets(), 1);
	SAY(.ip = "10.1.0.3", .name = "hostname", .value = "c", .first = 1);
	assert_int_equal(number_at("10.1.0.3"), 3);
	asset_id_text(17, id);
	assert_string_equal(id, "a-00017");
	assert_int_equal(asset_id_parse("a-00017"), 17);
	assert_int_equal(asset_id_parse("a-17x"), 0);
}

static void test_budget_of_values_keeps_the_better(void **state)
{
	(void)state;
	char text[32];

	for (int i = 0; i < 500; i++) {
		snprintf(text, sizeof(text), "junk %d", i);
		SAY(.ip = PLC_IP, .name = "software", .value = text, .rank = "banner", .first = i);
	}
	SAY(.ip = PLC_IP, .name = "model", .value = "CPU 315", .first = 600);
	assert_string_equal(asset_at(PLC_IP)->model, "CPU 315");
	assert_int_equal(asset_at(PLC_IP)->value_count, 64);
	assert_true(inventory_counters(inv).refused_values >= 436);
}

static void test_budget_of_devices_counts_what_it_refused(void **state)
{
	(void)state;
	inventory_free(inv);
	inv = inventory_new(&(struct inventory_config){.max_devices = 10, .max_external = 5});
	char ip[32];

	for (int i = 1; i <= 50; i++) {
		snprintf(ip, sizeof(ip), "10.0.0.%d", i);
		SAY(.ip = ip, .name = "hostname", .value = "x", .first = 1);
		snprintf(ip, sizeof(ip), "8.0.0.%d", i);
		SAY(.ip = ip, .name = "hostname", .value = "x", .first = 1);
	}
	assert_int_equal(count_assets(), 8 + 4); /* a quarter is kept for who is answered */
	assert_true(inventory_counters(inv).refused_devices > 0);
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_int_equal(number_at(PLC_IP), number_at(PLC_MAC));
	assert_int_not_equal(number_at(PLC_IP), 0);
	assert_int_equal(count_assets(), 10 + 4);
	TALK("10.0.1.1", "02:00:00:00:01:01", PLC_IP, PLC_MAC, "modbus");
	assert_int_equal(count_assets(), 10 + 4);
}

static struct inventory *copy_by_rows(void)
{
	struct inventory *copy = inventory_new(NULL);
	const struct asset *asset;
	const struct endpoint *endpoint;
	const struct merge *merge;

	while (inventory_next_asset(inv))
		;
	for (size_t at = 0; (asset = inventory_each(inv, &at));)
		inventory_load_asset(copy,
		                     &(struct inventory_asset_row){.number = asset->number,
		                                                   .external = asset->external});
	inventory_load_asset(copy, &(struct inventory_asset_row){.number = 3}); /* was absorbed */
	while ((endpoint = inventory_next_endpoint(inv)))
		inventory_load_endpoint(copy, endpoint);
	for (size_t at = 0; (asset = inventory_each(inv, &at));) {
		for (size_t i = 0; i < asset->value_count; i++)
			inventory_load_value(copy, asset->number, &asset->values[i]);
		for (size_t i = 0; i < asset->service_count; i++)
			inventory_load_service(copy, &asset->services[i]);
	}
	while ((merge = inventory_next_merge(inv)))
		inventory_load_merge(copy, merge);
	inventory_loaded(copy);
	return copy;
}

static void test_everything_is_rebuilt_from_rows(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "s7comm", .port = 102);
	TALK(PC_IP, PC_MAC, "192.168.1.30", "00:1b:1b:11:22:44", "modbus", .port = 502);
	SAY(.ip = PLC_IP, .name = "model", .value = "CPU 315-2 PN/DP", .source = "s7comm",
	    .first = 1);
	while (inventory_next_asset(inv))
		;
	assert_int_equal(inventory_edit(inv, number_at(PC_IP), "name", "HMI 1", "tanaka", START),
	                 0);
	assert_int_equal(inventory_merge(inv, 2, 3, "tanaka", START), 0);
	const size_t before = count_assets();
	struct inventory *copy = copy_by_rows();

	inventory_free(inv);
	inv = copy;
	assert_null(inventory_next_asset(inv));
	assert_null(inventory_next_endpoint(inv));
	assert_null(inventory_next_merge(inv));
	assert_string_equal(asset_at(PC_IP)->name, "HMI 1");
	assert_string_equal(asset_at(PLC_IP)->role_evidence,
	                    "model=CPU 315-2 PN/DP; serves=s7comm; serves=modbus");
	assert_int_equal(number_at(PLC_MAC), number_at(PLC_IP));
	assert_int_equal(count_assets(), before);
	SAY(.ip = "10.9.9.9", .name = "hostname", .value = "new", .first = 1);
	assert_int_equal(number_at("10.9.9.9"), 4);
}

static void test_only_changes_are_handed_out(void **state)
{
	(void)state;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus");
	assert_non_null(inventory_next_asset(inv));
	assert_non_null(inventory_next_asset(inv));
	assert_null(inventory_next_asset(inv));
	while (inventory_next_endpoint(inv))
		;
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus", .time = 1);
	assert_null(inventory_next_asset(inv));
	TALK(PC_IP, PC_MAC, PLC_IP, PLC_MAC, "modbus", .time = 500);
	assert_true(inventory_next_asset(inv)->times_only);
}

static void test_thirty_thousand_devices_in_under_a_second(void **state)
{
	(void)state;
	struct record r = flow_record((struct talk){.from = PC_IP,
	                                            .from_mac = PC_MAC,
	                                            .to = PLC_IP,
	                                            .to_mac = PLC_MAC,
	                                            .silent = true});
	const clock_t begin = clock();

	for (unsigned i = 0; i < 70000; i++) {
		const unsigned n = i % 29990;

		r.src_ip.bytes[12] = 10;
		r.src_ip.bytes[13] = (uint8_t)(n >> 16);
		r.src_ip.bytes[14] = (uint8_t)(n >> 8);
		r.src_ip.bytes[15] = (uint8_t)n;
		r.src_mac = (struct mac){
		        {0, 0x1b, 0x1b, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n}};
		r.dest_port = 502;
		inventory_record(inv, &r);
	}
	size_t told = 0;

	while (inventory_next_asset(inv))
		told++;
	const double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;

	print_message("30,000 devices of 70,000 records: %.3f s\n", seconds);
	assert_int_equal(told, 29990);
	assert_true(seconds < 5); /* sanitizers and a busy machine; alone it is a fraction of one */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_numbers_are_never_reused),
		TEST(test_budget_of_values_keeps_the_better),
		TEST(test_budget_of_devices_counts_what_it_refused),
		TEST(test_everything_is_rebuilt_from_rows),
		TEST(test_only_changes_are_handed_out),
		TEST(test_thirty_thousand_devices_in_under_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
