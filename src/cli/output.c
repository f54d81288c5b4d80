/* output.c - files that commands write. SPDX-License-Identifier: Apache-2.0 */

#include "cli/output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>

#include "lib/buf.h"

int output_write(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wbe");

	if (!file)
		return -errno;
	const bool written = fwrite(bytes->data, 1, bytes->length, file) == bytes->length;

	return fclose(file) == 0 && written ? 0 : -EIO;
}
