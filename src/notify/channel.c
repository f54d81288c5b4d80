/* channel.c - where people want to be told of findings, and how. SPDX-License-Identifier: Apache-2.0 */

#include "notify/channel.h"

#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/json_in.h"
#include "lib/json_out.h"

#define TEXT_MAX	512
#define CERTIFICATE_MAX 32768

#define FIELD(name, number) {#name, offsetof(struct channel_settings, name), number}

const struct channel_field channel_fields[] = {
	FIELD(server, false), FIELD(port, true),      FIELD(security, false),	 FIELD(user, false),
	FIELD(from, false),   FIELD(to, false),	      FIELD(url, false),	 FIELD(transport, false),
	FIELD(format, false), FIELD(facility, true),  FIELD(certificate, false), FIELD(link, false),
};
const size_t channel_field_count = sizeof(channel_fields) / sizeof(channel_fields[0]);

static const char *const kinds[] = {"mail", "webhook", "syslog"};

const char *channel_kind_name(enum channel_kind kind)
{
	return kinds[kind];
}

int channel_kind_parse(const char *name)
{
	for (int i = 0; name && i < CHANNEL_KIND_COUNT; i++)
		if (strcmp(kinds[i], name) == 0)
			return i;
	return -1;
}

static const char **text_of(struct channel_settings *s, const struct channel_field *f)
{
	return (const char **)((char *)s + f->offset);
}

static int64_t *number_of(struct channel_settings *s, const struct channel_field *f)
{
	return (int64_t *)(void *)((char *)s + f->offset);
}

struct channel_settings channel_defaults(enum channel_kind kind)
{
	struct channel_settings s = {.port = 0};

	for (size_t i = 0; i < channel_field_count; i++)
		if (!channel_fields[i].number)
			*text_of(&s, &channel_fields[i]) = "";
	if (kind == CHANNEL_MAIL)
		s.security = "starttls";
	if (kind == CHANNEL_WEBHOOK)
		s.format = "yagura";
	if (kind == CHANNEL_SYSLOG) {
		s.transport = "udp";
		s.format = "rfc5424";
		s.facility = 16; /* local0 */
	}
	return s;
}

void channel_write(struct buf *out, const struct channel_settings *settings)
{
	struct channel_settings s = *settings;
	struct json_out j = {.out = out};

	json_object(&j, NULL);
	for (size_t i = 0; i < channel_field_count; i++) {
		const struct channel_field *f = &channel_fields[i];

		if (f->number && *number_of(&s, f))
			json_int(&j, f->name, *number_of(&s, f));
		else if (!f->number && **text_of(&s, f))
			json_text(&j, f->name, *text_of(&s, f));
	}
	json_object_end(&j);
}

static void take_field(const struct json_value *v, struct channel_settings *s)
{
	for (size_t i = 0; i < channel_field_count; i++) {
		const struct channel_field *f = &channel_fields[i];

		if (strcmp(f->name, v->key) != 0)
			continue;
		if (f->number && v->type == JSON_NUMBER)
			*number_of(s, f) = v->number;
		else if (!f->number && v->type == JSON_TEXT)
			*text_of(s, f) = v->text;
	}
}

void channel_take(const struct json_value *object, struct channel_settings *settings)
{
	const struct json_value *v;

	if (object->type != JSON_OBJECT)
		return;
	json_in_each(v, object)
		take_field(v, settings);
}

bool channel_read(const char *text, struct arena *arena, struct channel_settings *settings)
{
	struct json_in_error error;
	const struct json_value *object = json_in_read(arena, text, strlen(text), &error);

	if (!object || object->type != JSON_OBJECT)
		return false;
	channel_take(object, settings);
	return true;
}

int64_t channel_port(enum channel_kind kind, const struct channel_settings *s)
{
	if (s->port)
		return s->port;
	if (kind == CHANNEL_MAIL) /* RFC 5321, 8314, 6409 */
		return strcmp(s->security, "tls") == 0 ? 465 : strcmp(s->security, "starttls") == 0 ? 587 : 25;
	return strcmp(s->transport, "tls") == 0 ? 6514 : 514; /* RFC 5425, 5426 */
}

/* ---- checks ---- */

static bool wrong(char *error, size_t size, const char *field, const char *says)
{
	snprintf(error, size, "%s: %s", field, says);
	return false;
}

/* Without a control character nothing can end a line of a message's head. */
static bool is_line(const char *text, size_t most)
{
	if (strlen(text) > most)
		return false;
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if (*p < 0x20 || *p == 0x7f)
			return false;
	return true;
}

static bool in(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

/* A name or address, that can stand in a URL as it is; IPv6 without its brackets. */
static bool is_server(const char *text)
{
	return *text && text[0] != '-' && strlen(text) < 254 &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") ==
		       strlen(text);
}

/* Enough of RFC 5321 that it can stand between angle brackets. */
static bool is_address(const char *text, size_t length)
{
	const char *at = memchr(text, '@', length);

	if (!at || at == text || at == text + length - 1 || length > 254)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] <= 0x20 || strchr("<>()[],;:\\\"\x7f", text[i]))
			return false;
	return memchr(at + 1, '@', length - (size_t)(at + 1 - text)) == NULL;
}

static bool are_addresses(const char *text)
{
	size_t count = 0;

	while (*text) {
		text += strspn(text, " ,");
		const size_t length = strcspn(text, " ,");

		if (length && (!is_address(text, length) || ++count > CHANNEL_TO_MAX))
			return false;
		text += length;
	}
	return count > 0;
}

static bool check_mail(const struct channel_settings *s, char *error, size_t size)
{
	static const char *const securities[] = {"none", "starttls", "tls", NULL};

	if (!is_server(s->server))
		return wrong(error, size, "server", "name or address of the mail server");
	if (!in(s->security, securities))
		return wrong(error, size, "security", "none, starttls or tls");
	if (!is_address(s->from, strlen(s->from)))
		return wrong(error, size, "from", "a mail address like yagura@example.co.jp");
	if (!are_addresses(s->to))
		return wrong(error, size, "to", "at most 16 mail addresses, apart by commas");
	return true;
}

static bool check_webhook(const struct channel_settings *s, char *error, size_t size)
{
	static const char *const formats[] = {"yagura", "text", NULL};
	const bool http = strncmp(s->url, "http://", 7) == 0 || strncmp(s->url, "https://", 8) == 0;

	if (!http || strchr(s->url, ' '))
		return wrong(error, size, "url", "an address that begins with https:// or http://");
	if (!in(s->format, formats))
		return wrong(error, size, "format", "yagura or text");
	return true;
}

static bool check_syslog(const struct channel_settings *s, char *error, size_t size)
{
	static const char *const transports[] = {"udp", "tcp", "tls", NULL};
	static const char *const formats[] = {"rfc5424", "cef", NULL};

	if (!is_server(s->server))
		return wrong(error, size, "server", "name or address of the syslog server");
	if (!in(s->transport, transports))
		return wrong(error, size, "transport", "udp, tcp or tls");
	if (!in(s->format, formats))
		return wrong(error, size, "format", "rfc5424 or cef");
	if (s->facility < 0 || s->facility > 23)
		return wrong(error, size, "facility", "a number from 0 to 23");
	return true;
}

bool channel_check(enum channel_kind kind, const struct channel_settings *settings, char *error,
		   size_t size)
{
	static bool (*const checks[])(const struct channel_settings *, char *, size_t) = {
		check_mail, check_webhook, check_syslog};
	struct channel_settings s = *settings;

	for (size_t i = 0; i < channel_field_count; i++) {
		const struct channel_field *f = &channel_fields[i];

		if (f->number || strcmp(f->name, "certificate") == 0)
			continue;
		if (!is_line(*text_of(&s, f), TEXT_MAX))
			return wrong(error, size, f->name, "too long, or more than a line");
	}
	if (s.port < 0 || s.port > 65535)
		return wrong(error, size, "port", "a number from 1 to 65535");
	if (strlen(s.certificate) > CERTIFICATE_MAX ||
	    (*s.certificate && !strstr(s.certificate, "-----BEGIN CERTIFICATE-----")))
		return wrong(error, size, "certificate", "PEM text that begins with -----BEGIN CERTIFICATE-----");
	if (*s.link && strncmp(s.link, "http://", 7) != 0 && strncmp(s.link, "https://", 8) != 0)
		return wrong(error, size, "link", "the address of this page, as others open it");
	return checks[kind](&s, error, size);
}
