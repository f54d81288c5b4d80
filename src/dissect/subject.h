/* subject.h - whom a row of claims speaks of. SPDX-License-Identifier: Apache-2.0
 *
 * Protocols that speak of others (a lease, a name record) set the subject once and then say
 * several things of it.
 */
#pragma once

#include "dissect/dissector.h"

struct subject {
	enum party party;
	struct mac mac;
	struct address address;
	enum claim_rank rank; /* 0 the dissector's own */
	uint8_t confidence;   /* 0 the dissector's own */
};

/* The sender of the packet, a MAC, an IP; with the dissector's own rank. */
struct subject subject_sender(void);
struct subject subject_mac(const struct mac *mac);
struct subject subject_ip(const struct address *ip);
/* The same subject, spoken of with another rank and confidence. */
struct subject subject_as(struct subject subject, enum claim_rank rank, uint8_t confidence);
/* Says bytes of text, a C string or an address; empty text and zero addresses say nothing. */
void subject_bytes(struct context *ctx, const struct subject *subject, const char *name,
                   const void *value, size_t length);
void subject_text(struct context *ctx, const struct subject *subject, const char *name,
                  const char *text);
void subject_address(struct context *ctx, const struct subject *subject, const char *name,
                     const struct address *address);
void subject_has_mac(struct context *ctx, const struct subject *subject, const struct mac *mac);
/* What is left in the cursor as text; trailing NULs are for the reader of the claim to cut. */
void subject_rest(struct context *ctx, const struct subject *subject, const char *name,
                  struct cursor rest);
/* An IPv4 address from four bytes of the cursor. */
struct address cursor_ip4(struct cursor *c);
struct address cursor_ip6(struct cursor *c);
struct mac cursor_mac(struct cursor *c);
/* An address that one host can hold: neither zero nor a group, nor loopback. */
bool address_is_host(const struct address *address);
/* A MAC that one interface can hold. */
bool mac_is_host(const struct mac *mac);
