/* software_share_opened.c - a file share that was not here before. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records: "Add Share" of the server service, and the shares that are connected to (SMB Tree Connect).
 * State: none: shares in use while the plant was learned are in the allow-list.
 * Fires: a share is made from afar; somebody connects to a share that nobody used before.
 * Near miss: the share of every day; administrators' shares (that is behaviour.smb_lateral); a refused connect.
 */

#include "judge/detectors.h"

#include <string.h>

/* \\SERVER\Share: the server is known by its own means. */
static const char *share_of(const char *path)
{
	const char *slash = path ? strrchr(path, '\\') : NULL;

	return slash ? slash + 1 : path;
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	const bool made = ot->function && strcmp(ot->function, "Add Share") == 0;
	const bool used = ot->function && strcmp(ot->function, "Tree Connect") == 0 &&
	                  sight_is_class(s, "file");
	const char *share = share_of(ot->target);

	if ((!made && (!used || !s->usual.baseline || !share)) || !s->client || !s->server ||
	    (ot->result && strcmp(ot->result, "ok") != 0))
		return;
	sight_tell(s, &(struct tell){.device = s->server,
	                             .peer = made ? s->client : NULL,
	                             .key = made ? "made" : share,
	                             .detail = made ? ot->function : share,
	                             .severity = made ? SEVERITY_MEDIUM : SEVERITY_DEFAULT,
	                             .total = ot->count});
}

const struct detector detector_software_share_opened = {
        .id = "software.share_opened",
        .records = RECORDS(OT),
        .record = on_record,
        .severity = SEVERITY_LOW,
        .attack = {"T0886", "T0867"},
        .meti = {7, 3},
        .iec62443 = {"SR 2.1", "SR 7.7"},
        .smkl = {"b"},
};
