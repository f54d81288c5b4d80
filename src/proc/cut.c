/* cut.c - packets of a ring, or of captures, as one capture. SPDX-License-Identifier: Apache-2.0
 *
 * The sensor goes on writing meanwhile: a segment that it writes over ends where it no longer reads.
 */

#include "proc/cut.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "capture/file.h"
#include "capture/ring.h"
#include "capture/ring_read.h"
#include "decode/decode.h"
#include "lib/buf.h"
#include "lib/log.h"

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
	struct serve_span span; /* of the files at hand */
	bool begun;
	uint16_t link_type;
	uint64_t told; /* bytes that went out */
	bool full;
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
	c->told += c->out.length;
	buf_clear(&c->out);
}

/* Between these two, in either direction; one alone: with anybody. */
static bool ends_match(const struct serve_want *want, const struct frame *f)
{
	bool from = !want->has_ip || address_equal(&f->src, &want->ip);
	bool to = !want->has_ip || address_equal(&f->dst, &want->ip);

	if (!want->has_ip && !want->has_peer)
		return true;
	if (!f->ip_version)
		return false;
	if (!want->has_peer)
		return from || to;
	return (from && address_equal(&f->dst, &want->peer)) ||
	       (to && address_equal(&f->src, &want->peer));
}

static bool macs_match(const struct serve_want *want, const struct frame *f)
{
	if (!want->has_mac)
		return true;
	if (!f->has_mac)
		return false;
	bool from = mac_equal(&f->src_mac, &want->mac);
	bool to = mac_equal(&f->dst_mac, &want->mac);

	if (!want->has_peer_mac)
		return from || to;
	return (from && mac_equal(&f->dst_mac, &want->peer_mac)) ||
	       (to && mac_equal(&f->src_mac, &want->peer_mac));
}

static bool is_any(const struct serve_want *want)
{
	return !want->has_ip && !want->has_peer && !want->has_mac && want->port < 0;
}

static bool fits(const struct serve_want *want, const struct packet *p, const struct frame *f)
{
	if (p->time < want->from || p->time > want->to)
		return false;
	if (is_any(want))
		return true;
	return f && (want->port < 0 || f->src_port == want->port || f->dst_port == want->port) &&
	       ends_match(want, f) && macs_match(want, f);
}

static bool is_wanted(struct cutter *c, const struct packet *p)
{
	const struct serve_cut *cut = c->cut;
	struct frame f;
	bool decoded = false;
	const struct frame *known = NULL;

	for (size_t i = 0; i < cut->wants && i < SERVE_WANTS_MAX; i++) {
		const struct serve_want *want = &cut->want[i];

		if (p->time < want->from || p->time > want->to)
			continue;
		if (!decoded && !is_any(want))
			known = decode_packet(c->decoder, p, &f) == DECODE_OK ? &f : NULL;
		decoded |= !is_any(want);
		if (fits(want, p, known))
			return true;
	}
	return false;
}

static void take(struct cutter *c, const struct packet *p)
{
	size_t size = ring_packet_size(p);

	c->full = c->cut->limit && c->told + c->out.length + size > c->cut->limit;
	if (c->full)
		return;
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

static bool take_wanted(void *argument, const struct packet *p)
{
	struct cutter *c = argument;

	if (p->time >= c->span.from && p->time <= c->span.to && is_wanted(c, p))
		take(c, p);
	return !c->full;
}

static void read_capture(struct cutter *c, int fd)
{
	char error[512];
	struct packet batch[PACKET_BATCH];
	struct capture_file *file = capture_file_open(fd, "capture", error, sizeof(error));
	int n;

	while (file && !c->full && (n = capture_file_next(file, batch)) > 0)
		for (int i = 0; i < n && !c->full; i++)
			take_wanted(c, &batch[i]);
	capture_file_close(file);
}

/* The times between which lies all that is asked for and may be told. */
static void span_of(const struct cutter *c, int64_t *from, int64_t *to)
{
	const struct serve_cut *cut = c->cut;

	*from = INT64_MAX;
	*to = INT64_MIN;
	for (size_t i = 0; i < cut->wants && i < SERVE_WANTS_MAX; i++) {
		*from = cut->want[i].from < *from ? cut->want[i].from : *from;
		*to = cut->want[i].to > *to ? cut->want[i].to : *to;
	}
	*from = *from < c->span.from ? c->span.from : *from;
	*to = *to > c->span.to ? c->span.to : *to;
}

/* The rings' segments that may hold something of interest, oldest first; stages are read at once. */
static size_t find_segments(struct ring_reader *reader, const int *files, size_t count, int64_t to,
			    struct segment *out)
{
	size_t n = 0;

	for (size_t i = 0; i < count && i < CUT_FILES_MAX; i++) {
		struct segment *s = &out[n];
		uint8_t head[RING_HEAD_SIZE];

		*s = (struct segment){.fd = files[i]};
		if (!ring_reader_stage(reader, files[i]) && pread(files[i], head, sizeof(head), 0) == sizeof(head) &&
		    ring_segment(head, sizeof(head), &s->number, &s->start))
			n += s->start <= to;
	}
	qsort(out, n, sizeof(out[0]), compare);
	return n;
}

static void cut_rings(struct cutter *c, const int *files, size_t count)
{
	static struct segment segments[CUT_FILES_MAX + 1];
	int64_t from, to;

	span_of(c, &from, &to);
	struct ring_reader *reader = ring_reader_new(from, to, take_wanted, c);
	/* stages before segments: what moves from one to the other meanwhile is seen twice, not never */
	const size_t n = find_segments(reader, files, count, to, segments);
	for (size_t i = 0; i < n && !c->full; i++)
		ring_reader_segment(reader, segments[i].fd);
	if (!c->full)
		ring_reader_rest(reader);
	if (ring_reader_damaged(reader))
		log_warn("packet ring: %" PRIu64 " damaged pieces were passed over", ring_reader_damaged(reader));
	ring_reader_free(reader);
}

static int compare_spans(const struct serve_span *a, const struct serve_span *b)
{
	return a->from != b->from ? (a->from > b->from) - (a->from < b->from) : (a->to > b->to) - (a->to < b->to);
}

/* The first span behind *at (NULL: of all), NULL there is none. */
static const struct serve_span *next_span(const struct serve_span *spans, size_t count, const struct serve_span *at)
{
	const struct serve_span *next = NULL;

	for (size_t i = 0; i < count; i++)
		if ((!at || compare_spans(&spans[i], at) > 0) && (!next || compare_spans(&spans[i], next) < 0))
			next = &spans[i];
	return next;
}

/* Rings that were heard in the same times are read together; earlier times come first. */
static void cut_spans(struct cutter *c, const int *files, const struct serve_span *spans, size_t count)
{
	static int group[CUT_FILES_MAX];
	const struct serve_span *span = NULL;

	while (!c->full && (span = next_span(spans, count, span)) != NULL) {
		size_t n = 0;

		for (size_t i = 0; i < count; i++)
			if (compare_spans(&spans[i], span) == 0)
				group[n++] = files[i];
		c->span = *span;
		cut_rings(c, group, n);
	}
}

void cut_run(const struct serve_cut *cut, const int *files, const struct serve_span *spans, size_t count, int output)
{
	struct cutter c = {.cut = cut, .decoder = decoder_new(NULL), .output = output, .span = {INT64_MIN, INT64_MAX}};

	if (!cut->captures)
		cut_spans(&c, files, spans, count < CUT_FILES_MAX ? count : CUT_FILES_MAX);
	for (size_t i = 0; cut->captures && i < count && i < CUT_FILES_MAX && !c.full; i++)
		read_capture(&c, files[i]);
	flush(&c);
	decoder_free(c.decoder);
	buf_free(&c.out);
}
