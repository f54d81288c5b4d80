/* version.h - versions of firmware, and the ranges that advisories speak of. SPDX-License-Identifier: Apache-2.0
 *
 * Ranges come as "vers:" (the VERS notation, which CSAF 3.1.2.3.2 refers to) or as people write
 * them, in English or Japanese. What is not understood is said to be unknown, never guessed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define VERSION_TEXT 64 /* longer ones are not compared */

enum version_in { VERSION_UNKNOWN, VERSION_OUTSIDE, VERSION_INSIDE };

/* True when there is something to compare: a number. */
bool version_known(const char *version);
/* Component by component: numbers as numbers, letters as letters, "rc" and the like before nothing;
 * "V2.09", "ver 2.9" and "2.9.0" are one. Less than, equal to or greater than 0. */
int version_compare(const char *one, const char *other);
/* Whether the version lies in the range. "" as a range is every version. */
enum version_in version_in_range(const char *version, const char *range);
