/* archive.c - files packed into one (zip). SPDX-License-Identifier: Apache-2.0 */

#include "report/archive.h"

#include <errno.h>
#include <zip.h>

#include "lib/buf.h"

static bool add_all(zip_t *zip, const struct archive_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(zip, files[i].bytes, files[i].length, 0);

		if (!source || zip_file_add(zip, files[i].name, source, 0) < 0) {
			zip_source_free(source);
			return false;
		}
	}
	return true;
}

static int read_back(zip_source_t *source, struct buf *out)
{
	if (zip_source_open(source) != 0)
		return -EIO;
	(void)zip_source_seek(source, 0, SEEK_END);
	const zip_int64_t size = zip_source_tell(source);

	(void)zip_source_seek(source, 0, SEEK_SET);
	uint8_t *room = size > 0 ? buf_reserve(out, (size_t)size) : NULL;
	const bool read = room && zip_source_read(source, room, (zip_uint64_t)size) == size;

	if (read)
		out->length += (size_t)size;
	zip_source_close(source);
	return read ? 0 : -EIO;
}

int archive_write(const struct archive_file *files, size_t count, struct buf *out)
{
	zip_error_t problem;

	zip_error_init(&problem);
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &problem);
	if (!target)
		return -ENOMEM;
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
	int rc = zip && add_all(zip, files, count) ? 0 : -ENOMEM;

	if (rc == 0 && zip_close(zip) == 0)
		rc = read_back(target, out);
	else if (zip)
		zip_discard(zip);
	else
		zip_source_free(target);
	zip_source_free(target);
	zip_error_fini(&problem);
	return rc;
}
