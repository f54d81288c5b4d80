/* words.h - words of the page for what leaves it as a file. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Reads the page's texts, once, before any thread asks. */
void words_load(void);
/* What the page calls this value of the group ("role", "plc"); the value itself when it has no word. */
const char *words_find(bool japanese, const char *group, const char *value);
