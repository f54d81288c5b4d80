/* orders.h - papers as answers, for the routes that write some. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/assess.h"

struct paper_kind;

/* The paper of ?format=: HTML unless it is docx or pdf. */
const struct paper_kind *report_paper(const char *format);
/* What was written into r->out becomes the answer: a page that prints, or a file of this name. */
void report_answer(struct request *r, const struct paper_kind *paper, const char *name);
