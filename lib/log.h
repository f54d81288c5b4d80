/* log.h - what the program says about itself, on standard error. SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* One line each: "store: open /x.db: No such file or directory". Control bytes are made '.'. */
__attribute__((format(printf, 1, 2))) void log_error(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_warn(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_info(const char *format, ...);
/* The role that every line names from now on ("sensor"); static. */
void log_role(const char *role);
