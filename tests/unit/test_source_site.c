/* test_source_site.c - an interface is heard for one site after another, and each keeps its own. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "store/account.h"
#include "store/customer.h"
#include "store/govern.h"
#include "store/source_site.h"

static const int64_t everywhere[] = {1, 2, 3};
static const struct viewer all = {.user = "sato", .scopes = everywhere, .scope_count = 3};
static const struct viewer second = {.user = "mori", .scopes = &everywhere[1], .scope_count = 1};

static void add_sites(struct fixture *f)
{
	int64_t id;

	assert_int_equal(store_site_add(f->store, &store_system, 1, "第2工場", &id), 0);
	assert_int_equal(id, 2);
	assert_int_equal(store_site_add(f->store, &store_system, 1, "客先 A", &id), 0);
	assert_int_equal(id, 3);
}

static int64_t open_at(struct fixture *f, const char *sensor, const char *kind, int64_t scope)
{
	const struct viewer there = {.user = "system", .scopes = &scope, .scope_count = 1};
	int64_t id;

	assert_int_equal(store_source_open(f->store, &there, sensor, kind, sensor,
					   strcmp(kind, "live") == 0 ? sensor : "", &id), 0);
	assert_int_equal(store_source_listens(f->store, id), 0);
	return id;
}

static int64_t site_at(struct fixture *f, const char *sensor, const char *kind, int64_t when)
{
	int64_t scope;

	assert_int_equal(store_site_at(f->store, sensor, kind, when, &scope), 0);
	return scope;
}

static struct source source_of(struct fixture *f, int64_t id)
{
	struct source s;

	assert_int_equal(store_source_any(f->store, id, &f->arena, &s), 0);
	return s;
}

static size_t spans_of(struct fixture *f, int64_t id, struct source_span **spans)
{
	const struct source s = source_of(f, id);
	size_t count;

	assert_int_equal(store_source_spans(f->store, &s, &f->arena, spans, &count), 0);
	return count;
}

static void test_what_nobody_placed_is_the_roots(void **state)
{
	struct fixture *f = *state;
	struct source_span *span;
	const int64_t id = open_at(f, "eth1", "live", 1);

	assert_int_equal(site_at(f, "eth1", "live", START), 1);
	assert_int_equal(spans_of(f, id, &span), 1);
	assert_int_equal(span[0].since, 0);
	assert_int_equal(span[0].until, INT64_MAX);
}

static void test_a_person_moves_it_and_both_trails_say_so(void **state)
{
	struct fixture *f = *state;
	struct source_span *span;

	add_sites(f);
	const int64_t home = open_at(f, "eth1", "live", 1);
	assert_int_equal(store_source_move(f->store, &all, home, 2, START), 0);
	assert_int_equal(site_at(f, "eth1", "live", START - 1), 1);
	assert_int_equal(site_at(f, "eth1", "live", START), 2);
	const int64_t there = open_at(f, "eth1", "live", 2);
	assert_int_not_equal(there, home);
	assert_string_equal(source_of(f, home).state, "moved");
	assert_string_equal(source_of(f, there).site_name, "第2工場");

	/* the packets of each time are that site's alone */
	assert_int_equal(spans_of(f, home, &span), 1);
	assert_int_equal(span[0].until, START - 1);
	assert_int_equal(spans_of(f, there, &span), 1);
	assert_int_equal(span[0].since, START);
	assert_int_equal(span[0].until, INT64_MAX);

	struct audit_row *rows;
	struct listing listing;
	assert_int_equal(store_audit_list(f->store, &second, &(struct page){.limit = 10}, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 1);
	assert_string_equal(rows[0].action, "source.site");
	assert_string_equal(rows[0].user, "sato");
}

static void test_it_comes_back_to_the_source_it_had(void **state)
{
	struct fixture *f = *state;
	struct source_span *span;

	add_sites(f);
	const int64_t home = open_at(f, "eth1", "live", 1);
	assert_int_equal(store_source_move(f->store, &all, home, 2, START), 0);
	const int64_t there = open_at(f, "eth1", "live", 2);
	assert_int_equal(store_source_move(f->store, &all, home, 3, START + SEC), -EXDEV);
	assert_int_equal(store_source_move(f->store, &all, there, 2, START + SEC), -EALREADY);
	assert_int_equal(store_source_move(f->store, &all, there, 1, START + SEC), 0);
	assert_int_equal(open_at(f, "eth1", "live", 1), home);
	assert_string_equal(source_of(f, home).state, "");
	assert_string_equal(source_of(f, there).state, "moved");
	assert_int_equal(spans_of(f, home, &span), 2);
	assert_int_equal(span[1].since, START + SEC);
	assert_int_equal(spans_of(f, there, &span), 1);
	assert_int_equal(span[0].until, START + SEC - 1);
}

static void test_a_clock_set_back_breaks_nothing(void **state)
{
	struct fixture *f = *state;

	add_sites(f);
	const int64_t home = open_at(f, "eth1", "live", 1);
	assert_int_equal(store_source_move(f->store, &all, home, 2, START), 0);
	assert_int_equal(store_source_move(f->store, &all, open_at(f, "eth1", "live", 2), 3, START - 50 * SEC), 0);
	assert_int_equal(site_at(f, "eth1", "live", INT64_MAX), 3);
	assert_int_equal(store_source_move(f->store, &all, open_at(f, "eth1", "live", 3), 1, START - 50 * SEC), 0);
	assert_int_equal(site_at(f, "eth1", "live", INT64_MAX), 1);
}

static void test_who_does_not_see_both_sites_moves_nothing(void **state)
{
	struct fixture *f = *state;

	add_sites(f);
	const int64_t home = open_at(f, "eth1", "live", 1);
	assert_int_equal(store_source_move(f->store, &second, home, 2, START), -ENOENT);
	assert_int_equal(store_source_move(f->store, &all, home, 2, START), 0);
	assert_int_equal(store_source_move(f->store, &second, open_at(f, "eth1", "live", 2), 1, START + 1), -ENOENT);
	assert_int_equal(site_at(f, "eth1", "live", INT64_MAX), 2);
}

static int configure(struct fixture *f, const char *sensor, const char *kind, int64_t scope, int64_t when)
{
	return store_source_place(f->store, &store_system,
				  &(struct source_placing){sensor, kind, scope, when, .configured = true});
}

static void test_what_the_configuration_says_the_page_does_not_change(void **state)
{
	struct fixture *f = *state;

	add_sites(f);
	assert_int_equal(configure(f, "eth1", "live", 2, START), 0);
	const int64_t there = open_at(f, "eth1", "live", 2);
	assert_true(source_of(f, there).configured);
	assert_int_equal(store_source_move(f->store, &all, there, 1, START + 1), -EBUSY);
	/* the same again is no change */
	assert_int_equal(configure(f, "eth1", "live", 2, START + SEC), 0);
	assert_int_equal(site_at(f, "eth1", "live", START + 1), 2);
	/* a start without it: the site stays, and the page may change it */
	assert_int_equal(store_sites_free(f->store), 0);
	assert_false(source_of(f, there).configured);
	assert_int_equal(site_at(f, "eth1", "live", INT64_MAX), 2);
	assert_int_equal(store_source_move(f->store, &all, there, 1, START + 2), 0);
	/* the root, too, may be said */
	assert_int_equal(configure(f, "eth2", "live", 1, START), 0);
	assert_true(source_of(f, open_at(f, "eth2", "live", 1)).configured);
}

static void test_a_capture_stays_where_it_was_read(void **state)
{
	struct fixture *f = *state;

	add_sites(f);
	assert_int_equal(store_source_move(f->store, &all, open_at(f, "plant.pcap", "file", 1), 2, START), -EINVAL);
}

static void test_lines_of_a_log_are_taken_once(void **state)
{
	struct fixture *f = *state;
	struct record r = {.boot = 7, .seq = 100};

	add_sites(f);
	const int64_t home = open_at(f, "eve.json", "log", 1);
	run_sql(f, "INSERT INTO source_boot (source_id, boot, seq) SELECT id, 7, 100 FROM source WHERE sensor = 'eve.json'");
	assert_int_equal(store_source_move(f->store, &all, home, 2, START), 0);
	const int64_t there = open_at(f, "eve.json", "log", 2);
	assert_true(store_record_seen(f->store, there, &r));
	r.seq = 101;
	assert_false(store_record_seen(f->store, there, &r));
	/* and back again: home does not take what it heard there */
	run_sql(f, "UPDATE source_boot SET seq = 300 WHERE source_id = (SELECT max(id) FROM source)");
	assert_int_equal(store_source_move(f->store, &all, there, 1, START + 1), 0);
	assert_int_equal(open_at(f, "eve.json", "log", 1), home);
	r.seq = 300;
	assert_true(store_record_seen(f->store, home, &r));
}

static void test_a_site_that_is_listened_for_is_not_erased(void **state)
{
	struct fixture *f = *state;
	struct source_span *span;

	add_sites(f);
	const int64_t home = open_at(f, "eth1", "live", 1);
	assert_int_equal(store_source_move(f->store, &all, home, 3, START), 0);
	const int64_t there = open_at(f, "eth1", "live", 3);
	assert_int_equal(customer_erase(f->store, &all, 3, "客先 A"), -EBUSY);
	assert_int_equal(store_source_move(f->store, &all, there, 1, START + SEC), 0);
	assert_int_equal(open_at(f, "eth1", "live", 1), home);
	assert_int_equal(customer_erase(f->store, &all, 3, "客先 A"), 0);
	/* what was heard there in that time is nobody's now */
	assert_int_equal(site_at(f, "eth1", "live", START), 0);
	assert_int_equal(site_at(f, "eth1", "live", START + SEC), 1);
	assert_int_equal(spans_of(f, home, &span), 2);
	assert_int_equal(span[0].until, START - 1);
	assert_int_equal(span[1].since, START + SEC);
}

static void test_a_name_that_two_sites_have_is_told(void **state)
{
	struct fixture *f = *state;
	int64_t scope = 0, id;

	add_sites(f);
	assert_int_equal(store_site_named(f->store, "第2工場", &scope), 0);
	assert_int_equal(scope, 2);
	scope = 1;
	assert_int_equal(store_site_named(f->store, "どこにもない", &scope), -ENOENT);
	assert_int_equal(store_site_add(f->store, &all, 3, "第2工場", &id), 0);
	scope = 1;
	assert_int_equal(store_site_named(f->store, "第2工場", &scope), -EMLINK);
	scope = id; /* it is heard for that one already */
	assert_int_equal(store_site_named(f->store, "第2工場", &scope), 0);
	assert_int_equal(scope, id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_nobody_placed_is_the_roots),
		TEST(test_a_person_moves_it_and_both_trails_say_so),
		TEST(test_it_comes_back_to_the_source_it_had),
		TEST(test_a_clock_set_back_breaks_nothing),
		TEST(test_who_does_not_see_both_sites_moves_nothing),
		TEST(test_what_the_configuration_says_the_page_does_not_change),
		TEST(test_a_capture_stays_where_it_was_read),
		TEST(test_lines_of_a_log_are_taken_once),
		TEST(test_a_site_that_is_listened_for_is_not_erased),
		TEST(test_a_name_that_two_sites_have_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
