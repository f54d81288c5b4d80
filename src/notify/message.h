/* message.h - what is said to whom: findings as mail, JSON for a webhook, lines of syslog. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/texts.h"
#include "notify/channel.h"
#include "store/finding.h"
#include "store/report_order.h"

/* A finding of which somebody is to be told. */
struct notice {
	struct finding_row finding;
	const char *cause; /* "new", "reopened", "raised" */
};

struct message {
	enum channel_kind kind;
	struct channel_settings settings;
	const char *secret; /* in the clear, "" none */
	const char *id;	    /* the same again when it is sent again */
	enum language language;
	const char *site;
	int64_t now;
	const struct report_kept_row *report; /* it tells of this */
	const struct notice *notices; /* none, and no report: it is a test */
	size_t count;
	uint64_t more; /* that wait and did not fit */
};

/* Appends the request that notify_deliver() takes: JSON. */
void message_write(struct buf *out, const struct message *m);

/* syslog_text.c: a line of syslog for a finding; NULL: a test. */
void syslog_rfc5424(struct buf *out, const struct message *m, const struct notice *n);
void syslog_cef(struct buf *out, const struct message *m, const struct notice *n);
/* "Critical", "重大". */
const char *severity_word(enum severity severity, enum language language);
/* What happened, with the names of the device and the other side. */
void notice_what(struct buf *out, const struct notice *n, enum language language);
/* The finding's title. */
const char *notice_title(const struct notice *n, enum language language);
