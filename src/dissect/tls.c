/* tls.c - TLS handshakes in the clear (RFC 5246, RFC 8446, SSL 3.0 RFC 6101).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A ClientHello tells the server's name and the client's fingerprint, the answer tells the version,
 * and up to TLS 1.2 the certificate is readable. Behind ChangeCipherSpec nothing more is learnt.
 */

#include "dissect/dissectors.h"
#include "dissect/ja4.h"
#include "dissect/line.h"
#include "dissect/session.h"
#include "dissect/x509.h"

#include <stdio.h>

#define RECORD_MAX      (16384 + 2048) /* RFC 5246, 6.2.3 */
#define JOINED_MAX      24576
#define NAME_CONFIDENCE 50
#define HEARTBEAT_PADDING 16u/* RFC 6520, 4: at least */

enum content {
	CONTENT_CHANGE_CIPHER = 20,
	CONTENT_ALERT,
	CONTENT_HANDSHAKE,
	CONTENT_DATA,
	CONTENT_HEARTBEAT
};
enum handshake { CLIENT_HELLO = 1, SERVER_HELLO = 2, CERTIFICATE = 11 };
enum extension {
	EXTENSION_SERVER_NAME = 0,
	EXTENSION_ALGORITHMS = 13,
	EXTENSION_ALPN = 16,
	EXTENSION_VERSIONS = 43
};

struct record {
	uint8_t type;
	uint16_t version;
	uint16_t length;
};

/* True when the next five bytes can be the head of a record. */
static bool record_head(struct cursor *c, struct record *record)
{
	record->type = cursor_u8(c);
	record->version = cursor_be16(c);
	record->length = cursor_be16(c);
	return cursor_ok(c) && record->type >= CONTENT_CHANGE_CIPHER &&
	       record->type <= CONTENT_HEARTBEAT && record->version >= 0x0300 &&
	       record->version <= 0x0304 && record->length <= RECORD_MAX;
}

static const char *version_name(uint16_t version)
{
	static const char *const names[] = {"SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"};

	return version >= 0x0300 && version <= 0x0304 ? names[version & 7] : NULL;
}

/* Ciphers that protect little or nothing; numbers of the IANA registry of cipher suites. */
static const char *weak_cipher(uint16_t suite)
{
	static const struct {
		uint16_t first;
		uint16_t last;
		const char *name;
	} weak[] = {
	        {0x0000, 0x0002, "TLS without encryption"},
	        {0x0003, 0x0003, "TLS export cipher"},
	        {0x0004, 0x0005, "TLS cipher RC4"},
	        {0x0006, 0x0006, "TLS export cipher"},
	        {0x0008, 0x0008, "TLS export cipher"},
	        {0x0009, 0x0009, "TLS cipher DES"},
	        {0x000a, 0x000a, "TLS cipher 3DES"},
	        {0x0014, 0x0014, "TLS export cipher"},
	        {0x0015, 0x0015, "TLS cipher DES"},
	        {0x0016, 0x0016, "TLS cipher 3DES"},
	        {0x0017, 0x001b, "TLS anonymous"},
	        {0x0034, 0x0034, "TLS anonymous"},
	        {0x003a, 0x003b, "TLS without encryption"},
	        {0xc006, 0xc006, "TLS without encryption"},
	        {0xc007, 0xc007, "TLS cipher RC4"},
	        {0xc010, 0xc010, "TLS without encryption"},
	        {0xc011, 0xc011, "TLS cipher RC4"},
	        {0xc012, 0xc012, "TLS cipher 3DES"},
	};

	for (size_t i = 0; i < sizeof(weak) / sizeof(weak[0]); i++)
		if (suite >= weak[i].first && suite <= weak[i].last)
			return weak[i].name;
	return NULL;
}

/* What the extensions of a hello say; name and versions stay empty when absent. */
struct hello {
	struct ja4_hello ja4;
	struct cursor name;
};

static void read_server_name(struct hello *hello, struct cursor body)
{
	struct cursor list = cursor_sub(&body, cursor_be16(&body));

	hello->ja4.has_sni = true;
	if (cursor_u8(&list) == 0) /* RFC 6066, 3: host_name */
		hello->name = cursor_sub(&list, cursor_be16(&list));
}

static void read_alpn(struct hello *hello, struct cursor body)
{
	struct cursor list = cursor_sub(&body, cursor_be16(&body));

	hello->ja4.alpn = cursor_sub(&list, cursor_u8(&list));
}

static void read_versions(struct hello *hello, struct cursor body)
{
	size_t length = cursor_left(&body);
	struct cursor list = length == 2 ? body : cursor_sub(&body, cursor_u8(&body));
	uint16_t best = 0;

	while (cursor_left(&list) >= 2) {
		uint16_t version = cursor_be16(&list);

		if (!ja4_is_grease(version) && version > best)
			best = version;
	}
	if (best)
		hello->ja4.version = best;
}

static void read_extensions(struct hello *hello)
{
	struct cursor rest = hello->ja4.extensions;

	while (cursor_left(&rest) >= 4) {
		uint16_t type = cursor_be16(&rest);
		uint16_t length = cursor_be16(&rest);
		struct cursor body = cursor_sub(&rest, length);

		if (type == EXTENSION_SERVER_NAME && cursor_left(&body) > 0)
			read_server_name(hello, body);
		else if (type == EXTENSION_ALPN)
			read_alpn(hello, body);
		else if (type == EXTENSION_VERSIONS)
			read_versions(hello, body);
		else if (type == EXTENSION_ALGORITHMS)
			hello->ja4.algorithms = cursor_sub(&body, cursor_be16(&body));
	}
}

/* Makers of tools by which somebody works on another computer, through servers of theirs. */
static const char *tool_of(const struct cursor *name)
{
	static const struct {
		const char *domain;
		const char *product;
	} tools[] = {
	        {"anydesk.com", "AnyDesk"},           {"teamviewer.com", "TeamViewer"},
	        {"logmein.com", "LogMeIn"},           {"gotomypc.com", "GoToMyPC"},
	        {"splashtop.com", "Splashtop"},       {"screenconnect.com", "ScreenConnect"},
	        {"rustdesk.com", "RustDesk"},         {"remoteutilities.com", "Remote Utilities"},
	        {"dwservice.net", "DWService"},       {"zohoassist.com", "Zoho Assist"},
	        {"ngrok.io", "ngrok"},                {"ngrok.com", "ngrok"},
	        {"tailscale.com", "Tailscale"},       {"zerotier.com", "ZeroTier"},
	        {"ewon.biz", "Ewon"},                 {"talk2m.com", "Ewon Talk2M"},
	        {"ixon.net", "IXON"},                 {"secomea.com", "Secomea"},
	};

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		const size_t length = strlen(tools[i].domain);
		struct cursor c = *name;

		if (cursor_left(&c) < length)
			continue;
		const size_t before = cursor_left(&c) - length;

		if (before > 0)
			cursor_skip(&c, before - 1);
		if (before > 0 && cursor_u8(&c) != '.')
			continue;
		if (line_is(&c, tools[i].domain))
			return tools[i].product;
	}
	return NULL;
}

static void client_hello(struct cursor c, struct context *ctx)
{
	struct hello hello = {.ja4.version = cursor_be16(&c)};
	char text[4 + JA4_SIZE] = "ja4 ";

	cursor_skip(&c, 32);
	cursor_skip(&c, cursor_u8(&c));
	hello.ja4.ciphers = cursor_sub(&c, cursor_be16(&c));
	cursor_skip(&c, cursor_u8(&c));
	if (!cursor_ok(&c)) {
		emit_anomaly(ctx, "tls.client_hello");
		return;
	}
	if (cursor_left(&c) >= 2)
		hello.ja4.extensions = cursor_sub(&c, cursor_be16(&c));
	read_extensions(&hello);
	ctx->direction = 1;
	session_name(ctx, PARTY_RECEIVER, &hello.name, NAME_CONFIDENCE);
	const char *tool = tool_of(&hello.name);

	if (tool)
		session_remote_tool(ctx, tool);
	ja4_client(&hello.ja4, text + 4);
	emit_text(ctx, PARTY_SENDER, attribute_fingerprint, text);
}

static void server_hello(struct cursor c, struct context *ctx)
{
	struct hello hello = {.ja4.version = cursor_be16(&c)};

	cursor_skip(&c, 32);
	cursor_skip(&c, cursor_u8(&c));
	uint16_t suite = cursor_be16(&c);

	cursor_skip(&c, 1);
	if (!cursor_ok(&c)) {
		emit_anomaly(ctx, "tls.server_hello");
		return;
	}
	if (cursor_left(&c) >= 2)
		hello.ja4.extensions = cursor_sub(&c, cursor_be16(&c));
	read_extensions(&hello);
	ctx->direction = -1;
	const char *version = version_name(hello.ja4.version);
	const char *weak = weak_cipher(suite);

	if (version)
		emit_text(ctx, PARTY_SENDER, attribute_security, version);
	if (weak)
		emit_text(ctx, PARTY_SENDER, attribute_security, weak);
}

/* AnyDesk names no server where two of them speak without the maker's, but its certificate itself. */
static void claim_certificate(struct context *ctx, const struct x509 *certificate)
{
	x509_claim(ctx, PARTY_SENDER, certificate);
	if (line_begins(&certificate->subject_name, "AnyDesk"))
		session_remote_tool(ctx, "AnyDesk");
}

/* RFC 5246, 7.4.2: the sender's own certificate comes first. */
static void certificates(struct cursor c, struct context *ctx)
{
	struct cursor list = cursor_sub(&c, cursor_be24(&c));
	struct x509 certificate;

	if (cursor_left(&list) < 3)
		return;
	struct cursor der = cursor_sub(&list, cursor_be24(&list));

	if (x509_read(der, &certificate))
		claim_certificate(ctx, &certificate);
	else
		emit_anomaly(ctx, "tls.certificate");
}

/* Reads the handshake messages that are whole. */
static void read_handshake(struct cursor c, struct context *ctx)
{
	while (cursor_left(&c) >= 4) {
		uint8_t type = cursor_u8(&c);
		struct cursor body = cursor_sub(&c, cursor_be24(&c));

		if (!cursor_ok(&body))
			return;
		if (type == CLIENT_HELLO)
			client_hello(body, ctx);
		else if (type == SERVER_HELLO)
			server_hello(body, ctx);
		else if (type == CERTIFICATE)
			certificates(body, ctx);
	}
}

/* Bytes by which the last message goes beyond these handshake bytes; 0 when it ends with them. */
static size_t handshake_missing(const uint8_t *bytes, size_t length)
{
	struct cursor c = cursor_init(bytes, length);

	while (cursor_left(&c) > 0) {
		if (cursor_left(&c) < 4)
			return 4 - cursor_left(&c);
		cursor_skip(&c, 1);
		size_t body = cursor_be24(&c);

		if (body > cursor_left(&c))
			return body - cursor_left(&c);
		cursor_skip(&c, body);
	}
	return 0;
}

/* RFC 5246, 6.2.1: a message may be cut over several records; here they are put together again. */
static enum verdict join_handshake(struct cursor *c, struct context *ctx, struct cursor first)
{
	uint8_t joined[JOINED_MAX];
	size_t length = cursor_left(&first);
	struct record next;

	memcpy(joined, first.pos, length);
	while (handshake_missing(joined, length) > 0) {
		if (cursor_left(c) < 5)
			return VERDICT_MORE;
		struct cursor look = *c;

		if (!record_head(&look, &next) || next.type != CONTENT_HANDSHAKE ||
		    next.length == 0 || length + next.length > JOINED_MAX)
			break;
		struct cursor part = cursor_sub(&look, next.length);

		if (!cursor_ok(&part))
			return VERDICT_MORE;
		memcpy(joined + length, part.pos, next.length);
		length += next.length;
		*c = look;
	}
	read_handshake(cursor_init(joined, length), ctx);
	return VERDICT_YES;
}

/* Known messages only: what follows ChangeCipherSpec is encrypted and looks like anything. */
static bool handshake_type_known(uint8_t type)
{
	return type <= 4 || type == 8 || (type >= 11 && type <= 16) || (type >= 20 && type <= 24);
}

static enum verdict handshake(struct cursor *c, struct context *ctx, struct cursor body)
{
	const uint8_t *head = cursor_peek(&body, 4);

	if (head && (!handshake_type_known(head[0]) || head[1] != 0)) {
		ctx->finished = ctx->on_port;
		return ctx->on_port ? VERDICT_YES : VERDICT_NO;
	}
	if (handshake_missing(body.pos, cursor_left(&body)) > 0)
		return join_handshake(c, ctx, body);
	read_handshake(body, ctx);
	return VERDICT_YES;
}

/* RFC 6520, 4: a request that claims more payload than it carries makes a faulty server leak
 * memory. */
static void heartbeat(struct cursor body, struct context *ctx)
{
	uint8_t type = cursor_u8(&body);
	uint16_t payload = cursor_be16(&body);

	if (cursor_ok(&body) && type == 1 && payload + HEARTBEAT_PADDING > cursor_left(&body))
		emit_anomaly(ctx, "tls.heartbleed");
}

/* RFC 5246, E.2: a ClientHello in the form of SSL 2.0, with its lengths checked. */
static enum verdict hello_of_ssl2(struct cursor *c, struct context *ctx)
{
	uint16_t length = cursor_be16(c) & 0x7fff;
	struct cursor look = *c;
	uint8_t type = cursor_u8(&look);
	uint16_t version = cursor_be16(&look);
	uint16_t ciphers = cursor_be16(&look);
	uint16_t session = cursor_be16(&look);
	uint16_t challenge = cursor_be16(&look);

	if (!cursor_ok(&look) || type != CLIENT_HELLO ||
	    (version != 0x0002 && (version < 0x0300 || version > 0x0303)) || ciphers % 3 != 0 ||
	    challenge < 16 || challenge > 32 || length != 9 + ciphers + session + challenge)
		return VERDICT_NO;
	cursor_skip(c, length);
	if (!cursor_ok(c))
		return VERDICT_MORE;
	ctx->direction = 1;
	emit_text(ctx, PARTY_SENDER, attribute_security, "SSL 2.0 hello");
	return VERDICT_YES;
}

static enum verdict tls_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor look = *c;
	struct record record = {0};
	const uint8_t *first = cursor_peek(c, 1);

	if (first && *first & 0x80)
		return hello_of_ssl2(c, ctx);
	if (!first || *first < CONTENT_CHANGE_CIPHER || *first > CONTENT_HEARTBEAT)
		return VERDICT_NO;
	if (cursor_left(c) < 5)
		return VERDICT_MORE;
	if (!record_head(&look, &record))
		return VERDICT_NO;
	/* Elsewhere only the beginning of a handshake proves that it is TLS. */
	if (!ctx->on_port && record.type != CONTENT_HANDSHAKE && !*(uint8_t *)ctx->state)
		return VERDICT_NO;
	if (record.type == CONTENT_DATA || record.type == CONTENT_CHANGE_CIPHER) {
		ctx->finished = true;
		*c = look;
		return VERDICT_YES;
	}
	struct cursor body = cursor_sub(&look, record.length);

	if (!cursor_ok(&look))
		return VERDICT_MORE;
	struct cursor rest = look;
	enum verdict verdict = VERDICT_YES;

	if (record.type == CONTENT_HEARTBEAT)
		heartbeat(body, ctx);
	if (record.type == CONTENT_HANDSHAKE)
		verdict = handshake(&rest, ctx, body);
	if (verdict != VERDICT_YES)
		return verdict;
	*(uint8_t *)ctx->state = true; /* a record was read */
	*c = rest;
	return VERDICT_YES;
}

const struct dissector dissector_tls = {
        .name = "tls",
        .title = "TLS",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {443, 8443, 636, 993, 995, 8883, 5986, 6568},
        .state_size = 1,
        .message_max = 32768,
        .dissect = tls_dissect,
};
