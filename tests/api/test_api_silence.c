/* test_api_silence.c - the packets of a device that fell silent: what it said until then.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>

#include "lib/clock.h"

#define HEARD (INT64_C(1772400000) * SECOND) /* last; it was missed ten minutes later */

static char security[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"suzuki", ROLE_SECURITY, "a long password", security},
        {.name = NULL},
};

/* presence.silent rests on no record: nothing came. Its evidence has the time up to which packets show it. */
static void keep_silence(int64_t shown)
{
	char sql[900];

	snprintf(sql, sizeof(sql),
	         "INSERT OR REPLACE INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state,"
	         " device_name, peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES (7001, 1,"
	         " 'presence.silent', 1, 0, '', '2026-03-01 21:20', 4, 'new', 'PLC', '', 1, 1, %lld, %lld, 1);"
	         "INSERT OR REPLACE INTO finding_evidence (finding_id, source_id, boot, entry, total, time, line)"
	         " VALUES (7001, 1, 0, 0, 1, %lld, '')",
	         (long long)HEARD, (long long)(HEARD + 600 * SECOND), (long long)shown);
	fixture_rows(sql);
}

static const struct serve_want *only_want(void)
{
	assert_int_equal(plant.cut.wants, 1);
	return &plant.cut.want[0];
}

static void test_it_is_what_the_device_said_before(void **state)
{
	(void)state;
	plant.keeps = true;
	keep_silence(HEARD);
	expect("GET", "/findings/7001", security, NULL, 200, "\"packets\":\"here\"");
	expect("GET", "/findings/7001/packets", security, NULL, 200, "");
	const struct serve_want *w = only_want();

	assert_true(w->has_ip && !w->has_peer && !w->has_mac);
	assert_int_equal(w->port, -1);
	/* a minute before it fell silent must be in, and the moment itself; not the ten minutes of silence */
	assert_true(w->from <= HEARD - 60 * SECOND && w->from > HEARD - 120 * SECOND);
	assert_true(w->to >= HEARD && w->to < HEARD + 60 * SECOND);
}

static void test_who_is_asked_on_is_shown_with_the_questions(void **state)
{
	(void)state;
	keep_silence(HEARD + 30 * SECOND);
	expect("GET", "/findings/7001/packets", security, NULL, 200, "");
	assert_true(only_want()->to >= HEARD + 40 * SECOND);
}

/* The same device, or two, with this changed. */
static void keep_told(const char *sql)
{
	keep_silence(HEARD);
	fixture_rows(sql);
	expect("GET", "/findings/7001/packets", security, NULL, 200, "");
	assert_int_equal(plant.cut.wants, 2);
}

static void test_a_device_that_is_told_late_is_shown_as_it_began(void **state)
{
	(void)state;
	keep_told("UPDATE finding SET first_seen = first_seen - 3600000000000 WHERE id = 7001");
	const struct serve_want *w = &plant.cut.want[1];

	assert_true(w->from <= HEARD - 3600 * SECOND && w->to >= HEARD - 3600 * SECOND);
}

static void test_two_at_one_address_are_shown_by_their_macs(void **state)
{
	(void)state;
	keep_told("UPDATE finding SET peer = 2 WHERE id = 7001;"
		  "UPDATE asset SET ip = (SELECT ip FROM asset WHERE id = 1), mac = '02:00:00:00:00:77' WHERE id = 2");
	for (size_t i = 0; i < 2; i++)
		assert_true(plant.cut.want[i].has_mac && !plant.cut.want[i].has_ip && !plant.cut.want[i].has_peer);
	assert_false(mac_equal(&plant.cut.want[0].mac, &plant.cut.want[1].mac));
}

static void test_without_the_capture_it_is_said_why(void **state)
{
	(void)state;
	plant.keeps = false;
	expect("GET", "/findings/7001", security, NULL, 200, "\"packets\":\"not_kept\"");
	expect("GET", "/findings/7001/packets", security, NULL, 404, "no longer kept");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_what_the_device_said_before),
		cmocka_unit_test(test_who_is_asked_on_is_shown_with_the_questions),
		cmocka_unit_test(test_a_device_that_is_told_late_is_shown_as_it_began),
		cmocka_unit_test(test_two_at_one_address_are_shown_by_their_macs),
		cmocka_unit_test(test_without_the_capture_it_is_said_why),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
