/* slmp_answer.h - identities in SLMP messages. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/slmp_body.h"

/* Claims what a good answer to this command says of its sender; data stands behind the end code. */
void slmp_read_answer(uint16_t command, struct slmp_body *data, struct context *ctx);

/* 0x0e31: "MAC to IP", who is given which address. Returns the length, 0 when it is too short. */
size_t slmp_read_set_ip(struct slmp_body *data, char *text, size_t capacity);
