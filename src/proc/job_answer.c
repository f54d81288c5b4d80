/* job_answer.c - what a job makes of a file: rows of a ledger, a bundle, a pack, a workbook that is filled in.
 * SPDX-License-Identifier: Apache-2.0 */

#include "proc/job_inside.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "govern/fill.h"
#include "govern/pack.h"
#include "govern/pack_sheet.h"
#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/json_out.h"

#define PREVIEW_ROWS 20
#define PACK_MAX     (8u << 20)
#define ORDER_MAX    (32u << 20) /* what is to be filled in */

static bool read_all(int fd, size_t most, struct buf *out)
{
	ssize_t n;

	out->max = most;
	for (;;) {
		uint8_t *room = buf_reserve(out, 65536);

		if (!room) /* the last piece may be smaller than the room asked for */
			room = buf_reserve(out, most - out->length);
		size_t space = out->max - out->length;
		n = read(fd, room, space < 65536 ? space : 65536);
		if (n <= 0 || space == 0)
			return n == 0;
		out->length += (size_t)n;
	}
}

static const struct ledger_sheet *pick_sheet(const struct ledger_file *file,
					     const struct ledger_request *request)
{
	for (size_t i = 0; request->has_sheet && i < file->count; i++)
		if (strcmp(file->sheets[i].name, request->sheet) == 0)
			return &file->sheets[i];
	return request->has_sheet || file->count == 0 ? NULL : &file->sheets[0];
}

static void put_line(struct json_out *j, const char *key, const struct ledger_line *line)
{
	json_array(j, key);
	for (size_t i = 0; i < line->count; i++) {
		if (*line->cells[i])
			json_text(j, NULL, line->cells[i]);
		else
			json_null(j, NULL);
	}
	json_array_end(j);
}

static void put_rows(struct json_out *j, const struct ledger_sheet *sheet, size_t first, size_t most)
{
	json_array(j, "rows");
	for (size_t i = first; i < sheet->count && i - first < most; i++)
		put_line(j, NULL, &sheet->lines[i]);
	json_array_end(j);
}

static void put_columns(struct json_out *j, const struct ledger_line *header)
{
	int column[LEDGER_FIELD_COUNT];

	json_array(j, "columns");
	for (size_t i = 0; i < header->count; i++)
		json_text(j, NULL, header->cells[i]);
	json_array_end(j);
	ledger_guess_columns(header, column);
	json_object(j, "guess");
	for (int i = 0; i < LEDGER_FIELD_COUNT; i++)
		if (column[i] >= 0)
			json_int(j, ledger_field_name((enum ledger_field)i), column[i]);
	json_object_end(j);
}

static void put_preview(struct json_out *j, const struct ledger_file *file,
			const struct ledger_sheet *sheet, size_t header)
{
	static const struct ledger_line empty;

	json_object(j, NULL);
	json_array(j, "sheets");
	for (size_t i = 0; i < file->count; i++)
		json_text(j, NULL, file->sheets[i].name);
	json_array_end(j);
	json_text(j, "sheet", sheet->name);
	json_uint(j, "header_row", header + 1);
	put_columns(j, header < sheet->count ? &sheet->lines[header] : &empty);
	put_rows(j, sheet, header + 1, PREVIEW_ROWS);
	json_uint(j, "total", sheet->count > header + 1 ? sheet->count - header - 1 : 0);
	json_object_end(j);
}

static void answer_ledger(int fd, const struct ledger_request *request, struct buf *out)
{
	struct buf bytes = {0};
	struct arena arena = {0};
	struct ledger_file file;
	struct json_out j = {.out = out};
	const char *error = "the file is larger than 50 MB";

	buf_byte(out, ANSWER_GOOD);
	bool good = read_all(fd, LEDGER_BYTES_MAX, &bytes) &&
		    ledger_read(bytes.data, bytes.length, &arena, &file, &error) == 0;
	const struct ledger_sheet *sheet = good ? pick_sheet(&file, request) : NULL;
	if (good && !sheet)
		error = "the workbook has no such sheet";
	if (!sheet) {
		out->data[0] = ANSWER_BAD;
		buf_text(out, error);
		return;
	}
	size_t header = request->header_row > 0 ? (size_t)request->header_row - 1
						: ledger_guess_header(sheet);
	if (!request->whole) {
		put_preview(&j, &file, sheet, header);
		return;
	}
	json_object(&j, NULL);
	put_rows(&j, sheet, header + 1, LEDGER_ROW_MAX);
	json_object_end(&j);
}

static void answer_bundle(int fd, const struct bundle_request *request, struct buf *out)
{
	struct buf bytes = {0};
	char error[256] = "the bundle is larger than 128 MB";

	out->max = ANSWER_MAX;
	buf_byte(out, ANSWER_GOOD);
	if (read_all(fd, BUNDLE_BYTES_MAX, &bytes) &&
	    bundle_read(bytes.data, bytes.length, request->keys, (size_t)request->count, out, error,
			sizeof(error)) == 0)
		return;
	buf_clear(out);
	buf_byte(out, ANSWER_BAD);
	buf_text(out, error);
}

/* The order stands in front of the workbook. */
static void answer_fill(int fd, struct buf *out)
{
	struct buf bytes = {0};
	const char *error = "the workbook is larger than 50 MB";

	buf_byte(out, ANSWER_GOOD);
	if (read_all(fd, LEDGER_BYTES_MAX + ORDER_MAX, &bytes) &&
	    fill_job(bytes.data, bytes.length, out, &error) == 0)
		return;
	buf_clear(out);
	buf_byte(out, ANSWER_BAD);
	buf_text(out, error);
}

/* A workbook's first sheet, as YAML. */
static bool pack_of_workbook(const struct buf *bytes, struct arena *arena, struct buf *yaml, char *error, size_t size)
{
	const char *why = "the workbook has no such sheet";
	struct ledger_file file;

	if (ledger_read_xlsx(bytes->data, bytes->length, arena, &file, &why) == 0 && file.count)
		return pack_from_sheet(&file.sheets[0], yaml, error, size);
	snprintf(error, size, "%s", why);
	return false;
}

/* Of a workbook the YAML follows on the next line. */
static void answer_pack(int fd, struct buf *out)
{
	struct buf bytes = {0}, yaml = {0};
	struct arena arena = {0};
	char error[256] = "the pack is larger than 8 MB";
	const struct pack *pack = NULL;
	bool good = read_all(fd, PACK_MAX, &bytes);
	const bool workbook = good && bytes.length > 1 && memcmp(bytes.data, "PK", 2) == 0;

	if (workbook)
		good = pack_of_workbook(&bytes, &arena, &yaml, error, sizeof(error));
	if (good && workbook)
		pack = pack_read(yaml.data, yaml.length, &arena, error, sizeof(error));
	else if (good)
		pack = pack_read(bytes.data, bytes.length, &arena, error, sizeof(error));
	out->max = ANSWER_MAX;
	buf_byte(out, pack ? ANSWER_GOOD : ANSWER_BAD);
	if (!pack) {
		buf_text(out, error);
		return;
	}
	buf_printf(out, "%s %s%s", pack->id, pack->version, workbook ? "\n" : "");
	buf_append(out, yaml.data, yaml.length);
}

/* What a request asks for; the file is m's. */
void job_answer(const struct ipc_message *m, struct buf *out)
{
	if (m->type == JOB_BUNDLE) {
		struct bundle_request request;

		memcpy(&request, m->payload, sizeof(request));
		if (request.count > BUNDLE_KEYS_MAX)
			_exit(3);
		answer_bundle(m->fd, &request, out);
		return;
	}
	if (m->type == JOB_PACK) {
		answer_pack(m->fd, out);
		return;
	}
	if (m->type == JOB_FILL) {
		answer_fill(m->fd, out);
		return;
	}
	struct ledger_request request;

	memcpy(&request, m->payload, sizeof(request));
	request.sheet[sizeof(request.sheet) - 1] = '\0';
	answer_ledger(m->fd, &request, out);
}
