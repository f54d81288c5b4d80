/* fuzz_block.c - hostile lists of what is not wanted; what is taken is understood by the judge, and reads the same again.
 * SPDX-License-Identifier: Apache-2.0
 */

#include "receive/block_file.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "judge/block.h"
#include "lib/arena.h"
#include "lib/buf.h"

#define MOST 1000

static void check(const struct block_file *file)
{
	struct block_list list = {0};

	if (file->count > MOST || (file->refused == 0) != (file->first_refused == 0))
		abort();
	for (size_t i = 0; i < file->count; i++)
		if (!*file->entries[i] || strpbrk(file->entries[i], " \t\r\n\"'ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
			abort();
	if (block_list_set(&list, file->entries, file->count) != 0)
		abort();
	block_list_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct buf again = {0};
	struct block_file file, second;

	block_file_read(data, size, MOST, &arena, &file);
	check(&file);
	for (size_t i = 0; i < file.count; i++)
		buf_printf(&again, "%s\n", file.entries[i]);
	block_file_read(again.data, again.length, MOST, &arena, &second);
	if (second.count != file.count || second.refused)
		abort();
	buf_free(&again);
	arena_free(&arena);
	return 0;
}
