/* operations_deletion.c - a block, a file or memory of a controller is deleted.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class program and file in protocols of the plant floor; Memory Reset.
 * State: none.
 * Fires: Delete Block (S7), Program Area Clear (FINS), Delete File (SLMP), Delete Domain (MMS), File Memory
 *        Format.
 * Near miss: a file is closed or read; a file on a server is deleted (SMB).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "program", .word = "delete", .key = "delete"},
        {.class = "program", .word = "clear", .key = "delete"},
        {.class = "program", .word = "initialize memory", .key = "delete"},
        {.class = "file", .word = "delete", .key = "delete"},
        {.class = "file", .word = "clear", .key = "delete"},
        {.class = "file", .word = "format", .key = "delete", .severity = SEVERITY_CRITICAL},
        {.class = "file", .word = "create or delete"},
        {.class = "control", .word = "memory reset", .key = "reset", .severity = SEVERITY_CRITICAL},
        {.class = "config", .word = "parameter area clear", .key = "delete"},
        {.class = "config", .word = "clear configuration", .key = "delete"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_deletion = {
        .id = "operations.deletion",
        .records = RECORDS(OT),
        .classes = CLASSES(PROGRAM) | CLASSES(FILE) | CLASSES(CONTROL) | CLASSES(CONFIG),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0809", "T0889"},
        .meti = {10, 15},
        .iec62443 = {"SR 3.4", "SR 2.1"},
        .smkl = {"b", "c"},
};
