/* block_lists.c - the operator's lists of names and addresses that are not wanted. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "receive/block_file.h"
#include "serve/sources.h"
#include "store/block_list.h"

#define ENTRIES_MAX 200000 /* what a detector holds */

void block_lists_get(struct request *r)
{
	struct block_list_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_block_lists(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "name", rows[i].name);
		json_int(j, "entries", rows[i].entries);
		json_int(j, "refused", rows[i].refused);
		json_int(j, "first_refused", rows[i].first_refused);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		json_object_end(j);
	}
	request_end_items(r, count);
}

static int read_spool(struct request *r, struct buf *out)
{
	out->max = BLOCK_FILE_MAX + 1;
	for (;;) {
		uint8_t *room = buf_reserve(out, 65536);
		if (!room)
			return -EFBIG;
		const ssize_t n = pread(r->spool, room, 65536, (off_t)out->length);

		if (n <= 0)
			return n < 0 ? -errno : 0;
		out->length += (size_t)n;
	}
}

static void keep(struct request *r, const struct block_file *file)
{
	struct block_list_row row = {.name = upload_name(r, "block list"),
				     .refused = (int64_t)file->refused,
				     .first_refused = (int64_t)file->first_refused};
	struct change c = {.kind = CHANGE_BLOCK_LIST,
			   .block = {.row = &row, .entries = file->entries, .count = file->count}};

	if (!request_good(r, request_change(r, &c)))
		return;
	struct json_out *j = request_json(r, 201);
	put_id(j, "id", c.id);
	json_text(j, "name", row.name);
	json_uint(j, "entries", file->count);
	json_uint(j, "refused", file->refused);
	json_uint(j, "first_refused", file->first_refused);
	request_end_json(r);
}

void block_list_post(struct request *r)
{
	struct buf bytes = {0};
	struct block_file file = {.count = 0};
	const int rc = r->spool < 0 ? -EINVAL : read_spool(r, &bytes);

	if (rc == 0)
		block_file_read(bytes.data, bytes.length, ENTRIES_MAX, &r->arena, &file);
	if (rc == -EFBIG)
		request_problem(r, 413, "Too large", "a list has at most 16 MB");
	else if (rc == 0 && file.count == 0)
		request_problem(r, 422, "Nothing in it", "no line is a name (evil.example), an address or a network; line %zu is the first that is none",
				file.first_refused);
	else if (request_good(r, rc))
		keep(r, &file);
	buf_free(&bytes);
}

void block_list_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_BLOCK_LIST_REMOVE};

	if (request_id(r, &c.block.id))
		request_change_only(r, &c);
}
