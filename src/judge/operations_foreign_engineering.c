/* operations_foreign_engineering.c - engineering from a station that is not named for it. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class program, firmware and config, of those of control and time what a CPU or its clock is set
 *        with, in protocols of the plant floor; the role that an operator gave the station; the allow-list.
 * State: one entry: an engineering station was named, 1.
 * Fires: a laptop loads a program although another computer is the named engineering station, or was learned to be.
 * Near miss: the named station itself; a plant where nobody was named and nothing learned (who could tell); a clock is
 *            read; a breaker is operated (operations.new_writer).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

#include <string.h>

struct named {
	struct table_entry entry;
	uint64_t key;
	bool any;
};

static bool is_named(const struct subject *s)
{
	return s->named_role && strcmp(s->role, "engineering-station") == 0;
}

static void on_asset(const struct sight *s)
{
	const uint64_t key = 1;

	if (is_named(s->client))
		((struct named *)sight_state(s, &key))->any = true;
}

static bool is_engineering(const struct sight *s)
{
	static const char *const classes[] = {"program", "firmware", "config", NULL};

	return word_in(s->record->ot.class, classes) || operation_cpu_state(s) || operation_sets_clock(s);
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *actor, *device;
	const uint64_t key = 1;
	char detail[FINDING_DETAIL_SIZE];

	if (!sight_is_industrial(s) || !is_engineering(s) ||
	    !sight_actor(s, &actor, &device) || is_named(actor) || !subject_is_controller(device))
		return;
	/* learned: by what was done before; else by who was named */
	if (s->usual.baseline && !s->learning ? s->usual.class : !sight_state_find(s, &key))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device, .peer = actor, .key = ot->class, .detail = detail,
				     .total = ot->count});
}

const struct detector detector_operations_foreign_engineering = {
	.id = "operations.foreign_engineering",
	.records = RECORDS(OT),
	.classes = CLASSES(PROGRAM) | CLASSES(FIRMWARE) | CLASSES(CONFIG) | CLASSES(CONTROL) | CLASSES(TIME),
	.record = on_record,
	.asset = on_asset,
	.state_size = sizeof(struct named),
	.key_size = sizeof(uint64_t),
	.budget = 4,
	.severity = SEVERITY_CRITICAL,
	.attack = {"T0843", "T0858", "T0847"},
	.meti = {2, 4, 10},
	.iec62443 = {"SR 1.1", "SR 2.1"},
	.smkl = {"c"},
};
