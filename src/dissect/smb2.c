/* smb2.c - messages of SMB 2 and 3 (MS-SMB2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ntlm.h"
#include "dissect/session.h"
#include "dissect/smb.h"
#include "dissect/test_file.h"

#include <stdio.h>
#include <string.h>

#define HEADER_SIZE     64
#define COMPOUND_MAX    8
#define FLAG_RESPONSE   1u
#define DIALECT_ANY     0x02ff /* "some SMB 2", in answer to an SMB 1 negotiation */
#define SIGN_REQUIRED   2u
#define DELETE_ON_CLOSE 0x1000u
#define FOLDER_FILE     1u
#define FLAG_DFS        0x10000000u
#define STATUS_PENDING  0x00000103u /* the answer follows */
#define PATH_TEXT       160
#define COMPRESSION_CAPABILITIES 3 /* 2.2.3.1 */
#define PIPE_TRANSCEIVE 0x0011c017u /* MS-FSCC 2.3: FSCTL_PIPE_TRANSCEIVE */

enum {
	INFO_FILE = 1,
	FILE_RENAME = 10,
	FILE_DISPOSITION = 13,
	FILE_DISPOSITION_EX = 64,
	FILE_RENAME_EX = 65
};

struct header {
	struct cursor message; /* from the header on: offsets count from there */
	uint32_t status;
	uint16_t command;
	uint32_t id;
	uint64_t tree; /* and the session to which it belongs */
	bool dfs;      /* names begin with server and share (2.2.1.2) */
};

static struct cursor part_at(const struct header *h, size_t offset, size_t length)
{
	struct cursor c = h->message;

	cursor_skip(&c, offset);
	return cursor_sub(&c, length);
}

static void emit_guid(struct context *ctx, struct cursor *c)
{
	char text[48] = "smb guid ";
	size_t length = strlen(text);
	uint8_t any = 0;

	for (int i = 0; i < 16; i++) {
		uint8_t byte = cursor_u8(c);

		any |= byte;
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%02x", byte);
	}
	if (any && cursor_ok(c))
		emit_text(ctx, PARTY_SENDER, attribute_fingerprint, text);
}

/* 2.2.3.1.3: the kind of each context, at a multiple of eight bytes. */
static bool offers_compression(struct cursor contexts, unsigned count)
{
	for (; count && cursor_left(&contexts) >= 8; count--) {
		const uint16_t kind = cursor_le16(&contexts);
		const uint16_t length = cursor_le16(&contexts);

		if (kind == COMPRESSION_CAPABILITIES)
			return true;
		cursor_skip(&contexts, 4 + (((size_t)length + 7) & ~(size_t)7));
	}
	return false;
}

/* Of the previews of Windows 8 and 10: no system that was sold offers them. */
static bool offers_previews(struct cursor *dialects, unsigned count)
{
	bool any = false;

	for (; count && cursor_left(dialects) >= 2; count--) {
		const uint16_t dialect = cursor_le16(dialects);

		any |= dialect == 0x0222 || dialect == 0x0224 || dialect == 0x0310;
	}
	return any;
}

/* 2.2.3. Whoever offers compression and dialects that nobody has tries for CVE-2020-0796. */
static void negotiate_request(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 2);
	const uint16_t count = cursor_le16(&c);

	cursor_skip(&c, 8);
	emit_guid(ctx, &c);
	const uint32_t offset = cursor_le32(&c);
	const uint16_t contexts = cursor_le16(&c);

	cursor_skip(&c, 2);
	if (!cursor_ok(&c) || !offers_previews(&c, count))
		return;
	struct cursor at = h->message;
	cursor_skip(&at, offset);
	if (cursor_ok(&at) && offers_compression(at, contexts))
		emit_anomaly(ctx, "smb3.compression_probe");
}

static const char *dialect_name(uint16_t dialect)
{
	static const struct {
		uint16_t dialect;
		const char *name;
	} names[] = {{0x0202, "SMB 2.0.2"},
	             {0x0210, "SMB 2.1"},
	             {0x0300, "SMB 3.0"},
	             {0x0302, "SMB 3.0.2"},
	             {0x0311, "SMB 3.1.1"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].dialect == dialect)
			return names[i].name;
	return NULL;
}

/* 2.2.4 */
static void negotiate_response(struct context *ctx, const struct header *h, struct cursor c)
{
	(void)h;
	cursor_skip(&c, 2);
	uint16_t mode = cursor_le16(&c);
	uint16_t dialect = cursor_le16(&c);
	const char *name = dialect_name(dialect);

	cursor_skip(&c, 2);
	if (h->status != 0 || !cursor_ok(&c))
		return;
	emit_guid(ctx, &c);
	if (name)
		emit_text(ctx, PARTY_SENDER, attribute_security, name);
	if (dialect != DIALECT_ANY)
		smb_signing(ctx, mode & SIGN_REQUIRED);
}

/* 2.2.5 */
static void session_request(struct context *ctx, const struct header *h, struct cursor c)
{
	if (ntlm_read(ctx, &c) != NTLM_AUTHENTICATE)
		return;
	smb_operation(ctx, h->id,
	              &(struct operation){.class = OT_SECURITY,
	                                  .code = h->command,
	                                  .subcode = NO_SUBCODE,
	                                  .function = "Session Setup"});
}

/* 2.2.6 */
static void session_response(struct context *ctx, const struct header *h, struct cursor c)
{
	(void)h;
	cursor_skip(&c, 2);
	uint16_t flags = cursor_le16(&c);

	if (h->status == 0 && cursor_ok(&c) && flags & 1)
		emit_text(ctx, PARTY_SENDER, attribute_security, "SMB guest sign-in");
	(void)ntlm_read(ctx, &c);
}

/* 2.2.9 */
static void tree_request(struct context *ctx, const struct header *h, struct cursor c)
{
	char path[PATH_TEXT];

	cursor_skip(&c, 4);
	uint16_t offset = cursor_le16(&c);
	uint16_t length = cursor_le16(&c);

	if (!cursor_ok(&c))
		return;
	session_utf8(part_at(h, offset, length), path, sizeof(path));
	smb_tree_connect(ctx, h->id, h->command, path);
}

static void tree_response(struct context *ctx, const struct header *h, struct cursor c)
{
	struct smb *smb = ctx->state;

	(void)c;
	smb_share_answered(&smb->files, h->id, h->tree, h->status == 0);
}

static void tree_leave(struct context *ctx, const struct header *h, struct cursor c)
{
	struct smb *smb = ctx->state;

	(void)c;
	smb_share_left(&smb->files, h->tree);
}

/* What a file is called below its share. */
static const char *name_of(const struct header *h, struct cursor wide, char text[PATH_TEXT])
{
	session_utf8(wide, text, PATH_TEXT);
	const char *name = text + strspn(text, "\\");

	for (int i = 0; h->dfs && i < 2; i++) {
		name += strcspn(name, "\\");
		name += *name == '\\';
	}
	return name;
}

/* 2.2.14.1: the volatile part is the only one of its connection; all ones is the file of the request before. */
static uint64_t file_of(struct cursor *c)
{
	cursor_skip(c, 8);
	return cursor_le64(c);
}

/* 2.2.13: dispositions other than 1 (open) and 3 (open or make) surely make or replace. */
static void create_request(struct context *ctx, const struct header *h, struct cursor c)
{
	char text[PATH_TEXT];

	cursor_skip(&c, 24);
	const uint32_t access = cursor_le32(&c);

	cursor_skip(&c, 8);
	const uint32_t disposition = cursor_le32(&c);
	const uint32_t options = cursor_le32(&c);
	const uint16_t offset = cursor_le16(&c);
	const uint16_t length = cursor_le16(&c);

	if (!cursor_ok(&c))
		return;
	smb_open(ctx, &(struct smb_wish){.id = h->id,
	                                 .code = h->command,
	                                 .tree = h->tree,
	                                 .name = name_of(h, part_at(h, offset, length), text),
	                                 .access = access,
	                                 .makes = disposition != 1 && disposition != 3,
	                                 .removes = options & DELETE_ON_CLOSE,
	                                 .folder = options & FOLDER_FILE});
}

/* 2.2.14 */
static void create_response(struct context *ctx, const struct header *h, struct cursor c)
{
	struct smb *smb = ctx->state;

	cursor_skip(&c, 64);
	const uint64_t file = file_of(&c);

	smb_file_answered(&smb->files, h->id, file, h->status == 0 && cursor_ok(&c));
}

/* 2.2.15 */
static void close_request(struct context *ctx, const struct header *h, struct cursor c)
{
	struct smb *smb = ctx->state;

	(void)h;
	cursor_skip(&c, 8);
	const uint64_t file = file_of(&c);

	if (cursor_ok(&c))
		smb_file_closed(&smb->files, file);
}

/* 2.2.19 */
static void read_request(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 16);
	const uint64_t file = file_of(&c);

	smb_bulk(ctx, h->id, h->command, h->tree, cursor_ok(&c) ? file : 0, false);
}

/* 2.2.20: the pipe is not named again, the number of the call tells it. */
static void read_response(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 2);
	const uint8_t offset = cursor_u8(&c);

	cursor_skip(&c, 1);
	const uint32_t length = cursor_le32(&c);

	if (cursor_ok(&c))
		(void)smb_pipe(ctx, (uint32_t)h->tree, 0, part_at(h, offset, length));
}

/* 2.2.21 */
static void write_request(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 2);
	const uint16_t offset = cursor_le16(&c);
	const uint32_t length = cursor_le32(&c);

	cursor_skip(&c, 8);
	struct cursor number = c;
	const uint32_t pipe = cursor_le32(&c);
	const uint64_t file = file_of(&number);

	if (cursor_ok(&c) && smb_pipe(ctx, (uint32_t)h->tree, pipe, part_at(h, offset, length)))
		return;
	test_file_look(ctx, part_at(h, offset, length));
	smb_bulk(ctx, h->id, h->command, h->tree, cursor_ok(&number) ? file : 0, true);
}

/* 2.2.31: a call over a pipe, with its answer in the same exchange */
static void control_request(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 4);
	const uint32_t code = cursor_le32(&c);
	const uint32_t pipe = cursor_le32(&c);

	cursor_skip(&c, 12);
	const uint32_t offset = cursor_le32(&c);
	const uint32_t length = cursor_le32(&c);

	if (cursor_ok(&c) && code == PIPE_TRANSCEIVE)
		(void)smb_pipe(ctx, (uint32_t)h->tree, pipe, part_at(h, offset, length));
}

/* 2.2.32 */
static void control_response(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 4);
	const uint32_t code = cursor_le32(&c);

	cursor_skip(&c, 24);
	const uint32_t offset = cursor_le32(&c);
	const uint32_t length = cursor_le32(&c);

	if (cursor_ok(&c) && code == PIPE_TRANSCEIVE)
		(void)smb_pipe(ctx, (uint32_t)h->tree, 0, part_at(h, offset, length));
}

/* MS-FSCC 2.4.43: the new name. */
static void rename_request(struct context *ctx, const struct header *h, uint64_t file, struct cursor info)
{
	char text[PATH_TEXT];

	cursor_skip(&info, 16);
	const uint32_t length = cursor_le32(&info);
	const struct cursor name = cursor_sub(&info, length);

	smb_file_renamed(ctx, h->id, h->command, h->tree, file, name_of(h, name, text));
}

/* 2.2.39, with the classes of MS-FSCC 2.4; a deletion may be taken back (2.4.11) */
static void set_info_request(struct context *ctx, const struct header *h, struct cursor c)
{
	cursor_skip(&c, 2);
	const uint8_t type = cursor_u8(&c);
	const uint8_t class = cursor_u8(&c);
	const uint32_t length = cursor_le32(&c);
	const uint16_t offset = cursor_le16(&c);

	if (!cursor_ok(&c) || type != INFO_FILE)
		return;
	cursor_skip(&c, 6);
	const uint64_t file = file_of(&c);
	struct cursor info = part_at(h, offset, length);

	if (class == FILE_RENAME || class == FILE_RENAME_EX)
		rename_request(ctx, h, file, info);
	if (class != FILE_DISPOSITION && class != FILE_DISPOSITION_EX)
		return;
	const uint8_t removes = cursor_u8(&info);

	if (!cursor_ok(&info) || removes & 1)
		smb_file_removed(ctx, h->id, h->command, file);
}

static const struct {
	void (*request)(struct context *, const struct header *, struct cursor);
	void (*response)(struct context *, const struct header *, struct cursor);
} commands[] = {
        [0] = {negotiate_request, negotiate_response},
        [1] = {session_request, session_response},
        [3] = {tree_request, tree_response},
        [4] = {tree_leave, NULL},
        [5] = {create_request, create_response},
        [6] = {close_request, NULL},
        [8] = {read_request, read_response},
        [9] = {write_request, NULL},
        [11] = {control_request, control_response},
        [17] = {set_info_request, NULL},
        [18] = {NULL, NULL},
};

/* One message, perhaps of several in a row (2.2.1): such may say that the share is the same. Returns the offset of the
 * next, or 0. */
static uint32_t one_message(struct cursor message, struct context *ctx, uint64_t *tree)
{
	struct cursor c = message;
	struct header h = {.message = message};

	cursor_skip(&c, 8);
	h.status = cursor_le32(&c);
	h.command = cursor_le16(&c);
	cursor_skip(&c, 2);
	uint32_t flags = cursor_le32(&c);
	uint32_t next = cursor_le32(&c);

	h.id = cursor_le32(&c);
	h.dfs = flags & FLAG_DFS;
	cursor_skip(&c, 8);
	h.tree = cursor_le32(&c);
	h.tree |= (uint64_t)cursor_le32(&c) << 32;
	cursor_skip(&c, HEADER_SIZE - 44);
	*tree = h.tree = (uint32_t)h.tree == UINT32_MAX ? *tree : h.tree;
	if (!cursor_ok(&c) || h.command >= sizeof(commands) / sizeof(commands[0]))
		return 0;
	bool response = flags & FLAG_RESPONSE;

	if (response && h.status == STATUS_PENDING)
		return next >= HEADER_SIZE ? next : 0;
	ctx->direction = response ? -1 : 1;
	if (response)
		smb_answer(ctx, h.id, h.status);
	if (response && commands[h.command].response)
		commands[h.command].response(ctx, &h, c);
	if (!response && commands[h.command].request)
		commands[h.command].request(ctx, &h, c);
	return next >= HEADER_SIZE ? next : 0;
}

enum verdict smb2_message(struct cursor c, struct context *ctx)
{
	struct cursor look = c;

	cursor_skip(&look, 4);
	if (cursor_le16(&look) != HEADER_SIZE || cursor_left(&c) < HEADER_SIZE)
		return VERDICT_MALFORMED;
	uint64_t tree = 0;

	((struct smb *)ctx->state)->files.latest = 0;
	for (int i = 0; i < COMPOUND_MAX && cursor_left(&c) >= HEADER_SIZE; i++) {
		uint32_t next = one_message(c, ctx, &tree);

		if (next == 0)
			break;
		cursor_skip(&c, next);
	}
	return VERDICT_YES;
}
