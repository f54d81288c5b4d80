/* refusal.h - the words of a refusal in the language of who asks. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/arena.h"

/* The line in Japanese, in the arena; the line itself where refusals.inc has no row for it. */
const char *refusal_japanese(struct arena *arena, const char *english);
