/* oui.h - the table that tools/oui-table makes at build time. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Sorted by bits, then prefix. */
struct oui_entry {
	uint64_t prefix; /* aligned to the left of 48 bits */
	uint32_t bits;   /* 24, 28 or 36 */
	uint32_t name;   /* offset in oui_names */
};

extern const char oui_names[];
extern const size_t oui_count;
extern const struct oui_entry oui_table[];
