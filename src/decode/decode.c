/* decode.c - the decoder and its counters. SPDX-License-Identifier: Apache-2.0 */

#include "decode/layer.h"

#include "lib/memory.h"

#include <stdlib.h>

#define FRAGMENT_BYTES   ((size_t)4 * 1024 * 1024)
#define FRAGMENT_TIMEOUT (INT64_C(30) * 1000000000)

struct decoder *decoder_new(const struct decode_limits *limits)
{
	struct decoder *d = xcalloc(1, sizeof(*d));
	const size_t bytes = limits ? limits->fragment_bytes : 0;
	const int64_t timeout = limits ? limits->fragment_timeout : 0;

	d->fragments = fragment_table_new(bytes ? bytes : FRAGMENT_BYTES,
	                                  timeout ? timeout : FRAGMENT_TIMEOUT);
	return d;
}

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	fragment_table_free(d->fragments);
	free(d);
}

enum decode_result decode_packet(struct decoder *d, const struct packet *p, struct frame *out)
{
	/* Each layer sets the fields it owns; the rest of the frame is not cleared for speed. */
	out->time = p->time;
	out->wire_length = p->wire_length;
	out->interface = p->interface;
	out->vlan = p->vlan & 0xfff;
	out->inner_vlan = 0;
	out->tunnels = 0;
	out->cut = p->length < p->wire_length ? p->wire_length - p->length : 0;
	out->payload = cursor_init(p->data, p->length);
	if (__builtin_expect(p->link_type == LINK_ETHERNET, 1))
		return link_ethernet(d, out);
	return link_decode(d, out, p->link_type);
}

bool decoder_counter(const struct decoder *d, size_t i, struct decode_counter *out)
{
	static const char *const names[] = {
#define X(id, name) [id] = name,
	        DECODE_COUNTERS(X)
#undef X
	};

	if (i >= DECODE_COUNTER_COUNT)
		return false;
	*out = (struct decode_counter){.name = names[i], .value = d->counters[i]};
	return true;
}
