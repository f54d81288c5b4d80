/* packets.h - what the files that hand out packets share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/serve.h"

#define PACKETS_FILES_MAX 1024

struct request;

/* Adds the segments of an interface's ring to files (PACKETS_FILES_MAX) and to the cut's count. */
void packets_open_ring(struct request *r, const char *interface, struct serve_cut *cut, int *files);
/* Cuts and answers with a file of that name; detail is for the audit trail. */
void packets_answer(struct request *r, const struct serve_cut *cut, const char *name, const char *detail);
/* Closes the cut's files. */
void packets_close(struct serve_cut *cut);
