/* csv.h - cells of CSV files (RFC 4180). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

/* Without it Excel takes UTF-8 for CP932. */
#define CSV_MARK "\xef\xbb\xbf"

/* A quoted text; nothing for NULL. What begins like a formula, and would be run, gets a quote before it. */
void csv_text(struct buf *out, const char *text);
