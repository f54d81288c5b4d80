/* packs.c - frameworks that can be answered: ours, and those that users sent (S4-183 S0-024). SPDX-License-Identifier: Apache-2.0
 *
 * What was sent is read in a confined child first; here only what that child took is read again.
 */

#include "serve/assess.h"
#include "serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "govern/pack_sheet.h"
#include "lib/memory.h"
#include "serve/sheet.h"
#include "store/govern.h"

#define PACK_MAX (8u << 20)

static const struct pack *read_file(struct request *r, const struct pack_file *file)
{
	char error[256];

	return pack_read(file->content, file->size, &r->arena, error, sizeof(error));
}

const struct pack *request_find_pack(struct request *r, const char *id)
{
	struct pack_file *rows;
	size_t count;
	const struct pack *pack = NULL;

	if (*id && store_packs(r->store, &r->who.viewer, id, &r->arena, &rows, &count) == 0 && count)
		pack = read_file(r, &rows[0]);
	return pack ? pack : pack_find(id);
}

void packs_get(struct request *r)
{
	struct pack_file *rows;
	const struct pack *pack;
	size_t own, count = 0;

	if (!request_good(r, store_packs(r->store, &r->who.viewer, "", &r->arena, &rows, &own)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; (pack = pack_built_in(i)); i++, count++)
		put_pack(j, NULL, request_find_pack(r, pack->id));
	for (size_t i = 0; i < own; i++) {
		pack = pack_find(rows[i].id) ? NULL : read_file(r, &rows[i]);
		count += pack != NULL;
		if (pack)
			put_pack(j, NULL, pack);
	}
	request_end_items(r, count);
}

/* As it was sent, or as it came with us. */
static bool find_source(struct request *r, const char *id, struct pack_file *out)
{
	struct pack_file *rows;
	size_t count;

	if (!request_good(r, store_packs(r->store, &r->who.viewer, id, &r->arena, &rows, &count)))
		return false;
	*out = count ? rows[0] : (struct pack_file){.id = id};
	if (!count)
		out->content = pack_source(id, &out->size);
	if (!out->content)
		request_problem(r, 404, "Not found", "there is no such pack");
	return out->content != NULL;
}

void pack_yaml(struct request *r)
{
	const char *id = request_text(r, "pack");
	struct pack_file file;

	if (!find_source(r, id, &file))
		return;
	buf_clear(&r->out);
	buf_append(&r->out, file.content, file.size);
	r->status = 200;
	r->type = "application/yaml; charset=utf-8";
	r->disposition = arena_printf(&r->arena, "attachment; filename=\"yagura-pack-%s.yaml\"", file.id);
}

static void put_row(void *argument, const char *const cells[PACK_SHEET_COLUMNS])
{
	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		sheet_text(argument, cells[i]);
	sheet_end_row(argument);
}

void pack_xlsx(struct request *r)
{
	const char *id = request_text(r, "pack");
	struct sheet_column columns[PACK_SHEET_COLUMNS];
	struct pack_file file;
	struct sheet sheet;

	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		columns[i] = (struct sheet_column){pack_sheet_titles[i].en, pack_sheet_titles[i].ja};
	if (!find_source(r, id, &file))
		return;
	const struct pack *pack = read_file(r, &file);

	if (!pack || !sheet_begin(&sheet, r, &sheet_xlsx, arena_printf(&r->arena, "pack-%s", pack->id), columns,
	                          PACK_SHEET_COLUMNS))
		return;
	pack_to_sheet(pack, &r->arena, put_row, &sheet);
	sheet_end(&sheet);
}

static int add(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	*id = 0;
	return store_pack_put(store, viewer, what);
}

/* "id version" of the child; what a workbook became follows. */
static void keep(struct request *r, char *said, const void *bytes, size_t size)
{
	char *blank = strchr(said, ' '), *yaml = strchr(said, '\n');
	int64_t id;

	if (yaml) {
		*yaml++ = '\0';
		bytes = yaml;
		size = strlen(yaml);
	}

	if (!blank) {
		request_failed(r, -EIO);
		return;
	}
	*blank = '\0';
	const struct pack_file file = {.scope = request_scope(r), .id = said, .version = blank + 1,
	                               .content = bytes, .size = size};
	const int rc = request_govern(r, add, &file, &id);

	if (rc == -EEXIST) {
		request_problem(r, 409, "Already there",
		                "version %.60s of %.60s is there: give the changed one a new version",
		                file.version, file.id);
		return;
	}
	if (!request_good(r, rc))
		return;
	struct json_out *j = request_json(r, 201);

	json_text(j, "id", file.id);
	json_text(j, "version", file.version);
	request_end_json(r);
}

void pack_post(struct request *r)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	struct buf answer = {0};

	if (r->received == 0 || r->received > PACK_MAX) {
		request_problem(r, r->received ? 413 : 400, "Not possible", "a pack of at most 8 MB");
		return;
	}
	void *bytes = xmalloc(r->received);
	int rc = pread(r->spool, bytes, r->received, 0) == (ssize_t)r->received &&
	                         lseek(r->spool, 0, SEEK_SET) == 0
	                 ? 0
	                 : -EIO;

	if (rc == 0)
		rc = jobs->pack ? jobs->pack(jobs->argument, r->spool, &answer) : -ENOSYS;
	if (rc == -EINVAL)
		request_problem(r, 422, "Not a pack", "%.200s", buf_string(&answer));
	else if (request_good(r, rc))
		keep(r, arena_strdup(&r->arena, buf_string(&answer)), bytes, r->received);
	buf_free(&answer);
	free(bytes);
}
