/* software_opcua_open.c - OPC UA without a name or without encryption. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: what protocols say of how a device talks (attribute "security", asset hook).
 * State: none.
 * Fires: a server lets sessions in without a name; an endpoint has security policy None.
 * Near miss: Basic256Sha256 with sign and encrypt; a user's certificate.
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include "dissect/attribute.h"

static const struct value_row rows[] = {
        {.begin = "OPC UA anonymous session", .severity = SEVERITY_MEDIUM},
        {.begin = "OPC UA anonymous", .severity = SEVERITY_LOW},
        {.begin = "OPC UA None", .severity = SEVERITY_LOW},
};

static void on_asset(const struct sight *s)
{
	if (s->says_security)
		VALUE_TELL(s, attribute_security, rows);
}

const struct detector detector_software_opcua_open = {
        .id = "software.opcua_open",
        .asset = on_asset,
        .severity = SEVERITY_LOW,
        .attack = {"T0842", "T0861"},
        .meti = {9, 12},
        .iec62443 = {"SR 1.1", "SR 4.1", "SR 3.1"},
        .smkl = {"b"},
};
