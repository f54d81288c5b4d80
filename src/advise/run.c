/* run.c - devices that wait are compared with the advisories of their makers. SPDX-License-Identifier: Apache-2.0 */

#include "advise/advise.h"

#include "advise/matching.h"
#include "advise/priority.h"
#include "inventory/vendor.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"

#include <stdlib.h>
#include <string.h>

#define BATCH	      256
#define VENDORS	      32 /* whose candidates are kept for the batch */
#define KEY_SIZE      128
#define MEETINGS_MAX  200000 /* of a device */

struct vendor_candidates {
	char key[KEY_SIZE];
	struct match_candidate *rows;
	size_t count;
};

struct batch {
	struct store *store;
	struct arena arena;  /* of the batch */
	struct arena device; /* of the device in hand */
	struct vendor_candidates vendors[VENDORS];
	size_t vendor_count;
	struct meeting *meetings;
	size_t meeting_count;
	size_t meeting_room;
};

static int candidates_of(struct batch *b, const char *key, const struct vendor_candidates **out)
{
	for (size_t i = 0; i < b->vendor_count; i++)
		if (strcmp(b->vendors[i].key, key) == 0) {
			*out = &b->vendors[i];
			return 0;
		}
	if (b->vendor_count == VENDORS) { /* begins anew; the texts stay until the batch ends */
		b->vendor_count = 0;
	}
	struct vendor_candidates *v = &b->vendors[b->vendor_count++];
	memcpy(v->key, key, strlen(key) + 1);
	*out = v;
	return store_match_candidates(b->store, key, &b->arena, &v->rows, &v->count);
}

static void keep(struct batch *b, const struct meeting *m)
{
	if (b->meeting_count == MEETINGS_MAX)
		return;
	if (b->meeting_count == b->meeting_room) {
		b->meeting_room = b->meeting_room ? b->meeting_room * 2 : 256;
		b->meetings = xreallocarray(b->meetings, b->meeting_room, sizeof(*m));
	}
	b->meetings[b->meeting_count++] = *m;
}

/* Candidates of one product stand together: whether it is this product is asked once. */
static void meet(struct batch *b, const struct match_device *device,
		 const struct vendor_candidates *v)
{
	struct meeting m;
	int64_t product = 0;
	bool met = false;

	for (size_t i = 0; i < v->count; i++) {
		if (v->rows[i].product_id != product)
			met = matching_meets(device, &v->rows[i], *v->key != '\0', &m);
		product = v->rows[i].product_id;
		m.candidate = &v->rows[i];
		if (met)
			keep(b, &m);
	}
}

static int by_vulnerability(const void *left, const void *right)
{
	const struct meeting *a = left, *b = right;

	if (a->candidate->vulnerability != b->candidate->vulnerability)
		return a->candidate->vulnerability < b->candidate->vulnerability ? -1 : 1;
	if (a->device->slot != b->device->slot)
		return a->device->slot < b->device->slot ? -1 : 1;
	return b->confidence - a->confidence;
}

/* Decides vulnerability by vulnerability. */
static int decide(struct batch *b, const struct match_device *device, struct match *matches,
		  size_t *count)
{
	struct reach_peer *peers = NULL;
	size_t peer_count = 0;
	int rc = store_reach_peers(b->store, device->scope, device->asset, &b->device, &peers,
				   &peer_count);
	const enum reach reach = reach_of(device, peers, peer_count);

	for (size_t i = 0, next; i < b->meeting_count && !rc; i = next) {
		const int64_t id = b->meetings[i].candidate->vulnerability;
		struct vulnerability_weight weight;

		for (next = i + 1; next < b->meeting_count; next++)
			if (b->meetings[next].candidate->vulnerability != id)
				break;
		if (!matching_decide(&b->meetings[i], next - i, &b->device, &matches[*count]))
			continue;
		rc = store_vulnerability_weight(b->store, id, &b->device, &weight);
		priority_set(&matches[(*count)++], &weight, device, reach, &b->device);
	}
	return rc;
}

/* A device and its modules: rows of one asset. */
static int match_asset(struct batch *b, const struct match_device *rows, size_t count)
{
	const struct vendor_candidates *v = NULL;
	struct match *matches = NULL;
	size_t found = 0;
	int rc = 0;

	arena_reset(&b->device);
	b->meeting_count = 0;
	for (size_t i = 0; i < count && !rc; i++) {
		char key[KEY_SIZE];

		if (!*rows[i].model && !*rows[i].product_code)
			continue;
		vendor_key(rows[i].vendor, key, sizeof(key));
		rc = candidates_of(b, key, &v);
		if (!rc)
			meet(b, &rows[i], v);
	}
	if (!rc && b->meeting_count > 0) {
		qsort(b->meetings, b->meeting_count, sizeof(b->meetings[0]), by_vulnerability);
		matches = xcalloc(b->meeting_count, sizeof(*matches));
		rc = decide(b, &rows[0], matches, &found);
	}
	if (!rc)
		rc = store_match_replace(b->store, rows[0].scope, rows[0].asset, matches, found);
	free(matches);
	return rc;
}

int advise_run(struct store *store, int64_t until)
{
	struct batch *b = xcalloc(1, sizeof(*b));
	struct match_device *rows = NULL;
	size_t count = 0;

	b->store = store;
	int rc = store_match_due(store, BATCH, &b->arena, &rows, &count);
	for (size_t i = 0, next; i < count && !rc; i = next) {
		for (next = i + 1; next < count; next++)
			if (rows[next].asset != rows[i].asset || rows[next].scope != rows[i].scope)
				break;
		rc = match_asset(b, &rows[i], next - i);
		if (clock_monotonic() >= until)
			break;
	}
	free(b->meetings);
	arena_free(&b->arena);
	arena_free(&b->device);
	free(b);
	return rc ? rc : count > 0;
}

int advise_refresh(struct store *store)
{
	return store_match_due_again(store);
}
