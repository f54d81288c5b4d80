/* net.c - IPv4 (RFC 791) and IPv6 (RFC 8200). SPDX-License-Identifier: Apache-2.0 */

#include "decode/layer.h"

#define IP4_HEADER     20
#define IP4_MORE       0x2000
#define IP4_OFFSET     0x1fff
#define IP6_EXTENSIONS 16 /* at most, so that a packet made of headers costs little */

#define PROTOCOL_HOP_BY_HOP  0
#define PROTOCOL_ROUTING     43
#define PROTOCOL_FRAGMENT    44
#define PROTOCOL_AH          51
#define PROTOCOL_DESTINATION 60
#define PROTOCOL_MOBILITY    135
#define PROTOCOL_HIP         139
#define PROTOCOL_SHIM6       140

/* Cuts padding off, or notes how much less than length the capture holds. */
static inline void trim(struct decoder *d, struct frame *f, size_t length)
{
	const size_t left = cursor_left(&f->payload);

	f->cut = length > left ? (uint32_t)(length - left) : 0;
	d->counters[COUNT_CUT] += length > left;
	if (length < left)
		f->payload = cursor_sub(&f->payload, length);
}

static enum decode_result reassemble(struct decoder *d, struct frame *f, uint32_t id,
                                     uint32_t offset, bool more)
{
	struct fragment_key key = {
	        .src = f->src,
	        .dst = f->dst,
	        .id = id,
	        .vlan = f->vlan,
	        .version = f->ip_version,
	        /* RFC 8200 4.5: the header behind the fragment's is not part of the key. */
	        .protocol = f->ip_version == 4 ? f->protocol : 0,
	};
	const struct fragment_part part = {
	        .offset = offset,
	        .more = more,
	        .protocol = f->protocol,
	        .time = f->time,
	        .payload = f->payload,
	};

	if (f->cut)
		return decode_drop(d, DROP_FRAGMENT_TRUNCATED);
	return fragment_add(d, &key, &part, f);
}

/* RFC 4302: the length counts words of four bytes, less two. */
static bool skip_authentication(struct frame *f)
{
	const uint8_t next = cursor_u8(&f->payload);
	const uint8_t words = cursor_u8(&f->payload);

	cursor_skip(&f->payload, (words + 2U) * 4 - 2);
	f->protocol = next;
	return cursor_ok(&f->payload);
}

static enum decode_result ip4_rare(struct decoder *d, struct frame *f, uint32_t id, uint16_t flags)
{
	if (flags & (IP4_MORE | IP4_OFFSET)) {
		enum decode_result r =
		        reassemble(d, f, id, (flags & IP4_OFFSET) * 8U, flags & IP4_MORE);

		if (r != DECODE_OK)
			return r;
	}
	if (f->protocol == PROTOCOL_AH && !skip_authentication(f))
		return decode_drop(d, DROP_IP4_HEADER);
	return transport_decode(d, f);
}

enum decode_result net_ip4(struct decoder *d, struct frame *f)
{
	const size_t available = cursor_left(&f->payload);
	const uint8_t *bytes = cursor_take(&f->payload, IP4_HEADER);
	struct cursor h = cursor_init(bytes, bytes ? IP4_HEADER : 0);

	if (!bytes)
		return decode_drop(d, DROP_IP4_HEADER);

	const uint8_t version = cursor_u8(&h);
	const size_t header_length = (version & 0xfU) * 4;

	cursor_skip(&h, 1);

	const uint16_t total = cursor_be16(&h);
	const uint16_t id = cursor_be16(&h);
	const uint16_t flags = cursor_be16(&h);

	f->ttl = cursor_u8(&h);
	f->protocol = cursor_u8(&h);
	cursor_skip(&h, 2);
	f->src = address_from_ip4(cursor_take(&h, 4));
	f->dst = address_from_ip4(cursor_take(&h, 4));
	f->type = TYPE_IP4;
	f->ip_version = 4;
	/* A length of zero is what segmentation in the network card leaves to the capture. */
	if (version >> 4 != 4 || header_length < IP4_HEADER || (total && total < header_length) ||
	    header_length > available)
		return decode_drop(d, DROP_IP4_HEADER);
	cursor_skip(&f->payload, header_length - IP4_HEADER);
	if (total)
		trim(d, f, total - header_length);
	if (__builtin_expect((flags & (IP4_MORE | IP4_OFFSET)) || f->protocol == PROTOCOL_AH, 0))
		return ip4_rare(d, f, id, flags);
	return transport_decode(d, f);
}

/* RFC 8200 4: the length counts groups of eight bytes, less the first. */
static bool skip_extension(struct frame *f)
{
	const uint8_t next = cursor_u8(&f->payload);
	const uint8_t groups = cursor_u8(&f->payload);

	cursor_skip(&f->payload, groups * 8U + 6);
	f->protocol = next;
	return cursor_ok(&f->payload);
}

static enum decode_result take_fragment(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint8_t next = cursor_u8(c);

	cursor_skip(c, 1);

	const uint16_t offset_more = cursor_be16(c);
	const uint32_t id = cursor_be32(c);

	if (!cursor_ok(c))
		return decode_drop(d, DROP_IP6_EXTENSION);
	f->protocol = next;
	/* RFC 6946: a fragment that is the whole datagram stands for itself. */
	if ((offset_more & 0xfff9) == 0)
		return DECODE_OK;
	return reassemble(d, f, id, offset_more & 0xfff8, offset_more & 1);
}

static bool is_extension(uint8_t protocol)
{
	switch (protocol) {
	case PROTOCOL_HOP_BY_HOP:
	case PROTOCOL_ROUTING:
	case PROTOCOL_DESTINATION:
	case PROTOCOL_MOBILITY:
	case PROTOCOL_HIP:
	case PROTOCOL_SHIM6:
	case PROTOCOL_FRAGMENT:
	case PROTOCOL_AH:
		return true;
	default:
		return false;
	}
}

static enum decode_result take_extension(struct decoder *d, struct frame *f)
{
	if (f->protocol == PROTOCOL_FRAGMENT)
		return take_fragment(d, f);
	if (f->protocol == PROTOCOL_AH ? skip_authentication(f) : skip_extension(f))
		return DECODE_OK;
	return decode_drop(d, DROP_IP6_EXTENSION);
}

enum decode_result net_ip6(struct decoder *d, struct frame *f)
{
	struct cursor *c = &f->payload;
	const uint32_t version = cursor_be32(c) >> 28;
	const uint16_t length = cursor_be16(c);

	f->protocol = cursor_u8(c);
	f->ttl = cursor_u8(c);

	const uint8_t *src = cursor_take(c, 16);
	const uint8_t *dst = cursor_take(c, 16);

	if (!cursor_ok(c) || version != 6)
		return decode_drop(d, DROP_IP6_HEADER);
	f->src = address_from_ip6(src);
	f->dst = address_from_ip6(dst);
	f->type = TYPE_IP6;
	f->ip_version = 6;
	/* Zero: a jumbogram (RFC 2675) or segmentation in the network card. */
	if (length)
		trim(d, f, length);
	for (unsigned i = 0; is_extension(f->protocol); i++) {
		if (i == IP6_EXTENSIONS)
			return decode_drop(d, DROP_IP6_EXTENSION);

		enum decode_result r = take_extension(d, f);

		if (r != DECODE_OK)
			return r;
	}
	return transport_decode(d, f);
}
