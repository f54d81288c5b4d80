/* stream.c - TCP bytes in order (RFC 9293). SPDX-License-Identifier: Apache-2.0 */

#include "flow/stream.h"

/* What may wait behind a hole, per side. */
#define HELD_MAX 65536
/* A jump further than any window means that we joined another stream: start anew there. */
#define JUMP_MAX (1 << 26)

struct segment {
	struct segment *next;
	size_t size; /* of the pool block */
	uint32_t seq;
	uint32_t length;
	uint32_t cut; /* bytes behind them that were not captured */
	uint8_t bytes[];
};

/* How far a lies behind b, negative when before (RFC 9293 3.4: modulo 2^32). */
static int32_t seq_after(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b);
}

static void drop_side(struct flows *flows, struct flow_side *s)
{
	while (s->held) {
		struct segment *next = s->held->next;

		pool_give(&flows->pool, s->held, s->held->size);
		s->held = next;
	}
	s->held_bytes = 0;
}

void stream_drop(struct flows *flows, struct flow *flow)
{
	drop_side(flows, &flow->side[0]);
	drop_side(flows, &flow->side[1]);
}

static void count_gap(struct flows *flows, uint32_t lost)
{
	flows->counters.gaps++;
	flows->counters.gap_bytes += lost;
}

/* The capture did not keep the end of a segment: it is a gap that nothing has to wait for. */
static void deliver_cut(struct flows *flows, struct flow *flow, unsigned int side, uint32_t end,
			const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];
	const int32_t cut = seq_after(end, s->next_seq);

	if (cut <= 0)
		return;
	count_gap(flows, (uint32_t)cut);
	s->next_seq = end;
	sink->deliver(sink->argument, flow, side, cursor_init(NULL, 0), (uint32_t)cut);
}

/* Delivers bytes that start at or before next_seq; what was delivered before is cut off. */
static void deliver_from(struct flows *flows, struct flow *flow, unsigned int side, uint32_t seq,
			 struct cursor bytes, uint32_t lost, const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];
	uint32_t known = s->next_seq - seq;

	if (known >= cursor_left(&bytes) && !lost) {
		flows->counters.retransmitted += cursor_left(&bytes) > 0;
		return;
	}
	if (known > 0) {
		flows->counters.overlapped++;
		cursor_skip(&bytes, known);
	}
	s->next_seq += (uint32_t)cursor_left(&bytes);
	sink->deliver(sink->argument, flow, side, bytes, lost);
}

/* Takes the first held segment out and delivers it, over the hole before it if there is one. */
static void deliver_held(struct flows *flows, struct flow *flow, unsigned int side,
			 const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];
	struct segment *g = s->held;
	int32_t hole = seq_after(g->seq, s->next_seq);
	uint32_t lost = hole > 0 ? (uint32_t)hole : 0;

	s->held = g->next;
	s->held_bytes -= g->length;
	s->joined = false;
	if (lost) {
		count_gap(flows, lost);
		s->next_seq = g->seq;
	}
	deliver_from(flows, flow, side, g->seq, cursor_init(g->bytes, g->length), lost, sink);
	if (g->cut)
		deliver_cut(flows, flow, side, g->seq + g->length + g->cut, sink);
	pool_give(&flows->pool, g, g->size);
}

static void deliver_ready(struct flows *flows, struct flow *flow, unsigned int side,
			  const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];

	while (s->held && seq_after(s->held->seq, s->next_seq) <= 0)
		deliver_held(flows, flow, side, sink);
}

static void flush_side(struct flows *flows, struct flow *flow, unsigned int side,
		       const struct stream_sink *sink)
{
	while (flow->side[side].held)
		deliver_held(flows, flow, side, sink);
}

void stream_flush(struct flows *flows, struct flow *flow, const struct stream_sink *sink)
{
	flush_side(flows, flow, 0, sink);
	flush_side(flows, flow, 1, sink);
}

void stream_settle(struct flows *flows, struct flow *flow, const struct stream_sink *sink)
{
	for (unsigned int side = 0; side < 2; side++)
		if (flow->side[side].joined)
			deliver_ready(flows, flow, side, sink);
}

/* Keeps a copy of a segment that came too early, sorted. False when it may not. */
static bool hold(struct flows *flows, struct flow_side *s, uint32_t seq, struct cursor bytes, uint32_t cut)
{
	size_t length = cursor_left(&bytes);
	size_t size = sizeof(struct segment) + length;
	struct segment **at = &s->held;

	if (s->held_bytes + length > HELD_MAX)
		return false;
	struct segment *g = pool_take(&flows->pool, &size);
	if (!g) {
		flows->counters.held_refused++;
		return false;
	}
	while (*at && seq_after(seq, (*at)->seq) > 0)
		at = &(*at)->next;
	g->next = *at;
	g->size = size;
	g->seq = seq;
	g->length = (uint32_t)length;
	g->cut = cut;
	if (length > 0)
		memcpy(g->bytes, cursor_take(&bytes, length), length);
	*at = g;
	s->held_bytes += g->length;
	return true;
}

/*
 * On a stream joined in its middle nothing tells whether the first segment has overtaken another. It waits
 * for the next one, or until it is acknowledged. False when frame shall be taken as any other.
 */
static bool wait_for_second(struct flows *flows, struct flow *flow, unsigned int side,
			    const struct frame *frame, const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];
	const int32_t early = seq_after(frame->seq, s->next_seq);

	if (s->held && early == 0 && cursor_left(&frame->payload) <= s->held->length) {
		flows->counters.retransmitted++;
		return true;
	}
	s->joined = !s->held && hold(flows, s, frame->seq, frame->payload, frame->cut);
	if (s->joined)
		return true;
	if (early < 0 && early > -HELD_MAX) {
		s->next_seq = frame->seq;
		flows->counters.reordered++;
	}
	deliver_ready(flows, flow, side, sink);
	return false;
}

static void take_payload(struct flows *flows, struct flow *flow, unsigned int side,
			 const struct frame *frame, const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];
	uint32_t seq = frame->seq + ((frame->tcp_flags & TCP_SYN) != 0);
	if (s->joined && wait_for_second(flows, flow, side, frame, sink))
		return;
	int32_t early = seq_after(seq, s->next_seq);

	if (early > 0 && early < JUMP_MAX && !flow->app.finished) {
		if (hold(flows, s, seq, frame->payload, frame->cut)) {
			flows->counters.reordered++;
			return;
		}
		flush_side(flows, flow, side, sink);
		early = seq_after(seq, s->next_seq);
	}
	uint32_t lost = 0;
	if (early > 0 || early < -JUMP_MAX) {
		lost = early > 0 ? (uint32_t)early : 1;
		count_gap(flows, lost);
		s->next_seq = seq;
	}
	deliver_from(flows, flow, side, seq, frame->payload, lost, sink);
	if (frame->cut)
		deliver_cut(flows, flow, side, seq + (uint32_t)cursor_left(&frame->payload) + frame->cut, sink);
	if (s->held)
		deliver_ready(flows, flow, side, sink);
}

/* The other side has acknowledged bytes we never saw: they will not come again. */
static void give_up_holes(struct flows *flows, struct flow *flow, unsigned int side, uint32_t ack,
			  const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];

	while (s->held && seq_after(ack, s->held->seq) > 0)
		deliver_held(flows, flow, side, sink);
}

/* RFC 9293 3.8.4: a keep-alive repeats the byte before the next, which says nothing. On a stream that
 * is joined in its middle it looks like the first byte, but nobody pushes it. */
static bool is_keepalive(const struct frame *frame)
{
	return cursor_left(&frame->payload) == 1 && !(frame->tcp_flags & TCP_PSH);
}

static void follow_flags(struct flow *flow, unsigned int side, const struct frame *frame)
{
	struct flow_side *s = &flow->side[side];

	if (frame->tcp_flags & TCP_SYN) {
		s->synced = true;
		s->next_seq = frame->seq + 1;
		s->joined = false;
		flow->syn = true;
	} else if (!s->synced) {
		s->synced = true;
		s->next_seq = frame->seq + is_keepalive(frame);
		s->joined = !flow->app.finished && cursor_left(&frame->payload) > 0 && !is_keepalive(frame);
	}
	if (frame->tcp_flags & TCP_FIN)
		s->fin = true;
	if (frame->tcp_flags & TCP_RST) {
		flow->refused = flow->syn && s->packets == 1;
		flow->state = FLOW_CLOSED;
	}
	if (flow->side[0].fin && flow->side[1].fin)
		flow->state = FLOW_CLOSED;
}

void stream_segment(struct flows *flows, struct flow *flow, unsigned int side,
		    const struct frame *frame, const struct stream_sink *sink)
{
	struct flow_side *s = &flow->side[side];

	if (!s->synced || frame->tcp_flags & (TCP_SYN | TCP_FIN | TCP_RST)) {
		if (frame->tcp_flags & TCP_SYN && s->held)
			drop_side(flows, s);
		follow_flags(flow, side, frame);
	}
	if (frame->tcp_flags & TCP_ACK && flow->side[!side].held)
		give_up_holes(flows, flow, !side, frame->ack, sink);
	if (cursor_left(&frame->payload) > 0 || frame->cut)
		take_payload(flows, flow, side, frame, sink);
}
