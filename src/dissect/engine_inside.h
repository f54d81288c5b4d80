/* engine_inside.h - what the files of the engine share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/engine.h"
#include "dissect/expect.h"

#define MESSAGE_MAX_DEFAULT 8192
#define TRIES_MAX	    8 /* payloads looked at before a flow counts as not understood */
#define STATE_MAX	    4096
#define PORTS_MAX	    160

struct candidates {
	uint8_t count;
	uint8_t row[64]; /* positions in dissectors[] */
};

struct engine {
	struct flows *flows;
	struct sink *sink;
	struct sink mute;
	struct stream_sink stream;
	const struct frame *frame; /* of the packet being read */
	unsigned int frame_side;
	uint32_t cut; /* of what is being read: context.cut */
	uint8_t rows;
	volatile int *running;
	volatile int nobody_watches;
	bool disabled[DISSECTOR_MAX];
	struct candidates by_transport[2]; /* TCP, UDP */
	struct candidates of_frames;
	uint8_t of_protocol[256]; /* IP protocol to position + 1 */
	uint64_t port_known[2][65536 / 64];
	struct ports {
		uint16_t count;
		struct {
			uint16_t port;
			uint64_t set; /* candidates by position, one bit each */
		} at[PORTS_MAX];
	} ports[2]; /* TCP, UDP */
	struct expectations expected;
	struct engine_counters counters[DISSECTOR_MAX];
};

/* Where facts go that nobody may hear. */
extern const struct sink engine_mute;
/* One call of one dissector: watched, and believed when it knows who the client is. */
enum verdict engine_call(struct engine *e, int row, struct cursor *c, struct context *ctx);
/* What a dissector gets to know. mute: facts go nowhere. */
struct context engine_context(struct engine *e, struct flow *flow, unsigned int side, int row,
			      bool on_port, const struct frame *frame, bool mute);
/* Reads this flow no further; unknown: because nobody understood it. */
void engine_finish(struct engine *e, struct flow *flow, bool unknown);

/* Adds bytes to what waits on a side. False when they do not fit: all of it is dropped. */
bool engine_keep(struct engine *e, struct flow_buffer *b, struct cursor bytes, size_t most);
/* Counts what a dissector said of a message, for its row and for the flow. */
void engine_count_verdict(struct engine *e, struct flow *flow, int row, enum verdict verdict, struct context *ctx);
/*
 * Reads messages while there are whole ones. Returns the bytes that must wait for more; a message
 * that is foreign or broken takes the rest with it, for the next segment begins anew. When no
 * message began at fresh, what was kept may have hidden one: the cursor is bad then.
 */
struct cursor engine_read_messages(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
				   const uint8_t *fresh, const struct frame *frame);
/* Takes the bytes of a TCP connection in order (stream.h); the argument is the engine. */
stream_deliver engine_deliver;

static inline void engine_raise(uint8_t *count)
{
	if (*count < UINT8_MAX)
		(*count)++;
}

/*
 * Looks for the dissector of a flow (search.c). Sets app.dissector when found. Returns true when
 * somebody hopes for more bytes, or waits for a second message, so that these must be kept.
 */
bool engine_search(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
		   const struct frame *frame);
/* What was kept hides what came behind it: asks those whose port is used about the new bytes alone.
 * True, and app.dissector is set, when one knows a whole message in them. */
bool engine_search_anew(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
			const struct frame *frame);
/* True when the flow's dissector knows a whole message at the beginning of these bytes. */
bool engine_knows_message(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
			  const struct frame *frame);
/* This dissector reads the flow from here on. False when there is no room for its state. */
bool engine_choose(struct engine *e, struct flow *flow, unsigned int row, bool on_port);
/* A match that never agreed, or failed again and again, was none: the search begins anew. */
void engine_reconsider(struct engine *e, struct flow *flow);
/* Bytes that may be held for one side of this flow. */
size_t engine_bytes_max(const struct engine *e, const struct flow *flow);

static inline bool engine_knows_port(const struct engine *e, unsigned int over, uint16_t port)
{
	return e->port_known[over][port / 64] >> port % 64 & 1;
}
