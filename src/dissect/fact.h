/* fact.h - what dissectors say of the bytes they read. SPDX-License-Identifier: Apache-2.0
 *
 * Facts are raw: numbers and borrowed bytes, no text is formatted at packet rate. Whoever keeps a
 * fact copies, cleans and formats it the first time it is seen.
 */
#pragma once

#include "lib/address.h"

/* One vocabulary of operations for every protocol (DESIGN section 2). */
#define OT_CLASSES(X) \
	X(IDENTIFY, identify) X(READ, read) X(WRITE, write) X(CONTROL, control) X(PROGRAM, program) \
	X(FIRMWARE, firmware) X(CONFIG, config) X(SECURITY, security) X(TIME, time) X(FILE, file) \
	X(DIAGNOSE, diagnose) X(ALARM, alarm) X(SESSION, session)

#define OT_CLASS_ENUM(upper, lower) OT_##upper,
enum ot_class { OT_CLASSES(OT_CLASS_ENUM) OT_CLASS_COUNT };
#undef OT_CLASS_ENUM

/* "read", "control", ... */
const char *ot_class_name(enum ot_class class);
/* The class of so many letters; OT_CLASS_COUNT: there is none of that name. */
enum ot_class ot_class_parse(const char *name, size_t length);

#define NO_SUBCODE (-1)

/*
 * One request of an industrial protocol. The sender of the packet is the requester. Strings marked
 * static must be literals: they are kept and compared by pointer.
 */
struct operation {
	enum ot_class class;
	uint32_t code;	      /* the number the specification gives the request */
	int32_t subcode;      /* NO_SUBCODE, or what tells apart requests that share a code */
	const char *protocol; /* static; "cip" where the dissector "enip" carries it; NULL: its name */
	const char *pdu;      /* static; NULL, or the kind of message ("userdata", "pccc") */
	const char *function; /* static; the specification's name, NULL when the code is unknown */
	const char *space;    /* static; area addressed ("holding", "DB", "D"), NULL for none */
	bool ranged;	      /* low and high are set: first and last address touched */
	uint64_t low;
	uint64_t high;
	const char *target;  /* static; template over number[] and text: "unit %u", "class 0x%x instance
				%u", "%s"; NULL for none. %u %d %x take the next number, %s the text */
	uint32_t number[3];
	const void *text; /* borrowed raw bytes for %s */
	size_t text_length;
};

/* Names an operation until its answer comes; 0 is none. */
typedef uint64_t operation_ref;

/* How far a claim can be trusted (DESIGN section 2); a higher rank is never overwritten by a lower. */
enum claim_rank {
	RANK_OUI,
	RANK_FINGERPRINT,
	RANK_BANNER,
	RANK_NAME,
	RANK_IDENTITY,
	RANK_OPERATOR,
};

/* "oui", "fingerprint", "banner", "name", "identity", "operator". */
const char *claim_rank_name(enum claim_rank rank);

/* Whom a claim speaks of. */
enum party {
	PARTY_SENDER,	/* of this packet, by IP where there is one, else by MAC */
	PARTY_RECEIVER, /* of this packet, likewise */
	PARTY_IP,	/* claim.address */
	PARTY_MAC,	/* claim.mac */
};

enum claim_form {
	FORM_TEXT,    /* bytes of UTF-8, CP932 or ASCII, padded with blanks or NULs at will */
	FORM_ADDRESS, /* a struct address */
	FORM_MAC,     /* a struct mac */
	FORM_UTF16LE, /* as Windows sends names */
};

#define NO_SLOT (-1)

/* A name that the sender looks up, or with rcode that the receiver had looked up. */
struct lookup {
	const char *name; /* borrowed; labels joined by dots */
	size_t length;
	uint16_t type; /* of the record wanted (RFC 1035, 3.2.2) */
	int rcode;     /* of an answer (4.1.1), -1 in a query */
};

/* One statement about somebody. Names are those of attribute.h. */
struct claim {
	enum party party;
	struct address address;
	struct mac mac;
	const char *name;   /* static; ATTRIBUTE_... of attribute.h */
	int16_t slot;	    /* of the module spoken of, or NO_SLOT for the device itself */
	enum claim_form form;
	const void *value; /* borrowed */
	size_t length;
	enum claim_rank rank;
	uint8_t confidence; /* 0 to 100 */
	const char *source; /* static; NULL: the dissector's name */
};
