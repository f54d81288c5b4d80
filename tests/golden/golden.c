/* golden.c - feeds .talk files through flow and engine and compares the facts. SPDX-License-Identifier: Apache-2.0
 *
 *   golden DIR            checks every DIR/<protocol>/<case>.talk against its .facts, as written and cut up
 *   golden --record FILE  writes the .facts of one case
 *   golden --print FILE   prints them
 */

#include "golden.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

static char *with_suffix(const char *talk, const char *suffix)
{
	size_t stem = strlen(talk) - strlen(".talk");
	size_t size = stem + strlen(suffix) + 1;
	char *path = xmalloc(size);

	snprintf(path, size, "%.*s%s", (int)stem, talk, suffix);
	return path;
}

static bool ends_with(const char *text, const char *suffix)
{
	size_t n = strlen(text), m = strlen(suffix);

	return n > m && strcmp(text + n - m, suffix) == 0;
}

static bool read_file(const char *path, struct buf *out)
{
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_append(out, block, n);
	fclose(f);
	return true;
}

static int record(const char *talk)
{
	struct buf facts = {0};
	char *path = with_suffix(talk, ".facts");
	FILE *f = talk_facts(talk, 0, &facts) == 0 ? fopen(path, "w") : NULL;
	int rc = f ? 0 : 2;

	if (f) {
		fwrite(facts.data, 1, facts.length, f);
		fclose(f);
	}
	free(path);
	buf_free(&facts);
	return rc;
}

static int print(const char *talk)
{
	struct buf facts = {0};
	int rc = talk_facts(talk, 0, &facts);

	fputs(buf_string(&facts), stdout);
	buf_free(&facts);
	return rc ? 2 : 0;
}

static bool check(const char *talk, size_t piece)
{
	struct buf facts = {0}, expected = {0};
	char *path = with_suffix(talk, ".facts");
	bool same = talk_facts(talk, piece, &facts) == 0 && read_file(path, &expected) &&
		    strcmp(buf_string(&facts), buf_string(&expected)) == 0;

	if (!same)
		printf("FAIL %s, segments of %zu bytes\n--- expected\n%s--- got\n%s", talk, piece,
		       buf_string(&expected), buf_string(&facts));
	free(path);
	buf_free(&facts);
	buf_free(&expected);
	return same;
}

/* Where a message is broken or foreign it matters how it was cut, and so it does in the engine's cases. */
static bool depends_on_cuts(const char *talk)
{
	static const char *const signs[] = {"/engine/", "/malformed", "/broken", "/near", "/foreign"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(talk, signs[i]))
			return true;
	return false;
}

/* The facts are the same however TCP cut, ordered and repeated the bytes. */
static bool check_pieces(const char *talk)
{
	return depends_on_cuts(talk) || (check(talk, 1) && check(talk, 2) && check(talk, 13));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void check_folder(const char *folder, int *passed, int *failed)
{
	struct dirent **names = NULL;
	int n = scandir(folder, &names, NULL, by_name);

	for (int i = 0; i < n; i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && names[i]->d_type == DT_DIR)
			check_folder(path, passed, failed);
		if (ends_with(path, ".talk"))
			*(check(path, 0) && check_pieces(path) ? passed : failed) += 1;
		free(names[i]);
	}
	free(names);
}

int main(int argc, char **argv)
{
	int passed = 0, failed = 0;

	if (argc == 3 && strcmp(argv[1], "--record") == 0)
		return record(argv[2]);
	if (argc == 3 && strcmp(argv[1], "--print") == 0)
		return print(argv[2]);
	if (argc != 2) {
		fputs("usage: golden DIR | --record FILE.talk | --print FILE.talk\n", stderr);
		return 2;
	}
	check_folder(argv[1], &passed, &failed);
	printf("%d passed, %d failed\n", passed, failed);
	return failed || !passed;
}
