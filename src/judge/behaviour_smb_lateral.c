/* behaviour_smb_lateral.c - from one computer to the next by the means of administrators. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of SMB and DCE/RPC.
 * State: none.
 * Fires: ADMIN$ or C$ is connected to; the pipe of the service manager is opened; a service, a task or a process
 *        is made on another computer.
 * Near miss: a file share; IPC$; the service manager's list is read; what the management server did while the
 *            plant was learned.
 */

#include "judge/detectors.h"
#include "judge/operation_rows.h"

static const struct operation_row rows[] = {
        {.class = "control", .word = "tree connect", .key = "share", .anywhere = true},
        {.word = "create service",
         .key = "service",
         .severity = SEVERITY_CRITICAL,
         .anywhere = true},
        {.word = "change service",
         .key = "service",
         .severity = SEVERITY_CRITICAL,
         .anywhere = true},
        {.word = "start service",
         .key = "service",
         .severity = SEVERITY_CRITICAL,
         .anywhere = true},
        {.word = "add job", .key = "task", .severity = SEVERITY_CRITICAL, .anywhere = true},
        {.word = "register task", .key = "task", .severity = SEVERITY_CRITICAL, .anywhere = true},
        {.word = "run task", .key = "task", .anywhere = true},
        {.word = "execute method", .key = "wmi", .severity = SEVERITY_CRITICAL, .anywhere = true},
        {.word = "put instance", .key = "wmi", .anywhere = true},
        {.class = "config",
         .word = "open pipe",
         .target = "psexesvc",
         .key = "psexec",
         .severity = SEVERITY_CRITICAL,
         .anywhere = true},
        {.class = "config",
         .word = "open pipe",
         .key = "pipe",
         .severity = SEVERITY_MEDIUM,
         .anywhere = true},
        {.word = "get directory changes",
         .key = "directory",
         .severity = SEVERITY_CRITICAL,
         .anywhere = true},
};

static void on_record(const struct sight *s)
{
	OPERATION_TELL(s, rows);
}

const struct detector detector_behaviour_smb_lateral = {
        .id = "behaviour.smb_lateral",
        .records = RECORDS(OT),
        .classes = CLASSES(CONTROL) | CLASSES(CONFIG) | CLASSES(SECURITY),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0867", "T0866", "T0859"},
        .meti = {3, 22},
        .iec62443 = {"SR 2.1", "SR 3.2"},
        .smkl = {"c"},
};
