/* message.c - findings as mail and as JSON for a webhook. SPDX-License-Identifier: Apache-2.0 */

#include "notify/message.h"

#include <string.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "lib/json_out.h"

struct words {
	const char *test, *test_body, *device, *peer, *first, *last, *count, *why, *next, *open,
		*reopened, *raised, *report;
};

static const struct words words[LANGUAGE_COUNT] = {
	[LANGUAGE_JA] = {.test = "通知のテスト",
			 .test_body = "これは Yagura の設定画面から送られたテストです。届いていれば、設定は正しく動いています。",
			 .device = "機器",
			 .peer = "相手",
			 .first = "最初",
			 .last = "最後",
			 .count = "回数",
			 .why = "なぜ問題か",
			 .next = "次にすること",
			 .open = "くわしく",
			 .reopened = "対応済みのあと、また起きました。",
			 .raised = "緊急度が上がりました。",
			 .report = "報告書ができました。内容はこの通知には書かれていません。次のページで開いてください。"},
	[LANGUAGE_EN] = {.test = "Test of notifications",
			 .test_body = "This is a test, sent from the settings page of Yagura. If you can read it, the settings work.",
			 .device = "Device",
			 .peer = "Other side",
			 .first = "First",
			 .last = "Last",
			 .count = "Count",
			 .why = "Why it matters",
			 .next = "What to do next",
			 .open = "Details",
			 .reopened = "It came back after it was closed.",
			 .raised = "It has become more urgent.",
			 .report = "A report has been written. This message does not hold it: open it on this page."},
};

const char *severity_word(enum severity severity, enum language language)
{
	static const char *const names[LANGUAGE_COUNT][SEVERITY_COUNT] = {
		[LANGUAGE_JA] = {"情報", "情報", "低", "中", "高", "重大"},
		[LANGUAGE_EN] = {"Info", "Info", "Low", "Medium", "High", "Critical"},
	};

	return names[language][severity < SEVERITY_COUNT ? severity : SEVERITY_INFO];
}

static struct text_values values_of(const struct notice *n)
{
	const struct finding_row *f = &n->finding;

	return (struct text_values){f->device.name, f->peer.name, f->detail, f->count};
}

const char *notice_title(const struct notice *n, enum language language)
{
	const struct finding_text *t = finding_text(n->finding.detector, language);

	return t && t->title ? t->title : n->finding.detector;
}

void notice_what(struct buf *out, const struct notice *n, enum language language)
{
	const struct finding_text *t = finding_text(n->finding.detector, language);
	const struct text_values values = values_of(n);

	text_fill(out, t && t->what ? t->what : n->finding.detail, &values);
}

/* ---- mail ---- */

/* The most urgent stands for all. */
static const struct notice *first_of(const struct message *m)
{
	const struct notice *first = m->notices;

	for (size_t i = 1; i < m->count; i++)
		if (m->notices[i].finding.severity > first->finding.severity)
			first = &m->notices[i];
	return first;
}

static void put_report_name(struct buf *out, const struct message *m)
{
	const bool japanese = m->language == LANGUAGE_JA;

	buf_text(out, m->report->title);
	if (*m->report->period)
		buf_printf(out, japanese ? "（%s）" : " (%s)", m->report->period);
}

static void put_subject(struct buf *out, const struct message *m)
{
	const struct words *w = &words[m->language];

	if (m->report) {
		buf_text(out, "[Yagura] ");
		put_report_name(out, m);
		return;
	}
	if (!m->count) {
		buf_printf(out, "[Yagura] %s", w->test);
		return;
	}
	const struct notice *n = first_of(m);

	buf_printf(out, "[Yagura] %s: %s", severity_word(n->finding.severity, m->language),
		   notice_title(n, m->language));
	if (*n->finding.device.name)
		buf_printf(out, " - %s", n->finding.device.name);
	if (m->count > 1 || m->more) {
		buf_printf(out, m->language == LANGUAGE_JA ? "（ほか %zu 件）" : " (and %zu more)",
			   m->count - 1 + (size_t)m->more);
	}
}

static void put_time_line(struct buf *out, const char *label, int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	buf_printf(out, "%s: %.10s %.8s\r\n", label, text, text + 11);
}

static void put_party_line(struct buf *out, const char *label, const struct party_row *p)
{
	if (*p->name || *p->ip)
		buf_printf(out, "%s: %s%s%s%s\r\n", label, p->name, *p->ip ? " (" : "", p->ip,
			   *p->ip ? ")" : "");
}

/* The page of a finding, or that of reports. */
static void put_link(struct buf *out, const struct message *m, const struct notice *n)
{
	const size_t length = strlen(m->settings.link);

	if (!length)
		return;
	buf_printf(out, "%s%s#/", m->settings.link, m->settings.link[length - 1] == '/' ? "" : "/");
	if (n)
		buf_printf(out, "findings/%lld", (long long)n->finding.id);
	else
		buf_text(out, "reports");
}

static void put_report(struct buf *out, const struct message *m)
{
	const struct words *w = &words[m->language];

	buf_text(out, "■ ");
	put_report_name(out, m);
	buf_printf(out, "\r\n%s\r\n", w->report);
	if (*m->settings.link) {
		buf_printf(out, "%s: ", w->open);
		put_link(out, m, NULL);
		buf_text(out, "\r\n");
	}
	buf_text(out, "\r\n");
}

static void put_advice(struct buf *out, const struct notice *n, const struct words *w, enum language language)
{
	const struct finding_text *t = finding_text(n->finding.detector, language);
	const struct text_values values = values_of(n);

	if (!t)
		return;
	buf_printf(out, "%s: ", w->why);
	text_fill(out, t->why, &values);
	buf_printf(out, "\r\n%s:\r\n", w->next);
	for (size_t i = 0; i < t->steps; i++) {
		buf_printf(out, "  %zu. ", i + 1);
		text_fill(out, t->step[i], &values);
		buf_text(out, "\r\n");
	}
}

static void put_one(struct buf *out, const struct message *m, const struct notice *n)
{
	const struct words *w = &words[m->language];
	const struct finding_row *f = &n->finding;

	buf_printf(out, "■ %s  %s\r\n", severity_word(f->severity, m->language),
		   notice_title(n, m->language));
	notice_what(out, n, m->language);
	buf_text(out, "\r\n");
	if (strcmp(n->cause, "reopened") == 0)
		buf_printf(out, "%s\r\n", w->reopened);
	if (strcmp(n->cause, "raised") == 0)
		buf_printf(out, "%s\r\n", w->raised);
	put_party_line(out, w->device, &f->device);
	put_party_line(out, w->peer, &f->peer);
	put_time_line(out, w->first, f->first_seen);
	put_time_line(out, w->last, f->last_seen);
	buf_printf(out, "%s: %llu\r\n", w->count, (unsigned long long)f->count);
	put_advice(out, n, w, m->language);
	if (*m->settings.link) {
		buf_printf(out, "%s: ", w->open);
		put_link(out, m, n);
		buf_text(out, "\r\n");
	}
	buf_text(out, "\r\n");
}

static void put_mail(struct buf *out, const struct message *m)
{
	const struct words *w = &words[m->language];

	if (m->report)
		put_report(out, m);
	else if (!m->count)
		buf_printf(out, "%s\r\n\r\n", w->test_body);
	for (size_t i = 0; i < m->count; i++)
		put_one(out, m, &m->notices[i]);
	if (m->more) {
		buf_printf(out, m->language == LANGUAGE_JA ? "このほかに %llu 件が通知を待っています。" : "%llu more wait to be told.",
			   (unsigned long long)m->more);
		buf_text(out, "\r\n\r\n");
	}
	buf_text(out, "-- \r\n");
	buf_printf(out, m->language == LANGUAGE_JA ? "この通知は Yagura（%s）が自動で送っています。" : "Sent by Yagura (%s).", m->site);
	buf_text(out, "\r\n");
}

/* ---- webhook ---- */

static void put_party(struct json_out *j, const char *key, const struct party_row *p)
{
	if (!*p->name && !*p->ip)
		return;
	json_object(j, key);
	json_text(j, "name", p->name);
	if (*p->ip)
		json_text(j, "ip", p->ip);
	if (*p->mac)
		json_text(j, "mac", p->mac);
	json_object_end(j);
}

static void put_filled(struct json_out *j, const char *key, const char *text, const struct notice *n)
{
	const struct text_values values = values_of(n);
	struct buf out = {0};

	text_fill(&out, text, &values);
	json_text(j, key, buf_string(&out));
	buf_free(&out);
}

static void put_finding(struct json_out *j, const struct message *m, const struct notice *n)
{
	const struct finding_row *f = &n->finding;
	const struct finding_text *t = finding_text(f->detector, m->language);
	struct buf link = {0};

	json_object(j, NULL);
	json_int(j, "id", f->id);
	json_text(j, "cause", n->cause);
	json_text(j, "detector", f->detector);
	json_text(j, "severity", severity_name(f->severity));
	json_text(j, "state", f->state);
	json_text(j, "title", notice_title(n, m->language));
	put_filled(j, "what", t && t->what ? t->what : f->detail, n);
	if (t)
		put_filled(j, "why", t->why, n);
	json_array(j, "next");
	for (size_t i = 0; t && i < t->steps; i++)
		put_filled(j, NULL, t->step[i], n);
	json_array_end(j);
	put_party(j, "device", &f->device);
	put_party(j, "peer", &f->peer);
	json_uint(j, "count", f->count);
	json_time(j, "first_seen", f->first_seen);
	json_time(j, "last_seen", f->last_seen);
	put_link(&link, m, n);
	if (link.length)
		json_text(j, "link", buf_string(&link));
	json_object_end(j);
	buf_free(&link);
}

/* One text, as chats take it. */
static void put_chat(struct json_out *j, const struct message *m)
{
	struct buf text = {0};

	put_subject(&text, m);
	if (m->report) {
		buf_text(&text, *m->settings.link ? " " : "");
		put_link(&text, m, NULL);
	}
	for (size_t i = 0; i < m->count; i++) {
		buf_printf(&text, "\n[%s] ", severity_word(m->notices[i].finding.severity, m->language));
		notice_what(&text, &m->notices[i], m->language);
		buf_text(&text, *m->settings.link ? " " : "");
		put_link(&text, m, &m->notices[i]);
	}
	json_object(j, NULL);
	json_text(j, "text", buf_string(&text));
	json_object_end(j);
	buf_free(&text);
}

static void put_kept(struct json_out *j, const struct report_kept_row *report)
{
	json_object(j, "report");
	json_int(j, "id", report->id);
	json_text(j, "title", report->title);
	json_text(j, "period", report->period);
	json_text(j, "hash", report->hash);
	json_time(j, "written_at", report->at);
	json_object_end(j);
}

static void put_webhook(struct buf *out, const struct message *m)
{
	struct json_out j = {.out = out};

	if (strcmp(m->settings.format, "text") == 0) {
		put_chat(&j, m);
		return;
	}
	json_object(&j, NULL);
	json_text(&j, "event", m->report ? "report" : m->count ? "findings" : "test");
	json_text(&j, "id", m->id);
	json_text(&j, "site", m->site);
	json_time(&j, "sent_at", m->now);
	if (m->report)
		put_kept(&j, m->report);
	json_array(&j, "findings");
	for (size_t i = 0; i < m->count; i++)
		put_finding(&j, m, &m->notices[i]);
	json_array_end(&j);
	json_uint(&j, "more", m->more);
	json_object_end(&j);
}

/* ---- the request ---- */

static void put_lines(struct json_out *j, const struct message *m)
{
	const bool cef = strcmp(m->settings.format, "cef") == 0;
	struct buf line = {0};

	json_array(j, "lines");
	for (size_t i = 0; i < m->count || (i == 0 && !m->count); i++) {
		const struct notice *n = m->count ? &m->notices[i] : NULL;

		buf_clear(&line);
		(cef ? syslog_cef : syslog_rfc5424)(&line, m, n);
		json_text(j, NULL, buf_string(&line));
	}
	json_array_end(j);
	buf_free(&line);
}

void message_write(struct buf *out, const struct message *m)
{
	struct buf text = {0};
	struct json_out j = {.out = out};

	json_object(&j, NULL);
	json_text(&j, "kind", channel_kind_name(m->kind));
	json_text(&j, "id", m->id);
	json_text(&j, "secret", m->secret);
	json_int(&j, "now", m->now);
	channel_write(&text, &m->settings);
	json_raw(&j, "settings", buf_string(&text));
	buf_clear(&text);
	if (m->kind == CHANNEL_MAIL) {
		put_subject(&text, m);
		json_text(&j, "subject", buf_string(&text));
		buf_clear(&text);
		put_mail(&text, m);
		json_text(&j, "body", buf_string(&text));
	} else if (m->kind == CHANNEL_WEBHOOK) {
		put_webhook(&text, m);
		json_text(&j, "body", buf_string(&text));
	} else {
		put_lines(&j, m);
	}
	json_object_end(&j);
	buf_free(&text);
}
