/* rhythm.c - how fast a question usually comes, and its answer. SPDX-License-Identifier: Apache-2.0 */

#include "judge/rhythm.h"

#include <stdio.h>
#include <string.h>

struct habit *rhythm_habit(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	uint64_t question = hash_bytes(ot->protocol, strlen(ot->protocol), ot->code);

	if (ot->target)
		question = hash_bytes(ot->target, strlen(ot->target), question);
	if (ot->space)
		question = hash_bytes(ot->space, strlen(ot->space), question);
	question ^= (uint64_t)(uint32_t)(ot->has_subcode ? ot->subcode : -1) << 32;
	return sight_habit(s, s->client, s->server, question);
}

void rhythm_tell(const struct sight *s, int64_t before, int64_t now)
{
	const struct record_ot *ot = &s->record->ot;
	char detail[FINDING_DETAIL_SIZE];

	snprintf(detail, sizeof(detail), "%.60s, %lld -> %lld ms", ot->function ? ot->function : ot->protocol,
		 (long long)(before / 1000), (long long)(now / 1000));
	sight_tell(s, &(struct tell){.device = s->server,
				     .peer = s->client,
				     .key = ot->protocol,
				     .detail = detail});
}
