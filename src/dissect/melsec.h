/* melsec.h - what SLMP and MELSOFT know alike of MELSEC controllers. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum { MELSEC_NAME_SIZE = 16 };

/* True for type names of Mitsubishi Electric controllers: "Q03UDECPU", "FX5U-32MT/ES". */
bool melsec_is_cpu(const uint8_t *name, size_t length);

/* Claims vendor, model, type code and kind from a type name padded with blanks; code 0 is none. */
void melsec_claim(struct context *ctx, const uint8_t *name, size_t length, uint16_t code);
