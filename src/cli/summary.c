/* summary.c - what a capture showed, on one screen of a terminal. SPDX-License-Identifier: Apache-2.0 */

#include "cli/summary.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/memory.h"

#define NAMES_MAX   256
#define CHANGES_MAX 200
#define SHOWN_MAX   15
#define UNHEARD_MAX 8

/* A name with how often it came. */
struct tally {
	struct {
		char name[64];
		uint64_t count;
		uint64_t packets;
	} row[NAMES_MAX];
	size_t rows;
};

/* The latest totals of one conversation or anomaly, so that a repeat replaces and does not add. */
struct entry {
	uint64_t packets;
	uint64_t count;
	uint8_t kind; /* 0 none, 1 conversation, 2 anomaly */
	char name[48];
};

#define SOURCES 256

struct entries {
	struct entry *row;
	size_t count;
};

struct change {
	int64_t at;
	uint8_t source;
	char text[256];
};

struct summary {
	struct entries entries[SOURCES];
	struct change change[CHANGES_MAX];
	size_t changes; /* all, also those not kept */
	int64_t first;
	int64_t last;
	uint64_t packets[SOURCES];
	uint64_t bytes[SOURCES];
};

struct summary *summary_new(void)
{
	return xcalloc(1, sizeof(struct summary));
}

void summary_free(struct summary *s)
{
	for (size_t i = 0; s && i < SOURCES; i++)
		free(s->entries[i].row);
	free(s);
}

void summary_restart(struct summary *s, unsigned int source)
{
	struct entries *e = &s->entries[source % SOURCES];
	size_t kept = 0;

	if (e->count)
		memset(e->row, 0, e->count * sizeof(*e->row));
	for (size_t i = 0; i < s->changes && i < CHANGES_MAX; i++)
		if (s->change[i].source != source)
			s->change[kept++] = s->change[i];
	s->changes = kept;
}

/* Entry ids begin at 1 for each source and are dense. */
static struct entry *entry_at(struct summary *s, unsigned int source, uint64_t id)
{
	struct entries *e = &s->entries[source % SOURCES];

	if (id > UINT32_C(1) << 24)
		return NULL;
	if (id >= e->count) {
		const size_t count = (size_t)id + id / 2 + 1024;

		e->row = xreallocarray(e->row, count, sizeof(*e->row));
		memset(e->row + e->count, 0, (count - e->count) * sizeof(*e->row));
		e->count = count;
	}
	return &e->row[id];
}

static void take_span(struct summary *s, int64_t first, int64_t last)
{
	if (s->first == 0 || first < s->first)
		s->first = first;
	if (last > s->last)
		s->last = last;
}

static void take_flow(struct summary *s, unsigned int source, const struct record *r)
{
	struct entry *e = entry_at(s, source, r->entry);

	take_span(s, r->flow.start, r->flow.end);
	if (!e)
		return;
	e->kind = 1;
	e->packets = r->flow.packets_to_client + r->flow.packets_to_server;
	if (!r->app_proto)
		snprintf(e->name, sizeof(e->name), "%s (not understood)", r->proto);
	else if (strcmp(e->name, r->app_proto) != 0)
		snprintf(e->name, sizeof(e->name), "%s", r->app_proto);
}

static void take_anomaly(struct summary *s, unsigned int source, const struct record *r)
{
	struct entry *e = entry_at(s, source, r->entry);

	if (!e)
		return;
	e->kind = 2;
	e->count = r->anomaly.count;
	snprintf(e->name, sizeof(e->name), "%s%s%s", r->app_proto ? r->app_proto : "",
		 r->app_proto ? ": " : "", r->anomaly.event);
}

/* Changes a controller: by its class, in a protocol of the plant floor where others have it too. */
static bool changes_controller(const struct record *r)
{
	static const char *const always[] = {"control", "program", "firmware", "config", "time"};
	static const char *const industrial[] = {"security", "file"};

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (strcmp(r->ot.class, always[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof(industrial) / sizeof(industrial[0]); i++)
		if (strcmp(r->ot.class, industrial[i]) == 0)
			return protocol_is_industrial(r->ot.protocol);
	return false;
}

static void end_text(const struct record *r, bool source, char *text)
{
	if (r->has_ip)
		address_text(source ? &r->src_ip : &r->dest_ip, text);
	else
		mac_text(source ? &r->src_mac : &r->dest_mac, text);
}

static void take_ot(struct summary *s, unsigned int source, const struct record *r)
{
	char src[ADDRESS_TEXT_SIZE], dst[ADDRESS_TEXT_SIZE];

	if (!changes_controller(r))
		return;
	if (s->changes < CHANGES_MAX) {
		struct change *c = &s->change[s->changes];

		end_text(r, true, src);
		end_text(r, false, dst);
		c->at = r->ot.first_seen;
		c->source = (uint8_t)source;
		snprintf(c->text, sizeof(c->text), "%s -> %s  %s %s: %s%s%s%s%s", src, dst,
			 r->ot.protocol, r->ot.class, r->ot.function ? r->ot.function : "?",
			 r->ot.target ? ", " : "", r->ot.target ? r->ot.target : "",
			 r->ot.result ? " -> " : "", r->ot.result ? r->ot.result : "");
	}
	s->changes++;
}

static void take_stats(struct summary *s, unsigned int source, const struct record *r)
{
	for (size_t i = 0; i < r->stats.counter_count; i++) {
		const struct record_counter *c = &r->stats.counters[i];

		if (strcmp(c->name, "capture.packets") == 0)
			s->packets[source % SOURCES] = c->value;
		if (strcmp(c->name, "capture.bytes") == 0)
			s->bytes[source % SOURCES] = c->value;
	}
}

void summary_record(struct summary *s, unsigned int source, const struct record *r)
{
	if (r->type == RECORD_FLOW)
		take_flow(s, source, r);
	else if (r->type == RECORD_ANOMALY)
		take_anomaly(s, source, r);
	else if (r->type == RECORD_OT)
		take_ot(s, source, r);
	else if (r->type == RECORD_STATS)
		take_stats(s, source, r);
}

static void tally_add(struct tally *t, const char *name, uint64_t count, uint64_t packets)
{
	size_t i = 0;

	while (i < t->rows && strcmp(t->row[i].name, name) != 0)
		i++;
	if (i == NAMES_MAX)
		i = NAMES_MAX - 1;
	else if (i == t->rows)
		snprintf(t->row[t->rows++].name, sizeof(t->row[0].name), "%s", name);
	t->row[i].count += count;
	t->row[i].packets += packets;
}

static int by_count(const void *a, const void *b)
{
	const uint64_t *left = (const uint64_t *)((const char *)a + 64);
	const uint64_t *right = (const uint64_t *)((const char *)b + 64);

	return *left < *right ? 1 : *left > *right ? -1 : strcmp(a, b);
}

static void tally_print(struct tally *t, const char *title, bool packets, FILE *out)
{
	if (t->rows == 0)
		return;
	qsort(t->row, t->rows, sizeof(t->row[0]), by_count);
	fprintf(out, "\n%s\n", title);
	for (size_t i = 0; i < t->rows && i < SHOWN_MAX; i++) {
		fprintf(out, "  %10" PRIu64 "  %s", t->row[i].count, t->row[i].name);
		if (packets)
			fprintf(out, "  (%" PRIu64 " packets)", t->row[i].packets);
		fputc('\n', out);
	}
	if (t->rows > SHOWN_MAX)
		fprintf(out, "              and %zu more\n", t->rows - SHOWN_MAX);
}

static void print_head(const struct summary *s, FILE *out)
{
	char first[CLOCK_TEXT_SIZE], last[CLOCK_TEXT_SIZE];
	uint64_t packets = 0, bytes = 0;

	for (int i = 0; i < SOURCES; i++) {
		packets += s->packets[i];
		bytes += s->bytes[i];
	}
	fprintf(out, "%" PRIu64 " packets, %.1f MB on the wire", packets, (double)bytes / 1e6);
	if (s->first) {
		clock_text_local(s->first, first);
		clock_text_local(s->last, last);
		fprintf(out, ", from %.19s to %.19s", first, last);
	}
	fputc('\n', out);
}

static void print_devices(struct inventory *inventory, struct tally *roles, struct tally *vendors,
			  FILE *out)
{
	size_t position = 0, devices = 0, external = 0;
	const struct asset *a;

	while ((a = inventory_each_briefly(inventory, &position)) != NULL) {
		if (a->external) {
			external++;
			continue;
		}
		devices++;
		tally_add(roles, a->role, 1, 0);
		tally_add(vendors, a->vendor ? a->vendor : a->mac_vendor ? a->mac_vendor : "(maker not known)",
			  1, 0);
	}
	fprintf(out, "%zu devices, and %zu addresses outside the site\n", devices, external);
}

static void print_unheard(struct inventory *inventory, FILE *out)
{
	size_t position = 0, count = 0;
	const struct endpoint *e;
	char ip[ADDRESS_TEXT_SIZE];

	while ((e = inventory_each_unheard(inventory, &position)) != NULL)
		count++;
	if (count == 0)
		return;
	fprintf(out, "Asked for and never heard (no such device, or its answers are out of sight):");
	position = 0;
	for (size_t i = 0; i < UNHEARD_MAX && (e = inventory_each_unheard(inventory, &position)); i++) {
		address_text(&e->ip, ip);
		fprintf(out, "%s %s", i ? "," : "", ip);
	}
	if (count > UNHEARD_MAX)
		fprintf(out, " and %zu more", count - UNHEARD_MAX);
	fputc('\n', out);
}

static void print_changes(const struct summary *s, FILE *out)
{
	char at[CLOCK_TEXT_SIZE];

	if (s->changes == 0)
		return;
	fprintf(out, "\nOperations that change a controller: %zu\n", s->changes);
	for (size_t i = 0; i < s->changes && i < SHOWN_MAX; i++) {
		clock_text_local(s->change[i].at, at);
		fprintf(out, "  %.19s  %s\n", at, s->change[i].text);
	}
	if (s->changes > SHOWN_MAX)
		fprintf(out, "  and %zu more (--json prints all)\n", s->changes - SHOWN_MAX);
}

static void tally_entries(const struct entries *entries, struct tally *conversations, struct tally *oddities)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *e = &entries->row[i];

		if (e->kind == 1)
			tally_add(conversations, e->name, 1, e->packets);
		if (e->kind == 2)
			tally_add(oddities, e->name, e->count, 0);
	}
}

void summary_print(struct summary *s, struct inventory *inventory, FILE *out)
{
	struct tally *t = xcalloc(4, sizeof(*t));

	for (size_t i = 0; i < SOURCES; i++)
		tally_entries(&s->entries[i], &t[2], &t[3]);
	print_head(s, out);
	print_devices(inventory, &t[0], &t[1], out);
	print_unheard(inventory, out);
	tally_print(&t[0], "Devices by role", false, out);
	tally_print(&t[1], "Devices by maker", false, out);
	tally_print(&t[2], "Conversations by protocol", true, out);
	print_changes(s, out);
	tally_print(&t[3], "Oddities", false, out);
	free(t);
}
