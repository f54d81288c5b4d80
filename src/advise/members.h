/* members.h - each kind of a bundle's members, read into lines. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advise/read.h"

/* A bundle while it is read. */
struct bundle_work {
	struct json_out json; /* the lines */
	char *error;	      /* one line, when something is wrong */
	size_t error_size;
};

/* The first line, and the last: without it nothing counts. */
void member_begin(struct bundle_work *w, const char *name, int64_t made, const char *key);
void member_end(struct bundle_work *w);
/* Reads a member by its name: kev.json, epss.csv, epss.csv.gz, *.json (CSAF), *.xml (MyJVN). */
__attribute__((warn_unused_result)) int member_read(struct bundle_work *w, const char *name,
						    const struct buf *bytes);
