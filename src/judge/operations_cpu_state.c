/* operations_cpu_state.c - a controller was told to stop, start, restart or change its mode. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "control" in protocols of the plant floor; the function's name tells which.
 * State: none.
 * Fires: PLC Stop (S7), Remote Stop (MELSEC), Stop (CIP), Change to PROGRAM (KEYENCE), Cold Restart (DNP3).
 * Near miss: commands of the process itself: a breaker is operated (IEC 104, DNP3), an OPC UA method is called.
 */

#include "judge/detectors.h"

#include <string.h>

static const struct {
	const char *word; /* of the function */
	const char *key;
	enum severity severity;
} rows[] = {
	{"stop", "stop", SEVERITY_CRITICAL},	   {"pause", "stop", SEVERITY_CRITICAL},
	{"to program", "stop", SEVERITY_CRITICAL}, {"kill", "stop", SEVERITY_CRITICAL},
	{"disable outputs", "stop", SEVERITY_CRITICAL}, {"reset", "restart", SEVERITY_HIGH},
	{"restart", "restart", SEVERITY_HIGH},	   {"reinitialize", "restart", SEVERITY_HIGH},
	{"latch clear", "restart", SEVERITY_HIGH}, {"mode", "mode", SEVERITY_HIGH},
	{"start", "start", SEVERITY_MEDIUM},	   {"run", "start", SEVERITY_MEDIUM},
	{"resume", "start", SEVERITY_MEDIUM},
};

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (!sight_is_class(s, "control") || !ot->function || !sight_is_industrial(s) ||
	    !sight_actor(s, &actor, &device))
		return;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!strcasestr(ot->function, rows[i].word))
			continue;
		sight_operation_text(s, detail, sizeof(detail));
		sight_tell(s, &(struct tell){.device = device, .peer = actor, .key = rows[i].key,
					     .detail = detail, .severity = rows[i].severity,
					     .total = ot->count});
		return;
	}
}

const struct detector detector_operations_cpu_state = {
	.id = "operations.cpu_state",
	.records = RECORDS(OT),
	.record = on_record,
	.severity = SEVERITY_HIGH,
	.attack = {"T0858", "T0816", "T0881"},
	.meti = {4, 15},
	.iec62443 = {"SR 2.1", "SR 3.5"},
	.smkl = {"b", "c"},
};
