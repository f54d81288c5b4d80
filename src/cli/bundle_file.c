/* bundle_file.c - files that commands read whole. SPDX-License-Identifier: Apache-2.0 */

#include "cli/bundle_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int bundle_file_read(const char *path, struct buf *out)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = 0;

	if (fd < 0)
		return -errno;
	for (uint8_t *room; (room = buf_reserve(out, 4096)) != NULL; out->length += (size_t)n) {
		n = read(fd, room, 4096);
		if (n <= 0)
			break;
	}
	const int rc = n < 0 ? -errno : n > 0 ? -EFBIG : 0;
	close(fd);
	return rc;
}
