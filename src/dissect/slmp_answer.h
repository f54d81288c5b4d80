/* slmp_answer.h - identities told by SLMP answers. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/slmp_body.h"

/* Claims what a good answer to this command says of its sender; data stands behind the end code. */
void slmp_read_answer(uint16_t command, struct slmp_body *data, struct context *ctx);
