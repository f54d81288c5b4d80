/* ledger.c - the plant's own list of devices: sent in, shown, taken over. SPDX-License-Identifier:
 * Apache-2.0
 *
 * The file is read by a confined child, which answers with JSON; here nobody looks into it. Between
 * the preview and the import it is kept open, without a name.
 */

#include "serve/ledger_match.h"
#include "serve/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/memory.h"

#define KEEP_SPAN     (3600 * SECOND)
#define ANSWER_MAX    (128u << 20)
#define LEDGER_FIELDS 10
#define COLUMNS_MAX   256
#define ROWS_MAX      100000

static void forget(struct kept_ledger *kept)
{
	if (kept->user)
		close(kept->fd);
	free(kept->user);
	free(kept->filename);
	*kept = (struct kept_ledger){.fd = -1};
}

void ledgers_free(struct server *server)
{
	for (size_t i = 0; i < LEDGERS_MAX; i++)
		forget(&server->ledgers[i]);
}

void ledger_keep(struct request *r, const char *filename, int fd, char *id)
{
	struct server *s = r->server;
	struct kept_ledger *oldest = &s->ledgers[0];
	unsigned char random[8];

	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(id, 17, random, sizeof(random));
	pthread_mutex_lock(&s->lock);
	for (size_t i = 1; i < LEDGERS_MAX && oldest->user; i++)
		if (!s->ledgers[i].user || s->ledgers[i].at < oldest->at)
			oldest = &s->ledgers[i];
	forget(oldest);
	*oldest = (struct kept_ledger){.user = xstrdup(r->who.user.name),
	                               .filename = xstrdup(filename),
	                               .fd = fd,
	                               .at = clock_monotonic()};
	memcpy(oldest->id, id, 17);
	pthread_mutex_unlock(&s->lock);
}

int ledger_find(struct request *r, const char *id, const char **filename)
{
	struct server *s = r->server;
	const int64_t now = clock_monotonic();
	int fd = -1;

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < LEDGERS_MAX; i++) {
		struct kept_ledger *kept = &s->ledgers[i];

		if (!kept->user || strcmp(kept->id, id) != 0 ||
		    strcmp(kept->user, r->who.user.name) != 0 || now - kept->at > KEEP_SPAN)
			continue;
		*filename = arena_strdup(&r->arena, kept->filename);
		fd = fcntl(kept->fd, F_DUPFD_CLOEXEC, 0);
	}
	pthread_mutex_unlock(&s->lock);
	return fd;
}

struct json_in *ledger_read_file(struct request *r, struct serve_ledger_job *job, struct buf *text)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	const char *error = NULL;
	struct json_in *answer = NULL;

	if (lseek(job->fd, 0, SEEK_SET) != 0 || !jobs->ledger) {
		request_problem(r, 503, "Not possible", "ledgers cannot be read now");
		return NULL;
	}
	text->max = ANSWER_MAX;
	const int rc = jobs->ledger(jobs->argument, job, text);
	if (rc == -EINVAL || rc == -E2BIG)
		request_problem(r, 422, "Not a ledger", "%.200s", buf_string(text));
	else if (request_good(r, rc))
		answer = json_in_new(text->data, text->length, &error);
	if (rc == 0 && !answer)
		request_problem(r, 422, "Not a ledger", "it was read, but %s", error);
	return answer;
}

void ledger_preview(struct request *r)
{
	const char *filename = upload_name(r, "ledger");
	const char *sheet = request_text(r, "sheet");
	struct serve_ledger_job job = {.fd = r->spool,
	                               .filename = filename,
	                               .sheet = *sheet ? sheet : NULL,
	                               .header_row =
	                                       (int)(request_number(r, "header_row", 0) % 100000)};
	struct buf text = {.data = NULL};
	struct json_in *answer = ledger_read_file(r, &job, &text);
	char id[17];

	if (answer) {
		ledger_keep(r, filename, r->spool, id);
		r->spool = -1;
		struct json_out *j = request_json(r, 200);
		json_text(j, "id", id);
		/* the child's object goes on where ours began */
		const char *members = strchr(buf_string(&text), '{') + 1;
		if (members[strspn(members, " \t\r\n")] != '}')
			buf_byte(&r->out, ',');
		buf_text(&r->out, members);
		json_in_free(answer);
	}
	buf_free(&text);
}

/* ---- taking over ---- */

static const char *const fields[LEDGER_FIELDS] = {"name",       "ip",     "mac",      "vendor",
                                                  "model",      "serial", "location", "owner",
                                                  "importance", "role"};

/* The place of a field in a row. */
static const char **field_of(struct ledger_row *row, size_t field)
{
	const char **const all[LEDGER_FIELDS] = {
	        &row->name,   &row->ip,       &row->mac,   &row->vendor,     &row->model,
	        &row->serial, &row->location, &row->owner, &row->importance, &row->role};

	return all[field];
}

static bool read_map(struct request *r, int64_t column[LEDGER_FIELDS])
{
	const struct json_in *map = json_in_object(r->object, "map");
	bool any = false;

	for (size_t i = 0; i < LEDGER_FIELDS; i++) {
		column[i] = json_in_number(map, fields[i], -1);
		any |= column[i] >= 0 && column[i] < COLUMNS_MAX;
	}
	if (!any)
		request_problem(r, 400, "Incomplete", "map: field names and their columns");
	return any;
}

static bool fill_row(struct ledger_row *row, const struct json_in *cells,
                     const int64_t column[LEDGER_FIELDS])
{
	bool any = false;

	for (size_t i = 0; i < LEDGER_FIELDS; i++) {
		const char *text = column[i] >= 0 && column[i] < COLUMNS_MAX
		                           ? json_in_text_at(cells, (size_t)column[i])
		                           : NULL;

		*field_of(row, i) = text ? text : "";
		any |= text && *text;
	}
	return any;
}

/* Every device that is seen, page by page: for the match, and to say which are in no row. */
static bool each_asset(struct request *r, struct ledger_match *match, struct json_out *unknown)
{
	const struct asset_filter all = {
	        .q = "", .role = "", .vendor = "", .zone = "", .level = ""};
	struct page page = {.limit = 10000};
	struct asset_row *rows = NULL;
	struct listing listing = {.count = 0};

	do {
		if (!request_good(r, store_assets(r->store, &r->who.viewer, &all, &page, &r->arena,
		                                  &rows, &listing)))
			return false;
		if (match)
			ledger_match_add(match, rows, listing.count);
		for (size_t i = 0; unknown && i < listing.count; i++)
			if (rows[i].in_ledger == 0 && !rows[i].external)
				put_asset_id(unknown, NULL, rows[i].number);
		page.after = listing.next;
	} while (listing.next);
	return true;
}

static void answer_import(struct request *r)
{
	struct ledger ledger;
	size_t matched = 0;

	if (!request_good(r, store_ledger(r->store, &r->who.viewer, &r->arena, &ledger)))
		return;
	struct json_out *j = request_json(r, 200);
	json_array(j, "unmatched_rows");
	for (size_t i = 0; i < ledger.count; i++) {
		const struct ledger_row *row = &ledger.rows[i];

		matched += row->asset != 0;
		if (row->asset != 0)
			continue;
		json_object(j, NULL);
		json_int(j, "row", row->row);
		put_text(j, "name", row->name);
		put_text(j, "ip", row->ip);
		put_text(j, "mac", row->mac);
		json_object_end(j);
	}
	json_array_end(j);
	json_uint(j, "matched", matched);
	json_array(j, "unknown_assets");
	if (!each_asset(r, NULL, j))
		return;
	json_array_end(j);
	request_end_json(r);
}

static void take_over(struct request *r, const char *filename, int header_row,
                      const struct json_in *rows, const int64_t column[LEDGER_FIELDS])
{
	const size_t lines = json_in_count(rows) < ROWS_MAX ? json_in_count(rows) : ROWS_MAX;
	struct ledger_row *list = xcalloc(lines + 1, sizeof(*list));
	struct change c = {.kind = CHANGE_LEDGER_IMPORT,
	                   .ledger = {.filename = filename, .rows = list}};

	for (size_t i = 0; i < lines; i++) {
		list[c.ledger.count].row = header_row + 1 + (int64_t)i;
		if (fill_row(&list[c.ledger.count], json_in_array_at(rows, i), column))
			c.ledger.count++;
	}
	if (json_in_true(r->object, "preview")) {
		ledger_compare(r, list, c.ledger.count);
		free(list);
		return;
	}
	struct ledger_match *match = ledger_match_new(&r->arena);
	const bool seen = each_asset(r, match, NULL);
	if (seen)
		ledger_match_rows(match, list, c.ledger.count);
	if (seen && request_good(r, request_change(r, &c)))
		answer_import(r);
	free(list);
}

void ledger_post(struct request *r)
{
	const char *id = json_in_text(r->object, "id");
	int64_t column[LEDGER_FIELDS];
	const int64_t header_row = json_in_number(r->object, "header_row", 1);
	const char *filename = NULL;
	struct buf text = {.data = NULL};

	if (!read_map(r, column))
		return;
	const int fd = id ? ledger_find(r, id, &filename) : -1;
	if (fd < 0 || header_row < 0 || header_row > 100000) {
		request_problem(r, 404, "Not found",
		                "the file is not kept any more: send it again");
		if (fd >= 0)
			close(fd);
		return;
	}
	struct serve_ledger_job job = {.fd = fd,
	                               .filename = filename,
	                               .sheet = json_in_text(r->object, "sheet"),
	                               .header_row = (int)header_row,
	                               .whole = true};
	struct json_in *answer = ledger_read_file(r, &job, &text);
	if (answer)
		take_over(r, filename, job.header_row, json_in_array(answer, "rows"), column);
	if (answer)
		json_in_free(answer);
	buf_free(&text);
	close(fd);
}

void ledger_get(struct request *r)
{
	struct ledger ledger;

	if (!request_good(r, store_ledger(r->store, &r->who.viewer, &r->arena, &ledger)))
		return;
	struct json_out *j = request_json(r, 200);
	if (*ledger.filename) {
		json_text(j, "filename", ledger.filename);
		put_time(j, "imported_at", ledger.imported_at);
	}
	json_array(j, "items");
	for (size_t i = 0; i < ledger.count; i++) {
		struct ledger_row *row = &ledger.rows[i];

		json_object(j, NULL);
		json_int(j, "row", row->row);
		for (size_t f = 0; f < LEDGER_FIELDS; f++)
			put_text(j, fields[f], *field_of(row, f));
		put_asset_id(j, "asset", row->asset);
		json_object_end(j);
	}
	request_end_items(r, ledger.count);
}
