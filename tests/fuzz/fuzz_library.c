/* fuzz_library.c - hostile files of the library. SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "govern/library.h"
#include "lib/arena.h"

#include <string.h>

static volatile size_t sink;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	char error[256] = "";
	const struct library_kind *kind = library_read(data, size, &arena, error, sizeof(error));

	for (size_t i = 0; kind && i < kind->entry_count; i++)
		sink += strlen(kind->entries[i].title.en);
	if (!kind && strncmp(error, "line ", 5) != 0)
		__builtin_trap();
	arena_free(&arena);
	return 0;
}
