/* behaviour_mass_file_change.c - many files are changed in a short time. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of SMB, FTP and WebDAV that rename, delete or make files, by how much they have grown.
 * State: per client, server and ten minutes what was changed; the totals of records; 8,192.
 * Fires: a computer renames or deletes a hundred files of a share within ten minutes.
 * Near miss: files that are written, as every day; a clean-up of twenty files.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define CHANGES_AT 100

static bool changes(const struct record_ot *ot)
{
	static const char *const names[] = {"Rename", "Delete",          "DELE",
	                                    "RNTO",   "Set Information", "DELETE", "MOVE", NULL};

	return ot->class && strcmp(ot->class, "file") == 0 && word_in(ot->function, names);
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || !changes(ot) || sight_is_industrial(s))
		return;
	const uint64_t growth = window_growth(s, 0, ot->count);
	const struct window *w = window_add(s, s->client->number, s->server->number, 1, growth);

	if (w->sum < CHANGES_AT)
		return;
	snprintf(detail, sizeof(detail), "%s, %llu", ot->function, (unsigned long long)w->sum);
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .detail = detail,
	                             .total = ot->count});
}

const struct detector detector_behaviour_mass_file_change = {
        .id = "behaviour.mass_file_change",
        .records = RECORDS(OT),
        .classes = CLASSES(FILE),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .doer = true,
        .severity = SEVERITY_CRITICAL,
        .attack = {"T0809", "T0882"},
        .meti = {10, 15},
        .iec62443 = {"SR 3.4", "SR 6.2"},
        .smkl = {"c"},
};
