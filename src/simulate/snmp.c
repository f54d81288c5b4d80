/* snmp.c - SNMP version 2c: the system group of a switch (RFC 3418), its ports. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/der.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { GET = 0xa0, RESPONSE = 0xa2, TICKS = 0x43, COUNTER = 0x41, IDENTITY_EACH = 60 };


static void say_oid(struct buf *b, const uint8_t *tail, size_t length)
{
	const size_t from = b->length;

	say(b, "2b 06 01 02 01");
	buf_append(b, tail, length);
	der_wrap(b, from, DER_OID);
}

/* Closes bindings, PDU and message. */
static void close_message(struct buf *b, size_t bindings, size_t pdu, unsigned kind)
{
	der_wrap(b, bindings, DER_SEQUENCE);
	der_wrap(b, pdu, kind);
	der_wrap(b, 0, DER_SEQUENCE);
}

static size_t open_message(struct buf *b, uint32_t number)
{
	der_integer(b, DER_INTEGER, 1);
	der_text(b, DER_OCTETS, "public");
	const size_t pdu = b->length;

	der_integer(b, DER_INTEGER, number);
	der_integer(b, DER_INTEGER, 0);
	der_integer(b, DER_INTEGER, 0);
	return pdu;
}

/* 1.3.6.1.4.1.ENTERPRISE.1, numbers above 127 in groups of seven bits. */
static void say_enterprise(struct buf *b, unsigned enterprise)
{
	const size_t from = b->length;

	say(b, "2b 06 01 04 01");
	if (enterprise > 0x3fff)
		buf_byte(b, (uint8_t)(0x80 | enterprise >> 14));
	if (enterprise > 0x7f)
		buf_byte(b, (uint8_t)(0x80 | (enterprise >> 7 & 0x7f)));
	say(b, "%b 01", enterprise & 0x7f);
	der_wrap(b, from, DER_OID);
}

static void say_value(struct plant *p, struct buf *b, const struct device *d, unsigned item)
{
	switch (item) {
	case 1:
		der_text(b, DER_OCTETS, d->about);
		break;
	case 2:
		say_enterprise(b, d->code);
		break;
	case 3:
		der_integer(b, TICKS, (uint32_t)(864000000 + (p->now - p->start) / 10000000));
		break;
	case 5:
		der_text(b, DER_OCTETS, d->name);
		break;
	case 6:
		der_text(b, DER_OCTETS, d->place ? d->place : "");
		break;
	default:
		der_text(b, DER_OCTETS, "seisan-gijutsu@kojo.example");
	}
}

/* 1.3.6.1.2.1.1: description, object, uptime, contact, name, place. */
static void get_system(struct plant *p, struct link *l)
{
	size_t ask_pdu, answer_pdu, ask_list, answer_list;

	ask_pdu = open_message(&p->ask, ++l->number);
	answer_pdu = open_message(&p->answer, l->number);
	ask_list = p->ask.length;
	answer_list = p->answer.length;
	for (uint8_t item = 1; item <= 6; item++) {
		const uint8_t oid[] = {1, item, 0};
		size_t ask = p->ask.length, answer = p->answer.length;

		say_oid(&p->ask, oid, sizeof(oid));
		der_bytes(&p->ask, DER_NULL, "", 0);
		der_wrap(&p->ask, ask, DER_SEQUENCE);
		say_oid(&p->answer, oid, sizeof(oid));
		say_value(p, &p->answer, l->server->device, item);
		der_wrap(&p->answer, answer, DER_SEQUENCE);
	}
	close_message(&p->ask, ask_list, ask_pdu, GET);
	close_message(&p->answer, answer_list, answer_pdu, RESPONSE);
	link_ask(p, l);
}

/* RFC 6933: firmware, serial number and model of the chassis. */
static void get_entity(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;
	const char *const values[] = {d->firmware, d->serial, d->model};
	static const uint8_t columns[] = {10, 11, 13};
	size_t ask_pdu = open_message(&p->ask, ++l->number);
	size_t answer_pdu = open_message(&p->answer, l->number);
	size_t ask_list = p->ask.length, answer_list = p->answer.length;

	for (size_t i = 0; i < 3; i++) {
		const uint8_t oid[] = {47, 1, 1, 1, 1, columns[i], 1};
		size_t ask = p->ask.length, answer = p->answer.length;

		say_oid(&p->ask, oid, sizeof(oid));
		der_bytes(&p->ask, DER_NULL, "", 0);
		der_wrap(&p->ask, ask, DER_SEQUENCE);
		say_oid(&p->answer, oid, sizeof(oid));
		der_text(&p->answer, DER_OCTETS, values[i] ? values[i] : "");
		der_wrap(&p->answer, answer, DER_SEQUENCE);
	}
	close_message(&p->ask, ask_list, ask_pdu, GET);
	close_message(&p->answer, answer_list, answer_pdu, RESPONSE);
	link_ask(p, l);
}

/* ifInOctets of some ports. */
static void get_counters(struct plant *p, struct link *l)
{
	size_t ask_pdu = open_message(&p->ask, ++l->number);
	size_t answer_pdu = open_message(&p->answer, l->number);
	size_t ask_list = p->ask.length, answer_list = p->answer.length;

	for (uint8_t port = 1; port <= 8; port++) {
		const uint8_t oid[] = {2, 2, 1, 10, port};
		size_t ask = p->ask.length, answer = p->answer.length;

		say_oid(&p->ask, oid, sizeof(oid));
		der_bytes(&p->ask, DER_NULL, "", 0);
		der_wrap(&p->ask, ask, DER_SEQUENCE);
		say_oid(&p->answer, oid, sizeof(oid));
		der_integer(&p->answer, COUNTER, port * 100000 + l->turn * 5000);
		der_wrap(&p->answer, answer, DER_SEQUENCE);
	}
	close_message(&p->ask, ask_list, ask_pdu, GET);
	close_message(&p->answer, answer_list, answer_pdu, RESPONSE);
	link_ask(p, l);
}

static void turn(struct plant *p, struct link *l)
{
	if (l->turn % IDENTITY_EACH == 0) {
		get_system(p, l);
		get_entity(p, l);
	}
	get_counters(p, l);
}

const struct talk talk_snmp = {"snmp", 161, true, false, NULL, turn};
