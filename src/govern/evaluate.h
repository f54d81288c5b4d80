/* evaluate.h - gauges run by the clock, and their verdicts are kept. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

struct store;

/* Runs every gauge of the built-in packs for each site that is watched and keeps the verdicts; for the writer. 0 or -errno. */
__attribute__((warn_unused_result)) int evaluate_all(struct store *store, int64_t now);
