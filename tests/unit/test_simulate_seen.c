/* test_simulate_seen.c - the model factory goes through the whole pipeline: every device is found for what it is. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/file.h"
#include "inventory/inventory.h"
#include "proc/pipeline.h"
#include "record/tell.h"
#include "simulate/simulate.h"
#include "simulate/world.h"

struct seen {
	struct inventory *inventory;
	unsigned anomalies;
	unsigned stops, downloads; /* operations of these classes */
	uint64_t resets;
};

/* What the story looks for. */
static const char *wanted_class, *wanted_function;
static unsigned wanted_count;

static bool take(void *argument, struct record *r)
{
	struct seen *s = argument;

	do {
		inventory_record(s->inventory, r);
		s->anomalies += r->type == RECORD_ANOMALY && strcmp(r->anomaly.event, "login.default_password") != 0;
		if (wanted_class && r->type == RECORD_OT && r->ot.class && r->ot.function)
			wanted_count += strcmp(r->ot.class, wanted_class) == 0 &&
			                strcmp(r->ot.function, wanted_function) == 0;
		if (r->type == RECORD_OT && r->ot.class && strcmp(r->ot.class, "control") == 0)
			s->stops++;
		if (r->type == RECORD_OT && r->ot.class && strcmp(r->ot.class, "program") == 0)
			s->downloads++;
	} while (record_next(r));
	return true;
}

static struct seen look(const char *scenario, unsigned minutes)
{
	const struct simulate_options options = {
	        .scenario = scenario, .minutes = minutes, .seed = 1};
	struct simulate_result result;
	struct seen s = {.inventory = inventory_new(NULL)};
	struct record_teller teller;
	struct pipeline pipeline;
	struct packet batch[PACKET_BATCH];
	char error[200] = "";
	FILE *file = tmpfile();
	int count;

	assert_non_null(file);
	assert_int_equal(simulate_write(&options, file, &result), 0);
	rewind(file);
	struct capture_file *capture = capture_file_open(dup(fileno(file)), "model", error, sizeof(error));

	assert_non_null(capture);
	record_teller_init(&teller, take, &s, NULL);
	pipeline_init(&pipeline, NULL, &teller.teller);
	while ((count = capture_file_next(capture, batch)) > 0)
		pipeline_feed(&pipeline, batch, (size_t)count);
	assert_int_equal(count, 0);
	pipeline_finish(&pipeline);
	assert_int_equal(pipeline.packets, result.packets);
	pipeline_free(&pipeline);
	capture_file_close(capture);
	fclose(file);
	return s;
}

static bool has_mac(const struct asset *a, const char *mac)
{
	char text[MAC_TEXT_SIZE];

	for (size_t i = 0; i < a->endpoint_count; i++) {
		if (a->endpoints[i].kind != ENDPOINT_MAC)
			continue;
		mac_text(&a->endpoints[i].mac, text);
		if (strcmp(text, mac) == 0)
			return true;
	}
	return false;
}

static const struct asset *find(struct inventory *inventory, const char *mac)
{
	const struct asset *a;
	size_t position = 0;

	while ((a = inventory_each(inventory, &position)) != NULL)
		if (has_mac(a, mac))
			return a;
	return NULL;
}

static bool says(const char *text, const char *expected)
{
	return text && strstr(text, expected) != NULL;
}

/* Prints what is wrong; the number of wrong attributes. */
static unsigned compare(const struct device *d, const struct asset *a)
{
	unsigned wrong = 0;

	if (!a) {
		print_error("%s (%s): not seen\n", d->key, d->mac);
		return 1;
	}
	if (d->vendor && !says(a->vendor, d->vendor)) {
		print_error("%s: vendor %s, not %s\n", d->key, a->vendor, d->vendor);
		wrong++;
	}
	if (d->model && !says(a->model, d->model) && !says(a->product_code, d->model)) {
		print_error("%s: model %s, not %s\n", d->key, a->model, d->model);
		wrong++;
	}
	if (d->role && strcmp(a->role, d->role) != 0) {
		print_error("%s: role %s, not %s (%s)\n", d->key, a->role, d->role, a->role_evidence);
		wrong++;
	}
	return wrong;
}

static void test_every_device_is_found_with_maker_model_and_role(void **state)
{
	struct seen s = look("normal", 5);
	unsigned wrong = 0;

	(void)state;
	for (const struct device *d = world_devices; d->key; d++)
		if (d->mac && !d->absent)
			wrong += compare(d, find(s.inventory, d->mac));
	assert_int_equal(wrong, 0);
	assert_int_equal(s.anomalies, 0);
	assert_int_equal(s.downloads, 0);
	inventory_free(s.inventory);
}

static bool has_endpoint(const struct asset *a, const char *ip)
{
	char text[ADDRESS_TEXT_SIZE];

	for (size_t i = 0; i < a->endpoint_count; i++) {
		address_text(&a->endpoints[i].ip, text);
		if (a->endpoints[i].has_ip && strcmp(text, ip) == 0)
			return true;
	}
	return false;
}

static void test_the_router_is_one_device_with_its_addresses(void **state)
{
	struct seen s = look("normal", 3);
	const struct asset *router = find(s.inventory, "00:09:0f:5a:10:01");

	(void)state;
	assert_non_null(router);
	assert_true(has_endpoint(router, "192.168.10.1"));
	assert_true(has_endpoint(router, "10.10.0.1"));
	assert_false(has_endpoint(router, "192.168.40.11"));
	assert_false(has_mac(router, "28:e9:8e:10:0a:11"));
	inventory_free(s.inventory);
}

static void test_stops_and_programs_of_the_scenarios_are_seen(void **state)
{
	struct seen stop = look("cpu-stop", 11), download = look("program-download", 12);

	(void)state;
	assert_int_equal(stop.stops, 3);
	assert_int_equal(stop.downloads, 0);
	assert_true(download.downloads >= 2);
	assert_int_equal(download.stops, 0);
	inventory_free(stop.inventory);
	inventory_free(download.inventory);
}

static void test_a_replaced_plc_is_another_device_with_its_own_serial(void **state)
{
	struct seen s = look("plc-replaced", 12);
	const struct asset *old = find(s.inventory, "ac:64:17:11:0b:11");

	(void)state;
	assert_non_null(old);
	assert_string_equal(old->serial, "S C-LDVU41562020");
	assert_string_equal(old->firmware, "V2.9.4");
	const struct asset *new = find(s.inventory, "ac:64:17:99:77:55");

	assert_non_null(new);
	assert_string_equal(new->serial, "S C-PNVU99887766");
	assert_string_equal(new->firmware, "V2.9.7");
	inventory_free(s.inventory);
}

static void test_what_the_borrowed_computer_says_is_not_the_controllers(void **state)
{
	struct seen s = look("duplicate-ip", 20);
	const struct asset *controller = find(s.inventory, "5c:21:67:12:0c:11");

	(void)state;
	assert_non_null(controller);
	assert_string_equal(controller->model, "1756-L83E/B");
	assert_null(controller->hostname);
	assert_null(controller->os);
	const struct asset *computer = find(s.inventory, "00:e0:4c:68:12:11");

	assert_non_null(computer);
	assert_string_equal(computer->hostname, "KASHIDASHI-PC");
	assert_null(computer->model);
	inventory_free(s.inventory);
}

static void test_ordinary_day_has_one_program_change_by_engineering(void **state)
{
	struct seen s = look("normal", 14);
	const struct asset *station = find(s.inventory, "f4:6e:24:40:28:31");

	(void)state;
	assert_true(s.downloads > 0);
	assert_int_equal(s.stops, 0);
	assert_non_null(station);
	assert_string_equal(station->role, "engineering-station");
	inventory_free(s.inventory);
}

static void test_screen_on_the_wall_is_no_windows(void **state)
{
	struct seen s = look("normal", 5);
	const struct asset *screen = find(s.inventory, "b8:27:eb:40:28:21");

	(void)state;
	assert_non_null(screen);
	assert_false(says(screen->os, "Windows"));
	assert_string_equal(screen->role, "pc");
	inventory_free(s.inventory);
}

static bool uses(const struct asset *a, const char *protocol)
{
	for (size_t i = 0; i < a->protocol_count; i++)
		if (strcmp(a->protocols[i], protocol) == 0)
			return true;
	return false;
}

static void test_router_pair_shares_an_address_and_pcs_speak_ipv6(void **state)
{
	struct seen s = look("normal", 5);
	const struct asset *leader = find(s.inventory, "ac:44:f2:50:32:fb");

	(void)state;
	assert_non_null(leader);
	assert_true(uses(leader, "vrrp"));
	assert_false(has_endpoint(leader, "192.168.50.254"));
	assert_null(find(s.inventory, "00:00:5e:00:01:32"));
	const struct asset *pc = find(s.inventory, "f4:6e:24:0a:00:61");

	assert_non_null(pc);
	assert_true(has_endpoint(pc, "fe80::f66e:24ff:fe0a:61"));
	inventory_free(s.inventory);
}

/* Of each deed of the attacks, the operations that it must show. */
static void test_deeds_against_controllers_show_their_operations(void **state)
{
	static const struct {
		const char *scenario, *class, *function;
	} rows[] = {
	        {"plc-firmware-update", "firmware", "Transfer Flash"}, {"block-delete", "program", "Delete Block"},
	        {"forced-io", "write", "Forced Set/Reset"},            {"time-change", "time", "Set Clock"},
	        {"dcp-set-name", "config", "Set Name of Station"},     {"dcp-factory-reset", "config", "Reset to Factory"},
	        {"smb-lateral", "config", "Create Service"},           {"password-guessing", "security", "Login"},
	        {"default-password", "security", "Login"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		wanted_class = rows[i].class, wanted_function = rows[i].function, wanted_count = 0;
		struct seen s = look(rows[i].scenario, 11);

		if (wanted_count == 0)
			fail_msg("%s shows no %s", rows[i].scenario, rows[i].function);
		assert_int_equal(s.anomalies, 0);
		inventory_free(s.inventory);
	}
	wanted_class = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_device_is_found_with_maker_model_and_role),
	        cmocka_unit_test(test_the_router_is_one_device_with_its_addresses),
	        cmocka_unit_test(test_a_replaced_plc_is_another_device_with_its_own_serial),
	        cmocka_unit_test(test_ordinary_day_has_one_program_change_by_engineering),
	        cmocka_unit_test(test_screen_on_the_wall_is_no_windows),
	        cmocka_unit_test(test_router_pair_shares_an_address_and_pcs_speak_ipv6),
	        cmocka_unit_test(test_deeds_against_controllers_show_their_operations),
	        cmocka_unit_test(test_what_the_borrowed_computer_says_is_not_the_controllers),
	        cmocka_unit_test(test_stops_and_programs_of_the_scenarios_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
