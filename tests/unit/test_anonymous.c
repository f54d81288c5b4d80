/* test_anonymous.c - names and addresses that say nothing outside. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/anonymous.h"
#include "lib/arena.h"

#include <stdlib.h>

struct fixture {
	struct anonymous *a;
	struct arena arena;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->a = anonymous_new();
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	anonymous_free(f->a);
	arena_free(&f->arena);
	free(f);
	return 0;
}

static const char *say(struct fixture *f, const char *text)
{
	return anonymous_text(f->a, &f->arena, text);
}

static struct address turned(struct fixture *f, const char *text)
{
	struct address address;

	assert_true(address_parse(text, &address));
	return anonymous_address(f->a, &address);
}

static unsigned common(const struct address *a, const struct address *b)
{
	unsigned bits = 0;

	while (bits < 128 && ((a->bytes[bits / 8] ^ b->bytes[bits / 8]) & 0x80 >> bits % 8) == 0)
		bits++;
	return bits;
}

static void test_addresses_keep_what_they_share(void **state)
{
	static const char *const pairs[][2] = {
		{"10.1.2.3", "10.1.2.4"}, {"10.1.2.3", "10.1.200.4"}, {"10.1.2.3", "10.200.2.3"}, {"192.168.1.1", "192.168.1.129"},
		{"172.16.0.1", "172.31.0.1"}, {"2001:db8::1", "2001:db8::2"}, {"2001:db8:1::1", "2001:db8:2::1"}, {"fe80::1", "fe80::2"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct address a, b;
		const struct address x = turned(f, pairs[i][0]), y = turned(f, pairs[i][1]);

		assert_true(address_parse(pairs[i][0], &a) && address_parse(pairs[i][1], &b));
		assert_int_equal(common(&a, &b), common(&x, &y));
	}
}

static void test_what_is_private_stays_private_and_groups_stay(void **state)
{
	static const char *const stay[] = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "239.1.2.3", "ff02::1", "::1", "::"};
	struct fixture *f = *state;

	for (unsigned i = 1; i < 250; i++) {
		const uint8_t bytes[][4] = {{10, (uint8_t)i, 7, 3}, {192, 168, (uint8_t)i, 3}, {172, 20, (uint8_t)i, 9},
					    {100, 64, (uint8_t)i, 1}, /* of a provider (RFC 6598) */
					    {(uint8_t)(i % 8 + 80), (uint8_t)i, 7, 3}};

		for (size_t j = 0; j < sizeof(bytes) / sizeof(bytes[0]); j++) {
			const struct address before = address_from_ip4(bytes[j]);
			const struct address after = anonymous_address(f->a, &before);

			assert_int_equal(address_is_private(&before), address_is_private(&after));
			assert_true(address_is_ip4(&after));
		}
	}
	for (size_t i = 0; i < sizeof(stay) / sizeof(stay[0]); i++) {
		struct address before;
		const struct address after = turned(f, stay[i]);

		assert_true(address_parse(stay[i], &before));
		assert_true(address_equal(&before, &after));
	}
}

static void test_no_two_become_one(void **state)
{
	struct fixture *f = *state;
	bool taken[65536] = {false};

	for (unsigned i = 0; i < 65536; i++) {
		const struct address before = address_from_ip4((uint8_t[]){192, 168, (uint8_t)(i >> 8), (uint8_t)i});
		const struct address after = anonymous_address(f->a, &before);
		const unsigned at = (unsigned)after.bytes[14] << 8 | after.bytes[15];

		assert_false(taken[at]);
		taken[at] = true;
	}
}

static void test_a_mac_keeps_its_maker(void **state)
{
	struct fixture *f = *state;
	const struct mac mac = {{0x00, 0x1d, 0x9c, 0xc6, 0x72, 0xe8}}, group = {{0x01, 0, 0x5e, 1, 2, 3}};
	const struct mac after = anonymous_mac(f->a, &mac), same = anonymous_mac(f->a, &group);

	assert_memory_equal(after.bytes, mac.bytes, 3);
	assert_true(mac_equal(&group, &same));
	assert_true(strncmp(say(f, "00:1D:9C:C6:72:E8"), "00:1d:9c:", 9) == 0);
	assert_true(strncmp(say(f, "00-1d-9c-c6-72-e8 x"), "00-1d-9c-", 9) == 0);
}

static void test_names_go_wherever_they_stand(void **state)
{
	struct fixture *f = *state;

	anonymous_name(f->a, "PLC-7");
	anonymous_name(f->a, "PLC-7-backup");
	anonymous_name(f->a, "田中");
	anonymous_name(f->a, "x");
	anonymous_name(f->a, "");
	const char *said = say(f, "PLC-7 (PLC-7-backup) 担当：田中さん PLC-77 x, PLC-7.");

	assert_null(strstr(said, "PLC-7 "));
	assert_null(strstr(said, "田中"));
	assert_null(strstr(said, "-backup"));
	assert_non_null(strstr(said, "PLC-77 x"));
	assert_int_equal(strlen(say(f, "PLC-7")), 13);
	assert_string_equal(say(f, "PLC-7"), arena_strdup(&f->arena, say(f, "PLC-7")));
	assert_string_not_equal(say(f, "PLC-7"), say(f, "PLC-7-backup"));
	assert_true(strncmp(said, say(f, "PLC-7"), 13) == 0);
	struct anonymous *other = anonymous_new(); /* another file, another name */
	anonymous_name(other, "PLC-7");
	assert_string_not_equal(say(f, "PLC-7"), anonymous_text(other, &f->arena, "PLC-7"));
	anonymous_free(other);
}

static void test_addresses_in_texts_go_and_the_rest_stays(void **state)
{
	static const char *const stay[] = {
		"", "12:34:56", "2026-11-22T01:02:03", "V1.2", "20.11", "a-00017", "00:1d", "1.2.3", "dead", "beef:", "::", "-", ":",
		"300.1.2.3", "レベル1 生産情報", "3-5", "127.0.0.1:80",
	};
	static const char *const go[] = {"192.168.1.20", "10.0.0.1:502", "10.0.0.1.", "(10.0.0.1)", "10.0.0.1,10.0.0.2", "10.0.0.1/24",
					 "fd12:3456::1", "[fd12:3456::1]:80", "a 10.0.0.1 b 10.0.0.1", "10.0.0.1→10.0.0.2", "10.0.0.1-10.0.0.9"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(stay) / sizeof(stay[0]); i++)
		assert_string_equal(say(f, stay[i]), stay[i]);
	for (size_t i = 0; i < sizeof(go) / sizeof(go[0]); i++) {
		const char *said = say(f, go[i]);

		if (strstr(said, "192.168.1.20") || strstr(said, "10.0.0.") || strstr(said, "3456"))
			fail_msg("%s: %s", go[i], said);
	}
	assert_true(strstr(say(f, "10.0.0.1:502"), ":502") != NULL);
	assert_true(strstr(say(f, "10.0.0.1/24"), "/24") != NULL);
	assert_true(say(f, "10.0.0.1.")[strlen(say(f, "10.0.0.1.")) - 1] == '.');
	assert_null(anonymous_text(f->a, &f->arena, NULL));
	assert_string_equal(anonymous_text(NULL, &f->arena, "10.0.0.1"), "10.0.0.1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_addresses_keep_what_they_share),
		TEST(test_what_is_private_stays_private_and_groups_stay),
		TEST(test_no_two_become_one),
		TEST(test_a_mac_keeps_its_maker),
		TEST(test_names_go_wherever_they_stand),
		TEST(test_addresses_in_texts_go_and_the_rest_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
