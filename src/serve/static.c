/* static.c - the files of the page, all in memory: a path can only name one of them.
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/embedded.h"
#include "lib/log.h"
#include "lib/memory.h"

#define FILES_MAX 256
#define FILE_MAX  (16 << 20)

static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
};

static const char *type_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(dot, types[i][0]) == 0)
			return types[i][1];
	return NULL;
}

static void add(struct server *s, const char *name, const void *data, size_t length, bool owned)
{
	s->files = xreallocarray(s->files, s->file_count + 1, sizeof(*s->files));
	s->files[s->file_count++] = (struct static_file){
	        .name = xstrdup(name), .data = data, .length = length, .owned = owned};
}

static bool read_all(int fd, char *data, size_t length)
{
	while (length > 0) {
		const ssize_t n = read(fd, data, length);

		if (n <= 0)
			return false;
		data += n;
		length -= (size_t)n;
	}
	return true;
}

/* Files that are not of the page's types (source maps) are left out. */
static bool add_file(struct server *s, int folder, const char *name)
{
	struct stat st;
	const int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && fstat(fd, &st) == 0;

	if (good && S_ISREG(st.st_mode) && st.st_size <= FILE_MAX && type_of(name)) {
		const size_t length = (size_t)st.st_size;
		char *data = xmalloc(length + 1);

		good = read_all(fd, data, length);
		add(s, name, data, length, true);
	}
	if (!good)
		log_error("serve: %s/%s: %s", s->config.web_folder, name, strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

static bool add_folder(struct server *s)
{
	DIR *folder = opendir(s->config.web_folder);
	bool good = folder != NULL;

	if (!folder)
		log_error("serve: %s: %s", s->config.web_folder, strerror(errno));
	for (struct dirent *e; good && (e = readdir(folder)) != NULL;)
		if (e->d_name[0] != '.' && s->file_count < FILES_MAX)
			good = add_file(s, dirfd(folder), e->d_name);
	if (folder)
		closedir(folder);
	return good;
}

bool static_load(struct server *server)
{
	const struct embedded_file *file = server->config.web_files;

	if (server->config.web_folder)
		return add_folder(server);
	for (; file && file->name; file++)
		add(server, file->name, file->data, file->length, false);
	return true;
}

void static_free(struct server *server)
{
	for (size_t i = 0; i < server->file_count; i++) {
		if (server->files[i].owned)
			free((void *)(uintptr_t)server->files[i].data);
		free(server->files[i].name);
	}
	free(server->files);
}

void static_answer(struct request *r)
{
	const struct target *t = &r->target;
	const char *name = t->segment_count == 0 ? "index.html" : t->segment[0];

	for (size_t i = 0; t->segment_count <= 1 && i < r->server->file_count; i++) {
		const struct static_file *file = &r->server->files[i];

		if (strcmp(file->name, name) != 0)
			continue;
		r->status = 200;
		r->type = type_of(name);
		/* lives as long as the server: it is not copied */
		r->stream = MHD_create_response_from_buffer(
		        file->length, (void *)(uintptr_t)file->data, MHD_RESPMEM_PERSISTENT);
		return;
	}
	request_problem(r, 404, "Not found", "there is no such file");
}
