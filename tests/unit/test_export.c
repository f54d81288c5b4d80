/* test_export.c - the accepted list as files for other programs. SPDX-License-Identifier: Apache-2.0
 *
 * The expected files are tests/golden/export/NAME: made by hand from the formats' own descriptions, and
 * YAGURA_RECORD=1 writes them anew, to be read critically. tests/golden/export/check asks the programs
 * themselves, where they are installed.
 */

#include "store_fixture.h"

#include <string.h>
#include <time.h>
#include <zip.h>

#include "judge/judge.h"
#include "lib/buf.h"
#include "lib/json_in.h"
#include "report/export.h"
#include "store/block_list.h"
#include "store/finding.h"

#define NOW (START + 3600 * SEC)

static void take_learned(struct fixture *f, struct judge *judge, const struct record *r)
{
	const struct inventory_parties parties = inventory_record(f->inventory, r);

	judge_line(judge, f->source, r, &parties);
	assert_int_equal(store_begin(f->store), 0);
	assert_true(store_apply_record(f->store, f->source, r, parties) >= 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_save_judge_changes(f->store, 1, judge), 0);
	assert_int_equal(store_commit(f->store), 0);
}

static struct record conversation(struct fixture *f, uint8_t client, uint8_t server, const char *proto, int32_t port,
				  const char *protocol)
{
	struct record r = flow(f, f->seq + 1, client, server, 9);

	r.proto = proto;
	r.dest_port = port;
	r.app_proto = protocol;
	return r;
}

static void name_device(struct fixture *f, uint64_t number, const char *key, const char *value)
{
	assert_int_equal(inventory_edit(f->inventory, number, key, value, "suzuki", START), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
}

/* A screen and a station ask a controller, by IPv4 and IPv6; one goes outside; one frame has no address. */
static void learn_plant(struct fixture *f, struct judge *judge)
{
	static const uint8_t six[] = {0xfd, 0, [15] = 9}, controller[] = {0xfd, 0, [15] = 2};
	struct record rows[] = {
		conversation(f, 1, 2, "TCP", 502, "modbus"),   operation(f, 90, "write", 5),
		conversation(f, 3, 2, "UDP", 161, "snmp"),     conversation(f, 3, 2, "ICMP", -1, "icmp"),
		conversation(f, 1, 2, "TCP", 44818, "enip"),   conversation(f, 3, 4, "TCP", 443, "tls"),
		conversation(f, 1, 5, "UDP", 5353, "mdns"),    conversation(f, 1, 2, "0x8892", -1, "profinet-rt"),
		conversation(f, 9, 2, "TCP", 4840, "opcua"),
	};

	rows[5].dest_ip = address_from_ip4((const uint8_t[]){203, 0, 113, 9});
	rows[6].dest_ip = address_from_ip4((const uint8_t[]){224, 0, 0, 251});
	rows[6].dest_mac = (struct mac){{1, 0, 0x5e, 0, 0, 0xfb}};
	rows[7].has_ip = false;
	rows[8].src_ip = address_from_ip6(six);
	rows[8].dest_ip = address_from_ip6(controller);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		take_learned(f, judge, &rows[i]);
}

static int set_up_plant(void **state)
{
	const int rc = set_up(state);
	struct fixture *f = *state;
	struct judge *judge = judge_new(NULL, f->inventory);

	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "learn"), 0);
	assert_int_equal(store_load_judge(f->store, 1, judge), 0);
	learn_plant(f, judge);
	name_device(f, 1, "name", "HMI-3\"; } flush ruleset #\n!");
	name_device(f, 2, "name", "2号ラインPLC");
	name_device(f, 1, "zone", "制御情報");
	name_device(f, 2, "zone", "制御");
	judge_free(judge);
	return rc;
}

static void accept_all(struct fixture *f)
{
	assert_int_equal(store_allowed_decide(f->store, &store_system, "", "accepted", 0), 0);
}

static void write_export(struct fixture *f, const char *name, struct export_job job, struct buf *out)
{
	const struct export *export = export_find(name);

	assert_non_null(export);
	buf_clear(out);
	job.store = f->store;
	job.viewer = &store_system;
	job.arena = &f->arena;
	job.now = NOW;
	job.out = out;
	if (export->one_device && !job.asset) {
		assert_int_equal(export_write(export, &job), -EINVAL);
		job.asset = 2;
	}
	if (export_write(export, &job) != 0)
		fail_msg("%s: %s", name, store_error(f->store));
}

static void compare_file(const char *name, struct buf *got)
{
	struct buf wanted = {0};
	char path[256];
	char block[4096];
	size_t n;

	snprintf(path, sizeof(path), "%s/tests/golden/export/%s", SOURCE_ROOT, name);
	FILE *file = fopen(path, getenv("YAGURA_RECORD") ? "w+" : "r");
	assert_non_null(file);
	if (getenv("YAGURA_RECORD")) {
		fwrite(got->data, 1, got->length, file);
		rewind(file);
	}
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		buf_append(&wanted, block, n);
	fclose(file);
	assert_string_equal(buf_string(got), buf_string(&wanted));
	buf_free(&wanted);
}

/* The third fits into a zone, but not what is below it; the fourth does not. */
static void block_some(struct fixture *f)
{
	static const char part[] = "a-part-of-a-name-that-has-sixty-bytes-is-as-long-as-this-one";
	char long_name[256], too_long[300];
	const char *const entries[] = {"198.51.100.0/24", "2001:db8::/64", long_name, too_long, "evil.example"};
	const struct block_list_row row = {.name = "test"};
	int64_t id;

	snprintf(long_name, sizeof(long_name), "%s.%s.%s.%.58s", part, part, part, part);
	snprintf(too_long, sizeof(too_long), "b.%s", long_name);
	assert_int_equal(strlen(long_name), 241);
	assert_int_equal(store_block_list_put(f->store, &store_system, &row, entries, 5, &id), 0);
}

static void test_each_export_is_as_expected(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};
	char name[64];

	accept_all(f);
	block_some(f);
	for (size_t i = 0; i < export_count; i++) {
		snprintf(name, sizeof(name), "%s.%s", exports[i].name, exports[i].suffix);
		if (strcmp(exports[i].suffix, "zip") == 0)
			continue; /* its bytes hold the time */
		write_export(f, exports[i].name, (struct export_job){.enforce = true}, &out);
		compare_file(name, &out);
	}
	buf_free(&out);
}

static void test_only_what_a_person_accepted_goes_out(void **state)
{
	struct fixture *f = *state;
	struct allowed_group *groups;
	struct listing listing;
	struct buf out = {0};
	const struct allowed_filter talk = {.kind = "talk", .q = "modbus"};

	write_export(f, "nftables", (struct export_job){.asset = 0}, &out);
	assert_null(strstr(buf_string(&out), "dport"));
	assert_non_null(strstr(buf_string(&out), "counter accept comment \"not accepted\""));
	write_export(f, "nftables", (struct export_job){.open = true}, &out);
	assert_non_null(strstr(buf_string(&out), "dport 502"));
	assert_int_equal(store_allowed_groups(f->store, &store_system, &talk, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.count, 1);
	assert_int_equal(store_allowed_decide(f->store, &store_system, groups[0].part, "accepted", 0), 0);
	write_export(f, "nftables", (struct export_job){.asset = 0}, &out);
	assert_non_null(strstr(buf_string(&out), "dport 502"));
	assert_null(strstr(buf_string(&out), "dport 44818"));
	/* and no longer than it was accepted for */
	assert_int_equal(store_allowed_decide(f->store, &store_system, groups[0].part, "accepted", NOW - SEC), 0);
	write_export(f, "nftables", (struct export_job){.asset = 0}, &out);
	assert_null(strstr(buf_string(&out), "dport"));
	buf_free(&out);
}

/* Two stations that speak within their subnet, and one that speaks across; all in no zone. Logs are not answered. */
static void learn_stations(struct fixture *f)
{
	struct judge *judge = judge_new(NULL, f->inventory);
	struct record rows[] = {conversation(f, 3, 7, "TCP", 8001, "http"), conversation(f, 3, 255, "UDP", 137, "nbns"),
				conversation(f, 3, 8, "TCP", 8002, "http"), conversation(f, 3, 7, "UDP", 514, "syslog")};

	rows[1].dest_mac = (struct mac){{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
	rows[2].dest_ip = address_from_ip4((const uint8_t[]){192, 168, 2, 8});
	rows[3].flow.answered = 0;
	rows[3].flow.packets_to_client = 0;
	assert_int_equal(store_load_judge(f->store, 1, judge), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		take_learned(f, judge, &rows[i]);
	judge_free(judge);
}

static void test_rules_of_a_firewall_are_of_what_a_router_passes_on(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	learn_stations(f);
	accept_all(f);
	write_export(f, "nftables", (struct export_job){0}, &out);
	assert_null(strstr(buf_string(&out), "dport 8001"));
	assert_null(strstr(buf_string(&out), "dport 137"));
	assert_non_null(strstr(buf_string(&out), "dport 8002"));
	assert_non_null(strstr(buf_string(&out), "between subnets that are in no zone"));
	assert_non_null(strstr(buf_string(&out), "# 4 more stay within their subnet"));
	/* Suricata hears within a subnet, too. */
	write_export(f, "suricata", (struct export_job){0}, &out);
	assert_non_null(strstr(buf_string(&out), " 8001 "));
	assert_non_null(strstr(buf_string(&out), " 514 "));
	buf_free(&out);
}

/* A rule file is run as root: what a device calls itself is no rule. */
static void test_names_of_devices_are_no_rules(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	accept_all(f);
	for (size_t i = 0; i < export_count; i++) {
		if (strcmp(exports[i].name, "acl-csv") == 0)
			continue; /* a quoted cell */
		write_export(f, exports[i].name, (struct export_job){.asset = 1}, &out);
		assert_null(strstr(buf_string(&out), "; }"));
		assert_null(strstr(buf_string(&out), "#\n"));
		assert_null(strstr(buf_string(&out), "\n!\n!\n"));
	}
	buf_free(&out);
}

static const struct json_value *member(const struct json_value *object, const char *key)
{
	const struct json_value *item;

	json_in_each(item, object)
		if (item->key && strcmp(item->key, key) == 0)
			return item;
	fail_msg("%s is missing", key);
	return NULL;
}

static bool has_acl(const struct json_value *acls, const char *name)
{
	const struct json_value *acl;

	json_in_each(acl, acls)
		if (strcmp(member(acl, "name")->text, name) == 0)
			return true;
	return false;
}

/* RFC 8520 2.1 and 3: what must be there, and each list that a policy names is one of RFC 8519. */
static void test_a_mud_file_has_the_structure_of_the_rfc(void **state)
{
	static const char *const policies[] = {"from-device-policy", "to-device-policy"};
	struct fixture *f = *state;
	struct buf out = {0};
	struct json_in_error error;
	const struct json_value *list;
	size_t named = 0;

	accept_all(f);
	write_export(f, "mud", (struct export_job){.asset = 2}, &out);
	const struct json_value *file = json_in_read(&f->arena, out.data, out.length, &error);
	assert_non_null(file);
	const struct json_value *mud = member(file, "ietf-mud:mud");
	const struct json_value *acls = member(member(file, "ietf-access-control-list:acls"), "acl");
	assert_int_equal(member(mud, "mud-version")->number, 1);
	assert_int_equal(strncmp(member(mud, "mud-url")->text, "https://", 8), 0);
	assert_int_equal(member(mud, "last-update")->type, JSON_TEXT);
	assert_int_equal(member(mud, "is-supported")->type, JSON_TRUE);
	assert_in_range(member(mud, "cache-validity")->number, 1, 168);
	assert_true(member(mud, "systeminfo")->length <= 60);
	for (size_t p = 0; p < 2; p++)
		json_in_each(list, member(member(member(mud, policies[p]), "access-lists"), "access-list")) {
			assert_true(has_acl(acls, member(list, "name")->text));
			named++;
		}
	assert_int_equal(named, acls->count);
	assert_int_equal(named, 4);
	buf_free(&out);
}

/* Each file of the archive is the file that the device has alone. */
static void test_all_mud_files_come_in_one_archive(void **state)
{
	struct fixture *f = *state;
	struct buf all = {0}, one = {0};
	zip_error_t problem;
	char bytes[16384];

	accept_all(f);
	write_export(f, "mud-all", (struct export_job){0}, &all);
	write_export(f, "mud", (struct export_job){.asset = 2}, &one);
	zip_error_init(&problem);
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(all.data, all.length, 0, &problem), ZIP_RDONLY, &problem);
	assert_non_null(zip);
	assert_true(zip_get_num_entries(zip, 0) > 1);
	zip_file_t *part = zip_fopen(zip, "a-00002.json", 0);
	assert_non_null(part);
	const zip_int64_t length = zip_fread(part, bytes, sizeof(bytes));
	assert_int_equal(length, one.length);
	assert_memory_equal(bytes, one.data, one.length);
	zip_fclose(part);
	zip_discard(zip);
	zip_error_fini(&problem);
	buf_free(&all);
	buf_free(&one);
}

#define PLANT(name) cmocka_unit_test_setup_teardown(name, set_up_plant, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLANT(test_each_export_is_as_expected),
		PLANT(test_only_what_a_person_accepted_goes_out),
		PLANT(test_rules_of_a_firewall_are_of_what_a_router_passes_on),
		PLANT(test_names_of_devices_are_no_rules),
		PLANT(test_a_mud_file_has_the_structure_of_the_rfc),
		PLANT(test_all_mud_files_come_in_one_archive),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
