/* operations_config_change.c - the settings of a device are changed from afar.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class config in protocols of the plant floor; SetRequest of SNMP anywhere.
 * State: none.
 * Fires: a reset to the factory's settings, a parameter area is written, a parameter set is loaded; a switch is set by
 *        SNMP; a BACnet device is told to take a backup in.
 * Near miss: addresses and names (operations.address_change); reports of a station are switched off
 * (operations.alarm_suppression).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "write", .word = "setrequest", .key = "setting", .anywhere = true}, /* SNMP */
        {.class = "control", .word = "reinitialize", .target = "start restore", .key = "restore", .severity = SEVERITY_HIGH},
        {.class = "control", .word = "reinitialize", .target = "start backup", .key = "backup"},
        {.class = "config", .word = "factory", .key = "reset", .severity = SEVERITY_CRITICAL},
        {.class = "config", .word = "reset to", .key = "reset", .severity = SEVERITY_CRITICAL},
        {.class = "config", .word = "set ip"},
        {.class = "config", .word = "set name"},
        {.class = "config", .word = "set alias"},
        {.class = "config", .word = "set dhcp"},
        {.class = "config", .word = "network configuration"},
        {.class = "config", .word = "set attribute", .target = "class 0xf5 "},
        {.class = "config", .word = "set attribute", .target = "class 0xf6 "},
        {.class = "config", .word = "name set"},
        {.class = "config", .word = "name delete"},
        {.class = "config", .word = "unsolicited"},
        {.class = "config", .word = "event"},
        {.class = "config", .word = "clear"},
        {.class = "config", .word = "delete", .key = "delete", .severity = SEVERITY_HIGH},
        {.class = "config", .word = "initialize", .key = "reset", .severity = SEVERITY_HIGH},
        {.class = "config", .word = "restor", .key = "restore", .severity = SEVERITY_HIGH},
        {.class = "config", .key = "setting"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_config_change = {
        .id = "operations.config_change",
        .records = RECORDS(OT),
        .classes = CLASSES(WRITE) | CLASSES(CONTROL) | CLASSES(CONFIG),
        .record = on_record,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0836"},
        .meti = {11, 23},
        .iec62443 = {"SR 7.6", "SR 2.1"},
        .smkl = {"b", "c"},
};
