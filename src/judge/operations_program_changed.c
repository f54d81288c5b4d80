/* operations_program_changed.c - the program of a controller is changed while it is in there.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class program: changes that need no whole download.
 * State: none.
 * Fires: an edit is taken over online, memory is written by its physical address, RAM is copied to ROM, memory is
 *        compressed.
 * Near miss: a whole download or upload (that is operations.program_transfer); a deleted block
 *            (operations.deletion).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "program", .word = "edit", .key = "online"},
        {.class = "program", .word = "physical", .key = "memory"},
        {.class = "program", .word = "copy ram", .key = "memory", .severity = SEVERITY_MEDIUM},
        {.class = "program", .word = "compress", .key = "memory", .severity = SEVERITY_MEDIUM},
        {.class = "program", .word = "create program", .key = "program"},
        {.class = "program", .word = "program change", .key = "program"},
        {.class = "program", .word = "online change", .key = "online"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_program_changed = {
        .id = "operations.program_changed",
        .records = RECORDS(OT),
        .classes = CLASSES(PROGRAM),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0889", "T0821"},
        .meti = {10, 4},
        .iec62443 = {"SR 3.4", "SR 2.1"},
        .smkl = {"b", "c"},
};
