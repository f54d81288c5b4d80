/* stories.c - replays of records on fake time, and which detector they wake. SPDX-License-Identifier: Apache-2.0
 *
 * usage: stories FOLDER [DETECTOR]. Each detector has FOLDER/ID.story; the language is in FOLDER/README.md.
 */

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dissect/fact.h"
#include "judge/detectors.h"
#include "judge/judge.h"
#include "judge/texts.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "record/record.h"

#define WORDS_MAX 32
#define DRAWN_MAX 8
#define STEP	  (10 * SECOND)
/* Monday, 2 March 2026, 6:00 in Japan. */
#define BEGIN INT64_C(1772398800000000000)
#define SOURCE 1

struct story {
	const char *detector;
	char title[160];
	bool fires; /* else it is a near miss */
	bool open;
	struct inventory *inventory;
	struct judge *judge;
	struct arena arena;
	int64_t now;
	uint64_t seq;
	uint64_t entry;
	char wrong[256];
	const struct zoning *zoning; /* the inventory's */
	struct zone_row zones[DRAWN_MAX];
	struct network_row networks[DRAWN_MAX];
	struct conduit_row conduits[DRAWN_MAX];
	size_t zone_count, conduit_count;
};

struct words {
	char *word[WORDS_MAX];
	size_t count;
};

static int bad;

__attribute__((format(printf, 2, 3))) static void fail(struct story *s, const char *format, ...)
{
	va_list list;

	if (*s->wrong)
		return;
	va_start(list, format);
	vsnprintf(s->wrong, sizeof(s->wrong), format, list);
	va_end(list);
}

/* Words apart by blanks; "..." holds blanks, also behind the = of an option. */
static void split(char *line, struct words *w)
{
	char *at = line;

	w->count = 0;
	while (*at) {
		while (*at == ' ' || *at == '\t')
			at++;
		if (!*at || w->count == WORDS_MAX)
			return;
		char *to = at;
		bool quoted = false;

		w->word[w->count++] = at;
		for (; *at && (quoted || (*at != ' ' && *at != '\t')); at++) {
			if (*at == '"')
				quoted = !quoted;
			else
				*to++ = *at;
		}
		char *end = at;
		if (*at)
			at++;
		if (to <= end)
			*to = '\0';
	}
}

static const char *option(const struct words *w, const char *name, const char *missing)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < w->count; i++)
		if (strncmp(w->word[i], name, length) == 0 && w->word[i][length] == '=')
			return w->word[i] + length + 1;
	return missing;
}

static uint64_t number(const struct words *w, const char *name, uint64_t missing)
{
	const char *text = option(w, name, NULL);

	return text ? strtoull(text, NULL, 0) : missing;
}

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

static int64_t time_of(const char *text)
{
	int64_t t = 0;

	for (char *end; *text; text = *end == ':' ? end + 1 : "")
		t = t * 60 + strtol(text, &end, 10);
	return t * SECOND;
}

static void tell_stats(struct story *s)
{
	struct record r = new_record(s, RECORD_STATS, NULL);

	r.stats = (struct record_stats){.state = "running"};
	feed(s, &r);
}

static void do_at(struct story *s, const struct words *w)
{
	const int64_t until = BEGIN + time_of(w->word[1]);

	for (s->now += STEP; s->now < until; s->now += STEP)
		tell_stats(s);
	s->now = until;
	tell_stats(s);
}

static void do_gap(struct story *s, const struct words *w)
{
	s->now = BEGIN + time_of(w->word[1]);
	tell_stats(s);
}

static void do_flow(struct story *s, const struct words *w)
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

static void do_ot(struct story *s, const struct words *w)
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

static void do_liveness(struct story *s, const struct words *w)
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

static int64_t zone_id(const struct story *s, const char *name)
{
	const struct zone_row *zone = zoning_zone_named(s->zoning, name);

	return strcmp(name, "outside") == 0 ? ZONE_OUTSIDE : zone ? zone->id : ZONE_NOWHERE;
}

/* The inventory has its own copy of what the story has drawn so far. */
static void draw(struct story *s)
{
	struct zoning *copy = zoning_new();
	int rc = 0;

	for (size_t i = 0; i < s->zone_count; i++)
		rc |= zoning_add_zone(copy, &s->zones[i]) | zoning_add_network(copy, &s->networks[i]);
	for (size_t i = 0; i < s->conduit_count; i++)
		rc |= zoning_add_conduit(copy, &s->conduits[i]);
	if (rc)
		fail(s, "the zones make no sense");
	s->zoning = copy;
	inventory_set_zoning(s->inventory, copy);
	judge_look(s->judge);
}

static const char *keep_text(struct story *s, const char *text)
{
	return arena_strdup(&s->arena, text);
}

static void do_zone(struct story *s, const struct words *w)
{
	if (s->zone_count == DRAWN_MAX)
		return;
	const size_t at = s->zone_count++;

	s->zones[at] = (struct zone_row){.id = (int64_t)at + 1,
					 .name = keep_text(s, w->word[1]),
					 .smkl = keep_text(s, option(w, "smkl", "")),
					 .importance = (int)number(w, "importance", 0)};
	s->networks[at] = (struct network_row){.id = (int64_t)at + 1,
					       .zone = (int64_t)at + 1,
					       .name = s->zones[at].name,
					       .subnets = keep_text(s, option(w, "subnets", "")),
					       .vlans = keep_text(s, option(w, "vlans", ""))};
	draw(s);
}

static void do_conduit(struct story *s, const struct words *w)
{
	if (s->conduit_count == DRAWN_MAX)
		return;
	const size_t at = s->conduit_count++;

	s->conduits[at] =
		(struct conduit_row){.id = (int64_t)at + 1,
				     .from = zone_id(s, w->word[1]),
				     .to = zone_id(s, w->word[3]),
				     .protocols = keep_text(s, option(w, "protocols", "")),
				     .classes = keep_text(s, option(w, "classes", "")),
				     .draft = number(w, "draft", 0) != 0};
	draw(s);
}

/* claim WHO name=value [rank=identity] [source=x] [slot=n]: the first option is the claim. */
static void do_claim(struct story *s, const struct words *w)
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

static void do_anomaly(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_ANOMALY, w);

	take_ends(s, w, &r);
	take_port(option(w, "on", "tcp/0"), &r);
	r.app_proto = option(w, "app", NULL);
	r.anomaly = (struct record_anomaly){.event = w->count > 4 ? w->word[4] : "",
					    .layer = option(w, "layer", "app"),
					    .count = number(w, "count", 1)};
	feed(s, &r);
}

/* alert A > B SID SIGNATURE [priority=1]: another sensor's. */
static void do_alert(struct story *s, const struct words *w)
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

static uint64_t asset_at(struct story *s, const char *text)
{
	size_t position = 0;
	const struct asset *a;
	char ip[ADDRESS_TEXT_SIZE], mac[MAC_TEXT_SIZE];

	while ((a = inventory_each(s->inventory, &position)) != NULL)
		for (size_t i = 0; i < a->endpoint_count; i++) {
			address_text(&a->endpoints[i].ip, ip);
			mac_text(&a->endpoints[i].mac, mac);
			if ((a->endpoints[i].kind == ENDPOINT_IP && !a->endpoints[i].retired &&
			     strcmp(ip, text) == 0) ||
			    (a->endpoints[i].kind == ENDPOINT_MAC && strcmp(mac, text) == 0))
				return a->number;
		}
	return 0;
}

/* say WHO name=value: the operator's word. */
static void do_say(struct story *s, const struct words *w)
{
	char *value = w->count > 2 ? strchr(w->word[2], '=') : NULL;
	const uint64_t asset = asset_at(s, w->count > 1 ? w->word[1] : "");

	if (!value || !asset) {
		fail(s, "say wants a device that has spoken, and name=value");
		return;
	}
	*value = '\0';
	if (inventory_edit(s->inventory, asset, w->word[2], value + 1, "story", s->now) != 0)
		fail(s, "the inventory does not take %s", w->word[2]);
	judge_look(s->judge);
}

/* ledger WHO...: the plant's own list has these devices. */
static void do_ledger(struct story *s, const struct words *w)
{
	uint64_t devices[WORDS_MAX];
	size_t n = 0;

	for (size_t i = 1; i < w->count; i++)
		devices[n++] = asset_at(s, w->word[i]);
	judge_set_ledger(s->judge, devices, n, true);
}

/* block NAME...: the operator's list. */
static void do_block(struct story *s, const struct words *w)
{
	(void)!judge_set_block_list(s->judge, (const char *const *)w->word + 1, w->count - 1);
}

/* dns A > B NAME */
static void do_dns(struct story *s, const struct words *w)
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
static void do_hears(struct story *s, const struct words *w)
{
	struct record r = new_record(s, RECORD_STATS, w);
	const struct record_counter counters[] = {{"capture.received", number(w, "received", 0)},
						  {"capture.kernel_drops", number(w, "drops", 0)}};

	r.in_iface = w->word[1];
	r.stats = (struct record_stats){.state = "running", .counters = counters, .counter_count = 2};
	feed(s, &r);
}

static void do_phase(struct story *s, const struct words *w)
{
	judge_set_phase(s->judge, SOURCE, (enum phase)phase_parse(w->word[0]));
}

/* The program stops, and another one takes over what was kept. */
static void do_restart(struct story *s, const struct words *w)
{
	struct judge *next = judge_new(NULL, s->inventory);
	const struct finding *f;
	const struct allowed *a;
	struct habit_row h;

	(void)w;
	judge_set_phase(next, SOURCE, judge_phase(s->judge, SOURCE));
	while ((f = judge_next_finding(s->judge)) != NULL)
		judge_load_finding(next, f);
	while ((a = judge_next_allowed(s->judge)) != NULL)
		judge_load_allowed(next, a);
	while (judge_next_habit(s->judge, &h))
		judge_load_habit(next, &h);
	judge_free(s->judge);
	s->judge = next;
}

/* One of its pieces of evidence is of then. */
static bool is_shown(const struct finding *f, int64_t time)
{
	for (int i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].time == time)
			return true;
	return false;
}

/* finds WHO [by=PEER] [count=N] [severity=high] [detail=part of it] */
static void do_finds(struct story *s, const struct words *w)
{
	uint32_t position = 0;
	const struct finding *f;
	const bool sensor = strcmp(w->word[1], "sensor") == 0;
	const uint64_t device = sensor ? 0 : asset_at(s, w->word[1]);
	const uint64_t peer = option(w, "by", NULL) ? asset_at(s, option(w, "by", "")) : 0;

	while ((f = judge_each_finding(s->judge, &position)) != NULL) {
		if (strcmp(f->detector, s->detector) != 0 || (f->device != device && !sensor))
			continue;
		if ((peer && f->peer != peer) || (option(w, "count", NULL) && f->count != number(w, "count", 0)))
			continue;
		if (strcmp(option(w, "severity", severity_name(f->severity)), severity_name(f->severity)) != 0)
			continue;
		if (option(w, "shown", NULL) && !is_shown(f, BEGIN + time_of(option(w, "shown", ""))))
			continue;
		if (strstr(f->detail, option(w, "detail", "")))
			return;
	}
	fail(s, "it does not find %s as told", w->count > 1 ? w->word[1] : "?");
}

static size_t found(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;
	size_t n = 0;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		n += strcmp(f->detector, s->detector) == 0;
	return n;
}

/* findings N: so many has the detector. */
static void do_findings(struct story *s, const struct words *w)
{
	if (found(s) != strtoull(w->word[1], NULL, 10))
		fail(s, "it finds %zu", found(s));
}

static const struct verb {
	const char *name;
	void (*run)(struct story *, const struct words *);
	size_t words;
} verbs[] = {
	{"at", do_at, 2},	{"gap", do_gap, 2},	{"flow", do_flow, 4},	{"ot", do_ot, 6},
	{"claim", do_claim, 3}, {"anomaly", do_anomaly, 5}, {"alert", do_alert, 6}, {"liveness", do_liveness, 5}, {"zone", do_zone, 2}, {"conduit", do_conduit, 4}, {"say", do_say, 3}, {"finds", do_finds, 2}, {"findings", do_findings, 2},
	{"ledger", do_ledger, 2}, {"block", do_block, 2}, {"dns", do_dns, 5}, {"hears", do_hears, 2}, {"restart", do_restart, 1},
	{"learn", do_phase, 1}, {"review", do_phase, 1}, {"enforce", do_phase, 1}, {"none", do_phase, 1},
};

static void begin(struct story *s, bool fires, const char *title)
{
	s->fires = fires;
	s->open = true;
	s->wrong[0] = '\0';
	snprintf(s->title, sizeof(s->title), "%s", title + strspn(title, " "));
	s->inventory = inventory_new(NULL);
	s->judge = judge_new(NULL, s->inventory);
	s->now = BEGIN;
	s->seq = 0;
	s->entry = 1000;
	s->zoning = NULL;
	s->zone_count = s->conduit_count = 0;
}

static void print_found(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		printf("       there is: %s, device %s, peer %s, count %llu, %s, detail %s\n", f->detector,
		       f->device_name, f->peer_name, (unsigned long long)f->count,
		       severity_name(f->severity), f->detail);
}

/* Whoever reads a finding wants to know of whom it speaks. */
static void check_names(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		if (!*f->device_name || (f->peer && !*f->peer_name))
			fail(s, "a finding of %s names nobody", f->detector);
}

static void end(struct story *s)
{
	if (!s->open)
		return;
	judge_end(s->judge, SOURCE);
	check_names(s);
	const size_t n = found(s);

	if (s->fires && n == 0)
		fail(s, "it finds nothing");
	if (!s->fires && n > 0)
		fail(s, "a near miss is found");
	printf("%-4s %-32s %-5s %s%s%s\n", *s->wrong ? "FAIL" : "ok", s->detector,
	       s->fires ? "fires" : "quiet", s->title, *s->wrong ? ": " : "", s->wrong);
	if (*s->wrong)
		print_found(s);
	bad += *s->wrong != '\0';
	judge_free(s->judge);
	inventory_free(s->inventory);
	arena_reset(&s->arena);
	s->open = false;
}

static void run_line(struct story *s, char *line)
{
	struct words w;

	split(line, &w);
	if (w.count == 0 || w.word[0][0] == '#')
		return;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(verbs[i].name, w.word[0]) != 0)
			continue;
		if (w.count < verbs[i].words)
			fail(s, "%s wants more words", w.word[0]);
		else if (!s->open)
			fail(s, "no story has begun");
		else
			verbs[i].run(s, &w);
		return;
	}
	fail(s, "nobody knows the word %s", w.word[0]);
}

/* finds is asked when the story is over, so that what waits to be sure has had its time. */
static void run_file(struct story *s, FILE *in)
{
	char line[1024];
	int fires = 0, quiet = 0;

	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strncmp(line, "fires:", 6) == 0 || strncmp(line, "quiet:", 6) == 0) {
			end(s);
			begin(s, line[0] == 'f', line + 6);
			fires += line[0] == 'f';
			quiet += line[0] == 'q';
			continue;
		}
		if (strncmp(line, "finds", 5) == 0)
			judge_end(s->judge, SOURCE);
		run_line(s, line);
	}
	end(s);
	if (fires == 0 || quiet == 0) {
		printf("FAIL %-32s wants a story that fires and one that is quiet\n", s->detector);
		bad++;
	}
}

static void check_texts(const char *id)
{
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(id, (enum language)l);

		if (t && t->title && t->what && t->why && t->steps)
			continue;
		printf("FAIL %-32s has no title, what, why and next in %s (catalog/detectors.yaml)\n", id,
		       l == LANGUAGE_JA ? "Japanese" : "English");
		bad++;
	}
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: stories FOLDER [DETECTOR]\n");
		return 2;
	}
	setenv("TZ", "JST-9", 1); /* stories tell the hours of a plant in Japan */
	tzset();
	for (size_t i = 0; i < detector_count; i++) {
		struct story s = {.detector = detectors[i]->id};
		char path[4096];

		if (argc > 2 && strcmp(argv[2], s.detector) != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s.story", argv[1], s.detector);
		FILE *in = fopen(path, "r");
		if (in) {
			run_file(&s, in);
			fclose(in);
		} else {
			printf("FAIL %-32s %s: %s\n", s.detector, path, strerror(errno));
			bad++;
		}
		arena_free(&s.arena);
		check_texts(s.detector);
	}
	return bad ? 1 : 0;
}
