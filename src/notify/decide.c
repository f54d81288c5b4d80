/* decide.c - when somebody may be told: quiet hours, rates, another try. SPDX-License-Identifier: Apache-2.0 */

#include "notify/decide.h"

#include <stddef.h>

#include "lib/clock.h"

#define MINUTE	   (60 * SECOND)
#define DAY	   INT64_C(1440)
#define TRIES_MOST 6

/* "06:30" at text; what follows it, NULL when it is no time of the day. */
static const char *read_minute(const char *text, int *out)
{
	for (int i = 0; i < 5; i++)
		if (i == 2 ? text[i] != ':' : text[i] < '0' || text[i] > '9')
			return NULL;
	const int hours = (text[0] - '0') * 10 + text[1] - '0';
	const int minutes = (text[3] - '0') * 10 + text[4] - '0';

	*out = hours * 60 + minutes;
	return hours < 24 && minutes < 60 ? text + 5 : NULL;
}

bool quiet_parse(const char *text, struct quiet *out)
{
	*out = (struct quiet){0, 0};
	if (!*text)
		return true;
	const char *rest = read_minute(text, &out->begin);

	rest = rest && *rest == '-' ? read_minute(rest + 1, &out->end) : NULL;
	return rest && !*rest;
}

bool quiet_holds(const struct quiet *quiet, int64_t now)
{
	const int64_t local = now + clock_offset(now) * SECOND;
	const int minute = (int)((local / MINUTE % DAY + DAY) % DAY);

	if (quiet->begin <= quiet->end)
		return minute >= quiet->begin && minute < quiet->end;
	return minute >= quiet->begin || minute < quiet->end;
}

uint64_t rate_left(int64_t rate, uint64_t sent)
{
	return rate > 0 && (uint64_t)rate > sent ? (uint64_t)rate - sent : 0;
}

int64_t retry_after(int64_t failures)
{
	const int64_t wait = MINUTE << (failures < TRIES_MOST ? failures : TRIES_MOST);

	return wait < 60 * MINUTE ? wait : 60 * MINUTE;
}
