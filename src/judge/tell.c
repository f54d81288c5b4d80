/* tell.c - what detectors say becomes normal, or a finding. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/memory.h"
#include "lib/text.h"

#define BURST_MOST 200
#define BURST_SPAN (600 * SECOND)

static struct kept_finding *find(struct judge *j, const struct finding_key *key, uint32_t *hash)
{
	*hash = table_hash(&j->findings, key);
	return table_find(&j->findings, key, *hash);
}

static struct finding_key key_of(const struct judge *j, int detector, uint64_t device, uint64_t peer,
				 const char *text)
{
	return (struct finding_key){.device = device,
				    .peer = peer,
				    .text = hash_bytes(text ? text : "", text ? strnlen(text, FINDING_KEY_SIZE - 1) : 0, j->seed),
				    .detector = (uint32_t)detector};
}

static void forget_lines(struct kept_finding *f)
{
	for (int i = 0; i < f->evidence_count; i++)
		free((void *)(uintptr_t)f->evidence[i].line);
	f->evidence_count = 0;
}

static void forget(void *argument, void *entry)
{
	struct judge *j = argument;
	struct kept_finding *f = entry;

	party_drop(&j->finding_parties, f, (const uint64_t[]){f->key.device, f->key.peer});
	forget_lines(f);
}

static struct kept_finding *keep(struct judge *j, const struct finding_key *key, uint32_t hash)
{
	struct kept_finding *f = table_insert(&j->findings, key, hash);

	table_keep(&j->findings, f);
	party_add(&j->finding_parties, f, (const uint64_t[]){key->device, key->peer});
	return f;
}

void findings_init(struct judge *j, uint32_t capacity)
{
	table_init(&j->findings, &(struct table_config){.entry_size = sizeof(struct kept_finding),
							.key_size = sizeof(struct finding_key),
							.capacity = capacity,
							.evict = forget,
							.argument = j});
	party_init(&j->finding_parties, &j->findings, 2, offsetof(struct kept_finding, links));
}

void findings_free(struct judge *j)
{
	uint32_t position = 0;
	struct kept_finding *f;

	while ((f = table_next(&j->findings, &position)) != NULL)
		forget_lines(f);
	party_free(&j->finding_parties);
	table_free(&j->findings);
	free(j->dirty);
}

static void mark(struct judge *j, struct kept_finding *f)
{
	if (f->dirty)
		return;
	f->dirty = true;
	if (j->dirty_count == j->dirty_room) {
		j->dirty_room = j->dirty_room * 2 + 64;
		j->dirty = xreallocarray(j->dirty, j->dirty_room, sizeof(*j->dirty));
	}
	j->dirty[j->dirty_count++] = table_reference(&j->findings, f);
}

/* True when the detector was told to be silent, or about these two. */
static bool is_suppressed(const struct judge *j, const struct sight *s, const struct tell *t, int detector)
{
	const uint64_t device = t->device->number, peer = t->peer ? t->peer->number : 0;

	if (j->disabled[detector])
		return true;
	for (size_t i = 0; i < j->suppression_count; i++) {
		const struct suppression *p = &j->suppressions[i];

		if (*p->detector && strcmp(p->detector, detectors[detector]->id) != 0)
			continue;
		if (p->until && s->now >= p->until)
			continue;
		const bool straight = (!p->device || p->device == device) && (!p->peer || p->peer == peer);
		const bool turned = p->peer && p->device == peer && p->peer == device;

		if (straight || turned)
			return true;
	}
	return false;
}

static uint64_t end_of(const struct sight *s, const struct subject *subject)
{
	return !subject ? 0 : subject == s->client ? s->ends.client : subject == s->server ? s->ends.server : 0;
}

static struct allowed fact_of(const struct sight *s, const struct tell *t)
{
	return (struct allowed){
		.kind = ALLOWED_FACT,
		.client = t->device->number,
		.server = !t->peer ? 0 : t->peer->external ? SUBJECT_INTERNET : t->peer->number,
		.client_end = end_of(s, t->device),
		.server_end = end_of(s, t->peer),
		.what = s->detector->id,
		.function = t->detail,
		.target = t->usual ? t->usual : s->detector->by_detail ? t->detail : t->key,
		.subcode = -1,
		.count = t->total,
		.period_us = -1,
		.jitter_us = -1,
		.first_seen = t->first,
		.last_seen = t->last,
	};
}

/* Told while the plant is learned it becomes normal; told later it is compared. */
static bool is_normal(struct judge *j, const struct sight *s, const struct tell *t)
{
	const enum phase phase = phase_between(j, s->source, t->device, t->peer);

	if (t->declared)
		return false;
	struct allowed fact = fact_of(s, t);

	if (phase == PHASE_NONE)
		return s->detector->baseline;
	if (s->usual.refused) { /* learning does not overrule a person; another word of his does */
		const struct allowed_entry *e = allowlist_find(&j->allowlist, &fact);

		return e && e->state == ALLOWED_ACCEPTED && allowed_is_normal(e, s->now);
	}
	if (phase == PHASE_LEARN || phase == PHASE_REVIEW) {
		fact.state = phase == PHASE_REVIEW ? ALLOWED_LATE : ALLOWED_LEARNED;
		const struct allowed_entry *e = allowlist_learn(&j->allowlist, &fact);

		return !e || e->state != ALLOWED_REFUSED;
	}
	if (allowed_is_normal(place_allowed(j, t->device, t->peer, &fact), s->now))
		return true;
	/* who acts and who is acted on is told by roles, which may not have been known then */
	const uint64_t device = fact.client;
	if (!fact.server)
		return false;
	fact.client = fact.server;
	fact.server = device;
	return allowed_is_normal(place_allowed(j, t->device, t->peer, &fact), s->now);
}

/* The more depends on the device, the more urgent: importance 4 and 5, and what protects people. */
static enum severity severity_of(const struct sight *s, const struct tell *t)
{
	int severity = t->severity ? (int)t->severity : (int)s->detector->severity;

	if (t->device->importance >= 4 || strcmp(t->device->role, "safety") == 0)
		severity++;
	if (t->device->importance == 1)
		severity--;
	if (severity < SEVERITY_INFO)
		severity = SEVERITY_INFO;
	return severity > SEVERITY_CRITICAL ? SEVERITY_CRITICAL : (enum severity)severity;
}

static char *line_of(struct judge *j, const struct sight *s)
{
	if (!s->record || j->unstored)
		return NULL;
	struct record one = *s->record;

	one.more_count = 0;
	buf_clear(&j->line);
	record_write(&j->line, &one);
	if (j->line.length == 0 || j->line.length > EVIDENCE_LINE)
		return NULL;
	j->line.data[j->line.length - 1] = '\0'; /* the newline */
	return xstrdup((const char *)j->line.data);
}

/* By how much the same record has counted on since it was told last. */
static uint64_t add_evidence(struct judge *j, struct kept_finding *f, const struct sight *s,
			     const struct tell *t)
{
	const uint64_t boot = s->record ? s->record->boot : 0, entry = s->record ? s->record->entry : 0;
	const uint64_t total = t->total ? t->total : 1;

	for (int i = 0; i < f->evidence_count; i++) {
		struct finding_evidence *e = &f->evidence[i];

		if (e->source != s->source || e->boot != boot || e->entry != entry)
			continue;
		const bool again = t->happened && t->first > e->time;
		const uint64_t growth = again ? total : total > e->total ? total - e->total : 0;

		e->total += growth;
		if (again)
			e->time = t->shown;
		return growth;
	}
	int at = f->evidence_count;
	if (at == FINDING_EVIDENCE) { /* the first stays: it is how it began */
		at = 1 + f->evidence_next;
		f->evidence_next = (uint8_t)((f->evidence_next + 1) % (FINDING_EVIDENCE - 1));
		free((void *)(uintptr_t)f->evidence[at].line);
	} else {
		f->evidence_count++;
	}
	f->evidence[at] = (struct finding_evidence){s->source, boot, entry, total, t->shown, line_of(j, s)};
	return total;
}

static struct kept_finding *make(struct judge *j, const struct finding_key *key, uint32_t hash,
				 const struct tell *t)
{
	struct kept_finding *f = keep(j, key, hash);

	text_add(f->text, sizeof(f->text), 0, t->key ? t->key : "");
	f->state = FINDING_NEW;
	f->first = t->first;
	return f;
}

static void reopen(struct kept_finding *f, int64_t now)
{
	const bool over = f->state == FINDING_ACCEPTED && f->until && now >= f->until;

	if (f->state != FINDING_CLOSED && !over)
		return;
	f->state = FINDING_NEW;
	f->until = 0;
	f->reopened = true;
}

/*
 * Two hundred new ones of a kind within ten minutes are a flood, and nobody reads more of them: further ones are counted.
 * What is made already counts on, other kinds are made as ever, and what is told again after that is made.
 */
static bool is_too_many(struct judge *j, int detector, int64_t now)
{
	struct burst_of_findings *b = &j->bursts[detector];

	if (detectors[detector]->held_back_before)
		return false;
	if (now < b->began || now - b->began >= BURST_SPAN)
		*b = (struct burst_of_findings){.began = now};
	if (b->made >= BURST_MOST) {
		j->held_back++;
		return true;
	}
	b->made++;
	return false;
}

static void raise(struct judge *j, const struct sight *s, const struct tell *t, int detector)
{
	const struct finding_key key = key_of(j, detector, t->device->number,
					      t->peer ? t->peer->number : 0, t->key);
	uint32_t hash;
	struct kept_finding *f = find(j, &key, &hash);

	if (!f && is_too_many(j, detector, s->now))
		return;
	if (!f)
		f = make(j, &key, hash, t);
	const uint64_t growth = add_evidence(j, f, s, t);
	if (growth == 0)
		return;
	f->count += growth;
	f->growth += growth;
	f->source = s->source;
	f->first = t->first < f->first ? t->first : f->first;
	f->last = t->last > f->last ? t->last : f->last;
	const enum severity severity = severity_of(s, t);
	if (severity > f->severity)
		f->severity = (uint8_t)severity;
	if (t->detail && *t->detail)
		text_add(f->detail, sizeof(f->detail), 0, t->detail);
	reopen(f, s->now);
	mark(j, f);
}

void sight_tell(const struct sight *s, const struct tell *told)
{
	struct judge *j = s->judge;
	struct tell t = *told;
	const int detector = (int)(s->state - j->state);
	if (!t.device || (t.device->group && t.device != s->client))
		return;
	place_take(s, &t);
	if (is_suppressed(j, s, &t, detector))
		return;
	t.first = t.first ? t.first : sight_first(s);
	t.last = t.last ? t.last : sight_last(s);
	t.shown = t.shown ? t.shown : t.last;
	if (is_normal(j, s, &t))
		return;
	crowd_join(j, s, &t);
	raise(j, s, &t, detector);
}

/* From here on Linux gives ports to those who ask; others from 49152. */
#define PASSING_PORTS 32768

/*
 * A port of the moment is no door: that of a file (FTP) or of a program (DCE/RPC), one at which two who always spoke so
 * go on, or one between programs of the same computer.
 */
static bool is_of_the_moment(const struct sight *s)
{
	static const char *const moving[] = {"ftp-data", "dcerpc", NULL};
	const struct record *r = s->record;

	if (word_in(r->app_proto, moving))
		return s->usual.pair || strcmp(r->app_proto, "ftp-data") == 0;
	return r->dest_port >= PASSING_PORTS && (r->app_proto ? s->usual.pair
							      : s->client == s->server || address_is_loopback(&r->dest_ip));
}

/* The same flows that the inventory takes for a service. */
static bool is_service(const struct sight *s)
{
	const struct record *r = s->record;
	const struct record_flow *f = &r->flow;

	return !is_of_the_moment(s) && r->type == RECORD_FLOW && r->has_ip && r->proto && r->dest_port > 0 &&
	       (r->app_proto || strcmp(r->proto, "TCP") == 0) && (f->answered > 0 || f->packets_to_client > 0) &&
	       !(f->refused > 0 && f->answered == 0);
}

bool sight_is_new_service(const struct sight *s, char *key)
{
	static const char id[] = "software.new_service";

	if (!s->usual.baseline || s->learning || !s->client || !s->server || !s->server->usual ||
	    s->server->external || s->server->group || !is_service(s))
		return false;
	sight_port_text(s->record->proto, s->record->dest_port, key, FINDING_KEY_SIZE);
	const struct tell t = {.device = s->server, .peer = s->client};
	const struct allowed fact = {
		.kind = ALLOWED_FACT, .client = s->server->number, .what = id, .target = key, .subcode = -1};

	return !allowed_is_normal(allowlist_find(&s->judge->allowlist, &fact), s->now) &&
	       !is_suppressed(s->judge, s, &t, detector_find(id));
}

int64_t sight_found(const struct sight *s, const char *id, uint64_t device)
{
	const struct finding_key key = key_of(s->judge, detector_find(id), device, 0, "");
	uint32_t hash;
	const struct kept_finding *f = find(s->judge, &key, &hash);

	return f ? f->last : INT64_MIN;
}

static const char *name_of(struct judge *j, uint64_t number)
{
	const struct subject *s = subject_find(j, number);

	return !s ? "" : s->name[0] ? s->name : s->ip;
}

static const struct finding *show(struct judge *j, const struct kept_finding *f)
{
	memcpy(j->evidence_view, f->evidence, sizeof(f->evidence));
	j->view = (struct finding){
		.detector = detectors[f->key.detector]->id,
		.device = f->key.device,
		.peer = f->key.peer,
		.culprit = detectors[f->key.detector]->doer ? f->key.device : 0,
		.key = f->text,
		.detail = f->detail,
		.severity = (enum severity)f->severity,
		.state = (enum finding_state)f->state,
		.count = f->count,
		.growth = f->growth,
		.reopened = f->reopened,
		.until = f->until,
		.first_seen = f->first,
		.last_seen = f->last,
		.source = f->source,
		.device_name = name_of(j, f->key.device),
		.peer_name = name_of(j, f->key.peer),
		.evidence = j->evidence_view,
		.evidence_count = f->evidence_count,
	};
	return &j->view;
}

bool judge_has_news(const struct judge *j)
{
	return j->dirty_count > 0;
}

const struct finding *judge_next_finding(struct judge *j)
{
	while (j->dirty_count) {
		struct kept_finding *f = table_resolve(&j->findings, j->dirty[--j->dirty_count]);

		if (!f)
			continue;
		(void)show(j, f);
		f->dirty = f->reopened = false;
		f->growth = 0;
		return &j->view;
	}
	return NULL;
}

const struct finding *judge_each_finding(struct judge *j, uint32_t *position)
{
	const struct kept_finding *f = table_next(&j->findings, position);

	return f ? show(j, f) : NULL;
}

void judge_load_finding(struct judge *j, const struct finding *row)
{
	const int detector = detector_find(row->detector);
	uint32_t hash;

	if (detector < 0)
		return;
	judge_note_loaded(j, row->device, row->peer);
	place_load(j, detector, row);
	const struct finding_key key = key_of(j, detector, row->device, row->peer, row->key);
	struct kept_finding *f = find(j, &key, &hash);
	const bool known = f;

	if (!f)
		f = make(j, &key, hash, &(struct tell){.key = row->key, .first = row->first_seen});
	f->state = (uint8_t)row->state;
	f->until = row->until;
	if (known) /* a person changed its state: what was counted here is newer */
		return;
	f->severity = (uint8_t)row->severity;
	f->count = row->count;
	f->last = row->last_seen;
	f->source = row->source;
	snprintf(f->detail, sizeof(f->detail), "%s", row->detail ? row->detail : "");
	for (int i = 0; i < row->evidence_count && i < FINDING_EVIDENCE; i++) {
		f->evidence[i] = row->evidence[i];
		f->evidence[i].line = row->evidence[i].line ? xstrdup(row->evidence[i].line) : NULL;
		f->evidence_count++;
	}
}

/* Findings of a device that is another one now follow it, unless that one has the same. */
static void move(struct judge *j, struct kept_finding *f, uint64_t from, uint64_t into)
{
	struct kept_finding copy = *f;
	uint32_t hash;

	f->evidence_count = 0; /* it goes with the copy */
	forget(j, f);
	table_remove(&j->findings, f);
	copy.key.device = copy.key.device == from ? into : copy.key.device;
	copy.key.peer = copy.key.peer == from ? into : copy.key.peer;
	if (find(j, &copy.key, &hash)) {
		forget_lines(&copy);
		return;
	}
	struct kept_finding *other = keep(j, &copy.key, hash);

	copy.entry = other->entry;
	memcpy(copy.links, other->links, sizeof(copy.links));
	copy.dirty = false;
	*other = copy;
	mark(j, other);
}

void finding_merge(struct judge *j, uint64_t from, uint64_t into)
{
	struct kept_finding *f;

	while (from != into && (f = party_first(&j->finding_parties, from)) != NULL)
		move(j, f, from, into);
}
