/* operations_unknown_function.c - a device is asked for what its protocol, or it, does not know. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records in protocols of the plant floor: functions without a name, and answers that say "unknown".
 * State: none.
 * Fires: Modbus function 90 where nobody has learned it; a device answers "illegal function".
 * Near miss: CIP services of a maker, which have no names and are answered; an illegal address.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

/* Whose numbers are all in the specification. CIP, OPC UA, MELSOFT and UMAS have the makers' own.
 */
static const char *const closed[] = {"modbus", "s7comm", "fins",    "slmp", "mc1e", "dnp3",
                                     "iec104", "bacnet", "keyence", "mms",  NULL};

static bool is_rejected(const struct sight *s)
{
	static const char *const words[] = {"illegal function",  "service not supported",
	                                    "not supported",     "unsupported",
	                                    "undefined command", "unknown command"};

	for (size_t i = 0; s->record->ot.exceptions && i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(s->result, words[i]))
			return true;
	return false;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	const bool rejected = is_rejected(s);
	char detail[FINDING_DETAIL_SIZE];

	if ((!rejected && (ot->function || !word_in(ot->protocol, closed))) ||
	    !sight_is_industrial(s) || !sight_actor(s, &actor, &device))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	if (!ot->function)
		snprintf(detail, sizeof(detail), "%.40s, code %u%s%.60s", ot->protocol, ot->code,
		         rejected ? " -> " : "", rejected ? ot->result : "");
	sight_tell(s, &(struct tell){.device = device,
	                             .peer = actor,
	                             .key = ot->protocol,
	                             .detail = detail,
	                             .severity = ot->function ? SEVERITY_LOW : SEVERITY_DEFAULT,
	                             .total = ot->count});
}

const struct detector detector_operations_unknown_function = {
        .id = "operations.unknown_function",
        .records = RECORDS(OT),
        .record = on_record,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0888", "T0855"},
        .meti = {3, 4},
        .iec62443 = {"SR 3.5", "SR 6.2"},
        .smkl = {"c"},
};
