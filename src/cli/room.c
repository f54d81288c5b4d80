/* room.c - what a read had no room for, and time that ran back. SPDX-License-Identifier: Apache-2.0 */

#include "cli/room.h"

#include <stdio.h>
#include <string.h>

#include "record/record.h"

static bool ends(const char *name, const char *end)
{
	const size_t own = strlen(name), length = strlen(end);

	return own > length && strcmp(name + own - length, end) == 0;
}

void room_take(struct room *room, const struct record *r)
{
	*room = (struct room){0};
	for (size_t i = 0; i < r->stats.counter_count; i++) {
		const struct record_counter *c = &r->stats.counters[i];

		if (ends(c->name, ".evicted"))
			room->evicted += c->value;
		if (strcmp(c->name, "capture.backwards") == 0)
			room->backwards = c->value;
	}
}

static void print(const char *before, const char *path, uint64_t count, const char *after)
{
	if (count)
		fprintf(stderr, "yagura: %s%s%llu %s\n", before, path, (unsigned long long)count, after);
}

void room_print(const struct room *room, const char *path)
{
	print(path, ": ", room->backwards,
	      "packets are older than those before them: periods and silences there cannot be trusted");
	print(path, ": ", room->evicted, "entries were let go before their time, for the tables were full");
}

void room_print_all(const struct inventory *inventory, const struct judge *judge)
{
	const struct inventory_counters i = inventory_counters(inventory);
	const struct judge_counters j = judge_counters(judge);

	print("", "", i.refused_devices + i.refused_endpoints,
	      "times somebody was heard for whom there was no room among the devices");
	print("", "", j.refused_allowed, "times something was not learned, for the allow-list is full");
	print("", "", j.held_back,
	      "findings more were not made, for there were 200 of the same kind within ten minutes");
	print("", "", j.evicted_findings, "findings were let go, for there were too many");
}
