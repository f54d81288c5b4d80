/* operations_alarm_suppression.c - alarms, reports or records of a device are switched off or
 * wiped. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records whose function locks alarms, stops spontaneous reports, or clears a log.
 * State: none.
 * Fires: ALARM_8 Lock (S7), Disable Unsolicited Responses (DNP3), Delete Event Condition (MMS), an event log is
 *        cleared.
 * Near miss: an alarm is acknowledged or read; reports are switched on.
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "alarm", .word = "unlock"},
        {.class = "alarm", .word = "lock indication"},
        {.class = "alarm", .word = "lock", .key = "alarm"},
        {.class = "config", .word = "disable unsolicited", .key = "report"},
        {.class = "config", .word = "delete event", .key = "alarm"},
        {.class = "config", .word = "alter event", .key = "alarm", .severity = SEVERITY_MEDIUM},
        {.class = "config", .word = "clear event log", .key = "log", .anywhere = true},
        {.class = "alarm", .word = "clear fault", .key = "log", .severity = SEVERITY_MEDIUM},
        {.class = "alarm", .word = "clear selected fault", .key = "log", .severity = SEVERITY_MEDIUM},
        {.word = "log clear", .key = "log", .severity = SEVERITY_MEDIUM},
        {.word = "clear error history", .key = "log", .severity = SEVERITY_MEDIUM},
        {.word = "clear event history", .key = "log", .severity = SEVERITY_MEDIUM},
        {.class = "config", .word = "journal", .key = "log", .severity = SEVERITY_MEDIUM},
        {.class = "control", .word = "lifesafety", .key = "alarm", .severity = SEVERITY_MEDIUM},
        {.class = "control",
         .word = "communicationcontrol",
         .key = "report",
         .severity = SEVERITY_MEDIUM},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_alarm_suppression = {
        .id = "operations.alarm_suppression",
        .records = RECORDS(OT),
        .classes = ~(CLASSES(IDENTIFY) | CLASSES(READ) | CLASSES(SESSION)),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0878", "T0804", "T0872"},
        .meti = {6, 4},
        .iec62443 = {"SR 2.8", "SR 6.1"},
        .smkl = {"b", "c"},
};
