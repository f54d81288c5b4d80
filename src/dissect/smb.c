/* smb.c - SMB over TCP and NetBIOS sessions (MS-SMB2 2.1, RFC 1002 4.3). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/smb.h"
#include "dissect/dissectors.h"
#include "dissect/line.h"

#define HEAD_WANTED    4096 /* of a message: names and sign-ins fit */
#define BULK_WANTED    112  /* of reads and writes */
#define SMB1_READ      0x2e
#define SMB1_WRITE     0x2f
#define SMB2_READ      8
#define SMB2_WRITE     9
#define COMPRESSED_MAX (16u << 20)
#define STATUS_MORE    0xc0000016u /* the sign-in goes on */

enum session_service { SESSION_MESSAGE = 0, SESSION_REQUEST = 0x81, SESSION_KEEPALIVE = 0x85 };

static const char *status_name(uint32_t status)
{
	static const struct {
		uint32_t status;
		const char *name;
	} names[] = {
	        {0x00000000, "ok"},
	        {0xc0000022, "access denied"},
	        {0xc0000034, "not found"},
	        {0xc000003a, "not found"},
	        {0xc0000035, "exists already"},
	        {0xc0000064, "no such user"},
	        {0xc000006a, "wrong password"},
	        {0xc000006d, "logon failure"},
	        {0xc000006e, "account restriction"},
	        {0xc0000072, "account disabled"},
	        {0xc00000ac, "pipe not available"},
	        {0xc00000bb, "not supported"},
	        {0xc00000cc, "bad network name"},
	        {0xc000015b, "logon type not granted"},
	        {0xc0000234, "account locked out"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].status == status)
			return names[i].name;
	return status >> 30 == 3 ? "error" : "ok";
}

bool smb_is_ok(uint32_t status)
{
	return status >> 30 < 2;
}

void smb_operation(struct context *ctx, uint32_t id, const struct operation *operation)
{
	struct smb *smb = ctx->state;

	pending_add(&smb->pending, id, emit_operation(ctx, operation), 0);
}

void smb_answer(struct context *ctx, uint32_t id, uint32_t status)
{
	struct smb *smb = ctx->state;
	struct pending_request request;

	while (status != STATUS_MORE && pending_take(&smb->pending, id, &request))
		emit_answer(ctx, request.ref, status_name(status));
}

/* IPC$ is where pipes are; ADMIN$ and whole drives are open to administrators alone. */
static enum ot_class share_class(const char *path)
{
	const char *slash = strrchr(path, '\\');
	const char *name = slash ? slash + 1 : path;
	const struct cursor share = cursor_init(name, strlen(name));

	if (line_is(&share, "IPC$"))
		return OT_SESSION;
	if (line_is(&share, "ADMIN$") || (cursor_left(&share) == 2 && name[1] == '$'))
		return OT_CONTROL;
	return OT_FILE;
}

void smb_tree_connect(struct context *ctx, uint32_t id, uint32_t code, const char *path)
{
	struct smb *smb = ctx->state;
	const enum ot_class class = share_class(path);

	smb_share_asked(&smb->files, id, path, class == OT_SESSION);
	smb_operation(ctx, id,
	              &(struct operation){.class = class,
	                                  .code = code,
	                                  .subcode = NO_SUBCODE,
	                                  .function = "Tree Connect",
	                                  .target = "%s",
	                                  .text = path,
	                                  .text_length = strlen(path)});
}

/* Pipes behind which a computer is administered from afar. */
static const char *const admin_pipes[] = {"svcctl", "atsvc", "winreg", "PSEXESVC", "eventlog"};

void smb_open(struct context *ctx, const struct smb_wish *wish)
{
	struct cursor pipe = cursor_init(wish->name, strlen(wish->name));

	(void)cursor_match(&pipe, "\\", 1);
	for (size_t i = 0; i < sizeof(admin_pipes) / sizeof(admin_pipes[0]); i++) {
		if (!line_is(&pipe, admin_pipes[i]))
			continue;
		smb_operation(ctx, wish->id,
		              &(struct operation){.class = OT_CONFIG,
		                                  .code = wish->code,
		                                  .subcode = NO_SUBCODE,
		                                  .function = "Open Pipe",
		                                  .target = "pipe %s",
		                                  .text = admin_pipes[i],
		                                  .text_length = strlen(admin_pipes[i])});
		return;
	}
	smb_file_asked(ctx, wish);
}

void smb_bulk(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree, uint64_t file, bool writes)
{
	struct smb *smb = ctx->state;
	bool *told = writes ? &smb->write_told[tree % 4] : &smb->read_told[tree % 4];

	if (smb_share_is_pipes(&smb->files, tree) || (smb->has_pipes && smb->pipes == (uint32_t)tree))
		return;
	if (smb_file_done(ctx, id, code, file, writes ? SMB_WRITE : SMB_READ))
		return;
	if (!*told)
		smb_operation(ctx, id,
		              &(struct operation){.class = OT_FILE,
		                                  .code = code,
		                                  .subcode = NO_SUBCODE,
		                                  .function = writes ? "Write" : "Read"});
	*told = true;
}

bool smb_pipe(struct context *ctx, uint32_t tree, uint32_t pipe, struct cursor data)
{
	struct smb *smb = ctx->state;
	bool any = false;

	while (cursor_left(&data) > 0 &&
	       dcerpc_read(&data, ctx, &smb->rpc, pipe) == VERDICT_YES)
		any = true;
	if (any) {
		smb->has_pipes = true;
		smb->pipes = tree;
	}
	return any;
}

void smb_signing(struct context *ctx, bool required)
{
	struct smb *smb = ctx->state;

	if (!smb->signing_told)
		emit_text(ctx, PARTY_SENDER, attribute_security,
		          required ? "SMB signing required" : "SMB signing not required");
	smb->signing_told = true;
}

/* MS-SMB2 2.2.42. CVE-2020-0796: sizes whose sum wraps around. */
static void compressed(struct cursor c, struct context *ctx, uint32_t length)
{
	cursor_skip(&c, 4);
	uint32_t original = cursor_le32(&c);
	uint16_t algorithm = cursor_le16(&c);
	uint16_t flags = cursor_le16(&c);
	uint32_t offset = cursor_le32(&c);
	bool chained = flags & 1;

	if (!cursor_ok(&c) || algorithm > 5 || original > COMPRESSED_MAX ||
	    (!chained && offset > length - 16))
		emit_anomaly(ctx, "smb3.compression_header");
}

static bool is_bulk(struct cursor c)
{
	uint8_t generation = cursor_u8(&c);

	cursor_skip(&c, 3);
	uint8_t command = cursor_u8(&c);

	if (generation == 0xff)
		return command == SMB1_READ || command == SMB1_WRITE;
	cursor_skip(&c, 7);
	uint16_t command2 = cursor_le16(&c);

	return generation == 0xfe && (command2 == SMB2_READ || command2 == SMB2_WRITE);
}

/* How many bytes of this message are worth waiting for. */
static uint32_t bytes_wanted(const struct cursor *message, uint32_t length)
{
	/* what is short may be a call over a pipe */
	uint32_t wanted = length > HEAD_WANTED && is_bulk(*message) ? BULK_WANTED : HEAD_WANTED;

	return wanted < length ? wanted : length;
}

/* RFC 1002, 4.3.2: called and calling name, each half a byte a letter. */
static void session_request(struct cursor c, struct context *ctx)
{
	char name[16];

	cursor_skip(&c, 34);
	if (cursor_u8(&c) != 32)
		return;
	size_t length = 0;

	for (; length < 15 && cursor_left(&c) >= 2; length++) {
		uint8_t high = (uint8_t)(cursor_u8(&c) - 'A');
		uint8_t low = (uint8_t)(cursor_u8(&c) - 'A');

		if (high > 15 || low > 15)
			return;
		name[length] = (char)(high << 4 | low);
	}
	emit_bytes(ctx, PARTY_SENDER, attribute_hostname, name, length);
}

static enum verdict session_service(struct cursor *c, struct context *ctx, uint8_t type,
                                    uint32_t length)
{
	if (!ctx->on_port || type < SESSION_REQUEST || type > SESSION_KEEPALIVE || length > 80)
		return VERDICT_NO;
	struct cursor body = cursor_sub(c, length);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (type == SESSION_REQUEST) {
		ctx->direction = 1;
		session_request(body, ctx);
	}
	return VERDICT_YES;
}

static enum verdict smb_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t type = cursor_u8(c);
	uint32_t length = cursor_be24(c);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (type != SESSION_MESSAGE)
		return session_service(c, ctx, type, length);
	if (cursor_left(c) < 14)
		return length < 14 ? VERDICT_NO : VERDICT_MORE;
	struct cursor head = *c;
	uint8_t generation = cursor_u8(&head);

	if (!cursor_match(&head, "SMB", 3) || generation < 0xfc)
		return VERDICT_NO;
	uint32_t wanted = bytes_wanted(c, length);
	struct cursor message = cursor_sub(c, wanted);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	ctx->skip = length - wanted;
	if (generation == 0xff)
		return smb1_message(message, ctx);
	if (generation == 0xfe)
		return smb2_message(message, ctx);
	if (generation == 0xfc)
		compressed(message, ctx, length);
	return VERDICT_YES; /* 0xfd is encrypted */
}

const struct dissector dissector_smb = {
        .name = "smb",
        .title = "SMB",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP,
        .ports = {445, 139},
        .state_size = sizeof(struct smb),
        .dissect = smb_dissect,
};
