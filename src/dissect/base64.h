/* base64.h - bytes written as text (RFC 4648, 4). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/cursor.h"

#define BASE64_ALL (-1)

/*
 * Decodes text into out until it ends or capacity is full; with stop, until that byte was decoded
 * `times` times: what follows it, a password, is never decoded. Returns the number of bytes, those
 * of stop included; 0 when a byte is no digit or stop never came.
 */
size_t base64_decode(struct cursor text, uint8_t *out, size_t capacity, int stop, unsigned times);
