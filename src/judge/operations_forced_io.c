/* operations_forced_io.c - an input or output is held by force. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records whose function forces, or takes a force off.
 * State: none.
 * Fires: Forced Set/Reset (FINS, KEYENCE), Force Variable (S7), Disable Forces (PCCC).
 * Near miss: the state of forces is read; Force Single Coil of Modbus, which is a plain write;
 * Force Listen Only Mode; the right to a PLC is taken by force (operations.password_lock).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.word = "status"},
        {.word = "listen only"},
        {.word = "access right"},
        {.class = "control",
         .word = "disable forces",
         .key = "release",
         .severity = SEVERITY_MEDIUM},
        {.word = "forced", .key = "force"},
        {.word = "toggle force", .key = "force"},
        {.word = "cmpappforce", .key = "force"},
        {.word = "release force list", .key = "release", .severity = SEVERITY_MEDIUM},
        {.word = "force variable", .key = "force"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_forced_io = {
        .id = "operations.forced_io",
        .records = RECORDS(OT),
        .classes = CLASSES(WRITE) | CLASSES(CONTROL) | CLASSES(SECURITY),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0835", "T0806", "T0855"},
        .meti = {4, 6},
        .iec62443 = {"SR 2.1", "SR 3.5"},
        .smkl = {"b", "c"},
};
