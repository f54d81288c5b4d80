/* zoning_inside.h - what the files of zoning share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/zoning.h"

#include "lib/arena.h"

struct subnet_range {
	struct address address;
	int bits; /* of the 128 that must agree */
};

struct kept_network {
	struct network_row row;
	struct subnet_range *subnets;
	size_t subnet_count;
	uint64_t vlans[64];
	bool has_vlans;
};

struct zoning {
	struct arena arena; /* of the texts */
	struct zone_row *zones;
	size_t zone_count;
	struct kept_network *networks;
	size_t network_count;
	struct conduit_row *conduits;
	size_t conduit_count;
};
