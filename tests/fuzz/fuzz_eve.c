/* fuzz_eve.c - hostile lines of another sensor; what is an alert is a line that we read. SPDX-License-Identifier: Apache-2.0 */

#include "receive/eve.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct buf line = {0};
	struct record r, again;
	const char *why;
	char *copy = arena_copy(&arena, data, size);

	switch (eve_read(copy, size, &arena, &r, &why)) {
	case EVE_ALERT:
		record_write(&line, &r);
		if (record_read((const char *)line.data, line.length, &arena, &again, &why) != 0 ||
		    again.type != RECORD_ALERT || !again.alert.signature || !again.time)
			abort();
		break;
	case EVE_REFUSED:
		if (!*why)
			abort();
		break;
	default:
		break;
	}
	buf_free(&line);
	arena_free(&arena);
	return 0;
}
