/* software_insecure_outside.c - a device of the plant speaks with the outside in a way that others can read. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: what protocols say of servers on the internet (attributes "security" and "certificate", asset hook); answered flows
 *        to them.
 * State: per server its worst value, and the conversation with it that was heard last; 2,048.
 * Fires: a gateway logs in at an FTP server on the internet; a panel agrees on TLS 1.0 with its maker's cloud; the
 *        certificate that a broker outside shows has ended.
 * Near miss: TLS 1.3 with a certificate that holds; another device that spoke with the server on another day; a server in
 *            the plant (software.clear_text, weak_tls, certificate_expired).
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

#define ABOUT_THEN (10 * SECOND)

static const struct value_row rows[] = {
	{.begin = "Telnet", .severity = SEVERITY_HIGH},
	{.begin = "FTP clear-text", .severity = SEVERITY_HIGH},
	{.begin = "HTTP basic", .severity = SEVERITY_HIGH},
	{.begin = "IMAP clear-text", .severity = SEVERITY_HIGH},
	{.begin = "POP3 clear-text", .severity = SEVERITY_HIGH},
	{.begin = "SMTP clear-text", .severity = SEVERITY_HIGH},
	{.begin = "LDAP simple bind", .severity = SEVERITY_HIGH},
	{.begin = "MySQL without TLS", .severity = SEVERITY_MEDIUM},
	{.begin = "PostgreSQL without TLS", .severity = SEVERITY_MEDIUM},
	{.begin = "SQL Server without TLS", .severity = SEVERITY_MEDIUM},
	{.begin = "VNC without password", .severity = SEVERITY_HIGH},
	{.begin = "SSL", .severity = SEVERITY_MEDIUM},
	{.begin = "SSH 1", .severity = SEVERITY_MEDIUM},
	{.begin = "TLS 1.0", .severity = SEVERITY_LOW},
	{.begin = "TLS 1.1", .severity = SEVERITY_LOW},
	{.begin = "TLS cipher", .severity = SEVERITY_MEDIUM},
};

struct outside {
	struct table_entry entry;
	uint64_t server;
	uint64_t client; /* of the conversation heard last, 0 none */
	int64_t start, end;
	enum severity severity; /* of the value, 0 none */
	int64_t first, last;
	char value[FINDING_KEY_SIZE];
};

/* When the value was heard they were speaking: another one may agree with the server on something better. */
static bool is_of(const struct outside *o, int64_t time)
{
	return o->start - ABOUT_THEN <= time && time <= o->end + ABOUT_THEN;
}

static void tell(const struct sight *s, const struct outside *o)
{
	const struct subject *client = sight_subject(s, o->client), *server = sight_subject(s, o->server);
	char detail[FINDING_DETAIL_SIZE];

	if (!o->severity || !client || !server || (!is_of(o, o->first) && !is_of(o, o->last)))
		return;
	snprintf(detail, sizeof(detail), "%.90s, %.45s", o->value, server->ip);
	sight_tell(s, &(struct tell){.device = client, .peer = server, .key = o->value, .detail = detail,
				     .severity = o->severity, .first = o->first, .last = o->last});
}

static void take(const struct sight *s, const struct asset_value *v, enum severity severity)
{
	struct outside *o = sight_state(s, &s->client->number);

	if (severity < o->severity)
		return;
	if (strncmp(o->value, v->value, sizeof(o->value) - 1) == 0 && o->last == v->last_seen)
		return;
	o->severity = severity;
	o->first = v->first_seen;
	o->last = v->last_seen;
	snprintf(o->value, sizeof(o->value), "%s", v->value);
	if (o->client)
		tell(s, o);
}

static void on_asset(const struct sight *s)
{
	if (!s->client->external || (!s->says_security && !s->says_certificate))
		return;
	for (size_t i = 0; i < s->asset->value_count; i++) {
		const struct asset_value *v = &s->asset->values[i];
		const struct value_row *row = strcmp(v->name, attribute_security) == 0 ? VALUE_FIND(v, rows) : NULL;

		if (row)
			take(s, v, row->severity);
		else if (strcmp(v->name, attribute_certificate) == 0 && certificate_has_ended(v, v->last_seen))
			take(s, v, SEVERITY_LOW);
	}
}

static void on_record(const struct sight *s)
{
	const struct record_flow *f = &s->record->flow;

	if (!s->client || !s->server || !s->server->external || s->server->group || s->client->external ||
	    s->client->group || (f->answered == 0 && f->packets_to_client == 0))
		return;
	struct outside *o = sight_state(s, &s->server->number);

	o->client = s->client->number;
	o->start = f->start;
	o->end = f->end;
	tell(s, o);
}

const struct detector detector_software_insecure_outside = {
	.id = "software.insecure_outside",
	.records = RECORDS(FLOW),
	.record = on_record,
	.asset = on_asset,
	.state_size = sizeof(struct outside),
	.key_size = sizeof(uint64_t),
	.budget = 2048,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0842", "T0859"},
	.meti = {9, 8},
	.iec62443 = {"SR 4.1", "SR 5.2"},
	.smkl = {"b"},
};
