/* forms.c - fill the file you were sent: answers into a workbook of somebody else. SPDX-License-Identifier: Apache-2.0
 *
 * The file was sent in by /ledger/preview and is kept; it is filled in a confined child, and kept
 * again under another id until it is fetched.
 */

#include "serve/assess.h"
#include "serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "govern/fill.h"
#include "inventory/ledger.h"

#define COLUMN_NONE (-1)
#define WORDS_MAX   20

struct form {
	const struct pack *pack;
	const char *part;
	bool japanese;
	bool measured; /* what the network showed goes into the remark, too */
	const struct json_in *words; /* step -> what stands on this form: "○" */
	struct fill_order order;
};

static const char *said(const struct words *words, bool japanese)
{
	return words->ja ? (japanese ? words->ja : words->en) : "";
}

static const char *answer_text(const struct form *f, const struct judged *j)
{
	const char *value = j->answer.value;
	const char *word = f->words && *value ? json_in_text(f->words, value) : NULL;

	if (word && *word)
		return word;
	if (j->not_applicable)
		return f->japanese ? "該当なし" : "N/A";
	if (j->step < 0)
		return "";
	return value[0] >= '0' && value[0] <= '9' ? value
	                                          : said(&f->pack->steps[j->step].label, f->japanese);
}

static void add_line(struct buf *out, const char *text)
{
	if (!text || !*text)
		return;
	if (out->length)
		buf_byte(out, '\n');
	buf_text(out, text);
}

static const char *measured_text(struct request *r, const struct form *f, const struct judged *j,
                                 const struct gauge_result *g)
{
	(void)j;
	if (g->verdict == GAUGE_UNKNOWN)
		return "";
	return arena_printf(&r->arena, "%s: %s",
	                    g->verdict == GAUGE_SUPPORTS ? f->japanese ? "実測と一致" : "Measured, agrees"
	                    : f->japanese               ? "実測と不一致"
	                                                : "Measured, contradicts",
	                    said(&g->detail, f->japanese));
}

static const char *remark_text(struct request *r, const struct form *f, const struct judged *j)
{
	struct buf out = {0};

	add_line(&out, j->answer.reason);
	add_line(&out, j->answer.document);
	for (size_t i = 0; f->measured && i < j->result_count; i++)
		add_line(&out, measured_text(r, f, j, &j->results[i]));
	const char *text = arena_strdup(&r->arena, buf_string(&out));

	buf_free(&out);
	return text;
}

static bool read_form(struct request *r, struct form *f)
{
	const char *part = body_text(r, "part");

	f->pack = request_pack(r, json_in_text(r->object, "pack"));
	if (!f->pack)
		return false;
	f->part = part;
	f->japanese = strcmp(body_text(r, "language"), "en") != 0;
	f->measured = json_in_true(r->object, "measured");
	f->words = json_in_object(r->object, "words");
	f->order.sheet = body_text(r, "sheet");
	f->order.number_column = (int)(json_in_number(r->object, "number", COLUMN_NONE) % 100000);
	f->order.answer_column = (int)(json_in_number(r->object, "answer", COLUMN_NONE) % 100000);
	f->order.remark_column = (int)(json_in_number(r->object, "remark", COLUMN_NONE) % 100000);
	if (!pack_takes_column(f->pack, part))
		request_problem(r, 422, "Not possible", "there is no such column");
	return r->status == 0;
}

static void fill_items(struct request *r, struct form *f, const struct assessment *a)
{
	struct fill_item *items = arena_alloc(&r->arena, (a->count + 1) * sizeof(*items));

	f->order.items = items;
	for (size_t i = 0; i < a->count && f->order.count < FILL_ITEMS_MAX; i++) {
		const struct judged *j = &a->rows[i];

		if (strcmp(j->column ? j->column->id : "", f->part) != 0)
			continue;
		const bool answered = j->answer.revision && j->answer.value[0];

		items[f->order.count++] = (struct fill_item){
		        .number = j->item->id,
		        .answer = answered ? answer_text(f, j) : "",
		        .remark = answered || f->measured ? remark_text(r, f, j) : "",
		};
	}
}

/* The order in front of the workbook, as a file of its own. -1: a problem was answered. */
static int write_order(struct request *r, const struct form *f, int book)
{
	struct buf bytes = {.max = LEDGER_BYTES_MAX + 1};
	struct buf sent = {0};
	ssize_t got = 1;
	int fd = -1;

	while (got > 0 && !bytes.full) {
		uint8_t *room = buf_reserve(&bytes, 65536);

		got = room ? pread(book, room, 65536, (off_t)bytes.length) : -1;
		bytes.length += got > 0 ? (size_t)got : 0;
	}
	if (got == 0) {
		fill_order_write(&sent, &f->order, bytes.data, bytes.length);
		fd = memfd_create("form", MFD_CLOEXEC);
	}
	if (fd >= 0 && (write(fd, sent.data, sent.length) != (ssize_t)sent.length ||
	                lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		fd = -1;
	}
	buf_free(&bytes);
	buf_free(&sent);
	if (fd < 0)
		request_failed(r, -EIO);
	return fd;
}

/* The new workbook stands behind the lines; it is kept under an id. */
static bool keep_book(struct request *r, const char *filename, const struct buf *answer,
                      size_t begin, char *id)
{
	const int fd = memfd_create("filled", MFD_CLOEXEC);

	if (fd < 0 || write(fd, answer->data + begin, answer->length - begin) !=
	                      (ssize_t)(answer->length - begin)) {
		if (fd >= 0)
			close(fd);
		request_failed(r, -EIO);
		return false;
	}
	ledger_keep(r, filename, fd, id);
	return true;
}

static size_t lines_end(const struct buf *answer)
{
	for (size_t i = 0; i + 1 < answer->length; i++)
		if (answer->data[i] == '\n' && (i == 0 ? true : answer->data[i - 1] == '\n'))
			return i + 1;
	return 0;
}

static void tell(struct request *r, const struct form *f, const char *id, const char *lines)
{
	static const char *const fates[] = {"written", "missing", "formula", "merged", "empty"};
	struct json_out *j = request_json(r, 201);

	json_text(j, "id", id);
	json_array(j, "items");
	for (size_t i = 0; i < f->order.count; i++) {
		char *end;
		const long fate = strtol(lines, &end, 10);
		const long row = strtol(end, &end, 10);
		const long dated = strtol(end, &end, 10);

		lines = end;
		json_object(j, NULL);
		json_text(j, "item", f->order.items[i].number);
		json_text(j, "fate", fates[fate >= 0 && fate < 5 ? fate : 1]);
		json_int(j, "row", row);
		json_bool(j, "dated", dated != 0);
		json_object_end(j);
	}
	json_array_end(j);
	request_end_json(r);
}

static void take_answer(struct request *r, const struct form *f, const char *filename,
                        struct buf *answer)
{
	const size_t begin = lines_end(answer);
	char id[17];

	if (begin && keep_book(r, filename, answer, begin, id))
		tell(r, f, id, (const char *)answer->data);
	else if (r->status == 0)
		request_failed(r, -EIO);
}

static void fill_it(struct request *r, struct form *f, const char *filename, int book)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	struct assessment a;
	struct buf answer = {0};

	if (!request_assess(r, f->pack, &a))
		return;
	fill_items(r, f, &a);
	const int fd = write_order(r, f, book);

	if (fd < 0)
		return;
	const int rc = jobs->fill ? jobs->fill(jobs->argument, fd, &answer) : -ENOSYS;

	if (rc == -EINVAL)
		request_problem(r, 422, "Not filled", "%.200s", buf_string(&answer));
	else if (request_good(r, rc))
		take_answer(r, f, filename, &answer);
	close(fd);
	buf_free(&answer);
}

void form_post(struct request *r)
{
	struct form form = {.pack = NULL};
	const char *filename = "form.xlsx";

	if (!read_form(r, &form))
		return;
	const int book = ledger_find(r, body_text(r, "id"), &filename);

	if (book < 0) {
		request_problem(r, 404, "Not found",
		                "the file is not kept any more: send it again");
		return;
	}
	fill_it(r, &form, filename, book);
	close(book);
}

void form_get(struct request *r)
{
	const char *filename = NULL;
	const int fd = ledger_find(r, r->argument, &filename);
	ssize_t got = 1;

	if (fd < 0) {
		request_problem(r, 404, "Not found", "the file is not kept any more");
		return;
	}
	while (got > 0) {
		uint8_t *room = buf_reserve(&r->out, 65536);

		got = room ? pread(fd, room, 65536, (off_t)r->out.length) : -1;
		r->out.length += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	if (got < 0) {
		request_failed(r, -EIO);
		return;
	}
	r->status = 200;
	r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	r->disposition = attachment(r, filename);
}
