/* link.c - Ethernet (IEEE 802.3, 802.1Q, 802.2), HSR and PRP (IEC 62439-3), loopback, Linux cooked,
 * PPP. SPDX-License-Identifier: Apache-2.0 */

#include "decode/layer.h"

#define TYPE_VLAN     0x8100
#define TYPE_QINQ     0x88a8
#define TYPE_QINQ_OLD 0x9100
#define TYPE_HSR      0x892f
#define TYPE_PPPOE    0x8864
#define TYPE_MPLS_UP  0x8848
#define PRP_SUFFIX    0x88fb
#define PPP_IP4       0x0021
#define PPP_IP6       0x0057

#define LENGTH_MAX 1500 /* 802.3: what is more is an ethertype */

#define LLC_SNAP       0xaa
#define LLC_UNNUMBERED 3

/* Linux cooked captures use the ARP hardware type and, for 802.2, a protocol of their own. */
#define COOKED_ETHERNET 1
#define COOKED_LOOPBACK 772
#define COOKED_LLC      4

static void clear_mac(struct frame *f)
{
	f->has_mac = false;
	f->src_mac = f->dst_mac = (struct mac){0};
}

/* 4.1.10: the trailer repeats the length of what it closes; size and LAN make it sure enough. */
static void strip_prp(struct frame *f)
{
	const size_t left = cursor_left(&f->payload);
	struct cursor c = f->payload;

	if (f->cut || left < 6)
		return;
	cursor_skip(&c, left - 4);

	const uint16_t lan_size = cursor_be16(&c);
	const unsigned lan = lan_size >> 12;

	if (cursor_be16(&c) != PRP_SUFFIX || (lan != 0xa && lan != 0xb) ||
	    (lan_size & 0xfff) != left)
		return;
	f->payload = cursor_sub(&f->payload, left - 6);
}

enum decode_result link_frame(struct frame *f, uint64_t type)
{
	f->type = type;
	f->transport = TRANSPORT_FRAME;
	f->ip_version = f->protocol = f->ttl = 0;
	f->src = f->dst = (struct address){0};
	f->src_port = f->dst_port = f->window = 0;
	f->seq = f->ack = 0;
	f->tcp_flags = 0;
	return DECODE_OK;
}

/* 802.2: DSAP, SSAP, control of one byte when unnumbered, of two otherwise. */
static enum decode_result link_llc(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint8_t dsap = cursor_u8(c);
	const uint8_t ssap = cursor_u8(c);
	const uint8_t control = cursor_u8(c);

	if (!cursor_ok(c))
		return decode_drop(d, DROP_LLC_SHORT);
	if ((control & LLC_UNNUMBERED) != LLC_UNNUMBERED)
		cursor_skip(c, 1);
	if (dsap != LLC_SNAP || ssap != LLC_SNAP)
		return cursor_ok(c) ? link_frame(f, FRAME_LLC(dsap))
		                    : decode_drop(d, DROP_LLC_SHORT);

	const uint32_t oui = cursor_be24(c);
	const uint16_t protocol = cursor_be16(c);

	if (!cursor_ok(c))
		return decode_drop(d, DROP_LLC_SHORT);
	/* RFC 1042: organisation zero means that an ethertype follows. */
	if (oui == 0 && protocol > LENGTH_MAX)
		return link_ethertype(d, f, protocol);
	return link_frame(f, FRAME_SNAP(oui, protocol));
}

static enum decode_result link_802_3(struct decoder *d, struct frame *f, uint16_t length)
{
	const size_t left = cursor_left(&f->payload);

	f->cut = length > left ? f->cut : 0;
	if (length < left)
		f->payload = cursor_sub(&f->payload, length);
	return link_llc(d, f);
}

static void take_vlan(struct frame *f, uint16_t tag)
{
	const uint16_t id = tag & 0xfff;

	/* Number 0 gives a priority only (802.1Q 9.6), as PROFINET frames have it. */
	if (!f->vlan)
		f->vlan = id;
	else if (!f->inner_vlan)
		f->inner_vlan = id;
}

static bool is_tag(uint16_t type)
{
	return type == TYPE_VLAN || type == TYPE_QINQ || type == TYPE_QINQ_OLD || type == TYPE_HSR;
}

/* Passes over one tag: type is then the one behind it. */
static bool take_tag(struct frame *f, uint16_t *type)
{
	struct cursor *c = &f->payload;
	const uint16_t tag = cursor_be16(c);

	if (*type == TYPE_HSR)
		cursor_skip(c, 2); /* 5.7: path and size were read, the sequence number follows */
	else
		take_vlan(f, tag);
	*type = cursor_be16(c);
	return cursor_ok(c);
}

static enum decode_result link_other(struct decoder *d, struct frame *f, uint16_t type)
{
	switch (type) {
	case TYPE_IP4:
		return net_ip4(d, f);
	case TYPE_IP6:
		return net_ip6(d, f);
	case TYPE_PPPOE:
		return tunnel_pppoe(d, f);
	case TYPE_MPLS:
	case TYPE_MPLS_UP:
		return tunnel_mpls(d, f, type);
	default:
		if (type <= LENGTH_MAX)
			return link_802_3(d, f, type);
		strip_prp(f);
		return link_frame(f, type);
	}
}

enum decode_result link_ethertype(struct decoder *d, struct frame *f, uint16_t type)
{
	for (unsigned tags = 0; is_tag(type); tags++) {
		if (tags == NESTING_MAX)
			return decode_drop(d, DROP_NESTING);
		if (!take_tag(f, &type))
			return decode_drop(d, DROP_TAG_SHORT);
	}
	return link_other(d, f, type);
}

enum decode_result link_ethernet(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint8_t *dst = cursor_take(c, 6);
	const uint8_t *src = cursor_take(c, 6);
	const uint16_t type = cursor_be16(c);

	if (!cursor_ok(c))
		return decode_drop(d, DROP_ETH_SHORT);
	f->has_mac = true;
	memcpy(f->dst_mac.bytes, dst, 6);
	memcpy(f->src_mac.bytes, src, 6);
	if (__builtin_expect(type == TYPE_IP4, 1))
		return net_ip4(d, f);
	return link_ethertype(d, f, type);
}

static enum decode_result link_raw(struct decoder *d, struct frame *f)
{
	const uint8_t *first = cursor_peek(&f->payload, 1);

	clear_mac(f);
	if (first && *first >> 4 == 4)
		return net_ip4(d, f);
	if (first && *first >> 4 == 6)
		return net_ip6(d, f);
	return decode_drop(d, DROP_LINK_HEADER);
}

/* An address family number, in the order of the machine that captured; IPv6 differs by system. */
static enum decode_result link_null(struct decoder *d, struct frame *f)
{
	uint32_t family = cursor_be32(&f->payload);

	clear_mac(f);
	if (family > 0xffff)
		family = __builtin_bswap32(family);
	if (!cursor_ok(&f->payload))
		return decode_drop(d, DROP_LINK_HEADER);
	if (family == 2)
		return net_ip4(d, f);
	if (family == 10 || family == 24 || family == 28 || family == 30)
		return net_ip6(d, f);
	return decode_drop(d, DROP_LINK_HEADER);
}

static enum decode_result link_cooked(struct decoder *d, struct frame *f, uint16_t hardware,
                                      uint16_t address_length, uint16_t protocol,
                                      struct cursor address)
{
	const uint8_t *mac = cursor_take(&address, 6);

	clear_mac(f);
	if (!mac || !cursor_ok(&f->payload))
		return decode_drop(d, DROP_LINK_HEADER);
	if (address_length == 6 && (hardware == COOKED_ETHERNET || hardware == COOKED_LOOPBACK)) {
		f->has_mac = true;
		memcpy(f->src_mac.bytes, mac, 6);
	}
	if (protocol == COOKED_LLC)
		return link_llc(d, f);
	if (protocol <= LENGTH_MAX)
		return link_frame(f, protocol);
	return link_ethertype(d, f, protocol);
}

/* LINKTYPE_LINUX_SLL: packet type, hardware, length of the address, 8 bytes of it, protocol. */
static enum decode_result link_sll(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;

	cursor_skip(c, 2);

	const uint16_t hardware = cursor_be16(c);
	const uint16_t address_length = cursor_be16(c);
	const struct cursor address = cursor_sub(c, 8);
	const uint16_t protocol = cursor_be16(c);

	return link_cooked(d, f, hardware, address_length, protocol, address);
}

/* LINKTYPE_LINUX_SLL2: protocol, reserved, interface, hardware, packet type, length, address. */
static enum decode_result link_sll2(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint16_t protocol = cursor_be16(c);

	cursor_skip(c, 6);

	const uint16_t hardware = cursor_be16(c);

	cursor_skip(c, 1);

	const uint8_t address_length = cursor_u8(c);
	const struct cursor address = cursor_sub(c, 8);

	return link_cooked(d, f, hardware, address_length, protocol, address);
}

/* RFC 1662 3.1: address ff and control 03 may be left out; then the protocol, of one byte if odd.
 */
static enum decode_result link_ppp(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint8_t *all = cursor_peek(c, 2);

	clear_mac(f);
	if (all && all[0] == 0xff && all[1] == 0x03)
		cursor_skip(c, 2);

	const uint8_t high = cursor_u8(c);
	const unsigned protocol = high & 1 ? high : (unsigned)high << 8 | cursor_u8(c);

	if (!cursor_ok(c))
		return decode_drop(d, DROP_LINK_HEADER);
	if (protocol == PPP_IP4)
		return net_ip4(d, f);
	if (protocol == PPP_IP6)
		return net_ip6(d, f);
	return decode_drop(d, DROP_LINK_HEADER);
}

enum decode_result link_decode(struct decoder *d, struct frame *f, uint16_t link_type)
{
	switch (link_type) {
	case LINK_ETHERNET:
		return link_ethernet(d, f);
	case LINK_NULL:
	case LINK_LOOP:
		return link_null(d, f);
	case LINK_RAW:
	case LINK_IPV4:
	case LINK_IPV6:
		return link_raw(d, f);
	case LINK_LINUX_SLL:
		return link_sll(d, f);
	case LINK_LINUX_SLL2:
		return link_sll2(d, f);
	case LINK_PPP:
	case LINK_PPP_HDLC:
		return link_ppp(d, f);
	default:
		return decode_drop(d, DROP_LINK_TYPE);
	}
}
