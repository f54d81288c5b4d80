/* stories.c - replays of records on fake time, and which detector they wake. SPDX-License-Identifier: Apache-2.0
 *
 * usage: stories FOLDER [DETECTOR]. Each detector has FOLDER/ID.story; the language is in FOLDER/README.md.
 */

#include "story.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "judge/texts.h"

static int bad;

static const struct verb {
	const char *name;
	verb *run;
	size_t words;
} verbs[] = {
	{"at", do_at, 2},	{"gap", do_gap, 2},	{"hourly", do_hourly, 2},	{"flow", do_flow, 4},	{"ot", do_ot, 6},
	{"claim", do_claim, 3}, {"anomaly", do_anomaly, 5}, {"alert", do_alert, 6}, {"liveness", do_liveness, 5}, {"zone", do_zone, 2}, {"conduit", do_conduit, 4}, {"say", do_say, 3}, {"finds", do_finds, 2}, {"findings", do_findings, 2},
	{"ledger", do_ledger, 2}, {"block", do_block, 2}, {"dns", do_dns, 5}, {"hears", do_hears, 2}, {"restart", do_restart, 1},
	{"learn", do_phase, 1}, {"review", do_phase, 1}, {"enforce", do_phase, 1}, {"none", do_phase, 1},
};

static void begin(struct story *s, bool fires, const char *title)
{
	s->fires = fires;
	s->open = true;
	s->wrong[0] = '\0';
	snprintf(s->title, sizeof(s->title), "%s", title + strspn(title, " "));
	s->inventory = inventory_new(NULL);
	s->judge = judge_new(NULL, s->inventory);
	s->now = BEGIN;
	s->seq = 0;
	s->entry = 1000;
	s->zoning = NULL;
	s->zone_count = s->conduit_count = 0;
}

static void print_found(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		printf("       there is: %s, device %s, peer %s, count %llu, %s, detail %s\n", f->detector,
		       f->device_name, f->peer_name, (unsigned long long)f->count,
		       severity_name(f->severity), f->detail);
}

/* Whoever reads a finding wants to know of whom it speaks. */
static void check_names(struct story *s)
{
	uint32_t position = 0;
	const struct finding *f;

	while ((f = judge_each_finding(s->judge, &position)) != NULL)
		if (!*f->device_name || (f->peer && !*f->peer_name))
			fail(s, "a finding of %s names nobody", f->detector);
}

static void end(struct story *s)
{
	if (!s->open)
		return;
	judge_end(s->judge, SOURCE);
	check_names(s);
	const size_t n = found(s);

	if (s->fires && n == 0)
		fail(s, "it finds nothing");
	if (!s->fires && n > 0)
		fail(s, "a near miss is found");
	printf("%-4s %-32s %-5s %s%s%s\n", *s->wrong ? "FAIL" : "ok", s->detector,
	       s->fires ? "fires" : "quiet", s->title, *s->wrong ? ": " : "", s->wrong);
	if (*s->wrong)
		print_found(s);
	bad += *s->wrong != '\0';
	judge_free(s->judge);
	inventory_free(s->inventory);
	arena_reset(&s->arena);
	s->open = false;
}

static void run_line(struct story *s, char *line)
{
	struct words w;

	split(line, &w);
	if (w.count == 0 || w.word[0][0] == '#')
		return;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(verbs[i].name, w.word[0]) != 0)
			continue;
		if (w.count < verbs[i].words)
			fail(s, "%s wants more words", w.word[0]);
		else if (!s->open)
			fail(s, "no story has begun");
		else
			verbs[i].run(s, &w);
		return;
	}
	fail(s, "nobody knows the word %s", w.word[0]);
}

/* finds is asked when the story is over, so that what waits to be sure has had its time. */
static void run_file(struct story *s, FILE *in)
{
	char line[1024];
	int fires = 0, quiet = 0;

	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strncmp(line, "fires:", 6) == 0 || strncmp(line, "quiet:", 6) == 0) {
			end(s);
			begin(s, line[0] == 'f', line + 6);
			fires += line[0] == 'f';
			quiet += line[0] == 'q';
			continue;
		}
		if (strncmp(line, "finds", 5) == 0)
			judge_end(s->judge, SOURCE);
		run_line(s, line);
	}
	end(s);
	if (fires == 0 || quiet == 0) {
		printf("FAIL %-32s wants a story that fires and one that is quiet\n", s->detector);
		bad++;
	}
}

static void check_texts(const char *id)
{
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(id, (enum language)l);

		if (t && t->title && t->what && t->why && t->steps)
			continue;
		printf("FAIL %-32s has no title, what, why and next in %s (catalog/detectors.yaml)\n", id,
		       l == LANGUAGE_JA ? "Japanese" : "English");
		bad++;
	}
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: stories FOLDER [DETECTOR]\n");
		return 2;
	}
	setenv("TZ", "JST-9", 1); /* stories tell the hours of a plant in Japan */
	tzset();
	for (size_t i = 0; i < detector_count; i++) {
		struct story s = {.detector = detectors[i]->id};
		char path[4096];

		if (argc > 2 && strcmp(argv[2], s.detector) != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s.story", argv[1], s.detector);
		FILE *in = fopen(path, "r");
		if (in) {
			run_file(&s, in);
			fclose(in);
		} else {
			printf("FAIL %-32s %s: %s\n", s.detector, path, strerror(errno));
			bad++;
		}
		arena_free(&s.arena);
		check_texts(s.detector);
	}
	return bad ? 1 : 0;
}
