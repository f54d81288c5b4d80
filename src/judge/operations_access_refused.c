/* operations_access_refused.c - a device of the plant floor refuses a log-in, or what is not allowed. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records in protocols of the plant floor: class security with refusals, and results that speak of
 *        passwords, protection or permission.
 * State: none.
 * Fires: a wrong remote password (SLMP), a user name that is refused (MELSOFT), a write to what is protected (S7).
 * Near miss: an address that does not exist; a log-in that is taken.
 */

#include "judge/detectors.h"

#include <string.h>

static bool speaks_of_permission(const char *result)
{
	static const char *const words[] = {"password", "protect",    "permi",
	                                    "denied",   "authori",    "locked",
	                                    "refused",  "credential", "not allowed"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(result, words[i]) && !strstr(result, "no protection"))
			return true;
	return false;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	const bool sign_in = sight_is_class(s, "security");
	char detail[FINDING_DETAIL_SIZE];

	if (ot->exceptions == 0 || !sight_is_industrial(s) || !sight_actor(s, &actor, &device) ||
	    (!sign_in && !speaks_of_permission(s->result)))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device,
	                             .peer = actor,
	                             .key = sign_in ? "sign-in" : "operation",
	                             .detail = detail,
	                             .total = ot->exceptions});
}

const struct detector detector_operations_access_refused = {
        .id = "operations.access_refused",
        .records = RECORDS(OT),
        .record = on_record,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0859", "T0812"},
        .meti = {3, 4},
        .iec62443 = {"SR 1.1", "SR 1.11", "SR 6.1"},
        .smkl = {"c"},
};
