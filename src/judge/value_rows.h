/* value_rows.h - what a device says of itself that a detector tells of. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/detector.h"

/* The first row that fits decides. */
struct value_row {
	const char *begin; /* of the value */
	enum severity severity;
};

/* The row that a value fits, or NULL. */
const struct value_row *value_find(const struct asset_value *v, const struct value_row *rows, size_t count);
/* True when a certificate ("..., valid until 2031-04-01") had ended then. */
bool certificate_has_ended(const struct asset_value *v, int64_t at);
/* Tells of each value of this attribute of the asset that a row fits; inside the site alone. */
void value_tell(const struct sight *s, const char *name, const struct value_row *rows, size_t count);

#define VALUE_FIND(v, rows) value_find(v, rows, sizeof(rows) / sizeof((rows)[0]))
#define VALUE_TELL(s, name, rows) value_tell(s, name, rows, sizeof(rows) / sizeof((rows)[0]))
