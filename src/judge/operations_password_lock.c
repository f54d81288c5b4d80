/* operations_password_lock.c - a password or a lock of a controller is set, changed or taken off.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class security: what changes protection. Users of computers too.
 * State: none.
 * Fires: a remote password is unlocked, a program area's protection is cleared, a controller is locked, a user is
 *        registered, a TwinCAT system is given a route, by which another one may do everything.
 * Near miss: a plain log-in; one that is refused (operations.access_refused).
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "security", .word = "unlock", .key = "unlock"},
        {.class = "security", .word = "protect clear", .key = "unlock", .severity = SEVERITY_HIGH},
        {.class = "security", .word = "clear session"},
        {.class = "security", .word = "lock", .key = "lock"},
        {.class = "security", .word = "program area protect", .key = "lock"},
        {.class = "security", .word = "forced acquire", .key = "lock", .severity = SEVERITY_HIGH},
        {.class = "security", .word = "access right"},
        {.class = "security", .word = "register user", .key = "user", .severity = SEVERITY_HIGH},
        {.class = "security", .word = "add route", .key = "route"},
        {.class = "security", .word = "delete route", .key = "route", .severity = SEVERITY_MEDIUM},
        {.class = "security", .word = "route file", .key = "route"},
        {.class = "security", .word = "set attribute", .key = "setting"},
        {.class = "security", .word = "set session password", .key = "password"},
        {.class = "security", .word = "create user", .key = "user", .anywhere = true},
        {.class = "security", .word = "delete user", .key = "user", .anywhere = true},
        {.class = "security", .word = "change password", .key = "password", .anywhere = true},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_operations_password_lock = {
        .id = "operations.password_lock",
        .records = RECORDS(OT),
        .classes = CLASSES(SECURITY),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0892", "T0859"},
        .meti = {4, 11},
        .iec62443 = {"SR 1.5", "SR 2.1"},
        .smkl = {"b", "c"},
};
