/* operations_file_unlearned.c - a file is fetched or put that never was between these two. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class "file" that name one (FTP, files of controllers, shares of SMB, WebDAV), and the paths that HTTP
 *        writes to (POST), or reads of devices of the plant floor: its name against the allow-list.
 * State: none: the allow-list has the names for each function, and their folders; of a folder in which five names were
 *        learned any name is usual, and so is any of a function with 256. Numbers do not tell names apart, but in controllers.
 * Fires: the station that fetches one program by FTP fetches the list of users; settings are sent to another page of a camera.
 * Near miss: the recipe of today in the folder of recipes; a function that is new between the two
 *            (behaviour.not_learned); files from a server outside; files of which no name is told; one that is looked for
 *            and not there; another page of a server of the office.
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

/* Reads and writes of the plant floor have detectors of their own. */
static bool is_file_or_page(const struct sight *s)
{
	return sight_is_class(s, "file") || (s->target[0] == '/' && !sight_is_industrial(s));
}

static void on_record(const struct sight *s)
{
	if (!s->learning && s->usual.code && s->server && !s->server->external && is_file_or_page(s))
		operation_tell_unlearned(s);
}

const struct detector detector_operations_file_unlearned = {
	.id = "operations.file_unlearned",
	.records = RECORDS(OT),
	.classes = CLASSES(FILE) | CLASSES(READ) | CLASSES(WRITE),
	.record = on_record,
	.baseline = true,
	.listed = true,
	.by_detail = true,
	.severity = SEVERITY_LOW,
	.attack = {"T0811", "T0867"},
	.meti = {3, 8},
	.iec62443 = {"SR 2.1", "SR 6.2"},
	.smkl = {"c"},
};
