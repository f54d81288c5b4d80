/* usual.c - is this what was learned? SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <string.h>

#include "dissect/attribute.h"
#include "dissect/dissectors.h"
#include "judge/domain.h"
#include "judge/folder.h"
#include "judge/hours.h"
#include "lib/clock.h"

/* A conversation whose protocol is not told yet gets this long to be understood. */
#define UNDERSTOOD_AFTER (10 * SECOND)
/* What was learned for less says nothing of other hours. */
#define LEARNED_DAY (24 * 3600 * SECOND)
/* From here on Linux gives ports to those who ask. */
#define PASSING_PORTS 32768
#define NAMES_MAX   32 /* of a domain that are kept apart */
#define NAME_PART   30 /* of an operation's protocol, and of its kind of message */
#define NAME_SIZE   (2 * NAME_PART + 2)

static uint64_t party_of(const struct subject *s)
{
	return s->external ? SUBJECT_INTERNET : s->number;
}

/* Programs look for many files that are not there. */
static bool is_missing(const struct record_ot *ot)
{
	return ot->result && strcmp(ot->result, "not found") == 0 && ot->exceptions >= ot->count;
}

/* A page or the like of a server, which has a name as files have. */
static bool is_page(const struct sight *s, const struct record_ot *ot)
{
	static const char *const classes[] = {"read", "write", NULL};

	return ot->target && ot->target[0] == '/' && !sight_is_industrial(s) && word_in(ot->class, classes);
}

/* What is read, or which file: of those there may be many. */
static bool is_named(const struct sight *s, const struct record_ot *ot)
{
	if (!ot->target || !*ot->target)
		return false;
	if (strcmp(ot->class, "file") == 0 || is_page(s, ot))
		return !is_missing(ot);
	return strcmp(ot->class, "read") == 0;
}

/* What has a target that matters: it changes something in a protocol of the plant floor, or reads something there that has a
 * name; or it moves files, of whatever protocol, or changes pages. Which pages people read is their own affair, but not
 * of the servers within controllers and the like. */
static bool has_target(const struct sight *s, const struct record_ot *ot)
{
	static const char *const without[] = {"read", "identify", "diagnose", "session", "alarm", NULL};

	if (!sight_is_industrial(s))
		return is_named(s, ot) && (strcmp(ot->class, "file") == 0 ||
					   (is_page(s, ot) && (*ot->class == 'w' || subject_is_floor(s->server))));
	return !word_in(ot->class, without) || is_named(s, ot);
}

static bool is_same(const struct judge *j, const struct recalled *r, const struct allowed *a)
{
	return r->line == j->lines && r->what == a->what && r->class == a->class && r->client == a->client &&
	       r->server == a->server;
}

/* The operations of a line have a conversation in common, and most of them a class: it is looked up once. */
static const struct allowed_entry *entry_of(struct judge *j, const struct sight *s, const struct allowed *a)
{
	const bool common = s->record && s->record->type == RECORD_OT && (a->kind == ALLOWED_FLOW || a->kind == ALLOWED_CLASS);
	struct recalled *r = common ? &j->recalled[a->kind == ALLOWED_CLASS] : NULL;
	const bool same = r && is_same(j, r, a);
	struct allowed_entry *e = same ? table_resolve(&j->allowlist.table, r->reference) : NULL;

	if (e && s->learning)
		allowlist_learn_again(&j->allowlist, e, a);
	if (e || (same && !r->reference && !s->learning))
		return e;
	e = s->learning ? allowlist_learn(&j->allowlist, a) : place_allowed(j, s->client, s->server, a);
	if (r)
		*r = (struct recalled){j->lines, a->client, a->server, a->what, a->class,
				       e ? table_reference(&j->allowlist.table, e) : 0};
	return e;
}

/* The entry, normal or not at all; learning, it is made. What a person refused is not learned again. */
static bool is_normal(struct judge *j, struct sight *s, struct allowed *a, enum phase phase,
		      const struct allowed_entry **out)
{
	const struct allowed_entry *e;

	a->state = phase == PHASE_REVIEW ? ALLOWED_LATE : ALLOWED_LEARNED;
	e = s->accepting ? allowlist_accept(&j->allowlist, a, s->until) : entry_of(j, s, a);
	*out = e;
	if (!e)
		return s->learning; /* the list is full */
	s->usual.refused |= !allowed_is_normal(e, s->now);
	return allowed_is_normal(e, s->now);
}

static bool is_conversation(const struct record *r, const struct sight *s)
{
	const struct record_flow *f = &r->flow;

	if (f->spread || !s->client || !s->server)
		return false;
	if (!f->answered && !f->packets_to_client && !s->server->group && !inventory_is_one_way(r))
		return false;
	return r->app_proto || r->time - f->start > UNDERSTOOD_AFTER ||
	       (f->state && strcmp(f->state, "closed") == 0);
}

/* Without ports whoever is heard first counts as the client; after a pause it may be the other one. */
static void turn_if_learned(struct judge *j, const struct sight *s, struct allowed *a)
{
	struct allowed turned = *a;

	if (s->record->dest_port >= 0 || place_allowed(j, s->client, s->server, a))
		return;
	turned.client = a->server;
	turned.server = a->client;
	turned.client_end = a->server_end;
	turned.server_end = a->client_end;
	if (place_allowed(j, s->client, s->server, &turned))
		*a = turned;
}

static bool is_learned(struct judge *j, const struct sight *s, struct allowed *a, const char *what)
{
	a->what = what;
	const struct allowed_entry *e = place_allowed(j, s->client, s->server, a);

	return e && allowed_is_normal(e, s->now);
}

static bool has_port(const struct dissector *d, int port)
{
	for (size_t i = 0; d->transports & OVER_TCP && i < 8 && d->ports[i]; i++)
		if (d->ports[i] == port)
			return true;
	return false;
}

/*
 * Of a connection that began before anybody watched nobody can tell the protocol: after a new start those that were
 * learned have none, and those that were learned so have one. The port stands for it, between the same two.
 */
static bool is_known_by_port(struct judge *j, const struct sight *s, const struct allowed *wanted, const char *what)
{
	const struct record *r = s->record;
	struct allowed a = *wanted;

	if (!r->proto || strcmp(r->proto, "TCP") != 0)
		return false;
	if (r->app_proto)
		return is_learned(j, s, &a, what);
	for (size_t i = 0; dissectors[i]; i++)
		if (has_port(dissectors[i], r->dest_port) && is_learned(j, s, &a, dissectors[i]->name))
			return true;
	return false;
}

/* Heard from its middle on, who of the two has the port of the moment may be taken for the server. */
static bool is_known_turned(struct judge *j, const struct sight *s, const struct allowed *wanted)
{
	struct allowed a = *wanted;

	if (!s->record->app_proto || s->record->dest_port < PASSING_PORTS)
		return false;
	a.client = wanted->server;
	a.server = wanted->client;
	a.client_end = wanted->server_end;
	a.server_end = wanted->client_end;
	return is_learned(j, s, &a, wanted->what);
}

static void judge_flow(struct judge *j, struct sight *s, enum phase phase)
{
	const struct record *r = s->record;
	const struct allowed_entry *e;
	char what[32];

	if (!is_conversation(r, s))
		return;
	sight_port_text(r->proto ? r->proto : "?", r->dest_port, what, sizeof(what));
	struct allowed a = {
		.kind = ALLOWED_FLOW,
		.client = party_of(s->client),
		.server = party_of(s->server),
		.client_end = s->ends.client,
		.server_end = s->ends.server,
		.what = r->app_proto ? r->app_proto : what,
		.subcode = -1,
		.count = r->flow.flows,
		.period_us = -1,
		.jitter_us = -1,
		.first_seen = r->flow.start,
		.last_seen = r->flow.end,
	};
	turn_if_learned(j, s, &a);
	s->usual.pair = is_normal(j, s, &a, phase, &e) ||
			(!e && (is_known_by_port(j, s, &a, what) || is_known_turned(j, s, &a)));
	s->usual.hours = e ? e->hours : NULL;
	s->usual.hour = !e || e->last_seen - e->first_seen < LEARNED_DAY || hours_near(e->hours, r->flow.end);
}

static void outside_of(const struct allowed_entry *e, const struct record_ot *ot, struct usual *u)
{
	struct allowed_range outside;

	for (size_t i = 0; i < ot->range_count && u->range; i++) {
		if ((ot->wide && !e->fixed) ||
		    allowed_covers(e, ot->range[i].low, ot->range[i].high, &outside))
			continue;
		u->range = false;
		u->low = outside.low;
		u->high = outside.high;
		u->refused |= e->fixed;
	}
}

/* Names of files in a folder, and targets of a function, of which there are so many that any is normal. */
static bool is_among_many(struct judge *j, struct sight *s, const struct allowed *a, enum phase phase)
{
	const struct allowed_entry *e;
	struct allowed folder = *a;
	char name[FOLDER_SIZE];

	folder.space = NULL;
	folder.wide = false;
	folder.range_count = 0;
	folder.target = name;
	if (folder_has(a) && folder_of(a->target, name)) {
		if (s->learning && !folder_takes(&j->allowlist, &folder))
			return true;
		if (is_normal(j, s, &folder, phase, &e) && e && e->wide)
			return true;
	}
	return s->learning && !folder_takes(&j->allowlist, a);
}

/* What tells functions apart besides the code: FTP has words for them, and no numbers; SMB opens, makes and removes
 * files by one. */
static const char *apart_by(const struct sight *s, const struct record_ot *ot)
{
	const bool words = !ot->has_subcode && strcmp(ot->class, "file") == 0 && (ot->code == 0 || !sight_is_industrial(s));

	return ot->pdu ? ot->pdu : words ? ot->function : NULL;
}

/* "bacnet/confirmed", or the protocol alone; parts are cut. */
static const char *operation_name(const struct sight *s, const struct record_ot *ot, char name[NAME_SIZE])
{
	size_t length = strnlen(ot->protocol, NAME_PART);

	memcpy(name, ot->protocol, length);
	const char *apart = apart_by(s, ot);

	if (apart) {
		const size_t more = strnlen(apart, NAME_PART);

		name[length++] = '/';
		memcpy(name + length, apart, more);
		length += more;
	}
	name[length] = '\0';
	return name;
}

/*
 * Recipes, lots and days are numbered, and the next number is no other file. What is one in a controller is: there each
 * has a name of its own. A name of which it was said before, learned or refused, is judged as it is.
 */
static const char *file_of(struct judge *j, const struct sight *s, const struct allowed *a, char kind[FOLDER_SIZE])
{
	if (sight_is_industrial(s) || !folder_has(a) || place_allowed(j, s->client, s->server, a))
		return a->target;
	folder_kind(a->target, kind);
	return kind;
}

static void judge_ot(struct judge *j, struct sight *s, enum phase phase)
{
	const struct record *r = s->record;
	const struct record_ot *ot = &r->ot;
	const struct allowed_entry *e;
	struct allowed_range ranges[ALLOWED_RANGES];
	char what[NAME_SIZE], kind[FOLDER_SIZE];

	if (!s->client || !s->server)
		return;
	struct allowed a = {
		.kind = ALLOWED_FLOW,
		.client = party_of(s->client),
		.server = party_of(s->server),
		.client_end = s->ends.client,
		.server_end = s->ends.server,
		.what = r->app_proto ? r->app_proto : ot->protocol,
		.subcode = -1,
		.period_us = -1,
		.jitter_us = -1,
		.count = ot->count,
		.first_seen = ot->first_seen,
		.last_seen = ot->last_seen,
	};
	s->usual.pair = is_normal(j, s, &a, phase, &e);
	a.kind = ALLOWED_CLASS;
	a.what = ot->protocol;
	a.class = ot->class;
	s->usual.class = is_normal(j, s, &a, phase, &e);
	s->usual.hours = e ? e->hours : NULL;
	if (e && e->wide && s->usual.class && !s->learning)
		return; /* a person said: whatever it is */
	a.kind = ALLOWED_OPERATION;
	a.what = operation_name(s, ot, what);
	a.code = ot->code;
	a.subcode = ot->has_subcode ? ot->subcode : -1;
	a.function = ot->function;
	a.period_us = ot->period_us;
	a.jitter_us = ot->jitter_us;
	a.ranges = ranges;
	if (has_target(s, ot)) { /* first the function alone, then on what */
		s->usual.code = is_normal(j, s, &a, phase, &e);
		if (e && e->wide && is_named(s, ot) && s->usual.code)
			return;
		if (s->learning || !is_named(s, ot) || (e && folder_count(&j->allowlist, e)))
			a.target = ot->target && *ot->target ? ot->target : "-";
		if (a.target && is_named(s, ot))
			a.target = file_of(j, s, &a, kind);
	}
	a.space = ot->space;
	a.wide = ot->wide;
	for (size_t i = 0; i < ot->range_count && i < ALLOWED_RANGES; i++)
		ranges[i] = (struct allowed_range){ot->range[i].low, ot->range[i].high};
	a.range_count = ot->range_count;
	if (a.target && is_named(s, ot) && is_among_many(j, s, &a, phase))
		return;
	s->usual.target = is_normal(j, s, &a, phase, &e);
	if (!a.target)
		s->usual.code = s->usual.target;
	if (e && (!s->learning || e->fixed) && s->usual.target)
		outside_of(e, ot, &s->usual);
}

bool sight_is_lookup(const struct sight *s)
{
	const struct record *r = s->record;

	return r && r->type == RECORD_DNS && r->dns.rrname && s->client && !s->client->external && !s->client->group &&
	       r->dns.answers > r->dns.failures && !domain_is_local(r->dns.rrname);
}

const char *sight_each_domain(const struct sight *s, uint32_t *position)
{
	return allowlist_each_domain(&s->judge->allowlist, position, s->now);
}

/* One name of a domain that was learned: normal unless a person said no, or took only those that are there. */
static bool is_normal_name(struct judge *j, struct sight *s, struct allowed *a, enum phase phase,
			   const struct allowed_entry *domain)
{
	const struct allowed_entry *e = s->learning ? allowlist_find(&j->allowlist, a) : place_allowed(j, s->client, s->server, a);

	if (!e && domain && domain->fixed && !domain->wide) {
		s->usual.refused = true;
		return false;
	}
	if (!e && (!s->learning || allowlist_count_names(&j->allowlist, a->client, a->what) >= NAMES_MAX))
		return true;
	return is_normal(j, s, a, phase, &e);
}

static void judge_name(struct judge *j, struct sight *s, enum phase phase)
{
	const struct record_dns *d = &s->record->dns;
	const struct allowed_entry *domain;

	if (!sight_is_lookup(s))
		return;
	struct allowed a = {
		.kind = ALLOWED_NAME,
		.client = s->client->number,
		.client_end = s->ends.client,
		.what = domain_base(d->rrname),
		.wide = true,
		.subcode = -1,
		.period_us = -1,
		.jitter_us = -1,
		.count = d->queries,
		.first_seen = d->first_seen,
		.last_seen = d->last_seen,
	};
	s->usual.name = is_normal(j, s, &a, phase, &domain);
	a.wide = false;
	a.target = d->rrname;
	s->usual.name = s->usual.name && is_normal_name(j, s, &a, phase, domain);
}

void usual_judge(struct judge *j, struct sight *s, enum phase phase)
{
	s->usual = (struct usual){.baseline = phase != PHASE_NONE, .pair = true, .class = true,
				  .code = true, .target = true, .range = true, .name = true,
				  .hour = true};
	if (phase == PHASE_NONE)
		return;
	if (s->record->type == RECORD_FLOW)
		judge_flow(j, s, phase);
	else if (s->record->type == RECORD_OT)
		judge_ot(j, s, phase);
	else if (s->record->type == RECORD_DNS)
		judge_name(j, s, phase);
}

static void learn_value(struct judge *j, struct sight *s, enum allowed_kind kind, const char *what,
			const char *value)
{
	struct allowed a = {
		.kind = kind,
		.client = s->client->number,
		.what = what,
		.target = value,
		.subcode = -1,
		.period_us = -1,
		.jitter_us = -1,
		.first_seen = s->client->first,
		.last_seen = s->client->last,
	};
	const struct allowed_entry *e;

	if (kind == ALLOWED_DEVICE || *value)
		(void)is_normal(j, s, &a, (enum phase)s->phase, &e);
}

void usual_learn_device(struct judge *j, struct sight *s)
{
	learn_value(j, s, ALLOWED_DEVICE, "", "");
	learn_value(j, s, ALLOWED_IDENTITY, attribute_firmware, s->client->firmware);
	learn_value(j, s, ALLOWED_IDENTITY, attribute_program, s->client->program);
	learn_value(j, s, ALLOWED_IDENTITY, attribute_serial, s->client->serial);
}

bool usual_knows_device(struct judge *j, uint64_t number, int64_t now)
{
	const struct allowed a = {.kind = ALLOWED_DEVICE, .client = number, .subcode = -1};

	return allowed_is_normal(allowlist_find(&j->allowlist, &a), now);
}
