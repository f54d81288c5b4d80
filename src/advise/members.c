/* members.c - the kinds of files that a bundle may hold. SPDX-License-Identifier: Apache-2.0 */

#include "advise/members.h"

#include "advise/bundle.h"
#include "lib/arena.h"
#include "lib/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define KEV_MAX	 20000
#define EPSS_MAX 1000000

void member_begin(struct bundle_work *w, const char *name, int64_t made, const char *key)
{
	json_object(&w->json, NULL);
	json_array(&w->json, "bundle");
	json_text(&w->json, NULL, name);
	json_int(&w->json, NULL, made);
	json_text(&w->json, NULL, key);
	json_array_end(&w->json);
	json_object_end(&w->json);
	buf_byte(w->json.out, '\n');
	w->json.comma = false;
}

void member_end(struct bundle_work *w)
{
	buf_text(w->json.out, "{\"end\":[]}\n");
}

static int refuse(struct bundle_work *w, const char *name, const char *why)
{
	snprintf(w->error, w->error_size, "%.100s: %s", name, why);
	return -EINVAL;
}

static const struct json_value *parse(struct bundle_work *w, const char *name,
				      const struct buf *bytes, struct arena *arena)
{
	struct json_in_error wrong = {.what = ""};
	const struct json_value *v = json_in_read(arena, bytes->data, bytes->length, &wrong);

	if (!v)
		snprintf(w->error, w->error_size, "%.100s: it is no JSON as we take it: %s (byte %zu)",
			 name, wrong.what, wrong.offset);
	return v;
}

static int read_csaf(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	struct arena arena = {0};
	struct draft draft = {.arena = &arena};
	const struct json_value *v = parse(w, name, bytes, &arena);
	const char *error = "";
	int rc = v ? csaf_read(v, &draft, &error) : -EINVAL;

	if (v && rc != 0)
		rc = refuse(w, name, error);
	if (rc == 0)
		line_advisory(&w->json, &draft.advisory);
	arena_free(&arena);
	return rc;
}

static void put_kev(struct bundle_work *w, struct arena *arena, const struct json_value *item)
{
	line_kev(&w->json,
		 &(struct kev){
			 .cve = read_clean(arena, read_text(item, "cveID"), 40),
			 .title = read_clean(arena, read_text(item, "vulnerabilityName"), 300),
			 .added = read_clean(arena, read_text(item, "dateAdded"), 20),
			 .due = read_clean(arena, read_text(item, "dueDate"), 20),
			 .action = read_clean(arena, read_text(item, "requiredAction"), 500),
			 .ransomware =
				 strcmp(read_text(item, "knownRansomwareCampaignUse"), "Known") == 0,
		 });
}

/* CISA's catalogue of vulnerabilities that are known to be exploited. */
static int read_kev(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	struct arena arena = {0};
	const struct json_value *v = parse(w, name, bytes, &arena), *item;
	const struct json_value *list = v ? read_group(v, "vulnerabilities") : NULL;
	int rc = v ? 0 : -EINVAL;

	if (v && (list->type != JSON_ARRAY || list->count == 0 || list->count > KEV_MAX))
		rc = refuse(w, name, "it is no KEV catalogue: there are no vulnerabilities in it");
	if (rc == 0)
		buf_text(w->json.out, "{\"kev_begins\":[]}\n");
	if (rc == 0)
		json_in_each(item, list) {
			if (!*read_text(item, "cveID")) {
				rc = refuse(w, name, "an entry has no cveID");
				break;
			}
			put_kev(w, &arena, item);
		}
	arena_free(&arena);
	return rc;
}

/* "0.00385" in millionths; -1 when it is none. */
static int millionths(const char *text)
{
	char *end;
	const double value = strtod(text, &end);

	return end != text && value >= 0 && value <= 1 ? (int)(value * 1e6 + 0.5) : -1;
}

static bool put_epss(struct bundle_work *w, const char *line, size_t length)
{
	char text[128];
	const char *comma = memchr(line, ',', length);
	const size_t name = comma ? (size_t)(comma - line) : 0;
	const char *second = comma ? memchr(comma + 1, ',', length - name - 1) : NULL;

	if (!second || length >= sizeof(text) || name > 40 || strncmp(line, "CVE-", 4) != 0)
		return false;
	memcpy(text, line, length);
	text[length] = text[name] = '\0';
	const struct epss row = {text, millionths(text + name + 1),
				 millionths(text + (second - line) + 1)};
	if (row.score < 0 || row.percentile < 0 || !text_is_utf8(text, name))
		return false;
	line_epss(&w->json, &row);
	return true;
}

/* FIRST's scores: a comment, a header, then "cve,epss,percentile". */
static int read_epss(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	const char *at = (const char *)bytes->data, *end = at + bytes->length;
	size_t rows = 0, line = 0;

	buf_text(w->json.out, "{\"epss_begins\":[]}\n");
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline ? newline : end;
		size_t length = (size_t)(stop - at);

		line++;
		length -= length > 0 && at[length - 1] == '\r';
		if (length > 0 && *at != '#' && strncmp(at, "cve,", length < 4 ? length : 4) != 0) {
			if (++rows > EPSS_MAX || !put_epss(w, at, length)) {
				snprintf(w->error, w->error_size,
					 "%.100s: line %zu is no score of EPSS", name, line);
				return -EINVAL;
			}
		}
		at = newline ? newline + 1 : end;
	}
	return rows > 0 ? 0 : refuse(w, name, "there are no scores in it");
}

static bool inflate_all(const struct buf *packed, struct buf *out)
{
	z_stream z = {.next_in = packed->data, .avail_in = (uInt)packed->length};
	int rc = Z_OK;

	if (inflateInit2(&z, 15 + 16) != Z_OK) /* gzip alone */
		return false;
	while (rc == Z_OK) {
		uint8_t *room = buf_reserve(out, 65536);

		if (!room)
			break;
		z.next_out = room;
		z.avail_out = 65536;
		rc = inflate(&z, Z_NO_FLUSH);
		out->length += 65536 - z.avail_out;
	}
	inflateEnd(&z);
	return rc == Z_STREAM_END;
}

static int read_epss_gz(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	struct buf plain = {.max = BUNDLE_MEMBER_MAX};
	const int rc = inflate_all(bytes, &plain)
			       ? read_epss(w, name, &plain)
			       : refuse(w, name, "it is no gzip file, or unpacks to more than 64 MB");

	buf_free(&plain);
	return rc;
}

static void take_entry(void *argument, const struct advisory *advisory)
{
	line_advisory(argument, advisory);
}

static int read_myjvn(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	const char *error = NULL;

	return myjvn_read(bytes->data, bytes->length, take_entry, &w->json, &error) == 0
		       ? 0
		       : refuse(w, name, error);
}

/* The first that fits. */
static const struct {
	const char *name; /* the whole, or the end when it begins with a dot */
	int (*read)(struct bundle_work *w, const char *name, const struct buf *bytes);
} kinds[] = {
	{"kev.json", read_kev}, {"epss.csv", read_epss}, {"epss.csv.gz", read_epss_gz},
	{".json", read_csaf},	{".xml", read_myjvn},
};

int member_read(struct bundle_work *w, const char *name, const struct buf *bytes)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const size_t end = strlen(kinds[i].name);

		if (kinds[i].name[0] == '.' ? length > end && strcmp(name + length - end, kinds[i].name) == 0
					    : strcmp(name, kinds[i].name) == 0)
			return kinds[i].read(w, name, bytes);
	}
	return refuse(w, name, "a bundle has no members of this kind");
}
