/* texts.h - what is said of a finding, for a production engineer (catalog/detectors.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "lib/buf.h"

#define TEXT_STEPS 6

enum language { LANGUAGE_JA, LANGUAGE_EN, LANGUAGE_COUNT };

/* In one language; {device} {peer} {count} {detail} stand for what is known of the finding, {count|time|times} for a
 * number and its word. What stands
 * between {named} and {end} is left out when detail says no more than device, or nothing. */
struct finding_text {
	const char *title;
	const char *what;
	const char *why;
	const char *step[TEXT_STEPS]; /* what to do next */
	size_t steps;
};

/* What fills the places; NULL is "". */
struct text_values {
	const char *device;
	const char *peer;
	const char *detail;
	unsigned long long count;
};

/* "ja" is Japanese, all else English. */
enum language language_parse(const char *text);
/* Of a detector's id, owned by the program, read once (any thread); NULL when the catalog has none. */
const struct finding_text *finding_text(const char *id, enum language language);
/* Appends the text with its places filled. */
void text_fill(struct buf *out, const char *text, const struct text_values *values);
