/* pcapng.c - the next generation capture format (draft-ietf-opsawg-pcapng).
 * SPDX-License-Identifier: Apache-2.0 */

#include "capture/reader.h"

#include "lib/memory.h"

#include <stdlib.h>

#define BLOCK_SECTION   0x0a0d0d0a /* reads the same in both orders */
#define BLOCK_INTERFACE 1
#define BLOCK_OLD       2 /* obsolete packet block */
#define BLOCK_SIMPLE    3
#define BLOCK_ENHANCED  6

#define BYTE_ORDER_MAGIC 0x1a2b3c4d
#define BLOCK_FRAME      12           /* type and the two lengths */
#define BLOCK_MAX        (512 * 1024) /* of a block that is read; half of what is kept in memory */
#define INTERFACES_MAX   4096

#define OPTION_END       0
#define OPTION_TSRESOL   9
#define OPTION_TSOFFSET  14
#define NANOS_PER_SECOND 1000000000

/* What one call of the batch works on. */
struct batch {
	struct packet *out;
	int n;
	const uint8_t *at; /* the current block */
};

/* Reads one kind of block; body stands behind type and length. False when the capture is broken. */
typedef bool block_function(struct capture_file *f, struct batch *b, struct cursor *body);

static uint64_t power_of_ten(unsigned n)
{
	uint64_t value = 1;

	while (n-- > 0)
		if (__builtin_mul_overflow(value, UINT64_C(10), &value))
			return UINT64_MAX;
	return value;
}

/* 4.2: the high bit chooses powers of two; without the option the unit is a microsecond. */
static void set_resolution(struct resolution *r, uint8_t option)
{
	const uint8_t n = option & 0x7f;

	r->multiply = r->divide = 0;
	r->binary_shift = n;
	if (option & 0x80)
		return;
	if (n <= 9)
		r->multiply = power_of_ten(9U - n);
	else
		r->divide = power_of_ten(n - 9U);
}

static uint64_t scale_rare(const struct resolution *r, uint64_t ticks)
{
	unsigned __int128 scaled;

	if (r->divide)
		return ticks / r->divide;
	scaled = (unsigned __int128)ticks * NANOS_PER_SECOND >> r->binary_shift;
	return scaled > INT64_MAX ? INT64_MAX : (uint64_t)scaled;
}

/* Times that do not fit stop at the end of the scale. */
static int64_t ticks_to_time(const struct resolution *r, uint32_t high, uint32_t low)
{
	const uint64_t ticks = (uint64_t)high << 32 | low;
	int64_t time;

	if (!r->multiply)
		time = (int64_t)scale_rare(r, ticks);
	else if (__builtin_mul_overflow(ticks, r->multiply, &time))
		time = INT64_MAX;
	if (__builtin_add_overflow(time, r->offset, &time))
		time = r->offset < 0 ? INT64_MIN : INT64_MAX;
	return time;
}

static void read_interface_options(struct resolution *r, struct cursor *body, bool big)
{
	while (cursor_left(body) >= 4) {
		const uint16_t code = capture_u16(body, big);
		const uint16_t length = capture_u16(body, big);
		struct cursor value = cursor_sub(body, length);

		cursor_skip(body, -(unsigned)length & 3);
		if (code == OPTION_END)
			return;
		if (code == OPTION_TSRESOL && length == 1)
			set_resolution(r, cursor_u8(&value));
		if (code == OPTION_TSOFFSET && length == 8) {
			const uint64_t seconds = big ? cursor_be64(&value) : cursor_le64(&value);

			if (__builtin_mul_overflow((int64_t)seconds, (int64_t)NANOS_PER_SECOND,
			                           &r->offset))
				r->offset = (int64_t)seconds < 0 ? INT64_MIN : INT64_MAX;
		}
	}
}

static struct capture_interface *add_interface(struct pcapng_reader *r)
{
	const uint64_t number = (uint64_t)r->interfaces_before + r->interface_count;

	if (r->interface_count == r->interface_capacity) {
		r->interface_capacity = r->interface_capacity ? r->interface_capacity * 2 : 4;
		r->interfaces =
		        xreallocarray(r->interfaces, r->interface_capacity, sizeof(*r->interfaces));
	}
	r->interfaces[r->interface_count] = (struct capture_interface){
	        .number = (uint16_t)(number < UINT16_MAX ? number : UINT16_MAX),
	};
	return &r->interfaces[r->interface_count++];
}

static bool read_interface(struct capture_file *f, struct batch *b, struct cursor *body)
{
	struct pcapng_reader *r = &f->pcapng;
	const uint16_t link_type = capture_u16(body, r->big);
	struct capture_interface *i;

	cursor_skip(body, 2);

	const uint32_t snaplen = capture_u32(body, r->big);

	if (!cursor_ok(body)) {
		capture_broken(f, b->at, b->n, "interface description is too short");
		return false;
	}
	if (r->interface_count == INTERFACES_MAX) {
		capture_broken(f, b->at, b->n, "more than %d interfaces", INTERFACES_MAX);
		return false;
	}
	i = add_interface(r);
	i->snaplen = snaplen;
	i->link_type = link_type;
	i->readable = capture_link_type(link_type, &i->link_type);
	set_resolution(&i->resolution, 6);
	read_interface_options(&i->resolution, body, r->big);
	return true;
}

static bool read_section(struct capture_file *f, struct batch *b, struct cursor *body)
{
	struct pcapng_reader *r = &f->pcapng;

	cursor_skip(body, 4);

	const uint16_t major = capture_u16(body, r->big);

	if (!cursor_ok(body) || major != 1) {
		capture_broken(f, b->at, b->n, "section of pcapng version %u, known is 1", major);
		return false;
	}
	if (__builtin_add_overflow(r->interfaces_before, (uint32_t)r->interface_count,
	                           &r->interfaces_before))
		r->interfaces_before = UINT32_MAX;
	r->interface_count = 0;
	return true;
}

/* The fields that packet blocks share; length is checked against the block here. */
static inline bool add_packet(struct capture_file *f, struct batch *b, struct cursor *body,
                              const struct capture_interface *i, struct packet packet)
{
	if (packet.length > CAPTURE_PACKET_MAX) {
		capture_broken(f, b->at, b->n, "packet says %u bytes, the limit is %d",
		               packet.length, CAPTURE_PACKET_MAX);
		return false;
	}
	packet.data = cursor_take(body, packet.length);
	if (!cursor_ok(body)) {
		capture_broken(f, b->at, b->n, "packet says %u bytes, its block is shorter",
		               packet.length);
		return false;
	}
	f->pcapng.last_time = packet.time;
	if (!i->readable) {
		f->pcapng.refused_link_type = i->link_type;
		f->passed_over++;
		return true;
	}
	if (packet.wire_length < packet.length)
		packet.wire_length = packet.length;
	packet.link_type = i->link_type;
	packet.interface = i->number;
	b->out[b->n++] = packet;
	return true;
}

static const struct capture_interface *find_interface(struct capture_file *f, const struct batch *b,
                                                      uint32_t id)
{
	if (id < f->pcapng.interface_count)
		return &f->pcapng.interfaces[id];
	capture_broken(f, b->at, b->n, "packet of interface %u, which was not described", id);
	return NULL;
}

/* 4.3; the old packet block (appendix A) differs in that the interface has 16 bits. */
static inline bool read_packet(struct capture_file *f, struct batch *b, struct cursor *body,
                               bool big, bool old)
{
	uint32_t id;

	if (old) {
		id = capture_u16(body, big);
		cursor_skip(body, 2);
	} else {
		id = capture_u32(body, big);
	}

	const uint32_t high = capture_u32(body, big);
	const uint32_t low = capture_u32(body, big);
	const uint32_t length = capture_u32(body, big);
	const uint32_t wire_length = capture_u32(body, big);

	if (!cursor_ok(body)) {
		capture_broken(f, b->at, b->n, "packet block is too short");
		return false;
	}

	const struct capture_interface *i = find_interface(f, b, id);

	return i && add_packet(f, b, body, i,
	                       (struct packet){
	                               .length = length,
	                               .wire_length = wire_length,
	                               .time = ticks_to_time(&i->resolution, high, low),
	                       });
}

static bool read_old(struct capture_file *f, struct batch *b, struct cursor *body)
{
	return read_packet(f, b, body, f->pcapng.big, true);
}

static bool read_enhanced(struct capture_file *f, struct batch *b, struct cursor *body)
{
	return read_packet(f, b, body, f->pcapng.big, false);
}

/* 4.4: no time and no captured length; the snapshot length of the first interface decides. */
static bool read_simple(struct capture_file *f, struct batch *b, struct cursor *body)
{
	const uint32_t wire_length = capture_u32(body, f->pcapng.big);
	const size_t left = cursor_left(body);
	const struct capture_interface *i = find_interface(f, b, 0);
	uint32_t length = wire_length;

	if (!i)
		return false;
	if (!cursor_ok(body)) {
		capture_broken(f, b->at, b->n, "packet block is too short");
		return false;
	}
	if (i->snaplen && length > i->snaplen)
		length = i->snaplen;
	if (length > left)
		length = (uint32_t)left;
	return add_packet(f, b, body, i,
	                  (struct packet){
	                          .length = length,
	                          .wire_length = wire_length,
	                          .time = f->pcapng.last_time,
	                  });
}

static block_function *block_reader(uint32_t type)
{
	static block_function *const readers[] = {
	        [BLOCK_INTERFACE] = read_interface,
	        [BLOCK_OLD] = read_old,
	        [BLOCK_SIMPLE] = read_simple,
	        [BLOCK_ENHANCED] = read_enhanced,
	};

	if (type == BLOCK_SECTION)
		return read_section;
	return type < sizeof(readers) / sizeof(readers[0]) ? readers[type] : NULL;
}

/* Type and length of the next block: 1, 0 when more bytes are needed, -1 broken. */
static inline int read_block_head(struct capture_file *f, const struct batch *b, struct cursor c,
                                  uint32_t *type, uint32_t *length)
{
	struct pcapng_reader *r = &f->pcapng;

	if (!cursor_peek(&c, BLOCK_FRAME))
		return 0;
	*type = capture_u32(&c, r->big);
	if (__builtin_expect(*type == BLOCK_SECTION, 0)) {
		struct cursor magic = c;

		cursor_skip(&magic, 4);
		const uint32_t order = cursor_be32(&magic);

		if (order != BYTE_ORDER_MAGIC && order != __builtin_bswap32(BYTE_ORDER_MAGIC)) {
			capture_broken(f, b->at, b->n, "section without byte order mark");
			return -1;
		}
		r->big = order == BYTE_ORDER_MAGIC;
	}
	*length = capture_u32(&c, r->big);
	if (*length >= BLOCK_FRAME && *length % 4 == 0)
		return 1;
	capture_broken(f, b->at, b->n, "block says a length of %u bytes", *length);
	return -1;
}

/* A block that is all in memory. */
static inline bool read_block(struct capture_file *f, struct batch *b, block_function *reader,
                              struct cursor block, uint32_t length)
{
	struct cursor body;

	cursor_skip(&block, 8);
	body = cursor_sub(&block, length - BLOCK_FRAME);
	if (capture_u32(&block, f->pcapng.big) != length) {
		capture_broken(f, b->at, b->n, "the two lengths of a block disagree");
		return false;
	}
	return reader == read_enhanced ? read_packet(f, b, &body, f->pcapng.big, false)
	                               : reader(f, b, &body);
}

/* Passes over a block that is not read, also when it is larger than memory. */
static void skip_some(struct capture_file *f, struct cursor *c)
{
	const size_t left = cursor_left(c);
	const size_t n = f->pcapng.skip < left ? (size_t)f->pcapng.skip : left;

	cursor_skip(c, n);
	f->pcapng.skip -= n;
}

/* One block: false when the batch ends here, for want of bytes or because of a break. */
static inline bool read_next(struct capture_file *f, struct batch *b, struct cursor *c)
{
	uint32_t type;
	uint32_t length;
	block_function *reader;

	b->at = c->pos;
	if (read_block_head(f, b, *c, &type, &length) <= 0)
		return false;
	reader = block_reader(type);
	if (!reader) {
		f->pcapng.skip = length;
		skip_some(f, c);
		return f->pcapng.skip == 0;
	}
	if (length > BLOCK_MAX) {
		capture_broken(f, b->at, b->n, "block of type %u says %u bytes, the limit is %d",
		               type, length, BLOCK_MAX);
		return false;
	}
	if (cursor_left(c) < length) {
		f->wanted = length;
		return false;
	}
	return read_block(f, b, reader, cursor_sub(c, length), length);
}

static int batch_blocks(struct capture_file *f, struct packet *out)
{
	struct cursor c = cursor_init(f->block + f->start, f->end - f->start);
	struct batch b = {.out = out};

	f->wanted = 0;
	skip_some(f, &c);
	while (f->pcapng.skip == 0 && b.n < PACKET_BATCH && read_next(f, &b, &c))
		;
	f->start = f->end - cursor_left(&c);
	return b.n;
}

int pcapng_open(struct capture_file *f)
{
	struct cursor c = cursor_init(f->block, f->end);

	if (cursor_be32(&c) != BLOCK_SECTION || !cursor_ok(&c))
		return 0;
	f->batch = batch_blocks;
	return 1;
}

void pcapng_close(struct capture_file *f)
{
	free(f->pcapng.interfaces);
}
