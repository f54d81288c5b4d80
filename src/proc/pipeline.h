/* pipeline.h - from packets to tellings: all of a sensor's state in one place. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "capture/packet.h"
#include "decode/decode.h"
#include "dissect/engine.h"
#include "flow/flow.h"
#include "lib/arena.h"
#include "observe/observe.h"

struct pipeline_limits {
	uint32_t flows;
	size_t stream_bytes;
	struct observe_limits observe;
};

extern const struct pipeline_limits pipeline_limits_default;

/* Packets that were decoded together; they point into what they were decoded from. */
#define BURST_MAX 512
struct burst {
	uint64_t packets; /* taken in, understood or not */
	uint64_t bytes;
	uint64_t broadcasts;
	struct arena whole; /* payloads of reassembled datagrams */
	size_t count;
	struct frame frame[BURST_MAX];
	struct flow_lookup lookup[BURST_MAX];
};

struct pipeline {
	struct decoder *decoder;
	struct flows flows;
	struct engine *engine;
	struct observer *observer;
	struct burst *burst; /* of pipeline_feed */
	int64_t now; /* time of the latest packet */
	int64_t latest; /* the same, of those that were straightened */
	uint64_t backwards;
	uint64_t packets;
	uint64_t bytes;
	uint64_t broadcasts; /* frames sent to groups: all of them means a deaf observation point */
};

/* limits may be NULL. The caller owns the teller and keeps it until pipeline_free. */
void pipeline_init(struct pipeline *p, const struct pipeline_limits *limits, struct teller *teller);
/* Takes a batch of at most PACKET_BATCH packets. */
void pipeline_feed(struct pipeline *p, const struct packet *packets, size_t count);
/*
 * The two halves of pipeline_feed. Only the decoder is touched by the first, and never by the second: they
 * may run in two threads. The burst has room for count more.
 */
void pipeline_decode(struct pipeline *p, const struct packet *packets, size_t count, struct burst *burst);
/*
 * Counts packets that are older than those before them. One that alone is of another day, as a broken clock makes it, gets
 * the time of the one before: it must not carry all later ones with it.
 */
void pipeline_straighten(struct pipeline *p, struct burst *burst);
/* Takes the packets [from, to) of a burst. */
void pipeline_read(struct pipeline *p, struct burst *burst, size_t from, size_t to);
void burst_clear(struct burst *burst);
/* No packet came, but time went by. */
void pipeline_tick(struct pipeline *p, int64_t now);
/* Tells all that is not told yet and goes on. */
void pipeline_tell(struct pipeline *p);
/* The input ended: ends all flows and tells all that was not told. */
void pipeline_finish(struct pipeline *p);
void pipeline_free(struct pipeline *p);
/* Calls put with every counter of every part, by its name. */
void pipeline_counters(const struct pipeline *p,
		       void (*put)(void *argument, const char *name, uint64_t value), void *argument);
