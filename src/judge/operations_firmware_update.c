/* operations_firmware_update.c - firmware is written into a device. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Reads: ot records of class firmware in protocols of the plant floor.
 * State: none.
 * Fires: Update Flash (CIP), Firmware Replacement (Modbus).
 * Near miss: the firmware's version is read; the version became another one (that is
 * software.firmware_changed).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "firmware", .key = "update"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_firmware_update = {
        .id = "operations.firmware_update",
        .records = RECORDS(OT),
        .classes = CLASSES(FIRMWARE),
        .record = on_record,
        .severity = SEVERITY_CRITICAL,
        .attack = {"T0857", "T0839", "T0843"},
        .meti = {10, 4},
        .iec62443 = {"SR 3.4", "SR 7.6"},
        .smkl = {"b", "c"},
};
