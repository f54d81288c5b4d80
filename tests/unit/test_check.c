/* test_check.c - whom the active check asks, when, and what it takes for an answer. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"
#include "poll/echo.h"
#include "poll/schedule.h"

#define NOON (INT64_C(1000000) * SECOND)

static struct address number(const char *text)
{
	struct check_entry e;

	assert_true(check_entry_parse(text, &e));
	return e.first;
}

static struct check_entry entry(const char *text, uint8_t method, uint16_t port, uint32_t interval)
{
	struct check_entry e = {.method = method, .port = port, .interval = interval};

	assert_true(check_entry_parse(text, &e));
	return e;
}

static const char *fault(const char *text, uint8_t method, uint16_t port, uint32_t interval)
{
	const struct check_entry e = entry(text, method, port, interval);
	const char *found = check_entry_fault(&e);

	return found ? found : "";
}

static void assert_begins(const char *text, const char *with)
{
	if (strncmp(text, with, strlen(with)) != 0)
		fail_msg("\"%s\" does not begin with \"%s\"", text, with);
}

/* ---- whom ---- */

static void test_only_private_addresses_of_single_devices_are_taken(void **state)
{
	static const char *const bad[] = {"8.8.8.8",	      "127.0.0.1",	"169.254.1.1",	    "172.32.0.1",
					  "172.15.0.1",	      "100.64.0.1",	"224.0.0.1",	    "255.255.255.255",
					  "192.168.1.255",    "192.168.1.0",	"10.0.0.0/8",	    "192.168.0.0/16",
					  "192.168.1.1/28",   "11.0.0.0/24",	"0.0.0.0/0",	    "192.169.0.1",
					  "2001:db8::1",      "fe80::1",	"::1",		    "ff02::1",
					  "fd00::/64",	      "fd00::5/120",	"::/0"};
	static const char *const good[] = {"10.0.0.1",	   "172.16.0.1", "172.31.255.254", "192.168.1.254",
					   "192.168.4.0/22", "10.1.2.0/24", "192.168.1.16/28",
					   "fd00::1",	      "fdab:cdef::/118",  "fd00::ff"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_begins(fault(bad[i], CHECK_ICMP, 0, 60), "target: ");
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_string_equal(fault(good[i], CHECK_ICMP, 0, 60), "");
}

static void test_what_is_no_address_is_not_read(void **state)
{
	static const char *const bad[] = {"",	    "plc1",	 "192.168.1",	  "192.168.1.1/",   "192.168.1.1/33",
					  "1.2.3.4/x", "1.2.3.4/8 ", "1.2.3.4/-1", "fd00::1/129", "192.168.1.1/24/1",
					  "192.168.1.1/+8", "1111111111111111111111111111111111111111111111111111111/1"};
	struct check_entry e;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (check_entry_parse(bad[i], &e))
			fail_msg("\"%s\" was read", bad[i]);
}

static void test_a_way_has_one_port_or_none_and_an_interval(void **state)
{
	(void)state;
	assert_begins(fault("10.0.0.1", CHECK_TCP, 0, 60), "port: ");
	assert_begins(fault("10.0.0.1", CHECK_ICMP, 80, 60), "port: ");
	assert_begins(fault("10.0.0.1", CHECK_METHOD_COUNT, 0, 60), "method: ");
	assert_begins(fault("10.0.0.1", CHECK_ICMP, 0, 59), "interval: ");
	assert_begins(fault("10.0.0.1", CHECK_ICMP, 0, 86401), "interval: ");
	assert_string_equal(fault("10.0.0.1", CHECK_TCP, 502, 86400), "");
	assert_int_equal(check_method_parse("tcp"), CHECK_TCP);
	assert_int_equal(check_method_parse("udp"), -1);
}

static bool allows(const struct check_entry *list, size_t count, const char *address, uint8_t method, uint16_t port)
{
	const struct address ip = number(address);

	return check_allows(list, count, &ip, method, port) != NULL;
}

static void test_nobody_outside_of_the_list_is_allowed(void **state)
{
	const struct check_entry list[] = {entry("192.168.1.16/28", CHECK_ICMP, 0, 60),
					   entry("10.0.0.7", CHECK_TCP, 502, 60),
					   entry("8.8.8.0/24", CHECK_ICMP, 0, 60),
					   entry("10.9.0.0/31", CHECK_ICMP, 0, 60),
					   entry("fd00:1::100/120", CHECK_ICMP, 0, 60),
					   entry("2001:db8::/120", CHECK_ICMP, 0, 60)};
	static const struct {
		const char *address;
		uint8_t method;
		uint16_t port;
		bool allowed;
	} rows[] = {
		{"192.168.1.17", CHECK_ICMP, 0, true},	{"192.168.1.30", CHECK_ICMP, 0, true},
		{"192.168.1.15", CHECK_ICMP, 0, false}, {"192.168.1.32", CHECK_ICMP, 0, false},
		{"192.168.1.16", CHECK_ICMP, 0, false}, {"192.168.1.31", CHECK_ICMP, 0, false},
		{"192.168.1.17", CHECK_TCP, 80, false}, {"10.0.0.7", CHECK_TCP, 502, true},
		{"10.0.0.7", CHECK_TCP, 503, false},	{"10.0.0.7", CHECK_ICMP, 0, false},
		{"10.0.0.8", CHECK_TCP, 502, false},	{"8.8.8.8", CHECK_ICMP, 0, false},
		{"10.9.0.1", CHECK_ICMP, 0, true},	{"fd00:1::101", CHECK_ICMP, 0, true},
		{"fd00:1::1ff", CHECK_ICMP, 0, true},	{"fd00:1::100", CHECK_ICMP, 0, false},
		{"fd00:1::201", CHECK_ICMP, 0, false},	{"fd00:2::101", CHECK_ICMP, 0, false},
		{"fd00:1::101", CHECK_TCP, 502, false}, {"2001:db8::7", CHECK_ICMP, 0, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (allows(list, 6, rows[i].address, rows[i].method, rows[i].port) != rows[i].allowed)
			fail_msg("%s %d", rows[i].address, rows[i].port);
	assert_false(allows(list, 0, "10.0.0.7", CHECK_TCP, 502));
	assert_int_equal(check_entries_size(list, 2), 17);
}

static void test_an_entry_is_written_as_it_was_read(void **state)
{
	const struct check_entry net = entry("10.1.2.0/24", CHECK_ICMP, 0, 60), one = entry("10.1.2.3/32", 0, 0, 60);
	char text[CHECK_ENTRY_TEXT];

	(void)state;
	check_entry_text(&net, text);
	assert_string_equal(text, "10.1.2.0/24");
	check_entry_text(&one, text);
	assert_string_equal(text, "10.1.2.3");
	const struct check_entry net6 = entry("fd00:1:0::100/120", CHECK_ICMP, 0, 60);
	check_entry_text(&net6, text);
	assert_string_equal(text, "fd00:1::100/120");
}

/* ---- when ---- */

static void test_a_bucket_lets_so_many_through_and_saves_nothing_up(void **state)
{
	struct bucket b;
	int taken = 0;

	(void)state;
	bucket_open(&b, 10, NOON);
	for (int64_t now = NOON; now < NOON + 10 * SECOND; now += SECOND / 100)
		taken += bucket_take(&b, 1, now);
	assert_in_range(taken, 100, 101);
	/* an hour of silence is no reason for two at once; neither is a clock that stands still or goes back */
	assert_true(bucket_take(&b, 1, NOON + 3600 * SECOND));
	assert_false(bucket_take(&b, 1, NOON + 3600 * SECOND));
	assert_false(bucket_take(&b, 1, NOON));
	assert_true(bucket_take(&b, 1, INT64_MAX));
}

static void test_what_costs_more_makes_the_next_wait(void **state)
{
	struct bucket b;

	(void)state;
	bucket_open(&b, 2, NOON);
	assert_true(bucket_take(&b, 4, NOON));
	assert_false(bucket_take(&b, 1, NOON + SECOND + 9 * SECOND / 10));
	assert_true(bucket_take(&b, 1, NOON + 2 * SECOND));
	bucket_rate(&b, 1, NOON + 2 * SECOND);
	assert_false(bucket_take(&b, 1, NOON + 3 * SECOND - 1));
	assert_true(bucket_take(&b, 1, NOON + 3 * SECOND));
}

static struct check_host hosts[] = {{.asset = 7}, {.asset = 8}, {.asset = 9}, {.asset = 10}};

static struct check_target *find(struct check_plan *plan, const char *address)
{
	const struct address ip = number(address);

	return check_plan_find(plan, &ip, CHECK_ICMP, 0);
}

static struct check_plan plan_of(const struct check_entry *list, size_t count, int64_t rate)
{
	struct check_plan plan = {.targets = NULL};

	hosts[0].address = number("192.168.1.20");
	hosts[1].address = number("192.168.1.21");
	hosts[2].address = number("192.168.9.9");
	hosts[3].address = number("fd00:1::120");
	check_plan_make(&plan, list, count, hosts, 4, rate, NOON);
	return plan;
}

/* Who is asked until then, as last bytes. */
static void ask_until(struct check_plan *plan, int64_t from, int64_t to, bool answers, char *text, size_t size)
{
	*text = '\0';
	for (int64_t now = from; now < to; now += SECOND / 10) {
		struct check_target *t = check_plan_due(plan, now);

		if (!t)
			continue;
		snprintf(text + strlen(text), size - strlen(text), "%u:%lld ", t->address.bytes[15],
			 (long long)((now - NOON) / SECOND));
		t->waiting = answers ? 0 : t->waiting;
	}
}

static void test_of_a_subnet_those_are_asked_who_were_heard(void **state)
{
	const struct check_entry list[] = {entry("192.168.1.0/24", CHECK_ICMP, 0, 60), entry("192.168.1.99", CHECK_ICMP, 0, 60)};
	struct check_plan plan = plan_of(list, 2, 1);
	char text[256];

	(void)state;
	assert_int_equal(plan.count, 3);
	assert_int_equal(find(&plan, "192.168.1.21")->asset, 8);
	ask_until(&plan, NOON, NOON + 130 * SECOND, true, text, sizeof(text));
	assert_string_equal(text, "20:0 21:1 99:2 20:60 21:61 99:62 20:120 21:121 99:122 ");
	check_plan_clear(&plan);
	assert_null(check_plan_due(&plan, NOON + 1000 * SECOND));
}

static void test_devices_of_ipv6_are_asked_too(void **state)
{
	const struct check_entry list[] = {entry("fd00:1::100/120", CHECK_ICMP, 0, 60), entry("fd00:1::7", CHECK_ICMP, 0, 60)};
	struct check_plan plan = plan_of(list, 2, 1);
	char text[256];

	(void)state;
	assert_int_equal(plan.count, 2);
	assert_int_equal(find(&plan, "fd00:1::120")->asset, 10);
	ask_until(&plan, NOON, NOON + 70 * SECOND, true, text, sizeof(text));
	assert_string_equal(text, "7:0 32:1 7:60 32:61 ");
	check_plan_clear(&plan);
}

static void test_a_device_is_asked_one_question_at_a_time(void **state)
{
	const struct check_entry list[] = {entry("192.168.1.20", CHECK_ICMP, 0, 60), entry("192.168.1.20", CHECK_TCP, 502, 60),
					   entry("192.168.1.20/32", CHECK_ICMP, 0, 600)};
	struct check_plan plan = plan_of(list, 3, 10);

	(void)state;
	assert_int_equal(plan.count, 2);
	struct check_target *first = check_plan_due(&plan, NOON);
	assert_non_null(first);
	assert_int_equal(first->method, CHECK_ICMP);
	assert_null(check_plan_due(&plan, NOON + SECOND));
	first->waiting = 0;
	struct check_target *second = check_plan_due(&plan, NOON + SECOND);
	assert_non_null(second);
	assert_int_equal(second->port, 502);
	/* nobody ever tells what became of it: after a while it is forgotten */
	assert_null(check_plan_due(&plan, NOON + 2 * SECOND));
	assert_non_null(check_plan_due(&plan, NOON + 61 * SECOND));
	check_plan_clear(&plan);
}

static void test_another_list_keeps_the_time_of_questions_that_stay(void **state)
{
	const struct check_entry list[] = {entry("192.168.1.20", CHECK_ICMP, 0, 600), entry("192.168.1.21", CHECK_ICMP, 0, 600)};
	const struct check_entry faster[] = {entry("192.168.1.20", CHECK_ICMP, 0, 60)};
	struct check_plan plan = plan_of(list, 2, 1);
	char text[256];

	(void)state;
	ask_until(&plan, NOON, NOON + 10 * SECOND, true, text, sizeof(text));
	assert_string_equal(text, "20:0 21:1 ");
	check_plan_make(&plan, faster, 1, hosts, 3, 1, NOON + 10 * SECOND);
	assert_int_equal(plan.count, 1);
	ask_until(&plan, NOON + 10 * SECOND, NOON + 100 * SECOND, true, text, sizeof(text));
	assert_string_equal(text, "20:70 ");
	check_plan_make(&plan, NULL, 0, NULL, 0, 1, NOON + 100 * SECOND);
	assert_int_equal(plan.count, 0);
	assert_null(check_plan_due(&plan, NOON + 1000 * SECOND));
	check_plan_clear(&plan);
}

/* ---- the answer ---- */

static void test_a_question_is_well_formed(void **state)
{
	uint8_t bytes[ECHO_SIZE];
	uint32_t sum = 0;

	(void)state;
	echo_write(&(struct echo){.id = 0x1234, .sequence = 7, .nonce = 0x0102030405060708}, bytes);
	assert_memory_equal(bytes, "\x08\x00", 2);
	assert_memory_equal(bytes + 4, "\x12\x34\x00\x07\x01\x02\x03\x04\x05\x06\x07\x08yagura check", 24);
	for (size_t i = 0; i < ECHO_SIZE; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
	sum = (sum & 0xffff) + (sum >> 16);
	assert_int_equal(sum, 0xffff); /* RFC 1071: the sum over all is minus zero */
}

static bool reads(const uint8_t *bytes, size_t length, bool with_ip, struct echo *out)
{
	return echo_read(cursor_init(bytes, length), with_ip ? ECHO_WITH_IP4 : ECHO_BARE, out);
}

static void test_only_a_reply_to_it_is_an_answer(void **state)
{
	uint8_t bytes[ECHO_SIZE];
	struct echo e;

	(void)state;
	echo_write(&(struct echo){.id = 0x1234, .sequence = 7, .nonce = 99}, bytes);
	assert_false(reads(bytes, ECHO_SIZE, false, &e)); /* the question itself, on loopback */
	bytes[0] = 0;
	assert_true(reads(bytes, ECHO_SIZE, false, &e));
	assert_int_equal(e.id, 0x1234);
	assert_int_equal(e.sequence, 7);
	assert_int_equal(e.nonce, 99);
	for (size_t length = 0; length < ECHO_SIZE; length++)
		assert_false(reads(bytes, length, false, &e));
	bytes[20]++;
	assert_false(reads(bytes, ECHO_SIZE, false, &e));
	bytes[0] = 3; /* destination unreachable */
	assert_false(reads(bytes, ECHO_SIZE, false, &e));
}

static void test_ipv6_has_numbers_of_its_own(void **state)
{
	uint8_t bytes[ECHO_SIZE];
	struct echo e;

	(void)state;
	echo_write(&(struct echo){.id = 1, .sequence = 2, .nonce = 3, .ip6 = true}, bytes);
	assert_memory_equal(bytes, "\x80\x00\x00\x00", 4); /* RFC 4443, 4.1; the kernel fills in the checksum */
	bytes[0] = 129;
	assert_true(echo_read(cursor_init(bytes, sizeof(bytes)), ECHO_IP6, &e));
	assert_int_equal(e.nonce, 3);
	assert_false(echo_read(cursor_init(bytes, sizeof(bytes)), ECHO_BARE, &e));
	bytes[0] = 0;
	assert_false(echo_read(cursor_init(bytes, sizeof(bytes)), ECHO_IP6, &e));
}

static void test_an_ip_header_is_passed_over_and_tells_who(void **state)
{
	static const uint8_t head[24] = {0x46, 0, 0, 52, 0, 0, 0, 0, 64, 1, 0, 0, 192, 168, 1, 20, 192, 168, 1, 2, 1, 1, 1, 0};
	uint8_t bytes[sizeof(head) + ECHO_SIZE];
	struct echo e;

	(void)state;
	memcpy(bytes, head, sizeof(head));
	echo_write(&(struct echo){.id = 1, .sequence = 2, .nonce = 3}, bytes + sizeof(head));
	bytes[sizeof(head)] = 0;
	assert_true(reads(bytes, sizeof(bytes), true, &e));
	assert_int_equal(e.from, 0xc0a80114);
	assert_int_equal(e.nonce, 3);
	assert_false(reads(bytes, sizeof(bytes), false, &e));
	bytes[0] = 0x4f; /* a header longer than the packet */
	assert_false(reads(bytes, sizeof(head) + 4, true, &e));
	bytes[0] = 0x44; /* shorter than one can be */
	assert_false(reads(bytes, sizeof(bytes), true, &e));
	bytes[0] = 0x46;
	bytes[9] = 17;
	assert_false(reads(bytes, sizeof(bytes), true, &e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_private_addresses_of_single_devices_are_taken),
		cmocka_unit_test(test_what_is_no_address_is_not_read),
		cmocka_unit_test(test_a_way_has_one_port_or_none_and_an_interval),
		cmocka_unit_test(test_nobody_outside_of_the_list_is_allowed),
		cmocka_unit_test(test_an_entry_is_written_as_it_was_read),
		cmocka_unit_test(test_a_bucket_lets_so_many_through_and_saves_nothing_up),
		cmocka_unit_test(test_what_costs_more_makes_the_next_wait),
		cmocka_unit_test(test_of_a_subnet_those_are_asked_who_were_heard),
		cmocka_unit_test(test_devices_of_ipv6_are_asked_too),
		cmocka_unit_test(test_a_device_is_asked_one_question_at_a_time),
		cmocka_unit_test(test_another_list_keeps_the_time_of_questions_that_stay),
		cmocka_unit_test(test_a_question_is_well_formed),
		cmocka_unit_test(test_only_a_reply_to_it_is_an_answer),
		cmocka_unit_test(test_ipv6_has_numbers_of_its_own),
		cmocka_unit_test(test_an_ip_header_is_passed_over_and_tells_who),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
