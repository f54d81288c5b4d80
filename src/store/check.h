/* check.h - the active check: whether it is on, whom it may ask, what came of it. SPDX-License-Identifier: Apache-2.0
 *
 * Like store.h: rows live in the arena, texts are never NULL, times are UTC ns and 0 never. It is the whole
 * site's: only who stands at the root changes it.
 */
#pragma once

#include "poll/schedule.h"
#include "store/store.h"

#define CHECK_LOG_MAX	 10000
#define CHECK_REASON_MAX 200

struct check_order {
	bool enabled;
	const char *reason;
	int64_t until;
	int64_t rate; /* packets a second */
	const char *user; /* who changed it last, and when */
	int64_t at;
	int64_t sent; /* questions, since this database is */
};

/* What somebody wants otherwise. */
struct check_edit {
	int enabled; /* 0, 1, -1 as it is */
	const char *reason; /* NULL as it is */
	int64_t until; /* 0 as it is */
	int64_t rate; /* 0 as it is */
};

struct check_row {
	int64_t id;
	struct check_entry entry;
	uint64_t asset; /* 0: it was named by its address */
	const char *user;
	int64_t at;
};

/* One question and what came of it. */
struct check_seen {
	uint64_t asset; /* 0 nobody that we know */
	struct address address;
	uint16_t port;
	uint8_t method;
	uint8_t result; /* enum check_result */
	int64_t round_trip_us; /* -1: no answer */
	int64_t at;
	int64_t until; /* so long an answer counts */
};

STORE_CALL store_check(struct store *store, struct arena *arena, struct check_order *out);
STORE_CALL store_check_entries(struct store *store, const struct viewer *viewer, struct arena *arena,
			       struct check_row **rows, size_t *count);
/* Switches it on (which wants a reason and a date of its own) or off, or changes how it runs. -EINVAL: store_error
 * says why. */
STORE_CALL store_check_save(struct store *store, const struct viewer *viewer, const struct check_edit *edit);
/* Adds all or none; entry and asset count -> id of the last. -EINVAL: store_error says why. */
STORE_CALL store_check_add(struct store *store, const struct viewer *viewer, const struct check_row *rows, size_t count,
			   int64_t *id);
/* -ENOENT. */
STORE_CALL store_check_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* Its time is over: switched off, and written down. */
STORE_CALL store_check_expire(struct store *store);
/* Keeps it, counts what was sent, and forgets the oldest. */
STORE_CALL store_check_keep(struct store *store, const struct check_seen *seen);
/* Answers that do not count any more. */
STORE_CALL store_check_forget(struct store *store, int64_t now);
/* asset 0: of all. Newest first. */
STORE_CALL store_check_log(struct store *store, const struct viewer *viewer, uint64_t asset, size_t most,
			   struct arena *arena, struct check_seen **rows, size_t *count);
/* Whom it may ask of a subnet: addresses of devices that were heard. */
STORE_CALL store_check_hosts(struct store *store, struct arena *arena, struct check_host **rows, size_t *count);
/* When each question was asked last, of all. */
STORE_CALL store_check_times(struct store *store, struct arena *arena, struct check_seen **rows, size_t *count);
