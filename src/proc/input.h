/* input.h - captures that `yagura run` is told to read. SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Opens a regular file, or says why not and returns -1. A pipe cannot be read again after a crash, and
 * may keep us waiting before anything is served. */
int input_open(const char *path);
