/* tls.c - TLS 1.2 with a certificate that the server signed itself (RFC 5246, RFC 5280). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/der.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

/* What contact->first asks for: TLS 1.0 with 3DES, a certificate that ended in 2020. */
enum { OLD = 1, EXPIRED = 2 };

enum { HANDSHAKE = 22, APPLICATION = 23, CLIENT_HELLO = 1, SERVER_HELLO = 2, CERTIFICATE = 11,
       KEY_EXCHANGE = 12, HELLO_DONE = 14, CLIENT_KEY = 16, KEY_BYTES = 256 };

static void say_random(struct plant *p, struct buf *b, size_t count)
{
	while (count-- > 0)
		buf_byte(b, (uint8_t)prng_next(&p->prng));
}

static bool wants(const struct link *l, unsigned what)
{
	return l->contact->first & what;
}

static unsigned version(const struct link *l)
{
	return wants(l, OLD) ? 0x0301 : 0x0303;
}

/* The lengths of a handshake message and its record, filled in behind. */
static size_t begin_message(struct buf *b, const struct link *l, unsigned type)
{
	say(b, "16 %w 0000 %b 000000", version(l), type);
	return b->length;
}

static void end_message(struct buf *b, size_t from)
{
	say_be16_at(b, from - 6, b->length - from + 4);
	say_be16_at(b, from - 2, b->length - from);
}

static void say_name(struct buf *b, const char *organisation, const char *name)
{
	static const uint8_t organisation_oid[] = {0x55, 4, 10}, name_oid[] = {0x55, 4, 3};
	const size_t all = b->length;

	der_bytes(b, DER_OID, organisation_oid, 3);
	der_text(b, DER_UTF8, organisation);
	der_wrap(b, all, DER_SEQUENCE);
	der_wrap(b, all, DER_SET);
	const size_t second = b->length;

	der_bytes(b, DER_OID, name_oid, 3);
	der_text(b, DER_UTF8, name);
	der_wrap(b, second, DER_SEQUENCE);
	der_wrap(b, second, DER_SET);
	der_wrap(b, all, DER_SEQUENCE);
}

/* sha256WithRSAEncryption */
static void say_algorithm(struct buf *b)
{
	say(b, "30 0d 06 09 2a864886f70d01010b 05 00");
}

static void say_public_key(struct plant *p, struct buf *b)
{
	const size_t all = b->length;

	say(b, "30 0d 06 09 2a864886f70d010101 05 00");
	const size_t bits = b->length;

	buf_byte(b, 0);
	const size_t key = b->length;

	say(b, "02 82 0101 00 c1");
	say_random(p, b, KEY_BYTES - 1);
	say(b, "02 03 010001");
	der_wrap(b, key, DER_SEQUENCE);
	der_wrap(b, bits, DER_BITS);
	der_wrap(b, all, DER_SEQUENCE);
}

/* RFC 5280 4.1: valid for ten years, as devices have it. */
static void say_certificate(struct plant *p, struct buf *b, const struct link *l)
{
	const struct device *d = l->server->device;
	const char *organisation = d->vendor ? d->vendor : "Kojo";
	const size_t all = b->length;

	say(b, "a0 03 02 01 02");
	der_integer(b, DER_INTEGER, prng_next(&p->prng));
	say_algorithm(b);
	say_name(b, organisation, d->name);
	const size_t validity = b->length;

	der_text(b, DER_TIME, wants(l, EXPIRED) ? "100401000000Z" : "210401000000Z");
	der_text(b, DER_TIME, wants(l, EXPIRED) ? "200401000000Z" : "310401000000Z");
	der_wrap(b, validity, DER_SEQUENCE);
	say_name(b, organisation, d->name);
	say_public_key(p, b);
	der_wrap(b, all, DER_SEQUENCE);
	say_algorithm(b);
	const size_t signature = b->length;

	buf_byte(b, 0);
	say_random(p, b, KEY_BYTES);
	der_wrap(b, signature, DER_BITS);
	der_wrap(b, all, DER_SEQUENCE);
}

static void say_client_hello(struct plant *p, struct buf *b, const struct link *l)
{
	const char *server = l->server->device->name;
	const size_t from = begin_message(b, l, CLIENT_HELLO);
	const unsigned length = (unsigned)strlen(server);

	say(b, "%w", version(l));
	say_random(p, b, 32);
	say(b, "00 000a %w c030 009c 009d 00ff 01 00", wants(l, OLD) ? 0x000a : 0xc02f);
	say(b, "%w 0000 %w %w 00 %w %s", length + 9 + 8 + 6 + 14, length + 5, length + 3, length, server);
	say(b, "000a 0004 0002 0017 000b 0002 01 00 000d 000a 0008 0403 0804 0401 0601");
	end_message(b, from);
}

static void say_key_exchange(struct plant *p, struct buf *b, const struct link *l)
{
	const size_t from = begin_message(b, l, KEY_EXCHANGE);

	say(b, "03 0017 41 04");
	say_random(p, b, 64);
	say(b, "0401 0100");
	say_random(p, b, KEY_BYTES);
	end_message(b, from);
}

static void say_server_hello(struct plant *p, struct link *l, struct buf *b)
{
	size_t from = begin_message(b, l, SERVER_HELLO);
	struct buf certificate = {0};
	/* The same device shows the same certificate each time. */
	const struct prng kept = p->prng;

	say(b, "%w", version(l));
	say_random(p, b, 32);
	say(b, "00 %w 00", wants(l, OLD) ? 0x000a : 0xc02f);
	end_message(b, from);
	prng_seed(&p->prng, l->server->ip, 3);
	say_certificate(p, &certificate, l);
	p->prng = kept;
	from = begin_message(b, l, CERTIFICATE);
	say(b, "00 %w 00 %w %x", (unsigned)certificate.length + 3, (unsigned)certificate.length,
	    &certificate);
	end_message(b, from);
	if (!wants(l, OLD))
		say_key_exchange(p, b, l);
	end_message(b, begin_message(b, l, HELLO_DONE));
	buf_free(&certificate);
}

static void say_finished(struct plant *p, struct buf *b, const struct link *l)
{
	say(b, "14 %w 0001 01 16 %w 0028", version(l), version(l));
	say_random(p, b, 40);
}

static void hello(struct plant *p, struct link *l)
{
	say_client_hello(p, &p->ask, l);
	say_server_hello(p, l, &p->answer);
	link_ask(p, l);
	const size_t from = begin_message(&p->ask, l, CLIENT_KEY);

	/* RFC 8422 5.7: a point; RFC 5246 7.4.7.1: a secret for the server's RSA key. */
	say(&p->ask, wants(l, OLD) ? "0100" : "41 04");
	say_random(p, &p->ask, wants(l, OLD) ? KEY_BYTES : 64);
	end_message(&p->ask, from);
	say_finished(p, &p->ask, l);
	say_finished(p, &p->answer, l);
	link_ask(p, l);
}

static void say_application(struct plant *p, struct buf *b, const struct link *l, unsigned length)
{
	say(b, "%b %w %w", APPLICATION, version(l), length);
	say_random(p, b, length);
}

/* Encrypted: nobody sees more than lengths. */
static void turn(struct plant *p, struct link *l)
{
	const unsigned most = l->contact->count ? l->contact->count : 1200;

	say_application(p, &p->ask, l, 90 + prng_below(&p->prng, 300));
	say_application(p, &p->answer, l, 100 + prng_below(&p->prng, most));
	link_ask(p, l);
}

const struct talk talk_tls = {"tls", 443, false, true, hello, turn};
