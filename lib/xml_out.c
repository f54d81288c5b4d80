/* xml_out.c - text in XML and HTML. SPDX-License-Identifier: Apache-2.0 */

#include "lib/xml_out.h"

static const char *escape_of(char c, const char *line)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\n':
		return line;
	default:
		return NULL;
	}
}

void xml_text(struct buf *out, const char *text, const char *line)
{
	for (; *text; text++) {
		const char *escape = escape_of(*text, line);

		if (escape)
			buf_text(out, escape);
		else if ((unsigned char)*text >= ' ' || *text == '\t' || *text == '\n' || *text == '\r')
			buf_byte(out, (uint8_t)*text);
	}
}
