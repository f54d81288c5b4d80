/* bundle_file.h - files that commands read whole. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

/* Reads a file into out, up to out->max. 0 or -errno (-EFBIG). */
__attribute__((warn_unused_result)) int bundle_file_read(const char *path, struct buf *out);
