/* ledger.h - reads the plant's own list of devices (設備台帳): CSV, xlsx. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Hostile input: meant for a confined child. Everything is bounded, and lives in the arena.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

#define LEDGER_SHEET_MAX  64
#define LEDGER_ROW_MAX    100000 /* of a sheet */
#define LEDGER_COLUMN_MAX 256
#define LEDGER_CELL_MAX   4096        /* bytes of a cell's text; more is cut */
#define LEDGER_CELLS_MAX  4000000U    /* of all sheets */
#define LEDGER_BYTES_MAX  (50U << 20) /* of the file, and of what a workbook unpacks to */

struct ledger_line {
	const char *const *cells; /* UTF-8, never NULL: "" is empty */
	size_t count;
};

struct ledger_sheet {
	const char *name;
	struct ledger_line *lines; /* from the first of the sheet, empty ones too */
	size_t count;
	const char *part; /* of a workbook: where it stands in the archive; else NULL */
};

struct ledger_file {
	struct ledger_sheet *sheets;
	size_t count;
};

/* What a column is about. */
enum ledger_field {
	LEDGER_NAME,
	LEDGER_IP,
	LEDGER_MAC,
	LEDGER_VENDOR,
	LEDGER_MODEL,
	LEDGER_SERIAL,
	LEDGER_LOCATION,
	LEDGER_OWNER,
	LEDGER_IMPORTANCE,
	LEDGER_ROLE,
	LEDGER_FIELD_COUNT,
};

/* "name", "ip", ... */
const char *ledger_field_name(enum ledger_field field);

/*
 * Reads a file, told by its content: a zip archive is an xlsx workbook, all else CSV (UTF-8 or
 * CP932; comma, semicolon or tab). 0, -EINVAL: it is neither, -E2BIG: beyond the limits; *error is
 * a static text.
 */
__attribute__((warn_unused_result)) int ledger_read(const void *bytes, size_t length,
                                                    struct arena *arena, struct ledger_file *out,
                                                    const char **error);
__attribute__((warn_unused_result)) int ledger_read_csv(const void *bytes, size_t length,
                                                        struct arena *arena,
                                                        struct ledger_file *out,
                                                        const char **error);
__attribute__((warn_unused_result)) int ledger_read_xlsx(const void *bytes, size_t length,
                                                         struct arena *arena,
                                                         struct ledger_file *out,
                                                         const char **error);

/* The line of the first 30 that looks most like headers, from 0; and the column of each field, -1
 * none. */
size_t ledger_guess_header(const struct ledger_sheet *sheet);
void ledger_guess_columns(const struct ledger_line *header, int column[LEDGER_FIELD_COUNT]);
