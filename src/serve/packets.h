/* packets.h - what the files that hand out packets share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/serve.h"

#define PACKETS_FILES_MAX 1024

struct request;
struct source;
struct source_span;

/* Of a cut, which borrows them. */
struct packets_files {
	int fd[PACKETS_FILES_MAX];
	struct serve_span span[PACKETS_FILES_MAX];
};

/* Room for the cut's files, in the request's arena. */
struct packets_files *packets_files(struct request *r, struct serve_cut *cut);
/* One more, where there is room; span NULL: all of it. Owns fd. */
void packets_add(struct serve_cut *cut, struct packets_files *files, int fd, const struct source_span *span);
/* The segments of an interface's ring, for the times in which it was heard for this source's site. */
void packets_open_ring(struct request *r, const struct source *source, struct serve_cut *cut,
		       struct packets_files *files);
/* Cuts and answers with a file of that name; detail is for the audit trail. */
void packets_answer(struct request *r, const struct serve_cut *cut, const char *name, const char *detail);
/* Closes the cut's files. */
void packets_close(struct serve_cut *cut);
