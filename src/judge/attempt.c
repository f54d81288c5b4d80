/* attempt.c - conversations that came to nothing. SPDX-License-Identifier: Apache-2.0 */

#include "judge/attempt.h"

bool attempt_came_to_nothing(const struct record *r)
{
	const struct record_flow *f = &r->flow;

	if (inventory_is_one_way(r) && f->refused == 0)
		return false;
	return r->has_ip && (f->answered == 0 ? f->packets_to_client == 0 || f->refused > 0
					      : f->refused >= f->flows && f->refused > 0);
}

uint64_t attempt_service(const struct record *r)
{
	return (uint64_t)(r->proto ? r->proto[0] : 0) << 32 | (uint32_t)(r->dest_port > 0 ? r->dest_port : 0);
}
