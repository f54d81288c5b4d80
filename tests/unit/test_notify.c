/* test_notify.c - who is told of what, when, and in which words. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include <string.h>
#include <sys/stat.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "notify/decide.h"
#include "notify/message.h"
#include "notify/notify.h"
#include "store/sql.h"

static const unsigned char key[SEAL_KEY_SIZE] = {1, 2, 3};

/* ---- when ---- */

static void test_quiet_hours_go_over_midnight(void **state)
{
	static const char *const bad[] = {"22:00", "22:00-", "24:00-06:00", "2:00-06:00", "22:00-06:60",
					  "22:00-06:00 ", "-", "22.00-06.00"};
	struct quiet q;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(quiet_parse(bad[i], &q));
	assert_true(quiet_parse("", &q));
	assert_false(quiet_holds(&q, START));
	const int64_t midnight = START - START % (86400 * SEC) - clock_offset(START) * SEC;
	assert_true(quiet_parse("22:00-06:30", &q));
	assert_true(quiet_holds(&q, midnight));
	assert_true(quiet_holds(&q, midnight + 23400 * SEC - 1));
	assert_false(quiet_holds(&q, midnight + 23400 * SEC));
	assert_false(quiet_holds(&q, midnight + 79200 * SEC - 1));
	assert_true(quiet_holds(&q, midnight + 79200 * SEC));
	assert_true(quiet_parse("12:00-13:00", &q));
	assert_true(quiet_holds(&q, midnight + 43200 * SEC));
	assert_false(quiet_holds(&q, midnight + 46800 * SEC));
}

static void test_tries_come_later_and_later_but_never_end(void **state)
{
	(void)state;
	assert_int_equal(retry_after(0), 60 * SEC);
	assert_int_equal(retry_after(1), 120 * SEC);
	assert_int_equal(retry_after(5), 1920 * SEC);
	assert_int_equal(retry_after(6), 3600 * SEC);
	assert_int_equal(retry_after(1000000), 3600 * SEC);
	assert_int_equal(rate_left(12, 11), 1);
	assert_int_equal(rate_left(12, 13), 0);
}

/* ---- the queue ---- */

static int64_t add_channel(struct fixture *f, struct channel_row row)
{
	int64_t id = 0;

	row.name = row.name ? row.name : "one";
	row.kind = row.kind ? row.kind : "webhook";
	row.quiet = row.quiet ? row.quiet : "";
	row.rate = row.rate ? row.rate : 100;
	row.language = "en";
	row.settings = "{\"url\":\"http://127.0.0.1/\"}";
	assert_int_equal(store_channel_save(f->store, &store_system, &row, &id), 0);
	return id;
}

static void add_finding(struct fixture *f, int device, const char *detector, enum severity severity)
{
	char sql[512];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO finding (scope_id, detector, device, peer, key, detail, severity, state,"
		 " device_name, peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES (1, '%s',"
		 " %d, 0, '', 'a | b = \"c\" ] \\', %d, 'new', 'PLC-%d', '', 1, %lld, %lld, %lld, %lld)",
		 detector, device, severity, device, (long long)f->source, (long long)START,
		 (long long)START, (long long)START);
	assert_int_equal(sql_exec(f->store, sql), 0);
}

static struct channel_row row_of(struct fixture *f, int64_t id, int64_t now)
{
	struct channel_row row;

	assert_int_equal(store_channel(f->store, &store_system, id, now, &f->arena, &row), 0);
	return row;
}

static uint64_t waiting(struct fixture *f, int64_t id)
{
	return row_of(f, id, START).waiting;
}

/* What goes now: the number of findings, 0 nothing, -1 an error. */
static int next(struct fixture *f, int64_t id, int64_t now, struct notify_due *due, struct buf *out)
{
	const struct channel_row row = row_of(f, id, now);

	buf_clear(out);
	const int rc = notify_next(f->store, &row, key, "main", now, due, out);
	return rc == 1 ? (int)due->count : rc;
}

static void test_only_what_is_wanted_waits(void **state)
{
	struct fixture *f = *state;
	const int64_t off = add_channel(f, (struct channel_row){.captures = true}),
		      high = add_channel(f, (struct channel_row){.enabled = true, .captures = true, .least = SEVERITY_HIGH}),
		      live = add_channel(f, (struct channel_row){.enabled = true, .least = SEVERITY_LOW});

	add_finding(f, 1, "presence.new_device", SEVERITY_MEDIUM);
	add_finding(f, 2, "presence.new_device", SEVERITY_HIGH);
	assert_int_equal(waiting(f, off), 0);
	assert_int_equal(waiting(f, high), 1);
	assert_int_equal(waiting(f, live), 0); /* the source is a capture */
	assert_int_equal(sql_exec(f->store, "UPDATE source SET kind = 'live'"), 0);
	add_finding(f, 3, "presence.new_device", SEVERITY_LOW);
	assert_int_equal(waiting(f, live), 1);
	/* it becomes urgent enough; counting on says nothing new */
	assert_int_equal(sql_exec(f->store, "UPDATE finding SET count = count + 1, severity = severity"), 0);
	assert_int_equal(waiting(f, high), 1);
	assert_int_equal(sql_exec(f->store, "UPDATE finding SET severity = 4 WHERE device = 1"), 0);
	assert_int_equal(waiting(f, high), 2);
	/* closed and back: told again, but once */
	assert_int_equal(sql_exec(f->store, "DELETE FROM notice"), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(sql_exec(f->store, "INSERT INTO finding_note (finding_id, at, user, kind, value, text)"
						    " VALUES (2, 5, '', 'reopened', 'new', '')"), 0);
	assert_int_equal(waiting(f, high), 1);
	/* switched off, what waits goes; removed, all of it */
	struct channel_row row = row_of(f, high, START);
	int64_t id;
	row.enabled = false;
	assert_int_equal(store_channel_save(f->store, &store_system, &row, &id), 0);
	assert_int_equal(waiting(f, high), 0);
	assert_int_equal(store_channel_remove(f->store, &store_system, live), 0);
	assert_int_equal(store_channel_remove(f->store, &store_system, live), -ENOENT);
}

static void test_what_failed_waits_and_goes_again_under_its_id(void **state)
{
	struct fixture *f = *state;
	const int64_t id = add_channel(f, (struct channel_row){.enabled = true, .captures = true}),
		      now = START + 60 * SEC;
	struct buf first = {0}, again = {0};
	struct notify_due due;

	add_finding(f, 1, "presence.new_device", SEVERITY_HIGH);
	assert_int_equal(next(f, id, START + SEC, &due, &first), 0); /* others may belong to it */
	assert_int_equal(next(f, id, now, &due, &first), 1);
	assert_int_equal(notify_done(f->store, &due, "connection refused", now), 0);
	assert_string_equal(row_of(f, id, now).error, "connection refused");
	assert_int_equal(next(f, id, now + 59 * SEC, &due, &again), 0);
	assert_int_equal(next(f, id, now + 61 * SEC, &due, &again), 1);
	assert_non_null(strstr(buf_string(&first), "\"id\":\"1.1\""));
	assert_non_null(strstr(buf_string(&again), "\"id\":\"1.1\""));
	assert_int_equal(notify_done(f->store, &due, NULL, now + 62 * SEC), 0);
	const struct channel_row row = row_of(f, id, now + 62 * SEC);
	assert_int_equal(row.waiting, 0);
	assert_int_equal(row.failures, 0);
	assert_int_equal(row.sent_hour, 1);
	assert_string_equal(row.error, "");
	assert_int_equal(row_of(f, id, now + 4000 * SEC).sent_hour, 0);
	/* a channel that is gone meanwhile is nobody's fault */
	assert_int_equal(store_channel_remove(f->store, &store_system, id), 0);
	assert_int_equal(notify_done(f->store, &due, "too late", now), 0);
	buf_free(&first);
	buf_free(&again);
}

static void test_quiet_holds_back_what_can_wait(void **state)
{
	struct fixture *f = *state;
	const int64_t id = add_channel(f, (struct channel_row){.enabled = true, .captures = true, .quiet = "00:00-23:59",
							       .through = SEVERITY_CRITICAL});
	const int64_t noon = START - START % (86400 * SEC) - clock_offset(START) * SEC + 43200 * SEC;
	struct notify_due due;
	struct buf out = {0};

	add_finding(f, 1, "presence.new_device", SEVERITY_HIGH);
	assert_int_equal(next(f, id, noon + 86400 * SEC, &due, &out), 0);
	add_finding(f, 2, "operations.program_transfer", SEVERITY_CRITICAL);
	assert_int_equal(next(f, id, noon + 86400 * SEC, &due, &out), 1);
	assert_non_null(strstr(buf_string(&out), "PLC-2"));
	assert_null(strstr(buf_string(&out), "PLC-1"));
	assert_int_equal(notify_done(f->store, &due, NULL, noon), 0);
	assert_int_equal(waiting(f, id), 1);
	buf_free(&out);
}

static void test_a_flood_is_one_mail_but_each_a_line_of_syslog(void **state)
{
	struct fixture *f = *state;
	const int64_t mail = add_channel(f, (struct channel_row){.enabled = true, .captures = true, .kind = "mail", .rate = 1}),
		      lines = add_channel(f, (struct channel_row){.enabled = true, .captures = true, .kind = "syslog", .rate = 70});
	const int64_t now = START + 60 * SEC;
	struct notify_due due;
	struct buf out = {0};

	for (int i = 1; i <= 200; i++)
		add_finding(f, i, "presence.new_device", SEVERITY_HIGH);
	assert_int_equal(next(f, mail, now, &due, &out), 50);
	assert_non_null(strstr(buf_string(&out), "(and 199 more)"));
	assert_non_null(strstr(buf_string(&out), "150 more wait"));
	assert_int_equal(notify_done(f->store, &due, NULL, now), 0);
	assert_int_equal(next(f, mail, now + SEC, &due, &out), 0); /* one an hour */
	assert_int_equal(next(f, mail, now + 3601 * SEC, &due, &out), 50);
	assert_int_equal(next(f, lines, now, &due, &out), 50);
	assert_int_equal(notify_done(f->store, &due, NULL, now), 0);
	assert_int_equal(next(f, lines, now, &due, &out), 20);
	assert_int_equal(notify_done(f->store, &due, NULL, now), 0);
	assert_int_equal(next(f, lines, now, &due, &out), 0);
	assert_int_equal(waiting(f, lines), 130);
	buf_free(&out);
}

/* ---- words ---- */

static const struct notice nasty = {
	.finding = {.id = 7, .detector = "no.such", .detail = "a|b=\"c\"]\\\r\nd", .severity = SEVERITY_CRITICAL,
		    .state = "new", .count = 3, .first_seen = START, .last_seen = START,
		    .device = {.name = "PLC|1=\"x\"]", .ip = "10.0.0.1 10.0.0.2", .mac = "", .role = ""},
		    .peer = {.name = "", .ip = "", .mac = "", .role = ""}},
	.cause = "new",
};

static struct message message_of(enum channel_kind kind)
{
	return (struct message){.kind = kind, .settings = channel_defaults(kind), .secret = "", .id = "1.1",
				.language = LANGUAGE_EN, .site = "main", .now = START, .notices = &nasty, .count = 1};
}

static void test_syslog_keeps_a_line_a_line(void **state)
{
	const struct message m = message_of(CHANNEL_SYSLOG);
	struct buf out = {0};

	(void)state;
	syslog_rfc5424(&out, &m, &nasty);
	const char *line = buf_string(&out);
	assert_int_equal(strncmp(line, "<130>1 2023-11-14T22:13:20.000000Z ", 35), 0);
	assert_non_null(strstr(line, " yagura - finding [yagura@32473 finding=\"7\" cause=\"new\" site=\"main\""));
	assert_non_null(strstr(line, "device=\"PLC|1=\\\"x\\\"\\]\""));
	assert_null(strpbrk(line, "\r\n"));
	buf_clear(&out);
	syslog_cef(&out, &m, &nasty);
	line = buf_string(&out);
	assert_int_equal(strncmp(line, "<130>Nov 14 22:13:20 ", 21), 0);
	assert_non_null(strstr(line, "|no.such|no.such|10|rt=1700000000000 start=1700000000000 cnt=3 externalId=7"
				     " dst=10.0.0.1 dhost=PLC|1\\=\"x\"] "));
	assert_non_null(strstr(line, "msg=a|b\\=\"c\"]\\\\  d"));
	assert_null(strpbrk(line, "\r\n"));
	buf_free(&out);
}

static void test_settings_that_could_smuggle_are_refused(void **state)
{
	char error[160];
	struct channel_settings s = channel_defaults(CHANNEL_MAIL);

	(void)state;
	s.server = "mail.example.jp";
	s.from = "yagura@example.jp";
	s.to = "a@example.jp,b@example.jp";
	assert_true(channel_check(CHANNEL_MAIL, &s, error, sizeof(error)));
	assert_int_equal(channel_port(CHANNEL_MAIL, &s), 587);
	static const char *const senders[] = {"", "a", "@", "a@", "@b", "a@b@c", "a@b>", "a b@c", "a@b\r\nX: y"};
	for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
		s.from = senders[i];
		assert_false(channel_check(CHANNEL_MAIL, &s, error, sizeof(error)));
		assert_int_equal(strncmp(error, "from: ", 6), 0);
	}
	s.from = "yagura@example.jp";
	static const char *const servers[] = {"", "-x", "a b", "a/b", "a?b", "a@b", "[::1]"};
	for (size_t i = 0; i < sizeof(servers) / sizeof(servers[0]); i++) {
		s.server = servers[i];
		assert_false(channel_check(CHANNEL_MAIL, &s, error, sizeof(error)));
	}
	s.server = "::1";
	assert_true(channel_check(CHANNEL_MAIL, &s, error, sizeof(error)));
	s.to = " , ";
	assert_false(channel_check(CHANNEL_MAIL, &s, error, sizeof(error)));
	s = channel_defaults(CHANNEL_WEBHOOK);
	s.url = "ftp://x/";
	assert_false(channel_check(CHANNEL_WEBHOOK, &s, error, sizeof(error)));
}

static void test_settings_survive_being_kept(void **state)
{
	struct channel_settings s = channel_defaults(CHANNEL_SYSLOG), back = channel_defaults(CHANNEL_SYSLOG);
	struct arena arena = {0};
	struct buf text = {0};

	(void)state;
	s.server = "siem \"1\"";
	s.port = 6514;
	s.transport = "tls";
	channel_write(&text, &s);
	assert_true(channel_read(buf_string(&text), &arena, &back));
	assert_string_equal(back.server, s.server);
	assert_string_equal(back.transport, "tls");
	assert_int_equal(back.port, 6514);
	assert_int_equal(back.facility, 16);
	assert_false(channel_read("[]", &arena, &back));
	assert_false(channel_read("{", &arena, &back));
	buf_free(&text);
	arena_free(&arena);
}

static void test_a_password_opens_with_its_key_alone(void **state)
{
	struct fixture *f = *state;
	unsigned char own[SEAL_KEY_SIZE], again[SEAL_KEY_SIZE];
	char path[128];
	struct stat st;

	assert_int_equal(seal_key(f->path, own), 0);
	assert_int_equal(seal_key(f->path, again), 0);
	assert_memory_equal(own, again, sizeof(own));
	snprintf(path, sizeof(path), "%s-key", f->path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	const char *sealed = seal_close(&f->arena, own, "open sesame");
	assert_null(strstr(sealed, "sesame"));
	assert_string_not_equal(sealed, seal_close(&f->arena, own, "open sesame"));
	assert_string_equal(seal_open(&f->arena, own, sealed), "open sesame");
	assert_null(seal_open(&f->arena, key, sealed));
	assert_null(seal_open(&f->arena, own, "AAAA"));
	assert_null(seal_open(&f->arena, own, "not base64"));
	assert_string_equal(seal_open(&f->arena, own, ""), "");
	assert_int_equal(unlink(path), 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quiet_hours_go_over_midnight),
		cmocka_unit_test(test_tries_come_later_and_later_but_never_end),
		cmocka_unit_test(test_syslog_keeps_a_line_a_line),
		cmocka_unit_test(test_settings_that_could_smuggle_are_refused),
		cmocka_unit_test(test_settings_survive_being_kept),
		WITH(test_only_what_is_wanted_waits),
		WITH(test_what_failed_waits_and_goes_again_under_its_id),
		WITH(test_quiet_holds_back_what_can_wait),
		WITH(test_a_flood_is_one_mail_but_each_a_line_of_syslog),
		WITH(test_a_password_opens_with_its_key_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
