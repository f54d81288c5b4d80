/* schedule.h - whom to ask next. SPDX-License-Identifier: Apache-2.0
 *
 * Of a subnet only devices that were heard are asked: a list is no reason to search. Times are monotonic.
 */
#pragma once

#include "poll/allow.h"
#include "poll/bucket.h"

#define CHECK_TIMEOUT	   (INT64_C(3) * 1000000000)
#define CHECK_TARGETS_MAX  2048
/* What a question puts on the wire at most: an echo; or SYN, ACK, FIN and ACK, or SYN twice to one who is not there. */
#define CHECK_COST_ICMP	   1
#define CHECK_COST_TCP	   4

/* A device that was heard. */
struct check_host {
	struct address address;
	uint64_t asset;
};

/* One question, asked again and again. */
struct check_target {
	struct address address;
	uint32_t interval; /* seconds */
	uint16_t port;
	uint8_t method;
	uint64_t asset;	 /* 0 nobody that we know */
	int64_t next;	 /* when it is due */
	int64_t waiting; /* asked then, not answered yet; 0 nothing is under way */
};

struct check_plan {
	struct check_target *targets; /* by address */
	size_t count;
	struct bucket bucket;
};

/* A new plan, of what is allowed now: questions that stay keep their time, new ones are due at once. */
void check_plan_make(struct check_plan *plan, const struct check_entry *entries, size_t count,
		     const struct check_host *hosts, size_t host_count, int64_t rate, int64_t now);
/* The question of this kind, or NULL. */
struct check_target *check_plan_find(struct check_plan *plan, const struct address *address, uint8_t method, uint16_t port);
/* The question that has been due for longest, when one may be sent now; it is under way from here on. NULL: none. */
struct check_target *check_plan_due(struct check_plan *plan, int64_t now);
/* Nothing is asked any more. */
void check_plan_clear(struct check_plan *plan);
