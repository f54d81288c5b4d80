/* cut.c - packets of a ring as one capture. SPDX-License-Identifier: Apache-2.0
 *
 * The sensor goes on writing meanwhile: a segment that it writes over ends where it no longer reads.
 */

#include "proc/cut.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "capture/file.h"
#include "capture/ring.h"
#include "decode/decode.h"
#include "lib/buf.h"

#define FLUSH_AT 262144

struct segment {
	int fd;
	int64_t start;
	uint64_t number;
};

struct cutter {
	const struct serve_cut *cut;
	struct decoder *decoder;
	struct buf out;
	int output;
	bool begun;
	uint16_t link_type;
};

static int compare(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
				    : (x->number > y->number) - (x->number < y->number);
}

static void flush(struct cutter *c)
{
	for (size_t done = 0; done < c->out.length;) {
		ssize_t n = write(c->output, c->out.data + done, c->out.length - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(0); /* nobody wants it any more */
		done += (size_t)n;
	}
	buf_clear(&c->out);
}

/* Between these two, in either direction; one alone: with anybody. */
static bool ends_match(const struct serve_cut *cut, const struct frame *f)
{
	bool from = !cut->has_ip || address_equal(&f->src, &cut->ip);
	bool to = !cut->has_ip || address_equal(&f->dst, &cut->ip);

	if (!cut->has_peer)
		return from || to;
	return (from && address_equal(&f->dst, &cut->peer)) || (to && address_equal(&f->src, &cut->peer));
}

static bool is_wanted(struct cutter *c, const struct packet *p)
{
	const struct serve_cut *cut = c->cut;
	struct frame f;

	if (p->time < cut->from || p->time > cut->to)
		return false;
	if (!cut->has_ip && !cut->has_peer && cut->port < 0)
		return true;
	if (decode_packet(c->decoder, p, &f) != DECODE_OK)
		return false;
	if (cut->port >= 0 && f.src_port != cut->port && f.dst_port != cut->port)
		return false;
	return (!cut->has_ip && !cut->has_peer) || (f.ip_version && ends_match(cut, &f));
}

static void take(struct cutter *c, const struct packet *p)
{
	size_t size = ring_packet_size(p);

	if (!c->begun || p->link_type != c->link_type) {
		ring_head(buf_reserve(&c->out, RING_HEAD_SIZE), 1, p->time, p->link_type);
		c->out.length += RING_HEAD_SIZE;
		c->begun = true;
		c->link_type = p->link_type;
	}
	ring_packet(buf_reserve(&c->out, size), p);
	c->out.length += size;
	if (c->out.length > FLUSH_AT)
		flush(c);
}

static void read_segment(struct cutter *c, int fd)
{
	char error[512];
	struct packet batch[PACKET_BATCH];
	struct capture_file *file = capture_file_open(fd, "segment", error, sizeof(error));
	int n;

	while (file && (n = capture_file_next(file, batch)) > 0)
		for (int i = 0; i < n; i++)
			if (is_wanted(c, &batch[i]))
				take(c, &batch[i]);
	capture_file_close(file);
}

void cut_run(const struct serve_cut *cut, const int *files, size_t count, int output)
{
	static struct segment segments[CUT_FILES_MAX];
	struct cutter c = {.cut = cut, .decoder = decoder_new(NULL), .output = output};
	size_t n = 0;

	for (size_t i = 0; i < count && i < CUT_FILES_MAX; i++) {
		uint8_t head[RING_HEAD_SIZE];
		struct segment *s = &segments[n];

		s->fd = files[i];
		if (pread(s->fd, head, sizeof(head), 0) == sizeof(head) &&
		    ring_segment(head, sizeof(head), &s->number, &s->start) && s->start <= cut->to)
			n++;
	}
	qsort(segments, n, sizeof(segments[0]), compare);
	for (size_t i = 0; i < n; i++)
		read_segment(&c, segments[i].fd);
	flush(&c);
	decoder_free(c.decoder);
	buf_free(&c.out);
}
