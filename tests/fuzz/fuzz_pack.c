/* fuzz_pack.c - hostile packs. SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "govern/pack.h"
#include "lib/arena.h"

#include <string.h>

static volatile size_t sink;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	char error[256] = "";
	const struct pack *pack = pack_read(data, size, &arena, error, sizeof(error));

	for (size_t i = 0; pack && i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++)
			sink += strlen(pack->sections[i].items[j].title.en);
	if (!pack && strncmp(error, "line ", 5) != 0)
		__builtin_trap();
	arena_free(&arena);
	return 0;
}
