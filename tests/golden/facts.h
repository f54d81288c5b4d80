/* facts.h - a sink that writes facts as lines. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "lib/buf.h"

#define FACT_LINES 512

/* Lines are kept until the end, because answers are added to the line of their operation. */
struct fact_lines {
	struct sink sink;
	struct buf line[FACT_LINES];
	size_t count;
};

void fact_lines_init(struct fact_lines *lines);
/* Appends all lines to out and forgets them. */
void fact_lines_flush(struct fact_lines *lines, struct buf *out);
