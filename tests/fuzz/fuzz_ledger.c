/* fuzz_ledger.c - hostile lists of devices: CSV, or a workbook when it begins like a zip archive.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "inventory/ledger.h"
#include "lib/arena.h"

#include <string.h>

static volatile size_t sink;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct ledger_file file;
	const char *error;

	if (ledger_read(data, size, &arena, &file, &error) == 0)
		for (size_t i = 0; i < file.count; i++) {
			sink += ledger_guess_header(&file.sheets[i]);
			for (size_t j = 0; j < file.sheets[i].count; j++)
				for (size_t k = 0; k < file.sheets[i].lines[j].count; k++)
					sink += strlen(file.sheets[i].lines[j].cells[k]);
		}
	arena_free(&arena);
	return 0;
}
