/* cut.h - packets of a ring, or of captures, as one capture; runs in a job. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "serve/serve.h"

#define CUT_FILES_MAX 1024

/* Writes what the files hold of it, each within its span (of a capture: all), to output as
 * pcapng, oldest first; nothing when there is none. Takes over the files. */
void cut_run(const struct serve_cut *cut, const int *files, const struct serve_span *spans, size_t count, int output);
