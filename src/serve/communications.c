/* communications.c - who speaks with whom, and what is asked. SPDX-License-Identifier: Apache-2.0
 */

#include "serve/assets.h"
#include "serve/sheet.h"

#include <stdio.h>
#include <string.h>

#include "dissect/dissectors.h"

void put_party(struct json_out *j, const char *key, const struct party_row *party)
{
	json_object(j, key);
	put_asset_id(j, "asset", party->asset);
	json_text(j, "name", party->name);
	put_text(j, "ip", party->ip);
	put_text(j, "mac", party->mac);
	put_text(j, "role", party->role);
	json_object_end(j);
}

/* ---- conversations ---- */

static bool read_conversations(struct request *r, const struct page *page,
                               struct conversation_row **rows, struct listing *listing)
{
	const struct conversation_filter filter = {
	        .asset = request_asset(r),
	        .protocol = request_text(r, "protocol"),
	        .q = request_text(r, "q"),
	        .industrial = request_flag(r, "industrial"),
	        .unknown = request_flag(r, "unknown"),
	        .measure = request_text(r, "measure"),
	        .levels = request_text(r, "levels"),
	        .from_zone = request_text(r, "from_zone"),
	        .to_zone = request_text(r, "to_zone"),
	        .crossing = request_text(r, "crossing"),
	};

	return request_good(r, store_conversations(r->store, &r->who.viewer, &filter, page,
	                                           &r->arena, rows, listing));
}

static void put_positive(struct json_out *j, const char *key, int64_t number, int64_t least)
{
	if (number >= least)
		json_int(j, key, number);
	else
		json_null(j, key);
}

static void put_conversation(struct json_out *j, const struct conversation_row *c)
{
	json_object(j, NULL);
	put_id(j, "id", c->id);
	put_party(j, "client", &c->client);
	put_party(j, "server", &c->server);
	json_text(j, "proto", c->proto);
	put_positive(j, "port", c->port, 0);
	json_text(j, "protocol", c->protocol);
	json_text(j, "title", protocol_title(c->protocol));
	json_uint(j, "packets_to_server", c->packets_to_server);
	json_uint(j, "packets_to_client", c->packets_to_client);
	json_uint(j, "bytes_to_server", c->bytes_to_server);
	json_uint(j, "bytes_to_client", c->bytes_to_client);
	json_uint(j, "flows", c->flows);
	json_uint(j, "answered", c->answered);
	json_uint(j, "refused", c->refused);
	json_text(j, "state", c->state);
	put_time(j, "first_seen", c->first_seen);
	put_time(j, "last_seen", c->last_seen);
	json_text(j, "client_liveness", liveness_name(c->client_liveness));
	json_text(j, "server_liveness", liveness_name(c->server_liveness));
	put_time(j, "liveness_since", c->liveness_since);
	put_positive(j, "vlan", c->vlan, 1);
	json_object_end(j);
}

void conversations_get(struct request *r)
{
	const struct page page = request_page(r);
	struct conversation_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!read_conversations(r, &page, &rows, &listing))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++)
		put_conversation(j, &rows[i]);
	request_end_listing(r, &listing);
}

#define PARTY_COLUMNS(en, ja)                                                                      \
	{en " ID", ja " ID"}, {en, ja}, {en " IP", ja " IP"},                                      \
	{                                                                                          \
		en " MAC", ja " MAC"                                                               \
	}

static const struct sheet_column conversation_columns[] = {
        PARTY_COLUMNS("Client", "要求側"),
        PARTY_COLUMNS("Server", "応答側"),
        {"Transport", "トランスポート"},
        {"Port", "ポート"},
        {"Protocol", "プロトコル"},
        {"VLAN", "VLAN"},
        {"Packets to server", "パケット数(要求)"},
        {"Packets to client", "パケット数(応答)"},
        {"Bytes to server", "バイト数(要求)"},
        {"Bytes to client", "バイト数(応答)"},
        {"Connections", "接続数"},
        {"State", "状態"},
        {"First seen", "初回検出"},
        {"Last seen", "最終検出"},
};

static void put_party_cells(struct sheet *sheet, const struct party_row *party)
{
	char id[ASSET_ID_SIZE] = "";

	if (party->asset != 0)
		asset_id_text(party->asset, id);
	sheet_text(sheet, id);
	sheet_text(sheet, party->name);
	sheet_text(sheet, party->ip);
	sheet_text(sheet, party->mac);
}

static void put_conversation_row(struct sheet *sheet, const struct conversation_row *c)
{
	put_party_cells(sheet, &c->client);
	put_party_cells(sheet, &c->server);
	sheet_text(sheet, c->proto);
	sheet_number_from(sheet, c->port, 0);
	sheet_text(sheet, protocol_title(c->protocol));
	sheet_number_from(sheet, c->vlan, 1);
	sheet_number(sheet, c->packets_to_server);
	sheet_number(sheet, c->packets_to_client);
	sheet_number(sheet, c->bytes_to_server);
	sheet_number(sheet, c->bytes_to_client);
	sheet_number(sheet, c->flows);
	sheet_word(sheet, "conversation.state", c->state);
	sheet_time(sheet, c->first_seen);
	sheet_time(sheet, c->last_seen);
	sheet_end_row(sheet);
}

static void write_conversations(struct request *r, const struct sheet_kind *kind)
{
	struct page page = {.limit = 10000, .sort = request_text(r, "sort")};
	struct conversation_row *rows = NULL;
	struct listing listing = {.count = 0};
	struct sheet sheet;

	if (!read_conversations(r, &page, &rows, &listing) ||
	    !sheet_begin(&sheet, r, kind, "conversations", conversation_columns,
	                 sizeof(conversation_columns) / sizeof(conversation_columns[0])))
		return;
	for (;;) {
		for (size_t i = 0; i < listing.count; i++)
			put_conversation_row(&sheet, &rows[i]);
		page.after = listing.next;
		if (!listing.next || r->out.full || !read_conversations(r, &page, &rows, &listing))
			break;
	}
	sheet_end(&sheet);
}

void conversations_csv(struct request *r)
{
	write_conversations(r, &sheet_csv);
}

void conversations_xlsx(struct request *r)
{
	write_conversations(r, &sheet_xlsx);
}

/* ---- operations ---- */

static bool read_operations(struct request *r, const struct page *page, struct operation_row **rows,
                            struct listing *listing)
{
	const struct operation_filter filter = {
	        .asset = request_asset(r),
	        .protocol = request_text(r, "protocol"),
	        .class = request_text(r, "class"),
	        .q = request_text(r, "q"),
	        .changes = request_flag(r, "changes"),
	        .industrial = request_flag(r, "industrial"),
	};

	return request_good(r, store_operations(r->store, &r->who.viewer, &filter, page, &r->arena,
	                                        rows, listing));
}

static void put_operation(struct json_out *j, const struct operation_row *o)
{
	json_object(j, NULL);
	put_id(j, "id", o->id);
	put_party(j, "client", &o->client);
	put_party(j, "server", &o->server);
	json_text(j, "protocol", o->protocol);
	put_text(j, "pdu", o->pdu);
	json_text(j, "class", o->class);
	put_text(j, "function", o->function);
	json_int(j, "code", o->code);
	if (o->has_subcode)
		json_int(j, "subcode", o->subcode);
	else
		json_null(j, "subcode");
	put_text(j, "target", o->target);
	put_text(j, "space", o->space);
	json_raw(j, "ranges", *o->ranges ? o->ranges : "[]");
	json_bool(j, "wide", o->wide);
	put_text(j, "result", o->result);
	json_uint(j, "exceptions", o->exceptions);
	json_uint(j, "count", o->count);
	put_positive(j, "period_us", o->period_us, 0);
	put_positive(j, "jitter_us", o->jitter_us, 0);
	put_positive(j, "response_us", o->response_us, 0);
	put_time(j, "first_seen", o->first_seen);
	put_time(j, "last_seen", o->last_seen);
	json_object_end(j);
}

void operations_get(struct request *r)
{
	const struct page page = request_page(r);
	struct operation_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!read_operations(r, &page, &rows, &listing))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++)
		put_operation(j, &rows[i]);
	request_end_listing(r, &listing);
}

static const struct sheet_column operation_columns[] = {
        {"Last seen", "最終検出"},
        {"First seen", "初回検出"},
        PARTY_COLUMNS("Client", "要求側"),
        PARTY_COLUMNS("Server", "応答側"),
        {"Protocol", "プロトコル"},
        {"Class", "分類"},
        {"Function", "機能"},
        {"Code", "コード"},
        {"Target", "対象"},
        {"Space", "領域"},
        {"Ranges", "範囲"},
        {"Result", "結果"},
        {"Exceptions", "異常応答数"},
        {"Count", "回数"},
};

static void put_operation_row(struct sheet *sheet, const struct operation_row *o)
{
	sheet_time(sheet, o->last_seen);
	sheet_time(sheet, o->first_seen);
	put_party_cells(sheet, &o->client);
	put_party_cells(sheet, &o->server);
	sheet_text(sheet, protocol_title(o->protocol));
	sheet_word(sheet, "class", o->class);
	sheet_text(sheet, o->function);
	sheet_number_from(sheet, o->code, 0);
	sheet_text(sheet, o->target);
	sheet_text(sheet, o->space);
	sheet_text(sheet, o->ranges);
	sheet_text(sheet, o->result);
	sheet_number(sheet, o->exceptions);
	sheet_number(sheet, o->count);
	sheet_end_row(sheet);
}

static void write_operations(struct request *r, const struct sheet_kind *kind)
{
	struct page page = {.limit = 10000, .sort = request_text(r, "sort")};
	struct operation_row *rows = NULL;
	struct listing listing = {.count = 0};
	struct sheet sheet;

	if (!read_operations(r, &page, &rows, &listing) ||
	    !sheet_begin(&sheet, r, kind, "operations", operation_columns,
	                 sizeof(operation_columns) / sizeof(operation_columns[0])))
		return;
	for (;;) {
		for (size_t i = 0; i < listing.count; i++)
			put_operation_row(&sheet, &rows[i]);
		page.after = listing.next;
		if (!listing.next || r->out.full || !read_operations(r, &page, &rows, &listing))
			break;
	}
	sheet_end(&sheet);
}

void operations_csv(struct request *r)
{
	write_operations(r, &sheet_csv);
}

void operations_xlsx(struct request *r)
{
	write_operations(r, &sheet_xlsx);
}
