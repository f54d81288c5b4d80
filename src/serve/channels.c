/* channels.c - who is told of findings, and how. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <string.h>

#include "judge/finding.h"
#include "lib/clock.h"
#include "notify/channel.h"
#include "notify/decide.h"
#include "notify/notify.h"

#define NAME_MAX_BYTES	 80
#define SECRET_MAX_BYTES 256
#define RATE_MOST	 3600

/* ---- out ---- */

static void put_settings(struct json_out *j, struct channel_settings *s)
{
	for (size_t i = 0; i < channel_field_count; i++) {
		const struct channel_field *f = &channel_fields[i];
		const void *at = (const char *)s + f->offset;

		if (f->number)
			json_int(j, f->name, *(const int64_t *)at);
		else
			json_text(j, f->name, *(const char *const *)at);
	}
}

static bool settings_of(struct request *r, const struct channel_row *c, struct channel_settings *s)
{
	const int kind = channel_kind_parse(c->kind);

	*s = channel_defaults(kind < 0 ? CHANNEL_MAIL : (enum channel_kind)kind);
	return kind >= 0 && channel_read(c->settings, &r->arena, s);
}

static void put_channel(struct request *r, struct json_out *j, const struct channel_row *c)
{
	struct channel_settings s;

	put_id(j, "id", c->id);
	json_text(j, "kind", c->kind);
	json_text(j, "name", c->name);
	json_bool(j, "enabled", c->enabled);
	json_bool(j, "captures", c->captures);
	json_text(j, "least", severity_name(c->least));
	json_text(j, "quiet", c->quiet);
	json_text(j, "through", severity_name(c->through));
	json_int(j, "rate", c->rate);
	json_text(j, "language", c->language);
	json_bool(j, "has_secret", *c->secret);
	(void)settings_of(r, c, &s);
	put_settings(j, &s);
	json_uint(j, "waiting", c->waiting);
	json_uint(j, "sent_hour", c->sent_hour);
	put_time(j, "sent_at", c->sent_at);
	put_text(j, "error", request_words(r, c->error));
	put_time(j, "error_at", c->error_at);
	put_time(j, "retry_at", c->failures ? c->retry_at : 0);
}

void channels_get(struct request *r)
{
	struct channel_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_channels(r->store, &r->who.viewer, clock_now(), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_channel(r, j, &rows[i]);
		json_object_end(j);
	}
	request_end_items(r, count);
}

static bool read_channel(struct request *r, int64_t id, struct channel_row *out)
{
	return request_good(r, store_channel(r->store, &r->who.viewer, id, clock_now(), &r->arena, out));
}

static void answer_channel(struct request *r, unsigned status, int64_t id)
{
	struct channel_row row;

	if (!read_channel(r, id, &row))
		return;
	struct json_out *j = request_json(r, status);
	put_channel(r, j, &row);
	request_end_json(r);
}

/* ---- in ---- */

static bool refuse(struct request *r, const char *why)
{
	request_problem(r, 422, "Value does not fit", "%s", why);
	return false;
}

static bool check_keys(struct request *r)
{
	const char *known[40] = {"kind", "name",     "enabled", "captures", "least",
				 "quiet", "through", "rate",	"language", "secret"};
	size_t count = 10;

	for (size_t i = 0; i < channel_field_count; i++)
		known[count++] = channel_fields[i].name;
	const char *unknown = json_in_unknown(r->object, known);
	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	return !unknown;
}

static void take_settings(struct request *r, struct channel_settings *s)
{
	for (size_t i = 0; i < channel_field_count; i++) {
		const struct channel_field *f = &channel_fields[i];
		void *at = (char *)s + f->offset;
		const enum json_in_kind kind = json_in_kind(r->object, f->name);

		if (f->number && kind == JSON_IN_NUMBER)
			*(int64_t *)at = json_in_number(r->object, f->name, 0);
		else if (!f->number && kind == JSON_IN_TEXT)
			*(const char **)at = json_in_text(r->object, f->name);
	}
}

static bool take_severity(struct request *r, const char *key, enum severity *out)
{
	const char *text = json_in_text(r->object, key);
	const int severity = severity_parse(text ? text : severity_name(*out));

	if (severity < SEVERITY_INFO)
		return refuse(r, "least and through are info, low, medium, high or critical");
	*out = (enum severity)severity;
	return true;
}

static bool take_texts(struct request *r, struct channel_row *c)
{
	const char *name = json_in_text(r->object, "name"), *quiet = json_in_text(r->object, "quiet");
	const char *language = json_in_text(r->object, "language");
	struct quiet parsed;

	c->name = name ? name : c->name;
	c->quiet = quiet ? quiet : c->quiet;
	c->language = language ? language : c->language;
	if (!*c->name || strlen(c->name) > NAME_MAX_BYTES)
		return refuse(r, "name: what people call it, not too long");
	if (!quiet_parse(c->quiet, &parsed))
		return refuse(r, "quiet: hours like 22:00-06:30, or nothing");
	if (strcmp(c->language, "ja") != 0 && strcmp(c->language, "en") != 0)
		return refuse(r, "language: ja or en");
	return true;
}

static bool take_flags(struct request *r, struct channel_row *c)
{
	if (json_in_kind(r->object, "enabled") != JSON_IN_MISSING)
		c->enabled = json_in_true(r->object, "enabled");
	if (json_in_kind(r->object, "captures") != JSON_IN_MISSING)
		c->captures = json_in_true(r->object, "captures");
	c->rate = json_in_number(r->object, "rate", c->rate);
	if (c->rate < 1 || c->rate > RATE_MOST)
		return refuse(r, "rate: 1 to 3600 messages an hour");
	return take_severity(r, "least", &c->least) && take_severity(r, "through", &c->through);
}

/* A password is sealed before it goes anywhere. */
static bool take_secret(struct request *r, struct channel_row *c)
{
	const enum json_in_kind kind = json_in_kind(r->object, "secret");
	const char *secret = json_in_text(r->object, "secret");
	unsigned char key[SEAL_KEY_SIZE];

	if (kind == JSON_IN_MISSING)
		return true;
	if (kind == JSON_IN_NULL || (secret && !*secret)) {
		c->secret = "";
		return true;
	}
	if (!secret || strlen(secret) > SECRET_MAX_BYTES)
		return refuse(r, "secret: a text, not too long");
	if (!request_good(r, seal_key(r->server->config.database, key)))
		return false;
	c->secret = seal_close(&r->arena, key, secret);
	return true;
}

static bool take_channel(struct request *r, struct channel_row *c)
{
	const int kind = channel_kind_parse(c->kind);
	struct channel_settings s;
	struct buf text = {0};
	char error[160];

	if (!check_keys(r) || !take_texts(r, c) || !take_flags(r, c) || !take_secret(r, c))
		return false;
	(void)settings_of(r, c, &s);
	take_settings(r, &s);
	if (kind < 0 || !channel_check((enum channel_kind)kind, &s, error, sizeof(error)))
		return refuse(r, kind < 0 ? "kind: mail, webhook or syslog" : error);
	channel_write(&text, &s);
	c->settings = arena_strdup(&r->arena, buf_string(&text));
	buf_free(&text);
	return true;
}

static void save(struct request *r, struct channel_row *c, unsigned status)
{
	struct change change = {.kind = CHANGE_CHANNEL, .channel = {.id = c->id, .row = c}};

	if (request_good(r, request_change(r, &change)))
		answer_channel(r, status, change.id);
}

void channel_post(struct request *r)
{
	const char *kind = json_in_text(r->object, "kind");
	const bool syslog = kind && strcmp(kind, "syslog") == 0;
	struct channel_row c = {.kind = kind ? kind : "",
				.name = "",
				.least = SEVERITY_HIGH,
				.quiet = "",
				.through = SEVERITY_CRITICAL,
				.rate = syslog ? 1000 : 12,
				.language = "ja",
				.settings = "{}",
				.secret = ""};

	if (channel_kind_parse(kind) < 0)
		(void)refuse(r, "kind: mail, webhook or syslog");
	else if (take_channel(r, &c))
		save(r, &c, 201);
}

void channel_patch(struct request *r)
{
	struct channel_row c;
	int64_t id = 0;

	if (!request_id(r, &id) || !read_channel(r, id, &c))
		return;
	if (json_in_kind(r->object, "kind") != JSON_IN_MISSING)
		(void)refuse(r, "kind: it stays what it is");
	else if (take_channel(r, &c))
		save(r, &c, 200);
}

void channel_delete(struct request *r)
{
	struct change change = {.kind = CHANGE_CHANNEL_REMOVE};

	if (request_id(r, &change.channel.id))
		request_change_only(r, &change);
}

static void send_test(struct request *r, const struct buf *request)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	char error[256] = "";

	if (!jobs->notify) {
		request_failed(r, -ENOSYS);
		return;
	}
	if (jobs->notify(jobs->argument, (const char *)request->data, request->length, error,
			 sizeof(error)) == 0)
		request_nothing(r);
	else
		request_problem(r, 502, "Not sent", "%s", error);
}

void channel_test(struct request *r)
{
	unsigned char key[SEAL_KEY_SIZE];
	struct channel_row c;
	struct buf request = {0};
	int64_t id = 0;

	if (!request_id(r, &id) || !read_channel(r, id, &c) ||
	    !request_good(r, seal_key(r->server->config.database, key)))
		return;
	const int rc = notify_test(&c, key, r->server->config.site, clock_now(), &request);
	if (rc == -EKEYREJECTED)
		request_problem(r, 409, "Password lost", "the password was sealed for another database: enter it again");
	else if (request_good(r, rc))
		send_test(r, &request);
	buf_free(&request);
}
