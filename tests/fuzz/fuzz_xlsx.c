/* fuzz_xlsx.c - hostile XML inside a sound archive: libFuzzer would hardly make one itself.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "inventory/ledger.h"
#include "lib/arena.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* Input: shared strings, then the sheet, apart by a NUL. */
static const char *const names[] = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"};

static void add(zip_t *zip, const char *name, const void *bytes, size_t length)
{
	zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);

	if (!source || zip_file_add(zip, name, source, 0) < 0)
		abort();
}

static void add_fixed(zip_t *zip)
{
	static const char book[] =
	        "<workbook xmlns:r='r'><sheets><sheet name='s' r:id='a'/></sheets></workbook>";
	static const char relations[] = "<Relationships><Relationship Id='a' "
	                                "Target='worksheets/sheet1.xml'/></Relationships>";

	add(zip, "xl/workbook.xml", book, sizeof(book) - 1);
	add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof(relations) - 1);
}

static void *pack(const uint8_t *data, size_t size, size_t *length)
{
	zip_error_t problem;
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &problem);

	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);

	if (!zip)
		abort();
	add_fixed(zip);
	for (size_t i = 0; i < 2; i++) {
		const uint8_t *end = i == 0 && size ? memchr(data, 0, size) : NULL;
		const size_t part = end ? (size_t)(end - data) : size;

		add(zip, names[i], data, part);
		data += part + (end != NULL);
		size -= part + (end != NULL);
	}
	if (zip_close(zip) != 0 || zip_source_open(target) != 0)
		abort();
	zip_source_seek(target, 0, SEEK_END);
	*length = (size_t)zip_source_tell(target);
	zip_source_seek(target, 0, SEEK_SET);
	void *bytes = malloc(*length);

	if (!bytes || zip_source_read(target, bytes, *length) != (zip_int64_t)*length)
		abort();
	zip_source_close(target);
	zip_source_free(target);
	return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct ledger_file file;
	const char *error;
	size_t length;
	void *bytes = pack(data, size, &length);

	if (ledger_read_xlsx(bytes, length, &arena, &file, &error) == 0)
		for (size_t i = 0; i < file.count; i++)
			(void)ledger_guess_header(&file.sheets[i]);
	arena_free(&arena);
	free(bytes);
	return 0;
}
