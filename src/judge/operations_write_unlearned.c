/* operations_write_unlearned.c - a known writer writes where, or how, it never did. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "write", and commands to the process, in protocols of the plant floor: function, target and ranges against the allow-list.
 * State: none: the allow-list has up to 64 ranges for each function and target.
 * Fires: the screen that sets holding registers 100 to 131 sets 500.
 * Near miss: a part of what was learned, or two learned ranges in one request; the first write of somebody
 *            (that is operations.new_writer).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static void on_record(const struct sight *s)
{
	if (operation_is_write(s) && sight_is_industrial(s))
		operation_tell_unlearned(s);
}

const struct detector detector_operations_write_unlearned = {
	.id = "operations.write_unlearned",
	.records = RECORDS(OT),
	.classes = CLASSES(WRITE) | CLASSES(CONTROL),
	.record = on_record,
	.baseline = true,
	.listed = true,
	.by_detail = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0836", "T0855"},
	.meti = {11},
	.iec62443 = {"SR 3.5", "SR 2.1"},
	.smkl = {"c"},
};
