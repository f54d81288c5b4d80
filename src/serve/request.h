/* request.h - one request while it is answered. SPDX-License-Identifier: Apache-2.0
 *
 * Everything that is made for a request lives in its arena and goes with it.
 */
#pragma once

#include "lib/address.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json_out.h"
#include "serve/json_in.h"
#include "serve/routes.h"
#include "serve/serve.h"
#include "serve/target.h"
#include "store/account.h"

struct anonymous;
struct MHD_Connection;
struct MHD_Response;

#define SMALL_BODY  (64u << 10)
#define TABLE_BODY  (4u << 20)
#define LEDGER_BODY (50u << 20)
#define BUNDLE_BODY (128u << 20)

struct request {
	struct server *server;
	struct MHD_Connection *connection;
	struct arena arena;
	char *uri; /* as it came; owned */
	enum method method;
	struct target target;
	const char *from; /* address of the peer */
	const struct route *route;
	const char *argument; /* of the route's pattern: {id} */
	struct store *store;  /* a reader, from authentication on; given back at the end */
	bool signed_in;
	bool by_token;
	const char *secret; /* of the session or token */
	struct signed_in who;
	/* body */
	bool begun;
	bool cut; /* the body is longer than the route takes */
	uint64_t received;
	uint64_t limit;
	struct buf body;
	int spool; /* -1: the body is in memory */
	char *spool_path;
	struct json_in *object; /* of a JSON body */
	struct anonymous *anonymous; /* NULL: names and addresses as they are */
	/* answer */
	struct buf out;
	struct json_out json; /* writes to out */
	unsigned status;      /* 0 until something was answered */
	const char *type;
	const char *cookie; /* Set-Cookie */
	const char *allow;
	const char *disposition;
	const char *policy; /* Content-Security-Policy of this answer, NULL: the page's */
	int retry_after;
	struct MHD_Response *stream; /* in the place of out; owned */
};

/* ---- answers ---- */

/* Begins a JSON object; request_end_json ends it. */
struct json_out *request_json(struct request *r, unsigned status);
void request_end_json(struct request *r);
/* The same of a list: "items" is begun too. What ends it puts total, and next where there is one. */
struct json_out *request_items(struct request *r);
void request_end_listing(struct request *r, const struct listing *listing);
void request_end_items(struct request *r, size_t count);
/* 204: done, nothing to say. */
void request_nothing(struct request *r);
/* The line as who asks reads it (Accept-Language): refusals.inc has the Japanese. */
const char *request_words(struct request *r, const char *english);
/* RFC 9457, title and detail in the language of who asks, the English title also as "problem"; what was
 * written before is forgotten. */
__attribute__((format(printf, 4, 5))) void
request_problem(struct request *r, unsigned status, const char *title, const char *detail, ...);
/* The problem that -errno of the store or the writer is. */
void request_failed(struct request *r, int rc);
/* True when rc is 0, else request_failed. */
bool request_good(struct request *r, int rc);
/* Headers that every answer carries. html: the page itself, else data. policy NULL: the page's. */
void answer_headers(struct MHD_Response *response, bool data, const char *policy);

/* ---- what came ---- */

/* Parameter as text ("" when it is not given), number, flag. */
const char *request_text(const struct request *r, const char *name);
int64_t request_number(const struct request *r, const char *name, int64_t missing);
bool request_flag(const struct request *r, const char *name);
/* limit, after and sort. */
struct page request_page(const struct request *r);
/* Asset in ?asset=, 0 none. */
uint64_t request_asset(const struct request *r);
/* {id} as a number, an asset; 404 is answered when it is none. */
bool request_id(struct request *r, int64_t *id);
bool request_asset_id(struct request *r, uint64_t *number);
/* A header's value, or NULL. */
const char *request_header(const struct request *r, const char *name);

/* From now on the viewer acts only where he has any of these rights; false: nowhere. */
bool request_narrow(struct request *r, unsigned rights);

/* Whoever asks for no names must not get them in silence: 422 from a route that does not declare
 * ?anonymise=. False: that was answered. */
bool request_anonymous_good(struct request *r);
/* Fills r->anonymous when ?anonymise= asks for it. False: a problem was answered. */
bool request_anonymous(struct request *r);

/* ---- changes ---- */

/* Has the writer make the change; waits. 0 or -errno. */
__attribute__((warn_unused_result)) int request_change(struct request *r, struct change *change);
/* The same of a change that has nothing to show: answers 204 or its problem. */
void request_change_only(struct request *r, struct change *change);

/* ---- JSON words ---- */

/* Null where there is none: "" or NULL, time 0. */
void put_text(struct json_out *j, const char *key, const char *text);
void put_time(struct json_out *j, const char *key, int64_t time);
void put_id(struct json_out *j, const char *key, int64_t id);
/* grants; role and scope are those of the first. */
void put_grants(struct json_out *j, const struct user_row *user);
void put_asset_id(struct json_out *j, const char *key, uint64_t number);
/* An array of the words of text, which stand apart by blanks. */
void put_words(struct json_out *j, const char *key, const char *text);
/* Purdue times 10 as "3.5". */
void put_level(struct json_out *j, const char *key, int level);
