/* subject.c - whom a row of claims speaks of. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/subject.h"

struct subject subject_sender(void)
{
	return (struct subject){.party = PARTY_SENDER};
}

struct subject subject_mac(const struct mac *mac)
{
	return (struct subject){.party = PARTY_MAC, .mac = *mac};
}

struct subject subject_ip(const struct address *ip)
{
	return (struct subject){.party = PARTY_IP, .address = *ip};
}

struct subject subject_as(struct subject subject, enum claim_rank rank, uint8_t confidence)
{
	subject.rank = rank;
	subject.confidence = confidence;
	return subject;
}

static void say(struct context *ctx, const struct subject *subject, const char *name,
                enum claim_form form, const void *value, size_t length)
{
	emit_claim(ctx, &(struct claim){.party = subject->party,
	                                .mac = subject->mac,
	                                .address = subject->address,
	                                .name = name,
	                                .slot = NO_SLOT,
	                                .form = form,
	                                .value = value,
	                                .length = length,
	                                .rank = subject->rank,
	                                .confidence = subject->confidence});
}

void subject_bytes(struct context *ctx, const struct subject *subject, const char *name,
                   const void *value, size_t length)
{
	if (value != NULL && length > 0)
		say(ctx, subject, name, FORM_TEXT, value, length);
}

void subject_text(struct context *ctx, const struct subject *subject, const char *name,
                  const char *text)
{
	subject_bytes(ctx, subject, name, text, strlen(text));
}

void subject_address(struct context *ctx, const struct subject *subject, const char *name,
                     const struct address *address)
{
	if (!address_is_zero(address))
		say(ctx, subject, name, FORM_ADDRESS, address, sizeof(*address));
}

void subject_has_mac(struct context *ctx, const struct subject *subject, const struct mac *mac)
{
	if (mac_is_host(mac))
		say(ctx, subject, attribute_mac, FORM_MAC, mac, sizeof(*mac));
}

void subject_rest(struct context *ctx, const struct subject *subject, const char *name,
                  struct cursor rest)
{
	size_t length = cursor_left(&rest);

	subject_bytes(ctx, subject, name, cursor_take(&rest, length), length);
}

struct address cursor_ip4(struct cursor *c)
{
	static const struct address none;
	const uint8_t *p = cursor_take(c, 4);

	return p ? address_from_ip4(p) : none;
}

struct address cursor_ip6(struct cursor *c)
{
	static const struct address none;
	const uint8_t *p = cursor_take(c, 16);

	return p ? address_from_ip6(p) : none;
}

struct mac cursor_mac(struct cursor *c)
{
	struct mac mac = {0};
	const uint8_t *p = cursor_take(c, sizeof(mac.bytes));

	if (p)
		memcpy(mac.bytes, p, sizeof(mac.bytes));
	return mac;
}

bool address_is_host(const struct address *address)
{
	return !address_is_zero(address) && !address_is_group(address) && !address_is_loopback(address);
}

bool mac_is_host(const struct mac *mac)
{
	return !mac_is_zero(mac) && !mac_is_group(mac);
}
