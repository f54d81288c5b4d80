/* pcap.c - the classic capture format (draft-ietf-opsawg-pcap). SPDX-License-Identifier: Apache-2.0
 */

#include "capture/reader.h"

#define FILE_HEADER   24
#define RECORD_HEADER 16
/* Kuznetzov's patched libpcap of the nineties adds interface, protocol and packet type. */
#define PATCHED_HEADER 24

#define MAGIC_MICRO   0xa1b2c3d4
#define MAGIC_NANO    0xa1b23c4d
#define MAGIC_PATCHED 0xa1b2cd34

static bool take_magic(struct pcap_reader *r, uint32_t magic)
{
	if (magic != MAGIC_MICRO && magic != MAGIC_NANO && magic != MAGIC_PATCHED)
		return false;
	r->tick = magic == MAGIC_NANO ? 1 : 1000;
	r->header_size = magic == MAGIC_PATCHED ? PATCHED_HEADER : RECORD_HEADER;
	return true;
}

static inline __attribute__((always_inline)) int read_records(struct capture_file *f,
                                                              struct packet *out, bool big)
{
	const struct pcap_reader *r = &f->pcap;
	const size_t header_size = r->header_size;
	struct cursor c = cursor_init(f->block + f->start, f->end - f->start);
	int n = 0;

	f->wanted = 0;
	while (n < PACKET_BATCH) {
		const uint8_t *at = cursor_peek(&c, header_size);

		if (!at)
			break;

		struct cursor h = cursor_init(at, RECORD_HEADER);
		const uint32_t seconds = capture_u32(&h, big);
		const uint32_t fraction = capture_u32(&h, big);
		const uint32_t length = capture_u32(&h, big);
		const uint32_t wire_length = capture_u32(&h, big);

		if (length > CAPTURE_PACKET_MAX) {
			capture_broken(f, at, n, "record says %u bytes, the limit is %d", length,
			               CAPTURE_PACKET_MAX);
			break;
		}
		if (cursor_left(&c) < header_size + length) {
			f->wanted = length;
			break;
		}
		cursor_skip(&c, header_size);
		out[n++] = (struct packet){
		        .data = cursor_take(&c, length),
		        .length = length,
		        .wire_length = wire_length > length ? wire_length : length,
		        .time = (int64_t)seconds * 1000000000 + (int64_t)fraction * r->tick,
		        .link_type = r->link_type,
		};
	}
	f->start = f->end - cursor_left(&c);
	return n;
}

static int batch_little(struct capture_file *f, struct packet *out)
{
	return read_records(f, out, false);
}

static int batch_big(struct capture_file *f, struct packet *out)
{
	return read_records(f, out, true);
}

int pcap_open(struct capture_file *f)
{
	struct cursor c = cursor_init(f->block, f->end);
	struct pcap_reader *r = &f->pcap;
	const uint8_t *magic = cursor_peek(&c, 4);

	if (!magic)
		return 0;

	struct cursor little = cursor_init(magic, 4);
	struct cursor big = little;

	if (take_magic(r, cursor_be32(&big)))
		r->big = true;
	else if (!take_magic(r, cursor_le32(&little)))
		return 0;
	if (f->end < FILE_HEADER) {
		capture_broken(f, f->block + f->end, 0, "the file header is cut off");
		return -1;
	}
	cursor_skip(&c, FILE_HEADER - 4);

	/* The upper bits tell of the frame check sequence, section 4. */
	const uint32_t link_type = capture_u32(&c, r->big) & 0xffff;

	if (!capture_link_type(link_type, &r->link_type)) {
		capture_refuse(f, (uint16_t)link_type);
		return -1;
	}
	f->start = FILE_HEADER;
	f->batch = r->big ? batch_big : batch_little;
	return 1;
}
