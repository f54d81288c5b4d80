/* services.c - time, logs, echo and cyclic data over UDP. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>
#include <time.h>

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { NTP_PORT = 123, IO_PORT = 2222, NTP_EPOCH = 2208988800u };

static void say_time(struct buf *b, int64_t time)
{
	say(b, "%d %d", (unsigned)(time / SECOND + NTP_EPOCH),
	    (unsigned)((uint64_t)(time % SECOND) << 32 / SECOND));
}

/* RFC 5905 7.3: a client, and a server of stratum 2. */
static void ask_time(struct plant *p, struct link *l)
{
	l->port = NTP_PORT;
	say(&p->ask, "23 00 0a e9 00000000 00000000 00000000 %24z", "");
	say_time(&p->ask, p->now);
	say(&p->answer, "24 02 0a e9 00000120 00000810 85f3eea3");
	say_time(&p->answer, p->now - 40 * SECOND);
	say_time(&p->answer, p->now);
	say_time(&p->answer, p->now + 3 * MILLISECOND);
	say_time(&p->answer, p->now + 3 * MILLISECOND);
	link_ask(p, l);
}

const struct talk talk_ntp = {"ntp", NTP_PORT, true, false, NULL, ask_time};

/* RFC 3164; the clock of the devices shows Japan's time. */
static void send_log(struct plant *p, struct link *l)
{
	static const char *const messages[] = {
	        "link: port 3 up", "login: user maint from 192.168.40.11", "snmp: community public used",
	        "kernel: link state ok", "ntpd: time set",
	};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const time_t seconds = (time_t)(p->now / SECOND + 9 * 3600);
	struct tm t;

	gmtime_r(&seconds, &t);
	l->port = 514;
	buf_printf(&p->ask, "<%u>%s %2d %02d:%02d:%02d %s %s", 134 + l->turn % 2 * 3,
	           months[t.tm_mon], t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, l->client->device->name,
	           messages[l->turn % (sizeof(messages) / sizeof(messages[0]))]);
	link_ask(p, l);
}

const struct talk talk_syslog = {"syslog", 514, true, false, NULL, send_log};

/* Watching that devices live. */
static void ping(struct plant *p, struct link *l)
{
	wire_icmp_echo(p, p->now + 2 * MILLISECOND, l->client, l->server, false, (uint16_t)l->turn);
	wire_icmp_echo(p, p->now + 2 * MILLISECOND + prng_between(&p->prng, 200000, 3 * MILLISECOND),
	               l->server, l->client, true, (uint16_t)l->turn);
}

const struct talk talk_ping = {"ping", 0, true, false, NULL, ping};

/* CIP Vol. 2, 3-2.2: a sequenced address item, then the data; both directions at their own pace. */
static void say_io(struct plant *p, struct buf *b, uint32_t connection, uint32_t number, bool idle)
{
	/* 3-6.1.4: the first bit of the header is run or idle. */
	say(b, "0200 0280 0800 %D %D b100 0a00 %W %D %D", connection, number, number & 0xffff, idle ? 0 : 1,
	    idle ? 0 : prng_next(&p->prng) & 0x00ff00ff);
}

static void exchange_io(struct plant *p, struct link *l)
{
	l->port = IO_PORT;
	say_io(p, &p->ask, 0x01000000 | (l->server->ip & 0xff), l->turn, l->client->stopped);
	say_io(p, &p->answer, 0x02000000 | (l->server->ip & 0xff), l->turn, false);
	link_ask(p, l);
}

const struct talk talk_cip_io = {"cip-io", IO_PORT, true, false, NULL, exchange_io};
