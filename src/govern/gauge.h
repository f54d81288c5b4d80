/* gauge.h - what the network says for or against an answer. SPDX-License-Identifier: Apache-2.0
 *
 * A gauge is a function over the store's named use-cases; gauges.h is the table, catalog/gauges.yaml
 * has its words. Silence is never support, and a gauge never answers in a person's place.
 */
#pragma once

#include "govern/pack.h"
#include "store/measure.h"
#include "store/zoning.h"

enum gauge_verdict { GAUGE_UNKNOWN, GAUGE_SUPPORTS, GAUGE_CONTRADICTS };

/* What is watched, read once for all gauges of a page. */
struct gauge_sight {
	size_t live;	    /* sensors that run now and hear something */
	size_t hushed;	    /* sensors of a live network that do not */
	int64_t live_since; /* the first packet of the oldest of them */
	size_t sources;
	int64_t first_packet;
	int64_t last_packet; /* of any source: what is measured is as of then */
	bool has_ledger;
	int64_t ledger_at;
	struct counts counts;
	/* What several gauges ask is read when the first of them does. */
	struct traffic *traffic;
	bool has_crossings;
	struct zone_name *zones;
	struct crossing_row *crossings;
	size_t zone_count, crossing_count;
};

struct gauge_ask {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	const struct pack_column *column; /* NULL: the whole site */
	struct gauge_sight *sight;
	int64_t now;
	int64_t scope; /* that is assessed */
};

/* Something that the verdict stands on, and where the page shows it. */
struct gauge_sample {
	const char *text;
	const char *link;
};

struct gauge_name {
	const char *name;
	const char *value;
};

#define GAUGE_NAMES   12
#define GAUGE_SAMPLES 5

struct gauge_result {
	const char *gauge;
	struct words title;
	enum gauge_verdict verdict;
	const char *when;		       /* which of the gauge's words are said */
	struct gauge_name names[GAUGE_NAMES]; /* put into them */
	size_t name_count;
	struct words detail; /* one plain sentence */
	const char *value;   /* the number itself, "12" */
	int64_t as_of;	     /* 0: nothing was seen */
	bool of_network;     /* devices were counted as zoning_level() says: the words tell */
	int coverage;	     /* per cent of the devices meant that were seen, -1 unknown */
	const char *link;    /* the traffic or the devices on the page, NULL none */
	struct gauge_sample samples[GAUGE_SAMPLES];
	size_t sample_count;
};

/* Fills all but gauge, title and detail. 0 or -errno. */
typedef int gauge_function(const struct gauge_ask *ask, struct gauge_result *out);

struct gauge {
	const char *name; /* as packs call it */
	gauge_function *measure;
};

extern const struct gauge gauges[];
extern const size_t gauge_count;

/* Reads what is watched. */
__attribute__((warn_unused_result)) int gauge_look(struct store *store, const struct viewer *viewer,
						   struct arena *arena, struct gauge_sight *out);
/* Runs one. against: it may only contradict. An unknown name gives unknown. 0 or -errno. */
__attribute__((warn_unused_result)) int gauge_run(const struct gauge_ask *ask, const char *name,
						  bool against, struct gauge_result *out);
/* "supports" "contradicts" "unknown" */
const char *gauge_verdict_name(enum gauge_verdict verdict);

/* ---- for gauges ---- */

/* Sets verdict and words; the two go together. */
void gauge_say(struct gauge_result *out, enum gauge_verdict verdict, const char *when);
/* {name} in the words becomes this. */
void gauge_put(const struct gauge_ask *ask, struct gauge_result *out, const char *name,
	       uint64_t number);
void gauge_put_time(const struct gauge_ask *ask, struct gauge_result *out, const char *name,
		    int64_t time);
void gauge_put_text(struct gauge_result *out, const char *name, const char *text);
void gauge_sample(struct gauge_result *out, const char *text, const char *link);
/* All conversations, read when the first gauge asks. 0 or -errno. */
__attribute__((warn_unused_result)) int gauge_traffic(const struct gauge_ask *ask, struct traffic **out);
/* How the devices of these levels are seen, recent being the last day. 0 or -errno. */
__attribute__((warn_unused_result)) int gauge_network(const struct gauge_ask *ask, const char *levels,
						      struct measured_network *out);
/* Levels of the column, comma separated; "" for the whole site. */
const char *gauge_levels(const struct gauge_ask *ask);

/* ---- words (gauge_words.c) ---- */

/* The words of this gauge in this case; false when the catalogue has none. */
bool gauge_words(const char *gauge, const char *when, struct words *title, struct words *text);
