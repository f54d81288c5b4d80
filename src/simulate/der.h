/* der.h - tag, length, value (X.690), as SNMP and certificates need it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

#define DER_INTEGER     0x02
#define DER_BITS        0x03
#define DER_OCTETS      0x04
#define DER_NULL        0x05
#define DER_OID         0x06
#define DER_UTF8        0x0c
#define DER_TIME        0x17
#define DER_SEQUENCE    0x30
#define DER_SET         0x31

/* What stands behind `from` becomes the value of one element. */
void der_wrap(struct buf *b, size_t from, unsigned tag);
/* One element with this value. */
void der_bytes(struct buf *b, unsigned tag, const void *bytes, size_t length);
void der_text(struct buf *b, unsigned tag, const char *text);
void der_integer(struct buf *b, unsigned tag, uint32_t value);
