/* opcua_identity.c - who an OPC UA server or client says it is (Part 4 sections 5, 7; Part 5). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/opcua.h"

#include "dissect/x509.h"

#include <stdio.h>

enum {
	NODE_PRODUCT_NAME = 2261,
	NODE_MANUFACTURER = 2263,
	NODE_SOFTWARE_VERSION = 2264,
	NODE_BUILD_NUMBER = 2265,
	ENCODING_BUILD_INFO = 340,
	ENCODING_SERVER_STATUS = 864,
	TOKEN_ANONYMOUS = 321,
	TOKEN_USER_NAME = 324,
	TOKEN_CERTIFICATE = 327,
	POLICY_ANONYMOUS = 0,
};

void opcua_claim_text(struct context *ctx, enum party party, const char *name, struct cursor text)
{
	const size_t length = cursor_left(&text);

	emit_bytes(ctx, party, name, cursor_take(&text, length), length);
}

/* "http://opcfoundation.org/UA/SecurityPolicy#Basic256Sha256": the part behind the '#'. */
void opcua_claim_security(struct context *ctx, enum party party, struct cursor policy, uint32_t mode)
{
	static const char *const modes[] = {"", "", " Sign", " SignAndEncrypt"};
	const ptrdiff_t mark = cursor_find(&policy, '#');
	char name[32], text[64];

	if (mark < 0 || mode > 3)
		return;
	cursor_skip(&policy, (size_t)mark + 1);
	cursor_text(&policy, cursor_left(&policy), name, sizeof(name));
	snprintf(text, sizeof(text), "OPC UA %s%s", name, modes[mode]);
	emit_text(ctx, party, attribute_security, text);
}

/* Part 4, 7.2: an application; telling is false where it was told before. */
static void read_application(struct cursor *c, struct context *ctx, enum party party, bool telling)
{
	const struct cursor uri = opcua_string(c);
	const struct cursor product = opcua_string(c);
	const struct cursor name = opcua_localized(c);

	cursor_skip(c, 4);
	opcua_string(c);
	opcua_string(c);
	opcua_skip_strings(c);
	if (!telling || !cursor_ok(c))
		return;
	opcua_claim_text(ctx, party, attribute_software, name);
	opcua_claim_text(ctx, party, attribute_software, product);
	opcua_claim_text(ctx, party, attribute_service, uri);
}

/* 7.42: how users may sign in; only that nobody need sign in is worth telling. */
static bool read_token_policies(struct cursor *c)
{
	bool anonymous = false;

	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--) {
		opcua_string(c);
		const uint32_t type = cursor_le32(c);

		opcua_string(c);
		opcua_string(c);
		opcua_string(c);
		anonymous |= cursor_ok(c) && type == POLICY_ANONYMOUS;
	}
	return anonymous;
}

/* 7.14: an endpoint. */
static void read_endpoint(struct cursor *c, struct context *ctx, bool first)
{
	opcua_string(c);
	read_application(c, ctx, PARTY_SENDER, first);
	const struct cursor certificate = opcua_string(c);
	const uint32_t mode = cursor_le32(c);
	const struct cursor policy = opcua_string(c);

	if (cursor_ok(c))
		opcua_claim_security(ctx, PARTY_SENDER, policy, mode);
	if (cursor_ok(c) && first)
		opcua_claim_certificate(ctx, certificate);
	if (read_token_policies(c))
		emit_text(ctx, PARTY_SENDER, attribute_security, "OPC UA anonymous");
	opcua_string(c);
	cursor_skip(c, 1);
}

void opcua_read_endpoints(struct cursor *c, struct context *ctx)
{
	bool first = true;

	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--) {
		read_endpoint(c, ctx, first);
		first = false;
	}
}

void opcua_read_servers(struct cursor *c, struct context *ctx)
{
	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--)
		read_application(c, ctx, PARTY_SENDER, true);
}

/* Part 4, 5.6.2: ids, timeout, nonce and certificate stand before the endpoints. */
void opcua_read_session_answer(struct cursor *c, struct context *ctx)
{
	opcua_node(c);
	opcua_node(c);
	cursor_skip(c, 8);
	opcua_string(c);
	opcua_string(c);
	opcua_read_endpoints(c, ctx);
}

void opcua_read_client(struct cursor *c, struct context *ctx)
{
	read_application(c, ctx, PARTY_SENDER, true);
}

/* 7.41.5: who signs in by a certificate has the name of its subject. */
static void claim_user(struct context *ctx, struct cursor der)
{
	struct x509 certificate;

	if (cursor_left(&der) == 0 || !x509_read(der, &certificate))
		return;
	opcua_claim_text(ctx, PARTY_SENDER, attribute_user, certificate.subject_name);
	emit_text(ctx, PARTY_SENDER, attribute_security, "OPC UA user certificate");
}

/* 5.6.3, 7.41: signature, certificates and locales stand before the user's token. */
void opcua_read_user(struct cursor *c, struct context *ctx)
{
	struct opcua_node type;

	opcua_string(c);
	opcua_string(c);
	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--) {
		opcua_string(c);
		opcua_string(c);
	}
	opcua_skip_strings(c);
	struct cursor token = opcua_extension(c, &type);

	if (cursor_ok(c) && type.number == TOKEN_ANONYMOUS)
		emit_text(ctx, PARTY_SENDER, attribute_security, "OPC UA anonymous session");
	if (!cursor_ok(c) || (type.number != TOKEN_USER_NAME && type.number != TOKEN_CERTIFICATE))
		return;
	opcua_string(&token);
	if (type.number == TOKEN_CERTIFICATE)
		claim_user(ctx, opcua_string(&token));
	else
		opcua_claim_text(ctx, PARTY_SENDER, attribute_user, opcua_string(&token));
}

static void claim_build(struct context *ctx, struct cursor number)
{
	char build[40], text[48];

	if (cursor_left(&number) == 0)
		return;
	cursor_text(&number, cursor_left(&number), build, sizeof(build));
	snprintf(text, sizeof(text), "build %s", build);
	emit_text(ctx, PARTY_SENDER, attribute_software, text);
}

/* Part 5, 12.4. */
static void read_build_info(struct cursor *c, struct context *ctx)
{
	opcua_string(c);
	const struct cursor maker = opcua_string(c);
	const struct cursor product = opcua_string(c);
	const struct cursor version = opcua_string(c);
	const struct cursor build = opcua_string(c);

	if (!cursor_ok(c))
		return;
	opcua_claim_text(ctx, PARTY_SENDER, attribute_vendor, maker);
	opcua_claim_text(ctx, PARTY_SENDER, attribute_model, product);
	opcua_claim_text(ctx, PARTY_SENDER, attribute_firmware, version);
	claim_build(ctx, build);
}

void opcua_read_value(const struct opcua_value *value, uint16_t node, struct context *ctx)
{
	struct cursor object = value->object;

	if (value->type.space == 0 && value->type.number == ENCODING_BUILD_INFO) {
		read_build_info(&object, ctx);
	} else if (value->type.space == 0 && value->type.number == ENCODING_SERVER_STATUS) {
		cursor_skip(&object, 20); /* two times and the state */
		read_build_info(&object, ctx);
	} else if (node == NODE_MANUFACTURER) {
		opcua_claim_text(ctx, PARTY_SENDER, attribute_vendor, value->text);
	} else if (node == NODE_PRODUCT_NAME) {
		opcua_claim_text(ctx, PARTY_SENDER, attribute_model, value->text);
	} else if (node == NODE_SOFTWARE_VERSION) {
		opcua_claim_text(ctx, PARTY_SENDER, attribute_firmware, value->text);
	} else if (node == NODE_BUILD_NUMBER) {
		claim_build(ctx, value->text);
	}
}
