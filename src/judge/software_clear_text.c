/* software_clear_text.c - a log-in whose password everybody on the line can read. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: what protocols say of how a device talks (attribute "security", asset hook).
 * State: none.
 * Fires: Telnet, FTP, HTTP basic, POP3, IMAP, SMTP or LDAP without TLS; VNC without a password; the default
 *        communities of SNMP.
 * Near miss: SSH, FTP over TLS, SNMPv3 with authentication; a community that is not the default.
 */

#include "judge/detectors.h"
#include "judge/value_rows.h"

#include "dissect/attribute.h"

static const struct value_row rows[] = {
        {.begin = "Telnet"},
        {.begin = "FTP clear-text"},
        {.begin = "HTTP basic"},
        {.begin = "IMAP clear-text"},
        {.begin = "POP3 clear-text"},
        {.begin = "SMTP clear-text"},
        {.begin = "LDAP simple bind"},
        {.begin = "MQTT password without TLS"},
        {.begin = "MMS clear-text"},
        {.begin = "ADS clear-text"},
        {.begin = "VNC without password", .severity = SEVERITY_HIGH},
        {.begin = "SNMP public", .severity = SEVERITY_LOW},
        {.begin = "SNMP private", .severity = SEVERITY_HIGH},
        {.begin = "SNMPv3 noAuthNoPriv", .severity = SEVERITY_LOW},
        {.begin = "MySQL without TLS", .severity = SEVERITY_LOW},
        {.begin = "PostgreSQL without TLS", .severity = SEVERITY_LOW},
        {.begin = "SQL Server without TLS", .severity = SEVERITY_LOW},
        {.begin = "RDP standard security", .severity = SEVERITY_LOW},
        {.begin = "SSH 1"},
};

static void on_asset(const struct sight *s)
{
	if (s->says_security)
		VALUE_TELL(s, attribute_security, rows);
}

const struct detector detector_software_clear_text = {
        .id = "software.clear_text",
        .asset = on_asset,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0842", "T0859"},
        .meti = {9, 3},
        .iec62443 = {"SR 4.1", "SR 1.5"},
        .smkl = {"b"},
};
