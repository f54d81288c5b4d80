/* judge.c - one clock per source, and every record to the detectors that want it. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/attribute.h"
#include "dissect/dissectors.h"
#include "lib/clock.h"
#include "lib/memory.h"

/* After the last record of a file, so much longer for what waits to be sure. */
#define LAST_WAIT (60 * SECOND)

/* What the inventory has at the start is as it was: nothing new. */
static void load_subjects(struct judge *j)
{
	size_t position = 0;
	const struct asset *a;

	while ((a = inventory_each_briefly(j->inventory, &position)) != NULL)
		if (a->number)
			subject_fill(j, subject_get(j, a->number), a);
	while (inventory_next_news(j->inventory))
		;
}

static void listen_to(struct listeners *l, size_t detector)
{
	l->detector[l->count++] = (uint8_t)detector;
}

static void list_listeners(struct judge *j)
{
	for (size_t i = 0; i < detector_count && i < UINT8_MAX; i++) {
		const struct detector *d = detectors[i];

		if (d->asset)
			listen_to(&j->asset_listeners, i);
		for (int type = 0; d->record && type < RECORD_TYPE_COUNT; type++)
			if (d->records >> type & 1)
				listen_to(&j->listeners[type], i);
		for (int class = 0; d->record && d->records & RECORDS(OT) && class <= OT_CLASS_COUNT; class++)
			if (!d->classes || d->classes >> class & 1)
				listen_to(&j->class_listeners[class], i);
	}
}

struct judge *judge_new(const struct judge_config *config, struct inventory *inventory)
{
	static const struct judge_config defaults;
	struct judge *j = xcalloc(1, sizeof(*j));

	config = config ? config : &defaults;
	j->inventory = inventory;
	j->unstored = config->unstored;
	j->seed = hash_seed();
	table_init(&j->subjects, &(struct table_config){
					 .entry_size = sizeof(struct subject),
					 .key_size = sizeof(uint64_t),
					 .capacity = config->subjects ? config->subjects : 40000});
	findings_init(j, config->findings ? config->findings : 16384);
	phases_init(j);
	lulls_init(j);
	habits_init(j);
	crowds_init(j);
	allowlist_init(&j->allowlist, config->allowed ? config->allowed : 200000);
	j->state = xcalloc(detector_count, sizeof(*j->state));
	j->disabled = xcalloc(detector_count, sizeof(*j->disabled));
	j->bursts = xcalloc(detector_count, sizeof(*j->bursts));
	for (size_t i = 0; i < detector_count; i++)
		if (detectors[i]->state_size)
			table_init(&j->state[i],
				   &(struct table_config){.entry_size = detectors[i]->state_size,
							  .key_size = detectors[i]->key_size,
							  .capacity = detectors[i]->budget});
	list_listeners(j);
	load_subjects(j);
	return j;
}

static void free_suppressions(struct judge *j)
{
	for (size_t i = 0; i < j->suppression_count; i++)
		free((void *)(uintptr_t)j->suppressions[i].detector);
	free(j->suppressions);
}

void judge_free(struct judge *j)
{
	if (!j)
		return;
	for (size_t i = 0; i < detector_count; i++)
		if (detectors[i]->state_size)
			table_free(&j->state[i]);
	free(j->state);
	free(j->disabled);
	free(j->bursts);
	free_suppressions(j);
	free(j->ledger);
	block_list_free(&j->block);
	findings_free(j);
	allowlist_free(&j->allowlist);
	phases_free(j);
	lulls_free(j);
	habits_free(j);
	crowds_free(j);
	table_free(&j->subjects);
	free(j->home);
	buf_free(&j->line);
	free(j);
}

struct judge_source *source_get(struct judge *j, int64_t id)
{
	for (size_t i = 0; i < j->sources; i++)
		if (j->source[i].id == id)
			return &j->source[i];
	/* the last place is shared by all beyond */
	struct judge_source *s = &j->source[j->sources < SOURCES_MAX ? j->sources++ : SOURCES_MAX - 1];

	*s = (struct judge_source){.id = id, .phase = j->default_phase};
	return s;
}

static struct sight sight_of(struct judge *j, struct judge_source *src, struct subject *client,
			     struct subject *server)
{
	const enum phase phase = client || server ? phase_between(j, src->id, client, server) : src->phase;

	return (struct sight){.judge = j,
			      .client = client,
			      .server = server,
			      .phase = (uint8_t)phase,
			      .learning = phase == PHASE_LEARN || phase == PHASE_REVIEW,
			      .source = src->id,
			      .wake = src->wake,
			      .now = src->now,
			      .covered = src->covered,
			      .usual = {.baseline = phase != PHASE_NONE, .pair = true, .class = true, .code = true,
					.target = true, .range = true, .name = true, .hour = true}};
}

static void call(struct judge *j, struct sight *s, size_t i, detector_hook *hook)
{
	if (j->disabled[i])
		return;
	s->detector = detectors[i];
	s->state = &j->state[i];
	hook(s);
}

static bool is_turn(const struct detector *d, int64_t before, int64_t now)
{
	const int64_t each = d->each ? d->each : 1;

	return before / each != now / each;
}

/* The clock has moved from this second to the next that a record tells, which may be much later. */
static void tick(struct judge *j, struct judge_source *src, int64_t before)
{
	struct sight s = sight_of(j, src, NULL, NULL);

	for (size_t i = 0; i < detector_count && i < UINT8_MAX; i++) {
		const struct detector *d = detectors[i];

		if (!d->tick || !is_turn(d, before, src->ticked) || (d->woken && src->wake[i] > src->now))
			continue;
		src->wake[i] = INT64_MAX;
		call(j, &s, i, d->tick);
	}
}

/* Several detectors look for them, and few devices have them. */
static void note_values(struct sight *s, const struct asset *a)
{
	for (size_t i = 0; i < a->value_count; i++) {
		const char *name = a->values[i].name;

		s->says_security |= name[0] == attribute_security[0] && strcmp(name, attribute_security) == 0;
		s->says_certificate |= name[0] == attribute_certificate[0] && strcmp(name, attribute_certificate) == 0;
	}
}

/* A device is new or is not as it was. */
static void look_at(struct judge *j, struct judge_source *src, const struct asset *a)
{
	if (a->into) {
		subject_merge(j, a->number, a->into);
		return;
	}
	struct subject *subject = subject_get(j, a->number);

	j->before = *subject;
	subject_fill(j, subject, a);
	struct sight s = sight_of(j, src, subject, NULL);
	s.asset = a;
	s.before = &j->before;
	note_values(&s, a);
	subject->shown = s.learning;
	if (s.learning)
		usual_learn_device(j, &s);
	if (!subject->usual && subject->unusual != j->allowlist.devices + 1)
		subject->usual = usual_knows_device(j, subject->number, src->now);
	subject->unusual = j->allowlist.devices + 1;
	const struct listeners *l = &j->asset_listeners;

	for (size_t i = 0; i < l->count; i++)
		call(j, &s, l->detector[i], detectors[l->detector[i]]->asset);
}

static void look(struct judge *j, struct judge_source *src)
{
	const struct asset *a;

	while ((a = inventory_next_news(j->inventory)) != NULL)
		look_at(j, src, a);
}

static void move_clock(struct judge *j, struct judge_source *src, int64_t now)
{
	if (now < src->now) {
		j->backwards++;
		return;
	}
	if (src->now && now - src->now <= COVER_GAP)
		src->covered += now - src->now;
	src->now = now;
	if (now / SECOND == src->ticked)
		return;
	const int64_t before = src->ticked;

	src->ticked = now / SECOND;
	look(j, src);
	tick(j, src, before);
}

/* Who takes part is looked at before; all others once a second. */
static void look_at_party(struct judge *j, struct judge_source *src, uint64_t endpoint)
{
	const struct asset *a = inventory_news_of(j->inventory, endpoint);

	if (a)
		look_at(j, src, a);
}

void judge_look(struct judge *j)
{
	static struct judge_source nobody;

	look(j, j->sources ? &j->source[0] : &nobody);
}

static void see(const struct judge_source *src, struct subject *subject)
{
	if (!subject)
		return;
	subject->covered = src->covered;
	subject->source = src->id;
}

/* Groups and who finds no room in the inventory are no devices: only the record says who they are. */
static void name_nobody(struct subject *subject, const struct record *r, const struct address *ip,
			const struct mac *mac)
{
	if (!subject || !subject->group || subject->name[0])
		return;
	if (r->has_ip)
		address_text(ip, subject->ip);
	const bool one = r->has_ip && !address_is_group(ip) && !(r->has_mac && mac_is_group(mac));

	subject->external = one && !address_is_private(ip);
	subject->group = !one;
	if (subject->external)
		snprintf(subject->name, sizeof(subject->name), "%s", "internet");
	else if (r->has_ip)
		snprintf(subject->name, sizeof(subject->name), "%s", subject->ip);
	else
		mac_text(mac, subject->name);
}

static bool is_of_the_floor(struct judge *j, const char *protocol)
{
	if (!protocol)
		return false;
	const uint64_t hash = hash_bytes(protocol, strlen(protocol), j->seed);
	struct known_protocol *known = &j->protocols[hash % PROTOCOLS_KNOWN];

	if (known->hash != hash)
		*known = (struct known_protocol){hash, protocol_is_industrial(protocol)};
	return known->industrial;
}

static bool is_industrial(struct judge *j, const struct record *r)
{
	return is_of_the_floor(j, r->app_proto) || (r->type == RECORD_OT && is_of_the_floor(j, r->ot.protocol));
}

/* Eight letters at once: those from A to Z become small, all other bytes stay. */
static uint64_t small_eight(uint64_t eight)
{
	const uint64_t each = UINT64_C(0x0101010101010101), low = eight & each * 0x7f;
	const uint64_t from_a = low + each * (0x80 - 'A'), behind_z = low + each * (0x7f - 'Z');

	return eight | ((from_a & ~behind_z & ~eight & each * 0x80) >> 2);
}

static const char *small(char out[WORDS_SIZE], const char *text)
{
	const size_t length = text ? strnlen(text, WORDS_SIZE - 1) : 0;

	memcpy(out, text ? text : "", length);
	out[length] = '\0';
	for (size_t i = 0; i < length; i += sizeof(uint64_t)) {
		uint64_t eight;

		memcpy(&eight, out + i, sizeof(eight));
		eight = small_eight(eight);
		memcpy(out + i, &eight, sizeof(eight));
	}
	return out;
}

/* Many detectors look for words in what an operation is called: it is brought to small letters once. */
void sight_say(struct judge *j, struct sight *s, const struct record *r)
{
	s->record = r;
	s->industrial = is_industrial(j, r);
	s->function = s->target = s->result = "";
	if (r->type != RECORD_OT)
		return;
	s->function = small(j->words[0], r->ot.function);
	s->target = small(j->words[1], r->ot.target);
	s->result = small(j->words[2], r->ot.result);
}

/* Learning may begin when devices were long known: nothing of them changes then, but they speak. Of whom there is news he
 * is looked at for that. */
static void learn_party(struct judge *j, struct judge_source *src, struct subject *subject)
{
	if (!subject || subject->group || subject->shown || !sight_of(j, src, subject, NULL).learning)
		return;
	const struct asset *a = inventory_old_news(j->inventory, subject->number);

	if (a)
		look_at(j, src, a);
}

/* Who takes part in what comes next, known as they are now. */
static struct sight meet(struct judge *j, struct judge_source *src, const struct record *r,
			 struct inventory_parties parties)
{
	if (r->type != RECORD_CLAIM) { /* claims come many together: then the device is looked at once */
		look_at_party(j, src, parties.client);
		look_at_party(j, src, parties.server);
	}
	struct subject *client = subject_of_endpoint(j, parties.client);
	struct subject *server = subject_of_endpoint(j, parties.server);

	name_nobody(client, r, &r->src_ip, &r->src_mac);
	name_nobody(server, r, &r->dest_ip, &r->dest_mac);
	see(src, client);
	see(src, server);
	struct sight s = sight_of(j, src, client, server);
	s.ends = parties;
	if (s.learning) {
		phases_learned(j, &s);
		learn_party(j, src, client);
		learn_party(j, src, server);
	}
	return s;
}

static enum ot_class class_of(const char *name)
{
	return name ? ot_class_parse(name, strlen(name)) : OT_CLASS_COUNT;
}

static const struct listeners *listeners_of(const struct judge *j, const struct record *r)
{
	return r->type == RECORD_OT ? &j->class_listeners[class_of(r->ot.class)] : &j->listeners[r->type];
}

/* One item of a line. */
static void judge_item(struct judge *j, struct sight *s, const struct record *r)
{
	if (inventory_is_check(j->inventory, r)) { /* what this program does itself */
		j->own++;
		return;
	}
	sight_say(j, s, r);
	usual_judge(j, s, (enum phase)s->phase);
	if (r->type == RECORD_LIVENESS)
		lull_note(j, s);
	const struct listeners *l = listeners_of(j, r);

	for (size_t i = 0; i < l->count; i++)
		call(j, s, l->detector[i], detectors[l->detector[i]]->record);
}

void judge_line(struct judge *j, int64_t source, const struct record *line,
		const struct inventory_parties *parties)
{
	struct judge_source *src = source_get(j, source);
	struct record r = *line;

	j->lines++;
	move_clock(j, src, r.time);
	struct sight s = meet(j, src, &r, *parties);

	judge_item(j, &s, &r);
	while (record_next(&r)) {
		parties++;
		if (parties->client != s.ends.client || parties->server != s.ends.server)
			s = meet(j, src, &r, *parties);
		judge_item(j, &s, &r);
	}
}

void judge_again(struct judge *j, int64_t source, const struct record *r, struct inventory_parties parties)
{
	struct sight s = sight_of(j, source_get(j, source), subject_of_endpoint(j, parties.client),
				  subject_of_endpoint(j, parties.server));

	sight_say(j, &s, r);
	s.ends = parties;
	for (size_t i = 0; i < detector_count; i++)
		if (detectors[i]->again && detectors[i]->records >> r->type & 1)
			call(j, &s, i, detectors[i]->record);
}

void judge_end(struct judge *j, int64_t source)
{
	struct judge_source *src = source_get(j, source);

	look(j, src);
	const int64_t end = src->now + LAST_WAIT;
	move_clock(j, src, end + LAST_WAIT - end % LAST_WAIT); /* a full minute: some look at few seconds alone */
}

const struct allowed *judge_next_allowed(struct judge *j)
{
	return allowlist_next(&j->allowlist);
}

void judge_note_loaded(struct judge *j, uint64_t one, uint64_t other)
{
	j->knows_nobody |= (one | other) & SUBJECT_GROUP;
}

void judge_load_allowed(struct judge *j, const struct allowed *row)
{
	judge_note_loaded(j, row->client, row->server);
	allowlist_load(&j->allowlist, row);
	if (row->kind != ALLOWED_DEVICE)
		return;
	struct subject *s = subject_find(j, row->client);
	if (s)
		s->usual = row->state != ALLOWED_REFUSED;
}

int judge_set_enabled(struct judge *j, const char *detector, bool enabled)
{
	const int i = detector_find(detector);

	if (i < 0)
		return -ENOENT;
	j->disabled[i] = !enabled;
	return 0;
}

void judge_enable_all(struct judge *j)
{
	memset(j->disabled, 0, detector_count * sizeof(*j->disabled));
}

void judge_set_suppressions(struct judge *j, const struct suppression *rows, size_t count)
{
	free_suppressions(j);
	j->suppressions = xcalloc(count ? count : 1, sizeof(*j->suppressions));
	j->suppression_count = count;
	for (size_t i = 0; i < count; i++) {
		j->suppressions[i] = rows[i];
		j->suppressions[i].detector = xstrdup(rows[i].detector ? rows[i].detector : "");
	}
}

struct judge_counters judge_counters(const struct judge *j)
{
	return (struct judge_counters){.subjects = j->subjects.count,
				       .findings = j->findings.count,
				       .allowed = j->allowlist.table.count,
				       .evicted_findings = j->findings.evicted,
				       .refused_allowed = j->allowlist.refused,
				       .held_back = j->held_back,
				       .backwards = j->backwards,
				       .own = j->own};
}
