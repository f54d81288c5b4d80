/* matching.h - does what an advisory says concern a device. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/vulnerability.h"

struct arena;

/* How a candidate meets a device or module. */
struct meeting {
	const struct match_candidate *candidate;
	const struct match_device *device;
	int confidence;	       /* that it is this product, 0 to 100 */
	const char *attribute; /* that spoke: "model", "product_code" */
	const char *value;
	const char *with; /* of the advisory */
	const char *how;  /* "number" "name" "words" "family" */
	bool vendor_known;
};

/* True when it is that product. same_vendor: the makers were compared and are one; else the device's
 * maker is not known. */
bool matching_meets(const struct match_device *device, const struct match_candidate *candidate,
		    bool same_vendor, struct meeting *out);
/*
 * What the meetings of one vulnerability with one device come to. False: they say nothing of it.
 * Sets vulnerability, advisory, outcome, confidence and reason (in the arena).
 */
bool matching_decide(const struct meeting *meetings, size_t count, struct arena *arena,
		     struct match *out);
