/* bucket.h - so many packets a second and no more. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Holds one token, so that nothing goes out in a burst; who takes more than there is makes all wait for it. */
struct bucket {
	int64_t rate;	/* tokens a second */
	int64_t level;	/* in billionths of a token; less than none after a costly one */
	int64_t filled; /* monotonic: when it was looked at last */
};

/* Full. */
void bucket_open(struct bucket *bucket, int64_t rate, int64_t now);
/* Another rate; what it holds stays. */
void bucket_rate(struct bucket *bucket, int64_t rate, int64_t now);
/* True and taken when a token is there. */
bool bucket_take(struct bucket *bucket, int64_t cost, int64_t now);
