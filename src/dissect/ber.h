/* ber.h - reading the Basic Encoding Rules (X.690). SPDX-License-Identifier: Apache-2.0
 *
 * Elements are read one by one into child cursors, so nesting costs what the caller nests. Only
 * definite lengths are read; tags of several bytes only by ber_number().
 */
#pragma once

#include "lib/cursor.h"

enum ber_tag {
	BER_INTEGER = 0x02,
	BER_OCTETS = 0x04,
	BER_OBJECT_ID = 0x06,
	BER_SEQUENCE = 0x30,
	BER_CONSTRUCTED = 0x20, /* bit of every tag whose value holds elements */
	BER_CONTEXT = 0x80,	/* class of a tag that means something only where it stands */
};

/* Reads the next element. False when it is broken or there is none. */
bool ber_next(struct cursor *c, uint8_t *tag, struct cursor *value);
/* Reads the next element, which must have this tag. */
bool ber_expect(struct cursor *c, uint8_t tag, struct cursor *value);
/* Reads the next element as INTEGER of at most 8 bytes. */
bool ber_integer(struct cursor *c, int64_t *number);
/* Reads the next element, whose tag may have several bytes (8.1.2.4): its number goes to *number, the
 * bits of class and form of the first byte to *form. */
bool ber_number(struct cursor *c, uint8_t *form, uint32_t *number, struct cursor *value);
/* Enters the next element, which must have this tag, and of which the end may be missing. */
bool ber_enter(struct cursor *c, uint8_t tag);
/* Reads the next number of an object identifier's encoding. */
bool ber_arc(struct cursor *oid, uint32_t *arc);
