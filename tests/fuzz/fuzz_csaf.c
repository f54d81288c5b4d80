/* fuzz_csaf.c - hostile CSAF documents, and what the child says of them read again. SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"
#include "fuzz.h"
#include "lib/arena.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct buf line = {0};
	struct json_out j = {.out = &line};
	struct json_in_error wrong;
	struct draft draft = {.arena = &arena};
	struct advisory again;
	const char *error = NULL;
	const struct json_value *document = json_in_read(&arena, data, size, &wrong);

	if (document && csaf_read(document, &draft, &error) == 0) {
		line_advisory(&j, &draft.advisory);
		const struct json_value *v = json_in_read(&arena, line.data, line.length, &wrong);

		if (!v || !line_read_advisory(v, &arena, &again) ||
		    again.status_count != draft.advisory.status_count)
			abort();
	}
	buf_free(&line);
	arena_free(&arena);
	return 0;
}
