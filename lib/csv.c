/* csv.c - cells of CSV files (RFC 4180). SPDX-License-Identifier: Apache-2.0 */

#include "lib/csv.h"

#include <string.h>

/* A device's own words that begin like a formula would be run by a spreadsheet. */
static bool is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text) != NULL;
}

void csv_text(struct buf *out, const char *text)
{
	if (!text)
		return;
	buf_byte(out, '"');
	if (is_formula(text))
		buf_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_byte(out, '"');
		buf_byte(out, (uint8_t)*text);
	}
	buf_byte(out, '"');
}
