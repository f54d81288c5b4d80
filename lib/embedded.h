/* embedded.h - files compiled into the program by tools/embed. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <stddef.h>

/* A row of a table that ends with a row whose name is NULL. A NUL follows the data. */
struct embedded_file {
	const char *name; /* without its folder */
	const unsigned char *data;
	size_t length;
};
