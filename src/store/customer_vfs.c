/* customer_vfs.c - SQLite reads a file that is open already, and nothing else. SPDX-License-Identifier: Apache-2.0
 *
 * The name of a database is the number of its descriptor (sqlite.org/vfs.html).
 */

#include "store/customer_vfs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/clock.h"

#define NAME "open-file"
#define NAME_MAX_BYTES 16

struct open_file {
	sqlite3_file base;
	int fd;
};

static int fd_of(const sqlite3_file *file)
{
	return ((const struct open_file *)(const void *)file)->fd;
}

static int x_close(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

/* What lies behind the end reads as zeroes, and is said to be short. */
static int x_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
	char *to = bytes;
	size_t left = length > 0 ? (size_t)length : 0;

	while (left > 0) {
		const ssize_t n = pread(fd_of(file), to, left, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return SQLITE_IOERR_READ;
		if (n == 0)
			break;
		to += n;
		at += n;
		left -= (size_t)n;
	}
	memset(to, 0, left);
	return left ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int x_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
	(void)file, (void)bytes, (void)length, (void)at;
	return SQLITE_READONLY;
}

static int x_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	(void)file, (void)size;
	return SQLITE_READONLY;
}

static int x_nothing(sqlite3_file *file, int how)
{
	(void)file, (void)how;
	return SQLITE_OK;
}

static int x_size(sqlite3_file *file, sqlite3_int64 *size)
{
	struct stat st;

	if (fstat(fd_of(file), &st) != 0)
		return SQLITE_IOERR_FSTAT;
	*size = st.st_size;
	return SQLITE_OK;
}

static int x_no_lock(sqlite3_file *file, int *held)
{
	(void)file;
	*held = 0;
	return SQLITE_OK;
}

static int x_control(sqlite3_file *file, int what, void *argument)
{
	(void)file, (void)what, (void)argument;
	return SQLITE_NOTFOUND;
}

static int x_sector(sqlite3_file *file)
{
	(void)file;
	return 4096;
}

static int x_traits(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_IMMUTABLE;
}

/* Version 1: no shared memory. A write-ahead log would be another file: it is not looked for. */
static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = x_close,
	.xRead = x_read,
	.xWrite = x_write,
	.xTruncate = x_truncate,
	.xSync = x_nothing,
	.xFileSize = x_size,
	.xLock = x_nothing,
	.xUnlock = x_nothing,
	.xCheckReservedLock = x_no_lock,
	.xFileControl = x_control,
	.xSectorSize = x_sector,
	.xDeviceCharacteristics = x_traits,
};

static int x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
	struct open_file *f = (struct open_file *)(void *)file;

	(void)vfs;
	*f = (struct open_file){.fd = -1};
	if (!name || !(flags & SQLITE_OPEN_MAIN_DB))
		return SQLITE_CANTOPEN;
	f->base.pMethods = &methods;
	f->fd = (int)strtol(name, NULL, 10);
	if (got)
		*got = SQLITE_OPEN_READONLY;
	return SQLITE_OK;
}

static int x_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs, (void)name, (void)sync;
	return SQLITE_IOERR_DELETE;
}

static int x_access(sqlite3_vfs *vfs, const char *name, int how, int *there)
{
	(void)vfs, (void)name, (void)how;
	*there = 0;
	return SQLITE_OK;
}

static int x_full_name(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
	(void)vfs;
	return snprintf(out, (size_t)room, "%s", name) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int x_random(sqlite3_vfs *vfs, int length, char *out)
{
	(void)vfs;
	const ssize_t n = getrandom(out, (size_t)length, GRND_NONBLOCK);

	return n > 0 ? (int)n : 0;
}

static int x_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

/* Days since noon of 24 November 4714 BC, as milliseconds. */
static int x_time(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = INT64_C(210866760000000) + clock_now() / 1000000;
	return SQLITE_OK;
}

static int x_time_days(sqlite3_vfs *vfs, double *now)
{
	sqlite3_int64 ms;

	x_time(vfs, &ms);
	*now = (double)ms / 86400000.0;
	return SQLITE_OK;
}

static int x_error(sqlite3_vfs *vfs, int room, char *out)
{
	(void)vfs, (void)room, (void)out;
	return 0;
}

int customer_vfs_register(bool alone)
{
	static sqlite3_vfs vfs = {
		.iVersion = 2,
		.szOsFile = sizeof(struct open_file),
		.mxPathname = NAME_MAX_BYTES,
		.zName = NAME,
		.xOpen = x_open,
		.xDelete = x_delete,
		.xAccess = x_access,
		.xFullPathname = x_full_name,
		.xRandomness = x_random,
		.xSleep = x_sleep,
		.xCurrentTime = x_time_days,
		.xCurrentTimeInt64 = x_time,
		.xGetLastError = x_error,
	};

	if (!alone && sqlite3_vfs_find(NAME))
		return 0;
	return sqlite3_vfs_register(&vfs, alone) == SQLITE_OK ? 0 : -ENOMEM;
}

int customer_vfs_open(int fd, sqlite3 **db)
{
	char name[NAME_MAX_BYTES];

	snprintf(name, sizeof(name), "%d", fd);
	return sqlite3_open_v2(name, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NAME);
}
