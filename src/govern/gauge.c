/* gauge.c - running gauges and saying in plain words what they found. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"

#include <string.h>

#define X(name, function) {name, function},
const struct gauge gauges[] = {GAUGES(X)};
#undef X
const size_t gauge_count = sizeof(gauges) / sizeof(gauges[0]);

#define DAY (86400 * SECOND)
/* A live sensor that heard nothing for this long watches nothing. */
#define QUIET (300 * SECOND)

static void look_at(const struct source *s, int64_t now, struct gauge_sight *out)
{
	const bool runs = strcmp(s->kind, "live") == 0 && strcmp(s->state, "running") == 0;

	if (s->first_packet && (!out->first_packet || s->first_packet < out->first_packet))
		out->first_packet = s->first_packet;
	if (s->last_packet > out->last_packet)
		out->last_packet = s->last_packet;
	if (!runs || s->last_packet + QUIET < now) {
		out->hushed += strcmp(s->kind, "live") == 0 && strcmp(s->state, "moved") != 0;
		return;
	}
	out->live++;
	if (!out->live_since || s->first_packet < out->live_since)
		out->live_since = s->first_packet;
}

int gauge_look(struct store *store, const struct viewer *viewer, struct arena *arena,
	       struct gauge_sight *out)
{
	struct source *rows = NULL;
	struct ledger ledger;
	const int64_t now = clock_now();

	*out = (struct gauge_sight){0};
	int rc = store_sources(store, viewer, arena, &rows, &out->sources);

	for (size_t i = 0; !rc && i < out->sources; i++)
		look_at(&rows[i], now, out);
	if (!rc)
		rc = store_counts(store, viewer, now, &out->counts);
	out->has_ledger = !rc && out->counts.ledger > 0;
	if (out->has_ledger)
		rc = store_ledger(store, viewer, arena, &ledger);
	if (!rc && out->has_ledger)
		out->ledger_at = ledger.imported_at;
	return rc;
}

static const struct gauge *find(const char *name)
{
	for (size_t i = 0; i < gauge_count; i++)
		if (strcmp(gauges[i].name, name) == 0)
			return &gauges[i];
	return NULL;
}

static const char *name_value(const struct gauge_result *r, const char *name, size_t length)
{
	for (size_t i = 0; i < r->name_count; i++)
		if (strlen(r->names[i].name) == length && memcmp(r->names[i].name, name, length) == 0)
			return r->names[i].value;
	return "?";
}

/* The words with their {names} filled in. */
static const char *fill(const struct gauge_ask *ask, const struct gauge_result *r, const char *text)
{
	struct buf out = {0};

	while (*text) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;

		if (end) {
			buf_text(&out, name_value(r, text + 1, (size_t)(end - text) - 1));
			text = end + 1;
		} else {
			buf_byte(&out, (uint8_t)*text++);
		}
	}
	const char *filled = arena_strdup(ask->arena, buf_string(&out));

	buf_free(&out);
	return filled;
}

int gauge_run(const struct gauge_ask *ask, const char *name, bool against, struct gauge_result *out)
{
	const struct gauge *gauge = find(name);
	struct words words = {"", ""};
	int rc = 0;

	*out = (struct gauge_result){.gauge = name, .when = "unknown", .value = "", .coverage = -1};
	if (gauge)
		rc = gauge->measure(ask, out);
	if (against && out->verdict == GAUGE_SUPPORTS)
		out->verdict = GAUGE_UNKNOWN;
	if (!gauge_words(name, out->when, &out->title, &words))
		(void)gauge_words("", "unknown", &out->title, &words);
	out->detail.ja = fill(ask, out, words.ja);
	out->detail.en = fill(ask, out, words.en);
	if (out->of_network && ask->column && ask->column->levels && gauge_words("any", "counted", &(struct words){"", ""}, &words)) {
		out->detail.ja = arena_printf(ask->arena, "%s。%s", out->detail.ja, words.ja);
		out->detail.en = arena_printf(ask->arena, "%s. %s", out->detail.en, words.en);
	}
	return rc;
}

const char *gauge_verdict_name(enum gauge_verdict verdict)
{
	static const char *const names[] = {"unknown", "supports", "contradicts"};

	return names[verdict];
}

void gauge_say(struct gauge_result *out, enum gauge_verdict verdict, const char *when)
{
	out->verdict = verdict;
	out->when = when;
}

void gauge_put_text(struct gauge_result *out, const char *name, const char *text)
{
	if (out->name_count < GAUGE_NAMES)
		out->names[out->name_count++] = (struct gauge_name){name, text};
}

void gauge_put(const struct gauge_ask *ask, struct gauge_result *out, const char *name,
	       uint64_t number)
{
	gauge_put_text(out, name, arena_printf(ask->arena, "%llu", (unsigned long long)number));
}

/* Minutes are enough for people, in the plant's time. */
void gauge_put_time(const struct gauge_ask *ask, struct gauge_result *out, const char *name,
		    int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	text[10] = ' ';
	text[16] = '\0';
	gauge_put_text(out, name, time ? arena_strdup(ask->arena, text) : "-");
}

void gauge_sample(struct gauge_result *out, const char *text, const char *link)
{
	if (out->sample_count < GAUGE_SAMPLES)
		out->samples[out->sample_count++] = (struct gauge_sample){text, link};
}

int gauge_traffic(const struct gauge_ask *ask, struct traffic **out)
{
	int rc = 0;

	if (!ask->sight->traffic)
		rc = store_traffic(ask->store, ask->viewer, ask->now - DAY, ask->arena, &ask->sight->traffic);
	*out = rc ? NULL : ask->sight->traffic;
	return rc;
}

int gauge_network(const struct gauge_ask *ask, const char *levels, struct measured_network *out)
{
	struct traffic *traffic;
	const int rc = gauge_traffic(ask, &traffic);

	if (!rc)
		traffic_network(traffic, levels, out);
	return rc;
}

const char *gauge_levels(const struct gauge_ask *ask)
{
	if (!ask->column || !ask->column->levels)
		return "";
	char *levels = arena_strdup(ask->arena, ask->column->levels);

	for (char *p = levels; *p; p++)
		if (*p == ' ')
			*p = ',';
	return levels;
}
