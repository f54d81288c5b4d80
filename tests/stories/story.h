/* story.h - a story: a plant on fake time, told in words. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"
#include "judge/detectors.h"
#include "judge/judge.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "record/record.h"

#define WORDS_MAX 32
#define DRAWN_MAX 8
#define STEP	  (10 * SECOND)
/* Monday, 2 March 2026, 6:00 in Japan. */
#define BEGIN INT64_C(1772398800000000000)
#define SOURCE 1

struct story {
	const char *detector;
	char title[160];
	bool fires; /* else it is a near miss */
	bool open;
	struct inventory *inventory;
	struct judge *judge;
	struct arena arena;
	int64_t now;
	uint64_t seq;
	uint64_t entry;
	char wrong[256];
	const struct zoning *zoning; /* the inventory's */
	struct zone_row zones[DRAWN_MAX];
	struct network_row networks[DRAWN_MAX];
	struct conduit_row conduits[DRAWN_MAX];
	size_t zone_count, conduit_count;
};

struct words {
	char *word[WORDS_MAX];
	size_t count;
};

/* words.c: what is wrong with the story; the first stands. */
__attribute__((format(printf, 2, 3))) void fail(struct story *s, const char *format, ...);
/* Words apart by blanks, into w; line is cut up. "..." holds blanks, also behind the = of an option. */
void split(char *line, struct words *w);
/* The text behind "name=", or missing. */
const char *option(const struct words *w, const char *name, const char *missing);
uint64_t number(const struct words *w, const char *name, uint64_t missing);
/* "1:30:00" in nanoseconds. */
int64_t time_of(const char *text);

typedef void verb(struct story *s, const struct words *w);

/* records.c: what sensors tell. */
verb do_at, do_gap, do_hourly, do_flow, do_ot, do_liveness, do_claim, do_anomaly, do_alert, do_dns, do_hears;

/* plant.c: what people say of the plant, and what is to be found. */
verb do_zone, do_conduit, do_say, do_ledger, do_block, do_phase, do_restart, do_finds, do_findings;
/* How many findings the story's detector has. */
size_t found(struct story *s);
