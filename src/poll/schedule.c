/* schedule.c - whom to ask next. SPDX-License-Identifier: Apache-2.0 */

#include "poll/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/memory.h"

#define GIVE_UP (3 * CHECK_TIMEOUT) /* whoever should have told the result is gone */

static int compare(const void *one, const void *other)
{
	const struct check_target *a = one, *b = other;

	const int address = memcmp(a->address.bytes, b->address.bytes, sizeof(a->address.bytes));

	if (address)
		return address;
	if (a->method != b->method)
		return a->method < b->method ? -1 : 1;
	return a->port < b->port ? -1 : a->port > b->port;
}

struct check_target *check_plan_find(struct check_plan *plan, const struct address *address, uint8_t method, uint16_t port)
{
	const struct check_target key = {.address = *address, .method = method, .port = port};

	if (!plan->count)
		return NULL;
	return bsearch(&key, plan->targets, plan->count, sizeof(key), compare);
}

static uint64_t asset_of(const struct address *address, const struct check_host *hosts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (address_equal(&hosts[i].address, address))
			return hosts[i].asset;
	return 0;
}

/* Of several entries that allow the same question the first counts: it is asked once. */
static void add(struct check_plan *plan, const struct check_entry *e, const struct address *address,
		uint64_t asset)
{
	for (size_t i = 0; i < plan->count; i++)
		if (address_equal(&plan->targets[i].address, address) && plan->targets[i].method == e->method &&
		    plan->targets[i].port == e->port)
			return;
	if (plan->count < CHECK_TARGETS_MAX)
		plan->targets[plan->count++] = (struct check_target){.address = *address,
								     .interval = e->interval,
								     .port = e->port,
								     .method = e->method,
								     .asset = asset};
}

static void add_entry(struct check_plan *plan, const struct check_entry *e, const struct check_host *hosts,
		      size_t count)
{
	if (e->prefix == CHECK_ONE && check_allows(e, 1, &e->first, e->method, e->port))
		add(plan, e, &e->first, asset_of(&e->first, hosts, count));
	for (size_t i = 0; e->prefix < CHECK_ONE && i < count; i++)
		if (check_allows(e, 1, &hosts[i].address, e->method, e->port))
			add(plan, e, &hosts[i].address, hosts[i].asset);
}

void check_plan_make(struct check_plan *plan, const struct check_entry *entries, size_t count,
		     const struct check_host *hosts, size_t host_count, int64_t rate, int64_t now)
{
	struct check_plan made = {.targets = xcalloc(CHECK_TARGETS_MAX, sizeof(*made.targets))};

	for (size_t i = 0; i < count; i++)
		add_entry(&made, &entries[i], hosts, host_count);
	for (size_t i = 0; i < made.count; i++) {
		struct check_target *t = &made.targets[i];
		const struct check_target *old = check_plan_find(plan, &t->address, t->method, t->port);

		const int64_t latest = now + (int64_t)t->interval * SECOND; /* its interval was made shorter */

		t->next = !old ? now : old->next < latest ? old->next : latest;
		t->waiting = old ? old->waiting : 0;
	}
	if (made.count)
		qsort(made.targets, made.count, sizeof(*made.targets), compare);
	made.bucket = plan->bucket;
	if (plan->bucket.rate)
		bucket_rate(&made.bucket, rate, now);
	else
		bucket_open(&made.bucket, rate, now);
	free(plan->targets);
	*plan = made;
}

/* One question at a time to one address: another one there, too, keeps it busy. */
static bool is_busy(const struct check_plan *plan, size_t i, int64_t now)
{
	const struct address *address = &plan->targets[i].address;

	while (i > 0 && address_equal(&plan->targets[i - 1].address, address))
		i--;
	for (; i < plan->count && address_equal(&plan->targets[i].address, address); i++)
		if (plan->targets[i].waiting && now - plan->targets[i].waiting < GIVE_UP)
			return true;
	return false;
}

struct check_target *check_plan_due(struct check_plan *plan, int64_t now)
{
	struct check_target *due = NULL;

	for (size_t i = 0; i < plan->count; i++) {
		struct check_target *t = &plan->targets[i];

		if (t->next <= now && (!due || t->next < due->next) && !is_busy(plan, i, now))
			due = t;
	}
	if (!due || !bucket_take(&plan->bucket, due->method == CHECK_TCP ? CHECK_COST_TCP : CHECK_COST_ICMP, now))
		return NULL;
	due->waiting = now;
	due->next = now + (int64_t)due->interval * SECOND;
	return due;
}

void check_plan_clear(struct check_plan *plan)
{
	free(plan->targets);
	*plan = (struct check_plan){.targets = NULL, .bucket = plan->bucket};
}
