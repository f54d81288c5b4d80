/* test_expect.c - connections that FTP announces. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "dissect/engine_inside.h"
#include "lib/clock.h"

#define NOON (INT64_C(1000000) * SECOND)

static const uint8_t client[4] = {192, 0, 2, 1}, server[4] = {192, 0, 2, 2};

struct talk {
	struct expectations expected;
	struct sink mute;
	void *state;
};

static struct frame frame_of(bool to_server, uint16_t src_port, uint16_t dst_port, int64_t time)
{
	return (struct frame){.time = time,
			      .src = address_from_ip4(to_server ? client : server),
			      .dst = address_from_ip4(to_server ? server : client),
			      .src_port = src_port,
			      .dst_port = dst_port};
}

static void say(struct talk *t, bool to_server, const char *text)
{
	const struct frame f = frame_of(to_server, to_server ? 40000 : 21, to_server ? 21 : 40000, NOON);
	struct cursor c = cursor_init(text, strlen(text));
	struct context ctx = {.sink = &t->mute,
			      .dissector = &dissector_ftp,
			      .frame = &f,
			      .state = t->state,
			      .to_server = to_server,
			      .on_port = true,
			      .expected = &t->expected};

	while (cursor_left(&c) > 0)
		assert_int_equal(dissector_ftp.dissect(&c, &ctx), VERDICT_YES);
}

/* Whether a connection that somebody opens now is FTP's. */
static bool is_data(struct talk *t, bool to_server, uint16_t port, int64_t time)
{
	const struct frame f = frame_of(to_server, 45678, port, time);
	const int row = expect_take(&t->expected, &f);

	return row >= 0 && dissectors[row] == &dissector_ftp_data;
}

static int set_up(void **state)
{
	struct talk *t = calloc(1, sizeof(*t));

	t->mute = engine_mute;
	t->state = calloc(1, dissector_ftp.state_size);
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	struct talk *t = *state;

	free(t->state);
	free(t);
	return 0;
}

static void test_a_passive_port_is_awaited_once(void **state)
{
	struct talk *t = *state;

	say(t, false, "220 FTP ready\r\n");
	say(t, true, "PASV\r\n");
	say(t, false, "227 Entering Passive Mode (192,0,2,2,221,90)\r\n");
	assert_false(is_data(t, true, 56667, NOON));
	assert_false(is_data(t, false, 56666, NOON)); /* the client has no such port */
	assert_true(is_data(t, true, 56666, NOON + SECOND));
	assert_false(is_data(t, true, 56666, NOON + 2 * SECOND));
}

static void test_the_client_announces_a_port_too(void **state)
{
	struct talk *t = *state;

	say(t, true, "PORT 192,0,2,1,131,46\r\n");
	assert_true(is_data(t, false, 33582, NOON));
	say(t, true, "EPRT |2|2001:db8::1|6275|\r\n");
	assert_true(is_data(t, false, 6275, NOON));
	say(t, false, "229 Entering Extended Passive Mode (|||50001|)\r\n");
	assert_true(is_data(t, true, 50001, NOON));
}

static void test_nobody_is_awaited_for_ever(void **state)
{
	struct talk *t = *state;

	say(t, true, "PORT 192,0,2,1,131,46\r\n");
	assert_false(is_data(t, false, 33582, NOON + 61 * SECOND));
}

static void test_numbers_that_are_no_port_announce_nothing(void **state)
{
	struct talk *t = *state;

	say(t, true, "PORT 192,0,2,1,999,1\r\nEPRT |1|192.0.2.1|99999999999|\r\nPORT\r\nEPRT |1|192.0.2.1|0|\r\n");
	say(t, false, "227 Entering Passive Mode ()\r\n");
	assert_false(t->expected.any);
}

static void test_the_oldest_goes_when_there_are_too_many(void **state)
{
	struct talk *t = *state;

	say(t, true, "PORT 192,0,2,1,131,46\r\n");
	for (int i = 0; i < EXPECTED_MAX; i++)
		say(t, true, "PORT 192,0,2,1,131,47\r\n");
	assert_false(is_data(t, false, 33582, NOON));
	assert_true(is_data(t, false, 33583, NOON));
}

#define TALK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TALK(test_a_passive_port_is_awaited_once),
		TALK(test_the_client_announces_a_port_too),
		TALK(test_nobody_is_awaited_for_ever),
		TALK(test_numbers_that_are_no_port_announce_nothing),
		TALK(test_the_oldest_goes_when_there_are_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
