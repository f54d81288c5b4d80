/* syslog.c - who a syslog sender says it is (RFC 3164, RFC 5424, RFC 6587).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/subject.h"

#include <ctype.h>

#define HEAD_MAX 128 /* priority, time and host */

#define PRIORITY_MAX 191

/* "<PRI>": 3 digits at most, facility 23 and severity 7 at most. */
static bool priority(struct cursor *c)
{
	uint64_t value;

	return cursor_match(c, "<", 1) && line_number(c, 10, &value) && value <= PRIORITY_MAX &&
	       cursor_match(c, ">", 1);
}

/* Passes over "Mmm dd hh:mm:ss ". False when there is no such time. */
static bool bsd_time(struct cursor *c)
{
	const uint8_t *p = cursor_peek(c, 16);

	if (p == NULL || !isalpha(p[0]) || p[3] != ' ' || p[6] != ' ' || p[9] != ':' ||
	    p[12] != ':' || p[15] != ' ')
		return false;
	cursor_skip(c, 16);
	return true;
}

/* Finds the name of the host. False when the message has none. */
static bool host_field(struct cursor *c, struct cursor *host)
{
	/* RFC 5424 6: version, time, host; each ends with one blank. */
	if (cursor_match(c, "1 ", 2))
		line_until(c, ' ');
	else if (!bsd_time(c))
		return false;
	if (cursor_find(c, ' ') <= 0)
		return false;
	*host = line_until(c, ' ');
	return true;
}

static bool is_host_name(struct cursor host)
{
	bool letter = false;

	while (cursor_left(&host) > 0) {
		uint8_t byte = cursor_u8(&host);

		letter = letter || isalpha(byte);
		if (byte >= 0x80 || (!isalnum(byte) && byte != '-' && byte != '_' && byte != '.'))
			return false;
	}
	/* Without a letter it is an address or RFC 5424's "-". */
	return letter;
}

static void say_host(struct context *ctx, struct cursor host)
{
	/* A relay keeps the name of the origin, so the sender may be another. */
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 30);

	if (!is_host_name(host))
		return;
	if (cursor_find(&host, '.') > 0)
		subject_rest(ctx, &sender, attribute_fqdn, host);
	else
		subject_rest(ctx, &sender, attribute_hostname, host);
}

/* RFC 6587 3.4.1: over TCP a message may begin with its length. */
static void skip_count(struct cursor *c)
{
	struct cursor try = *c;
	uint64_t count;

	if (line_number(&try, 10, &count) && cursor_match(&try, " ", 1))
		*c = try;
}

static enum verdict syslog_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor host;
	const uint8_t *first = cursor_peek(c, 1);
	const bool stream = ctx->frame->transport == TRANSPORT_TCP;

	if (stream && first && *first != '<')
		skip_count(c);
	if (!priority(c))
		return VERDICT_NO;
	ctx->direction = +1;
	const struct cursor head = *c;
	const bool named = host_field(c, &host);

	if (!named && stream && cursor_left(&head) < HEAD_MAX && cursor_find(&head, '\n') < 0)
		return VERDICT_MORE;
	if (named)
		say_host(ctx, host);
	/* One message names the sender; a TCP segment may hold more of the same. */
	cursor_skip(c, cursor_left(c));
	return VERDICT_YES;
}

const struct dissector dissector_syslog = {
        .name = "syslog",
        .title = "Syslog",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP | OVER_TCP,
        .ports = {514, 601},
        .dissect = syslog_dissect,
};
