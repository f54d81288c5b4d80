/* folder.h - which entry of the allow-list stands above that of a target. SPDX-License-Identifier: Apache-2.0
 *
 * Of a function its targets are counted: when there are very many, any is normal. Files are counted by folder before that:
 * where new names come each day, the folder is what is usual.
 */
#pragma once

#include "judge/allowlist.h"

#define FOLDER_SIZE 256

/* Whether an operation's target has a folder: it is a file, or a path as HTTP has them. */
bool folder_has(const struct allowed *row);
/* The name with "#" for each number in it: "recipe12.csv" and "recipe7.csv" are of one kind. "/v1/" of a
 * path keeps its own. */
void folder_kind(const char *target, char out[FOLDER_SIZE]);
/* The folder of a file's name and an asterisk, "file /recipe/" + "*"; false for what is a folder itself. */
bool folder_of(const char *target, char out[FOLDER_SIZE]);
/* The entry above that of an operation on a target: of its folder, or of its function; NULL none. */
struct allowed_entry *folder_above(struct allowlist *list, const struct allowed *row);
/* How many entries stand below this one. */
unsigned int folder_count(struct allowlist *list, const struct allowed_entry *entry);
/* Learning wants an entry for this target: false when any target is normal, or is from now on for there are so many. */
bool folder_takes(struct allowlist *list, const struct allowed *row);
