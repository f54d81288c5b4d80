/* http_request.h - what HTTP asks a server for, as an operation. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/*
 * Tells what a request line (RFC 9112, 3) does: reads and writes by method, with the path. Only
 * servers inside are told of, for what people browse outside is no business of the plant and has no
 * end. Returns 0 where nothing is told.
 */
operation_ref http_request(struct context *ctx, struct cursor line);
/* The answer that a status stands for (RFC 9110, 15). */
const char *http_result(unsigned int status);
