/* check.c - the active check: its switch, whom it may ask, what came of it. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"

#include <errno.h>
#include <string.h>

#include "inventory/inventory.h"
#include "lib/clock.h"
#include "store/check.h"

#define RESULTS	     200
#define RESULTS_MOST 10000

/* ---- out ---- */

static void put_entry(struct json_out *j, const struct check_row *row)
{
	char target[CHECK_ENTRY_TEXT];

	check_entry_text(&row->entry, target);
	json_object(j, NULL);
	put_id(j, "id", row->id);
	json_text(j, "target", target);
	put_asset_id(j, "asset", row->asset);
	json_text(j, "method", check_method_name(row->entry.method));
	json_uint(j, "port", row->entry.port);
	json_uint(j, "interval", row->entry.interval);
	put_text(j, "by", row->user);
	put_time(j, "at", row->at);
	json_object_end(j);
}

static void answer_check(struct request *r, unsigned status)
{
	struct check_row *rows = NULL;
	struct check_order o;
	size_t count = 0;

	if (!request_good(r, store_check(r->store, &r->arena, &o)) ||
	    !request_good(r, store_check_entries(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_json(r, status);
	json_bool(j, "enabled", o.enabled);
	json_text(j, "reason", o.reason);
	put_time(j, "until", o.until);
	json_int(j, "rate", o.rate);
	put_text(j, "by", o.user);
	put_time(j, "at", o.at);
	json_int(j, "sent", o.sent);
	json_uint(j, "overheard", r->server->overheard);
	json_array(j, "targets");
	for (size_t i = 0; i < count; i++)
		put_entry(j, &rows[i]);
	json_array_end(j);
	request_end_json(r);
}

void check_get(struct request *r)
{
	answer_check(r, 200);
}

void put_check_result(struct json_out *j, const char *key, const struct check_seen *s)
{
	char text[ADDRESS_TEXT_SIZE];

	address_text(&s->address, text);
	json_object(j, key);
	put_time(j, "at", s->at);
	put_asset_id(j, "asset", s->asset);
	json_text(j, "ip", text);
	json_text(j, "method", check_method_name(s->method));
	json_uint(j, "port", s->port);
	json_text(j, "result", check_result_name(s->result));
	if (s->round_trip_us >= 0)
		json_int(j, "round_trip_us", s->round_trip_us);
	else
		json_null(j, "round_trip_us");
	json_object_end(j);
}

void check_results_get(struct request *r)
{
	const int64_t limit = request_number(r, "limit", RESULTS);
	const size_t most = limit > 0 && limit < RESULTS_MOST ? (size_t)limit : RESULTS_MOST;
	struct check_seen *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_check_log(r->store, &r->who.viewer, request_asset(r), most, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_check_result(j, NULL, &rows[i]);
	request_end_items(r, count);
}

/* ---- in ---- */

static bool refuse(struct request *r, const char *why)
{
	request_problem(r, 422, "Value does not fit", "%s", why);
	return false;
}

static bool known_keys(struct request *r, const char *const *known)
{
	const char *unknown = json_in_unknown(r->object, known);

	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	return !unknown;
}

/* What a key holds, when it is there, is of this kind. */
static bool is_kind(struct request *r, const char *key, enum json_in_kind kind)
{
	const enum json_in_kind is = json_in_kind(r->object, key);

	return is == JSON_IN_MISSING || is == kind;
}

static bool take_edit(struct request *r, struct check_edit *edit)
{
	static const char *const known[] = {"enabled", "reason", "until", "rate", NULL};
	const char *until = json_in_text(r->object, "until");

	if (!known_keys(r, known))
		return false;
	if (!is_kind(r, "reason", JSON_IN_TEXT) || (edit->reason && strpbrk(edit->reason, "\r\n\t")))
		return refuse(r, "reason: one sentence, not too long");
	if (!is_kind(r, "until", JSON_IN_TEXT) || (until && clock_parse(until, &edit->until) != 0))
		return refuse(r, "until: within the next 30 days");
	if (!is_kind(r, "rate", JSON_IN_NUMBER) || edit->rate < 0)
		return refuse(r, "rate: 1 to 10 packets a second");
	return true;
}

/* Makes the change; what the writer does not take it says in error. */
static bool made(struct request *r, struct change *c)
{
	const int rc = request_change(r, c);

	return rc == -EINVAL ? refuse(r, c->check.error) : request_good(r, rc);
}

void check_patch(struct request *r)
{
	char error[CHANGE_ERROR_SIZE] = "";
	struct check_edit edit = {.enabled = -1,
				  .reason = json_in_text(r->object, "reason"),
				  .rate = json_in_number(r->object, "rate", 0)};
	struct change c = {.kind = CHANGE_CHECK, .check = {.edit = &edit, .error = error}};

	if (json_in_kind(r->object, "enabled") != JSON_IN_MISSING)
		edit.enabled = json_in_true(r->object, "enabled");
	if (edit.enabled > 0 && r->server->config.demo) {
		(void)refuse(r, "enabled: the model factory's devices are nowhere, and somebody else may have their addresses");
		return;
	}
	if (json_in_kind(r->object, "rate") == JSON_IN_NUMBER && edit.rate == 0)
		edit.rate = -1;
	if (take_edit(r, &edit) && made(r, &c))
		answer_check(r, 200);
}

/* Its addresses that can be asked, a row each; a device may have several. */
static size_t rows_of_device(struct request *r, const struct asset_row *asset, const struct check_entry *like,
			     struct check_row *rows)
{
	char *rest = arena_strdup(&r->arena, asset->ip);
	size_t count = 0;

	for (char *word; count < CHECK_ENTRIES_MAX && (word = strsep(&rest, " ")) != NULL;) {
		struct check_row row = {.entry = *like, .asset = asset->number};

		if (check_entry_parse(word, &row.entry) && row.entry.prefix == CHECK_ONE && check_may_ask(&row.entry.first))
			rows[count++] = row;
	}
	return count;
}

static bool take_target(struct request *r, const struct check_entry *like, struct check_row *rows, size_t *count)
{
	const char *target = json_in_text(r->object, "target");
	const uint64_t number = target ? asset_id_parse(target) : 0;
	struct asset_row asset;

	*count = 1;
	rows[0] = (struct check_row){.entry = *like};
	if (number && !request_good(r, store_asset(r->store, &r->who.viewer, number, &r->arena, &asset)))
		return false;
	if (number)
		*count = rows_of_device(r, &asset, like, rows);
	if (!*count)
		return refuse(r, "target: the device has no private address (of IPv6 fc00::/7)");
	if (!number && (!target || !check_entry_parse(target, &rows[0].entry)))
		return refuse(r, "target: an address, a subnet like 192.168.1.16/28, or a device");
	return true;
}

static bool take_way(struct request *r, struct check_entry *out)
{
	static const char *const known[] = {"target", "method", "port", "interval", NULL};
	const char *method = json_in_text(r->object, "method");
	const int way = method ? check_method_parse(method) : -1;
	const int64_t port = json_in_number(r->object, "port", 0), interval = json_in_number(r->object, "interval", 0);

	if (!known_keys(r, known))
		return false;
	if (way < 0)
		return refuse(r, "method: icmp or tcp");
	if (port < 0 || port > 65535)
		return refuse(r, "port: 1 to 65535 with tcp, none with icmp");
	if (interval < CHECK_INTERVAL_MIN || interval > CHECK_INTERVAL_MAX)
		return refuse(r, "interval: 60 to 86400 seconds");
	*out = (struct check_entry){.method = (uint8_t)way, .port = (uint16_t)port, .interval = (uint32_t)interval};
	return true;
}

void check_target_post(struct request *r)
{
	char error[CHANGE_ERROR_SIZE] = "";
	struct check_row rows[CHECK_ENTRIES_MAX];
	struct change c = {.kind = CHANGE_CHECK_ADD, .check = {.rows = rows, .error = error}};
	struct check_entry like;

	if (take_way(r, &like) && take_target(r, &like, rows, &c.check.count) && made(r, &c))
		answer_check(r, 201);
}

void check_target_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_CHECK_REMOVE};

	if (request_id(r, &c.check.id))
		request_change_only(r, &c);
}
