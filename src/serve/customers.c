/* customers.c - a customer handed over as a file, come in from one, erased. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"
#include "serve/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/sealed.h"
#include "store/customer.h"
#include "store/customer_stream.h"

static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* NULL: a problem was answered. */
static const char *passphrase(struct request *r)
{
	const char *text = body_text(r, "passphrase");

	if (characters(text) >= SEALED_PASSPHRASE_MIN && strlen(text) <= SEALED_PASSPHRASE_MAX)
		return text;
	request_problem(r, 422, "Not possible", "a passphrase has at least %d characters", SEALED_PASSPHRASE_MIN);
	return NULL;
}

static void put_customer(struct json_out *j, const struct customer *c)
{
	json_text(j, "name", c->name);
	put_text(j, "file", c->id);
	put_text(j, "made_by", c->made_by);
	put_time(j, "made_at", c->made_at);
	json_uint(j, "scopes", c->scopes);
	json_uint(j, "rows", c->rows);
	json_object(j, "tables");
	for (size_t i = 0; i < c->table_count; i++)
		json_uint(j, c->tables[i].table, c->tables[i].count);
	json_object_end(j);
	put_text(j, "here", c->here);
	json_bool(j, "name_taken", c->name_taken);
}

void customer_get(struct request *r)
{
	struct customer c;
	int64_t scope;

	if (!request_id(r, &scope) ||
	    !request_good(r, customer_count(r->store, &r->who.viewer, scope, &r->arena, &c)))
		return;
	put_customer(request_json(r, 200), &c);
	request_end_json(r);
}

/* ---- out ---- */

/* The rows in a file of their own, as r->spool; only its descriptor is left of it. */
static bool write_plain(struct request *r, int64_t scope)
{
	if (!spool_open(r, true))
		return false;
	const int rc = customer_write(r->store, &r->who.viewer, scope, r->spool_path);

	(void)unlink(r->spool_path);
	r->spool_path = NULL;
	return request_good(r, rc);
}

/* r->spool becomes the sealed file. */
static bool seal(struct request *r, const char *words)
{
	const int plain = r->spool;

	r->spool = -1;
	if (!spool_open(r, false)) {
		close(plain);
		return false;
	}
	const int rc = lseek(plain, 0, SEEK_SET) == 0 ? sealed_make(plain, r->spool, words) : -errno;

	close(plain);
	return request_good(r, rc);
}

struct handing {
	int64_t scope;
	const char *name;
};

static int note_handed(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct handing *h = what;

	(void)id;
	return store_audit_row(store, viewer, "customer.export", h->scope, h->name);
}

/* The trail knows of it before the first byte leaves. */
static bool tell(struct request *r, int64_t scope)
{
	struct customer c;
	int64_t unused;

	if (!request_good(r, customer_count(r->store, &r->who.viewer, scope, &r->arena, &c)))
		return false;
	const struct handing h = {.scope = scope, .name = c.name};

	return request_good(r, request_govern(r, note_handed, &h, &unused));
}

void customer_file_post(struct request *r)
{
	const char *words = passphrase(r);
	struct stat st;
	int64_t scope;

	if (!words || !request_id(r, &scope) || !tell(r, scope) || !auth_hash_begin(r))
		return;
	const bool made = write_plain(r, scope) && seal(r, words);

	auth_hash_end(r);
	if (!made)
		return;
	r->stream = fstat(r->spool, &st) == 0 ? MHD_create_response_from_fd64((uint64_t)st.st_size, r->spool) : NULL;
	if (!r->stream) {
		request_failed(r, -ENOMEM);
		return;
	}
	r->spool = -1; /* libmicrohttpd's now */
	r->status = 200;
	r->type = "application/octet-stream";
	r->disposition = "attachment; filename=\"customer.yagura\"";
}

/* ---- in ---- */

void customer_upload(struct request *r)
{
	char id[17];

	if (r->received == 0) {
		request_problem(r, 400, "Empty", "the body is the file");
		return;
	}
	ledger_keep(r, "customer.yagura", r->spool, id);
	r->spool = -1;
	json_text(request_json(r, 200), "id", id);
	request_end_json(r);
}

/* What the job tells of the file goes to an empty one of our own, r->spool_path. */
static bool write_down(struct request *r, int sealed, int plain, const char *words)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	char error[CHANGE_ERROR_SIZE] = "";
	int answer = -1;
	int rc = !jobs->customer ? -ENOSYS : lseek(sealed, 0, SEEK_SET) != 0 ? -errno : 0;

	if (!rc)
		rc = jobs->customer(jobs->argument, sealed, plain, words, &answer);
	if (!rc) {
		rc = customer_write_down(answer, r->spool_path, error, sizeof(error));
		close(answer);
	}
	if (rc == -EINVAL)
		request_problem(r, 422, "Nothing was taken over", "%.200s", error);
	return rc != -EINVAL && request_good(r, rc);
}

/* Opened, it lies without a name as long as it is read. */
static bool open_sealed(struct request *r, int sealed, const char *words)
{
	if (!spool_open(r, false))
		return false;
	const int plain = r->spool;
	const bool good = spool_open(r, true) && write_down(r, sealed, plain, words);

	close(plain);
	return good;
}

/* The file of that id, written down anew as r->spool_path. False: a problem was answered. */
static bool open_file(struct request *r)
{
	const char *words = passphrase(r);
	const char *filename = NULL;
	const int fd = words ? ledger_find(r, body_text(r, "id"), &filename) : -1;
	bool good = false;

	if (words && fd < 0)
		request_problem(r, 404, "Not found", "the file is not kept any more: send it again");
	if (fd < 0)
		return false;
	if (atomic_fetch_add(&r->server->opening, 1) == 0) {
		good = open_sealed(r, fd, words);
	} else {
		request_problem(r, 429, "Too many at once", "the file of a customer is being read: try again");
		r->retry_after = 5;
	}
	atomic_fetch_sub(&r->server->opening, 1);
	close(fd);
	return good;
}

static void refuse(struct request *r, int rc, const char *said)
{
	if (rc == -EINVAL)
		request_problem(r, 422, "Nothing was taken over", "%.200s", said);
	else
		(void)request_good(r, rc);
}

void customer_preview(struct request *r)
{
	struct customer c;

	if (!open_file(r))
		return;
	const int rc = customer_look(r->store, &r->who.viewer, r->spool_path, &r->arena, &c);

	if (rc != 0) {
		refuse(r, rc, store_error(r->store));
		return;
	}
	put_customer(request_json(r, 200), &c);
	request_end_json(r);
}

struct taking {
	struct customer_coming coming;
	char *error; /* what is wrong with a file is said by the writer alone */
};

static int take(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct taking *taking = what;
	const int rc = customer_read(store, viewer, &taking->coming, id);

	if (rc != 0)
		snprintf(taking->error, CHANGE_ERROR_SIZE, "%s", store_error(store));
	return rc;
}

void customer_post(struct request *r)
{
	char error[CHANGE_ERROR_SIZE] = "";
	const char *name = json_in_text(r->object, "name");
	struct customer what;
	struct taking taking = {
	        .coming = {.parent = json_in_number(r->object, "parent", body_scope(r)),
	                   .name = name && *name ? name : NULL,
	                   .what = &what,
	                   .arena = &r->arena},
	        .error = error,
	};
	int64_t id;

	if (!open_file(r))
		return;
	taking.coming.path = r->spool_path;
	taking.coming.written_down = true;
	const int rc = request_govern(r, take, &taking, &id);

	if (rc == -EEXIST)
		request_problem(r, 409, "Exists already", "there is one of this name: give it another");
	else if (rc != 0)
		refuse(r, rc, error);
	else {
		put_id(request_json(r, 201), "id", id);
		request_end_json(r);
	}
}

/* ---- away ---- */

void customer_erase_post(struct request *r)
{
	char error[CHANGE_ERROR_SIZE] = "";
	const char *name = body_text(r, "name");
	struct change c = {.kind = CHANGE_ERASE, .customer = {.name = name, .error = error}};

	if (!request_id(r, &c.customer.scope))
		return;
	if (!*name || strcmp(name, body_text(r, "again")) != 0) {
		request_problem(r, 422, "Not possible", "the name is to be given twice: name and again");
		return;
	}
	const int rc = request_change(r, &c);

	if (rc == -EINVAL)
		request_problem(r, 422, "Not possible", "this is not its name");
	else if (rc == -EPERM)
		request_problem(r, 409, "Not possible", "the whole installation cannot be erased here");
	else if (rc == -EBUSY)
		request_problem(r, 409, "Not possible",
		                "an interface or a log is heard for it: give that to another site first, on the page of sensors");
	else if (rc == -EACCES)
		request_problem(r, 403, "Forbidden", "it is erased by who administers what is above it");
	else if (request_good(r, rc)) {
		put_text(request_json(r, 200), "left", *error ? request_words(r, error) : "");
		request_end_json(r);
	}
}
