/* test_report.c - reports carry what people wrote faithfully, and nothing of it runs. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "lib/buf.h"
#include "report/report.h"
#include "store/scenarios.h"
#include "store/zoning.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define ODD "追加\xf0\x9f\x94\x92\xe2\x80\xae<script>alert(1)</script>&amp;'\";加"

static void fill(struct fixture *f)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = "2-9", .kind = "answer",
		.pack_version = "1", .value = "3", .reason = ODD, .override = "", .document = "規程 第5条",
		.reviewed_on = "", .due_on = "", .user = "",
	};
	const struct task_row t = {.scope = STORE_ROOT_SCOPE, .pack = "", .part = "", .item = "", .kind = "measure",
		.title = "区画を\x01分ける " ODD, .owner = "情シス", .starts_on = "", .due_on = "2027-03-31", .every = "",
		.window = "", .cost = 300000, .effect = 150000, .follows = "", .note = "", .state = "open"};
	const struct exception_row e = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "",
		.item = "3-2", .reason = ODD, .measure = "隔離", .ends_on = "2099-01-01"};
	const struct scenario s = {.scope = STORE_ROOT_SCOPE, .title = "書換え " ODD, .impact = "0030200", .stakeholders = "plant",
		.threats = "partner meti-4", .measures = "border", .tasks = "", .depth = "machine", .stage = "run",
		.state = "accepted", .because = ODD, .until = "2020-03-31", .accepted_by = "課長", .method = "damage",
		.threat = 3, .weakness = 3, .worth = 3, .note = ""};
	int64_t id;

	assert_int_equal(store_setting_put(f->store, &store_system, "report.words", ODD), 0);
	assert_int_equal(store_scenario_put(f->store, &store_system, &s, &id), 0);
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &id), 0);
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	assert_int_equal(store_exception_add(f->store, &store_system, &e, &id), 0);
}

static void make(struct fixture *f, const char *name, const struct paper_kind *paper, bool japanese,
		 struct buf *out)
{
	struct report report = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena,
		.paper = {.kind = paper, .out = out, .japanese = japanese},
		.site = "第1工場 <b>", .scope = STORE_ROOT_SCOPE, .now = START,
	};

	assert_non_null(report_find(name));
	assert_int_equal(report_write(report_find(name), &report), 0);
}

static void well_formed(const char *xml, size_t length)
{
	XML_Parser parser = XML_ParserCreate(NULL);

	if (XML_Parse(parser, xml, (int)length, 1) != XML_STATUS_OK)
		fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser),
			 XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
}

static void test_every_report_is_written_in_both_languages(void **state)
{
	struct fixture *f = *state;

	fill(f);
	for (size_t i = 0; i < report_count; i++)
		for (int japanese = 0; japanese < 2; japanese++) {
			struct buf out = {0};

			make(f, reports[i].name, &paper_html, japanese, &out);
			assert_non_null(strstr(buf_string(&out), "</html>"));
			assert_non_null(strstr(buf_string(&out), japanese ? reports[i].title.ja
									  : reports[i].title.en));
			assert_null(strstr(buf_string(&out), "<script"));
			assert_null(strstr(buf_string(&out), "(null)"));
			assert_null(strstr(buf_string(&out), "http"));
			buf_free(&out);
		}
}

static void test_what_people_wrote_is_carried_and_does_not_run(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	fill(f);
	make(f, "assessment", &paper_html, true, &out);
	const char *text = buf_string(&out);

	assert_non_null(strstr(text, "追加\xf0\x9f\x94\x92\xe2\x80\xae&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;'"));
	assert_non_null(strstr(text, "第1工場 &lt;b&gt;"));
	assert_non_null(strstr(text, "2023年度")); /* START is in November 2023 */
	assert_non_null(strstr(text, "回収まで 2.0 年"));
	assert_non_null(strstr(text, "承認待ち"));
	assert_non_null(strstr(text, "規程 第5条"));
	assert_non_null(strstr(text, "部長"));
	assert_non_null(strstr(text, "可用性 高・安全 中"));
	assert_non_null(strstr(text, "外部事業者のなりすまし・"));
	assert_non_null(strstr(text, "受容の期限切れ (2020-03-31 課長)"));
	assert_non_null(strstr(text, "IDMZを通らないIT–OTの通信"));
	buf_free(&out);
}

/* S4-069: zones, kinds of devices and single ones, each with what is there and what is aimed at. */
static void test_strengths_of_measures_are_told(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	run_sql(f, "INSERT INTO asset (scope_id, id, name, role, endpoints, ip, stored_at) VALUES (1, 17, '<PLC>', 'plc', 1, '10.0.0.7', 1);"
		   "INSERT INTO answer (scope_id, pack, part, item, kind, revision, pack_version, value, reason, override, document,"
		   " reviewed_on, due_on, specimen, user, at) VALUES (1, 'meti-device', 'plc', 'd-1', 'target', 1, '1', 'middle', '', '',"
		   " '', '', '', 0, 'x', 1), (1, 'meti-device', 'a-00017', 'd-1', 'answer', 1, '1', 'minimum', '古い', '', '', '', '', 0, 'x', 1)");
	make(f, "assessment", &paper_html, true, &out);
	const char *row = strstr(buf_string(&out), "&lt;PLC&gt; 10.0.0.7（plc の例外）");

	assert_non_null(row);
	row = strstr(row, "d-1 通信の制限");
	assert_non_null(row);
	row = strstr(row, "最低限");
	assert_non_null(row);
	row = strstr(row, "中（足りない）");
	assert_non_null(row);
	assert_non_null(strstr(row, "古い"));
	buf_free(&out);
}

static void recorded(struct fixture *f, const char *title, int64_t at, const char *summary)
{
	const struct snapshot_row row = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .title = title, .content = "{}",
					 .hash = "h", .basis = "b", .summary = summary, .at = at};
	int64_t id;

	assert_int_equal(store_snapshot_add(f->store, &store_system, &row, &id), 0);
}

/* S4-184: management reads what its business loses, and how it went. */
static void test_management_is_told_of_bc_sqdc_and_the_trend(void **state)
{
	struct fixture *f = *state;
	const struct register_row object = {.scope = STORE_ROOT_SCOPE, .kind = "object", .name = "role:plc",
					    .body = "{\"ratings\":{\"s\":3,\"q\":1}}"};
	const struct scenario s = {.scope = STORE_ROOT_SCOPE, .title = "検査値の書換え " ODD, .impact = "0300000", .stakeholders = "",
		.threats = "", .measures = "", .tasks = "", .depth = "", .stage = "", .state = "open", .because = "", .until = "",
		.accepted_by = "", .method = "", .note = ""};
	struct buf out = {0};
	int64_t id;

	assert_int_equal(store_register_put(f->store, &store_system, &object, &id), 0);
	assert_int_equal(store_scenario_put(f->store, &store_system, &s, &id), 0);
	recorded(f, "上期", START - 2, "{\"answered\":10,\"done\":4,\"differs\":1}");
	recorded(f, "下期", START - 1, "{\"answered\":20,\"done\":11,\"differs\":0}");
	make(f, "management", &paper_html, true, &out);
	const char *text = strstr(buf_string(&out), "事業への影響");

	assert_non_null(text);
	const char *safety = strstr(text, "安全（S）"), *quality = strstr(text, "品質（Q）"), *delivery = strstr(text, "納期・供給（D）");

	assert_true(safety < quality && quality < delivery);
	assert_non_null(strstr(safety, ">1<"));
	assert_true(strstr(safety, ">1<") < quality); /* the PLCs are rated high for safety, and for nothing else */
	const char *risk = strstr(text, "検査値の書換え");

	assert_true(risk > quality && risk < delivery);
	assert_null(strstr(text, "<script"));
	const char *trend = strstr(text, "記録の推移");

	assert_non_null(trend);
	assert_true(strstr(trend, "上期") < strstr(trend, "下期"));
	assert_non_null(strstr(trend, ">11<"));
	assert_null(strstr(buf_string(&out), "承認のあとに"));
	assert_int_equal(store_snapshot_approve(f->store, &store_system, 2, ""), 0);
	buf_clear(&out);
	make(f, "management", &paper_html, true, &out);
	assert_non_null(strstr(buf_string(&out), "承認のあとに内容が変わっています"));
	buf_free(&out);
}

static char *part_of(const struct buf *file, const char *name, size_t *length)
{
	zip_error_t problem;
	zip_stat_t stat;
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(file->data, file->length, 0, &problem),
					  ZIP_RDONLY, &problem);

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
	zip_file_t *part = zip_fopen(zip, name, 0);
	char *bytes = calloc(1, (size_t)stat.size + 1);

	*length = (size_t)zip_fread(part, bytes, stat.size);
	zip_fclose(part);
	zip_discard(zip);
	return bytes;
}

static void test_the_word_document_is_whole(void **state)
{
	static const char *const parts[] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml",
					    "word/_rels/document.xml.rels", "word/styles.xml", "word/footer1.xml"};
	struct fixture *f = *state;

	fill(f);
	for (size_t i = 0; i < report_count; i++) {
		struct buf out = {0};

		make(f, reports[i].name, &paper_docx, true, &out);
		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
			size_t length;
			char *bytes = part_of(&out, parts[p], &length);

			well_formed(bytes, length);
			free(bytes);
		}
		buf_free(&out);
	}
}

/* Where the site is there is no summer time; the tests run in any zone. */
static void test_a_period_is_a_fiscal_year_a_month_or_days(void **state)
{
	static const char *const wrong[] = {"2026", "fy26", "2026-13", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01",
					    "2026-10-01..", "fy2026 ", "fyabcd", "2026-1", "fy9999"};
	struct period p, month;
	char words[PERIOD_TEXT_SIZE];

	(void)state;
	assert_true(period_read("", &p) && !period_is_set(&p));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(period_read(wrong[i], &p));
	assert_true(period_read("fy2026", &p));
	period_words(&p, true, words);
	assert_string_equal(words, "2026年度　2026-04-01 から 2027-03-31");
	assert_int_equal(fiscal_year(p.from), 2026);
	assert_int_equal(fiscal_year(p.from - 1), 2025);
	assert_true(period_month(&p, 11, &month) && month.to == p.to);
	assert_false(period_month(&p, 12, &month));
	assert_true(period_read("2024-02", &p));
	period_words(&p, false, words);
	assert_string_equal(words, "2024-02-01 to 2024-02-29");
	assert_true(period_read("2026-12-15..2026-12-31", &p));
	assert_true(period_month(&p, 0, &month) && month.from == p.from && month.to == p.to);
	assert_false(period_month(&p, 1, &month));
	period_words(&p, false, words);
	assert_string_equal(words, "2026-12-15 to 2026-12-31");
}

static void keep_finding(struct fixture *f, const char *device, int severity, const char *state, int64_t at)
{
	char sql[600];
	sqlite3 *db;

	snprintf(sql, sizeof(sql),
		 "INSERT INTO finding (scope_id, detector, device, peer, key, detail, severity, state, device_name,"
		 " peer_name, count, source_id, first_seen, last_seen, stored_at, event) SELECT 1, 'zones.no_conduit', 1, 2,"
		 " '%s', '', %d, '%s', '%s', 'HMI <2>', 1, %lld, %lld, %lld, 1, ifnull(max(id), 0) + 1 FROM finding",
		 device, severity, state, device, (long long)f->source, (long long)at, (long long)at);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void make_of(struct fixture *f, const char *name, const char *period, struct buf *out)
{
	struct report report = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena,
		.paper = {.kind = &paper_html, .out = out, .japanese = true},
		.site = "", .scope = STORE_ROOT_SCOPE, .now = START + INT64_C(400) * 86400 * SEC,
	};

	assert_true(period_read(period, &report.period));
	assert_int_equal(report_write(report_find(name), &report), 0);
}

/* START is 2023-11-14. */
static void test_a_report_of_a_period_tells_of_that_alone(void **state)
{
	struct fixture *f = *state;
	struct buf month = {0}, year = {0}, now = {0};

	keep_finding(f, "PLC-A", 4, "closed", START);
	keep_finding(f, "PLC-B", 5, "new", START + INT64_C(60) * 86400 * SEC);
	make_of(f, "findings", "2023-11", &month);
	make_of(f, "findings", "fy2023", &year);
	make_of(f, "findings", "", &now);
	assert_non_null(strstr(buf_string(&month), "PLC-A"));
	assert_null(strstr(buf_string(&month), "PLC-B"));
	assert_non_null(strstr(buf_string(&month), ">high<"));
	assert_non_null(strstr(buf_string(&month), "期間中の検知 1 件"));
	assert_null(strstr(buf_string(&month), "{device}"));
	assert_null(strstr(buf_string(&month), "月ごとの推移"));
	assert_non_null(strstr(buf_string(&year), "2023年度　2023-04-01 から 2024-03-31"));
	assert_non_null(strstr(buf_string(&year), "月ごとの推移"));
	assert_non_null(strstr(buf_string(&year), "期間中の検知 2 件"));
	assert_null(strstr(buf_string(&now), "PLC-A")); /* nothing is open of it */
	assert_non_null(strstr(buf_string(&now), "PLC-B"));
	buf_free(&month);
	buf_free(&year);
	buf_free(&now);
}

static int64_t add_zone(struct fixture *f, const char *name, const char *subnet)
{
	struct zone_row row = {.name = name, .smkl = "3"};

	assert_int_equal(store_zone_put(f->store, &store_system, &row), 0);
	struct network_row network = {.zone = row.id, .name = "net", .subnets = subnet};
	assert_int_equal(store_network_put(f->store, &store_system, &network), 0);
	return row.id;
}

static void feed(struct fixture *f, struct record r)
{
	const struct inventory_parties parties = inventory_record(f->inventory, &r);

	assert_int_equal(store_apply_record(f->store, f->source, &r, parties), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

/* 192.168.1.1 asks .2 and .3, which stand in other zones; a conduit lets it ask .2 alone. */
static void draw_zones(struct fixture *f)
{
	feed(f, flow(f, 1, 1, 2, 10));
	feed(f, flow(f, 2, 1, 3, 10));
	const int64_t office = add_zone(f, "事務<所>", "192.168.1.1"), line = add_zone(f, "1号ライン", "192.168.1.2");

	(void)add_zone(f, "2号ライン", "192.168.1.3");
	struct conduit_row conduit = {.from = office, .to = line, .protocols = "modbus", .classes = "", .note = "監視"};
	assert_int_equal(store_conduit_put(f->store, &store_system, &conduit), 0);
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

static void test_the_zone_document_says_what_may_pass_and_what_did(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	draw_zones(f);
	fill(f);
	run_sql(f, "UPDATE zone SET specimen = 1, note = iif(id = 1, '', '備考のまま')");
	make_of(f, "zones", "", &out);
	const char *text = buf_string(&out);

	assert_non_null(strstr(text, "<bdi>見本</bdi>"));
	assert_non_null(strstr(text, "<bdi>備考のまま</bdi>"));
	assert_non_null(strstr(text, "class=\"wide\""));
	assert_non_null(strstr(text, "事務&lt;所&gt;"));
	assert_non_null(strstr(text, "192.168.1.3"));
	assert_non_null(strstr(text, "Modbus/TCP"));
	assert_non_null(strstr(text, "<bdi>○</bdi>"));
	assert_non_null(strstr(text, "<bdi>×</bdi>"));
	assert_non_null(strstr(text, "class=\"n good\"><bdi>allowed</bdi>"));
	assert_non_null(strstr(text, "class=\"n bad\"><bdi>unplanned</bdi>"));
	assert_null(strstr(text, "隔離")); /* nobody approved that exception yet */
	buf_free(&out);
}

static void test_the_investment_plan_adds_up_step_by_step(void **state)
{
	struct fixture *f = *state;
	const struct task_row later = {.scope = STORE_ROOT_SCOPE, .pack = "", .part = "", .item = "", .kind = "measure",
		.title = "VPNの一本化", .owner = "", .starts_on = "", .due_on = "2027-05-31", .every = "", .window = "",
		.cost = 900000, .effect = 450000, .follows = "", .note = "", .state = "open"};
	struct buf out = {0};
	int64_t id;

	fill(f); /* 300,000 yen until 2027-03-31, 150,000 a year */
	assert_int_equal(store_task_put(f->store, &store_system, &later, &id), 0);
	make_of(f, "investment", "", &out);
	assert_non_null(strstr(buf_string(&out), "1,200,000円")); /* so far */
	assert_non_null(strstr(buf_string(&out), "全体の回収 2.0年"));
	assert_non_null(strstr(buf_string(&out), "<bdi>2026</bdi>"));
	assert_non_null(strstr(buf_string(&out), "<bdi>2027</bdi>"));
	buf_free(&out);
}

static void test_the_asset_ledger_holds_each_device_of_the_plant(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	draw_zones(f);
	make_of(f, "ledger", "", &out);
	assert_non_null(strstr(buf_string(&out), "構内の機器 3 台"));
	assert_non_null(strstr(buf_string(&out), "192.168.1.2<br>02:00:00:00:00:02"));
	assert_non_null(strstr(buf_string(&out), "1号ライン"));
	assert_non_null(strstr(buf_string(&out), "社内の台帳はまだ取り込まれていません"));
	buf_free(&out);
}

static void devices_to(struct fixture *f, int most)
{
	run_sql(f, arena_printf(&f->arena,
				"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
				" INSERT OR IGNORE INTO asset (scope_id, id, into_id, endpoints, name, ip, stored_at)"
				" SELECT 1, i, 0, 1, 'PLC ' || i, '10.1.' || (i / 250) || '.' || (i %% 250), 1 FROM n", most));
}

/* A table of so many would not be laid out in time: a line each, and nobody is missing. */
static void test_a_large_ledger_on_paper_has_a_line_for_each_device(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};
	size_t lines = 0;

	devices_to(f, 1003);
	make(f, "ledger", &paper_pdf, true, &out);
	for (const char *p = buf_string(&out); (p = strstr(p, " / PLC ")); p++)
		lines++;
	assert_int_equal(lines, 1003);
	assert_non_null(strstr(buf_string(&out), "a-01003 / PLC 1003 / unknown / 10.1.4.3 / 台帳 –"));
	assert_null(strstr(buf_string(&out), "残り"));
	buf_clear(&out);
	make(f, "ledger", &paper_html, true, &out);
	assert_null(strstr(buf_string(&out), " / PLC "));
	buf_free(&out);
}

static void test_a_ledger_on_paper_says_first_what_it_leaves_out(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	devices_to(f, 10003);
	make(f, "ledger", &paper_pdf, true, &out);
	const char *said = strstr(buf_string(&out), "先の 10000 台です。残り 3 台");

	assert_non_null(said);
	assert_true(said < strstr(buf_string(&out), "PLC 1"));
	buf_free(&out);
}

static const char *word(bool japanese, const char *group, const char *value)
{
	if (strcmp(group, "glossary") != 0)
		return value;
	if (strcmp(value, "idmz.name") == 0)
		return japanese ? "IDMZ（産業用DMZ）" : "IDMZ";
	if (strcmp(value, "soc.name") == 0)
		return "SOC";
	return strcmp(value, "idmz.text") == 0 && japanese ? "緩衝地帯" : value;
}

/* S0-075 */
static void test_a_report_ends_with_the_words_that_it_uses(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};
	struct report report = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena, .word = word,
		.paper = {.kind = &paper_html, .out = &out, .japanese = true},
		.site = "", .scope = STORE_ROOT_SCOPE, .now = START,
	};

	assert_int_equal(report_write(report_find("smkl"), &report), 0);
	const char *terms = strstr(buf_string(&out), "この報告に出てくる用語");

	assert_non_null(terms);
	assert_non_null(strstr(terms, "緩衝地帯"));
	buf_clear(&out);
	assert_int_equal(report_write(report_find("monthly"), &report), 0);
	assert_null(strstr(buf_string(&out), "この報告に出てくる用語"));
	assert_non_null(strstr(buf_string(&out), "ヘルプ"));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_report_is_written_in_both_languages),
		TEST(test_what_people_wrote_is_carried_and_does_not_run),
		TEST(test_strengths_of_measures_are_told),
		TEST(test_management_is_told_of_bc_sqdc_and_the_trend),
		TEST(test_the_word_document_is_whole),
		cmocka_unit_test(test_a_period_is_a_fiscal_year_a_month_or_days),
		TEST(test_a_report_of_a_period_tells_of_that_alone),
		TEST(test_the_zone_document_says_what_may_pass_and_what_did),
		TEST(test_the_investment_plan_adds_up_step_by_step),
		TEST(test_the_asset_ledger_holds_each_device_of_the_plant),
		TEST(test_a_large_ledger_on_paper_has_a_line_for_each_device),
	        TEST(test_a_ledger_on_paper_says_first_what_it_leaves_out),
		TEST(test_a_report_ends_with_the_words_that_it_uses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
