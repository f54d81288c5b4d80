/* unheard.c - addresses that were asked for and never heard: dead devices, targets of scans. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "record/record.h"

/* So many packets to one that never spoke: it is there, and its answers are not mirrored. */
#define SILENT_PACKETS 10
/* A frame with a SYN and all its options is no longer (RFC 9293, 3.1). */
#define SYN_BYTES 94

/*
 * Requests alone show that it is there when its answers are not mirrored: what goes on and on must have
 * been accepted. Who asks for a MAC, or opens TCP connections and gets no further, shows the contrary.
 */
bool unheard_is_there(const struct record *record)
{
	const struct record_flow *flow = &record->flow;
	const bool tcp = record->proto && strcmp(record->proto, "TCP") == 0;

	if (flow->packets_to_server < SILENT_PACKETS ||
	    (record->app_proto && strcmp(record->app_proto, "arp") == 0))
		return false;
	return !tcp || flow->bytes_to_server > flow->packets_to_server * SYN_BYTES;
}

void unheard_asked(struct inventory *inv, struct node *node, const struct node *by,
                   const struct record_flow *flow)
{
	if (!node->asked_first || flow->start < node->asked_first)
		node->asked_first = flow->start;
	if (flow->end > node->asked_last)
		node->asked_last = flow->end;
	node->asked_by = by->id;
	node_dirty(inv, node);
}

const struct endpoint *inventory_each_unheard(struct inventory *inv, size_t *position)
{
	while (*position < inv->node_count) {
		const struct node *node = inv->node[(*position)++];

		if (node->home || !node->asked_first || node->kind != ENDPOINT_IP)
			continue;
		view_endpoint(inv, node, &inv->endpoint_view);
		return &inv->endpoint_view;
	}
	return NULL;
}
