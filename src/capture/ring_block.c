/* ring_block.c - heads and packets as they stand in a ring (draft-ietf-opsawg-pcapng). SPDX-License-Identifier: Apache-2.0
 *
 * A block's type and length are written last: until then what holds it ends before it, whenever the process dies.
 */

#include "capture/ring_block.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "capture/file.h"
#include "capture/packet.h"
#include "capture/ring.h"
#include "lib/cursor.h"

#define SECTION_SIZE   84
#define OPTION_COMMENT 1
#define OPTION_TSRESOL 9
#define COMMENT_SIZE   45
#define COMMENT	       "yagura ring %016" PRIx64 " %016" PRIx64
#define COMMENT_AT     28

void ring_head(uint8_t out[RING_HEAD_SIZE], uint64_t number, int64_t start, uint16_t link_type)
{
	uint8_t *interface = out + SECTION_SIZE;
	char comment[COMMENT_SIZE + 1];

	memset(out + 4, 0, RING_HEAD_SIZE - 4);
	ring_put32(out + 4, SECTION_SIZE);
	ring_put32(out + 8, 0x1a2b3c4d);
	ring_put16(out + 12, 1);
	memset(out + 16, 0xff, 8); /* 4.1: the section's length is not known */
	ring_put16(out + 24, OPTION_COMMENT);
	ring_put16(out + 26, COMMENT_SIZE);
	snprintf(comment, sizeof(comment), COMMENT, number, (uint64_t)start);
	memcpy(out + COMMENT_AT, comment, COMMENT_SIZE);
	ring_put32(out + SECTION_SIZE - 4, SECTION_SIZE);
	ring_put32(interface, RING_INTERFACE);
	ring_put32(interface + 4, RING_HEAD_SIZE - SECTION_SIZE);
	ring_put16(interface + 8, link_type);
	ring_put32(interface + 12, CAPTURE_PACKET_MAX);
	ring_put16(interface + 16, OPTION_TSRESOL);
	ring_put16(interface + 18, 1);
	interface[20] = 9;
	ring_put32(interface + RING_HEAD_SIZE - SECTION_SIZE - 4, RING_HEAD_SIZE - SECTION_SIZE);
	ring_seal(out, RING_SECTION);
}

bool ring_segment(const uint8_t *head, size_t size, uint64_t *number, int64_t *start)
{
	char comment[COMMENT_SIZE + 1];
	uint64_t time;

	if (size < RING_HEAD_SIZE)
		return false;
	struct cursor c = cursor_init(head, size);
	if (cursor_le32(&c) != RING_SECTION || cursor_le32(&c) != SECTION_SIZE)
		return false;
	memcpy(comment, head + COMMENT_AT, COMMENT_SIZE);
	comment[COMMENT_SIZE] = '\0';
	if (sscanf(comment, "yagura ring %16" SCNx64 " %16" SCNx64, number, &time) != 2)
		return false;
	*start = (int64_t)time;
	return *number != 0;
}

static bool is_tagged(const struct packet *p)
{
	return p->vlan_ethertype && p->link_type == LINK_ETHERNET && p->length >= 12;
}

static uint32_t length_of(const struct packet *p)
{
	return p->length + (is_tagged(p) ? 4 : 0);
}

size_t ring_packet_size(const struct packet *p)
{
	return RING_PACKET_FRAME + (((size_t)length_of(p) + 3) & ~(size_t)3);
}

static void copy_bytes(uint8_t *out, const struct packet *p)
{
	if (!is_tagged(p)) {
		memcpy(out, p->data, p->length);
		return;
	}
	memcpy(out, p->data, 12);
	out[12] = (uint8_t)(p->vlan_ethertype >> 8);
	out[13] = (uint8_t)p->vlan_ethertype;
	out[14] = (uint8_t)(p->vlan >> 8);
	out[15] = (uint8_t)p->vlan;
	memcpy(out + 16, p->data + 12, p->length - 12);
}

void ring_packet(uint8_t *out, const struct packet *p)
{
	const size_t size = ring_packet_size(p);

	ring_put32(out + size - 8, 0); /* what pads the packet */
	ring_put32(out + 8, 0);
	ring_put32(out + 12, (uint32_t)((uint64_t)p->time >> 32));
	ring_put32(out + 16, (uint32_t)p->time);
	ring_put32(out + 20, length_of(p));
	ring_put32(out + 24, p->wire_length + (is_tagged(p) ? 4 : 0));
	copy_bytes(out + 28, p);
	ring_put32(out + size - 4, (uint32_t)size);
	ring_seal(out + 4, (uint32_t)size);
	ring_seal(out, RING_ENHANCED);
}

bool ring_next_packet(struct cursor *c, uint16_t link_type, struct packet *out)
{
	struct cursor block = *c;
	const uint32_t type = cursor_le32(&block), size = cursor_le32(&block);

	if (type != RING_ENHANCED || size < RING_PACKET_FRAME || size % 4)
		return false;
	struct cursor body = cursor_sub(&block, size - 12);
	cursor_skip(&body, 4);
	const uint64_t high = cursor_le32(&body), low = cursor_le32(&body);
	*out = (struct packet){.time = (int64_t)(high << 32 | low), .link_type = link_type};
	out->length = cursor_le32(&body);
	out->wire_length = cursor_le32(&body);
	out->data = cursor_take(&body, out->length);
	if (cursor_le32(&block) != size || !cursor_ok(&block) || !cursor_ok(&body) ||
	    out->length > CAPTURE_PACKET_MAX)
		return false;
	*c = block;
	return true;
}
