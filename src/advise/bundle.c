/* bundle.c - a signed file of advisories, opened. SPDX-License-Identifier: Apache-2.0
 *
 * Nothing of a member is looked at before the manifest's signature was good and the member's sum is
 * that of the manifest. What the archive unpacks to is counted as it comes, not as it claims. It comes as a file: a plant's network needs no way out.
 */

#include "advise/bundle.h"

#include "advise/bundle_zip.h"
#include "advise/members.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/json_in.h"

#include <errno.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MANIFEST_MAX (8u << 20)

size_t bundle_keys_read(const char *text, struct bundle_key *keys, size_t most)
{
	size_t count = 0;

	while (*text && count < most) {
		const size_t line = strcspn(text, "\n");
		const size_t name = strcspn(text, " \n");
		const char *key = text + name + strspn(text + name, " ");
		size_t length = 0;

		if (name > 0 && name < BUNDLE_KEY_NAME_SIZE && name < line &&
		    sodium_base642bin(keys[count].key, sizeof(keys[count].key), key,
				      strcspn(key, " \r\n"), NULL, &length, NULL,
				      sodium_base64_VARIANT_ORIGINAL) == 0 &&
		    length == sizeof(keys[count].key)) {
			memcpy(keys[count].name, text, name);
			keys[count++].name[name] = '\0';
		}
		text += line + (text[line] == '\n');
	}
	return count;
}

__attribute__((format(printf, 2, 3))) static int refuse(struct bundle_work *w, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(w->error, w->error_size, format, arguments);
	va_end(arguments);
	return -EINVAL;
}

/* The name of the key that made the signature, or NULL. */
static const char *signer(const struct buf *manifest, const struct buf *signature,
			  const struct bundle_key *keys, size_t count)
{
	for (size_t i = 0; i < count && signature->length == crypto_sign_BYTES; i++)
		if (crypto_sign_verify_detached(signature->data, manifest->data, manifest->length,
						keys[i].key) == 0)
			return keys[i].name;
	return NULL;
}

static bool sum_good(const struct buf *bytes, const char *expected)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	char text[crypto_hash_sha256_BYTES * 2 + 1];

	crypto_hash_sha256(sum, bytes->data, bytes->length);
	sodium_bin2hex(text, sizeof(text), sum, sizeof(sum));
	return strcmp(text, expected) == 0;
}

static int read_one(struct bundle_work *w, zip_t *zip, const char *name, const char *sum,
		    size_t *budget)
{
	struct buf bytes = {.max = BUNDLE_MEMBER_MAX};
	int rc = bundle_unpack(zip, name, &bytes);

	if (rc == -ENOENT)
		rc = refuse(w, "%.100s is in the manifest, but not in the bundle", name);
	else if (rc == -E2BIG)
		rc = refuse(w, "%.100s unpacks to more than 64 MB", name);
	else if (rc != 0)
		rc = refuse(w, "%.100s is damaged", name);
	else if (bytes.length > *budget)
		rc = refuse(w, "the bundle unpacks to more than 512 MB");
	else if (!sum_good(&bytes, sum))
		rc = refuse(w, "%.100s is not what was signed: its SHA-256 differs", name);
	else
		rc = member_read(w, name, &bytes);
	*budget -= rc == 0 ? bytes.length : 0;
	buf_free(&bytes);
	return rc;
}

static int read_members(struct bundle_work *w, zip_t *zip, const struct json_value *members)
{
	const zip_int64_t entries = zip_get_num_entries(zip, 0);
	size_t budget = BUNDLE_UNPACKED_MAX;
	const struct json_value *item;
	const char *before = "";
	int rc = 0;

	if (members->count > BUNDLE_MEMBERS_MAX)
		return refuse(w, "the bundle has more than %d members", BUNDLE_MEMBERS_MAX);
	if ((zip_uint64_t)entries != members->count + 2)
		return refuse(w, "the bundle holds files that its manifest does not name");
	json_in_each(item, members) {
		const char *name = read_text(item, "name");

		/* in order, so that none comes twice */
		if (strcmp(name, before) <= 0)
			return refuse(w, "the manifest does not name its members in order");
		before = name;
		rc = read_one(w, zip, name, read_text(item, "sha256"), &budget);
		if (rc != 0)
			break;
	}
	return rc;
}

static int read_manifest(struct bundle_work *w, zip_t *zip, const struct buf *bytes, const char *key)
{
	struct arena arena = {0};
	struct json_in_error wrong;
	const struct json_value *manifest = json_in_read(&arena, bytes->data, bytes->length, &wrong);
	const char *name = read_text(manifest, "name");
	int64_t made = 0;
	int rc;

	if (!manifest || strcmp(read_text(manifest, "format"), BUNDLE_FORMAT) != 0 || !*name ||
	    strlen(name) > 100 || clock_parse(read_text(manifest, "made"), &made) != 0) {
		rc = refuse(w, "its manifest is not one of format %s", BUNDLE_FORMAT);
	} else {
		member_begin(w, read_clean(&arena, name, 100), made, key);
		rc = read_members(w, zip, read_group(manifest, "members"));
	}
	if (rc == 0)
		member_end(w);
	arena_free(&arena);
	return rc;
}

static int read_archive(struct bundle_work *w, zip_t *zip, const struct bundle_key *keys,
			size_t key_count)
{
	struct buf manifest = {.max = MANIFEST_MAX}, signature = {.max = 1024};
	int rc;

	if (bundle_unpack(zip, "manifest.json", &manifest) != 0 ||
	    bundle_unpack(zip, "manifest.sig", &signature) != 0) {
		rc = refuse(w, "it is a zip archive, but no bundle: manifest.json or manifest.sig is "
			       "missing");
	} else {
		const char *key = signer(&manifest, &signature, keys, key_count);

		rc = key_count == 0
			     ? refuse(w, "no key is trusted yet: `yagura bundle trust` adds one")
		     : !key ? refuse(w, "its signature is not of a key that is trusted here")
			    : read_manifest(w, zip, &manifest, key);
	}
	buf_free(&manifest);
	buf_free(&signature);
	return rc;
}

int bundle_read(const void *bytes, size_t length, const struct bundle_key *keys, size_t key_count,
		struct buf *out, char *error, size_t error_size)
{
	struct bundle_work work = {.json = {.out = out}, .error = error, .error_size = error_size};
	int rc;

	if (length > BUNDLE_BYTES_MAX)
		return refuse(&work, "the bundle is larger than 128 MB");
	zip_t *zip = bundle_open(bytes, length);
	if (!zip)
		return refuse(&work, "it is no bundle: not a zip archive, or damaged");
	rc = read_archive(&work, zip, keys, key_count);
	zip_discard(zip);
	if (rc == 0 && out->full)
		rc = refuse(&work, "the bundle says more than is taken");
	return rc;
}
