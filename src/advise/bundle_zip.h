/* bundle_zip.h - archives in memory. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <zip.h>

#include "lib/buf.h"

/* Opens an archive that lies in memory, for as long as it is open; NULL when it is none. */
zip_t *bundle_open(const void *bytes, size_t length);
/* A member's bytes, as many as out may hold. 0, -ENOENT, -E2BIG, or -EINVAL: damaged. */
__attribute__((warn_unused_result)) int bundle_unpack(zip_t *zip, const char *name, struct buf *out);
