/* stream.h - TCP bytes in order. SPDX-License-Identifier: Apache-2.0
 *
 * Overlaps: the bytes that came first win. A hole is given up when the receiver acknowledges bytes
 * behind it (the mirror port lost what the receiver got) or when what waits behind it goes over its
 * limits.
 */
#pragma once

#include "flow/flow.h"

/* Bytes of one side in order. lost is how many are missing before them (0 nearly always). What a capture
 * cut off a segment is told at once, as a loss that no bytes follow yet. */
typedef void stream_deliver(void *argument, struct flow *flow, unsigned int side,
			    struct cursor bytes, uint32_t lost);

struct stream_sink {
	stream_deliver *deliver;
	void *argument;
};

/* Takes one TCP segment of side. Calls deliver for whatever is in order now, of either side. */
void stream_segment(struct flows *flows, struct flow *flow, unsigned int side,
		    const struct frame *frame, const struct stream_sink *sink);
/* Delivers what still waits behind holes: the flow is over. */
void stream_flush(struct flows *flows, struct flow *flow, const struct stream_sink *sink);
/* Delivers what waits since a stream was joined in its middle: nothing comes before it any more. */
void stream_settle(struct flows *flows, struct flow *flow, const struct stream_sink *sink);
/* Forgets what waits. */
void stream_drop(struct flows *flows, struct flow *flow);
