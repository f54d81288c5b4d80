/* basics.h - counts that the basics of OT security rest on. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* A subnet in which control stands beside what is above it. */
struct flat_network {
	const char *net; /* "192.168.10." */
	uint64_t devices, control;
};

/* A protocol of the plant floor, and its conversations. */
struct floor_protocol {
	const char *name;
	uint64_t conversations;
};

struct basic_counts {
	uint64_t devices, unknown, unlisted, without_zone; /* of the plant */
	uint64_t subnets;				    /* with devices whose level is known */
	struct flat_network *flat;
	size_t flat_count;
	struct floor_protocol *protocols; /* the most spoken first */
	size_t protocol_count;
	uint64_t talks, unaccepted; /* of the allow-list */
	uint64_t idmz;		    /* zones that are one */
	/* how this plant is judged (S1-082) */
	uint64_t learned, accepted, block_entries;
	uint64_t deviations, known_bad; /* open findings by detectors that rest on what was learned, and by others */
	uint64_t unsupported; /* devices whose system's support has ended */
};

/* learning: ids of the detectors that rest on what was learned, apart by commas. today: "2026-11-21". */
STORE_CALL store_basics(struct store *store, const struct viewer *viewer, const char *learning, const char *today,
			struct arena *arena, struct basic_counts *out);

/* Vulnerabilities of a zone's devices, each device with each counted once. */
struct zone_risk {
	int64_t zone;
	const char *name, *smkl;
	uint64_t devices, unsupported;
	uint64_t undecided, decided;
	int worst; /* priority of what is undecided, 0 to 100 */
};

/* Zones that are no drafts. today: "2026-11-21". */
STORE_CALL store_zone_risks(struct store *store, const struct viewer *viewer, const char *today, struct arena *arena,
			    struct zone_risk **rows, size_t *count);

/* So many devices of one vendor and kind stand on this line and in this zone. */
struct vendor_row {
	const char *line; /* of the observation point that saw them last, "" not said */
	int64_t zone;	  /* 0 none */
	const char *zone_name, *smkl;
	const char *vendor, *role; /* "" not known */
	uint64_t devices;
};

STORE_CALL store_vendors(struct store *store, const struct viewer *viewer, struct arena *arena,
			 struct vendor_row **rows, size_t *count);
