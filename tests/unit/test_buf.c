/* test_buf.c - bytes that grow, and what is written into them. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/buf.h"
#include "lib/xml_out.h"

static void test_buf_keeps_what_was_appended(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_text(&b, "ab");
	buf_be16(&b, 0x6364);
	buf_printf(&b, "%d", 7);
	assert_string_equal(buf_string(&b), "abcd7");
	buf_consume(&b, 2);
	assert_string_equal(buf_string(&b), "cd7");
	buf_free(&b);
}

static void test_buf_refuses_to_grow_past_its_limit(void **state)
{
	struct buf b = {.max = 4};

	(void)state;
	buf_text(&b, "abc");
	buf_text(&b, "de");
	assert_true(b.full);
	assert_int_equal(b.length, 3);
	buf_free(&b);
}

static void test_xml_text_escapes_marks_and_leaves_out_what_xml_does_not_know(void **state)
{
	struct buf b = {0};

	(void)state;
	xml_text(&b, "<a href=\"x\">加 & \x01\x1f\tb\n", NULL);
	assert_string_equal(buf_string(&b), "&lt;a href=&quot;x&quot;&gt;加 &amp; \tb\n");
	buf_consume(&b, b.length);
	xml_text(&b, "a\nb", "<br>");
	assert_string_equal(buf_string(&b), "a<br>b");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_buf_keeps_what_was_appended),
		cmocka_unit_test(test_buf_refuses_to_grow_past_its_limit),
		cmocka_unit_test(test_xml_text_escapes_marks_and_leaves_out_what_xml_does_not_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
