/* umas.h - the engineering protocol that Schneider PLCs speak inside Modbus function 90. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

#define UMAS_FUNCTION 90

/* True when the bytes behind the function code can only be an answer. */
bool umas_is_answer(struct cursor data);

/* Fills in what is asked for: class, function, subcode, target. The function is left in subcode. */
void umas_request(struct cursor *data, struct context *ctx, struct operation *operation);

/* Reads an answer to a function (the request's subcode, or -1 when unknown); returns its result. */
const char *umas_answer(struct cursor *data, struct context *ctx, int32_t function);
