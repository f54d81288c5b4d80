/* measure.h - what the network showed, counted for gauges. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/zoning.h"

/* What can be counted of conversations; conversation_filter.measure takes the same names. */
#define MEASURE_OUTSIDE	 "outside"  /* devices of the plant ask the internet, or speak mail */
#define MEASURE_SKIPS	 "skips"    /* straight from office or internet to the machines */
#define MEASURE_REMOTE	 "remote"   /* the internet asks a device that is no gateway */
#define MEASURE_NEEDLESS "needless" /* old services in clear text that answer */
#define MEASURE_BYPASS	 "bypass"   /* between office or outside and the plant, not by way of the IDMZ */

#define MEASURES	5
#define MEASURE_SAMPLES 5

struct measured {
	uint64_t conversations;
	uint64_t connections;
	uint64_t devices; /* of the plant, in them */
	int64_t first_seen;
	int64_t last_seen;
	struct conversation_row *rows; /* the latest few */
	size_t count;
};

/* The devices of the networks at some levels (zoning_level()), and how well they are seen. */
struct measured_network {
	uint64_t devices;
	uint64_t talking; /* answered somebody or were answered: frames between third parties */
	uint64_t starred; /* the same, where all that was captured has one end in common: it may be that PC's own */
	uint64_t recent;  /* a sensor that runs heard them since recent_since */
	uint64_t known;	  /* or knows by their rhythm that they are silent */
	uint64_t conversations;
	int64_t last_seen;
};

/* All conversations, counted once for all that is asked below; lives in the arena. */
struct traffic;

STORE_CALL store_traffic(struct store *store, const struct viewer *viewer, int64_t recent_since,
			 struct arena *arena, struct traffic **out);
/* Asks it. levels: ISA-95 levels of the plant's end, comma separated; NULL or "": all. -EINVAL: no such name. */
STORE_CALL traffic_measure(struct traffic *traffic, struct store *store, const char *name,
			   const char *levels, struct arena *arena, struct measured *out);
void traffic_network(const struct traffic *traffic, const char *levels, struct measured_network *out);
/* Of store_zoning_counts(). */
const struct zoning_counts *traffic_zoning(const struct traffic *traffic);

/* What can be counted of devices. */
#define MEASURE_UNSUPPORTED "unsupported" /* its system's support has ended */
#define MEASURE_UNLISTED    "unlisted"	  /* in no row of the ledger */
#define MEASURE_WIRELESS    "wireless"	  /* wireless or carried about, and in no row of it */
#define MEASURE_DEFAULTS    "defaults"	  /* answers to a well known secret, or to none */

struct measured_assets {
	uint64_t devices; /* that are so */
	uint64_t all;	  /* devices of the plant */
	int64_t last_seen;
	struct party_row *rows; /* the latest few */
	size_t count;
};

/* today: "2026-11-21". -EINVAL: no such name. */
STORE_CALL store_measure_assets(struct store *store, const struct viewer *viewer, const char *name,
				const char *today, struct arena *arena,
				struct measured_assets *out);

/* What was seen of one protocol with one class of operations; class "": its conversations. */
struct data_flow {
	const char *protocol;
	const char *class;
	uint64_t pairs;	  /* who with whom */
	uint64_t outside; /* rows with an end beyond the plant */
	int64_t last_seen;
};

STORE_CALL store_data_flows(struct store *store, const struct viewer *viewer, struct arena *arena,
			    struct data_flow **rows, size_t *count);

/* What was answered between two layers of the plant, 0 outside (govern/dataflow.h). protocol "": all of it. */
struct data_way {
	int64_t from, to; /* the layer of who asks, and of who answers */
	const char *protocol;
	const char *class; /* of operations, "" none */
	uint64_t pairs;	   /* who with whom; 0 but for all of it */
};

/* By the two layers, all of it first. Devices whose level is not known are in none. */
STORE_CALL store_data_ways(struct store *store, const struct viewer *viewer, struct arena *arena,
			   struct data_way **rows, size_t *count);

/* What protocols said of how devices talk ("OPC UA None"), and of how many devices. */
struct security_seen {
	const char *value;
	uint64_t devices;
};

/* begin: of the values that are asked for. */
STORE_CALL store_security_seen(struct store *store, const struct viewer *viewer, const char *begin,
			       struct arena *arena, struct security_seen **rows, size_t *count);

/* A network of the plant, drawn or seen, and who hears its devices. */
struct watched_network {
	const char *name; /* "" of devices that have no address */
	uint64_t devices;
	uint64_t inside;   /* a sensor that runs heard them on their own wire within a day */
	uint64_t afar;	   /* a sensor that runs knows them at all */
	int64_t hushed_at; /* since when a sensor that watched it for a day or more has been silent for a day; 0 none */
};

STORE_CALL store_watched_networks(struct store *store, const struct viewer *viewer, int64_t now,
				  struct arena *arena, struct watched_network **out, size_t *count);
