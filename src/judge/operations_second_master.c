/* operations_second_master.c - another station asks a device that had one master. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class read, write and control in protocols of the plant floor, against the allow-list.
 * State: per device and protocol, its masters: who asked again and again while the plant was learned; 8,192.
 * Fires: a laptop polls an oven that the SCADA alone polled.
 * Near miss: a single read (that is behaviour.not_learned); a device that had two masters before; a new device.
 */

#include "judge/detectors.h"

#include <string.h>

#define POLLS_AT 3

struct masters {
	struct table_entry entry;
	struct masters_key {
		uint64_t device;
		uint64_t protocol;
	} key;
	uint64_t master; /* the only one so far */
	bool many;
};

static bool asks(const struct record_ot *ot)
{
	static const char *const classes[] = {"read", "write", "control", NULL};

	return word_in(ot->class, classes) && ot->count >= POLLS_AT;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (!asks(ot) || !sight_is_industrial(s) || !sight_actor(s, &actor, &device) ||
	    device->group)
		return;
	const struct masters_key key = {device->number,
	                                hash_bytes(ot->protocol, strlen(ot->protocol), 0)};

	if (s->usual.pair) {
		struct masters *m = sight_state(s, &key);

		m->many |= m->master && m->master != actor->number;
		m->master = actor->number;
		return;
	}
	const struct masters *m = sight_state_find(s, &key);
	if (!m || m->many || !m->master || m->master == actor->number)
		return;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device,
	                             .peer = actor,
	                             .key = ot->protocol,
	                             .detail = detail,
	                             .total = ot->count});
}

const struct detector detector_operations_second_master = {
        .id = "operations.second_master",
        .records = RECORDS(OT),
        .classes = CLASSES(READ) | CLASSES(WRITE) | CLASSES(CONTROL),
        .record = on_record,
        .state_size = sizeof(struct masters),
        .key_size = sizeof(struct masters_key),
        .budget = 8192,
        .baseline = true,
        .listed = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0848", "T0855"},
        .meti = {2, 4},
        .iec62443 = {"SR 1.2", "SR 2.1"},
        .smkl = {"c"},
};
