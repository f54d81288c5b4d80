/* engine.h - finds the dissector of each flow and feeds it messages. SPDX-License-Identifier: Apache-2.0
 *
 * A protocol is found by its own evidence first and by port second. Candidates are called with facts
 * switched off; those whose port is used go first. A loose match away from its port needs two
 * consistent messages before any fact counts.
 */
#pragma once

#include "dissect/dissectors.h"
#include "flow/flow.h"
#include "flow/stream.h"

#define DISSECTOR_MAX 96

/* Counters of one dissector, in the order of dissectors[]. */
struct engine_counters {
	uint64_t messages;
	uint64_t malformed;
	uint64_t foreign; /* messages in its flows that it did not know */
};

struct engine;

/* Facts go to sink. Buffers and states come from the flows' pool. engine_free gives it back. */
struct engine *engine_new(struct flows *flows, struct sink *sink);
void engine_free(struct engine *engine);
/* A new flow: says which side is the client, as far as the first packet and the ports tell; whose it is, when it was
 * announced. */
void engine_orient(struct engine *engine, struct flow *flow, const struct frame *frame,
		   unsigned int side);
/* Reads one packet of a flow; TCP goes through the stream first. */
void engine_packet(struct engine *engine, struct flow *flow, unsigned int side,
		   const struct frame *frame);
/* The flow is silent for some seconds: reads what waited for others that might come late. */
void engine_rest(struct engine *engine, struct flow *flow);
/* The flow is over: reads what still waits, gives buffers back. */
void engine_end(struct engine *engine, struct flow *flow);
const struct engine_counters *engine_counters(const struct engine *engine);
/* Keeps in *slot the position in dissectors[] of the one that is running, -1 none: whoever shares
 * that memory can name the dissector that crashed. NULL stops that. */
void engine_watch(struct engine *engine, volatile int *slot);
/* Never call this dissector again (it crashed too often). */
void engine_disable(struct engine *engine, const char *name);
