/* smb1_file.c - what SMB 1 does with files (MS-CIFS, MS-SMB). SPDX-License-Identifier: Apache-2.0
 */

#include "dissect/smb1.h"

#include "dissect/test_file.h"

#define DELETE_ON_CLOSE  0x1000u
#define FOLDER_FILE      1u
#define SET_DISPOSITION  0x0102 /* MS-CIFS 2.2.2.3.5; 1000 more: the class of MS-FSCC */
#define FSCC_DISPOSITION 1013
#define FSCC_RENAME      1010
#define GENERIC_READ     0x80000000u
#define GENERIC_WRITE    0x40000000u

/* MS-CIFS 2.2.4.64.1 */
void smb1_create_request(struct context *ctx, const struct smb1 *m)
{
	char name[SMB1_TEXT];
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 15);
	const uint32_t access = cursor_le32(&c);

	cursor_skip(&c, 16);
	const uint32_t disposition = cursor_le32(&c);
	const uint32_t options = cursor_le32(&c);

	if (!cursor_ok(&c))
		return;
	smb1_plain(m, smb1_text(m, &bytes), name, sizeof(name));
	smb_open(ctx, &(struct smb_wish){.id = m->id,
	                                 .code = m->command,
	                                 .tree = m->tree,
	                                 .name = name,
	                                 .access = access,
	                                 .makes = disposition != 1 && disposition != 3,
	                                 .removes = options & DELETE_ON_CLOSE,
	                                 .folder = options & FOLDER_FILE});
}

/* The number of a file is never 0xffff: that is none (MS-CIFS 2.2.1.6.1). */
static void opened(struct context *ctx, const struct smb1 *m, size_t at)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;

	cursor_skip(&c, at);
	const uint16_t file = cursor_le16(&c);

	smb_file_answered(&smb->files, m->id, file, m->status == 0 && cursor_ok(&c));
}

/* MS-CIFS 2.2.4.64.2 */
void smb1_create_response(struct context *ctx, const struct smb1 *m)
{
	opened(ctx, m, 5);
}

/* MS-CIFS 2.2.4.41.1: mode 1 writes, 2 does both; a file is made when it is not there (16), or cut
 * (2) */
void smb1_open_request(struct context *ctx, const struct smb1 *m)
{
	char name[SMB1_TEXT];
	struct cursor c = m->words;
	struct cursor bytes = m->bytes;

	cursor_skip(&c, 6);
	const uint16_t mode = cursor_le16(&c) & 7;

	cursor_skip(&c, 8);
	const uint16_t open = cursor_le16(&c);

	if (!cursor_ok(&c))
		return;
	smb1_plain(m, smb1_text(m, &bytes), name, sizeof(name));
	smb_open(ctx,
	         &(struct smb_wish){.id = m->id,
	                            .code = m->command,
	                            .tree = m->tree,
	                            .name = name,
	                            .access = mode == 1 || mode == 2 ? GENERIC_WRITE : GENERIC_READ,
	                            .makes = (open & 3) == 2 || (open & 0x13) == 0x10});
}

/* MS-CIFS 2.2.4.41.2 */
void smb1_open_response(struct context *ctx, const struct smb1 *m)
{
	opened(ctx, m, 4);
}

/* MS-CIFS 2.2.4.5.1 */
void smb1_close_request(struct context *ctx, const struct smb1 *m)
{
	struct smb *smb = ctx->state;
	struct cursor c = m->words;
	const uint16_t file = cursor_le16(&c);

	if (cursor_ok(&c))
		smb_file_closed(&smb->files, file);
}

/* A name behind the byte that says it is one (MS-CIFS 2.2.4.7.1). */
static void next_name(const struct smb1 *m, struct cursor *bytes, char name[SMB1_TEXT])
{
	cursor_skip(bytes, 1);
	smb1_plain(m, smb1_text(m, bytes), name, SMB1_TEXT);
}

/* MS-CIFS 2.2.4.7.1 */
void smb1_delete_request(struct context *ctx, const struct smb1 *m)
{
	char name[SMB1_TEXT];
	struct cursor bytes = m->bytes;

	next_name(m, &bytes, name);
	smb_file_named(ctx, m->id, m->command, m->tree, name, SMB_DELETE);
}

/* MS-CIFS 2.2.4.8.1 */
void smb1_rename_request(struct context *ctx, const struct smb1 *m)
{
	char name[SMB1_TEXT];
	struct cursor bytes = m->bytes;

	next_name(m, &bytes, name);
	smb_file_named(ctx, m->id, m->command, m->tree, name, SMB_RENAME);
	next_name(m, &bytes, name);
	if (*name)
		smb_file_named(ctx, m->id, m->command, m->tree, name, SMB_RENAME_TO);
}

/* MS-CIFS 2.2.4.42.1 */
void smb1_read_request(struct context *ctx, const struct smb1 *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 4);
	const uint16_t file = cursor_le16(&c);

	smb_bulk(ctx, m->id, m->command, m->tree, m->behind_open ? SMB_FILE_LATEST : file, false);
}

/* MS-CIFS 2.2.4.42.2 */
void smb1_read_response(struct context *ctx, const struct smb1 *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 10);
	const uint16_t length = cursor_le16(&c);
	const uint16_t offset = cursor_le16(&c);

	if (cursor_ok(&c))
		(void)smb_pipe(ctx, m->tree, 0, smb1_part(m, offset, length));
}

/* MS-CIFS 2.2.4.43.1 */
void smb1_write_request(struct context *ctx, const struct smb1 *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 4);
	const uint16_t file = cursor_le16(&c);

	cursor_skip(&c, 14);
	const uint16_t length = cursor_le16(&c);
	const uint16_t offset = cursor_le16(&c);

	if (cursor_ok(&c) && smb_pipe(ctx, m->tree, file, smb1_part(m, offset, length)))
		return;
	test_file_look(ctx, smb1_part(m, offset, length));
	smb_bulk(ctx, m->id, m->command, m->tree, file, true);
}

/* MS-FSCC 2.4.43.1, where root and length have 4 bytes each. */
static void rename_to(struct context *ctx, const struct smb1 *m, uint16_t file, struct cursor data)
{
	char name[SMB1_TEXT];

	cursor_skip(&data, 8);
	const uint32_t length = cursor_le32(&data);

	smb1_plain(m, cursor_sub(&data, length), name, sizeof(name));
	smb_file_renamed(ctx, m->id, m->command, m->tree, file, name);
}

/* MS-CIFS 2.2.6.9.1 */
void smb1_set_file_request(struct context *ctx, const struct smb1 *m)
{
	struct cursor c = m->words;

	cursor_skip(&c, 18);
	const uint16_t parameters = cursor_le16(&c);
	const uint16_t parameter_offset = cursor_le16(&c);
	const uint16_t length = cursor_le16(&c);
	const uint16_t offset = cursor_le16(&c);
	struct cursor p = smb1_part(m, parameter_offset, parameters);
	struct cursor data = smb1_part(m, offset, length);
	const uint16_t file = cursor_le16(&p);
	const uint16_t level = cursor_le16(&p);

	if (!cursor_ok(&p))
		return;
	if (level == FSCC_RENAME)
		rename_to(ctx, m, file, data);
	if (level != SET_DISPOSITION && level != FSCC_DISPOSITION)
		return;
	const uint8_t removes = cursor_u8(&data);

	if (cursor_ok(&data) && removes & 1)
		smb_file_removed(ctx, m->id, m->command, file);
}
