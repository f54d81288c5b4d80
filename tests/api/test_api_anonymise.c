/* test_api_anonymise.c - no file that is asked for so says a name or an address. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static char boss[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"tanaka-taro", ROLE_ADMINISTRATOR, "a long password", boss},
        {.name = NULL},
};

#define SECRET_PLC    "塗装PLC-himitsu"
#define SECRET_PERSON "山田 花子"
#define SECRET_SITE   "秘密工場"

static const char rows[] =
        "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name,"
        " count, source_id, first_seen, last_seen, stored_at, assigned) VALUES (9001, 1, 'device.new', 1, 2, '192.0.2.77',"
        " 'heard 192.0.2.78, 10.9.8.7:502 and " SECRET_PLC " of tanaka-taro', 2, 'new', '" SECRET_PLC "', '', 1, 1, 1, 1, 1,"
        " '" SECRET_PERSON "');"
        "INSERT INTO ledger VALUES (1, 'list.xlsx', 1);"
        "INSERT INTO ledger_row VALUES (9002, 1, 1, 'dai-cho-1', '10.9.8.7', '00:1d:9c:c6:72:e8', '', '', 'SN-998877', '東棟2F',"
        " '" SECRET_PERSON "', '', '', 0);"
        "INSERT INTO zone VALUES (9003, 1, 'zone', '塗装ゾーンX', 'a', 3, '', 0, 0);"
        "INSERT INTO task VALUES (9004, 1, '', '', '', 0, 'measure', '" SECRET_PLC " を 10.9.8.7 から離す', '" SECRET_PERSON "', '',"
        " '2099-01-01', '', '', 0, 0, 0, '', '', 'open', 0, 1, 'tanaka-taro', 1);";

static int start(void **state)
{
	if (fixture_start(state) != 0)
		return -1;
	fixture_rows(rows);
	expect("PATCH", "/assets/a-00001", boss, "{\"name\":\"" SECRET_PLC "\",\"owner\":\"" SECRET_PERSON "\"}", 200, "");
	expect("POST", "/sites", boss, "{\"name\":\"" SECRET_SITE "\"}", 201, "");
	expect("PATCH", "/answers", boss,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"2\",\"reason\":\"" SECRET_PERSON
	       "が192.0.2.10と" SECRET_SITE "を確認\",\"document\":\"\\\\\\\\10.9.8.7\\\\share\"}", 200, "");
	return 0;
}

/* What the plant is called, and what stands in it: the list that a stranger would look for. */
static const char *secrets[128];
static size_t secret_count;

static void keep_secret(const char *text)
{
	if (text && strlen(text) > 2 && secret_count < 128)
		secrets[secret_count++] = strdup(text);
}

static void read_secrets(void)
{
	static const char *const said[] = {SECRET_PLC, SECRET_PERSON, SECRET_SITE, "tanaka-taro", "192.0.2.7", "10.9.8.7", "dai-cho-1",
	                                   "SN-998877", "東棟2F", "00:1d:9c:c6:72:e8", "塗装ゾーンX", "himitsu"};
	static const char *const keys[] = {"name", "hostname", "serial"};
	static const char *const lists[] = {"ip", "mac"};
	struct json_in *list = get("/assets?limit=1000", boss);
	const struct json_in *items = json_in_array(list, "items");

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		keep_secret(said[i]);
	for (size_t i = 0; i < json_in_count(items); i++) {
		const struct json_in *asset = json_in_object_at(items, i);

		for (size_t k = 0; k < 3; k++)
			keep_secret(json_in_text(asset, keys[k]));
		for (size_t k = 0; k < 2; k++)
			for (size_t n = 0; n < json_in_count(json_in_array(asset, lists[k])); n++)
				keep_secret(json_in_text_at(json_in_array(asset, lists[k]), n));
	}
	json_in_free(list);
	assert_true(secret_count > 15);
}

/* All that a workbook or document holds, as one text; the caller frees. */
static char *unpack(const struct answer *a, size_t *length)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(a->body, a->length, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	char *text = NULL;

	assert_non_null(zip);
	*length = 0;
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		zip_stat_t st;
		zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);

		assert_int_equal(zip_stat_index(zip, (zip_uint64_t)i, 0, &st), 0);
		text = realloc(text, *length + st.size + 1);
		assert_int_equal(zip_fread(file, text + *length, st.size), (zip_int64_t)st.size);
		*length += st.size;
		text[*length] = '\0';
		zip_fclose(file);
	}
	zip_discard(zip);
	return text;
}

/* Whether it stands there by itself: 192.0.2.1 is not in 192.0.2.10. */
static bool says(const char *text, size_t length, const char *secret)
{
	const size_t size = strlen(secret);

	for (const char *at = text; (at = memmem(at, length - (size_t)(at - text), secret, size)) != NULL; at++)
		if ((at == text || !strchr("0123456789.abcdef", at[-1])) && !strchr("0123456789", at[size]))
			return true;
	return false;
}

static size_t count_secrets(struct answer a, const char *what)
{
	const bool packed = a.length > 2 && memcmp(a.body, "PK", 2) == 0;
	size_t length = a.length, found = 0;
	char *text = packed ? unpack(&a, &length) : a.body;

	if (a.status != 200)
		fail_msg("%s: %d %s", what, a.status, a.body);
	for (size_t i = 0; i < secret_count; i++)
		if (says(text, length, secrets[i])) {
			if (strstr(what, "anonymise"))
				fail_msg("%s says %s", what, secrets[i]);
			found++;
		}
	if (packed)
		free(text);
	answer_free(&a);
	return found;
}

/* As it is, it says some of them; asked for so, none. */
static void check(const char *target)
{
	char path[160];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	if (count_secrets(ask(&plant, "GET", path, boss, NULL), target) == 0)
		fail_msg("%s says nothing: it tests nothing", target);
	snprintf(path, sizeof(path), "/api/v1%s%sanonymise=1", target, strchr(target, '?') ? "&" : "?");
	assert_int_equal(count_secrets(ask(&plant, "GET", path, boss, NULL), path), 0);
}

static void test_no_export_says_a_name_or_an_address(void **state)
{
	static const char *const exports[] = {
	        "/assets.csv", "/assets.xlsx", "/assets.csv?lang=en", "/conversations.csv", "/conversations.xlsx", "/operations.csv",
	        "/operations.xlsx", "/findings.csv", "/findings.xlsx", "/findings.eve", "/ledger.xlsx", "/answers.xlsx",
	        "/reports/assessment", "/reports/assessment?lang=en", "/reports/assessment?format=docx", "/reports/checklist",
	        "/reports/findings", "/reports/ledger", "/reports/ledger?format=docx", "/reports/zones", "/reports/management",
	};

	(void)state;
	read_secrets();
	for (size_t i = 0; i < sizeof(exports) / sizeof(exports[0]); i++)
		check(exports[i]);
}

static void test_a_table_of_the_page_says_none(void **state)
{
	static const char body[] = "{\"rows\":[[\"機器\",\"" SECRET_SITE "\"],[\"" SECRET_PLC " 192.0.2.10\",\"12\"],[\"" SECRET_PERSON "\",\"x\"]]}";

	(void)state;
	assert_true(count_secrets(ask(&plant, "POST", "/api/v1/table.xlsx", boss, body), "table") > 2);
	assert_true(count_secrets(ask(&plant, "POST", "/api/v1/table.xlsx?format=csv", boss, body), "table") > 2);
	(void)count_secrets(ask(&plant, "POST", "/api/v1/table.xlsx?anonymise=1", boss, body), "table.xlsx?anonymise");
	struct answer a = ask(&plant, "POST", "/api/v1/table.xlsx?format=csv&anonymise=1", boss, body);
	assert_non_null(strstr(a.body, "機器"));
	assert_non_null(strstr(a.body, "name-"));
	(void)count_secrets(a, "table.csv?anonymise");
}

/* In one file the same is called the same; in the next something else. */
static void test_one_file_one_mapping(void **state)
{
	static const char body[] = "{\"rows\":[[\"a\",\"b\"],[\"" SECRET_PLC "\",\"10.9.8.7\"],[\"" SECRET_PLC "\",\"10.9.8.7\"]]}";
	char first[200], second[200];

	(void)state;
	struct answer a = ask(&plant, "POST", "/api/v1/table.xlsx?format=csv&anonymise=1", boss, body);
	assert_int_equal(sscanf(a.body, "%*[^\n]\n%199[^\r]\r\n%199[^\r]", first, second), 2);
	assert_string_equal(first, second);
	answer_free(&a);
	a = ask(&plant, "POST", "/api/v1/table.xlsx?format=csv&anonymise=1", boss, body);
	assert_int_equal(sscanf(a.body, "%*[^\n]\n%199[^\r]", second), 1);
	assert_string_not_equal(first, second);
	answer_free(&a);
}

/* It would be a file with all the names in it, in the hands of one who believes that it has none. */
static void test_what_cannot_hide_names_is_refused(void **state)
{
	static const char *const targets[] = {"/packets", "/findings/9001/packets", "/tasks.ics", "/assets", "/exports/nftables",
	                                      "/exports/mud"};
	char path[80];

	(void)state;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		snprintf(path, sizeof(path), "%s?anonymise=1", targets[i]);
		expect("GET", path, boss, NULL, 422, "cannot be hidden");
	}
	expect("GET", "/assets?anonymise=0", boss, NULL, 200, "");
}

static int stop(void **state)
{
	for (size_t i = 0; i < secret_count; i++)
		free((char *)(uintptr_t)secrets[i]);
	return fixture_stop(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_no_export_says_a_name_or_an_address),
	        cmocka_unit_test(test_a_table_of_the_page_says_none),
	        cmocka_unit_test(test_one_file_one_mapping),
	        cmocka_unit_test(test_what_cannot_hide_names_is_refused),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
