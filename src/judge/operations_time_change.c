/* operations_time_change.c - the clock of a device is set. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class time in protocols of the plant floor.
 * State: none.
 * Fires: Set Clock (S7), Clock Write (FINS), Set Clock (KEYENCE), a write to the time object of CIP or DNP3.
 * Near miss: the clock is read; the synchronisation that networks do all day (CIP Sync, CC-Link IE, IEC 104,
 *            BACnet).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

#include <string.h>

static const struct operation_row rows[] = {
        {.class = "time", .word = "read"},
        {.class = "time", .word = "get"},
        {.class = "time", .word = "group sync"},
        {.class = "time", .word = "send "},
        {.class = "time",
         .word = "synchronization",
         .key = "synchronization",
         .severity = SEVERITY_LOW},
        {.class = "time", .key = "clock"},
};

bool operation_sets_clock(const struct sight *s)
{
	const struct operation_row *row = operation_find(s, rows, sizeof(rows) / sizeof(rows[0]));

	return row && strcmp(row->key, "clock") == 0;
}

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_time_change = {
        .id = "operations.time_change",
        .records = RECORDS(OT),
        .classes = CLASSES(TIME),
        .record = on_record,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0836", "T0872"},
        .meti = {11, 23},
        .iec62443 = {"SR 2.11", "SR 7.6"},
        .smkl = {"b", "c"},
};
