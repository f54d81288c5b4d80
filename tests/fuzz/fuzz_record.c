/* fuzz_record.c - hostile EVE lines; what was read is written and read again. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

#include <stdlib.h>

#include "fuzz.h"
#include "lib/arena.h"
#include "lib/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct buf line = {0};
	struct record r, again;
	const char *error;

	if (record_read((const char *)data, size, &arena, &r, &error) == 0) {
		record_write(&line, &r);
		/* what we write is one line that we read */
		if (line.length == 0 || line.data[line.length - 1] != '\n' ||
		    memchr(line.data, '\n', line.length - 1) ||
		    record_read((const char *)line.data, line.length, &arena, &again, &error) != 0 ||
		    again.type != r.type)
			abort();
	}
	buf_free(&line);
	arena_free(&arena);
	return 0;
}
