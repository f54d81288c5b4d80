/* smb.h - file sharing that the scenarios use too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Negotiation, sign-in by NTLM, share. */
void smb_hello(struct plant *p, struct link *l);
/* A file is opened, read or written with so many bytes, renamed when to is not NULL, closed. */
void smb_transfer(struct plant *p, struct link *l, const char *name, bool write, size_t bytes,
              const char *to);
