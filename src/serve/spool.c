/* spool.c - bodies that do not fit into memory go to a file. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/log.h"

bool spool_open(struct request *r, bool named)
{
	const char *slash = strrchr(r->server->config.database, '/');
	/* the writer clears away what a crash left of that name */
	char *path = arena_printf(&r->arena, "%s/%s-part-XXXXXX", r->server->spool_folder,
				  slash ? slash + 1 : r->server->config.database);

	r->spool = mkostemp(path, O_CLOEXEC);
	if (r->spool < 0) {
		const int rc = -errno;

		log_warn("serve: %s: %s", path, strerror(-rc));
		request_failed(r, rc);
		return false;
	}
	if (named)
		r->spool_path = path;
	else
		(void)unlink(path);
	return true;
}

int spool_write(struct request *r, const void *bytes, size_t length)
{
	const char *p = bytes;

	while (length > 0) {
		const ssize_t n = write(r->spool, p, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -EIO;
		p += n;
		length -= (size_t)n;
	}
	return 0;
}

void spool_close(struct request *r)
{
	if (r->spool >= 0)
		close(r->spool);
	if (r->spool_path)
		(void)unlink(r->spool_path);
	r->spool = -1;
	r->spool_path = NULL;
}
