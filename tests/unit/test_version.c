/* test_version.c - versions in order, and the ranges that people write. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "advise/pattern.h"
#include "advise/version.h"

#include <string.h>

static void test_versions_are_compared_component_by_component(void **state)
{
	static const struct {
		const char *less, *more;
	} pairs[] = {
		{"2.9.4", "2.9.10"}, {"V2.9", "V3"},	    {"1.2", "1.2.1"},	 {"1.2rc1", "1.2"},
		{"1.2", "1.2a"},     {"1.2a", "1.2b"},	    {"1.2b", "1.2.1"},	 {"20.9", "20.011"},
		{"Ver.9", "ver 10"}, {"12.2(4)E", "15.2(4)E"}, {"4.5", "4.5 SP1"}, {"99999999999999999999", "100000000000000000000"},
		{"15.2(4)EA4", "15.2(4)EA5"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (version_compare(pairs[i].less, pairs[i].more) >= 0 ||
		    version_compare(pairs[i].more, pairs[i].less) <= 0)
			fail_msg("%s should come before %s", pairs[i].less, pairs[i].more);
		assert_int_equal(version_compare(pairs[i].less, pairs[i].less), 0);
	}
}

static void test_spellings_of_one_version_are_equal(void **state)
{
	(void)state;
	assert_int_equal(version_compare("V2.9", "2.9.0"), 0);
	assert_int_equal(version_compare("Ver. 32", "32"), 0);
	assert_int_equal(version_compare("33.011", "33.11"), 0);
	assert_int_equal(version_compare("01.04.12", "1.4.12"), 0);
	assert_int_equal(version_compare("FW 1.0", "version 1"), 0);
	assert_int_equal(version_compare("", ""), 0);
}

static void test_ranges_are_read_as_they_are_written(void **state)
{
	static const struct {
		const char *range, *version;
		enum version_in in;
	} rows[] = {
		{"", "1", VERSION_INSIDE},
		{"", "", VERSION_INSIDE},
		{"*", "", VERSION_INSIDE},
		{"All versions", "", VERSION_INSIDE},
		{"すべてのバージョン", "", VERSION_INSIDE},
		{"vers:generic/<3.0.1", "V2.9.4", VERSION_INSIDE},
		{"vers:generic/<3.0.1", "3.0.1", VERSION_OUTSIDE},
		{"vers:intdot/>=1.0|<=1.9|>=3.0|<3.5", "2.0", VERSION_OUTSIDE},
		{"vers:intdot/>=1.0|<=1.9|>=3.0|<3.5", "3.4.9", VERSION_INSIDE},
		{"vers:generic/1.0|1.2", "1.2", VERSION_INSIDE},
		{"vers:generic/>=1.0|!=1.2", "1.2", VERSION_OUTSIDE},
		{"vers:generic/<1.2|>=2.0", "1.5", VERSION_OUTSIDE},
		{"vers:generic/*", "7", VERSION_INSIDE},
		{"vers:generic/%3C2", "1", VERSION_OUTSIDE},
		{"vers:generic/", "1", VERSION_UNKNOWN},
		{"vers:generic", "1", VERSION_UNKNOWN},
		{"<= 32", "32", VERSION_INSIDE},
		{"<= 32", "33", VERSION_OUTSIDE},
		{"<V3.2.6", "V3.2.7", VERSION_OUTSIDE},
		{"before 1.2.3", "1.2.2", VERSION_INSIDE},
		{"prior to 1.2.3", "1.2.3", VERSION_OUTSIDE},
		{"Versions prior to V12.011", "12.1", VERSION_INSIDE},
		{"V20.11 or earlier", "20.011", VERSION_INSIDE},
		{"V20.11 or earlier", "20.12", VERSION_OUTSIDE},
		{"33.011 and prior", "33.11", VERSION_INSIDE},
		{">= 1.0 and < 2.0", "2.0", VERSION_OUTSIDE},
		{">= 1.0 and prior to 2.0", "1.9", VERSION_INSIDE},
		{"< 2.0 and >= 1.0", "0.5", VERSION_OUTSIDE},
		{"from 1.0 up to 2.0", "2.0", VERSION_INSIDE},
		{"1.0 through 1.4", "1.5", VERSION_OUTSIDE},
		{"1.0 to 1.4", "1.3", VERSION_INSIDE},
		{"1.0 - 1.4", "1.3", VERSION_INSIDE},
		{"1.0, 1.1, 1.3", "1.1", VERSION_INSIDE},
		{"1.0, 1.1, 1.3", "1.2", VERSION_OUTSIDE},
		{"1.2.x", "1.2.9", VERSION_INSIDE},
		{"1.2.*", "1.3", VERSION_OUTSIDE},
		{"Ver.32 以前", "32", VERSION_INSIDE},
		{"Ver.32 以前", "33", VERSION_OUTSIDE},
		{"ファームウェアバージョン \"32\" 以前", "31", VERSION_INSIDE},
		{"バージョン 1.10 より前のバージョン", "1.10", VERSION_OUTSIDE},
		{"V1.0 から V1.4 まで", "1.2", VERSION_INSIDE},
		{"V1.0 から V1.4 まで", "1.5", VERSION_OUTSIDE},
		{"1.0 以上 2.0 未満", "2.0", VERSION_OUTSIDE},
		{"1.0 以上 2.0 未満", "1.99", VERSION_INSIDE},
		{"1.05 以降", "1.04", VERSION_OUTSIDE},
		{"全バージョン", "3", VERSION_INSIDE},
		{"<= 32", "", VERSION_UNKNOWN},
		{"<= 32", "unknown", VERSION_UNKNOWN},
		{"not told", "1", VERSION_UNKNOWN},
		{"シリアル番号の上5桁が 15 以前", "1", VERSION_UNKNOWN},
		{"1.0 with option B", "1.0", VERSION_UNKNOWN},
		{"before", "1", VERSION_UNKNOWN},
		{"< <", "1", VERSION_UNKNOWN},
		{"以前", "1", VERSION_UNKNOWN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (version_in_range(rows[i].version, rows[i].range) != rows[i].in)
			fail_msg("\"%s\" in \"%s\": %d", rows[i].version, rows[i].range,
				 version_in_range(rows[i].version, rows[i].range));
}

static void test_globs_know_stars_and_marks(void **state)
{
	(void)state;
	assert_true(pattern_glob("6ES7515-2AM0?-0AB0", "6ES7 515-2AM01-0AB0"));
	assert_true(pattern_glob("1756-L8*", "1756-l83e"));
	assert_false(pattern_glob("1756-L7*", "1756-L83E"));
	assert_false(pattern_glob("*", "anything"));
	assert_false(pattern_glob("6ES7", ""));
	assert_true(pattern_number("2711P-T*", "PanelView 2711P-T10C22D9P"));
}

/* A regular expression that explodes is a text like any other, and many stars cost little. */
static void test_no_pattern_explodes(void **state)
{
	char text[2000], stars[2000];

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (size_t i = 0; i + 2 < sizeof(stars); i += 2)
		memcpy(stars + i, "*a", 2);
	stars[sizeof(stars) - 2] = 'b';
	stars[sizeof(stars) - 1] = '\0';
	assert_false(pattern_glob("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
	(void)pattern_glob(stars, text);
	(void)pattern_number(stars, text);
	assert_int_equal(pattern_product("(a+)+$", text), PATTERN_NONE);
}

static void test_names_of_products_find_models(void **state)
{
	static const struct {
		const char *product, *model;
		enum pattern_hit hit;
	} rows[] = {
		{"SIMATIC S7-1500 CPU 1515-2 PN", "CPU 1515-2 PN", PATTERN_NAME},
		{"SIMATIC S7-300 CPU 315-2 PN/DP", "CPU 1515-2 PN", PATTERN_NONE},
		{"ControlLogix 5580 (1756-L8x)", "1756-L83E/B", PATTERN_NAME},
		{"ControlLogix 1756-L7x", "1756-L83E/B", PATTERN_NONE},
		{"MELSEC iQ-R シリーズ R08CPU", "R08CPU", PATTERN_NAME},
		{"MELSEC iQ-R シリーズ R08CPU", "R04CPU", PATTERN_NONE},
		{"CJ2M", "CJ2M-CPU33", PATTERN_FAMILY},
		{"SCALANCE X208", "SCALANCE X208", PATTERN_NAME},
		{"In-Sight", "In-Sight 7000", PATTERN_WORDS},
		{"CPU", "CPU 1515-2 PN", PATTERN_NONE},
		{"", "CPU", PATTERN_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (pattern_product(rows[i].product, rows[i].model) != rows[i].hit)
			fail_msg("%s for %s: %d", rows[i].product, rows[i].model,
				 pattern_product(rows[i].product, rows[i].model));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_versions_are_compared_component_by_component),
		cmocka_unit_test(test_spellings_of_one_version_are_equal),
		cmocka_unit_test(test_ranges_are_read_as_they_are_written),
		cmocka_unit_test(test_globs_know_stars_and_marks),
		cmocka_unit_test(test_no_pattern_explodes),
		cmocka_unit_test(test_names_of_products_find_models),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
