/* smb1.c - messages of SMB 1 (MS-CIFS, MS-SMB). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/line.h"
#include "dissect/ntlm.h"
#include "dissect/session.h"
#include "dissect/smb1.h"

#define FLAG_REPLY        0x80
#define FLAG_UNICODE      0x8000
#define NO_DIALECT        0xffff
#define NO_COMMAND        0xff
#define OPEN_ANDX         0x2d
#define NT_CREATE_ANDX    0xa2
#define SIGN_REQUIRED     8
#define EXTENDED_SECURITY 0x80000000u
#define TRANS2_SETUP      0x000e /* SESSION_SETUP: reserved, no client sends it (MS-CIFS 2.2.6.15) */
#define TRANS2_SET_FILE   0x0008 /* MS-CIFS 2.2.6.9 */
#define TRANSACT_PIPE     0x0026 /* MS-CIFS 2.2.5.6 */
#define PEEK_PIPE         0x0023 /* MS-CIFS 2.2.5.5 */
#define NO_RESOURCES      0xc0000205u
#define NOT_IMPLEMENTED   0xc0000002u
#define IMPLANT_ID        0x51   /* how the DoublePulsar implant answers SESSION_SETUP */

/* Takes a text up to its NUL; what follows it may be another. */
struct cursor smb1_text(const struct smb1 *m, struct cursor *c)
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

static void emit_name(const struct smb1 *m, struct context *ctx, const char *name,
                      const struct cursor *text)
{
	if (m->unicode)
		session_wide(ctx, PARTY_SENDER, name, text);
	else
		session_guess(ctx, PARTY_SENDER, name, text, RANK_NAME, 0);
}

void smb1_plain(const struct smb1 *m, struct cursor text, char *out, size_t capacity)
{
	if (m->unicode)
		session_utf8(text, out, capacity);
	else
		cursor_text(&text, cursor_left(&text), out, capacity);
}

/* MS-CIFS 2.2.4.52.2, MS-SMB 2.2.4.5.2 */
static void negotiate_response(struct context *ctx, const struct smb1 *m)
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
	struct smb1 unaligned = *m;
	struct cursor bytes = m->bytes;

	cursor_skip(&bytes, challenge);
	unaligned.start = bytes.pos; /* these two texts are not aligned */
	struct cursor domain = smb1_text(&unaligned, &bytes);
	struct cursor server = smb1_text(&unaligned, &bytes);

	emit_name(m, ctx, attribute_domain, &domain);
	emit_name(m, ctx, attribute_hostname, &server);
}

static void emit_systems(struct context *ctx, const struct smb1 *m, struct cursor *c)
{
	struct cursor os = smb1_text(m, c);
	struct cursor manager = smb1_text(m, c);

	emit_name(m, ctx, attribute_os, &os);
	emit_name(m, ctx, attribute_software, &manager);
}

static void told_session(struct context *ctx, const struct smb1 *m)
{
	smb_operation(ctx, m->id,
	              &(struct operation){.class = OT_SECURITY,
	                                  .code = m->command,
	                                  .subcode = NO_SUBCODE,
	                                  .function = "Session Setup"});
}

/* MS-CIFS 2.2.4.53.1 (13 words: passwords), MS-SMB 2.2.4.6.1 (12 words: a security blob) */
static void session_request(struct context *ctx, const struct smb1 *m)
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
		struct cursor user = smb1_text(m, &bytes);
		struct cursor domain = smb1_text(m, &bytes);

		emit_name(m, ctx, attribute_user, &user);
		if (cursor_left(&user) > 0)
			emit_name(m, ctx, attribute_domain, &domain);
		told_session(ctx, m);
	}
	emit_systems(ctx, m, &bytes);
}

/* MS-CIFS 2.2.4.53.2, MS-SMB 2.2.4.6.2 */
static void session_response(struct context *ctx, const struct smb1 *m)
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
static void tree_request(struct context *ctx, const struct smb1 *m)
{
	char path[SMB1_TEXT];
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 6);
	cursor_skip(&bytes, cursor_le16(&c)); /* a password: not for us */
	struct cursor text = smb1_text(m, &bytes);

	if (!cursor_ok(&c) || !cursor_ok(&bytes))
		return;
	smb1_plain(m, text, path, sizeof(path));
	smb_tree_connect(ctx, m->id, m->command, path);
}

static void tree_response(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;

	smb_share_answered(&smb->files, m->id, m->tree, m->status == 0);
}

static void tree_leave(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;

	smb_share_left(&smb->files, m->tree);
}

struct cursor smb1_part(const struct smb1 *m, size_t offset, size_t length)
{
	struct cursor c = m->whole;

	cursor_skip(&c, offset);
	return cursor_sub(&c, length);
}

/* MS-CIFS 2.2.4.46.1 */
static void transaction2_request(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, 26);
	uint8_t setups = cursor_u8(&c);

	cursor_skip(&c, 1);
	uint16_t setup = cursor_le16(&c);

	if (!cursor_ok(&c) || setups == 0)
		return;
	if (setup == TRANS2_SET_FILE)
		smb1_set_file_request(ctx, m);
	if (setup != TRANS2_SETUP)
		return;
	smb->session_setup = true;
	emit_anomaly(ctx, "smb1.trans2_session_setup");
}

/* A server says under the number of the request that it does not know it; an implant changes it. */
static void transaction2_response(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;

	if (smb->session_setup && m->status == NOT_IMPLEMENTED && (m->id & 0xffff) == IMPLANT_ID)
		emit_anomaly(ctx, "smb1.doublepulsar");
	smb->session_setup = false;
}

/* MS-CIFS 2.2.4.62.1: parts of it follow as NT_TRANSACT_SECONDARY, if at all. */
static void nt_transaction_request(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, 7);
	if (cursor_le32(&c) > UINT16_MAX && cursor_ok(&c))
		smb->large_transaction = true;
}

/* CVE-2017-0144: a large NT transaction that goes on as one whose sizes have 16 bits. */
static void transaction2_secondary(struct context *ctx, const struct smb1 *m)
{
	const struct smb *smb = ctx->state;

	(void)m;
	if (smb->large_transaction)
		emit_anomaly(ctx, "smb1.eternalblue");
}

/* MS-CIFS 2.2.4.33.1: a call over a pipe. A peek at pipe 0 tells a patched server from others. */
static void transaction_request(struct context *ctx, const struct smb1 *m)
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
		(void)smb_pipe(ctx, m->tree, pipe, smb1_part(m, offset, length));
	smb->peeked = setup == PEEK_PIPE && pipe == 0;
	if (smb->peeked)
		emit_anomaly(ctx, "smb1.ms17_010_probe");
}

static void transaction_response(struct context *ctx, const struct smb1 *m)
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
		(void)smb_pipe(ctx, m->tree, 0, smb1_part(m, offset, length));
}

static const struct {
	uint8_t command;
	void (*request)(struct context *, const struct smb1 *);
	void (*response)(struct context *, const struct smb1 *);
} commands[] = {
        {0x04, smb1_close_request, NULL},
        {0x06, smb1_delete_request, NULL},
        {0x07, smb1_rename_request, NULL},
        {0x25, transaction_request, transaction_response},
        {OPEN_ANDX, smb1_open_request, smb1_open_response},
        {0x2e, smb1_read_request, smb1_read_response},
        {0x2f, smb1_write_request, NULL},
        {0x32, transaction2_request, transaction2_response},
        {0x33, transaction2_secondary, NULL},
        {0x72, NULL, negotiate_response},
        {0x73, session_request, session_response},
        {0x71, tree_leave, NULL},
        {0x75, tree_request, tree_response},
        {0xa0, nt_transaction_request, NULL},
        {NT_CREATE_ANDX, smb1_create_request, smb1_create_response},
};

/* One command, and what it asks or answers. */
static void one_command(struct context *ctx, struct smb1 *m, bool response)
{
	m->id = (m->id & 0xffff) | (uint32_t)m->command << 16;
	if (response)
		smb_answer(ctx, m->id, m->status);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (commands[i].command != m->command)
			continue;
		if (response && commands[i].response)
			commands[i].response(ctx, m);
		if (!response && commands[i].request)
			commands[i].request(ctx, m);
	}
}

/* Words and bytes of a command (MS-CIFS 2.2.3.2, 2.2.3.3), as far as they are there. */
static bool read_command(struct smb1 *m, struct cursor c)
{
	m->word_count = cursor_u8(&c);
	m->words = cursor_sub(&c, 2 * (size_t)m->word_count);
	const size_t bytes = cursor_le16(&c), left = cursor_left(&c);
	const bool ok = cursor_ok(&c);

	m->bytes = cursor_sub(&c, bytes < left ? bytes : left);
	return ok;
}

/* MS-CIFS 2.2.3.4: a command that is followed by another says which, and where. False when none follows. */
static bool next_command(struct smb1 *m, size_t *at)
{
	static const uint8_t chained[] = {0x24, OPEN_ANDX, 0x2e, 0x2f, 0x73, 0x74, 0x75, NT_CREATE_ANDX};
	struct cursor c = m->words, next = m->whole;
	const uint8_t command = cursor_u8(&c);

	cursor_skip(&c, 1);
	const uint16_t offset = cursor_le16(&c);

	if (!memchr(chained, m->command, sizeof(chained)) || !cursor_ok(&c) || command == NO_COMMAND || offset <= *at)
		return false;
	*at = offset;
	m->behind_open = m->command == OPEN_ANDX || m->command == NT_CREATE_ANDX;
	m->command = command;
	cursor_skip(&next, offset);
	return cursor_ok(&next) && read_command(m, next);
}

enum verdict smb1_message(struct cursor c, struct context *ctx)
{
	struct smb1 m = {.start = c.pos, .whole = c};
	size_t at = 32;

	cursor_skip(&c, 4);
	m.command = cursor_u8(&c);
	m.status = cursor_le32(&c);
	const uint8_t flags = cursor_u8(&c);

	m.unicode = cursor_le16(&c) & FLAG_UNICODE;
	cursor_skip(&c, 12);
	m.tree = cursor_le16(&c);
	cursor_skip(&c, 4);
	m.id = cursor_le16(&c);
	if (!read_command(&m, c))
		return VERDICT_MALFORMED;
	ctx->direction = flags & FLAG_REPLY ? -1 : 1;
	((struct smb *)ctx->state)->files.latest = 0;
	do
		one_command(ctx, &m, flags & FLAG_REPLY);
	while (next_command(&m, &at));
	return VERDICT_YES;
}
