/* bytes.h - packets and files from hex text. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

#include <ctype.h>

/* Appends the bytes of hex text; blanks are passed over. */
static inline void buf_hex(struct buf *b, const char *hex)
{
	int high = -1;

	for (; *hex; hex++) {
		const int digit =
		        isdigit((unsigned char)*hex) ? *hex - '0' : (*hex | 0x20) - 'a' + 10;

		if (isspace((unsigned char)*hex))
			continue;
		if (high >= 0)
			buf_byte(b, (uint8_t)(high << 4 | digit));
		high = high >= 0 ? -1 : digit;
	}
}
