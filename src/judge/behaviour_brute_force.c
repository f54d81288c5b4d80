/* behaviour_brute_force.c - passwords are tried. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class security that were refused; log-ins of directories, databases and brokers, which are of
 *        class session; flows of SSH, RDP, VNC and Telnet, whose log-ins are encrypted.
 * State: per client, server and ten minutes what was refused, and the connections; the totals of records; 8,192.
 * Fires: ten refused log-ins within ten minutes; as many connections to SSH, each gone within seconds; ten refused
 *        by four servers and more, few by each.
 * Near miss: a program that asks a database each quarter of an hour with an old password; three slips of the finger;
 *            Windows that tries by itself; a long session; a program that opens SSH each hour.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define REFUSED_AT     10
#define REFUSED_FAST   5 /* within half a minute: no fingers are that quick */
#define CONNECTIONS_AT 10
#define SHORT_BYTES    12000 /* of a connection on which nobody worked */

#define SPRAYED_AT     4 /* servers, and ten refusals in all */

enum counted { COUNT_TOTAL, COUNT_REFUSED, COUNT_CONNECTIONS, COUNT_SPRAYED, COUNT_FIRST };

static void tell(const struct sight *s, const char *how, uint64_t count, uint64_t total)
{
	char detail[FINDING_DETAIL_SIZE];

	snprintf(detail, sizeof(detail), "%s, %llu", how, (unsigned long long)count);
	sight_tell(s, &(struct tell){.device = s->server,
	                             .peer = s->client,
	                             .key = how,
	                             .detail = detail,
	                             .severity = s->client->external ? SEVERITY_CRITICAL
	                                                             : SEVERITY_DEFAULT,
	                             .total = total});
}

static void on_flow(const struct sight *s)
{
	static const char *const tools[] = {"ssh", "rdp", "vnc", "telnet", NULL};
	const struct record_flow *f = &s->record->flow;

	if (!word_in(s->record->app_proto, tools) || f->flows < CONNECTIONS_AT || f->spread ||
	    (f->bytes_to_server + f->bytes_to_client) / f->flows > SHORT_BYTES)
		return;
	const uint64_t growth = window_growth(s, COUNT_TOTAL, f->flows);
	const struct window *w =
	        window_add(s, s->client->number, s->server->number, COUNT_CONNECTIONS, growth);

	/* a record of hours may hold the connections of hours */
	if (w->sum >= CONNECTIONS_AT && (f->end - f->start) / (int64_t)f->flows < 60 * SECOND)
		tell(s, s->record->app_proto, w->sum, f->flows);
}

/* A few tries each, at many servers: one finding, about the first at which there were too many. */
static void spray(const struct sight *s, uint64_t growth)
{
	struct window *w = window_add(s, s->client->number, 0, COUNT_SPRAYED, growth);
	char detail[FINDING_DETAIL_SIZE];

	window_set(w, &s->server->number, sizeof(s->server->number));
	const int servers = window_count(w);
	const uint64_t tries = w->sum;

	if (tries < REFUSED_AT || servers < SPRAYED_AT)
		return;
	struct window *first = window_add(s, s->client->number, 0, COUNT_FIRST, 0);

	first->sum = first->sum ? first->sum : s->server->number;
	const struct subject *server = sight_subject(s, first->sum);

	snprintf(detail, sizeof(detail), "%s, %llu / %d", s->record->ot.protocol, (unsigned long long)tries, servers);
	sight_tell(s, &(struct tell){.device = server ? server : s->server, .peer = s->client, .key = "spray",
				     .detail = detail});
}

/* Windows itself tries names and ways in quick succession before it asks a person. */
static bool is_too_fast(const struct sight *s, const struct window *w)
{
	return w->sum >= REFUSED_FAST && w->last - w->first < 30 * SECOND &&
	       strcmp(s->record->ot.protocol, "smb") != 0;
}

/* These are told together, as sessions are: the records of hours may hold refusals of hours. */
static bool is_sign_in(const struct record_ot *ot)
{
	static const char *const protocols[] = {"ldap", "kerberos", "mysql", "postgresql", "tds", "mqtt", NULL};
	static const char *const functions[] = {"Bind", "Sign In", "Login", "Connect", NULL};

	return word_in(ot->protocol, protocols) && word_in(ot->function, functions) &&
	       (ot->last_seen - ot->first_seen) / (int64_t)ot->exceptions < 60 * SECOND;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server)
		return;
	if (s->record->type == RECORD_FLOW) {
		on_flow(s);
		return;
	}
	if (ot->exceptions == 0 || (!sight_is_class(s, "security") && !is_sign_in(ot)))
		return;
	const uint64_t growth = window_growth(s, COUNT_TOTAL, ot->exceptions);
	const struct window *w =
	        window_add(s, s->client->number, s->server->number, COUNT_REFUSED, growth);

	if (w->sum >= REFUSED_AT || is_too_fast(s, w))
		tell(s, ot->protocol, w->sum, ot->exceptions);
	else if (growth > 0)
		spray(s, growth);
}

const struct detector detector_behaviour_brute_force = {
        .id = "behaviour.brute_force",
        .records = RECORDS(OT) | RECORDS(FLOW),
        .classes = CLASSES(SECURITY) | CLASSES(SESSION),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_HIGH,
        .attack = {"T0859", "T0812"},
        .meti = {3, 2},
        .iec62443 = {"SR 1.11", "SR 6.2"},
        .smkl = {"c"},
};
