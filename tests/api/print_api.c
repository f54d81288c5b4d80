/* print_api.c - prints docs/api.md, or compares it: print-api [FILE]. SPDX-License-Identifier:
 * Apache-2.0 */

#include "lib/buf.h"
#include "serve/serve.h"

#include <stdio.h>
#include <string.h>

static int compare(const char *path, struct buf *wanted)
{
	char kept[64 << 10];
	FILE *file = fopen(path, "r");
	const size_t length = file ? fread(kept, 1, sizeof(kept), file) : 0;

	if (file)
		fclose(file);
	if (length == wanted->length && memcmp(kept, wanted->data, length) == 0)
		return 0;
	fprintf(stderr, "%s is stale: print it anew with print-api > docs/api.md\n", path);
	return 1;
}

int main(int argc, char **argv)
{
	struct buf text = {.data = NULL};
	int rc = 0;

	serve_print_api(&text);
	if (argc == 2)
		rc = compare(argv[1], &text);
	else
		fwrite(text.data, 1, text.length, stdout);
	buf_free(&text);
	return rc;
}
