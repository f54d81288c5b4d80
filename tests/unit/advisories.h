/* advisories.h - bundles of the advisories in tests/advisories, for tests. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "unit.h"

#include "advise/bundle.h"
#include "lib/buf.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define ADVISORIES_MAX 16

/* A key pair of this run, and what it signs. */
struct maker {
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	struct bundle_key key;
	char setting[128]; /* as BUNDLE_KEYS_SETTING has it */
	struct bundle_member members[ADVISORIES_MAX];
	struct buf bytes[ADVISORIES_MAX];
	size_t count;
};

static inline void maker_new(struct maker *m)
{
	char text[64];

	*m = (struct maker){.count = 0};
	assert_true(sodium_init() >= 0);
	crypto_sign_keypair(m->key.key, m->secret);
	memcpy(m->key.name, "test", 5);
	sodium_bin2base64(text, sizeof(text), m->key.key, sizeof(m->key.key),
			  sodium_base64_VARIANT_ORIGINAL);
	snprintf(m->setting, sizeof(m->setting), "test %s\n", text);
}

static inline void maker_free(struct maker *m)
{
	for (size_t i = 0; i < m->count; i++)
		buf_free(&m->bytes[i]);
	m->count = 0;
}

static inline void maker_text(struct maker *m, const char *name, const char *text, size_t length)
{
	assert_true(m->count < ADVISORIES_MAX);
	buf_append(&m->bytes[m->count], text, length);
	m->members[m->count] =
		(struct bundle_member){name, m->bytes[m->count].data, m->bytes[m->count].length};
	m->count++;
}

/* A file of tests/advisories. */
static inline void maker_file(struct maker *m, const char *name)
{
	char path[512], bytes[65536];

	snprintf(path, sizeof(path), SOURCE_ROOT "/tests/advisories/%s", name);
	FILE *file = fopen(path, "rbe");
	if (!file)
		fail_msg("%s is missing", path);
	maker_text(m, name, bytes, fread(bytes, 1, sizeof(bytes), file));
	fclose(file);
}

static inline void maker_all(struct maker *m)
{
	static const char *const names[] = {"epss.csv",		 "jvn-detail.xml",    "jvn-overview.xml",
					    "kev.json",		 "test-2099-01.json", "test-2099-02.json"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		maker_file(m, names[i]);
}

static inline void maker_bundle(struct maker *m, int64_t made, struct buf *out)
{
	char error[256];

	if (bundle_make("test", made, m->members, m->count, m->secret, out, error, sizeof(error)) != 0)
		fail_msg("%s", error);
}
