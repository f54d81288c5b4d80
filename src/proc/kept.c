/* kept.c - captures that were read and stay, for their packets to be cut out. SPDX-License-Identifier: Apache-2.0 */

#include "proc/kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "proc/sources.h"

#define DAY (86400 * SECOND)

/* Of the command line; HTTP threads look them up. */
static struct {
	int64_t scope;
	char name[SOURCE_NAME_MAX];
	int fd;
} named[SOURCES_MAX];
static size_t named_count;
static pthread_mutex_t named_lock = PTHREAD_MUTEX_INITIALIZER;

void kept_take(int64_t scope, const char *name, int fd)
{
	size_t i = 0;

	pthread_mutex_lock(&named_lock);
	while (i < named_count && (named[i].scope != scope || strcmp(named[i].name, name) != 0))
		i++;
	if (i < named_count)
		close(named[i].fd);
	if (i == SOURCES_MAX) {
		close(fd);
	} else {
		snprintf(named[i].name, sizeof(named[i].name), "%s", name);
		named[i].scope = scope;
		named[i].fd = fd;
		named_count += i == named_count;
	}
	pthread_mutex_unlock(&named_lock);
}

/* Somebody may have sent another file of that name in, for his own site. */
static int open_named(int64_t scope, const char *name)
{
	int fd = -ENOENT;

	pthread_mutex_lock(&named_lock);
	for (size_t i = 0; i < named_count && fd == -ENOENT; i++)
		if (named[i].scope == scope && strcmp(named[i].name, name) == 0)
			fd = fcntl(named[i].fd, F_DUPFD_CLOEXEC, 3);
	pthread_mutex_unlock(&named_lock);
	return fd == -1 ? -errno : fd;
}

static char *path_of(const struct writer *w, int64_t source)
{
	size_t size = strlen(w->config->database) + 32;
	char *path = xmalloc(size);

	snprintf(path, size, "%s-capture-%lld", w->config->database, (long long)source);
	return path;
}

int kept_open(void *argument, const struct source *source)
{
	int fd = open_named(source->scope, source->sensor);

	if (fd >= 0)
		return fd;
	char *path = path_of(argument, source->id);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	free(path);
	return fd < 0 ? -errno : fd;
}

int kept_return(const struct writer *w, const struct source *source, const char *path)
{
	int fd = open_named(source->scope, source->sensor);

	if (fd >= 0)
		return fd;
	char *kept = path_of(w, source->id);
	fd = open(kept, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0 && rename(kept, path) != 0) {
		const int rc = -errno;

		close(fd);
		fd = rc;
	} else if (fd < 0) {
		fd = -ENODATA;
	}
	free(kept);
	return fd;
}

struct kept_file {
	char *path;
	int64_t time;
	uint64_t size;
};

static int newest_first(const void *a, const void *b)
{
	const struct kept_file *x = a, *y = b;

	return (x->time < y->time) - (x->time > y->time);
}

static bool is_kept(const char *name, const char *database)
{
	const char *slash = strrchr(database, '/');
	const char *base = slash ? slash + 1 : database;
	size_t length = strlen(base);

	return strncmp(name, base, length) == 0 && strncmp(name + length, "-capture-", 9) == 0;
}

/* All of them; the caller frees the list and its paths. */
static struct kept_file *list_kept(const struct writer *w, size_t *count)
{
	const char *folder = w->config->place->folder;
	DIR *d = opendir(folder);
	struct kept_file *list = NULL;
	const struct dirent *entry;
	struct stat st;

	*count = 0;
	while (d && (entry = readdir(d)) != NULL) {
		if (!is_kept(entry->d_name, w->config->database))
			continue;
		size_t size = strlen(folder) + strlen(entry->d_name) + 2;
		char *path = xmalloc(size);

		snprintf(path, size, "%s/%s", folder, entry->d_name);
		if (lstat(path, &st) != 0) {
			free(path);
			continue;
		}
		list = xreallocarray(list, *count + 1, sizeof(*list));
		list[(*count)++] = (struct kept_file){
			path, st.st_mtim.tv_sec * SECOND + st.st_mtim.tv_nsec, (uint64_t)st.st_size};
	}
	if (d)
		closedir(d);
	return list;
}

void kept_prune(const struct writer *w)
{
	const int64_t oldest = w->config->keep_days ? clock_now() - (int64_t)w->config->keep_days * DAY : 0;
	size_t count;
	struct kept_file *list = list_kept(w, &count);
	uint64_t total = 0;

	if (count)
		qsort(list, count, sizeof(*list), newest_first);
	for (size_t i = 0; i < count; i++) {
		total += list[i].size;
		if ((total > w->config->keep_bytes || list[i].time < oldest) && unlink(list[i].path) != 0)
			log_warn("%s: %s", list[i].path, strerror(errno));
		free(list[i].path);
	}
	free(list);
}

void kept_forget(const struct writer *w)
{
	size_t count;
	struct kept_file *list = list_kept(w, &count);

	for (size_t i = 0; i < count; i++) {
		const int64_t source = strtoll(strrchr(list[i].path, '-') + 1, NULL, 10);

		if (!store_source_is(w->store, source) && unlink(list[i].path) != 0)
			log_warn("%s: %s", list[i].path, strerror(errno));
		free(list[i].path);
	}
	free(list);
}

void kept_upload(const struct writer *w, const char *path, int64_t source)
{
	char *kept = path_of(w, source);

	if (rename(path, kept) != 0) {
		log_warn("%s: %s", path, strerror(errno));
		(void)unlink(path);
	} else if (utimensat(AT_FDCWD, kept, NULL, 0) != 0) {
		log_warn("%s: %s", kept, strerror(errno));
	}
	free(kept);
	kept_prune(w);
}
