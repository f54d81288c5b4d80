/* mail.c - a message by SMTP (RFC 5321, 5322, 2045, 2047). SPDX-License-Identifier: Apache-2.0 */

#include "notify/deliver.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "lib/text.h"
#include "notify/transfer.h"

#define LINE_BYTES 57 /* make 76 characters of base64 (RFC 2045, 6.8) */
#define WORD_BYTES 42 /* make an encoded word of less than 75 (RFC 2047, 2) */

static void put_base64(struct buf *out, const void *bytes, size_t length)
{
	char text[sodium_base64_ENCODED_LEN(LINE_BYTES, sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(text, sizeof(text), bytes, length, sodium_base64_VARIANT_ORIGINAL);
	buf_text(out, text);
}

/* A header's text as encoded words, cut between characters. */
static void put_words(struct buf *out, const char *text)
{
	size_t left = strlen(text);

	for (bool first = true; left; first = false) {
		size_t n = 0, one;

		while (n < left && (one = text_utf8_length(text + n, left - n)) != 0 && n + one <= WORD_BYTES)
			n += one;
		n = n ? n : 1; /* not UTF-8: it goes as it is */
		buf_text(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		put_base64(out, text, n);
		buf_text(out, "?=");
		text += n;
		left -= n;
	}
}

/* RFC 5322, 3.3, in the plant's zone. */
static void put_date(struct buf *out, int64_t now)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const long offset = clock_offset(now), minutes = (offset < 0 ? -offset : offset) / 60;
	const time_t seconds = (time_t)(now / SECOND + offset);
	struct tm tm;

	if (gmtime_r(&seconds, &tm))
		buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02ld%02ld\r\n", days[tm.tm_wday],
			   tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
			   tm.tm_sec, offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void put_message(struct buf *out, const struct delivery *d)
{
	const char *at = strchr(d->settings.from, '@');
	const size_t length = strlen(d->body);

	put_date(out, d->now);
	buf_printf(out, "From: Yagura <%s>\r\nTo: %s\r\nSubject: ", d->settings.from, d->settings.to);
	put_words(out, d->subject);
	buf_printf(out, "\r\nMessage-ID: <yagura.%s%s>\r\n", d->id, at);
	buf_text(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
		      "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
	for (size_t i = 0; i < length; i += LINE_BYTES) {
		put_base64(out, d->body + i, length - i < LINE_BYTES ? length - i : LINE_BYTES);
		buf_text(out, "\r\n");
	}
}

/* "a@b, c@d" as a list that NULL ends. */
static void split(const char *text, struct arena *arena, const char *list[CHANNEL_TO_MAX + 1])
{
	size_t count = 0;

	while (*(text += strspn(text, " ,")) && count < CHANNEL_TO_MAX) {
		const size_t length = strcspn(text, " ,");

		list[count++] = arena_copy(arena, text, length);
		text += length;
	}
	list[count] = NULL;
}

static const char *url_of(const struct channel_settings *s, struct arena *arena)
{
	const bool ip6 = strchr(s->server, ':') != NULL;

	return arena_printf(arena, "%s://%s%s%s:%lld", strcmp(s->security, "tls") == 0 ? "smtps" : "smtp",
			    ip6 ? "[" : "", s->server, ip6 ? "]" : "",
			    (long long)channel_port(CHANNEL_MAIL, s));
}

int deliver_mail(const struct delivery *d, char *error, size_t size)
{
	const char *to[CHANNEL_TO_MAX + 1];
	struct arena arena = {0};
	struct buf message = {0};

	split(d->settings.to, &arena, to);
	put_message(&message, d);
	const int rc = transfer_run(&(struct transfer){.url = url_of(&d->settings, &arena),
						       .user = d->settings.user,
						       .secret = d->secret,
						       .starttls = strcmp(d->settings.security, "starttls") == 0,
						       .certificate = d->settings.certificate,
						       .from = d->settings.from,
						       .to = to,
						       .body = message.data,
						       .length = message.length},
				    error, size);
	buf_free(&message);
	arena_free(&arena);
	return rc;
}
