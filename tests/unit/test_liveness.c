/* test_liveness.c - devices are alive as long as one of their conversations is. SPDX-License-Identifier: Apache-2.0 */

#include "inventory_stories.h"

#define PLC "192.168.10.11"
#define HMI "192.168.10.21"

static int64_t usual_us = 7000000;

static void tell(const char *client, const char *server, const char *protocol, const char *side,
                 const char *state, int64_t since)
{
	struct record r = {.type = RECORD_LIVENESS,
	                   .time = START + since * SECOND,
	                   .sensor = "s1",
	                   .has_ip = true,
	                   .src_ip = ip_of(client),
	                   .dest_ip = ip_of(server),
	                   .src_port = -1,
	                   .dest_port = 502,
	                   .proto = "TCP",
	                   .app_proto = protocol};

	r.liveness = (struct record_liveness){side, state, "rhythm", START + since * SECOND, usual_us};
	(void)inventory_record(inv, &r);
}

static int set_up(void **state)
{
	const int rc = setup(state);

	ARP("00:00:0a:12:0c:42", PLC, .first = 1);
	ARP("00:00:0a:12:0c:43", HMI, .first = 1);
	return rc;
}

static void test_device_without_a_rhythm_is_unknown(void **state)
{
	(void)state;
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_UNKNOWN);
	tell(HMI, "192.168.10.99", "modbus", "server", "alive", 1); /* nobody knows it */
	assert_null(asset_at("192.168.10.99"));
}

static void test_device_is_silent_when_its_last_conversation_is(void **state)
{
	(void)state;
	tell(HMI, PLC, "modbus", "server", "alive", 1);
	tell(HMI, PLC, "http", "server", "alive", 1);
	tell(HMI, PLC, "modbus", "client", "alive", 1);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
	assert_int_equal(asset_at(HMI)->liveness, LIVENESS_ALIVE);
	tell(HMI, PLC, "modbus", "server", "silent", 100);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
	tell(HMI, PLC, "http", "server", "silent", 90);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_SILENT);
	assert_int_equal(asset_at(PLC)->usual_silence, 7 * SECOND);
	assert_int_equal(asset_at(HMI)->liveness, LIVENESS_ALIVE);
	tell(HMI, PLC, "modbus", "server", "alive", 300);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
	assert_int_equal(asset_at(PLC)->liveness_since, START + 300 * SECOND);
}

static void test_same_thing_told_again_changes_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		tell(HMI, PLC, "modbus", "server", "alive", 1);
	tell(HMI, PLC, "modbus", "server", "silent", 50);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_SILENT);
	while (inventory_next_asset(inv))
		;
	tell(HMI, PLC, "modbus", "server", "silent", 50);
	assert_null(inventory_next_asset(inv));
}

static void test_word_that_is_no_state_is_passed_over(void **state)
{
	(void)state;
	tell(HMI, PLC, "modbus", "server", "gone", 1);
	tell(HMI, PLC, "modbus", "server", NULL, 1);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_UNKNOWN);
	assert_int_equal(liveness_parse("silent"), LIVENESS_SILENT);
	assert_int_equal(liveness_parse("x"), -1);
}

/* NTP asks every five minutes: whoever answers each second is missed before. */
static void test_slow_conversation_keeps_nobody_alive(void **state)
{
	(void)state;
	usual_us = INT64_C(1200000000);
	tell(PLC, HMI, "ntp", "client", "alive", 1);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
	usual_us = 7000000;
	tell(HMI, PLC, "modbus", "server", "alive", 1);
	tell(HMI, PLC, "modbus", "server", "silent", 100);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_SILENT);
	tell(HMI, PLC, "modbus", "server", "alive", 200);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
}

/* The slow one tells of its silence last, and was heard first. */
static void test_silence_counts_from_what_was_heard_last(void **state)
{
	(void)state;
	tell(HMI, PLC, "modbus", "server", "alive", 1);
	usual_us = 60000000;
	tell(HMI, PLC, "http", "server", "alive", 1);
	usual_us = 7000000;
	tell(HMI, PLC, "modbus", "server", "silent", 100);
	usual_us = 60000000;
	tell(HMI, PLC, "http", "server", "silent", 90);
	usual_us = 7000000;
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_SILENT);
	assert_int_equal(asset_at(PLC)->liveness_since, START + 100 * SECOND);
}

#define ON_LINE(name) cmocka_unit_test_setup_teardown(name, set_up, teardown)

/* Who is asked each minute answers each minute: that is our rhythm, and its end is not his silence. */
static void test_what_we_ask_ourselves_is_no_rhythm_of_theirs(void **state)
{
	const struct address own = ip_of(HMI), plc = ip_of(PLC);

	(void)state;
	assert_true(inventory_asks_from(inv, &own));
	assert_false(inventory_asks_from(inv, &own));
	inventory_asks(inv, &plc, 502);
	tell(HMI, PLC, NULL, "server", "alive", 1);
	tell(PLC, HMI, NULL, "client", "alive", 1);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_UNKNOWN);
	tell("192.168.10.99", PLC, "modbus", "server", "alive", 2);
	tell("192.168.10.99", PLC, "modbus", "server", "silent", 50);
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_SILENT);
	tell(HMI, PLC, "modbus", "server", "alive", 60); /* it says something: that is not the check */
	assert_int_equal(asset_at(PLC)->liveness, LIVENESS_ALIVE);
	for (uint8_t i = 1; i <= INVENTORY_ASKERS; i++) { /* the oldest are forgotten */
		const struct address other = address_from_ip4((const uint8_t[]){10, 0, 0, i});

		assert_true(inventory_asks_from(inv, &other));
	}
	assert_true(inventory_asks_from(inv, &own));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        ON_LINE(test_device_without_a_rhythm_is_unknown),
	        ON_LINE(test_device_is_silent_when_its_last_conversation_is),
	        ON_LINE(test_slow_conversation_keeps_nobody_alive),
	        ON_LINE(test_silence_counts_from_what_was_heard_last),
	        ON_LINE(test_same_thing_told_again_changes_nothing),
	        ON_LINE(test_word_that_is_no_state_is_passed_over),
	        ON_LINE(test_what_we_ask_ourselves_is_no_rhythm_of_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
