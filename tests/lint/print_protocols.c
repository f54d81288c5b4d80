/* print_protocols.c - docs/protocols.md, from the table of dissectors. SPDX-License-Identifier: Apache-2.0
 *
 *   print_protocols           prints it
 *   print_protocols FILE      fails when FILE is not what would be printed
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "lib/buf.h"

static const char *evidence_text(enum evidence evidence)
{
	static const char *const text[] = {
		[EVIDENCE_STRONG] = "one message, on any port",
		[EVIDENCE_LOOSE] = "two messages that agree, on any port",
		[EVIDENCE_BOTH] = "a message of each side, on any port",
		[EVIDENCE_PORT_ONLY] = "its own port only",
	};

	return text[evidence];
}

static void put_frame_type(struct buf *out, uint64_t type)
{
	if (type >> 40)
		buf_printf(out, "SNAP %06" PRIx64 "/%04" PRIx64, type >> 16 & 0xffffff, type & 0xffff);
	else if (type >> 32)
		buf_printf(out, "LLC 0x%02" PRIx64, type & 0xff);
	else
		buf_printf(out, "0x%04" PRIx64, type);
}

static void put_places(struct buf *out, const struct dissector *d)
{
	const char *between = "";

	for (size_t i = 0; i < sizeof(d->ports) / sizeof(d->ports[0]) && d->ports[i]; i++) {
		const bool tcp = d->transports & OVER_TCP, udp = d->transports & OVER_UDP;

		buf_printf(out, "%s%s %u", between, tcp && udp ? "TCP, UDP" : tcp ? "TCP" : "UDP",
			   d->ports[i]);
		between = "; ";
	}
	for (size_t i = 0; i < sizeof(d->frames) / sizeof(d->frames[0]) && d->frames[i]; i++) {
		buf_printf(out, "%s", between);
		put_frame_type(out, d->frames[i]);
		between = "; ";
	}
	for (size_t i = 0; i < sizeof(d->protocols) && d->protocols[i]; i++) {
		buf_printf(out, "%sIP protocol %u", between, d->protocols[i]);
		between = "; ";
	}
}

static void put_rows(struct buf *out, bool industrial)
{
	buf_printf(out, "\n## %s\n\n| name | protocol | found by | ports and frame types |\n|---|---|---|---|\n",
		   industrial ? "On the plant floor" : "Elsewhere");
	for (size_t i = 0; dissectors[i]; i++) {
		const struct dissector *d = dissectors[i];

		if (d->industrial != industrial)
			continue;
		buf_printf(out, "| %s | %s | %s | ", d->name, d->title, evidence_text(d->evidence));
		put_places(out, d);
		buf_printf(out, " |\n");
	}
}

static bool is_file(const char *path, const struct buf *expected)
{
	size_t size = expected->length + 2;
	char *text = calloc(1, size);
	FILE *f = fopen(path, "r");
	size_t length = text && f ? fread(text, 1, size - 1, f) : 0;
	bool same = length == expected->length && memcmp(text, expected->data, length) == 0;

	if (f)
		fclose(f);
	free(text);
	return same;
}

int main(int argc, char **argv)
{
	struct buf out = {0};

	buf_printf(&out, "# The protocols that Yagura reads\n\n"
			 "Printed from src/dissect/dissectors.h by `build/tests/lint/print_protocols`. A protocol\n"
			 "is found by its own bytes first and by its port second.\n");
	put_rows(&out, true);
	put_rows(&out, false);
	bool old = argc == 2 && !is_file(argv[1], &out);

	if (old)
		printf("%s is old: build/tests/lint/print_protocols > docs/protocols.md\n", argv[1]);
	if (argc != 2)
		fputs(buf_string(&out), stdout);
	buf_free(&out);
	return old;
}
