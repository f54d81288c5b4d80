/* fuzz_pack_sheet.c - hostile workbooks of packs: rows become YAML, and that a pack or a line of complaint.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "govern/pack_sheet.h"
#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/text.h"

#include <string.h>

#define ROWS_MAX 200

/* Cells apart by tabs, rows by newlines; a row of the titles comes first, so that it is a pack's sheet. */
static struct ledger_line line_of(char *row, struct arena *arena)
{
	const char **cells = arena_alloc(arena, (PACK_SHEET_COLUMNS + 2) * sizeof(*cells));
	size_t count = 0;

	for (char *cell; count < PACK_SHEET_COLUMNS + 2 && (cell = strsep(&row, "\t"));)
		cells[count++] = cell;
	return (struct ledger_line){cells, count};
}

static struct ledger_line titles(struct arena *arena)
{
	const char **cells = arena_alloc(arena, PACK_SHEET_COLUMNS * sizeof(*cells));

	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		cells[i] = pack_sheet_titles[i].en;
	return (struct ledger_line){cells, PACK_SHEET_COLUMNS};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct ledger_line lines[ROWS_MAX];
	struct ledger_sheet sheet = {.name = "s", .lines = lines};
	struct buf yaml = {0};
	char error[256] = "";
	char *rest = arena_copy(&arena, data, size);

	if (text_is_utf8((const uint8_t *)rest, strlen(rest))) { /* as every reader of workbooks makes it */
		lines[sheet.count++] = titles(&arena);
		for (char *row; sheet.count < ROWS_MAX && (row = strsep(&rest, "\n"));)
			lines[sheet.count++] = line_of(row, &arena);
		if (!pack_from_sheet(&sheet, &yaml, error, sizeof(error))) {
			if (!*error)
				__builtin_trap();
		} else if (!pack_read(yaml.data, yaml.length, &arena, error, sizeof(error)) &&
			   strncmp(error, "line ", 5) != 0)
			__builtin_trap();
	}
	buf_free(&yaml);
	arena_free(&arena);
	return 0;
}
