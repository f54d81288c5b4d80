/* finding.h - what was found, as it is handed out and taken back. SPDX-License-Identifier: Apache-2.0
 *
 * A finding is (detector, device, peer, key). Told again, its count rises; closed and told again, it
 * is new again. What it rests on stays with it: records named by source, boot and entry.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* The order is that of urgency. */
#define SEVERITIES(X) X(DEFAULT, default) X(INFO, info) X(LOW, low) X(MEDIUM, medium) X(HIGH, high) \
	X(CRITICAL, critical)
#define SEVERITY_ENUM(upper, lower) SEVERITY_##upper,
enum severity { SEVERITIES(SEVERITY_ENUM) SEVERITY_COUNT };
#undef SEVERITY_ENUM

#define FINDING_STATES(X) X(NEW, new) X(ACKNOWLEDGED, acknowledged) X(WORK, work) X(CLOSED, closed) \
	X(ACCEPTED, accepted)
#define FINDING_STATE_ENUM(upper, lower) FINDING_##upper,
enum finding_state { FINDING_STATES(FINDING_STATE_ENUM) FINDING_STATE_COUNT };
#undef FINDING_STATE_ENUM

#define FINDING_EVIDENCE 8
#define FINDING_KEY_SIZE 96
#define FINDING_DETAIL_SIZE 160
#define EVIDENCE_LINE 768

/* A record that shows it. */
struct finding_evidence {
	int64_t source;
	uint64_t boot;
	uint64_t entry; /* 0: the device as it stands */
	uint64_t total; /* what it has counted so far */
	int64_t time;
	const char *line; /* the record as JSON; NULL when it is long or none */
};

/* A finding as it goes to the store and comes back from it. */
struct finding {
	const char *detector; /* id */
	uint64_t device;
	uint64_t peer; /* 0 none */
	uint64_t culprit; /* who did it, 0: the peer where it is one of ours, else the device */
	const char *key;
	const char *detail;
	enum severity severity;
	enum finding_state state;
	uint64_t count;
	uint64_t growth; /* of it since it was last handed out */
	bool reopened;
	int64_t until; /* accepted until, 0 for good */
	int64_t first_seen;
	int64_t last_seen;
	int64_t source; /* that saw it last */
	const char *device_name; /* as they are called now */
	const char *peer_name;
	const struct finding_evidence *evidence;
	int evidence_count;
};

/* "high", "acknowledged"; the number of a name, or -1. */
const char *severity_name(enum severity severity);
int severity_parse(const char *name);
const char *finding_state_name(enum finding_state state);
int finding_state_parse(const char *name);
