/* notify.c - from the queue of the store to what is said. SPDX-License-Identifier: Apache-2.0 */

#include "notify/notify.h"

#include <errno.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "notify/decide.h"
#include "notify/message.h"

#define GATHER (5 * SECOND) /* what belongs together comes within seconds: one mail tells it */

/* How urgent a finding must be to be told now; SEVERITY_COUNT: none is. */
static enum severity least_now(const struct channel_row *c, int64_t now)
{
	struct quiet quiet;

	if (!c->enabled || now < c->retry_at || !quiet_parse(c->quiet, &quiet))
		return SEVERITY_COUNT;
	return quiet_holds(&quiet, now) ? c->through : SEVERITY_DEFAULT;
}

static int fill(const struct channel_row *c, const unsigned char *key, const char *site, int64_t now,
		struct arena *arena, struct message *m)
{
	const int kind = channel_kind_parse(c->kind);
	const char *secret = seal_open(arena, key, c->secret);

	if (kind < 0)
		return -EINVAL;
	*m = (struct message){.kind = (enum channel_kind)kind,
			      .settings = channel_defaults((enum channel_kind)kind),
			      .secret = secret,
			      .language = language_parse(c->language),
			      .site = site,
			      .now = now};
	if (!channel_read(c->settings, arena, &m->settings))
		return -EINVAL;
	return secret ? 0 : -EKEYREJECTED;
}

/* How many findings may be told now. */
static size_t room_of(const struct channel_row *c, const struct message *m)
{
	const uint64_t left = rate_left(c->rate, c->sent_hour);

	if (m->kind != CHANNEL_SYSLOG) /* one message tells them all */
		return left ? NOTIFY_FINDINGS_MAX : 0;
	return left < NOTIFY_FINDINGS_MAX ? (size_t)left : NOTIFY_FINDINGS_MAX;
}

static int read_findings(struct store *store, const struct notice_row *rows, size_t count,
			 struct arena *arena, struct notice *out, struct notify_due *due)
{
	for (size_t i = 0; i < count; i++) {
		const int rc = store_finding(store, &store_system, rows[i].finding, arena, &out[i].finding);

		if (rc)
			return rc;
		out[i].cause = rows[i].cause;
		due->notice[due->count++] = rows[i].id;
	}
	return 0;
}

static int write_due(struct store *store, const struct channel_row *c, enum severity least,
		     struct message *m, struct arena *arena, struct notify_due *due, struct buf *out)
{
	struct notice notices[NOTIFY_FINDINGS_MAX];
	struct notice_row *rows = NULL;
	uint64_t waiting = 0;
	size_t count = 0;
	int rc = store_notices(store, c->id, least, room_of(c, m), arena, &rows, &count, &waiting);

	if (rc || count == 0 || (m->kind != CHANNEL_SYSLOG && m->now - rows[0].at < GATHER))
		return rc;
	rc = read_findings(store, rows, count, arena, notices, due);
	if (rc)
		return rc;
	m->id = arena_printf(arena, "%lld.%lld", (long long)c->id, (long long)rows[0].id);
	m->notices = notices;
	m->count = count;
	m->more = waiting - count;
	message_write(out, m);
	return 1;
}

/* A report that wrote itself. A machine that reads lines has no use for it. */
static int write_report(struct store *store, const struct channel_row *c, struct message *m, struct arena *arena,
			struct notify_due *due, struct buf *out)
{
	struct report_kept_row *report = arena_alloc(arena, sizeof(*report));
	bool found = false;
	const int rc = m->kind == CHANNEL_SYSLOG ? 0 : store_report_notice(store, c->id, arena, report, &found);

	if (rc || !found)
		return rc;
	due->report = report->id;
	m->id = arena_printf(arena, "%lld.report.%lld", (long long)c->id, (long long)report->id);
	m->report = report;
	message_write(out, m);
	return 1;
}

int notify_next(struct store *store, const struct channel_row *channel,
		const unsigned char key[SEAL_KEY_SIZE], const char *site, int64_t now,
		struct notify_due *due, struct buf *out)
{
	const enum severity least = least_now(channel, now);
	struct arena arena = {0};
	struct message m;

	*due = (struct notify_due){.channel = channel->id};
	if (least == SEVERITY_COUNT || !channel->waiting)
		return 0;
	int rc = fill(channel, key, site, now, &arena, &m);
	if (rc == 0 && room_of(channel, &m))
		rc = write_due(store, channel, least, &m, &arena, due, out);
	if (rc == 0 && least == SEVERITY_DEFAULT && room_of(channel, &m))
		rc = write_report(store, channel, &m, &arena, due, out);
	arena_free(&arena);
	return rc;
}

int notify_test(const struct channel_row *channel, const unsigned char key[SEAL_KEY_SIZE],
		const char *site, int64_t now, struct buf *out)
{
	struct arena arena = {0};
	struct message m;
	const int rc = fill(channel, key, site, now, &arena, &m);

	if (rc == 0) {
		m.id = arena_printf(&arena, "%lld.test.%lld", (long long)channel->id, (long long)now);
		message_write(out, &m);
	}
	arena_free(&arena);
	return rc;
}

static int put_failure(struct store *store, const struct notify_due *due, const char *error, int64_t now)
{
	struct arena arena = {0};
	struct channel_row c;
	int rc = store_channel(store, &store_system, due->channel, now, &arena, &c);

	if (rc == 0)
		rc = store_notices_failed(store, due->channel, error, now, now + retry_after(c.failures));
	arena_free(&arena);
	return rc == -ENOENT ? 0 : rc; /* it was removed meanwhile */
}

int notify_done(struct store *store, const struct notify_due *due, const char *error, int64_t now)
{
	if (error)
		return put_failure(store, due, error, now);
	const int rc = due->report ? store_report_told(store, due->channel, due->report) : 0;

	return rc ? rc : store_notices_sent(store, due->channel, due->notice, due->count, now);
}
