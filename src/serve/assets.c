/* assets.c - the list of devices, as JSON and CSV. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"
#include "serve/sheet.h"

#include <stdio.h>
#include <string.h>

void put_asset(struct json_out *j, const struct asset_row *a)
{
	put_asset_id(j, "id", a->number);
	json_text(j, "name", a->name);
	put_text(j, "differs", a->differs);
	put_text(j, "hostname", a->hostname);
	put_text(j, "vendor", a->vendor);
	put_text(j, "model", a->model);
	put_text(j, "product_code", a->product_code);
	put_text(j, "firmware", a->firmware);
	put_text(j, "serial", a->serial);
	put_text(j, "os", a->os);
	put_text(j, "os_end_of_support", a->os_end_of_support);
	put_text(j, "role", a->role);
	put_text(j, "role_evidence", a->role_evidence);
	put_level(j, "level", a->level);
	put_text(j, "level_evidence", a->level_evidence);
	put_text(j, "zone", a->zone);
	put_text(j, "zone_evidence", a->zone_evidence);
	json_text(j, "liveness", liveness_name(a->liveness));
	put_time(j, "liveness_since", a->liveness_since);
	json_int(j, "usual_silence_us", a->usual_silence / 1000);
	put_text(j, "owner", a->owner);
	if (a->importance > 0)
		json_int(j, "importance", a->importance);
	else
		json_null(j, "importance");
	put_text(j, "note", a->note);
	put_words(j, "mac", a->mac);
	put_words(j, "ip", a->ip);
	put_time(j, "first_seen", a->first_seen);
	put_time(j, "last_seen", a->last_seen);
	put_words(j, "protocols", a->protocols);
	json_bool(j, "new", a->is_new);
	if (a->in_ledger >= 0)
		json_bool(j, "in_ledger", a->in_ledger != 0);
	else
		json_null(j, "in_ledger");
	json_int(j, "conflicts", a->conflicts);
	if (a->source > 0)
		put_id(j, "point", a->source);
	else
		json_null(j, "point");
	json_bool(j, "external", a->external);
}

static struct asset_filter read_filter(const struct request *r)
{
	return (struct asset_filter){
	        .q = request_text(r, "q"),
	        .role = request_text(r, "role"),
	        .vendor = request_text(r, "vendor"),
	        .zone = request_text(r, "zone"),
	        .level = request_text(r, "level"),
	        .liveness = request_text(r, "liveness"),
	        .source = request_number(r, "source", 0),
	        .only_new = request_flag(r, "new"),
	};
}

static bool read_assets(struct request *r, const struct page *page, struct asset_row **rows,
                        struct listing *listing)
{
	const struct asset_filter filter = read_filter(r);

	return request_good(
	        r, store_assets(r->store, &r->who.viewer, &filter, page, &r->arena, rows, listing));
}

void assets_get(struct request *r)
{
	const struct page page = request_page(r);
	struct asset_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!read_assets(r, &page, &rows, &listing))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++) {
		json_object(j, NULL);
		put_asset(j, &rows[i]);
		json_object_end(j);
	}
	request_end_listing(r, &listing);
}

static const struct sheet_column columns[] = {
        {"ID", "ID"},
        {"Name", "名称"},
        {"Role", "種類"},
        {"Vendor", "メーカー"},
        {"Model", "型式"},
        {"Product code", "製品コード"},
        {"Firmware", "ファームウェア"},
        {"Serial number", "製造番号"},
        {"OS", "OS"},
        {"End of OS support", "OSサポート終了日"},
        {"IP address", "IPアドレス"},
        {"MAC address", "MACアドレス"},
        {"Host name", "ホスト名"},
        {"ISA-95 level", "ISA-95 階層"},
        {"Zone", "ゾーン"},
        {"Owner", "管理者"},
        {"Importance", "重要度"},
        {"Protocols", "プロトコル"},
        {"First seen", "初回検出"},
        {"Last seen", "最終検出"},
        {"In ledger", "台帳"},
        {"Note", "備考"},
};

static void put_row(struct sheet *sheet, const struct asset_row *a)
{
	char id[ASSET_ID_SIZE];
	char level[8] = "";

	asset_id_text(a->number, id);
	if (a->level >= 0)
		snprintf(level, sizeof(level), a->level % 10 ? "%d.%d" : "%d", a->level / 10 % 100,
		         a->level % 10);
	const char *const texts[] = {a->vendor,   a->model,    a->product_code,
	                             a->firmware, a->serial,   a->os,
	                             a->os_end_of_support,     a->ip,
	                             a->mac,      a->hostname, level,
	                             a->zone,     a->owner};
	sheet_text(sheet, id);
	sheet_text(sheet, a->name);
	sheet_word(sheet, "role", *a->role ? a->role : "unknown");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		sheet_text(sheet, texts[i]);
	sheet_number_from(sheet, a->importance, 1);
	sheet_text(sheet, a->protocols);
	sheet_time(sheet, a->first_seen);
	sheet_time(sheet, a->last_seen);
	sheet_word(sheet, "in_ledger", a->in_ledger < 0 ? NULL : a->in_ledger ? "yes" : "no");
	sheet_text(sheet, a->note);
	sheet_end_row(sheet);
}

static void write_sheet(struct request *r, const struct sheet_kind *kind)
{
	struct page page = {.limit = 10000, .sort = request_text(r, "sort")};
	struct asset_row *rows = NULL;
	struct listing listing = {.count = 0};
	struct sheet sheet;

	if (!read_assets(r, &page, &rows, &listing) ||
	    !sheet_begin(&sheet, r, kind, "assets", columns, sizeof(columns) / sizeof(columns[0])))
		return;
	for (;;) {
		for (size_t i = 0; i < listing.count; i++)
			put_row(&sheet, &rows[i]);
		page.after = listing.next;
		if (!listing.next || r->out.full || !read_assets(r, &page, &rows, &listing))
			break;
	}
	sheet_end(&sheet);
}

void assets_csv(struct request *r)
{
	write_sheet(r, &sheet_csv);
}

void assets_xlsx(struct request *r)
{
	write_sheet(r, &sheet_xlsx);
}
