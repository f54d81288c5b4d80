/* ledger_match.h - which device a line of the ledger speaks of. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <stddef.h>

struct arena;
struct asset_row;
struct ledger_match;
struct ledger_row;

/* An index of devices by MAC, IP, serial number and host name, in the arena. */
struct ledger_match *ledger_match_new(struct arena *arena);
/* Takes more devices in; their texts are borrowed. */
void ledger_match_add(struct ledger_match *match, const struct asset_row *assets, size_t count);
/* Sets asset of every row: by MAC, else IP, else serial number, else name; 0 where nothing fits, or
 * where what fits is not one device. */
void ledger_match_rows(struct ledger_match *match, struct ledger_row *rows, size_t count);

struct request;

/* ledger_sheet.c: answers with what these rows would change in the ledger that is kept. */
void ledger_compare(struct request *request, const struct ledger_row *rows, size_t count);
