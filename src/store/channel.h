/* channel.h - who is told of findings, and what waits to be told. SPDX-License-Identifier: Apache-2.0
 *
 * Like store.h: every query sees the scopes of its viewer, texts are never NULL, times are UTC ns and
 * 0 never.
 */
#pragma once

#include "store/finding.h"

struct channel_row {
	int64_t id;
	const char *kind; /* "mail" "webhook" "syslog" */
	const char *name;
	bool enabled;
	bool captures;	       /* also of what captures hold */
	enum severity least;   /* less urgent is not told */
	const char *quiet;     /* "22:00-06:00" */
	enum severity through; /* as urgent goes through all the same */
	int64_t rate;	       /* messages an hour */
	const char *language;
	const char *settings;  /* JSON (notify/channel.h) */
	const char *secret;    /* sealed (notify/seal.h) */
	int64_t created_at;
	int64_t sent_at;       /* when it went well last */
	int64_t failures;      /* since then */
	int64_t retry_at;
	const char *error;     /* of the last failure, "" since it went well */
	int64_t error_at;
	uint64_t waiting;      /* findings and reports of which it is still to tell */
	uint64_t sent_hour;    /* messages within the last hour; findings, where each is a message */
};

/* now: for sent_hour. each: of this kind each finding is a message. */
STORE_CALL store_channels(struct store *store, const struct viewer *viewer, int64_t now,
			  struct arena *arena, struct channel_row **rows, size_t *count);
/* -ENOENT. */
STORE_CALL store_channel(struct store *store, const struct viewer *viewer, int64_t id, int64_t now,
			 struct arena *arena, struct channel_row *out);
/* Made when id is 0 -> its id. What waited and is no longer wanted goes when it is switched off. -ENOENT. */
STORE_CALL store_channel_save(struct store *store, const struct viewer *viewer,
			      const struct channel_row *row, int64_t *id);
/* -ENOENT. */
STORE_CALL store_channel_remove(struct store *store, const struct viewer *viewer, int64_t id);

struct notice_row {
	int64_t id;
	int64_t finding;
	const char *cause; /* "new" "reopened" "raised" */
	int64_t at;
};

/* The oldest that wait and are at least as urgent; *waiting: all of those. */
STORE_CALL store_notices(struct store *store, int64_t channel, enum severity least, size_t most,
			 struct arena *arena, struct notice_row **rows, size_t *count,
			 uint64_t *waiting);
/* They were told: they wait no longer. */
STORE_CALL store_notices_sent(struct store *store, int64_t channel, const int64_t *notices,
			      size_t count, int64_t now);
/* It failed with this error: everything of the channel waits until then. */
STORE_CALL store_notices_failed(struct store *store, int64_t channel, const char *error, int64_t now,
				int64_t retry_at);
