/* smb1.c - messages of SMB 1 (MS-CIFS, MS-SMB). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/line.h"
#include "dissect/ntlm.h"
#include "dissect/session.h"
#include "dissect/smb.h"
#include "dissect/test_file.h"

#define FLAG_REPLY        0x80
#define FLAG_UNICODE      0x8000
#define NO_DIALECT        0xffff
#define SIGN_REQUIRED     8
#define EXTENDED_SECURITY 0x80000000u
#define TRANS2_SETUP      0x000e /* SESSION_SETUP: reserved, no client sends it (MS-CIFS 2.2.6.15) */
#define DELETE_ON_CLOSE   0x1000u
#define TEXT_MAX          160
#define TRANSACT_PIPE     0x0026 /* MS-CIFS 2.2.5.6 */
#define PEEK_PIPE         0x0023 /* MS-CIFS 2.2.5.5 */
#define NO_RESOURCES      0xc0000205u
#define NOT_IMPLEMENTED   0xc0000002u
#define IMPLANT_ID        0x51   /* how the DoublePulsar implant answers SESSION_SETUP */

struct message {
	struct cursor whole; /* from the header on: offsets count from there */
	struct cursor words;
	struct cursor bytes;
	const uint8_t *start; /* of the header: alignment counts from there */
	uint32_t status;
	uint8_t command;
	uint8_t word_count;
	bool unicode;
	uint32_t id;
	uint16_t tree;
};

/* Takes a text up to its NUL; what follows it may be another. */
static struct cursor take_text(const struct message *m, struct cursor *c)
{
	if (!m->unicode)
		return line_until(c, 0);
	cursor_align(c, m->start, 2);
	struct cursor text = *c;
	size_t length = 0;

	while (cursor_left(c) >= 2 && cursor_le16(c) != 0)
		length += 2;
	return cursor_sub(&text, length);
}

static void emit_name(const struct message *m, struct context *ctx, const char *name,
                      const struct cursor *text)
{
	if (m->unicode)
		session_wide(ctx, PARTY_SENDER, name, text);
	else
		session_guess(ctx, PARTY_SENDER, name, text, RANK_NAME, 0);
}

static void plain_text(const struct message *m, struct cursor text, char *out, size_t capacity)
{
	if (m->unicode)
		session_utf8(text, out, capacity);
	else
		cursor_text(&text, cursor_left(&text), out, capacity);
}

/* MS-CIFS 2.2.4.52.2, MS-SMB 2.2.4.5.2 */
static void negotiate_response(struct context *ctx, const struct message *m)
{
	struct cursor c = m->words;
	uint16_t dialect = cursor_le16(&c);

	if (m->status != 0 || !cursor_ok(&c) || dialect == NO_DIALECT)
		return;
	emit_text(ctx, PARTY_SENDER, attribute_security, "SMBv1");
	if (m->word_count != 17)
		return;
	uint8_t mode = cursor_u8(&c);

	cursor_skip(&c, 16);
	uint32_t capabilities = cursor_le32(&c);

	cursor_skip(&c, 10);
	uint8_t challenge = cursor_u8(&c);

	smb_signing(ctx, mode & SIGN_REQUIRED);
	if (!cursor_ok(&c) || capabilities & EXTENDED_SECURITY)
		return;
	struct message unaligned = *m;
	struct cursor bytes = m->bytes;

	cursor_skip(&bytes, challenge);
	unaligned.start = bytes.pos; /* these two texts are not aligned */
	struct cursor domain = take_text(&unaligned, &bytes);
	struct cursor server = take_text(&unaligned, &bytes);

	emit_name(m, ctx, attribute_domain, &domain);
	emit_name(m, ctx, attribute_hostname, &server);
}

static void emit_systems(struct context *ctx, const struct message *m, struct cursor *c)
{
	struct cursor os = take_text(m, c);
	struct cursor manager = take_text(m, c);

	emit_name(m, ctx, attribute_os, &os);
	emit_name(m, ctx, attribute_software, &manager);
}

static void told_session(struct context *ctx, const struct message *m)
{
	smb_operation(ctx, m->id,
	              &(struct operation){.class = OT_SECURITY,
	                                  .code = m->command,
	                                  .subcode = NO_SUBCODE,
	                                  .function = "Session Setup"});
}

/* MS-CIFS 2.2.4.53.1 (13 words: passwords), MS-SMB 2.2.4.6.1 (12 words: a security blob) */
static void session_request(struct context *ctx, const struct message *m)
{
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 14);
	size_t first = cursor_le16(&c);
	size_t second = m->word_count == 13 ? cursor_le16(&c) : 0;

	if (!cursor_ok(&c) || (m->word_count != 12 && m->word_count != 13))
		return;
	struct cursor secret = cursor_sub(&bytes, first);

	cursor_skip(&bytes, second);
	if (m->word_count == 12) {
		if (ntlm_read(ctx, &secret) == NTLM_AUTHENTICATE)
			told_session(ctx, m);
	} else {
		struct cursor user = take_text(m, &bytes);
		struct cursor domain = take_text(m, &bytes);

		emit_name(m, ctx, attribute_user, &user);
		if (cursor_left(&user) > 0)
			emit_name(m, ctx, attribute_domain, &domain);
		told_session(ctx, m);
	}
	emit_systems(ctx, m, &bytes);
}

/* MS-CIFS 2.2.4.53.2, MS-SMB 2.2.4.6.2 */
static void session_response(struct context *ctx, const struct message *m)
{
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 6);
	if (m->word_count == 4) {
		struct cursor blob = cursor_sub(&bytes, cursor_le16(&c));

		(void)ntlm_read(ctx, &blob);
	}
	if (cursor_ok(&c))
		emit_systems(ctx, m, &bytes);
}

/* MS-CIFS 2.2.4.55.1 */
static void tree_request(struct context *ctx, const struct message *m)
{
	char path[TEXT_MAX];
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 6);
	cursor_skip(&bytes, cursor_le16(&c)); /* a password: not for us */
	struct cursor text = take_text(m, &bytes);

	if (!cursor_ok(&c) || !cursor_ok(&bytes))
		return;
	plain_text(m, text, path, sizeof(path));
	smb_tree_connect(ctx, m->id, m->command, path);
}

/* MS-CIFS 2.2.4.64.1 */
static void create_request(struct context *ctx, const struct message *m)
{
	char name[TEXT_MAX];
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 35);
	uint32_t disposition = cursor_le32(&c);
	uint32_t options = cursor_le32(&c);

	if (!cursor_ok(&c))
		return;
	plain_text(m, take_text(m, &bytes), name, sizeof(name));
	smb_open(ctx, m->id, m->command, name, disposition != 1 && disposition != 3,
	         options & DELETE_ON_CLOSE);
}

static struct cursor part_at(const struct message *m, size_t offset, size_t length)
{
	struct cursor c = m->whole;

	cursor_skip(&c, offset);
	return cursor_sub(&c, length);
}

/* MS-CIFS 2.2.4.46.1 */
static void transaction2_request(struct context *ctx, const struct message *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, 26);
	uint8_t setups = cursor_u8(&c);

	cursor_skip(&c, 1);
	uint16_t setup = cursor_le16(&c);

	if (!cursor_ok(&c) || setups == 0 || setup != TRANS2_SETUP)
		return;
	smb->session_setup = true;
	emit_anomaly(ctx, "smb1.trans2_session_setup");
}

/* A server says under the number of the request that it does not know it; an implant changes it. */
static void transaction2_response(struct context *ctx, const struct message *m)
{
	struct smb *smb = ctx->state;

	if (smb->session_setup && m->status == NOT_IMPLEMENTED && (m->id & 0xffff) == IMPLANT_ID)
		emit_anomaly(ctx, "smb1.doublepulsar");
	smb->session_setup = false;
}

/* MS-CIFS 2.2.4.62.1: parts of it follow as NT_TRANSACT_SECONDARY, if at all. */
static void nt_transaction_request(struct context *ctx, const struct message *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, 7);
	if (cursor_le32(&c) > UINT16_MAX && cursor_ok(&c))
		smb->large_transaction = true;
}

/* CVE-2017-0144: a large NT transaction that goes on as one whose sizes have 16 bits. */
static void transaction2_secondary(struct context *ctx, const struct message *m)
{
	const struct smb *smb = ctx->state;

	(void)m;
	if (smb->large_transaction)
		emit_anomaly(ctx, "smb1.eternalblue");
}

/* MS-CIFS 2.2.4.33.1: a call over a pipe. A peek at pipe 0 tells a patched server from others. */
static void transaction_request(struct context *ctx, const struct message *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, 22);
	uint16_t length = cursor_le16(&c);
	uint16_t offset = cursor_le16(&c);
	uint8_t setups = cursor_u8(&c);

	cursor_skip(&c, 1);
	uint16_t setup = cursor_le16(&c);
	uint16_t pipe = cursor_le16(&c);

	if (!cursor_ok(&c) || setups != 2)
		return;
	if (setup == TRANSACT_PIPE)
		(void)smb_pipe(ctx, m->tree, pipe, part_at(m, offset, length));
	smb->peeked = setup == PEEK_PIPE && pipe == 0;
	if (smb->peeked)
		emit_anomaly(ctx, "smb1.ms17_010_probe");
}

static void transaction_response(struct context *ctx, const struct message *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	if (smb->peeked && m->status == NO_RESOURCES)
		emit_anomaly(ctx, "smb1.ms17_010_vulnerable");
	smb->peeked = false;
	cursor_skip(&c, 12);
	uint16_t length = cursor_le16(&c);
	uint16_t offset = cursor_le16(&c);

	if (cursor_ok(&c))
		(void)smb_pipe(ctx, m->tree, 0, part_at(m, offset, length));
}

static void delete_request(struct context *ctx, const struct message *m)
{
	smb_file(ctx, m->id, m->command, "Delete");
}

static void rename_request(struct context *ctx, const struct message *m)
{
	smb_file(ctx, m->id, m->command, "Rename");
}

static void read_request(struct context *ctx, const struct message *m)
{
	smb_bulk(ctx, m->id, m->command, m->tree, false);
}

/* MS-CIFS 2.2.4.42.2 */
static void read_response(struct context *ctx, const struct message *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 10);
	uint16_t length = cursor_le16(&c);
	uint16_t offset = cursor_le16(&c);

	if (cursor_ok(&c))
		(void)smb_pipe(ctx, m->tree, 0, part_at(m, offset, length));
}

/* MS-CIFS 2.2.4.43.1 */
static void write_request(struct context *ctx, const struct message *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 4);
	uint16_t pipe = cursor_le16(&c);

	cursor_skip(&c, 14);
	uint16_t length = cursor_le16(&c);
	uint16_t offset = cursor_le16(&c);

	if (cursor_ok(&c) && smb_pipe(ctx, m->tree, pipe, part_at(m, offset, length)))
		return;
	test_file_look(ctx, part_at(m, offset, length));
	smb_bulk(ctx, m->id, m->command, m->tree, true);
}

static const struct {
	uint8_t command;
	void (*request)(struct context *, const struct message *);
	void (*response)(struct context *, const struct message *);
} commands[] = {
        {0x06, delete_request, NULL},
        {0x07, rename_request, NULL},
        {0x25, transaction_request, transaction_response},
        {0x2e, read_request, read_response},
        {0x2f, write_request, NULL},
        {0x32, transaction2_request, transaction2_response},
        {0x33, transaction2_secondary, NULL},
        {0x72, NULL, negotiate_response},
        {0x73, session_request, session_response},
        {0x75, tree_request, NULL},
        {0xa0, nt_transaction_request, NULL},
        {0xa2, create_request, NULL},
};

enum verdict smb1_message(struct cursor c, struct context *ctx)
{
	struct message m = {.start = c.pos, .whole = c};

	cursor_skip(&c, 4);
	m.command = cursor_u8(&c);
	m.status = cursor_le32(&c);
	uint8_t flags = cursor_u8(&c);

	m.unicode = cursor_le16(&c) & FLAG_UNICODE;
	cursor_skip(&c, 12);
	m.tree = cursor_le16(&c);
	cursor_skip(&c, 4);
	m.id = (uint32_t)cursor_le16(&c) | (uint32_t)m.command << 16;
	m.word_count = cursor_u8(&c);
	m.words = cursor_sub(&c, 2 * (size_t)m.word_count);
	cursor_skip(&c, 2);
	if (!cursor_ok(&c))
		return VERDICT_MALFORMED;
	m.bytes = c;
	ctx->direction = flags & FLAG_REPLY ? -1 : 1;
	if (flags & FLAG_REPLY)
		smb_answer(ctx, m.id, m.status);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (commands[i].command != m.command)
			continue;
		if (flags & FLAG_REPLY && commands[i].response)
			commands[i].response(ctx, &m);
		if (!(flags & FLAG_REPLY) && commands[i].request)
			commands[i].request(ctx, &m);
	}
	return VERDICT_YES;
}
