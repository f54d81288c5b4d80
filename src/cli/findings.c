/* findings.c - what was found, on a terminal or as alert records. SPDX-License-Identifier: Apache-2.0 */

#include "cli/findings.h"

#include <stdlib.h>
#include <string.h>

#include "judge/alert.h"
#include "judge/texts.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "record/record.h"

/* Copies, for judge shows one at a time; ordered by urgency, then by time. */
struct row {
	struct finding finding;
	char device[64], peer[64], detail[FINDING_DETAIL_SIZE];
};

static int by_urgency(const void *a, const void *b)
{
	const struct finding *x = &((const struct row *)a)->finding, *y = &((const struct row *)b)->finding;

	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (x->first_seen != y->first_seen)
		return x->first_seen < y->first_seen ? -1 : 1;
	return strcmp(x->detector, y->detector);
}

static struct row *collect(struct judge *judge, size_t *count)
{
	uint32_t position = 0;
	const struct finding *f;
	struct row *rows = NULL;
	size_t room = 0;

	while ((f = judge_each_finding(judge, &position)) != NULL) {
		if (*count == room) {
			room = room * 2 + 64;
			rows = xreallocarray(rows, room, sizeof(*rows));
		}
		struct row *r = &rows[(*count)++];

		r->finding = *f;
		snprintf(r->device, sizeof(r->device), "%s", f->device_name);
		snprintf(r->peer, sizeof(r->peer), "%s", f->peer_name);
		snprintf(r->detail, sizeof(r->detail), "%s", f->detail);
	}
	if (*count)
		qsort(rows, *count, sizeof(*rows), by_urgency);
	return rows;
}

static void print_one(const struct row *r, FILE *out)
{
	const struct finding_text *text = finding_text(r->finding.detector, LANGUAGE_EN);
	const struct text_values values = {r->device, r->peer, r->detail, r->finding.count};
	char at[CLOCK_TEXT_SIZE];
	struct buf line = {0};

	text_fill(&line, text && text->what ? text->what : "{detail}", &values);
	clock_text_local(r->finding.first_seen, at);
	fprintf(out, "  %-8s  %.19s  %s\n            %s  [%s]\n", severity_name(r->finding.severity), at,
		text && text->title ? text->title : r->finding.detector, buf_string(&line),
		r->finding.detector);
	buf_free(&line);
}

void findings_print(struct judge *judge, FILE *out)
{
	size_t count = 0;
	struct row *rows = collect(judge, &count);

	fprintf(out, "\nFindings: %zu\n", count);
	for (size_t i = 0; i < count; i++)
		print_one(&rows[i], out);
	free(rows);
}

void findings_print_json(struct judge *judge, struct inventory *inventory, const char *site, FILE *out)
{
	uint32_t position = 0;
	const struct finding *f;
	struct arena arena = {0};
	struct buf line = {0};

	while ((f = judge_each_finding(judge, &position)) != NULL) {
		struct record r;

		arena_reset(&arena);
		buf_clear(&line);
		finding_to_record(f, inventory, &arena, &r);
		r.site = site;
		record_write(&line, &r);
		fwrite(line.data, 1, line.length, out);
	}
	arena_free(&arena);
	buf_free(&line);
}

enum severity findings_worst(struct judge *judge)
{
	uint32_t position = 0;
	const struct finding *f;
	enum severity worst = SEVERITY_DEFAULT;

	while ((f = judge_each_finding(judge, &position)) != NULL)
		if (f->severity > worst)
			worst = f->severity;
	return worst;
}
