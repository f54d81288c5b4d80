/* upload.c - captures that were sent in, until they are read. SPDX-License-Identifier: Apache-2.0
 *
 * The file lies beside the database as DATABASE-upload-ID, the id being that of its source, from before the
 * browser gets its answer until all that it told is committed; then it is kept (kept.h). Whoever dies in between: the next server
 * finds it there and has it read.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "proc/kept.h"
#include "proc/messages.h"
#include "proc/writer.h"
#include "store/account.h"

static char *path_of(const struct writer *w, int64_t source)
{
	size_t size = strlen(w->config->database) + 32;
	char *path = xmalloc(size);

	snprintf(path, size, "%s-upload-%lld", w->config->database, (long long)source);
	return path;
}

/* A renamed file is there after a power cut when its folder was written out. */
static int sync_folder(const struct writer *w)
{
	int fd = open(w->config->place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 || fsync(fd) != 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return rc;
}

static int ask_for_reading(const struct writer *w, const char *name, int64_t source, int fd)
{
	struct message_capture message = {.source = source};

	snprintf(message.name, sizeof(message.name), "%s", name);
	return ipc_send(w->config->control, MESSAGE_CAPTURE, &message, sizeof(message), fd);
}

/* A capture of this name and size that was read to its end is not read again (feed.c). */
static bool is_read(struct writer *w, int64_t id, int fd)
{
	struct source source;
	struct stat st;
	bool read = fstat(fd, &st) == 0 &&
		    store_source_any(w->store, id, &w->arena, &source) == 0 &&
		    strcmp(source.state, "done") == 0 &&
		    source_counter_value(&source, "capture.file_size") == (uint64_t)st.st_size;

	arena_reset(&w->arena);
	return read;
}

static int keep(struct writer *w, const struct change *c)
{
	char *path = path_of(w, c->id);
	int rc = store_source_state(w->store, c->id, "reading", "");

	if (rc == 0)
		rc = rename(c->upload.path, path) == 0 ? sync_folder(w) : -errno;
	free(path);
	return rc ? rc : ask_for_reading(w, c->upload.filename, c->id, c->upload.fd);
}

int upload_apply(struct writer *w, struct change *c)
{
	const struct viewer *who = c->viewer ? c->viewer : &store_system;
	const char *name = c->upload.filename;
	int rc = store_source_open(w->store, who, name, "file", name, "", &c->id);

	if (rc == 0)
		rc = store_audit(w->store, who, "capture.upload", name, NULL);
	if (rc != 0)
		return rc;
	if (!is_read(w, c->id, c->upload.fd))
		return keep(w, c);
	kept_upload(w, c->upload.path, c->id);
	return 0;
}

static int read_again(struct writer *w, const struct source *source)
{
	if (strcmp(source->kind, "file") != 0)
		return -ENODATA;
	if (strcmp(source->state, "done") != 0)
		return -EBUSY;
	char *path = path_of(w, source->id);
	const int fd = kept_return(w, source, path);

	free(path);
	if (fd < 0)
		return fd;
	int rc = store_source_again(w->store, source->id);
	if (rc == 0)
		rc = sync_folder(w);
	if (rc == 0)
		rc = ask_for_reading(w, source->sensor, source->id, fd);
	close(fd);
	return rc;
}

int upload_again(struct writer *w, int64_t id)
{
	struct source source;
	int rc = store_source_any(w->store, id, &w->arena, &source);

	rc = rc ? rc : read_again(w, &source);
	arena_reset(&w->arena);
	return rc;
}

/* What was read: to its end, or as far as it can be. */
void upload_committed(struct writer *w)
{
	for (size_t i = 0; i < w->feeds; i++) {
		struct feed *f = &w->feed[i];
		struct stat st;

		if (f->live || !f->ended || f->fd >= 0 || !f->inode)
			continue;
		char *path = path_of(w, f->source);
		/* another one of that name may have been sent in since */
		if (lstat(path, &st) == 0 && (uint64_t)st.st_ino == f->inode)
			kept_upload(w, path, f->source);
		free(path);
		f->inode = 0;
		if (ipc_send(w->config->control, MESSAGE_KEPT, &(struct message_kept){f->id},
			     sizeof(struct message_kept), -1) != 0)
			log_warn("the monitor cannot be told what is kept");
	}
}

static void resume(struct writer *w, const char *path, int64_t id)
{
	struct source source;
	int rc = store_source_any(w->store, id, &w->arena, &source);
	int fd = rc == 0 ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;

	if (rc == -ENOENT || (fd >= 0 && is_read(w, id, fd)) ||
	    (rc == 0 && strcmp(source.state, "broken") == 0)) {
		(void)unlink(path); /* its row never came to be, or it was read */
	} else if (fd >= 0) {
		log_info("%s was not read to its end: it is read again", source.sensor);
		rc = ask_for_reading(w, source.sensor, id, fd);
	}
	if (rc != 0 && rc != -ENOENT)
		log_warn("%s cannot be read now: %s", path, strerror(-rc));
	if (fd >= 0)
		close(fd);
	arena_reset(&w->arena);
}

/* Of "yagura.db-upload-12" the 12, -1 it is none; 0 one whose sending was broken off. */
static int64_t id_in(const char *name, const char *database)
{
	const char *slash = strrchr(database, '/');
	const char *base = slash ? slash + 1 : database;
	size_t length = strlen(base);
	char *end;

	if (strncmp(name, base, length) != 0)
		return -1;
	name += length;
	if (strncmp(name, "-part-", 6) == 0 && strlen(name) == 12)
		return 0;
	if (strncmp(name, "-upload-", 8) != 0 || name[8] < '1' || name[8] > '9')
		return -1;
	long long id = strtoll(name + 8, &end, 10);
	return *end ? -1 : id;
}

void upload_resume(struct writer *w)
{
	DIR *folder = opendir(w->config->place->folder);
	const struct dirent *entry;

	if (!folder)
		log_warn("%s: %s", w->config->place->folder, strerror(errno));
	while (folder && (entry = readdir(folder)) != NULL) {
		int64_t id = id_in(entry->d_name, w->config->database);
		size_t size = strlen(w->config->place->folder) + strlen(entry->d_name) + 2;
		char *path = xmalloc(size);

		snprintf(path, size, "%s/%s", w->config->place->folder, entry->d_name);
		if (id == 0)
			(void)unlink(path);
		else if (id > 0)
			resume(w, path, id);
		free(path);
	}
	if (folder)
		closedir(folder);
}
