/* transport.c - TCP (RFC 9293), UDP (RFC 768) and what else IP carries. SPDX-License-Identifier:
 * Apache-2.0 */

#include "decode/layer.h"

#define TCP_HEADER 20
#define UDP_HEADER 8
#define PORT_VXLAN 4789

enum {
	PROTOCOL_IP4 = 4,
	PROTOCOL_TCP = 6,
	PROTOCOL_UDP = 17,
	PROTOCOL_IP6 = 41,
	PROTOCOL_GRE = 47,
};

static inline void clear_tcp(struct frame *f)
{
	f->seq = f->ack = 0;
	f->window = 0;
	f->tcp_flags = 0;
}

static enum decode_result transport_tcp(struct decoder *d, struct frame *f)
{
	const uint8_t *bytes = cursor_take(&f->payload, TCP_HEADER);
	struct cursor h = cursor_init(bytes, bytes ? TCP_HEADER : 0);

	if (!bytes)
		return decode_drop(d, DROP_TCP_HEADER);
	f->transport = TRANSPORT_TCP;
	f->src_port = cursor_be16(&h);
	f->dst_port = cursor_be16(&h);
	f->seq = cursor_be32(&h);
	f->ack = cursor_be32(&h);

	const size_t header_length = (cursor_u8(&h) >> 4) * 4U;

	f->tcp_flags = cursor_u8(&h);
	f->window = cursor_be16(&h);
	if (header_length < TCP_HEADER)
		return decode_drop(d, DROP_TCP_HEADER);

	const size_t options = header_length - TCP_HEADER;
	const size_t left = cursor_left(&f->payload);

	cursor_skip(&f->payload, options);
	if (cursor_ok(&f->payload))
		return DECODE_OK;
	/* The snapshot may have ended within the options; the header itself is good. */
	if (left + f->cut < options)
		return decode_drop(d, DROP_TCP_HEADER);
	f->cut -= (uint32_t)(options - left);
	f->payload = cursor_init(NULL, 0);
	return DECODE_OK;
}

static enum decode_result transport_udp(struct decoder *d, struct frame *f)
{
	const uint8_t *bytes = cursor_take(&f->payload, UDP_HEADER);
	struct cursor h = cursor_init(bytes, bytes ? UDP_HEADER : 0);
	const size_t left = cursor_left(&f->payload);

	if (!bytes)
		return decode_drop(d, DROP_UDP_HEADER);
	f->transport = TRANSPORT_UDP;
	f->src_port = cursor_be16(&h);
	f->dst_port = cursor_be16(&h);

	const size_t length = cursor_be16(&h);

	clear_tcp(f);
	/* Zero: a jumbogram (RFC 2675 4) or segmentation in the network card. */
	if (length && (length < UDP_HEADER || length - UDP_HEADER > left + f->cut))
		return decode_drop(d, DROP_UDP_HEADER);
	if (length && length - UDP_HEADER < left + f->cut) {
		const size_t whole = length - UDP_HEADER;

		f->cut = whole > left ? (uint32_t)(whole - left) : 0;
		f->payload = cursor_sub(&f->payload, whole > left ? left : whole);
	}
	if (__builtin_expect(f->dst_port == PORT_VXLAN, 0))
		return tunnel_vxlan(d, f);
	return DECODE_OK;
}

enum decode_result transport_other(struct frame *f)
{
	f->transport = TRANSPORT_IP;
	f->src_port = f->dst_port = 0;
	clear_tcp(f);
	return DECODE_OK;
}

enum decode_result transport_decode(struct decoder *d, struct frame *f)
{
	switch (f->protocol) {
	case PROTOCOL_TCP:
		return transport_tcp(d, f);
	case PROTOCOL_UDP:
		return transport_udp(d, f);
	case PROTOCOL_IP4:
		return tunnel_ip(d, f, TYPE_IP4);
	case PROTOCOL_IP6:
		return tunnel_ip(d, f, TYPE_IP6);
	case PROTOCOL_GRE:
		return tunnel_gre(d, f);
	default:
		return transport_other(f);
	}
}
