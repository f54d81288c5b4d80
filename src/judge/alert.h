/* alert.h - a finding as the record that leaves the program. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/finding.h"

struct address;
struct arena;
struct inventory;
struct record;

/* Suricata's alert object with our metadata; what it needs lives in the arena. The peer is its source. */
void finding_to_record(const struct finding *finding, struct inventory *inventory, struct arena *arena,
		       struct record *out);
/* The same with the addresses of device and peer known; NULL there is none. */
void finding_as_record(const struct finding *finding, const struct address *device,
		       const struct address *peer, struct arena *arena, struct record *out);
