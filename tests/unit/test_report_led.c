/* test_report_led.c - a report led by its reader, and the proposal to a customer. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "lib/buf.h"
#include "report/report.h"

#include <string.h>

static void answer(struct fixture *f, const char *pack, const char *part, const char *item, const char *value, const char *kind,
		   const char *reason)
{
	const struct answer_row a = {.scope = STORE_ROOT_SCOPE, .pack = pack, .part = part, .item = item, .kind = kind,
				     .pack_version = "1", .value = value, .reason = reason, .override = "", .document = "",
				     .reviewed_on = "", .due_on = strcmp(kind, "target") == 0 ? "2027-03-31" : "", .user = ""};
	int64_t revision;

	assert_null(answer_fault(pack_find(pack), &a));
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &revision), 0);
}

static void put(struct fixture *f, const char *kind, const char *name, const char *body)
{
	const struct register_row row = {.scope = STORE_ROOT_SCOPE, .kind = kind, .name = name, .body = body};
	int64_t id;

	assert_int_equal(store_register_put(f->store, &store_system, &row, &id), 0);
}

/* Network 3 stands at a and is to reach c; network 1 at nothing, without a target. */
static void fill(struct fixture *f)
{
	answer(f, "smkl-security", "3", "a-1", "yes", "answer", "");
	answer(f, "smkl-security", "3", "a-2", "yes", "answer", "");
	answer(f, "smkl-security", "3", "", "c", "target", "");
}

static const char *make(struct fixture *f, const char *name, const char *reader, struct buf *out)
{
	struct report report = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena, .reader = reader,
		.paper = {.kind = &paper_html, .out = out, .japanese = true},
		.site = "", .scope = STORE_ROOT_SCOPE, .now = START,
	};

	assert_int_equal(report_write(report_find(name), &report), 0);
	return buf_string(out);
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is missing", part);
}

static void test_each_reader_is_told_by_column_and_level(void **state)
{
	static const struct {
		const char *reader, *title, *says;
	} cases[] = {
		{"executive", "経営層の方へ", "管理対象3 制御ネットワーク × 段階b モニタリング: 目標のcまであと2段階（期限 2027-03-31）"},
		{"executive", "経営層の方へ", "× 段階a ログの収集: 目標がまだ決まっていません"},
		{"manager", "管理層の方へ", "担当と期日がまだありません"},
		{"worker", "現場の方へ", "管理対象3 制御ネットワーク × 段階b モニタリング: "},
		{"integrator", "SIerの方へ", "管理対象3 制御ネットワーク × 段階b モニタリング: "},
		{"vendor", "IoTベンダー", "管理対象3 制御ネットワーク × 段階b モニタリング: 機器が名乗り"},
	};
	struct fixture *f = *state;

	fill(f);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int k = 0; k < 2; k++) {
			struct buf out = {0};
			const char *text = make(f, k ? "management" : "assessment", cases[i].reader, &out);

			has(text, cases[i].title);
			has(text, cases[i].says);
			assert_true(strstr(text, cases[i].title) < strstr(text, "3つの数字")); /* it leads */
			buf_free(&out);
		}
}

static void test_without_a_reader_nobody_is_led_for(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	fill(f);
	assert_null(strstr(make(f, "assessment", "", &out), "の方へ"));
	buf_free(&out);
	assert_true(report_reader_known("worker"));
	assert_false(report_reader_known("cook"));
}

static void test_a_task_stands_with_its_owner(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};
	const struct task_row t = {.scope = STORE_ROOT_SCOPE, .pack = "smkl-security", .part = "3", .item = "b-1", .kind = "measure",
				   .title = "センサーを常設する", .owner = "設備 田中", .starts_on = "", .due_on = "2027-01-31", .every = "",
				   .window = "", .follows = "", .note = "", .state = "open"};
	int64_t id;

	fill(f);
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	has(make(f, "management", "manager", &out), "× 段階b モニタリング: センサーを常設する 設備 田中 2027-01-31");
	buf_free(&out);
}

/* Wanted: 3-b and 3-c. Ours reach 2-a and 3-b, a rival 3-b and 1-a, a partner 3-b: nobody brings 3-c. */
static void test_customer_competitors_and_company_come_of_the_mapping(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	fill(f);
	put(f, "solution", "ours", "{\"by\":\"own\",\"cells\":\"2/a 3/b\"}");
	put(f, "solution", "theirs", "{\"by\":\"rival\",\"cells\":\"1/a 3/b\"}");
	put(f, "solution", "friend", "{\"by\":\"partner\",\"cells\":\"3/b 1/b\"}");
	put(f, "solution", "nobody", "{\"by\":\"none\",\"cells\":\"3/c\"}");
	put(f, "proposal", "competitor", "{\"text\":\"監視に強い <b>\"}");
	put(f, "proposal", "value", "{\"text\":\"止まらない工場\"}");
	answer(f, "plant-profile", "", "worry", "heard", "answer", "夜に見る人がいない");
	const char *text = make(f, "proposal", NULL, &out);

	has(text, "目標まで要るマス: 3-b, 3-c");
	has(text, "困りごと: 夜に見る人がいない");
	has(text, "競合が届くマス: 1-a, 3-b");
	has(text, "自社だけのマス: 2-a");
	has(text, "協業で補うマス: 1-b");
	has(text, "足りないマス: 3-c");
	has(text, "監視に強い &lt;b&gt;");
	has(text, "止まらない工場");
	has(text, "設備に影響しないものから"); /* nobody wrote how it can be done */
	assert_null(strstr(text, "足りないマス: 3-b"));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_reader_is_told_by_column_and_level, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_without_a_reader_nobody_is_led_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_task_stands_with_its_owner, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_customer_competitors_and_company_come_of_the_mapping, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
