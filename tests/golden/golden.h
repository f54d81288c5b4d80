/* golden.h - a conversation written as text, and the facts read from it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

/* Runs one .talk file and appends its facts as lines. Returns 0, or -1 after printing what is wrong. */
int talk_facts(const char *path, struct buf *out);
