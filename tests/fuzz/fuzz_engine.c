/* fuzz_engine.c - a hostile conversation through flow and engine. SPDX-License-Identifier: Apache-2.0
 *
 * Input: what the flow is known by (kind, four bytes, two bytes), then packets: flags (1 from the
 * server, 2 bytes were lost before it, 4 the connection ends, 8 its end was not captured), two bytes of
 * length, the bytes.
 */

#include <stdlib.h>
#include <string.h>

#include "dissect/engine.h"
#include "fuzz.h"
#include "lib/clock.h"
#include "mute.h"

#define LOST_BYTES 100

struct talk {
	struct flows flows;
	struct engine *engine;
	struct mute mute;
	struct frame frame; /* as the client sends */
	uint32_t seq[2];
	int64_t now;
};

static void end_flow(void *argument, struct flow *flow)
{
	engine_end(((struct talk *)argument)->engine, flow);
}

/* kind, known: 0 TCP port, 1 UDP port, 2 ethertype, 3 LLC SAP, 4 SNAP OUI and other, 5 IP protocol */
static void set_transport(struct frame *f, uint8_t kind, uint32_t known, uint16_t other)
{
	const uint64_t types[] = {0x0800, 0x0800, known & 0xffff, FRAME_LLC(known & 0xff),
				  FRAME_SNAP(known & 0xffffff, other), 0x0800};

	kind %= 6;
	f->type = types[kind];
	f->transport = kind == 0 ? TRANSPORT_TCP : kind == 1 ? TRANSPORT_UDP
		     : kind == 5 ? TRANSPORT_IP : TRANSPORT_FRAME;
	f->protocol = kind == 0 ? 6 : kind == 1 ? 17 : kind == 5 ? (uint8_t)known : 0;
	f->ip_version = f->transport == TRANSPORT_FRAME ? 0 : 4;
	if (kind < 2) {
		f->dst_port = (uint16_t)known;
		f->src_port = other ? other : 49152;
	}
}

static void swap_ends(struct frame *f)
{
	const struct frame was = *f;

	f->src_mac = was.dst_mac;
	f->dst_mac = was.src_mac;
	f->src = was.dst;
	f->dst = was.src;
	f->src_port = was.dst_port;
	f->dst_port = was.src_port;
}

static void send_packet(struct talk *t, uint8_t flags, struct cursor payload)
{
	const unsigned int side = flags & 1;
	const size_t length = cursor_left(&payload);
	uint8_t *copy = malloc(length ? length : 1);
	struct frame f = t->frame;
	struct flow_lookup lookup;
	bool fresh;

	if (!copy)
		abort();
	if (length)
		memcpy(copy, payload.pos, length);
	if (side)
		swap_ends(&f);
	if (flags & 2)
		t->seq[side] += LOST_BYTES;
	t->now += SECOND / 1000;
	f.time = t->now;
	f.tcp_flags = flags & 4 ? TCP_ACK | TCP_FIN : TCP_ACK;
	f.seq = t->seq[side];
	f.ack = t->seq[!side];
	f.wire_length = (uint32_t)length + 54;
	f.payload = cursor_init(copy, length);
	f.cut = flags & 8 ? LOST_BYTES : 0;
	t->seq[side] += (uint32_t)length + f.cut;
	flow_prepare(&t->flows, &f, &lookup);
	struct flow *flow = flow_get(&t->flows, &f, &lookup, &fresh);
	if (fresh)
		engine_orient(t->engine, flow, &f, lookup.side);
	engine_packet(t->engine, flow, lookup.side, &f);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t client[4] = {192, 0, 2, 1}, server[4] = {192, 0, 2, 2};
	struct cursor c = cursor_init(data, size);
	const uint8_t kind = cursor_u8(&c);
	const uint32_t known = cursor_be32(&c);
	struct talk t = {.seq = {1000, 5000}, .now = 1772431200 * SECOND,
			 .frame = {.has_mac = true, .ttl = 64,
				   .src_mac = {{2, 0, 0, 0, 0, 1}}, .dst_mac = {{2, 0, 0, 0, 0, 2}},
				   .src = address_from_ip4(client), .dst = address_from_ip4(server)}};

	set_transport(&t.frame, kind, known, cursor_be16(&c));
	mute_init(&t.mute);
	flows_init(&t.flows, 16, 1 << 18, end_flow, &t);
	t.engine = engine_new(&t.flows, &t.mute.sink);
	while (cursor_left(&c) > 3) {
		const uint8_t flags = cursor_u8(&c);
		const size_t length = cursor_be16(&c);
		const size_t left = cursor_left(&c);

		send_packet(&t, flags, cursor_sub(&c, length < left ? length : left));
	}
	flows_free(&t.flows);
	engine_free(t.engine);
	return 0;
}
