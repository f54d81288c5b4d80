/* alarm.c - what panels do when their controller has stopped. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/alarm.h"

#include <string.h>
#include <time.h>

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/wire.h"

static bool watches(const struct host *h)
{
	return h->device->role && (strcmp(h->device->role, "hmi") == 0 || strcmp(h->device->role, "scada") == 0);
}

/* RFC 3164: facility local0, severity alert; the host keeps the logs of all. */
static void log_alarm(struct plant *p, struct host *from, const struct host *stopped)
{
	const time_t seconds = (time_t)(p->now / SECOND + 9 * 3600);
	struct buf b = {0};
	struct tm t;
	char stamp[32];

	gmtime_r(&seconds, &t);
	strftime(stamp, sizeof(stamp), "%b %e %H:%M:%S", &t);
	buf_printf(&b, "<129>%s %s ALARM: %s CPU STOP", stamp, from->device->name, stopped->device->name);
	wire_udp(p, p->now + 40 * MILLISECOND, from, 514, plant_host(p, "logsv"), 514, &b);
	buf_free(&b);
}

void alarm_raise(struct plant *p, struct link *l)
{
	if (!l->server->stopped) {
		l->alarmed = false;
		return;
	}
	if (l->alarmed || !watches(l->client))
		return;
	l->alarmed = true;
	log_alarm(p, l->client, l->server);
}
