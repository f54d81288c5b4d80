/* summary.h - what a capture showed, on one screen of a terminal. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

#include "inventory/inventory.h"
#include "record/record.h"

struct summary;

/* summary_free gives it back. */
struct summary *summary_new(void);
void summary_free(struct summary *s);
/* Takes one record of source (0 for the first file, ...). State records repeat with growing totals. */
void summary_record(struct summary *s, unsigned int source, const struct record *record);
/* Forgets what source has told: it is read again. */
void summary_restart(struct summary *s, unsigned int source);
/* Prints everything. */
void summary_print(struct summary *s, struct inventory *inventory, FILE *out);
