/* syslog_text.c - a finding as a line of syslog: RFC 5424, and CEF in the older form. SPDX-License-Identifier: Apache-2.0 */

#include "notify/message.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/buf.h"
#include "lib/clock.h"

#define PRODUCT_VERSION "0.1.0"
/* The number that RFC 5612 gives to examples: we have none of our own. */
#define DATA_ID "yagura@32473"

/* Of syslog: 2 critical ... 6 informational (RFC 5424, 6.2.1). */
static int syslog_severity(const struct notice *n)
{
	static const int severities[SEVERITY_COUNT] = {6, 6, 5, 4, 3, 2};

	return n && n->finding.severity < SEVERITY_COUNT ? severities[n->finding.severity] : 6;
}

/* Of CEF: 0 to 10. */
static int cef_severity(const struct notice *n)
{
	static const int severities[SEVERITY_COUNT] = {1, 1, 3, 5, 8, 10};

	return n && n->finding.severity < SEVERITY_COUNT ? severities[n->finding.severity] : 0;
}

static void put_host(struct buf *out)
{
	char host[256] = "";

	if (gethostname(host, sizeof(host) - 1) != 0 || !*host)
		snprintf(host, sizeof(host), "-");
	for (const char *p = host; *p; p++) /* printable ASCII (RFC 5424, 6.2.4) */
		buf_byte(out, *p > 32 && *p < 127 ? (uint8_t)*p : '-');
}

static int64_t time_of(const struct message *m, const struct notice *n)
{
	return n ? n->finding.last_seen : m->now;
}

/* Text behind backslashes where the form wants them; what would end the line becomes a blank. */
static void put_escaped(struct buf *out, const char *text, const char *marks)
{
	for (; *text; text++) {
		if (strchr(marks, *text))
			buf_byte(out, '\\');
		buf_byte(out, (unsigned char)*text < 32 ? ' ' : (uint8_t)*text);
	}
}

/* ---- RFC 5424 ---- */

static void put_parameter(struct buf *out, const char *name, const char *value)
{
	if (!*value)
		return;
	buf_printf(out, " %s=\"", name);
	put_escaped(out, value, "\"\\]");
	buf_byte(out, '"');
}

static void put_data(struct buf *out, const struct message *m, const struct notice *n)
{
	const struct finding_row *f = &n->finding;
	char number[24];

	buf_text(out, "[" DATA_ID);
	snprintf(number, sizeof(number), "%lld", (long long)f->id);
	put_parameter(out, "finding", number);
	put_parameter(out, "cause", n->cause);
	put_parameter(out, "site", m->site);
	put_parameter(out, "detector", f->detector);
	put_parameter(out, "severity", severity_name(f->severity));
	put_parameter(out, "device", f->device.name);
	put_parameter(out, "deviceIp", f->device.ip);
	put_parameter(out, "peer", f->peer.name);
	put_parameter(out, "peerIp", f->peer.ip);
	snprintf(number, sizeof(number), "%llu", (unsigned long long)f->count);
	put_parameter(out, "count", number);
	buf_byte(out, ']');
}

void syslog_rfc5424(struct buf *out, const struct message *m, const struct notice *n)
{
	char time[CLOCK_TEXT_SIZE];
	struct buf what = {0};

	clock_text(time_of(m, n), time);
	buf_printf(out, "<%d>1 %s ", (int)m->settings.facility * 8 + syslog_severity(n), time);
	put_host(out);
	buf_printf(out, " yagura - %s ", n ? "finding" : "test");
	if (n)
		put_data(out, m, n);
	else
		buf_byte(out, '-');
	buf_text(out, " \xef\xbb\xbf"); /* 6.4: UTF-8 begins with its mark */
	if (n) {
		buf_printf(&what, "%s: ", notice_title(n, m->language));
		notice_what(&what, n, m->language);
	} else {
		buf_text(&what, "Test of Yagura's notifications");
	}
	put_escaped(out, buf_string(&what), "");
	buf_free(&what);
}

/* ---- CEF ---- */

static void put_extension(struct buf *out, const char *key, const char *value)
{
	if (!*value)
		return;
	buf_printf(out, " %s=", key);
	put_escaped(out, value, "\\=");
}

/* The first of several. */
static void put_ip(struct buf *out, const char *key, const char *ip)
{
	if (*ip)
		buf_printf(out, " %s=%.*s", key, (int)strcspn(ip, " "), ip);
}

static void put_extensions(struct buf *out, const struct message *m, const struct notice *n)
{
	const struct finding_row *f = &n->finding;
	struct buf what = {0};

	buf_printf(out, "rt=%lld", (long long)(f->last_seen / 1000000));
	buf_printf(out, " start=%lld cnt=%llu externalId=%lld", (long long)(f->first_seen / 1000000),
		   (unsigned long long)f->count, (long long)f->id);
	put_ip(out, "dst", f->device.ip);
	put_extension(out, "dhost", f->device.name);
	put_ip(out, "src", f->peer.ip);
	put_extension(out, "shost", f->peer.name);
	put_extension(out, "cs1", m->site);
	buf_text(out, " cs1Label=site");
	put_extension(out, "cs2", n->cause);
	buf_text(out, " cs2Label=cause");
	notice_what(&what, n, m->language);
	put_extension(out, "msg", buf_string(&what));
	buf_free(&what);
}

/* "Mar  2 06:00:01", in UTC: the form of RFC 3164 names no zone. */
static void put_old_time(struct buf *out, int64_t time)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const time_t seconds = (time_t)(time / SECOND);
	struct tm tm;

	if (gmtime_r(&seconds, &tm))
		buf_printf(out, "%s %2d %02d:%02d:%02d ", months[tm.tm_mon], tm.tm_mday, tm.tm_hour,
			   tm.tm_min, tm.tm_sec);
}

void syslog_cef(struct buf *out, const struct message *m, const struct notice *n)
{
	buf_printf(out, "<%d>", (int)m->settings.facility * 8 + syslog_severity(n));
	put_old_time(out, time_of(m, n));
	put_host(out);
	buf_text(out, " CEF:0|Yagura|Yagura|" PRODUCT_VERSION "|");
	put_escaped(out, n ? n->finding.detector : "test", "\\|");
	buf_byte(out, '|');
	put_escaped(out, n ? notice_title(n, m->language) : "Test of Yagura's notifications", "\\|");
	buf_printf(out, "|%d|", cef_severity(n));
	if (n)
		put_extensions(out, m, n);
	else
		buf_printf(out, "rt=%lld", (long long)(m->now / 1000000));
}
