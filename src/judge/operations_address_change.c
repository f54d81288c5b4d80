/* operations_address_change.c - a device gets another address or name from afar.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class config: what sets names and addresses.
 * State: none.
 * Fires: PROFINET DCP sets an IP address or a station name; SLMP sets an IP address; the TCP/IP object of CIP is
 *        written.
 * Near miss: a DCP Identify; another setting (that is operations.config_change).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "config", .word = "set ip", .key = "address"},
        {.class = "config", .word = "set name", .key = "name"},
        {.class = "config", .word = "set alias", .key = "name"},
        {.class = "config", .word = "set dhcp", .key = "address"},
        {.class = "config", .word = "network configuration", .key = "address"},
        {.class = "config", .word = "set attribute", .target = "class 0xf5 ", .key = "address"},
        {.class = "config", .word = "set attribute", .target = "class 0xf6 ", .key = "address"},
        {.class = "config", .word = "name set", .key = "name"},
        {.class = "config", .word = "name delete", .key = "name"},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_address_change = {
        .id = "operations.address_change",
        .records = RECORDS(OT),
        .classes = CLASSES(CONFIG),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0836", "T0814"},
        .meti = {11, 23},
        .iec62443 = {"SR 7.6", "SR 2.1"},
        .smkl = {"b", "c"},
};
