/* assess.h - assessments as JSON, for the routes that tell them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/matrix.h"
#include "serve/request.h"

/* {"ja":...,"en":...}, null when there are none. */
void put_both(struct json_out *j, const char *key, const struct words *words);
/* An array of texts; one of {"id", "title"}. */
void put_texts(struct json_out *j, const char *key, const struct texts *texts);
void put_named(struct json_out *j, const char *key, const struct named *list, size_t count);
/* A pack's words, scale and sections, without its items. */
void put_pack(struct json_out *j, const char *key, const struct pack *pack);
/* One item with all that is said of it. */
void put_judged(struct json_out *j, const char *key, const struct pack *pack,
                const struct judged *row);
void put_exception(struct json_out *j, const char *key, const struct exception_row *e);
/* All of it, into an object that is open. */
void put_assessment(struct json_out *j, const struct assessment *a);
/* "news": what came to the plant since that snapshot, into an object that is open; true when there is any. */
bool put_news(struct request *r, struct json_out *j, int64_t scope, const char *summary);
/* The pack of this id, the user's own before ours; NULL there is none. */
const struct pack *request_find_pack(struct request *r, const char *id);
/* The same; 404 is answered when there is none. */
const struct pack *request_pack(struct request *r, const char *id);
/* From now on the viewer acts only where he may answer this pack, which for one of suppliers is whoever buys; false:
 * 403 was answered. */
bool request_may_answer(struct request *r, const struct pack *pack);
/* Assesses ?scope= (the viewer's own unless told); a problem is answered when it fails. */
bool request_assess(struct request *r, const struct pack *pack, struct assessment *a);
/* ?scope=, or "scope" of the body; the viewer's own unless told. */
int64_t request_scope(const struct request *r);
int64_t body_scope(const struct request *r);
/* Text of the body, "" when it is none. */
const char *body_text(const struct request *r, const char *key);
/* Has the writer make one call of the store. 0 or -errno. */
__attribute__((warn_unused_result)) int
request_govern(struct request *r,
               int (*apply)(struct store *, const struct viewer *, const void *, int64_t *),
               const void *what, int64_t *id);
/* The same, and answers: {"id": ...} with this status, or 204; the problem when it fails. */
void govern_answer(struct request *r,
                   int (*apply)(struct store *, const struct viewer *, const void *, int64_t *),
                   const void *what, unsigned status);
/* Has the writer make a call that needs no more than the id of the path, a removal say, and answers 204. */
void govern_of_id(struct request *r, int (*apply)(struct store *, const struct viewer *, int64_t));
/* True when there is no fault; else 422 was answered with it. */
bool request_fits(struct request *r, const char *fault);
/* The file that was sent, under a harmless name; its content is to be freed. False: a problem was answered. */
bool evidence_upload(struct request *r, struct evidence_file *out);
/* "scans" of a snapshot, into an object that is open. */
void put_scans(struct json_out *j, const struct scan_row *rows, size_t count, int64_t snapshot);
typedef bool (*knows)(const char *id);
/* True when all words of the list, which stand apart by blanks, are known. */
bool words_known(struct request *r, const char *list, knows known);
/* Content-Disposition of a file of this name. */
const char *attachment(struct request *r, const char *name);
