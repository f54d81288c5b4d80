/* operations_program_transfer.c - a control program is loaded into a controller or read out of it. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "program", and "file" ones that write or read a program file of MELSEC, FINS, CIP,
 *        or write a file into a device that speaks DNP3, BACnet, MMS, ADS, GE SRTP or CODESYS.
 * State: none.
 * Fires: a station downloads a block, a routine, a file of the program; the direction is told apart.
 * Near miss: reading and writing of values; a record of a disturbance is fetched by MMS; a deletion, an edit online; a nightly upload that was learned.
 */

#include "judge/detectors.h"

#include <string.h>

static const char *const plant_files[] = {"slmp", "mc1e", "melsoft", "fins", "keyence", "umas", "cip", NULL};
/* Of these, files come out all day (records of disturbances), and what goes in changes the device. */
static const char *const files_in[] = {"dnp3", "bacnet", "mms", "ads", "ge-srtp", "codesys", NULL};

/* What operations.deletion and operations.program_changed tell. */
static const char *const others[] = {"delete", "clear", "format", "initialize memory", "edit", "physical",
				     "copy ram", "compress", "create program", "program change", "online change"};

static bool is_program_file(const struct sight *s)
{
	const char *protocol = s->record->ot.protocol;
	const bool in = strstr(s->function, "write") || strstr(s->function, "obtain");

	return sight_is_class(s, "file") && (word_in(protocol, plant_files) || (in && word_in(protocol, files_in)));
}

static bool is_program(const struct sight *s)
{
	if (!sight_is_class(s, "program") && !is_program_file(s))
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strstr(s->function, others[i]))
			return false;
	return true;
}

/* Out of the controller, as far as the function's name says. */
static bool is_upload(const char *function)
{
	return strstr(function, "upload") || strstr(function, "read");
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const struct subject *device, *by;
	char detail[FINDING_DETAIL_SIZE];

	if (!is_program(s) || !sight_actor(s, &by, &device))
		return;
	const bool upload = is_upload(s->function);

	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = device,
				     .peer = by,
				     .key = upload ? "upload" : "download",
				     .detail = detail,
				     .severity = upload ? SEVERITY_MEDIUM : SEVERITY_DEFAULT,
				     .total = ot->count});
}

const struct detector detector_operations_program_transfer = {
	.id = "operations.program_transfer",
	.records = RECORDS(OT),
	.classes = CLASSES(PROGRAM) | CLASSES(FILE),
	.record = on_record,
	.severity = SEVERITY_HIGH,
	.attack = {"T0843", "T0845", "T0889"},
	.meti = {10, 4},
	.iec62443 = {"SR 3.4", "SR 2.1"},
	.smkl = {"b", "c"},
};
