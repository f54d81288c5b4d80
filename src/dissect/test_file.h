/* test_file.h - the file by which people try their virus scanners. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

#define TEST_FILE_LENGTH 68
#define TEST_FILE_MOST	 128 /* with the blanks that may follow */

/* True when a file that begins with these bytes may be the EICAR test file. */
bool test_file_may_begin(struct cursor file);
/* Emits an anomaly, and returns true, when a file with these bytes is the EICAR test file, whole. */
bool test_file_look(struct context *ctx, struct cursor file);
