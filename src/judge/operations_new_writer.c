/* operations_new_writer.c - somebody writes to a device to which it never wrote. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "write", and commands to the process, in protocols of the plant floor, against the allow-list.
 * State: none: the allow-list has who wrote to whom.
 * Fires: a screen that only read the PLC begins to set its registers; a computer operates a breaker for the first time.
 * Near miss: the known writer writes elsewhere (that is operations.write_unlearned); a new reader; known stations that
 *            write to a device that has come or taken another's place (presence.new_device, presence.replaced).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

/* A device that nobody knew has its own finding, but for one that is seldom connected, and whoever belongs to the plant
 * works with it from now on. */
static bool is_put_in(const struct subject *actor, const struct subject *device)
{
	return actor->usual && !device->usual && !device->seldom && !device->external && !device->group;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (!operation_is_write(s) || s->usual.class || !sight_is_industrial(s) ||
	    !sight_actor(s, &actor, &device) || is_put_in(actor, device))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device, .peer = actor, .key = ot->protocol, .detail = detail,
				     .total = ot->count});
}

const struct detector detector_operations_new_writer = {
	.id = "operations.new_writer",
	.records = RECORDS(OT),
	.classes = CLASSES(WRITE) | CLASSES(CONTROL),
	.record = on_record,
	.baseline = true,
	.listed = true,
	.severity = SEVERITY_HIGH,
	.attack = {"T0855", "T0836"},
	.meti = {4, 11},
	.iec62443 = {"SR 2.1", "SR 1.2"},
	.smkl = {"c"},
};
