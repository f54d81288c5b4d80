/* findings.c - what was found, on a terminal or as alert records. SPDX-License-Identifier:
 * Apache-2.0 */

#include "cli/findings.h"

#include <stdlib.h>
#include <string.h>

#include "inventory/namesake.h"
#include "judge/alert.h"
#include "judge/texts.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "record/record.h"

/* Copies, for judge shows one at a time; ordered by urgency, then by time. */
struct row {
	struct finding finding;
	char device[128], peer[128], detail[FINDING_DETAIL_SIZE];
};

static int by_urgency(const void *a, const void *b)
{
	const struct finding *x = &((const struct row *)a)->finding,
	                     *y = &((const struct row *)b)->finding;

	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (x->first_seen != y->first_seen)
		return x->first_seen < y->first_seen ? -1 : 1;
	return strcmp(x->detector, y->detector);
}

/* "LINE2 (192.168.11.12)" where there are two of them. */
static void call_it(const struct namesakes *names, uint64_t number, const char *name, char *out,
                    size_t size)
{
	const char *apart = number && *name ? namesakes_apart(names, number) : NULL;

	if (apart)
		snprintf(out, size, "%s (%s)", name, apart);
	else
		snprintf(out, size, "%s", name);
}

static void add_name(struct namesakes *names, uint64_t number, const char *name)
{
	if (number && *name)
		namesakes_add(names, number, name);
}

/* Those that are spoken of here, no others: a list of thousands of devices is not looked through
 * for it. */
static struct namesakes *names_of(struct judge *judge, struct inventory *inventory)
{
	struct namesakes *names = namesakes_new();
	uint32_t position = 0;
	const struct finding *f;

	while ((f = judge_each_finding(judge, &position)) != NULL) {
		add_name(names, f->device, f->device_name);
		add_name(names, f->peer, f->peer_name);
	}
	namesakes_settle(names, inventory);
	return names;
}

static struct row *collect(struct judge *judge, const struct namesakes *names, size_t *count)
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
		call_it(names, f->device, f->device_name, r->device, sizeof(r->device));
		call_it(names, f->peer, f->peer_name, r->peer, sizeof(r->peer));
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
	fprintf(out, "  %-8s  %.19s  %s\n            %s  [%s]\n",
	        severity_name(r->finding.severity), at,
	        text && text->title ? text->title : r->finding.detector, buf_string(&line),
	        r->finding.detector);
	buf_free(&line);
}

void findings_print(struct judge *judge, struct inventory *inventory, FILE *out)
{
	size_t count = 0;
	struct namesakes *names = names_of(judge, inventory);
	struct row *rows = collect(judge, names, &count);

	namesakes_free(names);
	fprintf(out, "\nFindings: %zu\n", count);
	for (size_t i = 0; i < count; i++)
		print_one(&rows[i], out);
	free(rows);
}

void findings_print_json(struct judge *judge, struct inventory *inventory, const char *site,
                         FILE *out)
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
