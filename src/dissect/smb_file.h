/* smb_file.h - shares and open files of an SMB connection. SPDX-License-Identifier: Apache-2.0
 *
 * Requests name a share and a file once; from then on they are numbers. A connection remembers so
 * many of them: what is not among them is told without its name, as what was opened before anybody
 * listened.
 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/path.h"

#define SMB_SHARES     8
#define SMB_SHARE_NAME 40
#define SMB_FILES      16

/* Plain data, valid when zeroed. */
struct smb_files {
	struct smb_share {
		uint64_t tree;
		uint32_t asked; /* message that the answer will name */
		bool used;
		bool waits; /* for its answer: tree is not known yet */
		bool pipes;
		char name[SMB_SHARE_NAME];
	} share[SMB_SHARES];
	struct smb_file {
		uint64_t id;
		uint32_t asked;
		bool used;
		bool waits;
		uint8_t told; /* bits by enum smb_deed */
		char name[PATH_SIZE];
	} file[SMB_FILES];
	uint8_t next_share;
	uint8_t next_file;
	uint8_t latest; /* place + 1 of the file that this packet asked for, 0 none */
};

/* The file that the request before in the same packet opens (MS-SMB2 2.2.1). */
#define SMB_FILE_LATEST UINT64_MAX

/* What is done with a file. */
enum smb_deed {
	SMB_READ,
	SMB_WRITE,
	SMB_RENAME,
	SMB_RENAME_TO,
	SMB_DELETE,
	SMB_OPEN,
	SMB_OPEN_WRITE,
	SMB_CREATE
};

/* What a request to open a file asks for. */
struct smb_wish {
	uint32_t id;   /* of the message */
	uint32_t code; /* of the command */
	uint64_t tree;
	const char *name;
	uint32_t access; /* MS-SMB2 2.2.13.1 */
	bool makes;      /* or replaces */
	bool removes;    /* when it is closed */
	bool folder;
};

/* A share is asked for, was answered, is left. */
void smb_share_asked(struct smb_files *files, uint32_t id, const char *path, bool pipes);
void smb_share_answered(struct smb_files *files, uint32_t id, uint64_t tree, bool ok);
void smb_share_left(struct smb_files *files, uint64_t tree);
/* True for the share where pipes are. */
bool smb_share_is_pipes(const struct smb_files *files, uint64_t tree);

/* A file is asked for: tells what for, if that is more than its properties. */
void smb_file_asked(struct context *ctx, const struct smb_wish *wish);
void smb_file_answered(struct smb_files *files, uint32_t id, uint64_t file, bool ok);
void smb_file_closed(struct smb_files *files, uint64_t file);
/* Tells that an open file is read or written, once for each opening, renamed or removed. False when
 * it has no name here. */
bool smb_file_done(struct context *ctx, uint32_t id, uint32_t code, uint64_t file,
                   enum smb_deed deed);
/* Tells that an open file is removed, by its name where that is known. */
void smb_file_removed(struct context *ctx, uint32_t id, uint32_t code, uint64_t file);
/* Tells of a file that the request itself names. */
void smb_file_named(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree,
                    const char *name, enum smb_deed deed);
/* Tells that an open file is renamed, and to what, where that is known. */
void smb_file_renamed(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree, uint64_t file,
                      const char *name);
