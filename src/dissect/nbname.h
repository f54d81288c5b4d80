/* nbname.h - names of NetBIOS over TCP/IP (RFC 1001 14, RFC 1002 4.1). SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dns_message.h"

enum nb_suffix {
	NB_WORKSTATION = 0x00,
	NB_DOMAIN_MASTER = 0x1b,
	NB_DOMAIN_CONTROLLERS = 0x1c,
	NB_MASTER_BROWSER = 0x1d,
	NB_ELECTIONS = 0x1e,
	NB_FILE_SERVER = 0x20,
};

#define NB_NAME_LENGTH 15

struct nb_name {
	char text[NB_NAME_LENGTH + 1]; /* without the padding, ended by NUL */
	uint8_t length;
	uint8_t suffix;
};

/* Undoes the half-ASCII form of a name read as DNS labels. False when it is none. */
bool nb_name_decode(const struct dns_name *encoded, struct nb_name *name);
/* Sets a name from 15 bytes and a suffix as they are. */
void nb_name_set(struct nb_name *name, const uint8_t *bytes, uint8_t suffix);
