/* smb1.h - what the files of SMB 1 share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/smb.h"

#define SMB1_TEXT 160

/* A message, and that of its commands which is read. */
struct smb1 {
	struct cursor whole; /* from the header on: offsets count from there */
	struct cursor words;
	struct cursor bytes;
	const uint8_t *start; /* of the header: alignment counts from there */
	uint32_t status;
	uint8_t command;
	uint8_t word_count;
	bool behind_open; /* the command before it opens the file of this one */
	bool unicode;
	uint32_t id;
	uint16_t tree;
};

/* Takes a text up to its NUL; what follows it may be another. */
struct cursor smb1_text(const struct smb1 *m, struct cursor *c);
/* A text as UTF-8, or what of it is printable. */
void smb1_plain(const struct smb1 *m, struct cursor text, char *out, size_t capacity);
/* A part of the message by its offset from the header. */
struct cursor smb1_part(const struct smb1 *m, size_t offset, size_t length);

/* Commands on files (smb1_file.c). */
void smb1_create_request(struct context *ctx, const struct smb1 *m);
void smb1_create_response(struct context *ctx, const struct smb1 *m);
void smb1_open_request(struct context *ctx, const struct smb1 *m);
void smb1_open_response(struct context *ctx, const struct smb1 *m);
void smb1_close_request(struct context *ctx, const struct smb1 *m);
void smb1_delete_request(struct context *ctx, const struct smb1 *m);
void smb1_rename_request(struct context *ctx, const struct smb1 *m);
void smb1_read_request(struct context *ctx, const struct smb1 *m);
void smb1_read_response(struct context *ctx, const struct smb1 *m);
void smb1_write_request(struct context *ctx, const struct smb1 *m);
/* TRANS2_SET_FILE_INFORMATION: a file is renamed or removed. */
void smb1_set_file_request(struct context *ctx, const struct smb1 *m);
