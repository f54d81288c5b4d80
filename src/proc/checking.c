/* checking.c - the active check as the server sees it. SPDX-License-Identifier: Apache-2.0
 *
 * The plan is made anew every few seconds, from the list and from whom was heard since. The checker is given
 * the list, too, and looks at each question again.
 */

#include "proc/checking.h"

#include <string.h>

#include "inventory/inventory.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "poll/schedule.h"
#include "proc/checker.h"
#include "store/check.h"

#define LOOK_EVERY (10 * SECOND)
#define OWN	   "check_from"
#define OWN_MAX	   ((INVENTORY_ASKERS - 1) * 16) /* of what was kept before */
#define LATE	   (60 * SECOND) /* an answer counts for two questions and so much more */

static struct check_plan plan;
static int64_t look_at;
static int64_t until; /* clock_now; 0 it is off */

void checking_changed(void)
{
	look_at = 0;
}

/* Our own addresses that ask, one more: kept, for sensors tell a new server of old conversations at once. */
static void remember_own(struct writer *w, const struct address *from)
{
	struct arena arena = {0};
	char text[ADDRESS_TEXT_SIZE];
	const char *known = NULL;

	if (!inventory_asks_from(plant_root(w)->inventory, from))
		return;
	address_text(from, text);
	if (store_setting(w->store, &store_system, OWN, &arena, &known) != 0 ||
	    store_setting_put(w->store, &store_system, OWN,
			      arena_printf(&arena, "%s%s%.*s", text, known ? " " : "", OWN_MAX, known ? known : "")) != 0)
		log_warn("%s", store_error(w->store));
	arena_free(&arena);
}

/* Whom it asked within the last days, for the same reason. */
static void remember_asked(struct writer *w)
{
	struct check_seen *rows = NULL;
	struct arena arena = {0};
	size_t count = 0;

	if (store_check_times(w->store, &arena, &rows, &count) != 0)
		log_warn("%s", store_error(w->store));
	for (size_t i = 0; i < count; i++)
		inventory_asks(plant_root(w)->inventory, &rows[i].address, rows[i].port);
	arena_free(&arena);
}

void checking_begin(struct writer *w)
{
	struct arena arena = {0};
	const char *known = NULL;
	struct address ip;

	if (store_setting(w->store, &store_system, OWN, &arena, &known) != 0)
		log_warn("%s", store_error(w->store));
	char *rest = known ? arena_strdup(&arena, known) : NULL;

	for (char *word; (word = strsep(&rest, " ")) != NULL;)
		if (address_parse(word, &ip))
			(void)inventory_asks_from(plant_root(w)->inventory, &ip);
	arena_free(&arena);
	remember_asked(w);
}

static void keep(struct writer *w, const struct checker_answer *a)
{
	struct check_target *t = check_plan_find(&plan, &a->address, a->method, a->port);
	const int64_t now = clock_now();
	const struct check_seen seen = {
		.asset = t ? t->asset : 0,
		.address = a->address,
		.port = a->port,
		.method = a->method,
		.result = a->result,
		.round_trip_us = a->round_trip_us,
		.at = now,
		.until = t ? now + 2 * (int64_t)t->interval * SECOND + LATE : now,
	};

	if (t)
		t->waiting = 0;
	if (!writer_begin(w))
		return;
	if (!address_is_zero(&a->from))
		remember_own(w, &a->from);
	if (store_check_keep(w->store, &seen) != 0)
		log_warn("%s", store_error(w->store));
	w->changed[SERVE_STATUS] = w->changed[SERVE_ASSETS] = true;
}

static void switch_off(void)
{
	if (!until)
		return;
	until = 0;
	check_plan_clear(&plan);
	if (checker_allow(NULL, 0, 1, 0) != 0)
		log_error("the checker does not hear that the active check was switched off");
	log_info("active check: off");
}

/* Who was asked a moment ago, before a new start or another switch, is not asked again at once. */
static void remember_times(struct writer *w, struct arena *arena)
{
	const int64_t now = clock_monotonic(), wall = clock_now();
	struct check_seen *rows = NULL;
	size_t count = 0;

	if (store_check_times(w->store, arena, &rows, &count) != 0)
		log_warn("%s", store_error(w->store));
	for (size_t i = 0; i < count; i++) {
		struct check_target *t = check_plan_find(&plan, &rows[i].address, rows[i].method, rows[i].port);
		const int64_t left = t ? rows[i].at + (int64_t)t->interval * SECOND - wall : 0;

		if (t && left > 0 && left <= (int64_t)t->interval * SECOND)
			t->next = now + left;
	}
}

static void make_plan(struct writer *w, struct arena *arena, const struct check_order *o)
{
	struct check_entry entries[CHECK_ENTRIES_MAX];
	struct check_host *hosts = NULL;
	struct check_row *rows = NULL;
	size_t count = 0, host_count = 0;
	const bool fresh = plan.count == 0;

	if (store_check_entries(w->store, &store_system, arena, &rows, &count) != 0 ||
	    store_check_hosts(w->store, arena, &hosts, &host_count) != 0) {
		log_warn("%s", store_error(w->store));
		return;
	}
	count = count < CHECK_ENTRIES_MAX ? count : CHECK_ENTRIES_MAX;
	for (size_t i = 0; i < count; i++)
		entries[i] = rows[i].entry;
	if (!until)
		log_info("active check: on, %zu lines allowed", count);
	until = o->until;
	if (checker_allow(entries, count, o->rate, o->until) != 0)
		log_error("the checker does not hear whom it may ask");
	check_plan_make(&plan, entries, count, hosts, host_count, o->rate, clock_monotonic());
	if (fresh)
		remember_times(w, arena);
}

static void expire(struct writer *w)
{
	if (writer_begin(w) && store_check_expire(w->store) != 0)
		log_warn("%s", store_error(w->store));
	w->changed[SERVE_STATUS] = w->changed[SERVE_ASSETS] = true;
}

static void look(struct writer *w)
{
	struct arena arena = {0};
	struct check_order o;

	if (store_check(w->store, &arena, &o) != 0) {
		log_warn("%s", store_error(w->store));
		o.enabled = false;
	}
	if (o.enabled && o.until <= clock_now()) {
		expire(w);
		o.enabled = false;
	}
	if (!o.enabled)
		switch_off();
	else if (writer_begin(w) && store_check_forget(w->store, clock_now()) == 0)
		make_plan(w, &arena, &o);
	arena_free(&arena);
}

void checking_turn(struct writer *w)
{
	const int64_t now = clock_monotonic();
	struct checker_answer a;
	struct check_target *t;

	if (w->failed) {
		switch_off();
		return;
	}
	if (now >= look_at || (until && clock_now() >= until)) {
		look_at = now + LOOK_EVERY;
		look(w);
	}
	while (checker_answered(&a))
		keep(w, &a);
	while (until && (t = check_plan_due(&plan, now)) != NULL) {
		inventory_asks(plant_root(w)->inventory, &t->address, t->port);
		if (checker_ask(&t->address, t->method, t->port) != 0)
			break;
	}
}
