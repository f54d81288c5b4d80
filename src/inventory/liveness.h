/* liveness.h - whether a device is heard as it usually is. SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Alive: one of its conversations keeps its rhythm. Silent: none does any more. Unknown: none has a rhythm.
 * Gone is a silence out of all proportion; it is told by whoever has a clock (store). Asked: none of it, but the
 * active check is answered; the store tells that, too, and the inventory never. */
#define LIVENESSES(X) X(UNKNOWN, unknown) X(ALIVE, alive) X(SILENT, silent) X(GONE, gone) X(ASKED, asked)
#define LIVENESS_ENUM(upper, lower) LIVENESS_##upper,
enum liveness { LIVENESSES(LIVENESS_ENUM) LIVENESS_COUNT };
#undef LIVENESS_ENUM

/* "silent"; the number of a name, or -1. */
const char *liveness_name(enum liveness liveness);
int liveness_parse(const char *name);
