/* target.h - facts as text, for whoever keeps them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"

/* Fills an operation's target template. False, and an empty text, when it has none. */
bool target_text(const struct operation *operation, char *out, size_t capacity);
/* A claim's value, cleaned, in its text form. Returns its length; 0 says nothing. */
size_t claim_value_text(const struct claim *claim, char *out, size_t capacity);
