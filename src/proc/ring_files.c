/* ring_files.c - the segment files of an interface's packet ring. SPDX-License-Identifier: Apache-2.0 */

#include "proc/ring_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/memory.h"
#include "proc/place.h"

#define SEGMENTS     16
#define SEGMENT_MOST (UINT64_C(256) << 20) /* a sensor maps one at a time */
#define SEGMENT_GOOD (UINT64_C(64) << 20)
#define RING_LEAST   (UINT64_C(4) << 20)
#define RING_DEFAULT (UINT64_C(1) << 30)

bool ring_size(const char *text, uint64_t *bytes)
{
	static const char units[] = "KMGT";
	char *end;

	errno = 0;
	unsigned long long value = strtoull(text, &end, 10);
	const char *unit = *end ? strchr(units, *end) : NULL;
	int shift = unit ? (int)(unit - units + 1) * 10 : 0;
	if (text[0] < '0' || text[0] > '9' || errno || (*end && (!unit || end[1])) ||
	    value > UINT64_MAX >> shift)
		return false;
	*bytes = (uint64_t)value << shift;
	return true;
}

static uint64_t default_bytes(const struct place *place)
{
	struct statvfs st;

	if (statvfs(place->folder, &st) != 0)
		return 0;
	uint64_t tenth = (uint64_t)st.f_bavail * st.f_frsize / 10;
	return tenth < RING_DEFAULT ? tenth : RING_DEFAULT;
}

uint64_t ring_budget(const struct place *place, const char *wanted)
{
	uint64_t bytes = 0;

	if (!wanted)
		return default_bytes(place);
	return ring_size(wanted, &bytes) ? bytes : 0;
}

/* How many segments of which size, in whole pages. */
static void divide(uint64_t bytes, struct ring_files *out)
{
	uint64_t count = bytes / SEGMENT_GOOD;

	count = count < SEGMENTS ? SEGMENTS : count > RING_SEGMENTS_MAX ? RING_SEGMENTS_MAX : count;
	uint64_t each = bytes / count;
	each = each > SEGMENT_MOST ? SEGMENT_MOST : each;
	out->bytes = (size_t)(each & ~UINT64_C(4095));
	out->count = (size_t)count;
}

/* In a folder whose owner may have put a link there: only a file of one name is taken. */
static int open_segment(const struct place *place, const char *path, size_t bytes)
{
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	struct stat st;
	int rc = fd < 0 || fstat(fd, &st) != 0 ? -errno : 0;

	if (rc == 0 && (!S_ISREG(st.st_mode) || st.st_nlink != 1))
		rc = -EPERM;
	if (rc == 0 && geteuid() == 0 && st.st_uid != place->uid &&
	    fchown(fd, place->uid, place->gid) != 0)
		rc = -errno;
	if (rc == 0 && st.st_size != (off_t)bytes && ftruncate(fd, 0) != 0) /* another ring's */
		rc = -errno;
	if (rc == 0)
		rc = -posix_fallocate(fd, 0, (off_t)bytes);
	if (rc == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return rc;
}

static char *segment_path(const char *database, const char *interface, size_t i)
{
	size_t size = strlen(database) + strlen(interface) + 16;
	char *path = xmalloc(size);

	snprintf(path, size, "%s-ring-%s-%03zu", database, interface, i);
	return path;
}

static void remove_from(const char *database, const char *interface, size_t first)
{
	bool gone = false;

	for (size_t i = first; i <= RING_SEGMENTS_MAX && !gone; i++) {
		char *path = segment_path(database, interface, i);

		gone = unlink(path) != 0;
		free(path);
	}
}

void ring_files_close(struct ring_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		close(files->fd[i]);
	if (files->stage >= 0)
		close(files->stage);
	files->count = 0;
	files->stage = -1;
}

static int open_one(const struct place *place, const char *database, const char *interface, size_t i, size_t bytes)
{
	char *path = segment_path(database, interface, i);
	const int fd = open_segment(place, path, bytes);

	if (fd < 0)
		log_warn("%s: no packets are kept: %s", path, strerror(-fd));
	free(path);
	return fd;
}

/* The stage stands last, so that segments of an earlier version, which had none, stay where they were. */
static bool open_all(const struct place *place, const char *database, const char *interface,
		     struct ring_files *out)
{
	const size_t count = out->count;

	for (out->count = 0; out->count < count; out->count++) {
		out->fd[out->count] = open_one(place, database, interface, out->count, out->bytes);
		if (out->fd[out->count] < 0)
			return false;
	}
	out->stage = open_one(place, database, interface, count, ring_stage_size(out->bytes));
	remove_from(database, interface, count + 1);
	return out->stage >= 0;
}

bool ring_files_open(const struct place *place, const char *database, const char *interface,
		     const char *wanted, struct ring_files *out)
{
	uint64_t bytes = 0;

	*out = (struct ring_files){.stage = -1};
	if (wanted ? !ring_size(wanted, &bytes) : (bytes = default_bytes(place)) == 0)
		return false;
	if (bytes < RING_LEAST) {
		if (bytes || !wanted)
			log_warn("%s: no packets are kept: there is too little room", interface);
		remove_from(database, interface, 0);
		return false;
	}
	divide(bytes, out);
	if (open_all(place, database, interface, out))
		return true;
	ring_files_close(out);
	remove_from(database, interface, 0);
	return false;
}

static void empty(int fd, size_t bytes)
{
	const int rc = fd < 0 ? 0 : ftruncate(fd, 0) != 0 ? errno : posix_fallocate(fd, 0, (off_t)bytes);

	if (rc != 0)
		log_warn("packets could not be taken away: %s", strerror(rc));
}

void ring_files_empty(const struct ring_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		empty(files->fd[i], files->bytes);
	if (files->count)
		empty(files->stage, ring_stage_size(files->bytes));
}

void ring_files_remove(const char *database, const char *interface)
{
	remove_from(database, interface, 0);
}
