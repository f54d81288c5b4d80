/* records.c - what a story lets sensors tell. SPDX-License-Identifier: Apache-2.0 */

#include "story.h"

#include <stdlib.h>
#include <string.h>

static struct mac mac_of(const struct address *ip)
{
	struct mac m = {{2, 0}};

	memcpy(m.bytes + 2, ip->bytes + 12, 4);
	return m;
}

static struct record new_record(struct story *s, enum record_type type, const struct words *w)
{
	struct record r = {.type = type, .time = s->now, .sensor = "story", .site = "main", .boot = 1,
			   .seq = ++s->seq, .src_port = -1, .dest_port = -1};

	r.entry = w ? number(w, "entry", 0) : 0;
	if (!r.entry)
		r.entry = ++s->entry;
	r.vlan[0] = w ? (uint16_t)number(w, "vlan", 0) : 0;
	return r;
}

static void feed(struct story *s, struct record *r)
{
	const struct inventory_parties parties = inventory_record(s->inventory, r);

	judge_line(s->judge, SOURCE, r, &parties);
}

/* "A > B" in words 1 to 3: IP addresses, or MACs of frames without IP. */
static void take_ends(struct story *s, const struct words *w, struct record *r)
{
	if (w->count < 4 || strcmp(w->word[2], ">") != 0) {
		fail(s, "%s wants A > B", w->word[0]);
		return;
	}
	r->has_mac = true;
	if (address_parse(w->word[1], &r->src_ip) && address_parse(w->word[3], &r->dest_ip)) {
		r->has_ip = true;
		r->src_mac = mac_of(&r->src_ip);
		r->dest_mac = mac_of(&r->dest_ip);
	} else if (!mac_parse(w->word[1], &r->src_mac) || !mac_parse(w->word[3], &r->dest_mac)) {
		fail(s, "%s > %s are no addresses", w->word[1], w->word[3]);
	}
	if (option(w, "smac", NULL) && !mac_parse(option(w, "smac", ""), &r->src_mac))
		fail(s, "smac is no MAC");
	if (option(w, "dmac", NULL) && !mac_parse(option(w, "dmac", ""), &r->dest_mac))
		fail(s, "dmac is no MAC");
}

/* "tcp/502": the transport and the server's port. */
static void take_port(const char *word, struct record *r)
{
	r->proto = strncmp(word, "udp/", 4) == 0 ? "UDP" : strncmp(word, "tcp/", 4) == 0 ? "TCP" : word;
	if (word[3] == '/')
		r->dest_port = (int)strtol(word + 4, NULL, 10);
}

static void tell_stats(struct story *s)
{
	struct record r = new_record(s, RECORD_STATS, NULL);

	r.stats = (struct record_stats){.state = "running"};
	feed(s, &r);
}

void do_at(struct story *s, const struct words *w)
{
	const int64_t until = BEGIN + time_of(w->word[1]);

	for (s->now += STEP; s->now < until; s->now += STEP)
		tell_stats(s);
	s->now = until;
	tell_stats(s);
}

void do_hourly(struct story *s, const struct words *w)
{
	const int64_t until = BEGIN + time_of(w->word[1]);

	for (s->now += 3600 * SECOND; s->now < until; s->now += 3600 * SECOND)
		tell_stats(s);
	s->now = until;
	tell_stats(s);
}

void do_gap(struct story *s, const struct words *w)
{
	s->now = BEGIN + time_of(w->word[1]);
	tell_stats(s);
}

void do_flow(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_FLOW, w);

	take_ends(s, w, &r);
	take_port(w->count > 4 ? w->word[4] : "tcp/0", &r);
	if (w->count > 5 && !strchr(w->word[5], '='))
		r.app_proto = w->word[5];
	const uint64_t packets = number(w, "packets", 10);

	r.flow = (struct record_flow){
		.packets_to_server = packets,
		.packets_to_client = number(w, "back", number(w, "answered", 1) ? packets : 0),
		.bytes_to_server = number(w, "bytes", packets * 100),
		.bytes_to_client = number(w, "bytes_back", packets * 100),
		.peak = number(w, "peak", 0),
		.flows = number(w, "flows", 1),
		.answered = number(w, "answered", 1),
		.refused = number(w, "refused", 0),
		.spread = number(w, "spread", 0) != 0,
		.state = option(w, "state", "established"),
		.period_us = (int64_t)number(w, "period", 0),
		.jitter_us = (int64_t)number(w, "jitter", 0),
		.start = s->now - time_of(option(w, "lasted", "0:01")),
		.end = s->now,
	};
	feed(s, &r);
}

/* "100..131,200" */
static size_t take_ranges(const char *text, struct record_range *ranges)
{
	size_t n = 0;

	while (*text && n < RECORD_RANGES_MAX) {
		char *end;
		const uint64_t low = strtoull(text, &end, 10);
		uint64_t high = low;

		if (strncmp(end, "..", 2) == 0)
			high = strtoull(end + 2, &end, 10);
		ranges[n++] = (struct record_range){low, high};
		text = *end == ',' ? end + 1 : "";
	}
	return n;
}

void do_ot(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_OT, w);
	struct record_ot *ot = &r.ot;
	struct record_range ranges[RECORD_RANGES_MAX];

	take_ends(s, w, &r);
	if (w->count < 6) {
		fail(s, "ot wants A > B PROTOCOL CLASS");
		return;
	}
	take_port(option(w, "on", "tcp/502"), &r);
	r.app_proto = option(w, "app", w->word[4]);
	*ot = (struct record_ot){
		.protocol = w->word[4],
		.class = w->word[5],
		.pdu = option(w, "pdu", NULL),
		.function = option(w, "fn", NULL),
		.code = (uint32_t)number(w, "code", 1),
		.has_subcode = option(w, "subcode", NULL) != NULL,
		.subcode = (int32_t)number(w, "subcode", 0),
		.target = option(w, "target", NULL),
		.space = option(w, "space", NULL),
		.result = option(w, "result", "ok"),
		.exceptions = number(w, "exceptions", 0),
		.count = number(w, "count", 1),
		.period_us = option(w, "period", NULL) ? (int64_t)number(w, "period", 0) : -1,
		.jitter_us = option(w, "jitter", NULL) ? (int64_t)number(w, "jitter", 0) : -1,
		.response_us = option(w, "response", NULL) ? (int64_t)number(w, "response", 0) : -1,
		.first_seen = s->now - time_of(option(w, "lasted", "0")),
		.last_seen = s->now,
	};
	ot->range = ranges;
	ot->range_count = take_ranges(option(w, "range", ""), ranges);
	feed(s, &r);
}

void do_liveness(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_LIVENESS, w);

	take_ends(s, w, &r);
	take_port(w->count > 4 ? w->word[4] : "tcp/0", &r);
	if (w->count > 5 && !strchr(w->word[5], '='))
		r.app_proto = w->word[5];
	r.liveness = (struct record_liveness){
		.side = option(w, "side", "server"),
		.state = option(w, "state", "silent"),
		.method = option(w, "method", "rhythm"),
		.since = s->now - time_of(option(w, "since", "0")),
		.usual_us = (int64_t)number(w, "usual", 1000000),
	};
	feed(s, &r);
}

/* claim WHO name=value [rank=identity] [source=x] [slot=n]: the first option is the claim. */
void do_claim(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_CLAIM, w);
	struct record_claim *c = &r.claim;
	char *value = w->count > 2 ? strchr(w->word[2], '=') : NULL;

	if (!value) {
		fail(s, "claim wants WHO name=value");
		return;
	}
	*c = (struct record_claim){
		.name = arena_copy(&s->arena, w->word[2], (size_t)(value - w->word[2])),
		.value = value + 1,
		.slot = option(w, "slot", NULL) ? (int)number(w, "slot", 0) : -1,
		.source = option(w, "source", "story"),
		.rank = option(w, "rank", "identity"),
		.confidence = 90,
		.first_seen = s->now - time_of(option(w, "lasted", "0")),
		.last_seen = s->now,
	};
	c->has_ip = address_parse(w->word[1], &c->ip);
	c->has_mac = !c->has_ip && mac_parse(w->word[1], &c->mac);
	if (!c->has_ip && !c->has_mac)
		fail(s, "%s is no address", w->word[1]);
	else
		feed(s, &r);
}

void do_anomaly(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_ANOMALY, w);

	take_ends(s, w, &r);
	take_port(option(w, "on", "tcp/0"), &r);
	r.app_proto = option(w, "app", NULL);
	r.anomaly = (struct record_anomaly){.event = w->count > 4 ? w->word[4] : "",
					    .layer = option(w, "layer", "app"),
					    .count = number(w, "count", 1)};
	if (option(w, "lasted", NULL)) {
		r.anomaly.first_seen = s->now - time_of(option(w, "lasted", ""));
		r.anomaly.last_seen = s->now;
	}
	feed(s, &r);
}

/* alert A > B SID SIGNATURE [priority=1]: another sensor's. */
void do_alert(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_ALERT, w);

	take_ends(s, w, &r);
	take_port(option(w, "on", "tcp/0"), &r);
	r.alert = (struct record_alert){.action = "allowed",
					.gid = 1,
					.signature_id = strtoull(w->word[4], NULL, 10),
					.signature = w->word[5],
					.severity = (int)number(w, "priority", 2)};
	feed(s, &r);
}

/* dns A > B NAME */
void do_dns(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_DNS, w);

	take_ends(s, w, &r);
	r.app_proto = "dns";
	r.dns = (struct record_dns){
		.rrname = w->count > 4 ? w->word[4] : NULL,
		.rrtype = option(w, "type", "A"),
		.rcode = option(w, "rcode", "NOERROR"),
		.queries = number(w, "queries", 1),
		.answers = number(w, "answers", 1),
		.failures = number(w, "failures", 0),
		.first_seen = s->now,
		.last_seen = s->now,
	};
	feed(s, &r);
}

/* hears IFACE received=N drops=N: what a live sensor says of itself. */
void do_hears(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_STATS, w);
	const struct record_counter counters[] = {{"capture.received", number(w, "received", 0)},
						  {"capture.kernel_drops", number(w, "drops", 0)}};

	r.in_iface = w->word[1];
	r.stats = (struct record_stats){.state = "running", .counters = counters, .counter_count = 2};
	feed(s, &r);
}
