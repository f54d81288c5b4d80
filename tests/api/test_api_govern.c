/* test_api_govern.c - exceptions, snapshots and evidence over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char admin[ACCOUNT_SECRET_SIZE];
static char worker[ACCOUNT_SECRET_SIZE];
static char guest[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_SECURITY, "a long password", admin},
        {"suzuki", ROLE_PRODUCTION, "a third password", worker},
        {"guest", ROLE_VIEWER, "another password", guest},
        {.name = NULL},
};

#define PUT_32 "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"%s\",\"revision\":%d}"

static void answer_32(const char *value, int revision)
{
	char body[200];

	snprintf(body, sizeof(body), PUT_32, value, revision);
	expect("PATCH", "/answers", worker, body, 200, "\"revision\"");
}

static void test_an_approval_is_outdated_by_the_next_answer(void **state)
{
	(void)state;
	answer_32("2", 0);
	expect("POST", "/snapshots", worker, "{\"pack\":\"meti-checklist\",\"title\":\"\"}", 422,
	       "title");
	expect("POST", "/snapshots", worker,
	       "{\"pack\":\"meti-checklist\",\"title\":\"2026年度 上期\"}", 201, "\"id\":\"1\"");
	expect("PATCH", "/snapshots/1", worker, "{\"approved\":true}", 403, "");
	expect("PATCH", "/snapshots/1", admin, "{\"approved\":true,\"note\":\"可\"}", 204, "");
	expect("PATCH", "/snapshots/1", admin, "{\"approved\":true}", 409, "Decided already");
	expect("GET", "/snapshots?pack=meti-checklist", guest, NULL, 200, "\"outdated\":false");
	expect("GET", "/snapshots/1", guest, NULL, 200, "\"approved_by\":\"boss\"");
	answer_32("3", 1);
	expect("GET", "/snapshots", guest, NULL, 200, "\"outdated\":true");
	expect("GET", "/snapshots/1", guest, NULL, 200, "\"value\":\"2\"");
	expect("GET", "/snapshots/99", guest, NULL, 404, "");
}

static void test_an_exception_needs_a_reason_a_day_and_somebody_else(void **state)
{
	(void)state;
	expect("POST", "/exceptions", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"reason\":\"r\",\"measure\":\"\"}", 422,
	       "in its place");
	expect("POST", "/exceptions", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"reason\":\"r\",\"measure\":\"m\"}", 422,
	       "until when");
	expect("POST", "/exceptions", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"reason\":\"更新できない\",\"measure\":"
	       "\"隔離\",\"ends_on\":\"2099-03-31\"}",
	       201, "\"id\":\"1\"");
	expect("GET", "/checklist", guest, NULL, 200, "\"approved_by\":null");
	expect("PATCH", "/exceptions/1", worker, "{\"state\":\"approved\"}", 403, "security");
	expect("PATCH", "/exceptions/1", admin, "{\"state\":\"sure\"}", 422, "");
	expect("PATCH", "/exceptions/1", admin, "{\"state\":\"approved\"}", 204, "");
	expect("GET", "/exceptions", guest, NULL, 200, "\"approved_by\":\"boss\"");
	expect("PATCH", "/exceptions/1", worker, "{\"state\":\"ended\"}", 204, "");
	expect("PATCH", "/exceptions/1", worker, "{\"state\":\"ended\"}", 409, "");
	expect("PATCH", "/exceptions/7", worker, "{\"state\":\"ended\"}", 404, "");
	expect("GET", "/exceptions", guest, NULL, 200, "\"items\":[]");
}

static struct answer send_as(const char *who, const char *target, const char *name, const char *body)
{
	char headers[500];

	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\nX-Yagura: 1\r\nX-Filename: %s"
	         "\r\nContent-Type: application/octet-stream\r\n",
	         plant.port, who, name);
	return ask_with(&plant, "POST", target, headers, body);
}

static struct answer send_file(const char *target, const char *name, const char *body)
{
	return send_as(worker, target, name, body);
}

struct paper {
	char snapshot[40]; /* path of the record */
	char hash[17];     /* what a report prints of it */
};

/* Text after this in the answer, up to its quote. */
static void read_text(const char *path, const char *method, const char *body, const char *before, char *out, size_t size)
{
	char target[80];

	snprintf(target, sizeof(target), "/api/v1%s", path);
	struct answer a = ask(&plant, method, target, body ? worker : guest, body);
	const char *at = strstr(a.body, before);

	assert_non_null(at);
	at += strlen(before);
	snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
	answer_free(&a);
}

static void take_record(struct paper *p)
{
	char id[20];

	read_text("/snapshots", "POST", "{\"pack\":\"meti-checklist\",\"title\":\"下期\"}", "\"id\":\"", id, sizeof(id));
	snprintf(p->snapshot, sizeof(p->snapshot), "/snapshots/%s", id);
	read_text(p->snapshot, "GET", NULL, "\"hash\":\"", p->hash, sizeof(p->hash));
}

static void expect_scan(const struct paper *p, const char *who, const char *hash, const char *day, const char *body,
                        int status, const char *said)
{
	char target[300];

	snprintf(target, sizeof(target), "/api/v1%s/scan?hash=%s&signed_by=Yamada&signed_on=%s", p->snapshot, hash, day);
	struct answer a = send_as(who, target, "..%2F%E6%89%BF%E8%AA%8D%E2%80%AEfdp.exe", body);

	if (a.status != status || !strstr(a.body, said))
		fail_msg("%s %s: %d %s", hash, day, a.status, a.body);
	answer_free(&a);
}

#define DAY "2026-11-20"
#define PAPER "%PDF-1.7 paper"

static void test_a_signed_paper_is_the_approval_of_what_it_names(void **state)
{
	struct paper p;
	char file[60];

	(void)state;
	take_record(&p);
	expect_scan(&p, worker, p.hash, DAY, PAPER, 403, "");
	expect_scan(&p, admin, "000000000000", DAY, PAPER, 422, "another record");
	expect_scan(&p, admin, "", DAY, PAPER, 422, "another record");
	expect_scan(&p, admin, p.hash, DAY, "<html>%PDF-1.7", 422, "a scan is a PDF");
	expect_scan(&p, admin, p.hash, "yesterday", PAPER, 422, "which day");
	expect("GET", p.snapshot, guest, NULL, 200, "\"approved_by\":null");
	p.hash[12] = '\0';
	expect_scan(&p, admin, p.hash, DAY, PAPER, 201, "\"id\"");
	expect("GET", p.snapshot, guest, NULL, 200, "\"approved_by\":\"boss\"");
	expect("GET", p.snapshot, guest, NULL, 200, "\"signed_by\":\"Yamada\",\"signed_on\":\"2026-11-20\"");
	expect("GET", p.snapshot, guest, NULL, 200, "\"file\":\"承認_fdp.exe\"");
	expect("GET", p.snapshot, guest, NULL, 200, "\"outdated\":false");
	expect_scan(&p, admin, p.hash, DAY, "\xff\xd8\xff\xe0 photo", 201, "\"id\"");
	read_text(p.snapshot, "GET", NULL, "\"scans\":[{\"id\":\"", file + sizeof("/evidence/") - 1, 20);
	memcpy(file, "/evidence/", sizeof("/evidence/") - 1);
	expect("DELETE", file, worker, NULL, 404, "");
	snprintf(file + strlen(file), 6, "/file");
	expect("GET", file, guest, NULL, 200, PAPER);
	expect("PATCH", "/answers", worker, "{\"pack\":\"meti-checklist\",\"item\":\"2-1\",\"value\":\"2\",\"revision\":0}", 200, "");
	expect("GET", p.snapshot, guest, NULL, 200, "\"outdated\":true");
}

static void test_a_file_of_a_hostile_name_is_kept_and_given_back_harmless(void **state)
{
	(void)state;
	expect("POST", "/evidence", worker,
	       "{\"kind\":\"document\",\"title\":\"台帳\",\"uses\":[\"meti-checklist//2-6\","
	       "\"smkl-security/2/b-1\"]}",
	       201, "\"id\":\"1\"");
	expect("POST", "/evidence", worker,
	       "{\"kind\":\"document\",\"title\":\"x\",\"uses\":[\"meti-checklist//9-9\"]}", 422, "exist");
	struct answer a = send_file("/api/v1/evidence/1/file",
	                            "..%2F..%2Fetc%2Fa%E2%80%AEgpj.exe%22;%20x=y", "<script>");

	assert_int_equal(a.status, 201);
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/evidence/1/file", guest, NULL);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "<script>");
	assert_non_null(strstr(a.head, "filename*=UTF-8''a_gpj.exe%22%3B%20x%3Dy"));
	assert_non_null(strstr(a.head, "application/octet-stream"));
	assert_non_null(strstr(a.head, "nosniff"));
	answer_free(&a);
	a = send_file("/api/v1/evidence/1/file", "again.txt", "other");
	assert_int_equal(a.status, 409);
	answer_free(&a);
	expect("GET", "/evidence", guest, NULL, 200, "\"smkl-security/2/b-1\"");
	expect("DELETE", "/evidence/1", guest, NULL, 403, "");
	expect("DELETE", "/evidence/1", worker, NULL, 204, "");
	expect("GET", "/evidence", guest, NULL, 200, "\"items\":[]");
}

static void test_what_is_to_be_measured_is_chosen(void **state)
{
	(void)state;
	expect("PATCH", "/answers", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-5\",\"kind\":\"watch\",\"value\":\"yes\"}", 200,
	       "");
	expect("PATCH", "/answers", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-5\",\"kind\":\"watch\",\"value\":\"3\","
	       "\"revision\":1}",
	       422, "watch is yes or nothing");
	expect("GET", "/checklist", guest, NULL, 200, "\"watched\":true");
	expect("GET", "/evaluations?pack=meti-checklist", guest, NULL, 200, "\"items\":[]");
}

/* 192.0.2.10 is a controller of the fixture's plant. */
static void test_a_place_to_cut_off_is_registered_and_measured(void **state)
{
	(void)state;
	expect("GET", "/smkl", guest, NULL, 200, "No place to cut off has been registered");
	expect("PATCH", "/register", guest, "{\"kind\":\"containment\",\"name\":\"x\"}", 403, "");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"containment\",\"name\":\"port 24\",\"body\":\"{\\\"address\\\":\\\"192.0.2.10\\\","
	       "\\\"columns\\\":\\\"3\\\",\\\"drilled_on\\\":\\\"2026-05-10\\\"}\"}",
	       200, "\"id\"");
	expect("GET", "/smkl", guest, NULL, 200, "Last drilled 2026-05-10");
	expect("GET", "/smkl", guest, NULL, 200, "\"gauge\":\"containment\",\"title\":{\"ja\":\"封じ込めの手段\","
	       "\"en\":\"Means of containment\"},\"verdict\":\"supports\"");
}

/* The fixture has no jobs: as where weasyprint is missing. */
static void test_without_weasyprint_the_next_step_is_told(void **state)
{
	(void)state;
	expect("GET", "/reports", guest, NULL, 200, "\"pdf\":false");
	expect("GET", "/reports/monthly?format=pdf", guest, NULL, 501, "apt-get install weasyprint");
	expect("GET", "/reports/monthly", guest, NULL, 200, "<!DOCTYPE html>");
}

/* The fixture's plant reads and writes by modbus. */
static void test_data_is_recognised_and_its_harm_may_be_changed(void **state)
{
	(void)state;
	expect("GET", "/data-flows", guest, NULL, 200, "\"id\":\"sensor\"");
	expect("GET", "/data-flows", guest, NULL, 200, "\"protocols\":\"modbus\"");
	expect("GET", "/data-flows", guest, NULL, 200, "\"id\":\"maintenance\"");
	expect("GET", "/data-flows", guest, NULL, 200, "\"ways\":[");
	expect("PATCH", "/register", guest, "{\"kind\":\"dataclass\",\"name\":\"sensor\"}", 403, "");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"dataclass\",\"name\":\"sensor\",\"body\":\"{\\\"risk\\\":[\\\"3\\\",\\\"3\\\",\\\"2\\\"]}\"}", 200, "");
	expect("GET", "/register?kind=dataclass", guest, NULL, 200, "\"risk\":[\"3\",\"3\",\"2\"]");
}

/* S4-016: a PLC controls; whoever may not see the plant is told of nothing. */
static void test_functions_are_protected_objects(void **state)
{
	(void)state;
	expect("GET", "/functions", guest, NULL, 200, "{\"id\":\"function.control\",\"name\":\"control\",\"zone\":\"\",\"devices\":");
	expect("GET", "/functions", NULL, NULL, 401, "");
	expect("PATCH", "/register", guest, "{\"kind\":\"object\",\"name\":\"function.control\"}", 403, "");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"object\",\"name\":\"function.control\",\"body\":\"{\\\"ratings\\\":{\\\"s\\\":3}}\"}", 200, "");
	expect("GET", "/register?kind=object", guest, NULL, 200, "\"body\":{\"ratings\":{\"s\":3}}");
}

static void test_tasks_and_the_register_refuse_nonsense(void **state)
{
	(void)state;
	expect("PATCH", "/tasks", worker, "{\"title\":\"\"}", 422, "title");
	expect("PATCH", "/tasks", worker,
	       "{\"title\":\"t\",\"starts_on\":\"2027-01-02\",\"due_on\":\"2027-01-01\"}", 422, "before");
	expect("PATCH", "/tasks", worker, "{\"title\":\"t\",\"cost\":-1}", 422, "amount");
	expect("PATCH", "/tasks", worker,
	       "{\"title\":\"t\",\"stops_line\":true,\"state\":\"work\"}", 422, "maintenance window");
	expect("PATCH", "/tasks", worker, "{\"title\":\"t\",\"pack\":\"x\",\"item\":\"y\"}", 422, "item");
	expect("PATCH", "/tasks", guest, "{\"title\":\"t\"}", 403, "");
	expect("PATCH", "/tasks", worker,
	       "{\"title\":\"復旧の訓練; 半年ごと\",\"kind\":\"drill\",\"due_on\":\"2027-01-31\",\"every\":\"6m\"}",
	       200, "\"id\":\"1\"");
	expect("PATCH", "/tasks", worker, "{\"id\":1,\"title\":\"t\",\"revision\":7}", 409, "");
	expect("GET", "/tasks", guest, NULL, 200, "\"every\":\"6m\"");
	expect("GET", "/tasks.ics", guest, NULL, 200, "RRULE:FREQ=MONTHLY;INTERVAL=6\r\n");
	expect("GET", "/tasks.ics", guest, NULL, 200, "SUMMARY:復旧の訓練\\; 半年ごと\r\n");
	expect("PATCH", "/register", worker, "{\"kind\":\"x\",\"name\":\"a\"}", 422, "kind");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"work\",\"name\":\"a\",\"body\":\"{}, \\\"b\\\":1\"}", 422, "JSON");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"work\",\"name\":\"生産\",\"body\":\"{\\\"importance\\\":3}\"}", 200, "\"id\"");
	expect("GET", "/register?kind=work", guest, NULL, 200, "\"body\":{\"importance\":3}");
	expect("DELETE", "/register/1", worker, NULL, 204, "");
}

/* not tasks alone come due. */
static void test_the_calendar_has_reviews_and_ends(void **state)
{
	(void)state;
	expect("PATCH", "/answers", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"1-4\",\"value\":\"4\",\"document\":\"BCP\",\"reviewed_on\":\"2026-01-31\",\"due_on\":\"2027-01-31\"}",
	       200, "");
	expect("POST", "/exceptions", worker,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"reason\":\"古い\",\"measure\":\"隔離\",\"ends_on\":\"2099-02-28\"}", 201, "");
	expect("POST", "/evidence", worker,
	       "{\"kind\":\"document\",\"title\":\"点検表; 加\",\"expires_on\":\"2099-03-31\",\"uses\":[\"meti-checklist//3-2\"]}", 201, "");
	expect("GET", "/tasks.ics", guest, NULL, 200, "DTSTART;VALUE=DATE:20270131\r\nSUMMARY:見直し: 1-4 ");
	expect("GET", "/tasks.ics?lang=en", guest, NULL, 200, "SUMMARY:Review: 1-4 ");
	expect("GET", "/tasks.ics", guest, NULL, 200, "DTSTART;VALUE=DATE:20990228\r\nSUMMARY:例外の期限: 3-2\r\n");
	expect("GET", "/tasks.ics", guest, NULL, 200, "SUMMARY:証拠の期限: 点検表\\; 加\r\n");
	expect("GET", "/tasks.ics", guest, NULL, 200, "UID:answer-1-meti-checklist--1-4@yagura");
}

static struct answer send_pack(const char *version, const char *extra)
{
	char body[1500], headers[300];

	snprintf(body, sizeof(body),
	         "pack: house-rules\nversion: \"%s\"\ntitle: {ja: 社内の決まり, en: House rules}\nscale:\n"
	         "  - {value: \"no\", label: {ja: いいえ, en: No}}\n  - {value: \"yes\", done: true, label: {ja: はい, en: Yes}}\n"
	         "sections:\n  - id: a\n    title: {ja: あ, en: A}\n    items:\n"
	         "      - {id: a-1, title: {ja: 持込みを記録する, en: Media are recorded}}\n%s",
	         version, extra);
	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\nX-Yagura: 1\r\nContent-Type: "
	         "application/octet-stream\r\n",
	         plant.port, admin);
	return ask_with(&plant, "POST", "/api/v1/packs", headers, body);
}

static void pack_sent(const char *version, const char *extra, int status, const char *holds)
{
	struct answer a = send_pack(version, extra);

	if (a.status != status || !strstr(a.body, holds))
		fail_msg("%d: %s", a.status, a.body);
	answer_free(&a);
}

static void test_a_new_version_of_a_pack_keeps_the_answers(void **state)
{
	(void)state;
	pack_sent("1", "      - {id: a-2, title: {ja: 片方だけ}}\n", 422, "line 12: title: the en translation is missing");
	pack_sent("1", "      - {id: a-1, title: {ja: あ, en: A}}\n", 422, "stands there twice");
	pack_sent("1", "", 201, "\"house-rules\"");
	pack_sent("1", "", 409, "new version");
	expect("PATCH", "/answers", worker, "{\"pack\":\"house-rules\",\"item\":\"a-1\",\"value\":\"yes\"}",
	       200, "\"revision\":1");
	pack_sent("2", "      - {id: a-2, title: {ja: 記録を見直す, en: Records are reviewed}}\n", 201, "\"2\"");
	expect("GET", "/checklist?pack=house-rules", guest, NULL, 200, "\"items\":2,\"answered\":1,\"done\":1");
	expect("GET", "/packs", guest, NULL, 200, "\"house-rules\",\"version\":\"2\"");
	/* to be changed, as it was sent or as it came with us */
	expect("GET", "/packs.yaml?pack=house-rules", guest, NULL, 200, "id: a-2, title: {ja: 記録を見直す");
	expect("GET", "/packs.yaml?pack=smkl-scoring", guest, NULL, 200, "points: \"1.5\"");
	expect("GET", "/packs.xlsx?pack=house-rules", guest, NULL, 200, "PK");
	expect("GET", "/packs.yaml?pack=nothing", guest, NULL, 404, "no such pack");
}

static void test_the_trail_is_whole(void **state)
{
	(void)state;
	expect("GET", "/audit/proof", admin, NULL, 200, "\"whole\":true");
	expect("GET", "/audit", admin, NULL, 200, "snapshot.approve");
	expect("GET", "/audit/proof", guest, NULL, 403, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_an_approval_is_outdated_by_the_next_answer),
	        cmocka_unit_test(test_an_exception_needs_a_reason_a_day_and_somebody_else),
	        cmocka_unit_test(test_a_file_of_a_hostile_name_is_kept_and_given_back_harmless),
	        cmocka_unit_test(test_what_is_to_be_measured_is_chosen),
	        cmocka_unit_test(test_tasks_and_the_register_refuse_nonsense),
	        cmocka_unit_test(test_the_calendar_has_reviews_and_ends),
	        cmocka_unit_test(test_data_is_recognised_and_its_harm_may_be_changed),
	        cmocka_unit_test(test_functions_are_protected_objects),
	        cmocka_unit_test(test_without_weasyprint_the_next_step_is_told),
	        cmocka_unit_test(test_a_place_to_cut_off_is_registered_and_measured),
	        cmocka_unit_test(test_a_new_version_of_a_pack_keeps_the_answers),
	        cmocka_unit_test(test_a_signed_paper_is_the_approval_of_what_it_names),
	        cmocka_unit_test(test_the_trail_is_whole),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
