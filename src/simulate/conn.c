/* conn.c - TCP connections that both sides play (RFC 9293). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"

#include "simulate/wire.h"

enum { MSS = 1460, PORTS_FROM = 49152 };

static const int64_t trip = 150000; /* nanoseconds on the wire and in a switch */

static void emit(struct plant *p, struct conn *c, int side, uint8_t flags, const void *bytes,
                 size_t length)
{
	const bool acks = flags & TCP_ACK;
	const struct wire_tcp tcp = {
	        .port = {c->port[side], c->port[!side]},
	        .sequence = c->next[side],
	        .acknowledgment = acks ? c->next[!side] : 0,
	        .flags = flags,
	};

	wire_tcp(p, c->at, c->side[side], c->side[!side], &tcp, bytes, length);
	if (acks)
		c->told[side] = c->next[!side];
	c->next[side] += (uint32_t)length + (flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
}

static void pass(struct plant *p, struct conn *c)
{
	c->at += trip + prng_below(&p->prng, 200000);
}

static uint16_t ephemeral(struct host *h)
{
	if (++h->port < PORTS_FROM)
		h->port = PORTS_FROM;
	return h->port;
}

static void begin(struct plant *p, struct conn *c, struct host *client, struct host *server,
                  uint16_t port)
{
	*c = (struct conn){
	        .side = {client, server},
	        .port = {ephemeral(client), port},
	        .next = {prng_next(&p->prng), prng_next(&p->prng)},
	        .at = c->at > p->now ? c->at : p->now,
	};
}

void conn_open(struct plant *p, struct conn *c, struct host *client, struct host *server,
               uint16_t port)
{
	begin(p, c, client, server, port);
	emit(p, c, CLIENT, TCP_SYN, NULL, 0);
	pass(p, c);
	emit(p, c, SERVER, TCP_SYN | TCP_ACK, NULL, 0);
	pass(p, c);
	emit(p, c, CLIENT, TCP_ACK, NULL, 0);
	pass(p, c);
	c->open = true;
}

void conn_send(struct plant *p, struct conn *c, int side, const struct buf *bytes)
{
	int waiting = 0;

	if (c->at < p->now)
		c->at = p->now;
	for (size_t at = 0; at < bytes->length; at += MSS) {
		const size_t left = bytes->length - at;
		const bool last = left <= MSS;

		emit(p, c, side, last ? TCP_PSH | TCP_ACK : TCP_ACK, bytes->data + at,
		     last ? left : MSS);
		if (!last && ++waiting % 2 == 0) {
			pass(p, c);
			emit(p, c, !side, TCP_ACK, NULL, 0);
		}
		c->at += 130000; /* a full segment at 100 Mbit/s */
	}
}

void conn_wait(struct conn *c, int64_t span)
{
	c->at += span;
}

void conn_settle(struct plant *p, struct conn *c)
{
	for (int side = CLIENT; side <= SERVER; side++) {
		if (c->told[side] == c->next[!side])
			continue;
		c->at += prng_between(&p->prng, 20 * MILLISECOND, 120 * MILLISECOND);
		emit(p, c, side, TCP_ACK, NULL, 0);
		pass(p, c);
	}
}

/* RFC 9293 3.8.4: a segment of no data with the number before the next. */
void conn_keepalive(struct plant *p, struct conn *c, int side)
{
	if (c->at < p->now)
		c->at = p->now;
	c->next[side]--;
	emit(p, c, side, TCP_ACK, NULL, 0);
	c->next[side]++;
	pass(p, c);
	emit(p, c, !side, TCP_ACK, NULL, 0);
	pass(p, c);
}

void conn_close(struct plant *p, struct conn *c, int side)
{
	if (!c->open)
		return;
	if (c->at < p->now)
		c->at = p->now;
	emit(p, c, side, TCP_FIN | TCP_ACK, NULL, 0);
	pass(p, c);
	emit(p, c, !side, TCP_FIN | TCP_ACK, NULL, 0);
	pass(p, c);
	emit(p, c, side, TCP_ACK, NULL, 0);
	pass(p, c);
	c->open = false;
}

void conn_refused(struct plant *p, int64_t when, struct host *client, struct host *server,
                  uint16_t port, bool answer)
{
	struct conn c = {.at = when};

	begin(p, &c, client, server, port);
	c.at = when;
	emit(p, &c, CLIENT, TCP_SYN, NULL, 0);
	if (!answer)
		return;
	pass(p, &c);
	c.next[SERVER] = 0;
	emit(p, &c, SERVER, TCP_RST | TCP_ACK, NULL, 0);
}
