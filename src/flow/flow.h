/* flow.h - the two-way exchanges that packets belong to. SPDX-License-Identifier: Apache-2.0
 *
 * A flow's two sides are numbered by address order (0 the lower), so that both directions find the
 * same entry; which side is the client is said by `client`.
 */
#pragma once

#include "decode/frame.h"
#include "flow/pool.h"
#include "lib/table.h"
#include "lib/wheel.h"

struct dissector;

struct flow_key {
	struct address low; /* frames without IP: MAC, then the frame type */
	struct address high;
	uint16_t low_port;
	uint16_t high_port;
	uint16_t vlan;
	uint8_t protocol;  /* IP protocol */
	uint8_t transport; /* enum transport */
};

enum flow_state {
	FLOW_NEW,	  /* one side spoke */
	FLOW_ESTABLISHED, /* both did */
	FLOW_CLOSED,	  /* TCP ended by FIN or RST */
};

struct segment;

/* One side of a flow, as sender. */
struct flow_side {
	uint64_t packets;
	uint64_t bytes; /* on the wire */
	struct mac mac;
	bool fin;
	bool synced;	      /* next_seq is known */
	bool joined;	      /* in its middle: the first segment waits for one that it has overtaken */
	uint32_t next_seq;    /* first byte not delivered yet */
	struct segment *held; /* segments that came too early, in order */
	uint32_t held_bytes;
};

/* What the dissect engine keeps per flow. */
struct flow_app {
	const struct dissector *dissector; /* NULL while it is not known */
	void *state;
	size_t state_size; /* of the pool block */
	struct flow_buffer {
		uint8_t *data;
		uint32_t length;
		uint32_t size; /* of the pool block */
	} buffer[2];	       /* bytes of a message that is not complete yet */
	uint64_t skip[2];
	uint64_t excluded; /* candidates that said no, by position among their transport */
	uint8_t row;	/* of dissector in its table */
	bool on_port;	/* one of its own ports is used */
	bool awaited;	/* another connection announced it */
	uint8_t tries;
	uint8_t agreed; /* messages that a loose candidate has matched so far */
	uint8_t yes;	/* saturating */
	uint8_t no;	/* in a row */
	uint8_t adrift; /* a bit for each side of which bytes were lost since its last message */
	bool finished;	/* read no further */
	bool unknown;	/* finished because nobody understood it */
};

struct flow {
	struct table_entry entry;
	struct flow_key key;
	uint64_t id;
	int64_t first;
	int64_t last;
	uint64_t type; /* frames without IP: frame type */
	uint8_t client; /* side that asks */
	bool client_sure;
	uint8_t state; /* enum flow_state */
	bool has_mac;
	bool refused; /* RST in answer to a SYN */
	bool syn;
	bool rested; /* its silence was told; traffic wakes it */
	uint16_t interface;
	struct flow_side side[2];
	struct flow_app app;
	/* what observe has taken over already */
	const void *hint; /* memory that its next packet will probably want; only ever fetched ahead */
	uint32_t operation; /* index + 1 of the last one that it asked for */
	uint64_t conversation;
	int64_t folded;
	uint64_t packets_folded[2];
	uint64_t bytes_folded[2];
	bool state_folded;
	int64_t event_second; /* within which events were counted */
	uint8_t events;
};

typedef void flow_end_function(void *argument, struct flow *flow);

struct flows {
	struct table table;
	struct wheel wheel;
	struct pool pool;
	uint64_t next_id;
	flow_end_function *end; /* told once before a flow is forgotten */
	flow_end_function *rest; /* told when a flow was silent for a few seconds; NULL nobody asks */
	void *argument;
	struct flow_counters {
		uint64_t retransmitted;
		uint64_t overlapped;
		uint64_t reordered;
		uint64_t gaps;
		uint64_t gap_bytes;
		uint64_t held_refused;
	} counters;
};

/* A lookup prepared ahead, so that memory is on its way when the flow is asked for. */
struct flow_lookup {
	struct flow_key key;
	uint32_t hash;
	uint8_t side; /* the sender's */
};

/* capacity: flows at most; stream_bytes: budget for held segments, messages and states. */
void flows_init(struct flows *flows, uint32_t capacity, size_t stream_bytes, flow_end_function *end,
		void *argument);
/* Ends every flow (end is told) and gives the memory back. */
void flows_free(struct flows *flows);
/* Makes the key of a frame; of flows it looks at the seed of its hash alone. */
void flow_prepare(const struct flows *flows, const struct frame *frame, struct flow_lookup *lookup);
/* Asks for what the flow of a lookup keeps elsewhere. */
static inline void flow_prefetch(const struct flows *flows, const struct flow_lookup *lookup)
{
	const struct flow *flow = table_likely(&flows->table, lookup->hash);

	if (!flow)
		return;
	for (size_t at = 0; at < 256; at += 64)
		__builtin_prefetch((const char *)flow->hint + at);
	__builtin_prefetch(flow->app.state);
	__builtin_prefetch((const char *)flow->app.state + 64);
}
/* Finds or makes the flow and counts the packet. *fresh tells that it is new. Never NULL. */
struct flow *flow_get(struct flows *flows, const struct frame *frame, const struct flow_lookup *lookup,
		      bool *fresh);
/* Moves time on: flows that were silent for their time are ended, those silent for seconds told to rest. */
void flows_advance(struct flows *flows, int64_t now);
/* A frame as side would have sent it now: addresses, ports and time, no payload. */
void flow_frame(const struct flow *flow, unsigned int side, struct frame *out);
