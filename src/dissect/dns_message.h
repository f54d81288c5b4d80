/* dns_message.h - reading messages of the DNS family (RFC 1035). SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "lib/cursor.h"

enum dns_type {
	DNS_A = 1,
	DNS_PTR = 12,
	DNS_HINFO = 13,
	DNS_TXT = 16,
	DNS_AAAA = 28,
	DNS_NB = 32,
	DNS_SRV = 33, /* NBSTAT in NetBIOS */
	DNS_IXFR = 251,
	DNS_AXFR = 252,
};

#define DNS_RESPONSE      0x8000
#define DNS_OPCODE(flags) (((flags) >> 11) & 15)
#define DNS_RCODE(flags)  ((flags)&15)
#define DNS_NAME_SIZE     256

struct dns_message {
	struct cursor whole; /* from the header on: compression pointers count from here */
	uint16_t id;
	uint16_t flags;
	uint16_t count[4]; /* questions, answers, authorities, additionals */
};

struct dns_name {
	uint16_t length;
	char text[DNS_NAME_SIZE]; /* labels joined by dots, raw bytes, ended by NUL */
};

struct dns_record {
	struct dns_name name;
	uint16_t type;
	uint16_t class;
	uint32_t ttl;
	struct cursor data;
};

/* Reads the header. False when it is short. */
bool dns_read_header(struct cursor *c, struct dns_message *message);
/* Reads a name, compressed or not. False when it is broken: pointers must lead strictly backwards.
 */
bool dns_read_name(struct cursor *c, const struct dns_message *message, struct dns_name *name);
/* Passes over a name without following pointers. False when it is broken. */
bool dns_skip_name(struct cursor *c);
/* Reads one question; type and class only are set besides the name. */
bool dns_read_question(struct cursor *c, const struct dns_message *message,
                       struct dns_record *record);
/* Reads one resource record; data is its RDATA. */
bool dns_read_record(struct cursor *c, const struct dns_message *message,
                     struct dns_record *record);
/* Passes over one record. */
bool dns_skip_record(struct cursor *c);
