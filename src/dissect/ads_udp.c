/* ads_udp.c - how TwinCAT systems are found and given routes (UDP 48899; from both sides of
 * conversations). SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification. A route is what lets another system do everything by ADS; the
 * user and the password with which it is asked for are in clear.
 */

#include "dissect/ads.h"
#include "dissect/session.h"

#include <stdio.h>

enum {
	SERVICE_IDENTIFY = 1,
	SERVICE_ADD_ROUTE = 6,
	SERVICE_DELETE_ROUTE = 0xb001,
	TAG_ERROR = 1,
	TAG_PASSWORD = 2,
	TAG_VERSION = 3,
	TAG_OS = 4,
	TAG_HOST = 5,
	TAG_USER = 13,
	TAGS_MAX = 64,
	PLATFORM_CE = 3,
};

#define ANSWER 0x80000000u

struct tags {
	struct cursor error, password, version, os, host, user;
	bool has_password;
};

struct header {
	uint32_t service;
	uint32_t tags;
};

static bool read_header(struct cursor *c, struct header *h)
{
	static const uint8_t magic[] = {0x03, 0x66, 0x14, 0x71};

	if (!cursor_match(c, magic, sizeof(magic)))
		return false;
	cursor_skip(c, 4); /* invoke id */
	h->service = cursor_le32(c);
	cursor_skip(c, 8); /* net id and port of who speaks */
	h->tags = cursor_le32(c);
	return cursor_ok(c) && h->tags <= TAGS_MAX;
}

/* A text of which the length holds the NUL, too. */
static struct cursor text_of(struct cursor value)
{
	const ptrdiff_t end = cursor_find(&value, 0);

	return cursor_sub(&value, end >= 0 ? (size_t)end : cursor_left(&value));
}

static bool read_tags(struct cursor *c, uint32_t count, struct tags *tags)
{
	for (uint32_t i = 0; i < count && cursor_ok(c); i++) {
		const uint16_t tag = cursor_le16(c);
		const uint16_t length = cursor_le16(c);
		const struct cursor value = cursor_sub(c, length);

		switch (cursor_ok(c) ? tag : 0) {
		case TAG_ERROR:
			tags->error = value;
			break;
		case TAG_PASSWORD:
			tags->password = text_of(value);
			tags->has_password = true;
			break;
		case TAG_VERSION:
			tags->version = value;
			break;
		case TAG_OS:
			tags->os = value;
			break;
		case TAG_HOST:
			tags->host = text_of(value);
			break;
		case TAG_USER:
			tags->user = text_of(value);
			break;
		default:
			break;
		}
	}
	return cursor_ok(c);
}

/* As Windows says it of itself: a size, the version's numbers, the platform. */
static void claim_os(struct context *ctx, struct cursor os)
{
	cursor_skip(&os, 4);
	const uint32_t major = cursor_le32(&os);
	const uint32_t minor = cursor_le32(&os);
	cursor_skip(&os, 4);
	const uint32_t platform = cursor_le32(&os);
	char text[40];

	if (!cursor_ok(&os) || platform != PLATFORM_CE || major > 99 || minor > 99)
		return;
	snprintf(text, sizeof(text), "Windows CE %u.%u", (unsigned)major, (unsigned)minor);
	emit_text(ctx, PARTY_SENDER, attribute_os, text);
}

static void read_identity(struct context *ctx, const struct tags *tags)
{
	static const char product[] = "TwinCAT";
	const struct cursor name = cursor_init(product, strlen(product));
	struct cursor version = tags->version;
	const uint8_t major = cursor_u8(&version);
	const uint8_t minor = cursor_u8(&version);
	const uint16_t build = cursor_le16(&version);

	emit_bytes(ctx, PARTY_SENDER, attribute_hostname, tags->host.pos, cursor_left(&tags->host));
	if (cursor_ok(&version))
		ads_claim_version(ctx, &name, major, minor, build);
	claim_os(ctx, tags->os);
}

static void read_request(struct context *ctx, struct ads_udp_state *state, const struct header *h,
                         const struct tags *tags)
{
	const bool add = h->service == SERVICE_ADD_ROUTE;
	const bool remove = h->service == SERVICE_DELETE_ROUTE;
	const size_t length = cursor_left(&tags->user);
	const operation_ref ref = emit_operation(
	        ctx, &(struct operation){
	                     .class = add || remove ? OT_SECURITY : OT_IDENTIFY,
	                     .code = h->service,
	                     .subcode = NO_SUBCODE,
	                     .pdu = "udp",
	                     .function = add                              ? "Add Route"
	                                 : remove                         ? "Delete Route"
	                                 : h->service == SERVICE_IDENTIFY ? "Identify"
	                                                                  : NULL,
	                     .target = length > 0 ? "user %s" : NULL,
	                     .text = tags->user.pos,
	                     .text_length = length,
	             });

	ctx->direction = 1;
	*state = (struct ads_udp_state){.ref = ref, .service = h->service};
	if (!add)
		return;
	state->is_default = tags->has_password && length > 0 &&
	                    session_is_default(&tags->user, session_hash(&tags->password));
	emit_bytes(ctx, PARTY_RECEIVER, attribute_user, tags->user.pos, length);
	if (tags->has_password)
		emit_text(ctx, PARTY_RECEIVER, attribute_security,
		          "ADS clear-text password of a route");
}

static void read_answer(struct context *ctx, struct ads_udp_state *state, const struct header *h,
                        struct tags *tags)
{
	const uint32_t service = h->service & ~ANSWER;
	const uint32_t error = cursor_left(&tags->error) > 0 ? cursor_le32(&tags->error) : 0;

	ctx->direction = -1;
	if (state->service == service && cursor_ok(&tags->error)) {
		emit_answer(ctx, state->ref, ads_error_name(error));
		if (error == 0 && state->is_default)
			session_default_taken(ctx);
		*state = (struct ads_udp_state){0};
	}
	if (service == SERVICE_IDENTIFY)
		read_identity(ctx, tags);
}

enum verdict ads_udp_dissect(struct cursor *c, struct context *ctx, struct ads_udp_state *state)
{
	struct header h;
	struct tags tags = {.has_password = false};
	struct cursor rest = *c;

	if (!read_header(&rest, &h))
		return VERDICT_NO;
	const bool whole = read_tags(&rest, h.tags, &tags);

	cursor_skip(c, cursor_left(c));
	if (h.service & ANSWER)
		read_answer(ctx, state, &h, &tags);
	else
		read_request(ctx, state, &h, &tags);
	if (whole || ctx->cut)
		return VERDICT_YES;
	emit_anomaly(ctx, "ads.length");
	return VERDICT_MALFORMED;
}
