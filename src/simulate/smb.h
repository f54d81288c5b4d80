/* smb.h - file sharing that the scenarios use too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Negotiation, sign-in by NTLM, share. */
void smb_hello(struct plant *p, struct link *l);
/* A file is opened, read or written with so many bytes, renamed when to is not NULL, closed. */
void smb_transfer(struct plant *p, struct link *l, const char *name, bool write, size_t bytes,
              const char *to);
/* Another share of the server: files, or pipes (IPC$). */
void smb_tree(struct plant *p, struct link *l, const char *share, bool pipes);
/* Opens a file or a pipe. */
void smb_open_file(struct plant *p, struct link *l, const char *name, bool write);
/* Writes to the open pipe and reads from it. */
void smb_call(struct plant *p, struct link *l, const struct buf *request, const struct buf *answer);
/* Negotiation, and a sign-in that the server refuses. */
void smb_refused(struct plant *p, struct link *l);
