/* search.c - which dissector a flow belongs to. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/engine_inside.h"

#define PROBE_BYTES_MAX 2048 /* held while nobody is sure */
#define FOREIGN_MAX	6    /* messages in a row that a young match may fail on */

static bool uses_port(const struct dissector *d, const struct flow *flow)
{
	for (size_t i = 0; i < 8 && d->ports[i]; i++)
		if (d->ports[i] == flow->key.low_port || d->ports[i] == flow->key.high_port)
			return true;
	return false;
}

/* False when the pool has no room for its state: the flow is given up, counted by the pool. */
static bool choose(struct engine *e, struct flow *flow, unsigned int row, bool on_port)
{
	const struct dissector *d = dissectors[row];
	struct flow_app *app = &flow->app;

	app->state_size = d->state_size;
	if (d->state_size) {
		app->state = pool_take(&e->flows->pool, &app->state_size);
		if (!app->state) {
			engine_finish(e, flow, true);
			return false;
		}
		memset(app->state, 0, app->state_size);
	}
	app->dissector = d;
	app->row = (uint8_t)row;
	app->on_port = on_port;
	app->yes = 0;
	app->no = 0;
	return true;
}

/* Not its protocol after all: the search starts again without it. */
static void unchoose(struct engine *e, struct flow *flow, unsigned int position)
{
	flow->app.excluded |= UINT64_C(1) << position;
	pool_give(&e->flows->pool, flow->app.state, flow->app.state_size);
	flow->app.state = NULL;
	flow->app.dissector = NULL;
	flow->app.agreed = 0;
}

/* How a candidate takes these bytes, with facts off. *more counts as hope. */
static bool probe(struct engine *e, struct flow *flow, unsigned int side, int row,
		  bool on_port, struct cursor bytes, const struct frame *frame, bool *more)
{
	static _Alignas(max_align_t) uint8_t scratch[STATE_MAX];
	const struct dissector *d = dissectors[row];
	struct context ctx = engine_context(e, flow, side, row, on_port, frame, true);
	uint8_t client = flow->client;
	bool sure = flow->client_sure;

	memset(scratch, 0, d->state_size);
	ctx.state = scratch;
	enum verdict verdict = engine_call(e, row, &bytes, &ctx);
	flow->client = client;
	flow->client_sure = sure;
	*more = verdict == VERDICT_MORE;
	return verdict == VERDICT_YES;
}

static bool proves(const struct dissector *d, bool on_port, const struct flow_app *app)
{
	return on_port || d->evidence == EVIDENCE_STRONG || app->agreed > 0;
}

bool engine_search(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
		   const struct frame *frame)
{
	struct flow_app *app = &flow->app;
	const struct candidates *list = &e->by_transport[frame->transport == TRANSPORT_UDP];
	bool hope = false, loose = false;

	for (int pass = 0; pass < 2; pass++) {
		for (unsigned int i = 0; i < list->count; i++) {
			const struct dissector *d = dissectors[list->row[i]];
			bool more, on_port = uses_port(d, flow);

			if (on_port != (pass == 0) || app->excluded >> i & 1 ||
			    e->disabled[list->row[i]] ||
			    (!on_port && d->evidence == EVIDENCE_PORT_ONLY))
				continue;
			if (probe(e, flow, side, list->row[i], on_port, bytes, frame, &more)) {
				if (proves(d, on_port, app)) {
					choose(e, flow, list->row[i], on_port);
					return false;
				}
				loose = true;
			} else if (more) {
				hope = true;
			} else if (!on_port) {
				app->excluded |= UINT64_C(1) << i;
			}
		}
	}
	app->agreed = (uint8_t)(app->agreed + loose);
	return hope || loose;
}

static size_t message_max(const struct dissector *d)
{
	return d->message_max ? d->message_max : MESSAGE_MAX_DEFAULT;
}

size_t engine_bytes_max(const struct engine *e, const struct flow *flow)
{
	(void)e;
	return flow->app.dissector ? message_max(flow->app.dissector) : PROBE_BYTES_MAX;
}

void engine_reconsider(struct engine *e, struct flow *flow)
{
	const struct candidates *list = &e->by_transport[flow->key.transport == TRANSPORT_UDP];
	struct flow_app *app = &flow->app;

	if (!app->dissector || app->no == 0 || (app->yes > 2 && app->no < FOREIGN_MAX) ||
	    (app->yes > FOREIGN_MAX))
		return;
	if (app->no < 2)
		return;
	for (unsigned int i = 0; i < list->count; i++)
		if (dissectors[list->row[i]] == app->dissector)
			unchoose(e, flow, i);
}
