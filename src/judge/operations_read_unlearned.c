/* operations_read_unlearned.c - a known reader reads where, or how, it never did. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "read" in protocols of the plant floor: function, target (data block, tag, node) and ranges against
 *        the allow-list.
 * State: none: the allow-list has up to 64 ranges for each target, and up to 256 targets for each function; more are any.
 * Fires: the screen that reads DB1 and DB2 reads DB99; the one that reads 100 to 131 reads 0 to 999. Once for a pair and
 *        protocol, with a count.
 * Near miss: a part of what was learned; the first read of somebody (behaviour.not_learned); a client that was learned to read
 *            hundreds of tags reads one more; another function that names no place (a subscription ends).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static void on_record(const struct sight *s)
{
	if (s->learning || !sight_is_industrial(s))
		return;
	const struct record_ot *ot = &s->record->ot;

	if (ot->range_count || (ot->target && *ot->target))
		operation_tell_unlearned(s);
}

const struct detector detector_operations_read_unlearned = {
	.id = "operations.read_unlearned",
	.records = RECORDS(OT),
	.classes = CLASSES(READ),
	.record = on_record,
	.baseline = true,
	.listed = true,
	.by_detail = true,
	.severity = SEVERITY_LOW,
	.attack = {"T0802", "T0861"},
	.meti = {3, 9},
	.iec62443 = {"SR 2.1", "SR 6.2"},
	.smkl = {"c"},
};
