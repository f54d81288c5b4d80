/* fuzz_fill.c - a sheet with cells written into it must stay what it was otherwise. SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "govern/fill.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <stdlib.h>
#include <string.h>

/* A cell that was written is not lost: writing it again changes nothing. */
static void again(struct buf *once, struct fill_cell *cells, size_t count)
{
	struct buf twice = {0};
	const char *error;

	if (fill_sheet(once->data, once->length, cells, count, &twice, &error) == 0 &&
	    (once->length != twice.length || memcmp(once->data, twice.data, once->length) != 0))
		abort();
	buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct fill_cell fresh[] = {{1, 2, "4", FILL_MISSING}, {1, 3, "a<b", FILL_MISSING},
					  {2, 2, "", FILL_MISSING},  {0, 0, "=1", FILL_MISSING}};
	struct fill_cell cells[4];
	struct arena arena = {0};
	struct buf once = {0}, job = {0};
	const char *error;
	char *text = malloc(size + 1);

	if (!text)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	(void)fill_number(&arena, text);
	memcpy(cells, fresh, sizeof(cells));
	if (fill_sheet(data, size, cells, 4, &once, &error) == 0) {
		memcpy(cells, fresh, sizeof(cells));
		again(&once, cells, 4);
	}
	(void)fill_job(data, size, &job, &error);
	buf_free(&once);
	buf_free(&job);
	arena_free(&arena);
	free(text);
	return 0;
}
