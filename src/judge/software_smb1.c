/* software_smb1.c - file sharing by the version that worms use. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: what protocols say of how a device talks (attribute "security", asset hook).
 * State: none.
 * Fires: a server or a client agrees on SMBv1.
 * Near miss: SMB 2 and 3; a client that offers SMBv1 among others and is not taken at it.
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include "dissect/attribute.h"

static const struct value_row rows[] = {
        {.begin = "SMBv1"},
};

static void on_asset(const struct sight *s)
{
	if (s->says_security)
		VALUE_TELL(s, attribute_security, rows);
}

const struct detector detector_software_smb1 = {
        .id = "software.smb1",
        .asset = on_asset,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0866", "T0867"},
        .meti = {3, 22},
        .iec62443 = {"SR 7.7", "SR 3.2"},
        .smkl = {"b"},
};
