/* file.c - reads captures in blocks, whatever their format. SPDX-License-Identifier: Apache-2.0 */

#include "capture/reader.h"

#include "lib/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Room for the largest record behind a tail. */
#define BLOCK_SIZE (1024 * 1024)
/* Read at once: less costs system calls, more leaves the second cache before it is parsed. */
#define READ_SIZE (256 * 1024)
/* pcapng wants its section header, at most this long, in one piece. */
#define FIRST_BYTES 28

struct link_name {
	uint16_t number;
	const char *name;
	const char *advice;
};

static const char *const wired = "capture on a wired mirror port";

static const struct link_name *link_name_find(uint16_t number)
{
	static const struct link_name names[] = {
	        {6, "token ring", NULL},
	        {51, "PPPoE without Ethernet", NULL},
	        {105, "802.11 wireless", wired},
	        {119, "802.11 wireless with Prism header", wired},
	        {127, "802.11 wireless with radiotap header", wired},
	        {163, "802.11 wireless with AVS header", wired},
	        {165, "BACnet MS/TP", NULL},
	        {187, "Bluetooth", NULL},
	        {189, "USB", wired},
	        {192, "802.11 wireless with PPI header", wired},
	        {195, "802.15.4 wireless", wired},
	        {201, "Bluetooth", NULL},
	        {220, "USB", wired},
	        {227, "CAN bus", NULL},
	        {230, "802.15.4 wireless", wired},
	        {249, "USB", wired},
	        {252, "exported packets of Wireshark", NULL},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].number == number)
			return &names[i];
	return NULL;
}

bool capture_link_type(uint32_t number, uint16_t *out)
{
	/* 12 and 14 are what BSD systems wrote for raw IP before 101 was assigned. */
	static const uint16_t read[][2] = {
	        {0, LINK_NULL},   {1, LINK_ETHERNET}, {9, LINK_PPP},
	        {12, LINK_RAW},   {14, LINK_RAW},     {50, LINK_PPP_HDLC},
	        {101, LINK_RAW},  {108, LINK_LOOP},   {113, LINK_LINUX_SLL},
	        {228, LINK_IPV4}, {229, LINK_IPV6},   {276, LINK_LINUX_SLL2},
	};

	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++) {
		if (read[i][0] != number)
			continue;
		*out = read[i][1];
		return true;
	}
	return false;
}

void capture_refuse(struct capture_file *f, uint16_t link_type)
{
	const struct link_name *l = link_name_find(link_type);

	f->broken = true;
	if (!l)
		snprintf(f->error, sizeof(f->error), "%s: link type %u is not read by Yagura", f->name, link_type);
	else if (!l->advice)
		snprintf(f->error, sizeof(f->error), "%s: link type %u (%s) is not read by Yagura", f->name,
		         link_type, l->name);
	else
		snprintf(f->error, sizeof(f->error), "%s: link type %u (%s) is not read by Yagura: %s", f->name,
		         link_type, l->name, l->advice);
}

void capture_broken(struct capture_file *f, const uint8_t *at, int found, const char *format, ...)
{
	char what[160];
	va_list list;

	va_start(list, format);
	vsnprintf(what, sizeof(what), format, list);
	va_end(list);
	f->broken = true;
	snprintf(f->error, sizeof(f->error), "%s: broken at byte %llu (packet %llu): %s", f->name,
	         (unsigned long long)(f->offset + (size_t)(at - f->block)),
	         (unsigned long long)f->packets + (unsigned)found + 1, what);
}

/* Moves the tail to the front of the next block and reads behind it: 1, 0 at the end of the file, -1 broken. */
static int refill(struct capture_file *f)
{
	const size_t tail = f->end - f->start;
	const size_t room = BLOCK_SIZE - tail;
	const uint8_t *from = f->block + f->start;
	ssize_t n;

	f->turn++;
	if (f->before_turn)
		f->before_turn(f->argument, f->turn);
	f->block = f->blocks[f->turn % f->block_count];
	memmove(f->block, from, tail);
	f->offset += f->start;
	f->start = 0;
	f->end = tail;
	n = decompress_read(f->source, f->block + tail, room < READ_SIZE ? room : READ_SIZE);
	if (n > 0)
		f->end += (size_t)n;
	if (n < 0)
		capture_broken(f, f->block + tail, 0, "%s", decompress_error(f->source));
	return n > 0 ? 1 : (int)n;
}

/* The file ended: cleanly, within a record, or with nothing that we read. */
static int finish(struct capture_file *f)
{
	if (f->end > f->start || f->pcapng.skip > 0) {
		if (f->wanted)
			capture_broken(f, f->block + f->start, 0, "record says %u bytes, file ends",
			               f->wanted);
		else
			capture_broken(f, f->block + f->start, 0, "record is cut off, file ends");
		return -1;
	}
	if (f->packets == 0 && f->passed_over > 0) {
		capture_refuse(f, f->pcapng.refused_link_type);
		return -1;
	}
	return 0;
}

int capture_file_next(struct capture_file *f, struct packet *out)
{
	while (!f->broken) {
		/* A break within the batch is told by the next call: what stands before it counts.
		 */
		int n = f->batch(f, out);

		if (n > 0) {
			f->packets += (uint64_t)n;
			return n;
		}
		if (f->broken)
			break;
		n = refill(f);
		if (n == 0)
			return finish(f);
	}
	return -1;
}

/* The first bytes, so that the format can be told: 0, or -1 with the error set. */
static int read_start(struct capture_file *f)
{
	while (f->end < FIRST_BYTES) {
		int rc = refill(f);

		if (rc < 0) {
			snprintf(f->error, sizeof(f->error), "%s: cannot be read: %s", f->name,
			         decompress_error(f->source));
			return -1;
		}
		if (rc == 0)
			break;
	}
	if (f->end > 0)
		return 0;
	snprintf(f->error, sizeof(f->error), "%s: the file is empty", f->name);
	return -1;
}

static int tell_format(struct capture_file *f)
{
	int rc = pcap_open(f);

	if (rc == 0)
		rc = pcapng_open(f);
	if (rc == 0)
		snprintf(f->error, sizeof(f->error), "%s: is neither a pcap nor a pcapng capture",
		         f->name);
	return rc > 0 ? 0 : -1;
}

static void release(struct capture_file *f)
{
	pcapng_close(f);
	decompress_free(f->source);
	for (size_t i = 0; i < f->block_count; i++)
		free(f->blocks[i]);
	free(f->name);
	free(f);
}

struct capture_file *capture_file_open(int fd, const char *name, char *error, size_t size)
{
	struct capture_file *f = xcalloc(1, sizeof(*f));
	struct stat status;

	f->fd = fd;
	f->name = xstrdup(name);
	f->source = decompress_new(fd);
	f->block = f->blocks[0] = xmalloc(BLOCK_SIZE);
	f->block_count = 1;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		f->size = (uint64_t)status.st_size;
	if (read_start(f) == 0 && tell_format(f) == 0)
		return f;
	snprintf(error, size, "%s", f->error);
	release(f);
	return NULL;
}

void capture_file_keep(struct capture_file *f, capture_turn_function *before_turn, void *argument)
{
	while (f->block_count < CAPTURE_BLOCKS)
		f->blocks[f->block_count++] = xmalloc(BLOCK_SIZE);
	f->turn += CAPTURE_BLOCKS - f->turn % CAPTURE_BLOCKS; /* block 0 is the one at hand */
	f->before_turn = before_turn;
	f->argument = argument;
}

uint64_t capture_file_turn(const struct capture_file *f)
{
	return f->turn;
}

const char *capture_file_error(const struct capture_file *f)
{
	return f->error;
}

void capture_file_progress(const struct capture_file *f, uint64_t *done, uint64_t *total)
{
	*done = decompress_consumed(f->source);
	*total = f->size;
}

uint64_t capture_file_passed_over(const struct capture_file *f)
{
	return f->passed_over;
}

void capture_file_close(struct capture_file *f)
{
	if (!f)
		return;
	close(f->fd);
	release(f);
}
