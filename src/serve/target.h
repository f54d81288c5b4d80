/* target.h - the request target: path segments and query (RFC 3986, 3.3 and 3.4).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define TARGET_SEGMENTS 8
#define TARGET_PAIRS    32
#define TARGET_LENGTH   8192

/* Everything is decoded, UTF-8, without NUL, and lives in the arena. */
struct target {
	size_t segment_count; /* "/" has none */
	const char *segment[TARGET_SEGMENTS];
	size_t pair_count;
	struct target_pair {
		const char *name;
		const char *value;
	} pair[TARGET_PAIRS];
};

/* Splits first and decodes then, so that %2F never makes a segment. 0 or -EINVAL. */
__attribute__((warn_unused_result)) int target_parse(const char *text, size_t length,
                                                     struct arena *arena, struct target *out);
/* Percent-decoded text (RFC 3986, 2.1), with '+' as blank if form. NULL when it is not UTF-8 text.
 */
char *target_decode(const char *text, size_t length, bool form, struct arena *arena);
/* Value of the first parameter of this name, or NULL. */
const char *target_value(const struct target *target, const char *name);
/* True when the segments from `first` on are those of the pattern; "{id}" matches any one, which is
 * then *argument. */
bool target_match(const struct target *target, size_t first, const char *pattern,
                  const char **argument);
