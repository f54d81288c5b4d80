/* line.h - reading protocols that are made of lines of text. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/cursor.h"

/* Takes the next line without its CR LF or LF. False, and nothing taken, while its end is not
 * there. */
bool line_next(struct cursor *c, struct cursor *line);
/* Removes blanks and tabs at both ends. */
void line_trim(struct cursor *text);
/* True when text begins with word; letters of either case are equal. */
bool line_begins(const struct cursor *text, const char *word);
/* True when the bytes are a beginning of word, or begin with it: more bytes may still decide. */
bool line_may_begin(const struct cursor *text, const char *word);
/* True when text is word, letters of either case being equal. */
bool line_is(const struct cursor *text, const char *word);
/* Where word stands within text, letters of either case being equal, or -1. */
ptrdiff_t line_find(const struct cursor *text, const char *word);
/* The same for words whose letters have one case, as in XML: many times faster. */
ptrdiff_t line_find_exact(const struct cursor *text, const char *word);
/* Takes what stands before the first of byte, and passes over byte; all that is left when there is
 * none. */
struct cursor line_until(struct cursor *text, uint8_t byte);
/* For "Name: value": true when the line has this name; value is then trimmed. */
bool line_value(const struct cursor *line, const char *name, struct cursor *value);
/* Takes the digits (base 10 or 16) at the beginning. False when there are none or too many. */
bool line_number(struct cursor *text, unsigned base, uint64_t *number);
/* What stands between open and close in text; false when it is not there. */
bool line_between(const struct cursor *text, const char *open, const char *close,
                  struct cursor *inside);
/* True when every byte is printable ASCII, a tab or a line end. */
bool line_is_plain(const struct cursor *text);
