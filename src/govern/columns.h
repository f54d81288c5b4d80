/* columns.h - columns of a pack that are what the plant has: zones, kinds of devices and single ones. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"
#include "store/store.h"

/* A copy of the pack, in the arena, with the plant's zones, its roles and the devices answered for themselves, or the
 * suppliers of the scope, as its columns.
 * 0 or -errno. */
__attribute__((warn_unused_result)) int columns_of_plant(struct store *store,
							 const struct viewer *viewer,
							 const struct pack *pack, int64_t scope,
							 struct arena *arena,
							 const struct pack **out);
