/* settings.h - the configuration file of `yagura run`. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "proc/monitor.h"

/* Reads a YAML file of keys database, listen, site, web, certificate, key, filter (texts), interfaces and
 * captures (lists of texts) into config; its texts live as long as the process. False after saying
 * what is wrong and in which line. */
bool settings_read(const char *path, struct run_config *config);
