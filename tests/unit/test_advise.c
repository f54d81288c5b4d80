/* test_advise.c - a bundle comes in, devices are matched, people decide. SPDX-License-Identifier: Apache-2.0 */

#include "advisories.h"
#include "store_fixture.h"

#include "advise/advise.h"
#include "advise/bundle.h"
#include "advise/read.h"
#include "lib/clock.h"

#define MADE INT64_C(4000000000000000000)

static struct maker maker;

static int begin(void **state)
{
	maker_new(&maker);
	return set_up(state);
}

static int end(void **state)
{
	maker_free(&maker);
	return tear_down(state);
}

/* ---- the bundle ---- */

static const char *refusal_of(const struct buf *bundle, const struct bundle_key *key)
{
	static char error[256];
	struct buf lines = {0};

	*error = '\0';
	const int rc = bundle_read(bundle->data, bundle->length, key, key ? 1 : 0, &lines, error,
				   sizeof(error));
	assert_int_equal(rc, *error ? -EINVAL : 0);
	buf_free(&lines);
	return error;
}

static void test_only_trusted_signatures_count(void **state)
{
	struct buf bundle = {0};
	struct maker other;

	(void)state;
	maker_all(&maker);
	maker_bundle(&maker, MADE, &bundle);
	maker_new(&other);
	assert_string_equal(refusal_of(&bundle, &maker.key), "");
	assert_non_null(strstr(refusal_of(&bundle, &other.key), "not of a key that is trusted"));
	assert_non_null(strstr(refusal_of(&bundle, NULL), "no key is trusted yet"));
	buf_free(&bundle);
}

/* Any byte that is turned over is found: the archive, the manifest, the signature or a sum. */
static void test_a_damaged_bundle_is_refused(void **state)
{
	struct buf bundle = {0};

	(void)state;
	maker_text(&maker, "epss.csv", "cve,epss,percentile\nCVE-2099-1,0.5,0.5\n", 39);
	maker_bundle(&maker, MADE, &bundle);
	struct buf all = bundle;
	for (size_t cut = 0; cut < all.length; cut += 7) {
		bundle.length = cut;
		assert_string_not_equal(refusal_of(&bundle, &maker.key), "");
	}
	bundle = all;
	for (size_t i = 30; i < 60; i++) {
		bundle.data[i] ^= 1;
		(void)refusal_of(&bundle, &maker.key);
		bundle.data[i] ^= 1;
	}
	buf_free(&bundle);
}

static void test_one_bad_member_spoils_all_and_is_named(void **state)
{
	static const struct {
		const char *name, *text, *says;
	} rows[] = {
		{"a.json", "{", "a.json: it is no JSON"},
		{"a.json", "{\"document\":{}}", "a.json: it is no CSAF 2.0 document"},
		{"kev.json", "{\"vulnerabilities\":{}}", "kev.json: it is no KEV catalogue"},
		{"kev.json", "{\"vulnerabilities\":[{}]}", "kev.json: an entry has no cveID"},
		{"epss.csv", "cve,epss,percentile\nCVE-1,2,3\n", "epss.csv: line 2 is no score"},
		{"epss.csv.gz", "not gzip", "epss.csv.gz: it is no gzip file"},
		{"a.xml", "<a>", "a.xml: it is no well-formed XML"},
		{"a.xml", "<a/>", "a.xml: it is no answer of MyJVN"},
		{"a.xml", "<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>", "a.xml: it contains a document type"},
		{"a.exe", "MZ", "a.exe: a bundle has no members of this kind"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf bundle = {0};

		maker_file(&maker, "test-2099-01.json");
		maker_text(&maker, rows[i].name, rows[i].text, strlen(rows[i].text));
		maker_bundle(&maker, MADE, &bundle);
		if (strncmp(refusal_of(&bundle, &maker.key), rows[i].says, strlen(rows[i].says)) != 0)
			fail_msg("%s: %s", rows[i].says, refusal_of(&bundle, &maker.key));
		buf_free(&bundle);
		maker_free(&maker);
	}
}

static void test_keys_are_read_line_by_line(void **state)
{
	struct bundle_key keys[2];
	char text[512];

	(void)state;
	snprintf(text, sizeof(text), "\nnonsense\nshort AAAA\n%s%sbeyond", maker.setting, maker.setting);
	assert_int_equal(bundle_keys_read(text, keys, 2), 2);
	assert_string_equal(keys[0].name, "test");
	assert_memory_equal(keys[1].key, maker.key.key, 32);
	assert_int_equal(bundle_keys_read("", keys, 2), 0);
}

/* ---- into the store ---- */

static int import_lines(struct fixture *f, const struct buf *lines, char error[256])
{
	struct bundle bundle;

	assert_int_equal(store_begin(f->store), 0);
	const int rc = advise_import(f->store, &store_system, "b.zip", lines->data, lines->length,
				     &bundle, error, 256);
	if (rc == 0)
		assert_int_equal(store_commit(f->store), 0);
	else
		store_rollback(f->store);
	return rc;
}

static int import(struct fixture *f, int64_t made)
{
	struct buf bundle = {0}, lines = {0};
	char error[256] = "";

	maker_bundle(&maker, made, &bundle);
	if (bundle_read(bundle.data, bundle.length, &maker.key, 1, &lines, error, sizeof(error)) != 0)
		fail_msg("%s", error);
	const int rc = import_lines(f, &lines, error);
	assert_true(rc == 0 || *error);
	buf_free(&bundle);
	buf_free(&lines);
	return rc;
}

static void match_all(struct fixture *f)
{
	int rc = 1;

	while (rc == 1) {
		assert_int_equal(store_begin(f->store), 0);
		rc = advise_run(f->store, clock_monotonic() + SEC);
		assert_true(rc >= 0);
		assert_int_equal(store_commit(f->store), 0);
	}
}

static void sql(struct fixture *f, const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void device(struct fixture *f, int id, const char *vendor, const char *model, const char *code,
		   const char *firmware)
{
	char text[512];

	snprintf(text, sizeof(text),
		 "INSERT INTO asset (scope_id, id, endpoints, name, vendor, model, product_code, firmware,"
		 " stored_at) VALUES (1, %d, 1, 'd%d', '%s', '%s', '%s', '%s', 0)",
		 id, id, vendor, model, code, firmware);
	sql(f, text);
}

/* How a vulnerability stands with a device; fails when it does not. */
static struct match_row match_of(struct fixture *f, const char *name, uint64_t asset)
{
	struct match_row *rows;
	size_t count;

	assert_int_equal(store_matches(f->store, &store_system, 0, asset, &f->arena, &rows, &count), 0);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i];
	fail_msg("%s is not matched with device %d", name, (int)asset);
	return rows[0];
}

static bool is_matched(struct fixture *f, uint64_t asset)
{
	struct match_row *rows;
	size_t count;

	assert_int_equal(store_matches(f->store, &store_system, 0, asset, &f->arena, &rows, &count), 0);
	return count > 0;
}

static void test_devices_are_affected_or_not_and_the_reason_is_told(void **state)
{
	struct fixture *f = *state;

	maker_all(&maker);
	device(f, 1, "SIEMENS AG", "CPU 1515-2 PN", "6ES7 515-2AM01-0AB0", "V2.9.4");
	device(f, 2, "Siemens", "CPU 1515-2 PN", "6ES7 515-2AM02-0AB0", "V3.0.1");
	device(f, 3, "Siemens", "CPU 315-2 PN/DP", "", "V3.2.7");
	device(f, 4, "Siemens", "SCALANCE X208", "", "");
	device(f, 5, "Siemens", "SINAMICS G120", "", "");
	device(f, 6, "Omron", "CJ2M-CPU33", "", "02.01");
	device(f, 7, "オムロン株式会社", "NX102-9000", "", "1.48");
	device(f, 8, "KEYENCE", "KV-8000", "", "2.100");
	device(f, 9, "Omron", "R08CPU", "", "1"); /* another maker's */
	assert_int_equal(import(f, MADE), 0);
	match_all(f);

	struct match_row m = match_of(f, "CVE-2099-10001", 1);
	assert_int_equal(m.outcome, MATCH_AFFECTED);
	assert_int_equal(m.confidence, 95);
	assert_non_null(strstr(m.reason, "\"key\":\"firmware_inside\""));
	assert_non_null(strstr(m.reason, "\"attribute\":\"product_code\""));
	assert_non_null(strstr(m.reason, "\"with\":\"6ES7515-2AM0?-0AB0\""));
	assert_non_null(strstr(m.why, "{\"part\":\"cvss\",\"points\":39,\"value\":\"9.8\"}"));
	m = match_of(f, "CVE-2099-10001", 2);
	assert_int_equal(m.outcome, MATCH_NOT_AFFECTED);
	assert_non_null(strstr(m.reason, "\"key\":\"fixed\""));
	m = match_of(f, "CVE-2099-10001", 3);
	assert_int_equal(m.outcome, MATCH_NOT_AFFECTED);
	assert_non_null(strstr(m.reason, "\"key\":\"firmware_outside\""));
	m = match_of(f, "CVE-2099-10001", 4);
	assert_int_equal(m.outcome, MATCH_NOT_AFFECTED);
	assert_non_null(strstr(m.reason, "\"because\":\"component_not_present\""));
	m = match_of(f, "CVE-2099-10001", 5);
	assert_int_equal(m.outcome, MATCH_POSSIBLE);
	assert_non_null(strstr(m.reason, "\"key\":\"firmware_unknown\""));
	m = match_of(f, "CVE-2099-30001", 6);
	assert_int_equal(m.outcome, MATCH_NOT_AFFECTED);
	assert_int_equal(m.confidence, 60);
	assert_int_equal(match_of(f, "CVE-2099-30001", 7).outcome, MATCH_AFFECTED);
	m = match_of(f, "JVNDB-2099-000002", 8);
	assert_int_equal(m.outcome, MATCH_POSSIBLE);
	assert_non_null(strstr(m.reason, "\"key\":\"range_unclear\""));
	assert_false(is_matched(f, 9));
}

static void test_what_is_exploited_comes_first(void **state)
{
	struct fixture *f = *state;
	struct vulnerability_row *rows;
	struct listing listing;

	maker_all(&maker);
	device(f, 1, "Siemens", "CPU 1515-2 PN", "6ES7 515-2AM01-0AB0", "V2.9.4");
	device(f, 2, "Rockwell Automation", "1756-L83E/B", "166", "33.11");
	assert_int_equal(import(f, MADE), 0);
	match_all(f);
	assert_int_equal(store_vulnerabilities(f->store, &store_system, NULL, NULL, &f->arena, &rows,
					       &listing),
			 0);
	assert_int_equal(listing.count, 3);
	assert_string_equal(rows[0].name, "CVE-2099-20001");
	assert_true(rows[0].kev && rows[0].ransomware);
	assert_int_equal(rows[0].epss, 930000);
	assert_string_equal(rows[1].name, "CVE-2099-10001");
	assert_string_equal(rows[2].name, "CVE-2099-10002");
	assert_true(rows[0].priority > rows[1].priority && rows[1].priority > rows[2].priority);
	assert_int_equal(store_vulnerabilities(f->store, &store_system,
					       &(struct vulnerability_filter){.kev = true}, NULL,
					       &f->arena, &rows, &listing),
			 0);
	assert_int_equal(listing.total, 1);
	assert_int_equal(store_vulnerabilities(f->store, &store_system,
					       &(struct vulnerability_filter){.asset = 1, .q = "stops"},
					       NULL, &f->arena, &rows, &listing),
			 0);
	assert_int_equal(listing.total, 1);
}

static void test_a_new_firmware_is_matched_again(void **state)
{
	struct fixture *f = *state;

	maker_all(&maker);
	device(f, 1, "Siemens", "CPU 1515-2 PN", "6ES7 515-2AM01-0AB0", "V2.9.4");
	assert_int_equal(import(f, MADE), 0);
	match_all(f);
	const int before = match_of(f, "CVE-2099-10001", 1).priority;
	sql(f, "UPDATE asset SET importance = 5 WHERE id = 1");
	match_all(f);
	assert_int_equal(match_of(f, "CVE-2099-10001", 1).priority, before + 10);
	sql(f, "UPDATE asset SET firmware = 'V3.0.1' WHERE id = 1");
	match_all(f);
	assert_int_equal(match_of(f, "CVE-2099-10001", 1).outcome, MATCH_NOT_AFFECTED);
	sql(f, "UPDATE asset SET into_id = 2 WHERE id = 1");
	match_all(f);
	assert_false(is_matched(f, 1));
}

static void test_a_module_is_matched_in_its_slot(void **state)
{
	struct fixture *f = *state;

	maker_all(&maker);
	device(f, 1, "Rockwell Automation", "1756-EN2TR", "200", "11.2");
	sql(f, "INSERT INTO value VALUES (1, 1, 1, 'model', 3, '1756-L81E', 'cip', 5, 90, 1, 0, 0, 0),"
	       " (1, 1, 1, 'firmware', 3, '32.11', 'cip', 5, 90, 1, 0, 0, 0)");
	assert_int_equal(import(f, MADE), 0);
	match_all(f);
	const struct match_row m = match_of(f, "CVE-2099-20001", 1);
	assert_int_equal(m.outcome, MATCH_AFFECTED);
	assert_non_null(strstr(m.reason, "\"slot\":3"));
	assert_non_null(strstr(m.reason, "\"firmware\":\"32.11\""));
}

static void test_a_decision_holds_until_the_advisory_changes(void **state)
{
	struct fixture *f = *state;

	maker_all(&maker);
	device(f, 1, "Siemens", "CPU 1515-2 PN", "6ES7 515-2AM01-0AB0", "V2.9.4");
	assert_int_equal(import(f, MADE), 0);
	match_all(f);
	struct match_row m = match_of(f, "CVE-2099-10001", 1);
	assert_string_equal(m.state, "open");
	assert_int_equal(store_match_decide(f->store, &store_system, m.vulnerability, 1, "not_affected",
					    "the web server is off"),
			 0);
	assert_int_equal(store_match_decide(f->store, &store_system, m.vulnerability, 1, "nonsense", ""),
			 -EINVAL);
	assert_int_equal(store_match_decide(f->store, &store_system, m.vulnerability, 7, "open", ""),
			 -ENOENT);
	assert_int_equal(import(f, MADE + SEC), 0); /* the same again */
	match_all(f);
	m = match_of(f, "CVE-2099-10001", 1);
	assert_string_equal(m.state, "not_affected");
	assert_string_equal(m.because, "the web server is off");
	assert_string_equal(m.decided_by, "system");

	char *score = strstr((char *)maker.bytes[4].data, "9.8");
	assert_non_null(score);
	memcpy(score, "9.9", 3);
	assert_int_equal(import(f, MADE + 2 * SEC), 0);
	match_all(f);
	m = match_of(f, "CVE-2099-10001", 1);
	assert_string_equal(m.state, "open");
	assert_string_equal(m.ended_by, "TEST-2099-01");
	assert_int_equal(m.cvss, 99);
	assert_string_equal(m.because, "the web server is off"); /* still to be read */
}

static void test_nothing_half_comes_in(void **state)
{
	struct fixture *f = *state;
	struct buf bundle = {0}, lines = {0};
	char error[256];
	struct bundle *rows;
	size_t count;

	maker_all(&maker);
	maker_bundle(&maker, MADE, &bundle);
	assert_int_equal(bundle_read(bundle.data, bundle.length, &maker.key, 1, &lines, error, 256), 0);
	const struct buf all = lines;
	for (size_t cut = 0; cut < all.length; cut += 97) {
		lines.length = cut;
		assert_int_equal(import_lines(f, &lines, error), -EINVAL);
	}
	lines = all;
	assert_int_equal(store_bundles(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(import_lines(f, &lines, error), 0);
	assert_int_equal(import(f, MADE - SEC), -ESTALE); /* an older one */
	assert_int_equal(store_bundles(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].advisories, 5);
	assert_int_equal(rows[0].changed, 4); /* an overview of what is known in full changes nothing */
	assert_string_equal(rows[0].signed_by, "test");
	buf_free(&bundle);
	buf_free(&lines);
}

#define BUNDLE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BUNDLE_TEST(test_only_trusted_signatures_count),
		BUNDLE_TEST(test_a_damaged_bundle_is_refused),
		BUNDLE_TEST(test_one_bad_member_spoils_all_and_is_named),
		BUNDLE_TEST(test_keys_are_read_line_by_line),
		BUNDLE_TEST(test_devices_are_affected_or_not_and_the_reason_is_told),
		BUNDLE_TEST(test_what_is_exploited_comes_first),
		BUNDLE_TEST(test_a_new_firmware_is_matched_again),
		BUNDLE_TEST(test_a_module_is_matched_in_its_slot),
		BUNDLE_TEST(test_a_decision_holds_until_the_advisory_changes),
		BUNDLE_TEST(test_nothing_half_comes_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
