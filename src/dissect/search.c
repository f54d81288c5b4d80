/* search.c - which dissector a flow belongs to. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/engine_inside.h"

#define PROBE_BYTES_MAX 2048 /* held while nobody is sure */
#define FOREIGN_MAX	6    /* messages in a row that a young match may fail on */

static operation_ref mute_operation(struct sink *s, const struct context *c,
				    const struct operation *o)
{
	(void)s, (void)c, (void)o;
	return 0;
}

static void mute_answer(struct sink *s, const struct context *c, operation_ref r, const char *result)
{
	(void)s, (void)c, (void)r, (void)result;
}

static void mute_claim(struct sink *s, const struct context *c, const struct claim *claim)
{
	(void)s, (void)c, (void)claim;
}

static void mute_anomaly(struct sink *s, const struct context *c, const char *event)
{
	(void)s, (void)c, (void)event;
}

const struct sink engine_mute = {mute_operation, mute_answer, mute_claim, mute_anomaly, NULL, NULL};

/* False when the pool has no room for its state: the flow is given up, counted by the pool. */
bool engine_choose(struct engine *e, struct flow *flow, unsigned int row, bool on_port)
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

/* How a candidate takes these bytes, with facts off. */
static enum verdict probe(struct engine *e, struct flow *flow, unsigned int side, int row,
			  bool on_port, struct cursor bytes, const struct frame *frame)
{
	static _Alignas(max_align_t) uint8_t scratch[STATE_MAX];
	struct context ctx = engine_context(e, flow, side, row, on_port, frame, true);
	const struct flow_buffer *other = &flow->app.buffer[!side];
	uint8_t client = flow->client;
	bool sure = flow->client_sure;

	memset(scratch, 0, dissectors[row]->state_size);
	ctx.state = scratch;
	ctx.probing = true;
	ctx.other = cursor_init(other->data, other->length);
	enum verdict verdict = engine_call(e, row, &bytes, &ctx);
	flow->client = client;
	flow->client_sure = sure;
	return verdict;
}

static bool proves(const struct dissector *d, bool on_port, const struct flow_app *app)
{
	return on_port || d->evidence != EVIDENCE_LOOSE || app->agreed > 0;
}

static uint64_t at_home(const struct engine *e, unsigned int over, uint16_t port)
{
	const struct ports *ports = &e->ports[over];

	if (!engine_knows_port(e, over, port))
		return 0;
	for (unsigned int i = 0; i < ports->count; i++)
		if (ports->at[i].port == port)
			return ports->at[i].set;
	return 0;
}

/* Candidates by position, one bit each. */
static uint64_t on_port_candidates(const struct engine *e, const struct flow *flow)
{
	unsigned int over = flow->key.transport == TRANSPORT_UDP;

	return at_home(e, over, flow->key.low_port) | at_home(e, over, flow->key.high_port);
}

/* Where a protocol proves itself only by a second request, an answer to the first proves nothing. */
static bool speaks_for_all(const struct dissector *d, unsigned int side, const struct flow *flow)
{
	return d->evidence != EVIDENCE_LOOSE || side == flow->client;
}

/* What a round over some candidates has found besides a dissector. */
struct findings {
	bool hope;
	bool loose;
	int broken; /* position of a candidate that knew a broken message as its own, or -1 */
};

/* Asks the candidates of a set in turn. True when one was chosen. */
static bool ask(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
		const struct frame *frame, uint64_t set, bool on_port, struct findings *f)
{
	const struct candidates *list = &e->by_transport[flow->key.transport == TRANSPORT_UDP];
	struct flow_app *app = &flow->app;

	for (set &= ~app->excluded; set; set &= set - 1) {
		unsigned int i = (unsigned int)__builtin_ctzll(set);
		const struct dissector *d = dissectors[list->row[i]];

		if (e->disabled[list->row[i]] || (!on_port && d->evidence == EVIDENCE_PORT_ONLY))
			continue;
		enum verdict verdict = probe(e, flow, side, list->row[i], on_port, bytes, frame);
		if (verdict == VERDICT_YES && proves(d, on_port, app)) {
			engine_choose(e, flow, list->row[i], on_port);
			return true;
		}
		f->loose |= verdict == VERDICT_YES;
		f->hope |= verdict == VERDICT_MORE;
		if (on_port && verdict == VERDICT_MALFORMED && f->broken < 0)
			f->broken = (int)i;
		if (!on_port && (verdict == VERDICT_NO || verdict == VERDICT_MALFORMED) &&
		    speaks_for_all(d, side, flow))
			app->excluded |= UINT64_C(1) << i;
	}
	return false;
}

bool engine_search(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
		   const struct frame *frame)
{
	const struct candidates *list = &e->by_transport[flow->key.transport == TRANSPORT_UDP];
	uint64_t all = list->count < 64 ? (UINT64_C(1) << list->count) - 1 : UINT64_MAX;
	uint64_t here = on_port_candidates(e, flow);
	struct findings f = {.broken = -1};

	if (ask(e, flow, side, bytes, frame, here, true, &f))
		return false;
	bool wait = f.hope;
	if (ask(e, flow, side, bytes, frame, all & ~here, false, &f))
		return false;
	/* broken, and at home here: its dissector says what is wrong with it */
	if (f.broken >= 0 && !wait && !f.loose) {
		engine_choose(e, flow, list->row[f.broken], true);
		return false;
	}
	flow->app.agreed = (uint8_t)(flow->app.agreed + f.loose);
	return f.hope || f.loose;
}

bool engine_search_anew(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
			const struct frame *frame)
{
	const struct candidates *list = &e->by_transport[flow->key.transport == TRANSPORT_UDP];

	for (uint64_t set = on_port_candidates(e, flow) & ~flow->app.excluded; set; set &= set - 1) {
		const uint8_t row = list->row[__builtin_ctzll(set)];

		if (e->disabled[row] || dissectors[row]->evidence == EVIDENCE_PORT_ONLY ||
		    probe(e, flow, side, row, true, bytes, frame) != VERDICT_YES)
			continue;
		return engine_choose(e, flow, row, true);
	}
	return false;
}

bool engine_knows_message(struct engine *e, struct flow *flow, unsigned int side, struct cursor bytes,
			  const struct frame *frame)
{
	const struct flow_app *app = &flow->app;

	return probe(e, flow, side, app->row, app->on_port, bytes, frame) == VERDICT_YES;
}

static size_t message_max(const struct dissector *d)
{
	return d->message_max ? d->message_max : MESSAGE_MAX_DEFAULT;
}

size_t engine_bytes_max(const struct engine *e, const struct flow *flow)
{
	const struct candidates *list = &e->by_transport[flow->key.transport == TRANSPORT_UDP];
	size_t most = PROBE_BYTES_MAX;

	if (flow->app.dissector)
		return message_max(flow->app.dissector);
	for (uint64_t set = on_port_candidates(e, flow) & ~flow->app.excluded; set; set &= set - 1) {
		size_t max = message_max(dissectors[list->row[__builtin_ctzll(set)]]);

		most = max > most ? max : most;
	}
	return most;
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
