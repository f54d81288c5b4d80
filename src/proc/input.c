/* input.c - captures that `yagura run` is told to read. SPDX-License-Identifier: Apache-2.0 */

#include "proc/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int input_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		fprintf(stderr, "yagura: %s: %s\n", path, strerror(errno));
	} else if (S_ISREG(st.st_mode)) {
		return fd;
	} else {
		fprintf(stderr, "yagura: %s: %s\n", path,
			S_ISDIR(st.st_mode) ? strerror(EISDIR)
					    : "not a file (`yagura read` takes pipes)");
	}
	if (fd >= 0)
		close(fd);
	return -1;
}
