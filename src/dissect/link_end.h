/* link_end.h - one end of a cable, as LLDP and CDP tell it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

struct link_end {
	char chassis[64];
	char port[64];
};

/* Claims of the sender "chassis <chassis> port <port>"; says nothing while either is unknown. */
void link_end_claim(struct context *ctx, const struct link_end *end);
/* Keeps text, a MAC or an IPv4 address, by the subtype's form, as the name of a chassis or port. */
void link_end_text(char *name, size_t capacity, struct cursor value);
void link_end_mac(char *name, size_t capacity, struct cursor value);
