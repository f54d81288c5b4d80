/* engine_stream.c - messages out of the bytes of a connection. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/engine_inside.h"

#include <string.h>

/* More payloads are looked at while something waits: pieces this small that somebody hopes on are not
 * counted, for the room to keep them ends soon enough. */
#define TRIES_BYTES 1024
#define PIECE_BYTES 64

bool engine_keep(struct engine *e, struct flow_buffer *b, struct cursor bytes, size_t most)
{
	size_t n = cursor_left(&bytes);
	size_t size = b->length + n;

	if (n == 0)
		return true;
	if (size > most)
		return false;
	if (size > b->size) {
		uint8_t *data = pool_take(&e->flows->pool, &size);

		if (!data)
			return false;
		if (b->length)
			memcpy(data, b->data, b->length);
		pool_give(&e->flows->pool, b->data, b->size);
		b->data = data;
		b->size = (uint32_t)size;
	}
	memcpy(b->data + b->length, cursor_take(&bytes, n), n);
	b->length += (uint32_t)n;
	return true;
}

void engine_count_verdict(struct engine *e, struct flow *flow, int row, enum verdict verdict,
			  struct context *ctx)
{
	struct flow_app *app = &flow->app;

	if (verdict == VERDICT_YES) {
		e->counters[row].messages++;
		engine_raise(&app->yes);
		app->no = 0;
		return;
	}
	if (e->cut) /* no fault of the sender */
		return;
	if (verdict == VERDICT_MALFORMED && !ctx->adrift) {
		e->counters[row].malformed++;
		if (!ctx->named)
			emit_anomaly(ctx, "app.malformed");
	} else {
		e->counters[row].foreign++;
	}
	/* a strong match on its own port does not become doubtful by being broken */
	if (verdict == VERDICT_NO || !ctx->on_port || dissectors[row]->evidence != EVIDENCE_STRONG)
		engine_raise(&app->no);
}

struct cursor engine_read_messages(struct engine *e, struct flow *flow, unsigned int side,
				   struct cursor bytes, const uint8_t *fresh,
				   const struct frame *frame)
{
	struct flow_app *app = &flow->app;
	int row = app->row;
	const uint8_t *end = bytes.end;
	bool met = fresh == NULL;

	while (cursor_left(&bytes) > 0) {
		struct context ctx = engine_context(e, flow, side, row, app->on_port, frame, e->disabled[row]);
		const uint8_t *before = bytes.pos;
		met |= before == fresh;
		enum verdict verdict = engine_call(e, row, &bytes, &ctx);

		if (verdict == VERDICT_MORE)
			return (struct cursor){before, end};
		engine_count_verdict(e, flow, row, verdict, &ctx);
		if (verdict != VERDICT_YES || !cursor_ok(&bytes) || bytes.pos == before)
			return met ? cursor_init(NULL, 0) : cursor_bad();
		app->adrift &= (uint8_t)~(1u << side);
		if (ctx.finished) {
			engine_finish(e, flow, false);
			return cursor_init(NULL, 0);
		}
		if (ctx.skip) {
			size_t left = cursor_left(&bytes);
			uint64_t now = ctx.skip < left ? ctx.skip : left;

			cursor_skip(&bytes, now);
			app->skip[side] = ctx.skip - now;
		}
	}
	return bytes;
}

/* The frame as the sender of side would show it, when the current packet came from the other side. */
static const struct frame *frame_of(struct engine *e, struct flow *flow, unsigned int side,
				    struct frame *made)
{
	if (e->frame && side == e->frame_side)
		return e->frame;
	flow_frame(flow, side, made);
	if (e->frame)
		made->time = e->frame->time;
	return made;
}

/* Finds the dissector; what waited may be no beginning, then the new bytes are looked at alone. */
static bool search(struct engine *e, struct flow *flow, unsigned int side, struct cursor *bytes,
		   struct cursor fresh, const struct frame *frame)
{
	bool hold = engine_search(e, flow, side, *bytes, frame);

	if (flow->app.dissector || flow->app.finished || fresh.pos == bytes->pos || cursor_left(&fresh) == 0)
		return hold;
	if (hold) {
		if (engine_search_anew(e, flow, side, fresh, frame))
			*bytes = fresh;
		return hold;
	}
	*bytes = fresh;
	return engine_search(e, flow, side, fresh, frame);
}

/* Reads what waits on a side together with new bytes, and keeps what must wait on. */
static void read_side(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes)
{
	struct flow_app *app = &flow->app;
	struct flow_buffer *b = &app->buffer[side];
	struct frame made;
	const struct frame *frame = frame_of(e, flow, side, &made);
	const size_t held = b->length;
	bool waiting = held > 0, known = app->dissector != NULL;
	size_t most = engine_bytes_max(e, flow);

	if (waiting) {
		if (!engine_keep(e, b, bytes, most + 1500)) {
			b->length = 0;
			return;
		}
		bytes = cursor_init(b->data, b->length);
	}
	struct cursor fresh = bytes;
	cursor_skip(&fresh, held);
	bool hold = false;
	if (!app->dissector)
		hold = search(e, flow, side, &bytes, fresh, frame);
	if (!known && app->dissector && app->buffer[!side].length)
		read_side(e, flow, !side, cursor_init(NULL, 0)); /* what waited there came first */
	if (app->finished)
		return;
	if (app->dissector) {
		bytes = engine_read_messages(e, flow, side, bytes, fresh.pos, frame);
		if (!cursor_ok(&bytes) && !app->finished && engine_knows_message(e, flow, side, fresh, frame))
			bytes = engine_read_messages(e, flow, side, fresh, fresh.pos, frame);
		hold = !app->finished && cursor_left(&bytes) > 0;
	}
	if (app->finished)
		return;
	if (!hold) {
		b->length = 0;
	} else if (waiting) {
		size_t left = cursor_left(&bytes);

		memmove(b->data, bytes.pos, left);
		b->length = (uint32_t)left;
	} else if (!engine_keep(e, b, bytes, most)) {
		b->length = 0;
	}
	if (!app->dissector)
		return;
	if (b->length == 0 && b->data) {
		pool_give(&e->flows->pool, b->data, b->size);
		*b = (struct flow_buffer){0};
	}
	engine_reconsider(e, flow);
}

/* What waits on a side will not be whole any more: it is read as far as it goes. */
static void read_cut(struct engine *e, struct flow *flow, unsigned int side, uint32_t lost)
{
	struct flow_app *app = &flow->app;
	const struct flow_buffer *b = &app->buffer[side];
	const struct cursor bytes = cursor_init(b->data, b->length);
	struct frame made;
	const struct frame *frame = frame_of(e, flow, side, &made);

	e->cut = lost;
	if (app->dissector || engine_search_anew(e, flow, side, bytes, frame))
		engine_read_messages(e, flow, side, bytes, NULL, frame);
	e->cut = 0;
}

void engine_deliver(void *argument, struct flow *flow, unsigned int side, struct cursor bytes,
			   uint32_t lost)
{
	struct engine *e = argument;
	struct flow_app *app = &flow->app;

	if (app->finished)
		return;
	if (lost) {
		if (app->buffer[side].length)
			read_cut(e, flow, side, lost);
		if (app->finished)
			return;
		app->buffer[side].length = 0;
		app->adrift |= (uint8_t)(1u << side);
		app->skip[side] = app->skip[side] > lost ? app->skip[side] - lost : 0;
		if (cursor_left(&bytes) == 0)
			return;
	}
	if (app->skip[side]) {
		size_t left = cursor_left(&bytes);
		uint64_t now = app->skip[side] < left ? app->skip[side] : left;

		cursor_skip(&bytes, now);
		app->skip[side] -= now;
		if (cursor_left(&bytes) == 0)
			return;
	}
	const uint32_t waited = app->buffer[side].length;
	read_side(e, flow, side, bytes);
	if (app->finished || app->dissector)
		return;
	const uint32_t waits = app->buffer[side].length;
	if (waits > waited && waits - waited < PIECE_BYTES)
		return;
	if (++app->tries >= TRIES_MAX + waits / TRIES_BYTES)
		engine_finish(e, flow, true);
}
