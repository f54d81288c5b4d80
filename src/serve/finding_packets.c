/* finding_packets.c - the packets that a finding rests on. SPDX-License-Identifier: Apache-2.0
 *
 * Each piece of evidence names two ends and a span of time: their packets are cut from the ring of the sensor
 * that heard them, or from the capture that was read, as long as it is there.
 */

#include "serve/finding_packets.h"

#include <string.h>

#include "lib/clock.h"
#include "record/record.h"
#include "serve/packets.h"
#include "serve/server.h"

#define MARGIN	  (2 * SECOND)	 /* around what a record speaks of */
#define LONG_SPAN (240 * SECOND) /* of a longer one only its beginning and end */
#define BEFORE	  (60 * SECOND)	 /* a device that changed or fell silent: what it said until then */
#define AFTER	  (10 * SECOND)	 /* who is asked on and does not answer */
#define CUT_LIMIT (UINT64_C(64) << 20)
#define SOURCES   16

static void add(struct serve_cut *cut, struct serve_want want, int64_t from, int64_t to)
{
	if (cut->wants == SERVE_WANTS_MAX)
		return;
	want.from = from - MARGIN;
	want.to = to + MARGIN;
	cut->want[cut->wants++] = want;
}

static void add_span(struct serve_cut *cut, const struct serve_want *want, int64_t first, int64_t last)
{
	if (last - first <= LONG_SPAN) {
		add(cut, *want, first, last);
		return;
	}
	add(cut, *want, first, first + LONG_SPAN / 2);
	add(cut, *want, last - LONG_SPAN / 2, last);
}

static bool is_one(const struct address *a)
{
	return !address_is_zero(a);
}

static void take_ends(struct serve_want *want, const struct record *r)
{
	want->has_ip = r->has_ip && is_one(&r->src_ip);
	want->ip = r->src_ip;
	want->has_peer = r->has_ip && is_one(&r->dest_ip);
	want->peer = r->dest_ip;
	if (r->type == RECORD_CLAIM) {
		want->has_ip = r->claim.has_ip;
		want->ip = r->claim.ip;
		want->has_mac = r->claim.has_mac;
		want->mac = r->claim.mac;
	} else if (!r->has_ip && r->has_mac) {
		want->has_mac = !mac_is_zero(&r->src_mac);
		want->mac = r->src_mac;
		want->has_peer_mac = want->has_mac && !mac_is_zero(&r->dest_mac);
		want->peer_mac = r->dest_mac;
	}
}

/* Of when a record speaks. */
static void span_of(const struct record *r, int64_t *first, int64_t *last)
{
	*first = *last = r->time;
	if (r->type == RECORD_FLOW && r->flow.start)
		*first = r->flow.start, *last = r->flow.end;
	if (r->type == RECORD_OT && r->ot.first_seen)
		*first = r->ot.first_seen, *last = r->ot.last_seen;
	if (r->type == RECORD_CLAIM && r->claim.first_seen)
		*first = r->claim.first_seen, *last = r->claim.last_seen;
	if (r->type == RECORD_ANOMALY && r->anomaly.first_seen)
		*first = r->anomaly.first_seen, *last = r->anomaly.last_seen;
	if (r->type == RECORD_DNS && r->dns.first_seen)
		*first = r->dns.first_seen, *last = r->dns.last_seen;
}

static bool has_ports(const struct record *r)
{
	return r->proto && (strcmp(r->proto, "TCP") == 0 || strcmp(r->proto, "UDP") == 0);
}

static bool want_record(struct serve_cut *cut, struct arena *arena, const struct proof_row *e)
{
	struct serve_want want = {.port = -1};
	struct record r;
	const char *error;
	int64_t first, last;

	if (!*e->line || record_read(e->line, strlen(e->line), arena, &r, &error) != 0)
		return false;
	take_ends(&want, &r);
	if (!want.has_ip && !want.has_peer && !want.has_mac)
		return false;
	if (has_ports(&r) && r.dest_port > 0)
		want.port = r.dest_port;
	span_of(&r, &first, &last);
	add_span(cut, &want, first, last);
	return true;
}

/* The device's first address, or its MAC. */
static bool take_party(const struct party_row *p, struct address *ip, bool *has_ip, struct mac *mac,
		       bool *has_mac)
{
	char word[ADDRESS_TEXT_SIZE] = "";
	const char *text = *p->ip ? p->ip : p->mac;
	const size_t length = strcspn(text, " ");

	if (length >= sizeof(word))
		return false;
	memcpy(word, text, length);
	*has_ip = *p->ip && address_parse(word, ip);
	*has_mac = !*has_ip && mac_parse(word, mac);
	return *has_ip || *has_mac;
}

/* An address that both have, or that one has and the other claims: whatever either of the two MACs said. */
static void want_macs(struct serve_cut *cut, const struct finding_row *f, int64_t first, int64_t last)
{
	const char *const texts[] = {f->device.mac, f->peer.mac};

	for (size_t i = 0; i < 2; i++) {
		struct serve_want want = {.port = -1};

		want.has_mac = mac_parse(texts[i], &want.mac);
		if (want.has_mac)
			add_span(cut, &want, first - BEFORE, last + AFTER);
	}
}

/* Where no record is at hand: what the two said to one another, or the one to all. */
static void want_parties(struct serve_cut *cut, const struct finding_row *f, int64_t first, int64_t last)
{
	struct serve_want want = {.port = -1};

	if (!take_party(&f->device, &want.ip, &want.has_ip, &want.mac, &want.has_mac))
		return;
	(void)take_party(&f->peer, &want.peer, &want.has_peer, &want.peer_mac, &want.has_peer_mac);
	want.has_peer = want.has_peer && want.has_ip;
	want.has_peer_mac = want.has_peer_mac && want.has_mac;
	if (want.has_ip && (want.has_peer ? address_equal(&want.ip, &want.peer) : f->peer.asset != 0))
		want_macs(cut, f, first, last);
	else
		add_span(cut, &want, first - BEFORE, last + AFTER);
}

/* What is told of a device without a record has the time at which it was sure: how it began is wanted, too. */
static bool began_before(const struct finding_row *f, const struct finding_detail *d)
{
	return f->first_seen < d->evidence[0].time - BEFORE;
}

static void fill_wants(struct request *r, struct serve_cut *cut, const struct finding_row *f,
		       const struct finding_detail *d)
{
	bool recorded = false;

	for (size_t i = 0; i < d->evidence_count; i++) {
		if (want_record(cut, &r->arena, &d->evidence[i]))
			recorded = true;
		else
			want_parties(cut, f, d->evidence[i].time, d->evidence[i].time);
	}
	if (d->evidence_count == 0)
		want_parties(cut, f, f->first_seen, f->last_seen);
	else if (!recorded && began_before(f, d))
		want_parties(cut, f, f->first_seen, f->first_seen);
}

static void note_source(int64_t *sources, size_t *count, int64_t source)
{
	for (size_t i = 0; i < *count; i++)
		if (sources[i] == source)
			return;
	if (source && *count < SOURCES)
		sources[(*count)++] = source;
}

static enum packets_state open_source(struct request *r, const struct source *s, struct serve_cut *cut,
				      struct packets_files *files)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	const size_t before = cut->count;

	if (strcmp(s->kind, "live") == 0) {
		packets_open_ring(r, s, cut, files);
		return cut->count > before ? PACKETS_HERE : PACKETS_NO_RING;
	}
	if (strcmp(s->kind, "file") != 0)
		return PACKETS_ELSEWHERE;
	const int fd = jobs->capture && cut->count < PACKETS_FILES_MAX
			       ? jobs->capture(jobs->argument, s)
			       : -1;
	if (fd < 0)
		return PACKETS_NOT_KEPT;
	cut->captures = true;
	packets_add(cut, files, fd, NULL);
	return PACKETS_HERE;
}

static enum packets_state open_sources(struct request *r, const struct finding_row *f,
				       const struct finding_detail *d, struct serve_cut *cut, struct packets_files *files)
{
	int64_t ids[SOURCES] = {0};
	size_t count = 0;
	enum packets_state state = PACKETS_ELSEWHERE;

	note_source(ids, &count, f->source);
	for (size_t i = 0; i < d->evidence_count; i++)
		note_source(ids, &count, d->evidence[i].source);
	for (size_t i = 0; i < count; i++) {
		struct source s;

		if (store_source(r->store, &r->who.viewer, ids[i], &r->arena, &s) != 0)
			continue;
		const enum packets_state one = open_source(r, &s, cut, files);
		if (state != PACKETS_HERE)
			state = one;
	}
	return state;
}

const char *packets_state_name(enum packets_state state)
{
	static const char *const names[] = {"here", "no_ring", "not_kept", "elsewhere"};

	return names[state];
}

enum packets_state finding_packets_state(struct request *r, const struct finding_row *f,
					 const struct finding_detail *d)
{
	struct serve_cut cut = {.count = 0};
	struct packets_files *files = packets_files(r, &cut);

	const enum packets_state state = open_sources(r, f, d, &cut, files);

	packets_close(&cut);
	return state;
}

static void cut_packets(struct request *r, int64_t id, const struct finding_row *f,
			const struct finding_detail *d)
{
	static const char *const why[] = {
		NULL, "no packets of this interface are kept (yagura run --ring)",
		"the capture that it was found in is no longer kept",
		"another sensor told it: the packets are there"};
	struct serve_cut cut = {.limit = CUT_LIMIT};
	struct packets_files *files = packets_files(r, &cut);

	fill_wants(r, &cut, f, d);
	const enum packets_state state = open_sources(r, f, d, &cut, files);
	if (state != PACKETS_HERE)
		request_problem(r, 404, "No packets", "%s", why[state]);
	else
		packets_answer(r, &cut, arena_printf(&r->arena, "yagura-finding-%lld", (long long)id),
			       arena_printf(&r->arena, "finding %lld", (long long)id));
	packets_close(&cut);
}

void finding_packets_get(struct request *r)
{
	struct finding_row row;
	struct finding_detail detail;
	int64_t id = 0;

	if (request_id(r, &id) &&
	    request_good(r, store_finding(r->store, &r->who.viewer, id, &r->arena, &row)) &&
	    request_good(r, store_finding_detail(r->store, &r->who.viewer, id, &r->arena, &detail)))
		cut_packets(r, id, &row, &detail);
}
