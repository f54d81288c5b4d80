/* namesake.h - what tells devices of one name apart. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/inventory.h"

struct namesakes;

/* Empty. The caller frees. */
struct namesakes *namesakes_new(void);
void namesakes_free(struct namesakes *names);
/* This device is spoken of by this name, which is copied. */
void namesakes_add(struct namesakes *names, uint64_t number, const char *name);
/* All were added: those that share a name are looked up. */
void namesakes_settle(struct namesakes *names, struct inventory *inventory);
/* Its model, else its IP address, else its MAC; NULL when no other that was added has its name. */
const char *namesakes_apart(const struct namesakes *names, uint64_t number);
