/* operations_cpu_state.c - a controller was told to stop, start, restart or change its mode. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "control" in protocols of the plant floor; the function's name tells which.
 * State: none.
 * Fires: PLC Stop (S7), Remote Stop (MELSEC), Stop (CIP), Change to PROGRAM (KEYENCE), Cold Restart (DNP3),
 *        Write Control with a state of the system (ADS); any program is started on it (ADS).
 * Near miss: commands of the process itself: a breaker is operated (IEC 104, DNP3), an OPC UA method is called;
 *            BACnet prepares for a backup.
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

#include <string.h>

static const struct operation_row rows[] = {
	{.class = "control", .word = "memory reset"}, /* operations.deletion */
	{.class = "control", .word = "reinitialize", .target = "backup"}, /* operations.config_change */
	{.class = "control", .word = "reinitialize", .target = "restore"},
	{.class = "control", .word = "stop", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "pause", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "to program", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "suspend", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "kill", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "shutdown", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "disable outputs", .key = "stop", .severity = SEVERITY_CRITICAL},
	{.class = "control", .word = "reset", .key = "restart", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "restart", .key = "restart", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "reinitialize", .key = "restart", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "initialize application", .key = "restart", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "latch clear", .key = "restart", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "set plc state", .key = "mode", .severity = SEVERITY_CRITICAL}, /* to which is not known */
	{.class = "control", .word = "set breakpoint", .key = "mode", .severity = SEVERITY_HIGH}, /* it stands there */
	{.class = "control", .word = "single cycle", .key = "mode", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "shell execute", .key = "mode", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "mode", .key = "mode", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "start process", .key = "start", .severity = SEVERITY_HIGH},
	{.class = "control", .word = "start", .key = "start", .severity = SEVERITY_MEDIUM},
	{.class = "control", .word = "run", .key = "start", .severity = SEVERITY_MEDIUM},
	{.class = "control", .word = "resume", .key = "start", .severity = SEVERITY_MEDIUM},
};

const char *operation_cpu_state(const struct sight *s)
{
	const struct operation_row *row = operation_find(s, rows, sizeof(rows) / sizeof(rows[0]));

	return row ? row->key : NULL;
}

static void on_record(const struct sight *s)
{
	const char *key = OPERATION_TELL(s, rows), *result = s->record->ot.result;
	const struct subject *actor, *device;

	/* it explains what its devices do not say from then on */
	if (key && strcmp(key, "stop") == 0 && (!result || strcmp(result, "ok") == 0) && sight_actor(s, &actor, &device))
		sight_note_stop(s, device);
}

const struct detector detector_operations_cpu_state = {
	.id = "operations.cpu_state",
	.records = RECORDS(OT),
	.classes = CLASSES(CONTROL),
	.record = on_record,
	.severity = SEVERITY_HIGH,
	.attack = {"T0858", "T0816", "T0881"},
	.meti = {4, 15},
	.iec62443 = {"SR 2.1", "SR 3.5"},
	.smkl = {"b", "c"},
};
