/* bundle.c - `yagura bundle`: signed bundles of advisories, and whose are taken. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "advise/bundle.h"
#include "cli/bundle_file.h"
#include "cli/output.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "store/account.h"

#define WORDS_MAX 4096

struct request {
	const char *database;
	const char *output;
	const char *key;
	const char *name;
	const char *words[WORDS_MAX];
	size_t count;
};

static bool parse(struct request *r, int argc, char **argv)
{
	for (int i = 2; i < argc; i++) {
		const bool more = i + 1 < argc;

		if (strcmp(argv[i], "--db") == 0 && more)
			r->database = argv[++i];
		else if (strcmp(argv[i], "-o") == 0 && more)
			r->output = argv[++i];
		else if (strcmp(argv[i], "--key") == 0 && more)
			r->key = argv[++i];
		else if (strcmp(argv[i], "--name") == 0 && more)
			r->name = argv[++i];
		else if (argv[i][0] != '-' && r->count < WORDS_MAX)
			r->words[r->count++] = argv[i];
		else
			return false;
	}
	return true;
}

static int failed(const char *what, int rc)
{
	fprintf(stderr, "yagura: %s: %s\n", what, strerror(-rc));
	return 2;
}

static bool is_key_name(const char *name)
{
	return *name && strlen(name) < BUNDLE_KEY_NAME_SIZE && !strpbrk(name, " \t\r\n");
}

/* The secret goes into a file that only its owner reads; what others are to trust is printed. */
static int make_key(const struct request *r)
{
	unsigned char key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof(secret), sodium_base64_VARIANT_ORIGINAL)];
	char public[sodium_base64_ENCODED_LEN(sizeof(key), sodium_base64_VARIANT_ORIGINAL)];

	if (r->count != 1 || !r->output || !is_key_name(r->words[0]))
		return cli_usage("bundle");
	int fd = open(r->output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return failed(r->output, -errno);
	crypto_sign_keypair(key, secret);
	sodium_bin2base64(text, sizeof(text), secret, sizeof(secret), sodium_base64_VARIANT_ORIGINAL);
	sodium_bin2base64(public, sizeof(public), key, sizeof(key), sodium_base64_VARIANT_ORIGINAL);
	const bool written = dprintf(fd, "%s %s\n", r->words[0], text) > 0;
	const bool closed = close(fd) == 0;
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(text, sizeof(text));
	if (!written || !closed)
		return failed(r->output, -EIO);
	printf("Where its bundles are to be taken:\n  yagura bundle trust %s %s\n", r->words[0], public);
	return 0;
}

/* "NAME BASE64" of make_key(). */
static bool read_key(const char *path, unsigned char secret[crypto_sign_SECRETKEYBYTES])
{
	struct buf text = {.max = 65536};
	size_t length = 0;
	const int rc = bundle_file_read(path, &text);
	const char *key = rc == 0 ? strchr(buf_string(&text), ' ') : NULL;
	const bool good = key && sodium_base642bin(secret, crypto_sign_SECRETKEYBYTES, key + 1,
						   strcspn(key + 1, "\r\n"), NULL, &length, NULL,
						   sodium_base64_VARIANT_ORIGINAL) == 0 &&
			  length == crypto_sign_SECRETKEYBYTES;

	if (text.data)
		sodium_memzero(text.data, text.length);
	buf_free(&text);
	if (!good)
		fprintf(stderr, "yagura: %s: %s\n", path,
			rc ? strerror(-rc) : "it is no key of `yagura bundle key`");
	return good;
}

static int sign_members(const struct request *r, const struct bundle_member *members)
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	struct buf bundle = {0};
	char error[256];

	if (!read_key(r->key, secret))
		return 2;
	int rc = bundle_make(r->name, clock_now(), members, r->count, secret, &bundle, error,
			     sizeof(error));
	sodium_memzero(secret, sizeof(secret));
	if (rc != 0) {
		fprintf(stderr, "yagura: %s\n", error);
	} else {
		rc = output_write(r->output, &bundle);
		if (rc != 0)
			(void)failed(r->output, rc);
	}
	buf_free(&bundle);
	return rc ? 2 : 0;
}

static int sign(const struct request *r)
{
	struct bundle_member *members = xcalloc(r->count + 1, sizeof(*members));
	struct buf *bytes = xcalloc(r->count + 1, sizeof(*bytes));
	int rc = r->count > 0 && r->key && r->name && r->output ? 0 : -EINVAL;
	int status = 2;

	if (rc != 0)
		(void)cli_usage("bundle");
	for (size_t i = 0; i < r->count && rc == 0; i++) {
		const char *slash = strrchr(r->words[i], '/');

		bytes[i].max = BUNDLE_MEMBER_MAX;
		rc = bundle_file_read(r->words[i], &bytes[i]);
		if (rc != 0)
			(void)failed(r->words[i], rc);
		members[i] = (struct bundle_member){slash ? slash + 1 : r->words[i], bytes[i].data,
						    bytes[i].length};
	}
	if (rc == 0)
		status = sign_members(r, members);
	for (size_t i = 0; i < r->count; i++)
		buf_free(&bytes[i]);
	free(bytes);
	free(members);
	return status;
}

/* ---- whose bundles are taken ---- */

/* The lines without that of the name. */
static void without(const char *lines, const char *name, struct buf *out)
{
	const size_t length = strlen(name);

	while (*lines) {
		const size_t line = strcspn(lines, "\n");

		if (line > 0 && !(strncmp(lines, name, length) == 0 && lines[length] == ' ')) {
			buf_append(out, lines, line);
			buf_byte(out, '\n');
		}
		lines += line + (lines[line] == '\n');
	}
}

static int change_trust(struct store *store, const char *name, const char *key)
{
	struct bundle_key parsed[BUNDLE_KEYS_MAX + 1];
	struct arena arena = {0};
	struct buf lines = {0};
	const char *before = NULL;
	int rc = store_setting(store, &store_system, BUNDLE_KEYS_SETTING, &arena, &before);

	if (rc == 0) {
		without(before ? before : "", name, &lines);
		if (key)
			buf_printf(&lines, "%s %s\n", name, key);
		if (bundle_keys_read(buf_string(&lines), parsed, BUNDLE_KEYS_MAX + 1) > BUNDLE_KEYS_MAX)
			rc = -E2BIG;
	}
	if (rc == -E2BIG)
		fprintf(stderr, "yagura: more than %d keys\n", BUNDLE_KEYS_MAX);
	if (rc == 0)
		rc = store_setting_put(store, &store_system, BUNDLE_KEYS_SETTING, buf_string(&lines));
	if (rc == 0)
		rc = store_audit(store, &store_system, key ? "bundle.trust" : "bundle.distrust", name,
				 "from the command line");
	buf_free(&lines);
	arena_free(&arena);
	return rc;
}

static int print_trusted(struct store *store)
{
	struct arena arena = {0};
	const char *lines = NULL;
	const int rc = store_setting(store, &store_system, BUNDLE_KEYS_SETTING, &arena, &lines);

	if (rc == 0)
		printf("%s", lines ? lines : "");
	arena_free(&arena);
	return rc;
}

static bool is_key(const char *name, const char *key)
{
	struct bundle_key parsed;
	struct buf line = {0};

	buf_printf(&line, "%s %s\n", name, key);
	const bool good = bundle_keys_read(buf_string(&line), &parsed, 1) == 1;
	buf_free(&line);
	if (!good)
		fprintf(stderr, "yagura: this is no public key of `yagura bundle key`\n");
	return good;
}

static int with_store(const struct request *r, const char *verb)
{
	const bool adds = strcmp(verb, "trust") == 0, lists = strcmp(verb, "trusted") == 0;
	char error[512];
	int rc = 0;

	if (r->count != (lists ? 0u : adds ? 2u : 1u) || (!lists && !is_key_name(r->words[0])))
		return cli_usage("bundle");
	if (adds && !is_key(r->words[0], r->words[1]))
		return 2;
	struct store *store = store_open(r->database, &rc, error, sizeof(error));
	if (!store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	rc = lists ? print_trusted(store)
		   : change_trust(store, r->words[0], adds ? r->words[1] : NULL);
	if (rc != 0 && rc != -E2BIG)
		fprintf(stderr, "yagura: %s\n", store_error(store));
	store_close(store);
	return rc ? 2 : 0;
}

int command_bundle(int argc, char **argv)
{
	static struct request r = {.database = "yagura.db"};

	if (argc < 2 || !parse(&r, argc, argv))
		return cli_usage("bundle");
	if (strcmp(argv[1], "key") == 0)
		return make_key(&r);
	if (strcmp(argv[1], "sign") == 0)
		return sign(&r);
	if (strcmp(argv[1], "trust") == 0 || strcmp(argv[1], "distrust") == 0 ||
	    strcmp(argv[1], "trusted") == 0)
		return with_store(&r, argv[1]);
	return cli_usage("bundle");
}
