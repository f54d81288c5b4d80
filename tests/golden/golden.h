/* golden.h - a conversation written as text, and the facts read from it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

/* Runs one .talk file and appends its facts as lines. Returns 0, or -1 after printing what is wrong.
 * piece: TCP messages come in segments of so many bytes, in disorder and repeated; 0 as written. */
int talk_facts(const char *path, size_t piece, struct buf *out);
