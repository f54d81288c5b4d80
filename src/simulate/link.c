/* link.c - a contact of the world: connects, asks, answers. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/link.h"

#include <assert.h>
#include <string.h>

#include "simulate/alarm.h"
#include "simulate/conn.h"
#include "simulate/names.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { REFRESH_MINUTES = 6, KEEPALIVE_FROM = 60000 /* milliseconds */ };

static bool is_udp(const struct link *l)
{
	return l->talk->udp;
}

static uint16_t server_port(const struct link *l)
{
	return l->contact->port ? l->contact->port : l->talk->port;
}

/* How long the asked one thinks: controllers answer between their scans. */
static int64_t response_time(struct plant *p, const struct link *l)
{
	const enum stack stack = l->server->device->stack;

	const int64_t slow = l->server->slow * MILLISECOND;

	if (stack == STACK_LINUX || stack == STACK_WINDOWS)
		return slow + prng_between(&p->prng, MILLISECOND / 2, 4 * MILLISECOND);
	return slow + prng_between(&p->prng, 2 * MILLISECOND, 14 * MILLISECOND);
}

void link_send(struct plant *p, struct link *l, int side, struct buf *b)
{
	if (b->length == 0)
		return;
	if (!is_udp(l)) {
		conn_send(p, &l->conn, side, b);
	} else {
		if (l->at < p->now)
			l->at = p->now;
		if (side == CLIENT)
			wire_udp(p, l->at, l->client, l->port, l->server, server_port(l), b);
		else
			wire_udp(p, l->at, l->server, server_port(l), l->client, l->port, b);
		l->at += 20000;
	}
	buf_clear(b);
}

void link_wait(struct plant *p, struct link *l, int64_t span)
{
	(void)p;
	l->at += span;
	l->conn.at += span;
}

void link_ask(struct plant *p, struct link *l)
{
	const bool answered = p->answer.length > 0;

	link_send(p, l, CLIENT, &p->ask);
	if (!answered)
		return;
	link_wait(p, l, response_time(p, l));
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, prng_between(&p->prng, MILLISECOND / 2, 3 * MILLISECOND));
}

/* A program that stands asks nobody; cyclic frames go on with empty data. */
static bool stands(const struct link *l)
{
	return l->client->stopped && !is_udp(l);
}

static bool is_time(const struct plant *p, const struct link *l)
{
	switch (l->contact->hours) {
	case HOURS_SHIFT:
		return plant_produces(p, p->now);
	case HOURS_OFFICE:
		return plant_office(p, p->now);
	case HOURS_VISIT:
		return plant_visited(p->now);
	default:
		return true;
	}
}

static void refresh_address(struct plant *p, struct link *l)
{
	if (l->client == l->server || (l->arp && p->now - l->arp < REFRESH_MINUTES * MINUTE))
		return;
	names_resolve(p, l->client, l->server);
	l->arp = p->now;
}

static void connect_if_needed(struct plant *p, struct link *l)
{
	const bool fresh = is_udp(l) ? l->port == 0 : !l->conn.open;

	if (!fresh)
		return;
	l->turn = 0;
	if (is_udp(l)) {
		l->client->port = (uint16_t)(l->client->port < 49152 ? 49152 : l->client->port + 1);
		l->port = l->client->port;
		l->at = p->now + 2 * MILLISECOND;
	} else {
		l->conn.at = p->now + 2 * MILLISECOND;
		conn_open(p, &l->conn, l->client, l->server, server_port(l));
	}
	if (l->talk->hello)
		l->talk->hello(p, l);
}

void link_open(struct plant *p, struct link *l)
{
	refresh_address(p, l);
	connect_if_needed(p, l);
}

void link_turn(struct plant *p, struct link *l)
{
	link_open(p, l);
	if (l->talk->turn)
		l->talk->turn(p, l);
	l->turn++;
	if (is_udp(l))
		return;
	if (l->conn.at < p->now + l->contact->period * MILLISECOND / 2)
		conn_settle(p, &l->conn);
	if (l->talk->brief)
		conn_close(p, &l->conn, CLIENT);
}

/* Connections that are seldom used are probed halfway. */
static void keep_alive(struct plant *p, void *context)
{
	struct link *l = context;

	if (l->conn.open && l->conn.at < p->now && !l->client->off && !l->server->off &&
	    p->now >= p->paused_until)
		conn_keepalive(p, &l->conn, CLIENT);
}

static bool wants_probe(const struct link *l)
{
	return l->conn.open && l->contact->period >= KEEPALIVE_FROM;
}

static void poll(struct plant *p, struct link *l)
{
	link_turn(p, l);
	alarm_raise(p, l);
}

static void on_time(struct plant *p, void *context)
{
	struct link *l = context;
	const int64_t period = l->contact->period * MILLISECOND / 100 * (l->pace ? l->pace : 100);

	if (p->now < p->paused_until)
		; /* nothing is heard of anybody */
	else if (l->client->off || l->server->off)
		l->conn.open = false;
	else if (is_time(p, l) && !l->muted && !stands(l))
		poll(p, l);
	else if (l->contact->hours == HOURS_VISIT)
		conn_close(p, &l->conn, CLIENT);
	if (wants_probe(l))
		agenda_action_at(&p->agenda, p->now + period / 2, keep_alive, l);
	int64_t next = p->now + plant_jitter(p, period, 2);

	if (l->conn.at > next)
		next = l->conn.at + MILLISECOND;
	agenda_action_at(&p->agenda, next, on_time, l);
}

void link_prepare(struct plant *p, struct link *l, const struct contact *contact)
{
	*l = (struct link){.contact = contact, .talk = talk_find(contact->talk)};
	l->client = plant_host(p, contact->client);
	l->server = plant_host(p, contact->server ? contact->server : contact->client);
	l->number = prng_below(&p->prng, 1000);
}

void link_start(struct plant *p, struct link *l, const struct contact *contact)
{
	const int64_t period = contact->period * MILLISECOND;
	const int64_t most = period < 30 * SECOND ? period : 30 * SECOND;

	link_prepare(p, l, contact);
	agenda_action_at(&p->agenda, p->start + prng_between(&p->prng, 0, most), on_time, l);
}

bool link_serves(const struct plant *p, const struct host *h, uint16_t port)
{
	for (size_t i = 0; i < p->link_count; i++)
		if (p->links[i].server == h && !is_udp(&p->links[i]) && server_port(&p->links[i]) == port)
			return true;
	return false;
}
