/* engine.c - finds the dissector of each flow and feeds it messages. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/engine_inside.h"

#include <assert.h>
#include <stdlib.h>

#include "lib/memory.h"

static void add_candidate(struct candidates *list, unsigned int row)
{
	assert(list->count < sizeof(list->row));
	list->row[list->count++] = (uint8_t)row;
}

static void add_port(struct ports *ports, uint16_t port, unsigned int position)
{
	unsigned int i = 0;

	while (i < ports->count && ports->at[i].port != port)
		i++;
	assert(i < PORTS_MAX);
	if (i == ports->count)
		ports->at[ports->count++].port = port;
	ports->at[i].set |= UINT64_C(1) << position;
}

/* The candidate that was added last lives on these ports. */
static void add_ports(struct engine *e, unsigned int over, const struct dissector *d)
{
	for (size_t i = 0; i < 8 && d->ports[i]; i++) {
		e->port_known[over][d->ports[i] / 64] |= UINT64_C(1) << d->ports[i] % 64;
		add_port(&e->ports[over], d->ports[i], e->by_transport[over].count - 1u);
	}
}

static void add_row(struct engine *e, unsigned int row, const struct dissector *d)
{
	assert(d->state_size <= STATE_MAX);
	if (d->transports & OVER_TCP) {
		add_candidate(&e->by_transport[0], row);
		add_ports(e, 0, d);
	}
	if (d->transports & OVER_UDP) {
		add_candidate(&e->by_transport[1], row);
		add_ports(e, 1, d);
	}
	if (d->transports & OVER_FRAME)
		add_candidate(&e->of_frames, row);
	for (size_t i = 0; d->transports & OVER_IP && i < 2 && d->protocols[i]; i++)
		e->of_protocol[d->protocols[i]] = (uint8_t)(row + 1);
}

struct engine *engine_new(struct flows *flows, struct sink *sink)
{
	struct engine *e = xcalloc(1, sizeof(*e));

	e->flows = flows;
	e->sink = sink;
	e->mute = engine_mute;
	e->stream = (struct stream_sink){engine_deliver, e};
	engine_watch(e, NULL);
	for (; dissectors[e->rows]; e->rows++) {
		assert(e->rows < DISSECTOR_MAX);
		add_row(e, e->rows, dissectors[e->rows]);
	}
	return e;
}

void engine_free(struct engine *e)
{
	free(e);
}

const struct engine_counters *engine_counters(const struct engine *e)
{
	return e->counters;
}

void engine_watch(struct engine *e, volatile int *slot)
{
	e->running = slot ? slot : &e->nobody_watches;
	*e->running = -1;
}

void engine_disable(struct engine *e, const char *name)
{
	for (unsigned int i = 0; i < e->rows; i++)
		if (strcmp(dissectors[i]->name, name) == 0)
			e->disabled[i] = true;
}

/* From here on Linux gives ports to those who ask; others from 49152 (RFC 6335, 6). */
#define PASSING_PORTS 32768

/* True when the packet's receiver looks like the server. */
static bool receiver_serves(const struct engine *e, const struct frame *f)
{
	unsigned int over = f->transport == TRANSPORT_UDP;
	bool to_known = engine_knows_port(e, over, f->dst_port);
	bool from_known = engine_knows_port(e, over, f->src_port);

	if (to_known != from_known)
		return to_known;
	if ((f->dst_port < 1024) != (f->src_port < 1024))
		return f->dst_port < 1024;
	if ((f->dst_port < PASSING_PORTS) != (f->src_port < PASSING_PORTS))
		return f->dst_port < PASSING_PORTS;
	/* in the middle of a connection both are blind guesses: this one is the same each time */
	return f->transport != TRANSPORT_TCP || f->dst_port <= f->src_port;
}

void engine_orient(struct engine *e, struct flow *flow, const struct frame *f,
		   unsigned int side)
{
	bool syn = f->transport == TRANSPORT_TCP && f->tcp_flags & TCP_SYN;

	flow->client_sure = syn;
	if (syn)
		flow->client = (uint8_t)(f->tcp_flags & TCP_ACK ? !side : side);
	else if (f->transport == TRANSPORT_TCP || f->transport == TRANSPORT_UDP)
		flow->client = (uint8_t)(receiver_serves(e, f) ? side : !side);
	const int row = f->transport == TRANSPORT_TCP ? expect_take(&e->expected, f) : -1;

	if (row >= 0 && !e->disabled[row])
		flow->app.awaited = engine_choose(e, flow, (unsigned int)row, true);
}

enum verdict engine_call(struct engine *e, int row, struct cursor *c, struct context *ctx)
{
	*e->running = row;
	enum verdict verdict = dissectors[row]->dissect(c, ctx);
	*e->running = -1;
	if (verdict == VERDICT_YES && ctx->direction && !ctx->flow->client_sure) {
		bool from_client = ctx->direction > 0;

		if (from_client != ctx->to_server)
			ctx->flow->client = !ctx->flow->client;
		ctx->flow->client_sure = true;
	}
	return verdict;
}

struct context engine_context(struct engine *e, struct flow *flow, unsigned int side, int row,
			      bool on_port, const struct frame *frame, bool mute)
{
	return (struct context){
		.sink = mute ? &e->mute : e->sink,
		.dissector = dissectors[row],
		.frame = frame,
		.flow = flow,
		.state = flow->app.state,
		.to_server = side == flow->client,
		.on_port = on_port,
		.adrift = flow->app.adrift >> side & 1,
		.cut = e->cut,
		.awaited = flow->app.awaited,
		.expected = mute ? NULL : &e->expected,
	};
}

static void release(struct engine *e, struct flow *flow)
{
	struct flow_app *app = &flow->app;

	pool_give(&e->flows->pool, app->state, app->state_size);
	app->state = NULL;
	for (int i = 0; i < 2; i++) {
		pool_give(&e->flows->pool, app->buffer[i].data, app->buffer[i].size);
		app->buffer[i] = (struct flow_buffer){0};
	}
}

void engine_finish(struct engine *e, struct flow *flow, bool unknown)
{
	flow->app.finished = true;
	flow->app.unknown = unknown;
	release(e, flow);
}

/* A loose match waits for its second datagram: the first is kept and read when that one agrees. */
static void read_datagram(struct engine *e, struct flow *flow, unsigned int side,
			  const struct frame *frame)
{
	struct flow_app *app = &flow->app;
	struct flow_buffer *held = &app->buffer[0];

	if (!app->dissector) {
		uint8_t agreed = app->agreed;

		engine_search(e, flow, side, frame->payload, frame);
		if (app->finished)
			return;
		if (!app->dissector && app->agreed > agreed && held->length == 0) {
			if (engine_keep(e, held, frame->payload, engine_bytes_max(e, flow)))
				app->skip[0] = side;
			return;
		}
		if (!app->dissector) {
			if (++app->tries >= TRIES_MAX)
				engine_finish(e, flow, true);
			return;
		}
		if (held->length) {
			struct frame made;

			flow_frame(flow, (unsigned int)app->skip[0], &made);
			engine_read_messages(e, flow, (unsigned int)app->skip[0],
				      cursor_init(held->data, held->length), NULL, &made);
			held->length = 0;
		}
	}
	if (app->finished)
		return;
	struct cursor rest = engine_read_messages(e, flow, side, frame->payload, NULL, frame);
	if (!app->finished && cursor_left(&rest) > 0 && !e->cut)
		engine_raise(&app->no);
	engine_reconsider(e, flow);
}

/*
 * The state of a dissector of whole frames: the flow's own, or scratch where another dissector of the
 * same frames holds it. False when the pool has no room, counted there.
 */
static bool take_state(struct engine *e, struct flow *flow, int row, struct context *ctx)
{
	static _Alignas(max_align_t) uint8_t scratch[STATE_MAX];
	struct flow_app *app = &flow->app;
	size_t size = dissectors[row]->state_size;

	if (size == 0)
		return true;
	if (!app->state) {
		app->state_size = size;
		app->state = pool_take(&e->flows->pool, &app->state_size);
		if (!app->state)
			return false;
		memset(app->state, 0, app->state_size);
		app->row = (uint8_t)row;
	}
	if (app->row == row) {
		ctx->state = app->state;
		return true;
	}
	memset(scratch, 0, size);
	ctx->state = scratch;
	return true;
}

static void read_whole(struct engine *e, int row, struct flow *flow, unsigned int side,
		       const struct frame *frame)
{
	struct context ctx = engine_context(e, flow, side, row, true, frame, false);
	struct cursor bytes = frame->payload;
	bool had_state = flow->app.state != NULL;

	if (!take_state(e, flow, row, &ctx))
		return;
	enum verdict verdict = engine_call(e, row, &bytes, &ctx);
	if (verdict == VERDICT_YES)
		flow->app.dissector = dissectors[row];
	engine_count_verdict(e, flow, row, verdict == VERDICT_MORE ? VERDICT_MALFORMED : verdict, &ctx);
	if (verdict == VERDICT_NO && !had_state && flow->app.state) {
		pool_give(&e->flows->pool, flow->app.state, flow->app.state_size);
		flow->app.state = NULL;
	}
}

static bool takes_frame(const struct dissector *d, uint64_t type)
{
	for (size_t i = 0; i < 4 && d->frames[i]; i++)
		if (d->frames[i] == type)
			return true;
	return false;
}

static void read_frame(struct engine *e, struct flow *flow, unsigned int side,
		       const struct frame *frame)
{
	for (unsigned int i = 0; i < e->of_frames.count; i++) {
		unsigned int row = e->of_frames.row[i];

		if (takes_frame(dissectors[row], frame->type) && !e->disabled[row])
			read_whole(e, (int)row, flow, side, frame);
	}
}

void engine_packet(struct engine *e, struct flow *flow, unsigned int side, const struct frame *frame)
{
	e->frame = frame;
	e->frame_side = side;
	e->cut = frame->transport == TRANSPORT_TCP ? 0 : frame->cut;
	switch (frame->transport) {
	case TRANSPORT_TCP:
		stream_segment(e->flows, flow, side, frame, &e->stream);
		break;
	case TRANSPORT_UDP:
		if (!flow->app.finished && cursor_left(&frame->payload) > 0)
			read_datagram(e, flow, side, frame);
		break;
	case TRANSPORT_FRAME:
		read_frame(e, flow, side, frame);
		break;
	case TRANSPORT_IP:
		if (e->of_protocol[frame->protocol])
			read_whole(e, e->of_protocol[frame->protocol] - 1, flow, side, frame);
		break;
	}
	e->frame = NULL;
}

void engine_rest(struct engine *e, struct flow *flow)
{
	if (flow->key.transport == TRANSPORT_TCP)
		stream_settle(e->flows, flow, &e->stream);
}

void engine_end(struct engine *e, struct flow *flow)
{
	if (flow->key.transport == TRANSPORT_TCP)
		stream_flush(e->flows, flow, &e->stream);
	release(e, flow);
}
