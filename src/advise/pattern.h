/* pattern.h - does a device's model match what an advisory calls its product. SPDX-License-Identifier: Apache-2.0
 *
 * Patterns are globs and words. There are no regular expressions: no pattern takes longer than its
 * length times that of the text.
 */
#pragma once

#include <stdbool.h>

/* "*" any characters, "?" one (CSAF 3.1.3.3.5); case and blanks do not count. */
bool pattern_glob(const char *pattern, const char *text);

/* The same for the whole text or one of its words. */
bool pattern_number(const char *pattern, const char *text);

/* How a model matched; better ones are greater. */
enum pattern_hit {
	PATTERN_NONE,
	PATTERN_FAMILY, /* the product's name is the beginning of the model: "NX1" or "CJ2M" */
	PATTERN_WORDS,	/* all its words are in the model */
	PATTERN_NAME,	/* its model designation is the device's */
	PATTERN_NUMBER, /* the model number is the device's */
};

/* Compares a product's name, as advisories have it ("ControlLogix 1756-L7x series"), with a model. */
enum pattern_hit pattern_product(const char *product, const char *model);
