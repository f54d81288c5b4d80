/* pending.h - requests that wait for their answer, inside a dissector's state. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"

#define PENDING_MAX 8

/* Plain data, valid when zeroed. When full the oldest is forgotten. */
struct pending {
	struct pending_request {
		operation_ref ref;
		uint32_t id;	 /* transaction, sequence or invoke id */
		uint32_t detail; /* whatever the answer's reader must know of the request */
		bool used;
	} request[PENDING_MAX];
	uint8_t next;
};

/* Remembers a request. */
static inline void pending_add(struct pending *p, uint32_t id, operation_ref ref, uint32_t detail)
{
	p->request[p->next] =
		(struct pending_request){.ref = ref, .id = id, .detail = detail, .used = true};
	p->next = (uint8_t)((p->next + 1) % PENDING_MAX);
}

/* Finds and forgets the request with this id. False when there is none. */
static inline bool pending_take(struct pending *p, uint32_t id, struct pending_request *out)
{
	for (size_t i = 0; i < PENDING_MAX; i++) {
		if (!p->request[i].used || p->request[i].id != id)
			continue;
		*out = p->request[i];
		p->request[i].used = false;
		return true;
	}
	return false;
}
