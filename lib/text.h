/* text.h - text from outside, made safe to keep and show. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length of the UTF-8 sequence at text (RFC 3629: no overlong forms, no surrogates), 0 if it is none. */
size_t text_utf8_length(const char *text, size_t length);
/* True when all of it is UTF-8. */
bool text_is_utf8(const void *bytes, size_t length);
/*
 * Makes a device's own words fit to keep: ends at a NUL, blanks around it go, UTF-8 stays, else CP932
 * where it is valid, else what is not printable ASCII becomes '.'. Control characters become '.', and
 * marks that turn the direction of writing go. out is NUL-terminated; returns its length.
 */
size_t text_clean(const void *bytes, size_t length, char *out, size_t capacity);
/* The same for UTF-16 little endian. */
size_t text_clean_utf16le(const void *bytes, size_t length, char *out, size_t capacity);
/* Loads what text_from_cp932 and text_clean need from the disk: before a process is confined. False
 * when this system has no CP932. */
bool text_prepare(void);
/* CP932 to UTF-8, all of it. Returns bytes written, or -1 when it is not CP932 or does not fit. */
ptrdiff_t text_from_cp932(const void *bytes, size_t length, char *out, size_t capacity);
/* The place of this text in a list of so many, none of them NULL; -1 when it is not there, or NULL. */
int text_find(const char *const *list, int count, const char *text);
/*
 * Adds what fits to the text that is so long in out; returns how long it is then, always ended by a NUL. For texts made
 * for each record: printf reads its format anew each time.
 */
size_t text_add(char *out, size_t capacity, size_t length, const char *text);
/* The same of a number, in decimal digits. */
size_t text_add_number(char *out, size_t capacity, size_t length, uint64_t number);
