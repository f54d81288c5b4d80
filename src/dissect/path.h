/* path.h - names of files and pages, so that those of one kind are one. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include <stddef.h>

/* What an operation keeps of a name, with its NUL. */
#define PATH_SIZE 96

/*
 * Puts '#' for the parts of a name that are drawn or counted: numbers of at least so many digits,
 * UUIDs, long hexadecimal, keys. "/orders/1207/items" and "log-20260302.csv" stand for all of their
 * kind. In place.
 */
void path_generalise(char *path, unsigned int digits);
/* The same in small letters: Windows knows a file by either. */
void path_small(char *path);
/* What was cut to fit ends before the letter that was cut. */
void path_cut(char *path);
/* Writes what %41 stands for, except control characters; ends at what is no part of the path (RFC
 * 3986, 3.3). */
void path_decode(const void *bytes, size_t length, char *path, size_t capacity);
