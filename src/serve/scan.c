/* scan.c - the stamped paper comes back as a scan, and is the approval of the record it was printed from.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The paper names its record by number and hash; who sends the scan reads the hash off it, so that no paper is
 * laid to another record. The file is kept and given back as evidence is: nobody looks into it.
 */

#include "serve/assess.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HASH_READ 12 /* letters that a person reads off the paper, at least */
#define SIGNED_MAX 200

static int add_scan(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_scan_add(store, viewer, what, id);
}

/* By what it begins with: its name proves nothing. */
static bool is_paper(const struct evidence_file *file)
{
	static const struct {
		const char *begin;
		size_t length;
	} kinds[] = {{"%PDF-", 5}, {"\x89PNG\r\n\x1a\n", 8}, {"\xff\xd8\xff", 3}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (file->size > kinds[i].length && memcmp(file->content, kinds[i].begin, kinds[i].length) == 0)
			return true;
	return false;
}

static const char *fault_of(const struct scan_row *scan, const char *read, const char *hash)
{
	const size_t length = strlen(read);

	if (length < HASH_READ || strlen(hash) < length || strncasecmp(read, hash, length) != 0)
		return "the hash is of another record: at least the first 12 letters that the paper has";
	if (!*scan->signed_by || strlen(scan->signed_by) > SIGNED_MAX || !*scan->signed_on ||
	    !is_date(scan->signed_on))
		return "say who signed it and on which day";
	return is_paper(&scan->file) ? NULL : "a scan is a PDF, a PNG or a JPEG";
}

void scan_post(struct request *r)
{
	struct scan_row scan = {.signed_by = request_text(r, "signed_by"), .signed_on = request_text(r, "signed_on")};
	struct snapshot_row of;

	if (!request_id(r, &scan.snapshot) ||
	    !request_good(r, store_snapshot(r->store, &r->who.viewer, scan.snapshot, &r->arena, &of)) ||
	    !evidence_upload(r, &scan.file))
		return;
	const char *fault = fault_of(&scan, request_text(r, "hash"), of.hash);

	if (request_fits(r, fault))
		govern_answer(r, add_scan, &scan, 201);
	free((void *)(uintptr_t)scan.file.content);
}

void put_scans(struct json_out *j, const struct scan_row *rows, size_t count, int64_t snapshot)
{
	json_array(j, "scans");
	for (size_t i = 0; i < count; i++) {
		if (rows[i].snapshot != snapshot)
			continue;
		json_object(j, NULL);
		put_id(j, "id", rows[i].evidence);
		json_text(j, "file", rows[i].file.name);
		json_text(j, "hash", rows[i].file.hash);
		json_uint(j, "size", rows[i].file.size);
		json_text(j, "signed_by", rows[i].signed_by);
		json_text(j, "signed_on", rows[i].signed_on);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		json_object_end(j);
	}
	json_array_end(j);
}
