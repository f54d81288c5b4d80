/* ja4.h - the JA4 fingerprint of a TLS client (FoxIO, JA4 technical details). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/cursor.h"

/* "t13d1516h2_8daaf6152771_e5627efa2ab1" and its NUL */
#define JA4_SIZE 37

/* What JA4 is made of; the cursors hold big endian 16 bit numbers. */
struct ja4_hello {
	uint16_t version; /* highest offered */
	bool has_sni;
	struct cursor alpn; /* the first protocol offered */
	struct cursor ciphers;
	struct cursor extensions; /* the whole extension block */
	struct cursor algorithms; /* signature algorithms */
};

/* Writes the fingerprint of a ClientHello over TCP. */
void ja4_client(const struct ja4_hello *hello, char text[JA4_SIZE]);
/* RFC 8701: values that mean nothing and are sent to keep servers tolerant. */
bool ja4_is_grease(uint16_t value);
