/* import.c - what a bundle says goes into the store, all of it or nothing. SPDX-License-Identifier: Apache-2.0 */

#include "advise/advise.h"

#include "advise/read.h"
#include "inventory/vendor.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "store/account.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define VENDOR_KEY_SIZE 128

struct import {
	struct store *store;
	const struct viewer *viewer;
	const char *filename;
	struct bundle *bundle;
	struct arena arena; /* of a line */
	struct arena names; /* of the bundle's own texts */
	char *error;
	size_t error_size;
	bool begun, ended;
};

__attribute__((format(printf, 3, 4))) static int refuse(struct import *i, int rc, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(i->error, i->error_size, format, arguments);
	va_end(arguments);
	return rc;
}

static int take_bundle(struct import *i, const struct json_value *line)
{
	const struct json_value *head = read_group(line, "bundle");
	char newer[CLOCK_TEXT_SIZE];
	int64_t newest = 0;

	if (i->begun || head->count != 3 || head[1].type != JSON_TEXT || head[2].type != JSON_NUMBER ||
	    head[3].type != JSON_TEXT)
		return refuse(i, -EINVAL, "the bundle was not read as it should be");
	i->begun = true;
	i->bundle->name = arena_strdup(&i->names, head[1].text);
	i->bundle->made = head[2].number;
	i->bundle->signed_by = arena_strdup(&i->names, head[3].text);
	i->bundle->filename = i->filename;
	const int rc = store_bundle_newest(i->store, i->bundle->name, &newest);
	if (rc)
		return rc;
	if (i->bundle->made < newest) {
		clock_text(newest, newer);
		return refuse(i, -ESTALE, "a newer bundle of that name is in already, of %.19s", newer);
	}
	return store_bundle_add(i->store, i->viewer, i->bundle, &i->bundle->id);
}

static int take_advisory(struct import *i, const struct json_value *line)
{
	struct advisory advisory;

	if (!line_read_advisory(line, &i->arena, &advisory))
		return refuse(i, -EINVAL, "the bundle was not read as it should be");
	const char **keys = arena_alloc(&i->arena, (advisory.product_count + 1) * sizeof(char *));
	for (size_t p = 0; p < advisory.product_count; p++) {
		char key[VENDOR_KEY_SIZE];

		vendor_key(advisory.products[p].vendor, key, sizeof(key));
		keys[p] = arena_strdup(&i->arena, key);
	}
	const int rc = store_advisory_put(i->store, i->bundle->id, &advisory, keys);
	i->bundle->advisories++;
	i->bundle->changed += rc == 1;
	return rc < 0 ? rc : 0;
}

static int take_kev_begins(struct import *i, const struct json_value *line)
{
	(void)line;
	return store_kev_clear(i->store);
}

static int take_kev(struct import *i, const struct json_value *line)
{
	struct kev kev;

	if (!line_read_kev(line, &kev))
		return refuse(i, -EINVAL, "the bundle was not read as it should be");
	i->bundle->kev++;
	return store_kev_put(i->store, &kev);
}

static int take_epss_begins(struct import *i, const struct json_value *line)
{
	(void)line;
	return store_epss_clear(i->store);
}

static int take_epss(struct import *i, const struct json_value *line)
{
	struct epss epss;

	if (!line_read_epss(line, &epss))
		return refuse(i, -EINVAL, "the bundle was not read as it should be");
	i->bundle->epss++;
	return store_epss_put(i->store, &epss);
}

static int take_end(struct import *i, const struct json_value *line)
{
	(void)line;
	i->ended = true;
	return 0;
}

static const struct {
	const char *key; /* the first of the line's object */
	int (*take)(struct import *i, const struct json_value *line);
} kinds[] = {
	{"bundle", take_bundle},   {"advisory", take_advisory},	    {"kev_begins", take_kev_begins},
	{"kev", take_kev},	   {"epss_begins", take_epss_begins}, {"epss", take_epss},
	{"end", take_end},
};

static int take_line(struct import *i, const char *line, size_t length)
{
	struct json_in_error wrong;

	arena_reset(&i->arena);
	const struct json_value *v = json_in_read(&i->arena, line, length, &wrong);
	if (!v || v->type != JSON_OBJECT || v->count == 0 || i->ended)
		return refuse(i, -EINVAL, "the bundle was not read as it should be");
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		if (strcmp(v[1].key, kinds[k].key) == 0 && (i->begun || k == 0))
			return kinds[k].take(i, v);
	return refuse(i, -EINVAL, "the bundle was not read as it should be");
}

static int take_lines(struct import *i, const char *lines, size_t length)
{
	const char *end = lines + length;
	int rc = 0;

	while (lines < end && rc == 0) {
		const char *stop = memchr(lines, '\n', (size_t)(end - lines));

		if (!stop)
			break; /* the child has not come to an end */
		rc = take_line(i, lines, (size_t)(stop - lines));
		lines = stop + 1;
	}
	if (rc == 0 && !i->ended)
		rc = refuse(i, -EINVAL, "the bundle was not read to its end");
	return rc;
}

int advise_import(struct store *store, const struct viewer *viewer, const char *filename,
		  const void *lines, size_t length, struct bundle *out, char *error, size_t error_size)
{
	struct import i = {.store = store,
			   .viewer = viewer,
			   .filename = filename,
			   .bundle = out,
			   .error = error,
			   .error_size = error_size};
	char detail[160];

	*out = (struct bundle){.id = 0};
	*error = '\0';
	int rc = take_lines(&i, lines, length);
	if (rc == 0)
		rc = store_bundle_counts(store, out->id, out);
	if (rc == 0)
		rc = store_match_due_all(store);
	snprintf(detail, sizeof(detail), "%lld advisories (%lld new or changed), %lld KEV, %lld EPSS",
		 (long long)out->advisories, (long long)out->changed, (long long)out->kev,
		 (long long)out->epss);
	if (rc == 0)
		rc = store_audit(store, viewer, "bundle.import", out->name, detail);
	if (rc != 0 && !*error)
		snprintf(error, error_size, "%s", store_error(store));
	out->name = out->signed_by = out->filename = "";
	arena_free(&i.arena);
	arena_free(&i.names);
	return rc;
}
