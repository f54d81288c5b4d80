/* anonymous.h - names and addresses that say nothing outside, the same for the same throughout one file.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Addresses keep what they share: two of one network stay in one network, whatever its length (each bit is turned by
 * a keyed function of the bits before it). Private stays private, loopback and groups stay what they are; a MAC keeps
 * its maker. Names that were told become name-3f9a2c10. The key is drawn anew for each file, and forgotten.
 */
#pragma once

#include "lib/address.h"

struct anonymous;
struct arena;

/* With a new key; anonymous_free() gives it back. */
struct anonymous *anonymous_new(void);
/* Forgets the key and the names; NULL is none. */
void anonymous_free(struct anonymous *a);
/* This text is a name wherever it stands by itself; less than two characters are none. */
void anonymous_name(struct anonymous *a, const char *name);
/* What the address, or the MAC, is called in this file. */
struct address anonymous_address(const struct anonymous *a, const struct address *address);
/* The same of a MAC. */
struct mac anonymous_mac(const struct anonymous *a, const struct mac *mac);
/* The text with its addresses and names exchanged, in the arena. a NULL: the text itself. */
const char *anonymous_text(const struct anonymous *a, struct arena *arena, const char *text);
