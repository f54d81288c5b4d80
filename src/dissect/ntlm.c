/* ntlm.c - NTLM sign-in, wherever it is carried (MS-NLMP). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ntlm.h"
#include "dissect/session.h"

#include <stdio.h>

#define FLAG_UNICODE       0x00000001u
#define FLAG_VERSION       0x02000000u
#define PAIRS_MAX          32
#define VERSION_CONFIDENCE 60 /* several products share a build */

/* 2.2.1: offsets count from the signature. */
static struct cursor part_at(struct cursor message, size_t offset, size_t length)
{
	cursor_skip(&message, offset);
	return cursor_sub(&message, length);
}

/* A length, a maximum and an offset; the bytes they name. */
static struct cursor field(struct cursor *c, struct cursor message)
{
	uint16_t length = cursor_le16(c);

	cursor_skip(c, 2);
	uint32_t offset = cursor_le32(c);

	return cursor_ok(c) ? part_at(message, offset, length) : cursor_bad();
}

static const char *windows_name(unsigned int major, unsigned int minor, unsigned int build)
{
	static const struct {
		uint8_t major;
		uint8_t minor;
		uint16_t build; /* from this one on */
		const char *name;
	} names[] = {
	        {10, 0, 26100, "Windows 11/Server 2025"},
	        {10, 0, 22000, "Windows 11"},
	        {10, 0, 20348, "Windows Server 2022"},
	        {10, 0, 17764, "Windows 10"},
	        {10, 0, 17763, "Windows 10/Server 2019"},
	        {10, 0, 14394, "Windows 10"},
	        {10, 0, 14393, "Windows 10/Server 2016"},
	        {10, 0, 0, "Windows 10"},
	        {6, 3, 0, "Windows 8.1/Server 2012 R2"},
	        {6, 2, 0, "Windows 8/Server 2012"},
	        {6, 1, 0, "Windows 7/Server 2008 R2"},
	        {6, 0, 0, "Windows Vista/Server 2008"},
	        {5, 2, 0, "Windows Server 2003"},
	        {5, 1, 0, "Windows XP"},
	        {5, 0, 0, "Windows 2000"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].major == major && names[i].minor == minor && build >= names[i].build)
			return names[i].name;
	return NULL;
}

/* 2.2.2.10. Build 0 is what others than Windows send. */
static void read_version(struct context *ctx, struct cursor version)
{
	char text[64];
	unsigned int major = cursor_u8(&version);
	unsigned int minor = cursor_u8(&version);
	unsigned int build = cursor_le16(&version);
	const char *name = windows_name(major, minor, build);

	if (!cursor_ok(&version) || build == 0 || !name)
		return;
	snprintf(text, sizeof(text), "%s build %u", name, build);
	struct cursor os = cursor_init(text, strlen(text));

	session_guess(ctx, PARTY_SENDER, attribute_os, &os, RANK_BANNER, VERSION_CONFIDENCE);
}

/* Names are as good in HTTP as they are in SMB. */
static void emit_wide(struct context *ctx, const char *name, const struct cursor *text)
{
	if (cursor_left(text) > 0)
		emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
		                                .name = name,
		                                .slot = NO_SLOT,
		                                .form = FORM_UTF16LE,
		                                .value = text->pos,
		                                .length = cursor_left(text),
		                                .rank = RANK_NAME});
}

/* What stands alone in no domain gives its own name, or a blank, for one. */
static bool is_domain(const struct cursor *domain, const struct cursor *host)
{
	size_t length = cursor_left(domain);

	return length > 2 &&
	       (cursor_left(host) != length || memcmp(domain->pos, host->pos, length) != 0);
}

/* 2.2.2.1 AV_PAIR: 1 and 2 are the NetBIOS names of computer and domain, 3 and 4 those of DNS. */
static void read_target(struct context *ctx, struct cursor pairs)
{
	struct cursor value[5] = {0};

	for (int i = 0; i < PAIRS_MAX && cursor_left(&pairs) >= 4; i++) {
		uint16_t id = cursor_le16(&pairs);
		struct cursor next = cursor_sub(&pairs, cursor_le16(&pairs));

		if (id == 0)
			break;
		if (id < 5)
			value[id] = next;
	}
	emit_wide(ctx, attribute_hostname, &value[1]);
	if (cursor_find(&value[3], '.') >= 0)
		emit_wide(ctx, attribute_fqdn, &value[3]);
	if (is_domain(&value[4], &value[3]))
		emit_wide(ctx, attribute_domain, &value[4]);
	else if (is_domain(&value[2], &value[1]) && cursor_left(&value[4]) == 0)
		emit_wide(ctx, attribute_domain, &value[2]);
}

static void read_challenge(struct context *ctx, struct cursor message)
{
	struct cursor c = message;

	cursor_skip(&c, 20);
	uint32_t flags = cursor_le32(&c);

	cursor_skip(&c, 16);
	struct cursor target = field(&c, message);

	read_target(ctx, target);
	if (flags & FLAG_VERSION)
		read_version(ctx, part_at(message, 48, 8));
}

static void emit_name(struct context *ctx, const char *name, const struct cursor *value, bool wide)
{
	if (wide)
		emit_wide(ctx, name, value);
	else
		session_guess(ctx, PARTY_SENDER, name, value, RANK_NAME, 0);
}

static void read_authenticate(struct context *ctx, struct cursor message)
{
	struct cursor c = message;

	cursor_skip(&c, 12);
	cursor_skip(&c, 16); /* the responses: not for us */
	struct cursor domain = field(&c, message);
	struct cursor user = field(&c, message);
	struct cursor workstation = field(&c, message);

	cursor_skip(&c, 8);
	uint32_t flags = cursor_le32(&c);
	bool wide = flags & FLAG_UNICODE;

	emit_name(ctx, attribute_hostname, &workstation, wide);
	/* Of somebody who signs in without a name the domain says nothing. */
	if (cursor_left(&user) > 0) {
		emit_name(ctx, attribute_user, &user, wide);
		emit_name(ctx, attribute_domain, &domain, wide);
	}
	if (flags & FLAG_VERSION)
		read_version(ctx, part_at(message, 64, 8));
}

enum ntlm_message ntlm_read(struct context *ctx, const struct cursor *blob)
{
	struct cursor c = *blob;
	ptrdiff_t at;

	while ((at = cursor_find(&c, 'N')) >= 0) {
		cursor_skip(&c, (size_t)at);
		struct cursor message = c;

		if (!cursor_match(&c, "NTLMSSP", 8)) {
			cursor_skip(&c, 1);
			continue;
		}
		uint32_t type = cursor_le32(&c);

		if (type == NTLM_CHALLENGE)
			read_challenge(ctx, message);
		if (type == NTLM_AUTHENTICATE)
			read_authenticate(ctx, message);
		return type <= NTLM_AUTHENTICATE ? (enum ntlm_message)type : NTLM_NONE;
	}
	return NTLM_NONE;
}
