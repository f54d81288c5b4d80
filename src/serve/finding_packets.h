/* finding_packets.h - whether the packets of a finding can be had. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/findings.h"

enum packets_state {
	PACKETS_HERE,	   /* what was heard is kept, maybe not as far back */
	PACKETS_NO_RING,   /* the interface's packets are not kept */
	PACKETS_NOT_KEPT,  /* the capture is gone */
	PACKETS_ELSEWHERE, /* another sensor's */
};

/* "here", "no_ring", ... */
const char *packets_state_name(enum packets_state state);
/* Where the packets of this finding are now. */
enum packets_state finding_packets_state(struct request *r, const struct finding_row *f,
					 const struct finding_detail *d);
