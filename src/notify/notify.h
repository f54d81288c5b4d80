/* notify.h - from the queue of the store to what is said. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "notify/seal.h"
#include "store/channel.h"

struct arena;
struct buf;

#define NOTIFY_FINDINGS_MAX 50 /* of one message */

/* A message that is due, and what it tells of. */
struct notify_due {
	int64_t channel;
	int64_t notice[NOTIFY_FINDINGS_MAX];
	size_t count;
	int64_t report; /* 0: it tells of findings */
};

/*
 * What this channel has to send now, as a request in *out: 1. 0 nothing may go now: nothing waits, it is quiet,
 * its rate is used up, it failed a moment ago. -errno: the store, or -EKEYREJECTED when its password cannot be opened.
 */
__attribute__((warn_unused_result)) int notify_next(struct store *store, const struct channel_row *channel,
						    const unsigned char key[SEAL_KEY_SIZE],
						    const char *site, int64_t now,
						    struct notify_due *due, struct buf *out);
/* The request of a test. -EINVAL its settings are no settings, -EKEYREJECTED. */
__attribute__((warn_unused_result)) int notify_test(const struct channel_row *channel,
						    const unsigned char key[SEAL_KEY_SIZE],
						    const char *site, int64_t now, struct buf *out);
/* What became of it; error NULL: it was taken. */
__attribute__((warn_unused_result)) int notify_done(struct store *store, const struct notify_due *due,
						    const char *error, int64_t now);
