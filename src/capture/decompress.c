/* decompress.c - gzip (RFC 1952) by zlib, zstd (RFC 8878) by libzstd. SPDX-License-Identifier:
 * Apache-2.0 */

#include "capture/decompress.h"

#include "lib/memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#define INPUT_SIZE 131072
/* A frame may ask for a window of any size; 32 MB covers all but the "ultra" levels. */
#define ZSTD_WINDOW_LOG 25

/* One per form; read works as decompress_read. */
typedef ssize_t read_function(struct decompress *d, uint8_t *out, size_t size);

struct decompress {
	int fd;
	off_t start; /* of a file, whose place others may share: it is not moved; -1 a pipe */
	read_function *read;
	uint64_t consumed;
	uint8_t *input; /* INPUT_SIZE bytes */
	size_t position;
	size_t filled;
	bool inside;  /* of a gzip member or zstd frame: the file must not end here */
	bool pending; /* the decoder holds output for which there was no room */
	bool finished;
	z_stream gzip;
	ZSTD_DStream *zstd;
	const char *error;
};

static ssize_t read_fd(struct decompress *d, uint8_t *out, size_t size)
{
	ssize_t n;

	do
		n = d->start < 0 ? read(d->fd, out, size)
				 : pread(d->fd, out, size, d->start + (off_t)d->consumed);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		d->error = strerror(errno);
	else
		d->consumed += (size_t)n;
	return n;
}

/* More input behind a used-up one: 1, 0 at the end of the file, -1 on failure. */
static int fill_input(struct decompress *d)
{
	ssize_t n;

	if (d->position < d->filled)
		return 1;
	n = read_fd(d, d->input, INPUT_SIZE);
	d->position = 0;
	d->filled = n > 0 ? (size_t)n : 0;
	return n > 0 ? 1 : (int)n;
}

static ssize_t read_plain(struct decompress *d, uint8_t *out, size_t size)
{
	size_t n = d->filled - d->position;

	if (n == 0)
		return read_fd(d, out, size);
	n = n < size ? n : size;
	memcpy(out, d->input + d->position, n);
	d->position += n;
	return (ssize_t)n;
}

static ssize_t end_of_input(struct decompress *d, int rc, const char *cut)
{
	if (rc < 0)
		return -1;
	if (!d->inside)
		return 0;
	d->error = cut;
	return -1;
}

/* Behind a member only another member counts; padding of tapes and disks is the end (RFC 1952 2.2).
 */
static bool gzip_next_member(struct decompress *d)
{
	if (d->filled > d->position && d->input[d->position] != 0x1f) {
		d->finished = true;
		return false;
	}
	inflateReset(&d->gzip);
	d->inside = true;
	return true;
}

static ssize_t read_gzip(struct decompress *d, uint8_t *out, size_t size)
{
	d->gzip.next_out = out;
	d->gzip.avail_out = (uInt)size;
	while (d->gzip.avail_out == size && !d->finished) {
		int rc = d->pending ? 1 : fill_input(d);

		if (rc <= 0)
			return end_of_input(d, rc, "the gzip data ends early");
		if (!d->inside && !gzip_next_member(d))
			break;
		d->gzip.next_in = d->input + d->position;
		d->gzip.avail_in = (uInt)(d->filled - d->position);
		rc = inflate(&d->gzip, Z_NO_FLUSH);
		d->position = d->filled - d->gzip.avail_in;
		d->inside = rc != Z_STREAM_END;
		d->pending = d->inside && d->gzip.avail_out == 0;
		if (rc != Z_STREAM_END && rc != Z_OK && rc != Z_BUF_ERROR) {
			d->error = "the gzip data is damaged";
			return -1;
		}
	}
	return (ssize_t)(size - d->gzip.avail_out);
}

static ssize_t read_zstd(struct decompress *d, uint8_t *out, size_t size)
{
	ZSTD_outBuffer o = {.dst = out, .size = size};

	while (o.pos == 0) {
		int rc = d->pending ? 1 : fill_input(d);

		if (rc <= 0)
			return end_of_input(d, rc, "the zstd data ends early");

		ZSTD_inBuffer i = {.src = d->input, .size = d->filled, .pos = d->position};
		size_t left = ZSTD_decompressStream(d->zstd, &o, &i);

		d->position = i.pos;
		if (ZSTD_isError(left)) {
			d->error =
			        ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge
			                ? "the zstd window is larger than 32 MB"
			                : "the zstd data is damaged";
			return -1;
		}
		d->inside = left != 0;
		d->pending = d->inside && o.pos == size;
	}
	return (ssize_t)o.pos;
}

static void tell_form(struct decompress *d)
{
	static const uint8_t gzip[3] = {0x1f, 0x8b, 8};
	static const uint8_t zstd[4] = {0x28, 0xb5, 0x2f, 0xfd};

	d->read = read_plain;
	if (d->filled >= sizeof(gzip) && memcmp(d->input, gzip, sizeof(gzip)) == 0) {
		if (inflateInit2(&d->gzip, 15 + 16) != Z_OK)
			abort();
		d->inside = true;
		d->read = read_gzip;
	} else if (d->filled >= sizeof(zstd) && memcmp(d->input, zstd, sizeof(zstd)) == 0) {
		d->zstd = ZSTD_createDStream();
		if (!d->zstd)
			abort();
		ZSTD_DCtx_setParameter(d->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG);
		d->inside = true;
		d->read = read_zstd;
	}
}

/* The first read waits until the magic is there: a pipe may give it byte by byte. */
static ssize_t read_first(struct decompress *d, uint8_t *out, size_t size)
{
	while (d->filled < 4) {
		ssize_t n = read_fd(d, d->input + d->filled, INPUT_SIZE - d->filled);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		d->filled += (size_t)n;
	}
	tell_form(d);
	return d->read(d, out, size);
}

struct decompress *decompress_new(int fd)
{
	struct decompress *d = xcalloc(1, sizeof(*d));

	d->fd = fd;
	d->start = lseek(fd, 0, SEEK_CUR);
	d->read = read_first;
	d->input = xmalloc(INPUT_SIZE);
	return d;
}

void decompress_free(struct decompress *d)
{
	if (!d)
		return;
	if (d->read == read_gzip)
		inflateEnd(&d->gzip);
	ZSTD_freeDStream(d->zstd);
	free(d->input);
	free(d);
}

ssize_t decompress_read(struct decompress *d, uint8_t *out, size_t size)
{
	return d->read(d, out, size);
}

const char *decompress_error(const struct decompress *d)
{
	return d->error ? d->error : "";
}

uint64_t decompress_consumed(const struct decompress *d)
{
	return d->consumed - (d->filled - d->position);
}
