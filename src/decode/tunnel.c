/* tunnel.c - packets inside packets: IP in IP, GRE, ERSPAN, VXLAN, MPLS, PPPoE.
 * SPDX-License-Identifier: Apache-2.0 */

#include "decode/layer.h"

#define TYPE_TRANSPARENT 0x6558 /* Ethernet over GRE, RFC 1701 */
#define TYPE_ERSPAN_2    0x88be
#define TYPE_ERSPAN_3    0x22eb

#define GRE_CHECKSUM 0x8000
#define GRE_ROUTING  0x4000
#define GRE_KEY      0x2000
#define GRE_SEQUENCE 0x1000
#define GRE_VERSION  0x0007

#define MPLS_LABELS 16
#define MPLS_BOTTOM 0x100

#define PPP_IP4 0x0021
#define PPP_IP6 0x0057

static bool enter(struct frame *f)
{
	return ++f->tunnels <= NESTING_MAX;
}

/* IP right inside the tunnel: the MAC addresses seen so far are not those of its ends. */
enum decode_result tunnel_ip(struct decoder *d, struct frame *f, uint16_t type)
{
	if (!enter(f))
		return decode_drop(d, DROP_NESTING);
	f->has_mac = false;
	f->src_mac = f->dst_mac = (struct mac){0};
	return type == TYPE_IP4 ? net_ip4(d, f) : net_ip6(d, f);
}

static enum decode_result tunnel_ethernet(struct decoder *d, struct frame *f)
{
	if (!enter(f))
		return decode_drop(d, DROP_NESTING);
	return link_ethernet(d, f);
}

/* draft-foschiano-erspan: type I has no header of its own, type II one of 8 bytes. */
static enum decode_result erspan_2(struct decoder *d, struct frame *f, bool header)
{
	cursor_skip(&f->payload, header ? 8 : 0);
	return cursor_ok(&f->payload) ? tunnel_ethernet(d, f) : decode_drop(d, DROP_ERSPAN_HEADER);
}

/* Type III: 12 bytes, the last two hold the frame type and a bit for 8 bytes more. */
static enum decode_result erspan_3(struct decoder *d, struct frame *f)
{
	cursor_skip(&f->payload, 10);

	const uint16_t bits = cursor_be16(&f->payload);
	const unsigned frame_type = bits >> 10 & 0x1f;

	if (bits & 1)
		cursor_skip(&f->payload, 8);

	const uint8_t *first = cursor_peek(&f->payload, 1);

	if (!first || (frame_type != 0 && frame_type != 2))
		return decode_drop(d, DROP_ERSPAN_HEADER);
	if (frame_type == 0)
		return tunnel_ethernet(d, f);
	return tunnel_ip(d, f, *first >> 4 == 4 ? TYPE_IP4 : TYPE_IP6);
}

static enum decode_result gre_inside(struct decoder *d, struct frame *f, uint16_t type,
                                     uint16_t flags, struct cursor whole)
{
	switch (type) {
	case TYPE_IP4:
	case TYPE_IP6:
		return tunnel_ip(d, f, type);
	case TYPE_TRANSPARENT:
		return tunnel_ethernet(d, f);
	case TYPE_ERSPAN_2:
		return erspan_2(d, f, flags & GRE_SEQUENCE);
	case TYPE_ERSPAN_3:
		return erspan_3(d, f);
	case TYPE_MPLS:
		return tunnel_mpls(d, f, type);
	default:
		f->payload = whole;
		return transport_other(f);
	}
}

/* RFC 2784 and 2890. Source routing (RFC 1701) and version 1 (PPTP) stay closed. */
enum decode_result tunnel_gre(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const struct cursor whole = *c;
	const uint16_t flags = cursor_be16(c);
	const uint16_t type = cursor_be16(c);

	if (cursor_ok(c) && (flags & (GRE_VERSION | GRE_ROUTING))) {
		f->payload = whole;
		return transport_other(f);
	}
	if (flags & GRE_CHECKSUM)
		cursor_skip(c, 4);
	if (flags & GRE_KEY)
		cursor_skip(c, 4);
	if (flags & GRE_SEQUENCE)
		cursor_skip(c, 4);
	if (!cursor_ok(c))
		return decode_drop(d, DROP_GRE_HEADER);
	return gre_inside(d, f, type, flags, whole);
}

/* RFC 7348 5. What does not carry its mark is left as UDP. */
enum decode_result tunnel_vxlan(struct decoder *d, struct frame *f)
{
	struct cursor c = f->payload;
	const uint32_t flags = cursor_be32(&c);
	const uint8_t reserved = (uint8_t)cursor_be32(&c);

	if (!cursor_peek(&c, 14) || flags != 0x08000000 || reserved != 0)
		return DECODE_OK;
	f->payload = c;
	return tunnel_ethernet(d, f);
}

/* RFC 4385 3: a control word of a pseudowire starts with zeros; below it is Ethernet (RFC 4448). */
static bool is_control_word(uint32_t word)
{
	return (word & 0xffc00000) == 0;
}

/* RFC 3032. The label stack does not name what it carries, the first byte must tell. */
enum decode_result tunnel_mpls(struct decoder *d, struct frame *f, uint16_t type)
{
	struct cursor *c = &f->payload;
	const struct cursor whole = *c;
	uint32_t label = 0;

	for (unsigned i = 0; i < MPLS_LABELS && !(label & MPLS_BOTTOM); i++) {
		label = cursor_be32(c);
		if (!cursor_ok(c))
			return decode_drop(d, DROP_MPLS_SHORT);
	}

	struct cursor look = *c;
	const uint32_t word = cursor_be32(&look);

	if (!cursor_ok(&look) || !(label & MPLS_BOTTOM))
		return decode_drop(d, DROP_MPLS_SHORT);
	if (word >> 28 == 4)
		return tunnel_ip(d, f, TYPE_IP4);
	if (word >> 28 == 6)
		return tunnel_ip(d, f, TYPE_IP6);
	f->payload = is_control_word(word) ? look : whole;
	return is_control_word(word) ? tunnel_ethernet(d, f) : link_frame(f, type);
}

/* RFC 2516 4 and 5: session data; other codes and PPP's own protocols are left as frames. */
enum decode_result tunnel_pppoe(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const struct cursor whole = *c;
	const uint16_t version_code = cursor_be16(c);

	cursor_skip(c, 2);

	const uint16_t length = cursor_be16(c);
	const uint16_t protocol = cursor_be16(c);

	if (!cursor_ok(c) || version_code >> 8 != 0x11 || length < 2)
		return decode_drop(d, DROP_PPPOE_HEADER);
	if (length - 2U < cursor_left(c))
		f->payload = cursor_sub(c, length - 2U);
	if ((version_code & 0xff) == 0 && protocol == PPP_IP4)
		return tunnel_ip(d, f, TYPE_IP4);
	if ((version_code & 0xff) == 0 && protocol == PPP_IP6)
		return tunnel_ip(d, f, TYPE_IP6);
	f->payload = whole;
	return link_frame(f, 0x8864);
}
