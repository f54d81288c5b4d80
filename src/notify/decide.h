/* decide.h - when somebody may be told: quiet hours, rates, another try. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Minutes of the day; over midnight when begin is behind end. Equal: never quiet. */
struct quiet {
	int begin;
	int end;
};

/* "22:00-06:30", "" none. False when it is neither. */
bool quiet_parse(const char *text, struct quiet *out);
/* True while it is quiet on the plant's own clock. */
bool quiet_holds(const struct quiet *quiet, int64_t now);
/* How many more may go now, of `rate` an hour when `sent` went in the last one. */
uint64_t rate_left(int64_t rate, uint64_t sent);
/* How long to wait after so many failures: a minute, doubled up to an hour. */
int64_t retry_after(int64_t failures);
