/* xml_out.h - text in XML and HTML. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/buf.h"

/*
 * Writes text between tags or in an attribute (XML 1.0, 2.2 and 2.4): marks are escaped, control characters
 * that XML does not know are left out. line: what stands for a line end; NULL keeps it as it is.
 */
void xml_text(struct buf *out, const char *text, const char *line);
