/* test_uses.c - uses of data: the catalogue is whole, traffic is taken for what it is. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/dataflow.h"
#include "govern/uses.h"
#include "inventory/zoning.h"

static bool has_class(const char *id)
{
	const struct data_book *b = data_book();

	for (size_t i = 0; i < b->class_count; i++)
		if (strcmp(b->classes[i].id, id) == 0)
			return true;
	return false;
}

static bool has_change(const char *id)
{
	const struct use_book *b = use_book();

	for (size_t i = 0; i < b->change_count; i++)
		if (strcmp(b->changes[i].id, id) == 0)
			return true;
	return false;
}

static void test_every_name_of_the_catalogue_is_known(void **state)
{
	const struct use_book *b = use_book();

	(void)state;
	assert_int_equal(b->case_count, 7);
	assert_int_equal(b->change_count, 5);
	assert_int_equal(b->flow_count, 4);
	for (size_t i = 0; i < b->flow_count; i++) {
		assert_true(b->flows[i].flag_count > 0);
		for (size_t f = 0; f < b->flows[i].flag_count; f++)
			if (!use_rule_named(b->flows[i].flags[f].rule))
				fail_msg("no rule %s", b->flows[i].flags[f].rule);
	}
	for (size_t i = 0; i < b->sign_count; i++) {
		if (!use_rule_named(b->signs[i].rule))
			fail_msg("no rule %s", b->signs[i].rule);
		assert_non_null(use_flow_of(b, b->signs[i].flow));
		for (size_t d = 0; d < b->signs[i].data.count; d++)
			assert_true(has_class(b->signs[i].data.text[d]));
		for (size_t c = 0; c < b->signs[i].changes.count; c++)
			assert_true(has_change(b->signs[i].changes.text[c]));
	}
	assert_null(use_rule_named("nothing"));
}

static struct use_end end(const char *role, int level)
{
	return (struct use_end){.asset = 1, .level = level, .outside = level == 50, .name = "", .role = role, .os = ""};
}

static bool shows(const char *rule, const char *protocol, struct use_end client, struct use_end server)
{
	const struct use_pair pair = {.client = client, .server = server, .protocol = protocol};

	return use_rule_named(rule)(&pair);
}

static void test_rules_know_what_they_look_for(void **state)
{
	(void)state;
	const struct use_end plc = end("plc", 10), hmi = end("hmi", 20), mes = end("mes", 30), pc = end("pc", 40);
	const struct use_end cloud = end("internet", 50), camera = end("camera", 10), agv = end("agv", 10);
	const struct use_end router = end("router", 40), unknown = end("unknown", -1);

	assert_true(shows("video_out", "tls", camera, cloud));
	assert_false(shows("video_out", "tls", camera, mes));
	assert_false(shows("video_out", "tls", plc, cloud));
	assert_true(shows("data_to_cloud", "mqtt", mes, cloud));
	assert_false(shows("data_to_cloud", "mqtt", cloud, mes));
	assert_false(shows("data_to_cloud", "mqtt", pc, cloud));
	assert_true(shows("system_to_cloud", "tls", mes, cloud));
	assert_false(shows("system_to_cloud", "mqtt", mes, cloud));
	assert_true(shows("remote_tool", "rdp", cloud, hmi));
	assert_false(shows("remote_tool", "rdp", pc, hmi));
	assert_true(shows("remote_tool", "teamviewer", hmi, cloud));
	assert_true(shows("it_ot", "s7comm", pc, plc));
	assert_true(shows("it_ot", "s7comm", plc, pc));
	assert_false(shows("it_ot", "http", pc, mes));
	assert_false(shows("it_ot", "snmp", router, plc));
	assert_false(shows("it_ot", "snmp", pc, unknown));
	assert_true(shows("fa_oa", "http", pc, mes));
	assert_true(shows("fa_data_in_oa", "tds", pc, mes));
	assert_false(shows("fa_data_in_oa", "s7comm", pc, plc));
	assert_true(shows("modular", "opcua", mes, pc));
	assert_false(shows("modular", "opcua", hmi, pc));
	assert_true(shows("edge_up", "http", plc, mes));
	assert_false(shows("edge_up", "http", plc, hmi));
	assert_false(shows("edge_up", "http", agv, mes));
	assert_true(shows("wireless", "http", agv, mes));
	assert_true(shows("computers", "http", agv, mes));
	assert_false(shows("computers", "modbus", hmi, plc));
	assert_true(shows("terminals", "rdp", cloud, hmi));
	assert_false(shows("outside", "tls", cloud, cloud));
}

static int64_t put(struct fixture *f, struct data_use use)
{
	const char **const texts[] = {&use.use_case, &use.data, &use.forms, &use.changes, &use.flow, &use.stage, &use.owner,
				      &use.partner, &use.agreed, &use.protocols, &use.sign, &use.note};
	int64_t id;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = *texts[i] ? *texts[i] : "";
	use.scope = STORE_ROOT_SCOPE;
	use.state = use.state ? use.state : "open";
	assert_int_equal(store_data_use_put(f->store, &store_system, &use, &id), 0);
	return id;
}

static struct use_look look(struct fixture *f)
{
	struct use_look out = {0};

	assert_int_equal(use_look(f->store, &store_system, &store_system, STORE_ROOT_SCOPE, &f->arena, &out), 0);
	return out;
}

static const struct use_proposal *proposed(const struct use_look *l, const char *sign)
{
	for (size_t i = 0; i < l->proposal_count; i++)
		if (strcmp(l->proposals[i].sign->id, sign) == 0)
			return &l->proposals[i];
	return NULL;
}

/* A gateway of the plant tells a cloud by MQTT; somebody outside calls by RDP. */
static void feed_outside(struct fixture *f)
{
	struct record r = flow(f, 1, 1, 9, 5);

	r.dest_ip = address_from_ip4((const uint8_t[]){8, 8, 4, 4});
	r.app_proto = "mqtt";
	take(f, &r);
	r = flow(f, 2, 9, 2, 5);
	r.src_ip = address_from_ip4((const uint8_t[]){8, 8, 4, 5});
	r.app_proto = "rdp";
	take(f, &r);
}

static void test_what_the_traffic_shows_is_proposed_until_it_is_named(void **state)
{
	struct fixture *f = *state;

	feed_outside(f);
	struct use_look l = look(f);
	const struct use_proposal *p = proposed(&l, "data-cloud");

	assert_non_null(p);
	assert_int_equal(p->pairs, 1);
	assert_int_equal(p->to_zone, ZONE_OUTSIDE);
	assert_string_equal(p->protocols, "mqtt");
	assert_non_null(proposed(&l, "remote-tool"));
	put(f, (struct data_use){.name = "cloud", .sign = "data-cloud", .to_zone = ZONE_OUTSIDE, .protocols = "mqtt", .flow = "external"});
	put(f, (struct data_use){.name = "none", .sign = "remote-tool", .from_zone = ZONE_OUTSIDE, .state = "dropped"});
	l = look(f);
	assert_null(proposed(&l, "data-cloud"));
	assert_null(proposed(&l, "remote-tool"));
	assert_int_equal(l.seen[0].pairs, 1);
	assert_int_equal(l.seen[0].outside, 1);
	assert_int_equal(l.seen[0].flags[0], 1);
}

static void test_a_use_without_bounds_covers_nothing(void **state)
{
	struct fixture *f = *state;

	feed_outside(f);
	put(f, (struct data_use){.name = "vague", .flow = "external"});
	put(f, (struct data_use){.name = "part of a word", .protocols = "mqtt-sn"});
	const struct use_look l = look(f);

	assert_int_equal(l.use_count, 2);
	assert_int_equal(l.seen[0].pairs, 0);
	assert_int_equal(l.seen[1].pairs, 0);
}

static void test_a_use_is_kept_changed_once_and_removed(void **state)
{
	struct fixture *f = *state;
	const int64_t id = put(f, (struct data_use){.name = "one", .agreed = "契約 3条"});
	const int64_t none[] = {77};
	const struct viewer other = {.user = "other", .scopes = none, .scope_count = 1};
	struct use_look l = look(f);
	struct data_use row = l.uses[0];
	int64_t again;

	assert_string_equal(row.agreed, "契約 3条");
	row.name = "two";
	assert_int_equal(store_data_use_put(f->store, &other, &row, &again), -EACCES);
	assert_int_equal(store_data_use_put(f->store, &store_system, &row, &again), 0);
	assert_int_equal(store_data_use_put(f->store, &store_system, &row, &again), -ESTALE);
	assert_int_equal(store_data_use_remove(f->store, &other, id), -ENOENT);
	assert_int_equal(store_data_use_remove(f->store, &store_system, id), 0);
	assert_int_equal(look(f).use_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_name_of_the_catalogue_is_known),
		cmocka_unit_test(test_rules_know_what_they_look_for),
		TEST(test_what_the_traffic_shows_is_proposed_until_it_is_named),
		TEST(test_a_use_without_bounds_covers_nothing),
		TEST(test_a_use_is_kept_changed_once_and_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
