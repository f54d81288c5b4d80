/* json_out.h - JSON written as it comes; no tree is built. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "lib/buf.h"

/* Zero it, set out. Commas are placed by the writer. Nesting is the caller's to balance. */
struct json_out {
	struct buf *out;
	bool comma;
};

/* Every call takes the key first, NULL inside arrays and at the top. */
void json_object(struct json_out *j, const char *key);
void json_object_end(struct json_out *j);
void json_array(struct json_out *j, const char *key);
void json_array_end(struct json_out *j);
/* Text is UTF-8; what is not is written as U+FFFD. A NULL value writes nothing. */
void json_text(struct json_out *j, const char *key, const char *value);
void json_text_n(struct json_out *j, const char *key, const char *value, size_t length);
void json_int(struct json_out *j, const char *key, int64_t value);
void json_uint(struct json_out *j, const char *key, uint64_t value);
void json_double(struct json_out *j, const char *key, double value);
void json_bool(struct json_out *j, const char *key, bool value);
void json_null(struct json_out *j, const char *key);
/* RFC 3339 in the process's zone. */
void json_time(struct json_out *j, const char *key, int64_t time);
/* Text that is JSON already, as it is. */
void json_raw(struct json_out *j, const char *key, const char *json);
