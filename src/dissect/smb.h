/* smb.h - what the generations of SMB share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dcerpc.h"
#include "dissect/dissector.h"
#include "dissect/pending.h"
#include "dissect/smb_file.h"

struct smb {
	struct pending pending;
	bool signing_told;
	bool read_told[4]; /* by the low bits of the share's number: bulk is told once */
	bool write_told[4];
	bool has_pipes;
	uint32_t pipes; /* the share of pipes, once a call went over it */
	struct dcerpc_state rpc;
	struct smb_files files;
	/* SMB 1, marks of its well known attacks: */
	bool large_transaction; /* an NT transaction of more than 64 kB was begun */
	bool session_setup;	/* a Trans2 SESSION_SETUP was sent */
	bool peeked;		/* at a pipe that cannot be */
};

/* One message behind its NetBIOS header; bytes may be only the beginning of a bulk message. */
enum verdict smb1_message(struct cursor c, struct context *ctx);
enum verdict smb2_message(struct cursor c, struct context *ctx);

/* Emits an operation and waits for the answer of this id. */
void smb_operation(struct context *ctx, uint32_t id, const struct operation *operation);
/* Tells the answer to the operations of this id, from an NTSTATUS (MS-ERREF). */
void smb_answer(struct context *ctx, uint32_t id, uint32_t status);
/* Tells of a share that was connected to, of a file or pipe that is opened. */
void smb_tree_connect(struct context *ctx, uint32_t id, uint32_t code, const char *path);
void smb_open(struct context *ctx, const struct smb_wish *wish);
/* Tells that a file is read or written: once for each opening; where its name is not known, for each share. */
void smb_bulk(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree, uint64_t file, bool writes);
/* True for a call of DCE/RPC in what was written to a pipe of this share, or read from it. */
bool smb_pipe(struct context *ctx, uint32_t tree, uint32_t pipe, struct cursor data);
/* Whether a request was done, by its NTSTATUS. */
bool smb_is_ok(uint32_t status);
/* Claims whether the server demands signatures. */
void smb_signing(struct context *ctx, bool required);
