/* sight.c - what detectors ask of what they are shown. SPDX-License-Identifier: Apache-2.0 */

#include "judge/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/memory.h"
#include "lib/text.h"

/* Who was not heard any longer within a flood is of it; one that begins so much later is another one. */
#define HEARD_ONCE  (5 * SECOND)
#define FLOOD_APART (60 * SECOND)

void *sight_state_find(const struct sight *s, const void *key)
{
	return table_find(s->state, key, table_hash(s->state, key));
}

void *sight_state(const struct sight *s, const void *key)
{
	const uint32_t hash = table_hash(s->state, key);
	void *entry = table_find(s->state, key, hash);

	return entry ? entry : table_insert(s->state, key, hash);
}

void sight_state_remove(const struct sight *s, void *entry)
{
	table_remove(s->state, entry);
}

void sight_wake(const struct sight *s, int64_t when)
{
	int64_t *wake = &s->wake[s->state - s->judge->state];

	if (when < *wake)
		*wake = when;
}

struct subject *sight_each_subject(const struct sight *s, uint32_t *position)
{
	return table_next(&s->judge->subjects, position);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

void judge_grow_ledger(struct judge *j, const uint64_t *devices, size_t count)
{
	free(j->ledger);
	j->ledger = xcalloc(count ? count : 1, sizeof(*j->ledger));
	if (count)
		memcpy(j->ledger, devices, count * sizeof(*j->ledger));
	qsort(j->ledger, count, sizeof(*j->ledger), by_number);
	j->ledger_count = count;
}

void judge_set_ledger(struct judge *j, const uint64_t *devices, size_t count, bool any)
{
	judge_grow_ledger(j, devices, count);
	j->ledger_version = any ? j->ledger_version + 1 : 0;
}

int sight_ledger(const struct sight *s, uint64_t number)
{
	const struct judge *j = s->judge;

	if (!j->ledger_version)
		return -1;
	return bsearch(&number, j->ledger, j->ledger_count, sizeof(number), by_number) != NULL;
}

uint64_t sight_ledger_version(const struct sight *s)
{
	return s->judge->ledger_version;
}

size_t judge_set_block_list(struct judge *j, const char *const *entries, size_t count)
{
	return block_list_set(&j->block, entries, count);
}

bool sight_blocks_name(const struct sight *s, const char *name)
{
	return block_list_has_name(&s->judge->block, name);
}

bool sight_blocks_address(const struct sight *s, const struct address *address)
{
	return block_list_has_address(&s->judge->block, address);
}

struct subject *sight_sensor(const struct sight *s)
{
	const struct record *r = s->record;
	const char *name = r->in_iface ? r->in_iface : "";

	if (!*name || !r->sensor)
		return NULL;
	const uint64_t hash = hash_bytes(name, strlen(name), hash_bytes(r->sensor, strlen(r->sensor), 0));
	struct subject *sensor = subject_get(s->judge, SUBJECT_SENSOR | (hash & 0xffffffff));

	snprintf(sensor->name, sizeof(sensor->name), "%.40s %.20s", r->sensor, name);
	return sensor;
}

struct subject *sight_named(const struct sight *s, const char *name)
{
	const uint64_t hash = hash_bytes(name, strlen(name), s->record && s->record->vlan[0]);
	struct subject *one = subject_get(s->judge, SUBJECT_SENSOR | (hash & 0xffffffff));

	text_add(one->name, sizeof(one->name), 0, name);
	return one;
}

struct subject *sight_where(const struct sight *s)
{
	const struct record *r = s->record;
	const char *sensor = r->sensor ? r->sensor : "", *file = strrchr(sensor, '/');
	char name[sizeof(((struct subject *)0)->name)];

	size_t n = text_add(name, sizeof(name), 0, r->in_iface ? r->in_iface : file ? file + 1 : sensor);
	if (r->vlan[0])
		n = text_add_number(name, sizeof(name), text_add(name, sizeof(name), n, " VLAN "), r->vlan[0]);
	return sight_named(s, n ? name : "-");
}

void sight_note_flood(const struct sight *s)
{
	struct judge_source *source = source_get(s->judge, s->source);
	const int64_t first = sight_first(s), last = sight_last(s);

	if (first > source->flood_last + FLOOD_APART)
		source->flood_first = first;
	source->flood_last = last > source->flood_last ? last : source->flood_last;
}

bool sight_is_of_flood(const struct sight *s, const struct subject *device)
{
	const struct judge_source *source = source_get(s->judge, s->source);

	return device->first >= source->flood_first && device->last <= source->flood_last &&
	       device->last - device->first < HEARD_ONCE;
}

uint64_t sight_counter(const struct sight *s, const char *name)
{
	const struct record_stats *stats = &s->record->stats;

	for (size_t i = 0; i < stats->counter_count; i++)
		if (strcmp(stats->counters[i].name, name) == 0)
			return stats->counters[i].value;
	return 0;
}

/* A record's span; first and last as the record has them. */
static void span_of(const struct sight *s, int64_t *first, int64_t *last)
{
	const struct record *r = s->record;

	*first = *last = s->now;
	if (s->asset) {
		*first = s->asset->last_seen;
		*last = s->asset->last_seen;
	} else if (r && r->type == RECORD_FLOW) {
		*first = r->flow.start;
		*last = r->flow.end;
	} else if (r && r->type == RECORD_OT) {
		*first = r->ot.first_seen;
		*last = r->ot.last_seen;
	} else if (r && r->type == RECORD_CLAIM) {
		*first = r->claim.first_seen;
		*last = r->claim.last_seen;
	} else if (r && r->type == RECORD_DNS) {
		*first = r->dns.first_seen;
		*last = r->dns.last_seen;
	} else if (r && r->type == RECORD_ANOMALY && r->anomaly.first_seen) {
		*first = r->anomaly.first_seen;
		*last = r->anomaly.last_seen;
	} else if (r) {
		*first = *last = r->time;
	}
}

int64_t sight_first(const struct sight *s)
{
	int64_t first, last;

	span_of(s, &first, &last);
	return first;
}

int64_t sight_last(const struct sight *s)
{
	int64_t first, last;

	span_of(s, &first, &last);
	return last;
}

bool sight_is_industrial(const struct sight *s)
{
	return s->industrial;
}

const char *sight_spoken(const struct sight *s)
{
	const struct record *r = s->record;

	return r->app_proto ? r->app_proto : r->proto ? r->proto : "";
}

const char *sight_spoken_at(const struct sight *s, char out[SPOKEN_SIZE])
{
	const int port = s->record->dest_port;

	snprintf(out, SPOKEN_SIZE, port > 0 ? "%.40s %d" : "%.40s", sight_spoken(s), port);
	return out;
}

bool sight_actor(const struct sight *s, const struct subject **actor, const struct subject **device)
{
	const bool turned = s->client && s->server && subject_is_controller(s->client) &&
			    !subject_is_controller(s->server) && !s->server->group;

	*actor = turned ? s->server : s->client;
	*device = turned || (s->server && s->server->group) ? s->client : s->server;
	return s->client && s->server;
}

void sight_port_text(const char *transport, int port, char *text, size_t size)
{
	const size_t n = text_add(text, size, text_add(text, size, 0, transport), port < 0 ? "/-" : "/");

	text_add_number(text, size, n, (uint64_t)(port < 0 ? -port : port));
}

static size_t add_after(char *text, size_t size, size_t length, const char *between, const char *more)
{
	return text_add(text, size, text_add(text, size, length, between), more);
}

void sight_operation_text(const struct sight *s, char *text, size_t size)
{
	const struct record_ot *ot = &s->record->ot;
	const bool failed = ot->result && strcmp(ot->result, "ok") != 0;
	size_t n = text_add(text, size, 0, ot->function ? ot->function : ot->protocol);

	if (ot->target && *ot->target)
		n = add_after(text, size, n, ", ", ot->target);
	if (ot->space || ot->range_count)
		n = add_after(text, size, n, ", ", ot->space ? ot->space : "");
	if (ot->range_count) {
		n = text_add_number(text, size, text_add(text, size, n, " "), ot->range[0].low);
		n = text_add_number(text, size, text_add(text, size, n, ".."), ot->range[0].high);
	}
	if (failed)
		n = add_after(text, size, n, " -> ", ot->result);
	if (s->server && s->server->group)
		add_after(text, size, n, " -> ", s->server->name);
}

bool sight_is_class(const struct sight *s, const char *class)
{
	const struct record *r = s->record;

	return r && r->type == RECORD_OT && r->ot.class && r->ot.class[0] == class[0] &&
	       strcmp(r->ot.class, class) == 0;
}
