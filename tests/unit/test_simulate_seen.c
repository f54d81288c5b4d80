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

static bool take(void *argument, struct record *r)
{
	struct seen *s = argument;

	do {
		inventory_record(s->inventory, r);
		s->anomalies += r->type == RECORD_ANOMALY;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_device_is_found_with_maker_model_and_role),
	        cmocka_unit_test(test_the_router_is_one_device_with_its_addresses),
	        cmocka_unit_test(test_a_replaced_plc_is_another_device_with_its_own_serial),
	        cmocka_unit_test(test_what_the_borrowed_computer_says_is_not_the_controllers),
	        cmocka_unit_test(test_stops_and_programs_of_the_scenarios_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
