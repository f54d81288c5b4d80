/* test_vendor.c - MAC prefixes and the names of makers. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "inventory/vendor.h"

static const char *vendor(const char *text)
{
	struct mac mac;

	assert_true(mac_parse(text, &mac));
	return vendor_from_mac(&mac);
}

static void test_all_three_lengths_of_prefix_are_known(void **state)
{
	(void)state;
	assert_string_equal(vendor("00:00:bc:01:02:03"), "Rockwell Automation");
	assert_string_equal(vendor("20:85:93:b0:00:01"), "IOG Products LLC"); /* 28 bits */
	assert_string_equal(vendor("70:b3:d5:71:90:01"), "2M Technology");    /* 36 bits */
	assert_string_equal(vendor("40:d8:55:11:c0:01"),
	                    "DEUTA-WERKE GmbH"); /* an old block of 36 bits */
}

static void test_addresses_made_up_locally_have_no_vendor(void **state)
{
	(void)state;
	assert_null(vendor("02:00:00:00:00:01"));
	assert_null(vendor("00:00:00:00:00:07"));
	assert_string_equal(vendor("00:00:00:12:34:56"), "XEROX CORPORATION");
	assert_null(vendor("01:00:5e:00:00:01"));
	assert_null(vendor("20:85:93:f0:00:01")); /* of the registry itself, given on in pieces */
}

static void test_makers_have_one_spelling(void **state)
{
	(void)state;
	assert_string_equal(vendor_canonical("SIEMENS AG  A&D"), "Siemens");
	assert_string_equal(vendor_canonical("Rockwell Automation/Allen-Bradley"),
	                    "Rockwell Automation");
	assert_string_equal(vendor_canonical("MITSUBISHI ELECTRIC CORPORATION"),
	                    "Mitsubishi Electric");
	assert_string_equal(vendor_canonical("YASKAWA Electric Corporation"), "Yaskawa");
	assert_string_equal(vendor_canonical("B&R Industrial Automation GmbH"), "B&R");
	assert_string_equal(vendor_canonical("三菱電機株式会社"), "三菱電機株式会社");
	assert_string_equal(vendor_canonical("三菱電機"), "Mitsubishi Electric");
	assert_string_equal(vendor_canonical("Sickinger Works"), "Sickinger Works");
	assert_string_equal(vendor_canonical(""), "");
}

static void test_virtual_machines_are_known(void **state)
{
	(void)state;
	struct mac mac;

	assert_true(mac_parse("00:0c:29:01:02:03", &mac));
	assert_string_equal(vendor_virtual_machine(&mac), "VMware");
	assert_true(mac_parse("52:54:00:01:02:03", &mac));
	assert_string_equal(vendor_virtual_machine(&mac), "QEMU/KVM");
	assert_true(mac_parse("00:00:5e:00:01:2a", &mac));
	assert_true(vendor_mac_is_virtual_router(&mac));
	assert_null(vendor_virtual_machine(&mac));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_all_three_lengths_of_prefix_are_known),
	        cmocka_unit_test(test_addresses_made_up_locally_have_no_vendor),
	        cmocka_unit_test(test_makers_have_one_spelling),
	        cmocka_unit_test(test_virtual_machines_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
