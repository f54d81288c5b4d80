/* pack_sheet.h - a pack as rows of a workbook, and back. SPDX-License-Identifier: Apache-2.0
 *
 * Each step, person, column, section and item is a row under the one of the pack; what has no column of its own
 * stands in the last one as members of a YAML map, so that nothing is lost.
 */
#pragma once

#include "govern/pack.h"

struct buf;
struct ledger_sheet;

#define PACK_SHEET_COLUMNS 18

/* Titles of the columns, English and Japanese. */
extern const struct words pack_sheet_titles[PACK_SHEET_COLUMNS];

typedef void pack_sheet_row(void *argument, const char *const cells[PACK_SHEET_COLUMNS]);

/* Tells every row of it. Texts live in the arena. */
void pack_to_sheet(const struct pack *pack, struct arena *arena, pack_sheet_row *row, void *argument);
/* Writes such a sheet as YAML for pack_read(), a line for each row, so that a line it complains of is the row. False:
 * no row has the titles of the columns, or one stands where it may not; error says so. */
bool pack_from_sheet(const struct ledger_sheet *sheet, struct buf *yaml, char *error, size_t error_size);
