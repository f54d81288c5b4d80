/* evidence.c - what answers stand on: documents, links, records, files. SPDX-License-Identifier: Apache-2.0
 *
 * A file is only kept and given back; nobody here looks into it. It is given back as an attachment
 * of no type, so that no browser shows or runs it.
 */

#include "serve/assess.h"
#include "serve/server.h"
#include "serve/sources.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "lib/memory.h"

#define USES_MAX  200
#define TEXT_MAX  4000
#define NAME_MAX_BYTES 200
#define FILE_MAX_BYTES (20u << 20)

struct adding {
	struct evidence_row row;
	struct evidence_use uses[USES_MAX];
	size_t count;
};

static int add(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct adding *a = what;

	return store_evidence_add(store, viewer, &a->row, a->uses, a->count, id);
}

static void put_uses(struct json_out *j, struct request *r, const char *uses)
{
	char *text = arena_strdup(&r->arena, uses);

	json_array(j, "uses");
	while (*text) {
		char *end = text + strcspn(text, "\n");
		const bool last = *end == '\0';

		*end = '\0';
		for (char *p = text; *p; p++)
			if (*p == ' ')
				*p = '/';
		json_text(j, NULL, text);
		text = last ? end : end + 1;
	}
	json_array_end(j);
}

void evidence_get(struct request *r)
{
	struct evidence_row *rows;
	size_t count;

	if (!request_good(r, store_evidence(r->store, &r->who.viewer, request_scope(r), &r->arena,
	                                    &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "kind", rows[i].kind);
		json_text(j, "title", rows[i].title);
		put_text(j, "link", rows[i].link);
		put_text(j, "note", rows[i].note);
		put_text(j, "collected_on", rows[i].collected_on);
		put_text(j, "effective_on", rows[i].effective_on);
		put_text(j, "expires_on", rows[i].expires_on);
		put_text(j, "hash", rows[i].file_hash[0] ? rows[i].file_hash : rows[i].hash);
		put_text(j, "file", rows[i].file);
		json_int(j, "size", rows[i].file_size);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		put_uses(j, r, rows[i].uses);
		json_object_end(j);
	}
	request_end_items(r, count);
}

/* "pack/part/item" of something that exists. */
static bool read_use(struct request *r, const char *text, struct evidence_use *out)
{
	char *copy = arena_strdup(&r->arena, text ? text : "");
	char *part = strchr(copy, '/');
	char *item = part ? strrchr(part + 1, '/') : NULL;

	if (!item)
		return false;
	*part++ = '\0';
	*item++ = '\0';
	*out = (struct evidence_use){copy, part, item};
	const struct pack *pack = request_find_pack(r, copy);

	return pack && pack_item(pack, item);
}

static const char *fault_of(struct request *r, struct adding *a)
{
	static const char *const kinds[] = {"document", "link", "record", "photo"};
	const struct json_in *uses = json_in_array(r->object, "uses");
	bool known = false;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		known |= strcmp(kinds[i], a->row.kind) == 0;
	if (!known)
		return "kind is document, link, record or photo";
	if (!a->row.title[0] || strlen(a->row.title) > NAME_MAX_BYTES)
		return "give it a title of at most 200 bytes";
	if (strlen(a->row.note) > TEXT_MAX || strlen(a->row.link) > TEXT_MAX)
		return "a text is too long";
	if (!is_date(a->row.collected_on) || !is_date(a->row.effective_on) ||
	    !is_date(a->row.expires_on))
		return "dates are written 2026-11-21";
	if (json_in_count(uses) > USES_MAX)
		return "at most 200 items";
	for (size_t i = 0; i < json_in_count(uses); i++)
		if (!read_use(r, json_in_text_at(uses, i), &a->uses[a->count++]))
			return "uses: pack/part/item of items that exist";
	return NULL;
}

void evidence_post(struct request *r)
{
	struct adding *a = arena_alloc(&r->arena, sizeof(*a));

	a->row = (struct evidence_row){
	        .scope = body_scope(r),
	        .kind = body_text(r, "kind"),
	        .title = body_text(r, "title"),
	        .link = body_text(r, "link"),
	        .note = body_text(r, "note"),
	        .collected_on = body_text(r, "collected_on"),
	        .effective_on = body_text(r, "effective_on"),
	        .expires_on = body_text(r, "expires_on"),
	        .hash = body_text(r, "hash"),
	};
	const char *fault = fault_of(r, a);

	if (request_fits(r, fault))
		govern_answer(r, add, a, 201);
}

void evidence_delete(struct request *r)
{
	govern_of_id(r, store_evidence_remove);
}

/* ---- files ---- */

/* Marks that turn the reading direction make "gpj.exe" of "exe.jpg"; control characters do worse. */
static bool is_hostile(const unsigned char *p, size_t *size)
{
	*size = 1;
	if (*p < 0x20 || *p == 0x7f)
		return true;
	if (p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0x8e || p[2] == 0x8f || (p[2] >= 0xaa && p[2] <= 0xae)))
		return *size = 3, true;
	if (p[0] == 0xe2 && p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)
		return *size = 3, true;
	return p[0] == 0xd8 && p[1] == 0x9c ? (*size = 2, true) : false;
}

/* The name as it may be shown, at most NAME_MAX_BYTES, cut between characters. */
static const char *clean_name(struct request *r, const char *name)
{
	struct buf out = {0};
	size_t size;

	for (const unsigned char *p = (const unsigned char *)name; *p;) {
		if (is_hostile(p, &size)) {
			buf_byte(&out, '_');
			p += size;
			continue;
		}
		if (out.length >= NAME_MAX_BYTES && (*p & 0xc0) != 0x80)
			break;
		buf_byte(&out, *p++);
	}
	const char *clean = arena_strdup(&r->arena, buf_string(&out));

	buf_free(&out);
	return clean;
}

struct putting {
	int64_t id;
	struct evidence_file file;
};

static int put_file(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct putting *p = what;

	*id = p->id;
	return store_evidence_file_put(store, viewer, p->id, &p->file);
}

static const char *hash_text(struct request *r, const void *bytes, size_t size)
{
	unsigned char hash[32];
	char text[65];

	crypto_generichash(hash, sizeof(hash), bytes, size, NULL, 0);
	sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
	return arena_strdup(&r->arena, text);
}

bool evidence_upload(struct request *r, struct evidence_file *out)
{
	if (r->received == 0 || r->received > FILE_MAX_BYTES) {
		request_problem(r, r->received ? 413 : 400, "Not possible",
		                "a file of 1 byte to 20 MB is taken here");
		return false;
	}
	void *bytes = xmalloc(r->received);
	const ssize_t size = pread(r->spool, bytes, r->received, 0);

	if (size < 0 || (uint64_t)size != r->received) {
		free(bytes);
		request_failed(r, -EIO);
		return false;
	}
	*out = (struct evidence_file){
	        .name = clean_name(r, upload_name(r, "evidence")),
	        .hash = hash_text(r, bytes, (size_t)size),
	        .content = bytes,
	        .size = (size_t)size,
	};
	return true;
}

void evidence_file_post(struct request *r)
{
	struct putting p = {0};

	if (!request_id(r, &p.id) || !evidence_upload(r, &p.file))
		return;
	govern_answer(r, put_file, &p, 201);
	free((void *)(uintptr_t)p.file.content);
}

/* RFC 8187: bytes that are no plain letters as %XX. */
static const char *percent(struct request *r, const char *text)
{
	struct buf out = {0};

	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= 'a' && *p <= 'z') || strchr("._-", *p))
			buf_byte(&out, *p);
		else
			buf_printf(&out, "%%%02X", *p);
	const char *escaped = arena_strdup(&r->arena, buf_string(&out));

	buf_free(&out);
	return escaped;
}

void evidence_file_get(struct request *r)
{
	struct evidence_file file;
	int64_t id;

	if (!request_id(r, &id) ||
	    !request_good(r, store_evidence_file(r->store, &r->who.viewer, id, &r->arena, &file)))
		return;
	buf_append(&r->out, file.content, file.size);
	r->status = 200;
	r->type = "application/octet-stream";
	r->disposition = attachment(r, file.name);
}

const char *attachment(struct request *r, const char *name)
{
	return arena_printf(&r->arena, "attachment; filename=\"file\"; filename*=UTF-8''%s",
	                    percent(r, name));
}
