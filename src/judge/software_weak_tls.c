/* software_weak_tls.c - encryption that can be broken. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: what protocols say of how a device talks (attribute "security", asset hook).
 * State: none.
 * Fires: TLS 1.0, TLS 1.1 or SSL is agreed on; a cipher with RC4, DES, NULL or EXPORT.
 * Near miss: TLS 1.2 and 1.3 with their usual ciphers.
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include "dissect/attribute.h"

static const struct value_row rows[] = {
        {.begin = "TLS 1.0"},
        {.begin = "TLS 1.1"},
        {.begin = "SSL", .severity = SEVERITY_MEDIUM},
        {.begin = "TLS cipher", .severity = SEVERITY_MEDIUM},
};

static void on_asset(const struct sight *s)
{
	if (s->says_security)
		VALUE_TELL(s, attribute_security, rows);
}

const struct detector detector_software_weak_tls = {
        .id = "software.weak_tls",
        .asset = on_asset,
        .severity = SEVERITY_LOW,
        .attack = {"T0842", "T0830"},
        .meti = {9, 12},
        .iec62443 = {"SR 4.3", "SR 3.1"},
        .smkl = {"b"},
};
