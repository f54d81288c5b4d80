/* test_record.c - records as lines and back. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "record/record.h"

#define NOW INT64_C(1772431200123456000)

struct world {
	struct arena arena;
	struct buf first;
	struct buf second;
};

static int set_up(void **state)
{
	static struct world w;

	w = (struct world){0};
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	arena_free(&w->arena);
	buf_free(&w->first);
	buf_free(&w->second);
	return 0;
}

static struct address ip(const char *text)
{
	struct address a;

	assert_true(address_parse(text, &a));
	return a;
}

static struct record common(enum record_type type)
{
	return (struct record){
		.type = type,
		.time = NOW,
		.site = "本社",
		.sensor = "s \"1\"",
		.boot = 3,
		.seq = 99,
		.entry = 7,
		.in_iface = "eth1",
		.vlan = {10, 20},
		.has_ip = true,
		.src_ip = ip("192.0.2.1"),
		.dest_ip = ip("2001:db8::5"),
		.src_port = 40000,
		.dest_port = 502,
		.has_mac = true,
		.src_mac = {{2, 0, 0, 0, 0, 1}},
		.dest_mac = {{2, 0, 0, 0, 0, 2}},
		.proto = "TCP",
		.app_proto = "modbus",
		.flow_id = 81234,
		.community_id = "1:abc",
	};
}

/* Writes, reads and writes again: both lines are the same, and out holds what was read. */
static struct record there_and_back(struct world *w, const struct record *r)
{
	struct record out;
	const char *error = "";

	record_write(&w->first, r);
	assert_int_equal(w->first.data[w->first.length - 1], '\n');
	if (record_read((const char *)w->first.data, w->first.length - 1, &w->arena, &out, &error) != 0)
		fail_msg("%s: %s", error, buf_string(&w->first));
	record_write(&w->second, &out);
	assert_string_equal(buf_string(&w->first), buf_string(&w->second));
	assert_int_equal(out.type, r->type);
	assert_int_equal(out.time, r->time);
	assert_int_equal(out.entry, r->entry);
	return out;
}

static void test_flow_comes_back_as_it_was(void **state)
{
	struct record r = common(RECORD_FLOW);

	r.flow = (struct record_flow){.packets_to_server = UINT64_C(1) << 40, .packets_to_client = 2,
				      .bytes_to_server = 3, .bytes_to_client = 4, .peak = 6, .flows = 5,
				      .answered = 4, .refused = 1, .spread = true,
				      .state = "established", .start = NOW - 1000, .end = NOW};
	struct record out = there_and_back(*state, &r);
	assert_memory_equal(&out.src_ip, &r.src_ip, sizeof(r.src_ip));
	assert_memory_equal(&out.dest_mac, &r.dest_mac, sizeof(r.dest_mac));
	assert_int_equal(out.vlan[1], 20);
	assert_int_equal(out.flow.packets_to_server, r.flow.packets_to_server);
	assert_int_equal(out.flow.peak, 6);
	assert_int_equal(out.flow.start, r.flow.start);
	assert_true(out.flow.spread);
	assert_string_equal(out.site, "本社");
	assert_string_equal(out.sensor, "s \"1\"");
}

static void test_claims_share_a_line(void **state)
{
	struct record_claim second = {.name = "vendor", .slot = -1, .value = "三菱電機",
				      .source = "slmp", .rank = "identity", .confidence = 90,
				      .first_seen = NOW, .last_seen = NOW};
	struct record_claim third = {.name = "serial", .slot = 4, .value = "a\tb", .source = "cip",
				     .rank = "banner", .confidence = 1, .first_seen = NOW,
				     .last_seen = NOW + 1000};
	struct record_item more[] = {{.entry = 8, .vlan = 10, .claim = &second},
				     {.entry = 9, .claim = &third}};
	struct record r = common(RECORD_CLAIM);

	second.has_ip = third.has_mac = true;
	second.ip = ip("192.0.2.9");
	third.mac = (struct mac){{2, 0, 0, 0, 0, 9}};
	r.claim = (struct record_claim){.has_ip = true, .ip = ip("192.0.2.9"), .name = "model",
					.slot = -1, .value = "Q03UDVCPU", .source = "slmp",
					.rank = "identity", .confidence = 90, .first_seen = NOW,
					.last_seen = NOW};
	r.more = more;
	r.more_count = 2;
	struct record out = there_and_back(*state, &r);
	assert_string_equal(out.claim.name, "model");
	assert_true(record_next(&out));
	assert_int_equal(out.entry, 8);
	assert_string_equal(out.claim.value, "三菱電機");
	assert_true(out.claim.has_ip);
	assert_memory_equal(&out.claim.ip, &r.claim.ip, sizeof(r.claim.ip));
	assert_true(record_next(&out));
	assert_int_equal(out.entry, 9);
	assert_int_equal(out.claim.slot, 4);
	assert_true(out.claim.has_mac && !out.claim.has_ip);
	assert_memory_equal(&out.claim.mac, &third.mac, sizeof(third.mac));
	assert_int_equal(out.vlan[0], 0);
	assert_false(record_next(&out));
}

static void test_operations_of_one_conversation_share_a_line(void **state)
{
	struct record_ot second = {.protocol = "modbus", .class = "write", .function = "Write Single Coil",
				   .code = 5, .target = "unit 1", .space = "coil", .range_count = 2,
				   .range = (struct record_range[]){{1, 1}, {7, 9}}, .result = "ok", .count = 2,
				   .period_us = 1000, .jitter_us = 3, .response_us = 44,
				   .first_seen = NOW, .last_seen = NOW};
	struct record_item more = {.entry = 12, .dest_port = 49152, .ot = &second};
	struct record r = common(RECORD_OT);

	r.ot = (struct record_ot){.protocol = "s7comm", .pdu = "userdata", .class = "diagnose",
				  .function = "Read SZL", .code = 4, .has_subcode = true, .subcode = 1,
				  .space = "DB", .range_count = 1, .range = &(struct record_range){5, UINT32_MAX},
				  .wide = true, .exceptions = 3, .count = 10, .period_us = -1,
				  .jitter_us = -1, .response_us = -1, .first_seen = NOW,
				  .last_seen = NOW};
	r.more = &more;
	r.more_count = 1;
	struct record out = there_and_back(*state, &r);
	assert_true(out.ot.wide);
	assert_true(out.ot.has_subcode);
	assert_int_equal(out.ot.range[0].high, UINT32_MAX);
	assert_int_equal(out.ot.period_us, -1);
	assert_true(record_next(&out));
	assert_int_equal(out.entry, 12);
	assert_int_equal(out.dest_port, 49152);
	assert_int_equal(out.ot.range_count, 2);
	assert_int_equal(out.ot.range[1].low, 7);
	assert_int_equal(out.ot.period_us, 1000);
	assert_false(out.ot.has_subcode);
	assert_false(record_next(&out));
}

static void test_asset_comes_back_as_it_was(void **state)
{
	struct mac macs[] = {{{0, 0x1d, 0x9c, 1, 2, 3}}, {{2, 0, 0, 0, 0, 9}}};
	struct address ips[] = {ip("192.0.2.20"), ip("fe80::1")};
	struct record_service services[] = {{"TCP", 44818, "enip"}, {"UDP", 161, NULL}};
	struct record_module modules[] = {{.slot = 0, .model = "1756-L71", .serial = "0x1"}};
	struct record_attribute attributes[] = {{.name = "model", .value = "1756-L71", .source = "cip",
						 .confidence = 90, .rank = "identity", .chosen = true,
						 .first_seen = NOW, .last_seen = NOW}};
	struct record r = common(RECORD_ASSET);

	r.asset = (struct record_asset){.id = "a-00017", .mac = macs, .mac_count = 2, .ip = ips,
					.ip_count = 2, .hostname = "line1-plc", .role = "plc",
					.level = 35, .services = services, .service_count = 2,
					.modules = modules, .module_count = 1,
					.attributes = attributes, .attribute_count = 1,
					.first_seen = NOW, .last_seen = NOW};
	struct record out = there_and_back(*state, &r);
	assert_int_equal(out.asset.mac_count, 2);
	assert_memory_equal(&out.asset.ip[1], &ips[1], sizeof(ips[1]));
	assert_int_equal(out.asset.level, 35);
	assert_int_equal(out.asset.services[1].port, 161);
	assert_null(out.asset.services[1].app_proto);
	assert_true(out.asset.attributes[0].chosen);
	assert_null(out.asset.vendor);
}

static void test_names_looked_up_come_back(void **state)
{
	struct world *w = *state;
	struct record r = common(RECORD_DNS);
	const struct record_dns name = {.rrname = "time.example", .rrtype = "A", .rcode = "NXDOMAIN",
					.queries = 3, .answers = 2, .failures = 2};
	const struct record_item more = {.entry = 8, .dns = &name};

	r.dns = (struct record_dns){.queries = 9, .names = 1, .others = 6};
	r.more = &more;
	r.more_count = 1;
	struct record out = there_and_back(w, &r);
	assert_null(out.dns.rrname);
	assert_int_equal(out.dns.others, 6);
	assert_true(record_next(&out));
	assert_string_equal(out.dns.rrname, "time.example");
	assert_string_equal(out.dns.rcode, "NXDOMAIN");
	assert_int_equal(out.dns.failures, 2);
	assert_int_equal(out.entry, 8);
}

static void test_liveness_comes_back(void **state)
{
	struct world *w = *state;
	struct record r = common(RECORD_LIVENESS);

	r.liveness = (struct record_liveness){"server", "silent", "rhythm", r.time - 5000, 7000000};
	const struct record out = there_and_back(w, &r);
	assert_string_equal(out.liveness.side, "server");
	assert_string_equal(out.liveness.state, "silent");
	assert_string_equal(out.liveness.method, "rhythm");
	assert_int_equal(out.liveness.since, r.liveness.since);
	assert_int_equal(out.liveness.usual_us, 7000000);
}

static void test_anomaly_and_stats_come_back(void **state)
{
	struct world *w = *state;
	struct record_counter counters[] = {{"capture.packets", 10}, {"flow.held", 0}};
	struct record r = common(RECORD_ANOMALY), s = common(RECORD_STATS);

	r.anomaly = (struct record_anomaly){.event = "modbus.length", .layer = "app", .count = 2};
	assert_string_equal(there_and_back(w, &r).anomaly.event, "modbus.length");
	buf_clear(&w->first);
	buf_clear(&w->second);
	s.stats = (struct record_stats){.state = "broken", .detail = "at byte 7", .counters = counters,
					.counter_count = 2};
	struct record out = there_and_back(w, &s);
	assert_string_equal(out.stats.detail, "at byte 7");
	assert_int_equal(out.stats.counter_count, 2);
}

static void test_wrong_lines_are_refused_with_a_reason(void **state)
{
	static const char *const lines[] = {
		"",
		"[]",
		"{\"event_type\":\"flow\"",
		"{\"event_type\":\"nonsense\"}",
		"{\"event_type\":\"flow\",\"timestamp\":\"2026-03-02T06:00:00Z\"}",
		"{\"event_type\":\"claim\",\"claim\":{\"ip\":\"192.0.2.1\",\"name\":\"model\"}}",
		"{\"event_type\":\"claim\",\"claim\":{\"name\":\"a\",\"value\":\"b\"}}",
		"{\"event_type\":\"claim\",\"claim\":{\"ip\":\"192.0.2.1\",\"name\":\"a\",\"value\":\"b\","
		"\"more\":[{\"name\":\"c\"}]}}",
		"{\"event_type\":\"claim\",\"claim\":{\"ip\":\"192.0.2.1\",\"name\":\"a\",\"value\":\"b\","
		"\"more\":7}}",
		"{\"event_type\":\"ot\",\"ot\":{\"protocol\":\"s7comm\",\"class\":\"read\",\"count\":-1}}",
	};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct record out;
		const char *error = NULL;

		if (record_read(lines[i], strlen(lines[i]), &w->arena, &out, &error) == 0)
			fail_msg("read: %s", lines[i]);
		assert_non_null(error);
	}
}

static void test_alert_comes_back_as_it_was(void **state)
{
	static const char *const techniques[] = {"T0821", "T0855"};
	const struct record_metadata metadata[] = {{"attack_ics", techniques, 2}, {"smkl", NULL, 0}};
	struct record r = common(RECORD_ALERT);

	r.alert = (struct record_alert){.action = "allowed", .gid = 1, .signature_id = 2100498, .rev = 7,
					.signature = "PLC を停止", .category = "control", .severity = 1,
					.metadata = metadata, .metadata_count = 2};
	struct record out = there_and_back(*state, &r);
	assert_int_equal(out.alert.signature_id, 2100498);
	assert_int_equal(out.alert.severity, 1);
	assert_int_equal(out.alert.metadata_count, 2);
	assert_int_equal(out.alert.metadata[0].count, 2);
	assert_string_equal(out.alert.metadata[0].values[1], "T0855");
	assert_int_equal(out.alert.metadata[1].count, 0);
}

static void test_metadata_of_other_sensors_is_taken(void **state)
{
	static const char line[] = "{\"event_type\":\"alert\",\"alert\":{\"signature\":\"x\",\"metadata\":"
				   "{\"a\":\"alone\",\"b\":[1,\"c\",null],\"d\":{\"e\":\"f\"},\"g\":8}}}";
	struct world *w = *state;
	struct record out;
	const char *error = "";

	assert_int_equal(record_read(line, sizeof(line) - 1, &w->arena, &out, &error), 0);
	assert_int_equal(out.alert.severity, 3);
	assert_int_equal(out.alert.metadata_count, 4);
	assert_string_equal(out.alert.metadata[0].values[0], "alone");
	assert_int_equal(out.alert.metadata[1].count, 1);
	assert_string_equal(out.alert.metadata[1].values[0], "c");
	assert_int_equal(out.alert.metadata[2].count, 0);
	assert_int_equal(out.alert.metadata[3].count, 0);
}

/* Other sensors order keys as they like, have more of them, and write null. */
static void test_keys_come_in_any_order(void **state)
{
	static const char line[] =
		"{\"flow\":{\"end\":\"2026-03-02T06:00:01Z\",\"reason\":{\"a\":[{}]},\"bytes_toclient\":9,"
		"\"pkts_toserver\":1,\"state\":null,\"start\":\"2026-03-02T06:00:00Z\",\"age\":1.5},"
		"\"dest_ip\":\"192.0.2.2\",\"alert\":7,\"src_ip\":\"192.0.2.1\",\"vlan\":[5],\"proto\":\"TCP\","
		"\"pcap_cnt\":3,\"ether\":{\"dest_mac\":\"02:00:00:00:00:02\",\"more\":1},\"event_type\":\"flow\","
		"\"dest_port\":502,\"timestamp\":\"2026-03-02T15:00:00.000001+09:00\"}";
	struct world *w = *state;
	struct record out;
	const char *error = "";

	if (record_read(line, sizeof(line) - 1, &w->arena, &out, &error) != 0)
		fail_msg("%s", error);
	assert_int_equal(out.type, RECORD_FLOW);
	assert_true(out.has_ip);
	assert_false(out.has_mac);
	assert_int_equal(out.dest_port, 502);
	assert_int_equal(out.src_port, -1);
	assert_int_equal(out.vlan[0], 5);
	assert_int_equal(out.flow.bytes_to_client, 9);
	assert_int_equal(out.flow.packets_to_server, 1);
	assert_int_equal(out.flow.end - out.flow.start, INT64_C(1000000000));
	assert_int_equal(out.time, out.flow.start + 1000);
	assert_null(out.flow.state);
}

static void test_what_further_items_leave_out_is_as_before(void **state)
{
	static const char claims[] =
		"{\"event_type\":\"claim\",\"claim\":{\"more\":[{\"entry\":2,\"name\":\"serial\",\"value\":\"1\"},"
		"{\"entry\":3,\"name\":\"os\",\"value\":\"x\",\"source\":\"ntlm\",\"rank\":\"banner\",\"confidence\":5},"
		"{\"vlan\":[9],\"ip\":\"192.0.2.1\",\"name\":\"os\",\"value\":\"y\"},{\"name\":\"os\",\"value\":\"z\"},"
		"{\"vlan\":[],\"mac\":\"02:00:00:00:00:03\",\"name\":\"os\",\"value\":\"w\"}],"
		"\"mac\":\"02:00:00:00:00:02\",\"name\":\"model\",\"slot\":4,\"value\":\"m\",\"source\":\"cip\","
		"\"rank\":\"identity\",\"confidence\":90,\"first_seen\":\"2026-03-02T06:00:00Z\"}}";
	static const char operations[] =
		"{\"event_type\":\"ot\",\"ot\":{\"protocol\":\"modbus\",\"class\":\"read\",\"function\":\"a\","
		"\"target\":\"unit 1\",\"count\":3,\"last_seen\":\"2026-03-02T06:00:00Z\",\"period_us\":7,"
		"\"more\":[{\"code\":6,\"low\":5},{\"class\":\"write\",\"subcode\":-1}]}}";
	struct world *w = *state;
	struct record r;
	const char *error = "";

	assert_int_equal(record_read(claims, sizeof(claims) - 1, &w->arena, &r, &error), 0);
	assert_true(record_next(&r));
	assert_int_equal(r.entry, 2);
	assert_int_equal(r.claim.slot, -1);
	assert_string_equal(r.claim.source, "cip");
	assert_string_equal(r.claim.rank, "identity");
	assert_int_equal(r.claim.confidence, 90);
	assert_true(r.claim.has_mac && r.claim.first_seen != 0);
	assert_true(record_next(&r));
	assert_string_equal(r.claim.source, "ntlm");
	assert_int_equal(r.claim.confidence, 5);
	assert_true(record_next(&r));
	assert_string_equal(r.claim.source, "ntlm");
	assert_true(r.claim.has_ip && !r.claim.has_mac);
	assert_int_equal(r.vlan[0], 9);
	assert_true(record_next(&r));
	assert_true(r.claim.has_ip);
	assert_int_equal(r.vlan[0], 9);
	assert_true(record_next(&r));
	assert_true(r.claim.has_mac && !r.claim.has_ip);
	assert_int_equal(r.vlan[0], 0);
	assert_false(record_next(&r));
	assert_int_equal(record_read(operations, sizeof(operations) - 1, &w->arena, &r, &error), 0);
	assert_true(record_next(&r));
	assert_string_equal(r.ot.protocol, "modbus");
	assert_string_equal(r.ot.class, "read");
	assert_null(r.ot.function);
	assert_null(r.ot.target);
	assert_int_equal(r.ot.count, 0);
	assert_int_equal(r.ot.period_us, -1);
	assert_true(r.ot.last_seen != 0);
	assert_int_equal(r.ot.range_count, 1);
	assert_int_equal(r.ot.range[0].high, 5);
	assert_true(record_next(&r));
	assert_string_equal(r.ot.class, "write");
	assert_int_equal(r.ot.subcode, -1);
	assert_int_equal(r.ot.range_count, 0);
}

static void test_wrong_kinds_of_value_are_refused(void **state)
{
	static const char *const keys[] = {
		"\"timestamp\":\"2026-13-01T00:00:00Z\"", "\"timestamp\":\"\"", "\"timestamp\":1",
		"\"site\":1", "\"boot\":-1", "\"seq\":\"1\"", "\"entry\":1.5", "\"src_port\":65536",
		"\"dest_port\":-2", "\"src_ip\":\"192.0.2\"", "\"dest_ip\":[]", "\"ether\":7",
		"\"ether\":{\"src_mac\":\"02:00\"}", "\"flow_id\":true",
	};
	static const char *const bodies[] = {
		"ot\":7", "ot\":[]", "ot\":{\"protocol\":\"a\",\"class\":\"b\",\"code\":4294967296}",
		"ot\":{\"protocol\":\"a\",\"class\":\"b\",\"subcode\":2147483648}",
		"ot\":{\"protocol\":\"a\",\"class\":\"b\",\"ranges\":{}}",
		"ot\":{\"protocol\":\"a\",\"class\":\"b\",\"more\":[7]}",
		"ot\":{\"protocol\":\"a\",\"class\":\"b\",\"more\":[[1,2]]}",
		"stats\":9", "asset\":{\"mac\":{\"a\":\"02:00:00:00:00:02\"}}", "asset\":{\"ip\":7}",
		"asset\":{\"mac\":[7]}", "asset\":{\"services\":[[]]}", "asset\":{\"level\":\"1\"}",
		"asset\":{\"level\":1e300}", "asset\":{\"attributes\":true}",
	};
	struct world *w = *state;
	struct record out;
	const char *error = NULL;
	char line[256];

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		snprintf(line, sizeof(line), "{\"event_type\":\"stats\",\"stats\":{},%s}", keys[i]);
		if (record_read(line, strlen(line), &w->arena, &out, &error) == 0)
			fail_msg("read: %s", line);
	}
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		snprintf(line, sizeof(line), "{\"event_type\":\"%.*s\",\"%s}",
			 (int)strcspn(bodies[i], "\""), bodies[i], bodies[i]);
		if (record_read(line, strlen(line), &w->arena, &out, &error) == 0)
			fail_msg("read: %s", line);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(flow_comes_back_as_it_was),
		TEST(claims_share_a_line),
		TEST(operations_of_one_conversation_share_a_line),
		TEST(asset_comes_back_as_it_was),
		TEST(names_looked_up_come_back),
		TEST(liveness_comes_back),
		TEST(anomaly_and_stats_come_back),
		TEST(wrong_lines_are_refused_with_a_reason),
		TEST(alert_comes_back_as_it_was),
		TEST(metadata_of_other_sensors_is_taken),
		TEST(keys_come_in_any_order),
		TEST(what_further_items_leave_out_is_as_before),
		TEST(wrong_kinds_of_value_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
