/* embed.c - build tool: files become one table of named texts in C. SPDX-License-Identifier:
 * Apache-2.0
 *
 * usage: embed OUT.c SYMBOL FILE...   gives  const struct embedded_file SYMBOL[], ended by a row
 * without a name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *with)
{
	fprintf(stderr, "embed: %s: %s\n", what, with);
	exit(1);
}

static void write_bytes(FILE *out, const char *path, int number)
{
	FILE *in = fopen(path, "rb");
	int byte;
	int column = 0;

	if (!in)
		fail("cannot open", path);
	fprintf(out, "static const unsigned char file_%d[] = {\n", number);
	while ((byte = fgetc(in)) != EOF)
		fprintf(out, ++column % 24 ? "%d," : "%d,\n", byte);
	fputs("0};\n", out); /* text can be used as a C string */
	fclose(in);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		fail("usage", "embed OUT.c SYMBOL FILE...");
	FILE *out = fopen(argv[1], "w");

	if (!out)
		fail("cannot write", argv[1]);
	fputs("#include \"lib/embedded.h\"\n\n", out);
	for (int i = 3; i < argc; i++)
		write_bytes(out, argv[i], i);
	fprintf(out,
	        "extern const struct embedded_file %s[];\nconst struct embedded_file %s[] = {\n",
	        argv[2], argv[2]);
	for (int i = 3; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/');

		fprintf(out, "\t{\"%s\", file_%d, sizeof(file_%d) - 1},\n",
		        slash ? slash + 1 : argv[i], i, i);
	}
	fputs("\t{0, 0, 0},\n};\n", out);
	return fclose(out) == 0 ? 0 : 1;
}
