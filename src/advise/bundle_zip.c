/* bundle_zip.c - bundles as archives: unpacked with a limit, and made. SPDX-License-Identifier: Apache-2.0 */

#include "advise/bundle_zip.h"

#include "advise/bundle.h"
#include "lib/clock.h"
#include "lib/json_out.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

zip_t *bundle_open(const void *bytes, size_t length)
{
	zip_error_t problem;

	zip_error_init(&problem);
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &problem);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &problem) : NULL;

	if (!zip && source)
		zip_source_free(source);
	zip_error_fini(&problem);
	return zip;
}

int bundle_unpack(zip_t *zip, const char *name, struct buf *out)
{
	zip_file_t *file = zip_fopen(zip, name, 0);
	zip_int64_t got = 0;

	if (!file)
		return zip_name_locate(zip, name, 0) < 0 ? -ENOENT : -EINVAL;
	for (;;) {
		const size_t left = out->max - out->length;
		uint8_t *room = buf_reserve(out, left < 65536 ? left : 65536);
		uint8_t more;

		/* at the limit one byte more tells whether it was the end */
		got = left == 0 ? zip_fread(file, &more, 1)
				: zip_fread(file, room, left < 65536 ? left : 65536);
		if (got <= 0 || left == 0)
			break;
		out->length += (size_t)got;
	}
	zip_fclose(file);
	return got < 0 ? -EINVAL : got > 0 ? -E2BIG : 0;
}

/* ---- making one ---- */

static int by_name(const void *left, const void *right)
{
	const struct bundle_member *const *a = left, *const *b = right;

	return strcmp((*a)->name, (*b)->name);
}

static void put_manifest(struct buf *out, const char *name, int64_t made,
			 const struct bundle_member **members, size_t count)
{
	struct json_out j = {.out = out};
	char text[CLOCK_TEXT_SIZE];

	clock_text(made, text);
	json_object(&j, NULL);
	json_text(&j, "format", BUNDLE_FORMAT);
	json_text(&j, "name", name);
	json_text(&j, "made", text);
	json_array(&j, "members");
	for (size_t i = 0; i < count; i++) {
		unsigned char sum[crypto_hash_sha256_BYTES];
		char hex[crypto_hash_sha256_BYTES * 2 + 1];

		crypto_hash_sha256(sum, members[i]->data, members[i]->length);
		sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
		json_object(&j, NULL);
		json_text(&j, "name", members[i]->name);
		json_text(&j, "sha256", hex);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

static bool add(zip_t *zip, const char *name, const void *data, size_t length)
{
	zip_source_t *source = zip_source_buffer(zip, data, length, 0);

	if (source && zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0)
		return true;
	zip_source_free(source);
	return false;
}

/* What was written into the source. */
static bool take(zip_source_t *source, struct buf *out)
{
	zip_int64_t got = 0;

	if (zip_source_open(source) != 0)
		return false;
	for (uint8_t *room; (room = buf_reserve(out, 65536)) != NULL; out->length += (size_t)got) {
		got = zip_source_read(source, room, 65536);
		if (got <= 0)
			break;
	}
	zip_source_close(source);
	return got == 0;
}

static bool pack(const struct buf *manifest, const unsigned char *signature,
		 const struct bundle_member **members, size_t count, struct buf *out)
{
	zip_error_t problem;
	bool good;

	zip_error_init(&problem);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &problem);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &problem) : NULL;
	zip_error_fini(&problem);
	if (!zip) {
		zip_source_free(source);
		return false;
	}
	zip_source_keep(source);
	good = add(zip, "manifest.json", manifest->data, manifest->length) &&
	       add(zip, "manifest.sig", signature, crypto_sign_BYTES);
	for (size_t i = 0; good && i < count; i++)
		good = add(zip, members[i]->name, members[i]->data, members[i]->length);
	if (!good || zip_close(zip) != 0) {
		zip_discard(zip);
		good = false;
	}
	good = good && take(source, out);
	zip_source_free(source);
	return good;
}

int bundle_make(const char *name, int64_t made, const struct bundle_member *members, size_t count,
		const unsigned char *secret, struct buf *out, char *error, size_t error_size)
{
	const struct bundle_member **sorted = calloc(count + 1, sizeof(const struct bundle_member *));
	unsigned char signature[crypto_sign_BYTES];
	struct buf manifest = {0};
	int rc = sorted && count > 0 ? 0 : -EINVAL;

	snprintf(error, error_size, "a bundle needs members");
	for (size_t i = 0; i < count && rc == 0; i++)
		sorted[i] = &members[i];
	if (rc == 0)
		qsort(sorted, count, sizeof(sorted[0]), by_name);
	for (size_t i = 1; i < count && rc == 0; i++)
		if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0) {
			snprintf(error, error_size, "two members are called %.100s", sorted[i]->name);
			rc = -EINVAL;
		}
	if (rc == 0) {
		put_manifest(&manifest, name, made, sorted, count);
		crypto_sign_detached(signature, NULL, manifest.data, manifest.length, secret);
		rc = pack(&manifest, signature, sorted, count, out) ? 0 : -EINVAL;
		snprintf(error, error_size, "the archive cannot be made");
	}
	buf_free(&manifest);
	free(sorted);
	return rc;
}
