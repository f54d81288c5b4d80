/* namesake.h - what tells devices of one name apart. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/inventory.h"

struct namesakes;

/* Of all devices as they stand now. The caller frees. */
struct namesakes *namesakes_new(struct inventory *inventory);
void namesakes_free(struct namesakes *names);
/* Its model, else its IP address, else its MAC; NULL when it has its name alone, or is not known. */
const char *namesakes_apart(const struct namesakes *names, uint64_t number);
