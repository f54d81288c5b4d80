/* opcua.c - OPC UA over TCP, without security (Part 4, Part 6). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

#define NONE_POLICY "http://opcfoundation.org/UA/SecurityPolicy#None"
#define TRANSPORT   "http://opcfoundation.org/UA-Profile/Transport/uatcp-uasc-uabinary"

enum { CHANNEL = 0, SIZE_AT = 4 };

static void say_string(struct buf *b, const char *text)
{
	say(b, "%D %s", (unsigned)strlen(text), text);
}

/* Times count 100 ns since 1601 (Part 6, 5.2.2.5). */
static uint64_t file_time(int64_t time)
{
	return (uint64_t)(time / 100) + UINT64_C(116444736000000000);
}

static void say_endpoint_url(struct buf *b, const struct link *l)
{
	char url[64];

	snprintf(url, sizeof(url), "opc.tcp://%s:4840", l->server->device->name);
	say_string(b, url);
}

/* Part 6, 6.7.2: channel, token, sequence and request number, type of the service, header. */
static void begin(struct plant *p, struct link *l, unsigned request, unsigned answer)
{
	const unsigned n = ++l->number;

	say(&p->ask, "'MSGF' 00000000 %D 01000000 %D %D 01 00 %W", l->state[CHANNEL], n, n, request);
	say(&p->ask, "0000 %Q %D 00000000 ffffffff 10270000 0000 00", file_time(p->now), n);
	say(&p->answer, "'MSGF' 00000000 %D 01000000 %D %D 01 00 %W", l->state[CHANNEL], n, n,
	    answer);
	say(&p->answer, "%Q %D 00000000 00 00000000 0000 00", file_time(p->now), n);
}

static void end(struct plant *p, struct link *l)
{
	say_le32_at(&p->ask, SIZE_AT, p->ask.length);
	say_le32_at(&p->answer, SIZE_AT, p->answer.length);
	link_ask(p, l);
}

static void open_channel(struct plant *p, struct link *l)
{
	struct buf *ask = &p->ask, *answer = &p->answer;

	say(ask, "'HELF' 00000000 00000000 00000100 00000100 00000000 00000000");
	say_endpoint_url(ask, l);
	say(answer, "'ACKF' 00000000 00000000 00000100 00000100 00000000 00000000");
	end(p, l);
	l->number = 1;
	l->state[CHANNEL] = 1 + prng_below(&p->prng, 100);
	say(ask, "'OPNF' 00000000 00000000");
	say_string(ask, NONE_POLICY);
	say(ask, "ffffffff ffffffff 01000000 01000000 01 00 be01 0000 %Q 01000000", file_time(p->now));
	say(ask, "00000000 ffffffff 10270000 0000 00 00000000 00000000 01000000 ffffffff c0270900");
	say(answer, "'OPNF' 00000000 %D", l->state[CHANNEL]);
	say_string(answer, NONE_POLICY);
	say(answer, "ffffffff ffffffff 01000000 01000000 01 00 c101 %Q 01000000", file_time(p->now));
	say(answer, "00000000 00 00000000 0000 00 00000000 %D 01000000 %Q c0270900 ffffffff",
	    l->state[CHANNEL], file_time(p->now));
	end(p, l);
}

/* Part 4, 7.14: one endpoint, no security, anonymous. */
static void say_endpoints(struct buf *b, const struct link *l)
{
	const struct device *d = l->server->device;
	char uri[80];

	say(b, "01000000");
	say_endpoint_url(b, l);
	snprintf(uri, sizeof(uri), "urn:%s:server", d->name);
	say_string(b, uri);
	say_string(b, d->article);
	say(b, "02");
	say_string(b, d->model);
	say(b, "00000000 ffffffff ffffffff 01000000");
	say_endpoint_url(b, l);
	say(b, "ffffffff 01000000");
	say_string(b, NONE_POLICY);
	say(b, "01000000 04000000 'anon' 00000000 ffffffff ffffffff ffffffff");
	say_string(b, TRANSPORT);
	say(b, "00");
}

static void get_endpoints(struct plant *p, struct link *l)
{
	begin(p, l, 428, 431);
	say_endpoint_url(&p->ask, l);
	say(&p->ask, "00000000 00000000");
	say_endpoints(&p->answer, l);
	end(p, l);
}

static void open_session(struct plant *p, struct link *l)
{
	begin(p, l, 461, 464);
	say_string(&p->ask, "urn:client");
	say_string(&p->ask, "urn:client");
	say(&p->ask, "02");
	say_string(&p->ask, l->client->device->name);
	say(&p->ask, "01000000 ffffffff ffffffff 00000000 ffffffff");
	say_endpoint_url(&p->ask, l);
	say_string(&p->ask, "session");
	say(&p->ask, "ffffffff ffffffff 0000000080842e41 00000000");
	say(&p->answer, "01 01 0100 01 01 0200 0000000080842e41 ffffffff ffffffff");
	say_endpoints(&p->answer, l);
	say(&p->answer, "00000000 ffffffff ffffffff 00000000");
	end(p, l);
	begin(p, l, 467, 470);
	say(&p->ask, "ffffffff ffffffff 00000000 00000000 01 00 4101 01 08000000 04000000 'anon'");
	say(&p->ask, "ffffffff ffffffff");
	say(&p->answer, "ffffffff 00000000 00000000");
	end(p, l);
}

/* Part 5, 12.4: BuildInfo is node 2260, attribute 13 its value. */
static void read_build(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;
	struct buf info = {0};

	say_string(&info, d->article);
	say_string(&info, d->vendor);
	say_string(&info, d->model);
	say_string(&info, d->firmware);
	say_string(&info, "1420");
	say(&info, "%Q", file_time(p->start));
	begin(p, l, 631, 634);
	say(&p->ask, "0000000000000000 03000000 01000000 01 00 d408 0d000000 ffffffff 0000 ffffffff");
	say(&p->answer, "01000000 01 16 01 00 5401 01 %D %x ffffffff", (unsigned)info.length, &info);
	end(p, l);
	buf_free(&info);
}

static void hello(struct plant *p, struct link *l)
{
	open_channel(p, l);
	get_endpoints(p, l);
	open_session(p, l);
	read_build(p, l);
}

/* Numbers of namespace 2, answered as Double or Int32. */
static void turn(struct plant *p, struct link *l)
{
	begin(p, l, 631, 634);
	say(&p->ask, "0000000000000000 03000000 %D", l->contact->count);
	say(&p->answer, "%D", l->contact->count);
	for (uint32_t i = 0; i < l->contact->count; i++) {
		say(&p->ask, "01 02 %W 0d000000 ffffffff 0000 ffffffff", l->contact->first + i);
		say(&p->answer, "01 06 %D", prng_below(&p->prng, 10000));
	}
	say(&p->answer, "ffffffff");
	end(p, l);
}

const struct talk talk_opcua = {"opcua", 4840, false, false, hello, turn};
