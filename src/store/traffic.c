/* traffic.c - what gauges ask of conversations, read in one pass. SPDX-License-Identifier: Apache-2.0
 *
 * Each question by itself looks up four ends for every conversation, and an assessment asks some thirty. Here
 * SQL says of each conversation once what it counts as, in the words that lists use too, and the sums are
 * kept by the ISA-95 levels of its ends; those of networks by the levels that zoning_level() gives.
 */

#include "store/measure.h"

#include "lib/arena.h"
#include "store/measure_where.h"
#include "store/party.h"
#include "store/zoning_where.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS	    12 /* levels 0 to 5 in halves, then unknown */
#define BUCKET_NONE 11
#define STILL	    (1 << MEASURES) /* beside what it counts as: it still is */

struct kept {
	int64_t last;
	int64_t id;
};

/* One measure at one level of the plant's end. */
struct sum {
	uint64_t conversations, connections;
	int64_t first_seen, last_seen;
	struct kept latest[MEASURE_SAMPLES]; /* newest first */
	uint64_t *devices;		     /* with repeats, until counted */
	size_t device_count, device_room;
};

struct traffic {
	struct zoning_counts zoning[ZONING_COLUMNS];
	struct sum sums[MEASURES][BUCKETS];
	uint64_t pairs[BUCKETS][BUCKETS];	/* answered conversations by the levels of their ends */
	uint64_t devices[BUCKETS], recent[BUCKETS], known[BUCKETS], talking[BUCKETS], starred[BUCKETS];
	int64_t last_seen[BUCKETS];
	struct arena *arena;
};

static size_t bucket_of(int64_t level)
{
	return level < 0 ? BUCKET_NONE : level >= 50 ? 10 : (size_t)level / 5;
}

/* ---- devices ---- */

#define ORIGINS 64 /* of the latest sources; what came of others is counted together */

struct talker {
	uint64_t key;
	size_t bucket;
	size_t origin;
};

/*
 * Where conversations were heard. A capture that was taken on a PC holds what that PC says and hears: all of it
 * has one end in common, and shows no mirror port (S0-008).
 */
struct origin {
	int64_t source;
	bool mirrored; /* a sensor, whose interface has no address; or a person said that it is a mirror port or TAP */
	bool own;      /* a person said that it was taken on the PC itself */
	uint64_t common[2]; /* ends of its first conversation that are of all so far, 0 none */
	bool begun;
};

struct reading {
	struct traffic *traffic;
	struct talker *talkers; /* with repeats */
	size_t count, room;
	struct origin origins[ORIGINS];
	size_t origin_count;
};

static bool shows_a_mirror(const struct origin *o)
{
	return !o->own && (o->mirrored || (o->common[0] == 0 && o->common[1] == 0));
}

static uint64_t key_of(int64_t scope, int64_t asset)
{
	return (uint64_t)scope << 40 | (uint64_t)asset;
}

static size_t origin_of(const struct reading *r, int64_t source)
{
	size_t i = r->origin_count - 1;

	while (i > 0 && r->origins[i].source != source)
		i--;
	return i;
}

/* The first stands for what comes from nowhere known. */
static int read_origins(struct store *store, const struct viewer *viewer, struct reading *r)
{
	struct query q;

	r->origin_count = 1;
	query_begin(&q, store,
		    "SELECT id, kind <> 'file' OR method IN ('mirror', 'tap'), method = 'host' FROM source"
		    " WHERE +scope_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 63");
	query_scopes(&q, viewer);
	while (query_row(&q) && r->origin_count < ORIGINS) {
		struct origin *o = &r->origins[r->origin_count++];

		o->source = query_get_int(&q);
		o->mirrored = query_get_int(&q) != 0;
		o->own = query_get_int(&q) != 0;
	}
	return query_end(&q);
}

static void keep_common(struct origin *o, uint64_t client, uint64_t server)
{
	if (!o->begun) {
		o->common[0] = client;
		o->common[1] = server;
	}
	o->begun = true;
	for (size_t i = 0; i < 2; i++)
		if (o->common[i] != client && o->common[i] != server)
			o->common[i] = 0;
}

static void add_talker(struct reading *r, uint64_t key, size_t bucket, size_t origin)
{
	if (r->count == r->room) {
		struct talker *more = arena_alloc(r->traffic->arena, (r->room * 2 + 4096) * sizeof(*more));

		if (r->count)
			memcpy(more, r->talkers, r->count * sizeof(*more));
		r->talkers = more;
		r->room = r->room * 2 + 4096;
	}
	r->talkers[r->count++] = (struct talker){key, bucket, origin};
}

static int compare_talkers(const void *a, const void *b)
{
	const struct talker *x = a, *y = b;

	return x->key < y->key ? -1 : x->key > y->key;
}

static void count_talkers(struct reading *r)
{
	if (r->count)
		qsort(r->talkers, r->count, sizeof(*r->talkers), compare_talkers);
	for (size_t i = 0, next; i < r->count; i = next) {
		bool mirrored = false;

		for (next = i; next < r->count && r->talkers[next].key == r->talkers[i].key; next++)
			mirrored |= shows_a_mirror(&r->origins[r->talkers[next].origin]);
		(mirrored ? r->traffic->talking : r->traffic->starred)[r->talkers[i].bucket]++;
	}
}

/* A capture that came in today says nothing of who runs today. Alive or silent: it has a rhythm to tell it by. */
#define HEARD_LIVE "source_id IN (SELECT id FROM source WHERE kind = 'live' AND state = 'running')"

static const char devices_sql[] =
	"SELECT at, count(*), sum(live AND last_seen >= ?2), sum(live AND (last_seen >= ?2 OR liveness > 0)),"
	" max(last_seen) FROM (SELECT network_level(zone_id, network_id, level) AS at, last_seen, liveness, " HEARD_LIVE " AS live FROM asset WHERE into_id = 0"
	" AND endpoints > 0 AND external = 0 AND +scope_id IN (SELECT value FROM json_each(?1))) GROUP BY at";

static int read_devices(struct store *store, const struct viewer *viewer, int64_t recent_since,
			struct traffic *t)
{
	struct query q;

	query_begin(&q, store, devices_sql);
	query_scopes(&q, viewer);
	query_int(&q, recent_since);
	while (query_row(&q)) {
		const size_t bucket = bucket_of(query_get_int(&q));

		t->devices[bucket] += (uint64_t)query_get_int(&q);
		t->recent[bucket] += (uint64_t)query_get_int(&q);
		t->known[bucket] += (uint64_t)query_get_int(&q);
		const int64_t last = query_get_int(&q);

		t->last_seen[bucket] = last > t->last_seen[bucket] ? last : t->last_seen[bucket];
	}
	return query_end(&q);
}

/* ---- conversations ---- */

static void add_device(struct traffic *t, struct sum *s, uint64_t key)
{
	if (s->device_count == s->device_room) {
		uint64_t *more = arena_alloc(t->arena, (s->device_room * 2 + 64) * sizeof(*more));

		if (s->device_count)
			memcpy(more, s->devices, s->device_count * sizeof(*more));
		s->devices = more;
		s->device_room = s->device_room * 2 + 64;
	}
	s->devices[s->device_count++] = key;
}

static void keep_latest(struct kept *latest, int64_t last, int64_t id)
{
	size_t at = MEASURE_SAMPLES;

	while (at > 0 && (latest[at - 1].id == 0 || latest[at - 1].last < last))
		at--;
	if (at == MEASURE_SAMPLES)
		return;
	memmove(latest + at + 1, latest + at, (MEASURE_SAMPLES - 1 - at) * sizeof(*latest));
	latest[at] = (struct kept){last, id};
}

struct row {
	int64_t id, client, server, client_level, server_level, flows, first, last, measures;
	uint64_t client_key, server_key;
	bool client_outside, server_outside;
	size_t origin;
};

static void add_measures(struct traffic *t, const struct row *row)
{
	const bool client = row->client_level <= row->server_level;
	const size_t bucket = bucket_of(client ? row->client_level : row->server_level);

	for (size_t m = 0; m < MEASURES; m++) {
		struct sum *s = &t->sums[m][bucket];

		if (!(row->measures & 1 << m))
			continue;
		s->conversations++;
		s->connections += (uint64_t)row->flows;
		s->first_seen = s->first_seen && s->first_seen < row->first ? s->first_seen : row->first;
		s->last_seen = s->last_seen > row->last ? s->last_seen : row->last;
		keep_latest(s->latest, row->last, row->id);
		add_device(t, s, client ? row->client_key : row->server_key);
	}
}

/* client, server: the levels by which they count among networks. */
static void add_ends(struct reading *r, const struct row *row, int client, int server)
{
	const size_t one = bucket_of(row->client_outside ? 50 : client);
	const size_t other = bucket_of(row->server_outside ? 50 : server);

	r->traffic->pairs[one][other]++;
	if (row->client && row->server)
		keep_common(&r->origins[row->origin], row->client_key, row->server_key);
	if (row->client && !row->client_outside)
		add_talker(r, row->client_key, one, row->origin);
	if (row->server && !row->server_outside)
		add_talker(r, row->server_key, other, row->origin);
}

static struct zone_place read_place(struct query *q, int64_t *level)
{
	struct zone_place place = {.zone = query_get_int(q)};

	place.network = query_get_int(q);
	*level = query_get_int(q);
	return place;
}

/* Columns: scope, id, assets, outside, flows, times, measures, ends as CROSSING_END, protocol, source. */
static void read_row(struct reading *r, struct store *store, struct query *q)
{
	const int64_t scope = query_get_int(q);
	struct row row = {.id = query_get_int(q)};

	row.client = query_get_int(q);
	row.server = query_get_int(q);
	row.client_outside = query_get_int(q) != 0;
	row.server_outside = query_get_int(q) != 0;
	row.flows = query_get_int(q);
	row.first = query_get_int(q);
	row.last = query_get_int(q);
	row.measures = query_get_int(q);
	row.client_key = key_of(scope, row.client);
	row.server_key = key_of(scope, row.server);
	const struct zone_place from = read_place(q, &row.client_level);
	const struct zone_place to = read_place(q, &row.server_level);
	const enum crossing crossing = crossing_between(store->zoning, from, (int)row.client_level, to,
							(int)row.server_level, query_get_text(q));

	row.origin = origin_of(r, query_get_int(q));
	if (row.measures & STILL)
		zoning_count(store->zoning, r->traffic->zoning, from, to, crossing, 1, row.last);
	add_measures(r->traffic, &row);
	add_ends(r, &row, zoning_level(store->zoning, from, (int)row.client_level),
		 zoning_level(store->zoning, to, (int)row.server_level));
}

static int read_conversations(struct store *store, const struct viewer *viewer, struct traffic *t)
{
	struct reading r = {.traffic = t};
	const char *measures = arena_printf(t->arena, "%d", STILL);
	struct arena arena = {0};
	struct query q;
	const int none = read_origins(store, viewer, &r);

	if (none)
		return none;
	for (size_t m = 0; m < MEASURES; m++)
		measures = arena_printf(&arena, "%s | iif(%s, %d, 0)", measures, measure_where(measure_names[m]),
					1 << m);
	query_begin_once(&q, store,
			 arena_printf(&arena,
				      "SELECT c.scope_id, c.id, ifnull(ca.id, 0), ifnull(sa.id, 0), ifnull(ca.external, 0),"
				      " ifnull(sa.external, 0), c.flows, c.first_seen, c.last_seen, iif(" MEASURE_STILL ", %s, 0), " CROSSING_END(
					      "ce", "ca") ", " CROSSING_END("se", "sa") ", c.protocol, ifnull((SELECT p.source_id"
					      " FROM conversation_part p WHERE p.conversation_id = c.id LIMIT 1), 0)"
					      " FROM conversation c" PARTY_JOIN("c") " WHERE " SCOPES_OF("c.scope_id") " AND c.answered > 0",
				      measures),
			 &arena);
	query_scopes(&q, viewer);
	while (query_row(&q))
		read_row(&r, store, &q);
	const int rc = query_end(&q);

	count_talkers(&r);
	arena_free(&arena);
	return rc;
}

int store_traffic(struct store *store, const struct viewer *viewer, int64_t recent_since,
		  struct arena *arena, struct traffic **out)
{
	struct traffic *t = arena_alloc(arena, sizeof(*t));

	memset(t, 0, sizeof(*t));
	t->arena = arena;
	*out = t;
	sql_call_begin(store);
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = zoning_totals(store, viewer, t->zoning);
	if (!rc)
		rc = read_devices(store, viewer, recent_since, t);
	if (!rc)
		rc = read_conversations(store, viewer, t);
	crossings_end(store);
	sql_call_end(store);
	return rc;
}

const struct zoning_counts *traffic_zoning(const struct traffic *t)
{
	return t->zoning;
}

/* ---- asked of it ---- */

/* "1,3.5": which buckets; all for "". */
static void pick(const char *levels, bool out[BUCKETS])
{
	const bool all = !levels || !*levels;

	for (size_t i = 0; i < BUCKETS; i++)
		out[i] = all;
	for (const char *p = all ? "" : levels; *p; p += strcspn(p, ","), p += *p == ',')
		out[bucket_of((int64_t)(strtod(p, NULL) * 10 + 0.5))] = true;
}

static int compare_numbers(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static uint64_t distinct(struct sum *s)
{
	uint64_t count = 0;

	if (s->device_count)
		qsort(s->devices, s->device_count, sizeof(*s->devices), compare_numbers);
	for (size_t i = 0; i < s->device_count; i++)
		count += i == 0 || s->devices[i] != s->devices[i - 1];
	return count;
}

static int measure_number(const char *name)
{
	for (size_t m = 0; m < MEASURES; m++)
		if (strcmp(measure_names[m], name) == 0)
			return (int)m;
	return -1;
}

static int read_latest(struct store *store, const struct kept *latest, struct arena *arena,
		       struct measured *out)
{
	const char *ids = "[0";
	struct rows rows = {.size = sizeof(struct conversation_row)};
	struct query q;

	for (size_t i = 0; i < MEASURE_SAMPLES; i++)
		ids = arena_printf(arena, "%s,%lld", ids, (long long)latest[i].id);
	query_begin_once(&q, store,
			 "SELECT c.proto, c.protocol, " PARTY_COLUMNS("ce", "ca") ", " PARTY_COLUMNS(
				 "se", "sa") " FROM conversation c" PARTY_JOIN(
				 "c") " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.last_seen DESC, c.id",
			 arena);
	query_text(&q, arena_printf(arena, "%s]", ids));
	while (query_row(&q)) {
		struct conversation_row *row = rows_add(&rows, arena);

		row->proto = query_get_text(&q);
		row->protocol = query_get_text(&q);
		party_read(&q, &row->client);
		party_read(&q, &row->server);
	}
	out->rows = rows.data;
	out->count = rows.count;
	return query_end(&q);
}

/* Each device has one level, so those of several levels add up. */
int traffic_measure(struct traffic *t, struct store *store, const char *name, const char *levels,
		    struct arena *arena, struct measured *out)
{
	const int m = measure_number(name);
	struct kept latest[MEASURE_SAMPLES] = {{0, 0}};
	bool wanted[BUCKETS];

	*out = (struct measured){0};
	if (m < 0)
		return store_failed(store, -EINVAL, "store: nothing is counted as %s", name);
	pick(levels, wanted);
	for (size_t b = 0; b < BUCKETS; b++) {
		struct sum *s = &t->sums[m][b];

		if (!wanted[b] || s->conversations == 0)
			continue;
		out->conversations += s->conversations;
		out->connections += s->connections;
		out->devices += distinct(s);
		if (!out->first_seen || s->first_seen < out->first_seen)
			out->first_seen = s->first_seen;
		out->last_seen = s->last_seen > out->last_seen ? s->last_seen : out->last_seen;
		for (size_t i = 0; i < MEASURE_SAMPLES && s->latest[i].id; i++)
			keep_latest(latest, s->latest[i].last, s->latest[i].id);
	}
	return out->conversations ? read_latest(store, latest, arena, out) : 0;
}

void traffic_network(const struct traffic *t, const char *levels, struct measured_network *out)
{
	bool wanted[BUCKETS];

	*out = (struct measured_network){0};
	pick(levels, wanted);
	wanted[bucket_of(50)] = false;
	for (size_t a = 0; a < BUCKETS; a++) {
		for (size_t b = 0; b < BUCKETS; b++)
			out->conversations += wanted[a] || wanted[b] ? t->pairs[a][b] : 0;
		if (!wanted[a])
			continue;
		out->devices += t->devices[a];
		out->recent += t->recent[a];
		out->known += t->known[a];
		out->starred += t->starred[a];
		out->talking += t->talking[a];
		out->last_seen = t->last_seen[a] > out->last_seen ? t->last_seen[a] : out->last_seen;
	}
}
