/* test_dataflow.c - data classes are whole, and traffic is taken for the right one. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/dataflow.h"
#include "store/measure.h"

static bool has(const char *id, const void *rows, size_t count, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(*(const char *const *)(const void *)((const char *)rows + i * size), id) == 0)
			return true;
	return false;
}

#define HAS(id, rows, count) has(id, rows, count, sizeof((rows)[0]))

static void test_every_name_in_the_book_is_one_of_its_own(void **state)
{
	const struct data_book *b = data_book();

	(void)state;
	assert_int_equal(b->class_count, 8);
	assert_int_equal(b->model_count, 3);
	for (size_t i = 0; i < b->class_count; i++) {
		assert_int_equal(b->classes[i].risk.count, 3);
		for (size_t r = 0; r < 3; r++)
			assert_non_null(strstr("1 2 3", b->classes[i].risk.text[r]));
	}
	for (size_t m = 0; m < b->model_count; m++) {
		for (size_t t = 0; t < b->models[m].threats.count; t++)
			assert_true(HAS(b->models[m].threats.text[t], b->threats, b->threat_count));
		for (size_t f = 0; f < b->models[m].form_count; f++)
			for (size_t d = 0; d < b->models[m].forms[f].upper.count; d++)
				assert_true(has(b->models[m].forms[f].upper.text[d], data_layers, DATA_LAYERS, sizeof(char *)));
		for (size_t f = 0; f < b->models[m].form_count; f++)
			for (size_t d = 0; d < b->models[m].forms[f].data.count; d++)
				assert_true(HAS(b->models[m].forms[f].data.text[d], b->classes, b->class_count));
	}
	for (size_t t = 0; t < b->threat_count; t++)
		for (size_t m = 0; m < b->threats[t].measures.count; m++)
			assert_true(HAS(b->threats[t].measures.text[m], b->measures, b->measure_count));
}

static void test_traffic_is_taken_for_its_class(void **state)
{
	const struct data_book *b = data_book();

	(void)state;
	assert_string_equal(data_class_of(b, "modbus", "read")->id, "sensor");
	assert_string_equal(data_class_of(b, "modbus", "write")->id, "command");
	assert_string_equal(data_class_of(b, "s7comm", "program")->id, "engineering");
	assert_string_equal(data_class_of(b, "snmp", "")->id, "state");
	assert_string_equal(data_class_of(b, "tds", "")->id, "analysis");
	assert_null(data_class_of(b, "arp", ""));
	assert_null(data_class_of(b, "modbus", "session"));
}

static void test_flows_are_counted_by_pairs_and_by_what_leaves(void **state)
{
	struct fixture *f = *state;
	struct data_flow *rows;
	size_t count, reads = 0, out = 0;
	struct record r = flow(f, 1, 1, 2, 9);

	take(f, &r);
	r = operation(f, 2, "read", 5);
	take(f, &r);
	r = flow(f, 3, 1, 9, 9);
	r.dest_ip = address_from_ip4((const uint8_t[]){8, 8, 4, 4});
	r.app_proto = "mqtt";
	take(f, &r);
	assert_int_equal(store_data_flows(f->store, &store_system, &f->arena, &rows, &count), 0);
	for (size_t i = 0; i < count; i++) {
		reads += strcmp(rows[i].class, "read") == 0 && rows[i].pairs == 1 && rows[i].outside == 0;
		out += strcmp(rows[i].protocol, "mqtt") == 0 && rows[i].pairs == 1 && rows[i].outside == 1;
	}
	assert_int_equal(reads, 1);
	assert_int_equal(out, 1);
	const int64_t none[] = {77};
	const struct viewer other = {.user = "other", .scopes = none, .scope_count = 1};

	assert_int_equal(store_data_flows(f->store, &other, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
}

static void must_run(struct fixture *f, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_ways_go_between_layers_and_only_what_was_answered_counts(void **state)
{
	struct fixture *f = *state;
	struct data_way *rows;
	size_t count;

	struct record r = flow(f, 1, 1, 2, 9);

	r.app_proto = "modbus";
	take(f, &r);
	r = operation(f, 2, "read", 5);
	take(f, &r);
	must_run(f, "UPDATE asset SET level = 20; UPDATE asset SET level = 10 WHERE id = (SELECT asset_id FROM"
		    " endpoint WHERE id = (SELECT server FROM conversation))");
	must_run(f, "UPDATE conversation SET answered = 0");
	assert_int_equal(store_data_ways(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
	must_run(f, "UPDATE conversation SET answered = 1");
	assert_int_equal(store_data_ways(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_true(count >= 2);
	assert_string_equal(rows[0].protocol, "");
	assert_int_equal(rows[0].pairs, 1);
	assert_string_equal(data_layers[rows[0].from], "info");
	assert_string_equal(data_layers[rows[0].to], "control");
	assert_string_equal(rows[count - 1].class, "read");
	const int64_t none[] = {77};
	const struct viewer other = {.user = "other", .scopes = none, .scope_count = 1};

	assert_int_equal(store_data_ways(f->store, &other, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
}

static void test_a_form_goes_between_its_layers_either_way(void **state)
{
	const struct data_form *form = &data_book()->models[1].forms[1];

	(void)state;
	assert_string_equal(form->id, "analysis-cloud");
	assert_true(data_form_goes(form, "analysis", "info", "outside"));
	assert_true(data_form_goes(form, "command", "outside", "control"));
	assert_false(data_form_goes(form, "video", "outside", "control"));
	assert_false(data_form_goes(form, "command", "info", "control"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_name_in_the_book_is_one_of_its_own),
		cmocka_unit_test(test_traffic_is_taken_for_its_class),
		cmocka_unit_test(test_a_form_goes_between_its_layers_either_way),
		TEST(test_ways_go_between_layers_and_only_what_was_answered_counts),
		TEST(test_flows_are_counted_by_pairs_and_by_what_leaves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
