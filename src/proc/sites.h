/* sites.h - what the configuration says is heard for which site. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

struct run_config;

/* True when each --at names a source that is watched or read; else it has said which does not. */
bool sites_good(const struct run_config *config);
/*
 * Writer, before anything comes in: places the sources, from started on. A site that is not there is made, below the
 * root. False after saying why not.
 */
bool sites_place(struct store *store, const struct run_config *config, int64_t started);
