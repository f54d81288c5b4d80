/* report_ledger.c - blocks of reports: the asset ledger, beside the plant's own (S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "inventory/inventory.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <string.h>

#define PAPER_ROWS 10000
/* A program lays a PDF out in 60 s of processor time: 1000 rows of a table take 29 s and 560 MB, 10000 lines of text 18 s
 * and 390 MB. */
#define PDF_ROWS  1000
#define PDF_LINES 50 /* of a paragraph */

static const char *or_dash(const char *text)
{
	return text && *text ? text : "–";
}

static const char *two_lines(struct report *r, const char *one, const char *other)
{
	return *one && *other ? arena_printf(r->arena, "%s\n%s", one, other) : or_dash(*one ? one : other);
}

/* Addresses of a line each, at most three. */
static const char *addresses(struct report *r, const char *list)
{
	char *text = arena_strdup(r->arena, list);
	size_t lines = 1;

	for (char *p = text; *p; p++)
		if (*p == ' ') {
			*p = '\n';
			if (++lines > 3) {
				*p = '\0';
				return arena_printf(r->arena, "%s …", text);
			}
		}
	return text;
}

static const char *listed(const struct report *r, const struct asset_row *a, enum look *look)
{
	*look = a->in_ledger == 0 ? LOOK_BAD : LOOK_PLAIN;
	return a->in_ledger < 0	 ? "–"
	       : a->in_ledger ? report_say(r, "あり", "Yes")
			      : report_say(r, "なし", "No");
}

static void device_row(struct report *r, const struct asset_row *a)
{
	char id[24];
	enum look look;

	asset_id_text(a->number, id);
	report_row(r);
	report_cell(r, LOOK_QUIET, id);
	report_cell(r, LOOK_STRONG, a->name);
	report_cell(r, LOOK_PLAIN, report_word(r, "role", *a->role ? a->role : "unknown"));
	report_cell(r, LOOK_PLAIN, two_lines(r, a->vendor, a->model));
	report_cell(r, LOOK_PLAIN, two_lines(r, a->firmware, a->serial));
	report_cell(r, LOOK_PLAIN, two_lines(r, addresses(r, a->ip), addresses(r, a->mac)));
	report_cell(r, LOOK_PLAIN, or_dash(a->zone));
	report_cell(r, LOOK_PLAIN, a->importance ? arena_printf(r->arena, "%d", a->importance) : "–");
	report_cell(r, LOOK_PLAIN, or_dash(a->owner));
	const char *words = listed(r, a, &look);

	report_cell(r, look, words);
	report_cell(r, LOOK_PLAIN, report_day(r, a->last_seen));
	report_row_end(r);
}

static void device_table(struct report *r, const struct asset_row *rows, size_t count)
{
	static const char *const titles[] = {
		"番号", "No.", "名前", "Name", "種類", "Kind", "メーカー・型名", "Vendor, model",
		"ファームウェア・製造番号", "Firmware, serial", "IP・MACアドレス", "IP, MAC addresses", "ゾーン", "Zone",
		"重要度", "Imp.", "管理者", "Owner", "台帳", "Listed", "最後に見た日", "Last seen", NULL};

	report_table(r, titles);
	for (size_t i = 0; i < count; i++)
		device_row(r, &rows[i]);
	report_table_end(r);
}

static void device_line(struct report *r, const struct asset_row *a, struct buf *out)
{
	char id[24];
	enum look look;
	const char *const parts[] = {a->name, report_word(r, "role", *a->role ? a->role : "unknown"), a->vendor, a->model,
				     a->firmware, a->serial, a->ip, a->mac, a->zone, a->owner, report_day(r, a->last_seen)};

	asset_id_text(a->number, id);
	buf_printf(out, "%s%s", out->length ? "\n" : "", id);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i] && *parts[i])
			buf_printf(out, " / %s", parts[i]);
	buf_printf(out, " / %s %s", report_say(r, "台帳", "listed"), listed(r, a, &look));
}

/* More than a table takes: a line each, so that paper leaves nobody out. */
static void device_lines(struct report *r, const struct asset_row *rows, size_t count)
{
	struct buf text = {0};

	report_line(r, LOOK_QUIET, "%s",
		    report_say(r, "台数が多いので、1台を1行で載せます: 番号 / 名前 / 種類 / メーカー / 型名 / ファームウェア / 製造番号 / IP / MAC / ゾーン / 管理者 / 最後に見た日 / 台帳（分からないものは省く）",
			       "They are many, so each has a line: number / name / kind / vendor / model / firmware / serial / IP / MAC / zone / owner / last seen / listed; what is not known is left out"));
	for (size_t i = 0; i < count; i++) {
		device_line(r, &rows[i], &text);
		if ((i + 1) % PDF_LINES && i + 1 < count)
			continue;
		report_line(r, LOOK_PLAIN, "%s", buf_string(&text));
		buf_clear(&text);
	}
	buf_free(&text);
}

void report_ledger(struct report *r)
{
	const struct asset_filter inside = {.only_inside = true};
	const struct page page = {.limit = PAPER_ROWS, .sort = "name"};
	struct asset_row *rows;
	struct listing listing;

	if (store_assets(r->store, &r->within, &inside, &page, r->arena, &rows, &listing) != 0)
		return;
	report_heading(r, "機器", "Devices");
	report_line(r, LOOK_PLAIN,
		    report_say(r, "構内の機器 %llu 台。名前・型名・版は、通信から読み取ったもの、または担当者が記入したものです。",
			       "%llu devices of the plant. Names, models and versions were read from traffic or written by its people."),
		    (unsigned long long)listing.total);
	if (listing.total > listing.count) /* said first: nobody takes a part for the whole */
		report_line(r, LOOK_STRONG,
			    report_say(r, "ここに載せるのは名前順で先の %llu 台です。残り %llu 台を含むすべては、Excelの台帳にあります。",
				       "These are the first %llu by name. All, with the %llu others, are in the Excel ledger."),
			    (unsigned long long)listing.count, (unsigned long long)(listing.total - listing.count));
	if (r->paper.kind == &paper_pdf && listing.count > PDF_ROWS)
		device_lines(r, rows, listing.count);
	else
		device_table(r, rows, listing.count);
}

/* What the plant's own list has and nobody saw. */
void report_unseen(struct report *r)
{
	static const char *const titles[] = {"行", "Row", "名前", "Name", "IPアドレス", "IP address", "MACアドレス",
					     "MAC address", "型名", "Model", "設置場所", "Location", "管理者", "Owner", NULL};
	struct ledger ledger;
	size_t unseen = 0;

	if (store_ledger(r->store, &r->within, r->arena, &ledger) != 0)
		return;
	report_heading(r, "社内の台帳にあって、見えていない機器", "In the plant's own list, and not seen");
	if (!*ledger.filename) {
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "社内の台帳はまだ取り込まれていません", "The plant's own list was not imported yet"));
		return;
	}
	for (size_t i = 0; i < ledger.count; i++)
		unseen += ledger.rows[i].asset == 0;
	report_line(r, LOOK_PLAIN, report_say(r, "%s（%s）%zu 行のうち %zu 行", "%s (%s): %zu rows, %zu of them"),
		    ledger.filename, report_day(r, ledger.imported_at), ledger.count, unseen);
	if (unseen == 0)
		return;
	report_table(r, titles);
	for (size_t i = 0; i < ledger.count; i++) {
		const struct ledger_row *row = &ledger.rows[i];
		const char *const cells[] = {row->name, row->ip, row->mac, row->model, row->location, row->owner};

		if (row->asset)
			continue;
		report_row(r);
		report_number(r, (uint64_t)row->row);
		for (size_t c = 0; c < sizeof(cells) / sizeof(cells[0]); c++)
			report_cell(r, LOOK_PLAIN, or_dash(cells[c]));
		report_row_end(r);
	}
	report_table_end(r);
}
