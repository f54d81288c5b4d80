/* archive.h - files packed into one (zip). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

struct buf;

struct archive_file {
	const char *name;
	const void *bytes;
	size_t length;
};

/* Appends the archive of these files to out. 0 or -errno. */
__attribute__((warn_unused_result)) int archive_write(const struct archive_file *files, size_t count, struct buf *out);
