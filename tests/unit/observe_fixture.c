/* observe_fixture.c - an observer, and an ear for what it tells. SPDX-License-Identifier: Apache-2.0 */

#include "observe_fixture.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

static bool hear(struct teller *t, const char *line)
{
	struct ear *ear = (struct ear *)t;
	size_t used = strlen(ear->text);

	if (!ear->deaf)
		snprintf(ear->text + used, sizeof(ear->text) - used, "%s\n", line);
	return !ear->deaf;
}

static bool hear_conversation(struct teller *t, const struct conversation *c, int64_t now)
{
	char line[160], peak[32] = "";

	if (c->peak)
		snprintf(peak, sizeof(peak), " peak %llu", (unsigned long long)c->peak);
	snprintf(line, sizeof(line), "%lld %s%u port %u packets %llu flows %llu%s",
		 (long long)((now - START) / SECOND), c->spread ? "spread of " : "from ",
		 c->key.client.bytes[15], c->key.port,
		 (unsigned long long)(c->packets[0] + c->packets[1]), (unsigned long long)c->flows, peak);
	return hear(t, line);
}

static bool hear_operations(struct teller *t, const struct observed *const *ops, size_t n, int64_t now)
{
	char line[400];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++) {
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s%s%s x%llu%s%s",
				 ops[i]->key.function, *ops[i]->target ? " " : "", ops[i]->target,
				 (unsigned long long)ops[i]->count, ops[i]->result ? " " : "",
				 ops[i]->result ? ops[i]->result : "");
		if (ops[i]->range_count)
			used += snprintf(line + used, sizeof(line) - (size_t)used, " %u ranges, %llu..%llu%s",
					 ops[i]->range_count,
					 (unsigned long long)observed_ranges(ops[i])[0].low,
					 (unsigned long long)observed_ranges(ops[i])[0].high,
					 ops[i]->wide ? " wide" : "");
	}
	return hear(t, line);
}

static bool hear_claims(struct teller *t, const struct observed_claim *const *claims, size_t n,
			int64_t now)
{
	char line[400];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++)
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s=%s", claims[i]->key.name,
				 claims[i]->value);
	return hear(t, line);
}

static bool hear_anomaly(struct teller *t, const struct observed_anomaly *a, int64_t now)
{
	char line[160];

	snprintf(line, sizeof(line), "%lld %s x%llu", (long long)((now - START) / SECOND), a->key.event,
		 (unsigned long long)a->count);
	return hear(t, line);
}

static bool hear_lookups(struct teller *t, const struct observed_lookup *const *lookups, size_t n,
			 int64_t now)
{
	char line[8000];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++)
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s x%llu/%llu",
				 *lookups[i]->name ? lookups[i]->name : "all",
				 (unsigned long long)lookups[i]->queries,
				 (unsigned long long)lookups[i]->failures);
	return hear(t, line);
}

struct world *world_new(const struct observe_limits *limits)
{
	static struct world w;

	w = (struct world){.ear.teller = {.conversation = hear_conversation,
				       .operations = hear_operations,
				       .claims = hear_claims,
				       .anomaly = hear_anomaly,
				       .lookups = hear_lookups},
			   .now = START};
	w.observer = observer_new(limits, &w.ear.teller);
	observer_advance(w.observer, w.now);
	return &w;
}

int set_up(void **state)
{
	*state = world_new(&observe_limits_default);
	return 0;
}

int tear_down(void **state)
{
	observer_free(((struct world *)*state)->observer);
	return 0;
}

/* All that was told since the last call. */
void assert_told(struct world *w, const char *expected)
{
	assert_string_equal(w->ear.text, expected);
	w->ear.text[0] = '\0';
}

void wait_seconds(struct world *w, int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++)
		observer_advance(w->observer, w->now += SECOND);
}

static const struct dissector modbus = {.name = "modbus", .rank = RANK_IDENTITY};

struct address host(uint8_t last)
{
	return address_from_ip4((uint8_t[]){192, 0, 2, last});
}

struct frame frame_from(const struct world *w, uint8_t client, uint8_t server)
{
	return (struct frame){.time = w->now, .ip_version = 4, .transport = TRANSPORT_TCP, .protocol = 6,
			      .src = host(client), .dst = host(server), .src_port = 40000,
			      .dst_port = 502};
}

struct flow flow_from(const struct world *w, uint8_t client, uint16_t port)
{
	return (struct flow){.id = client, .first = w->now, .last = w->now,
			     .key = {.low = host(client), .high = host(200), .low_port = 40000,
				     .high_port = port, .protocol = 6, .transport = TRANSPORT_TCP}};
}

struct context *talk_begin(struct world *w, struct talk *t)
{
	t->frame = frame_from(w, 1, 200);
	if (t->flow.id == 0)
		t->flow = flow_from(w, 1, 502);
	t->context = (struct context){.sink = observer_sink(w->observer), .dissector = &modbus,
				      .frame = &t->frame, .flow = &t->flow};
	return &t->context;
}

operation_ref ask(struct world *w, struct talk *t, enum ot_class class, const char *function,
			 uint32_t number)
{
	return emit_operation(talk_begin(w, t), &(struct operation){.class = class, .code = 1,
								    .subcode = NO_SUBCODE,
								    .function = function,
								    .target = number ? "unit %u" : NULL,
								    .number = {number}});
}
