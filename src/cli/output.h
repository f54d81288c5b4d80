/* output.h - files that commands write. SPDX-License-Identifier: Apache-2.0 */
#pragma once

struct buf;

/* Writes all of bytes to a new file, over one that is there. 0 or -errno. */
int output_write(const char *path, const struct buf *bytes);
