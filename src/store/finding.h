/* finding.h - findings, the allow-list and what is suppressed, as they are kept. SPDX-License-Identifier: Apache-2.0
 *
 * Like store.h: every query sees the scopes of its viewer, rows live in the arena, texts are never
 * NULL, times are UTC ns and 0 never.
 */
#pragma once

#include "judge/judge.h"
#include "store/store.h"

/* ---- the judge's own rows ---- */

/* Keeps all that changed in the judge since it was last asked; after the inventory was kept. */
STORE_CALL store_save_judge_changes(struct store *store, int64_t scope, struct judge *judge);
/* Fills a new judge: allow-list, findings, phases, what is suppressed and switched off. */
STORE_CALL store_load_judge(struct store *store, int64_t scope, struct judge *judge);
/* The same for what a person changed: one finding; one part of the allow-list; one entry; all the rest. */
STORE_CALL store_reload_finding(struct store *store, int64_t scope, int64_t id, struct judge *judge);
/* What it tells goes on the allow-list, until then (0 for good). -EINVAL: it cannot. */
STORE_CALL store_allow_finding(struct store *store, int64_t scope, int64_t id, struct judge *judge, int64_t until);
STORE_CALL store_reload_part(struct store *store, int64_t scope, const char *part, struct judge *judge);
STORE_CALL store_reload_allowed(struct store *store, int64_t scope, int64_t id, struct judge *judge);
STORE_CALL store_reload_rules(struct store *store, int64_t scope, struct judge *judge);

/* ---- findings ---- */

struct finding_filter {
	const char *q;
	const char *state;    /* comma separated; "open": new, acknowledged, work */
	const char *severity; /* comma separated names */
	const char *detector; /* comma separated ids */
	const char *assigned; /* exact; "-" nobody */
	uint64_t asset;	      /* device or peer; 0 any */
	int64_t event;	      /* 0 any */
	int64_t zone;	      /* in which the device stands; 0 any */
	int64_t since, before; /* went on in this time; 0 any */
	int64_t first_from;    /* was first seen from here on; 0 any */
	bool grouped;	      /* with state "open" and nothing else: one row an event */
};

struct finding_row {
	int64_t id;
	const char *detector, *key, *detail;
	enum severity severity;
	const char *state;
	const char *assigned;
	int64_t until;
	struct party_row device, peer; /* peer.name "" when there is none */
	uint64_t count;
	int64_t source;
	int64_t first_seen;
	int64_t last_seen;
	int64_t stored_at; /* when it was first told */
	int64_t event;	   /* its first finding */
	uint64_t together; /* open findings of the event */
};

STORE_CALL store_findings(struct store *store, const struct viewer *viewer,
			  const struct finding_filter *filter, const struct page *page,
			  struct arena *arena, struct finding_row **rows, struct listing *listing);
/* What one detector told of devices of one zone. */
struct zone_finding {
	const char *detector;
	int64_t zone;
	uint64_t count; /* findings */
	int64_t last_seen;
};

/* Of all that was seen since then, whatever was done about it; by zone. */
STORE_CALL store_findings_by_zone(struct store *store, const struct viewer *viewer, int64_t since, struct arena *arena,
				  struct zone_finding **rows, size_t *count);
/* -ENOENT. */
STORE_CALL store_finding(struct store *store, const struct viewer *viewer, int64_t id,
			 struct arena *arena, struct finding_row *out);

/* The open findings of the same event, itself among them when it is open. */
STORE_CALL store_finding_event(struct store *store, const struct viewer *viewer, int64_t id,
			       struct arena *arena, int64_t **ids, size_t *count);

struct proof_row {
	int64_t source;
	uint64_t boot, entry, total;
	int64_t time;
	const char *line;     /* the record, "" when it was not kept */
	int64_t conversation; /* ids of the rows that it became, 0 none */
	int64_t operation;
};

struct finding_note {
	int64_t at;
	const char *user;
	const char *kind;  /* "comment" "state" "assigned" "reopened" */
	const char *value; /* the new state, who it is assigned to */
	const char *text;
};

struct finding_detail {
	struct proof_row *evidence;
	size_t evidence_count;
	struct finding_note *notes; /* oldest first */
	size_t note_count;
};

STORE_CALL store_finding_detail(struct store *store, const struct viewer *viewer, int64_t id,
				struct arena *arena, struct finding_detail *out);

/* Open ones by severity; what is one event counts once, by its worst, as the list shows it. */
struct finding_counts {
	uint64_t open[SEVERITY_COUNT];
	uint64_t fresh; /* open and new: nobody has looked at all of it */
};

STORE_CALL store_finding_counts(struct store *store, const struct viewer *viewer,
				struct finding_counts *out);

struct finding_edit {
	const char *state;    /* NULL: stays */
	const char *reason;   /* of the state, kept as a note */
	int64_t until;	      /* of "accepted", and of allow, 0 for good */
	bool allow;	      /* what it tells goes on the allow-list */
	const char *assigned; /* NULL: stays; "" nobody */
	const char *comment;  /* NULL none */
	const char *cause;    /* what people or operation had to do with it: finding_is_cause(); NULL: stays, "" taken back */
};

/* "misuse" "misconfiguration" "media" "credentials" "attack" "fault" or "" (S0-068) */
bool finding_is_cause(const char *text);
/* -ENOENT, or -EINVAL for a state or cause that there is not. */
STORE_CALL store_finding_edit(struct store *store, const struct viewer *viewer, int64_t id,
			      const struct finding_edit *edit);

/* ---- suppression, detectors ---- */

struct suppression_row {
	int64_t id;
	const char *detector;
	struct party_row device, peer;
	int64_t until;
	const char *reason, *user;
	int64_t at;
};

STORE_CALL store_suppressions(struct store *store, const struct viewer *viewer, struct arena *arena,
			      struct suppression_row **rows, size_t *count);
STORE_CALL store_suppression_add(struct store *store, const struct viewer *viewer,
				 const struct suppression *row, const char *reason, int64_t *id);
/* -ENOENT. */
STORE_CALL store_suppression_remove(struct store *store, const struct viewer *viewer, int64_t id);

struct detector_row {
	const char *detector;
	const char *reason, *user; /* of switching it off */
	int64_t at;		   /* 0: it is on */
	uint64_t open;		   /* its open findings */
};

/* Those that are off or have found something. */
STORE_CALL store_detectors(struct store *store, const struct viewer *viewer, struct arena *arena,
			   struct detector_row **rows, size_t *count);
STORE_CALL store_detector_switch(struct store *store, const struct viewer *viewer,
				 const char *detector, bool on, const char *reason);

/* ---- allow-list ---- */

struct allowed_filter {
	const char *q;
	const char *state; /* "open" (learned or late), "accepted", "refused"; "" any */
	const char *kind;  /* "device", "talk", "name", "fact"; "" any */
	uint64_t asset;
};

/* What a person judges at once: a device, all that two do by one protocol, the names of a domain that one looks up, what a
 * detector told of two. */
struct allowed_group {
	const char *part; /* its id */
	const char *kind; /* "device", "talk", "name", "fact" */
	const char *what; /* protocol, domain, detector */
	struct party_row client, server;
	const char *classes; /* apart by one blank */
	struct {
		const char *class, *function, *space, *target, *ranges;
		bool wide;
		int64_t period_us;
	} top; /* the operation that says most; class "" when there is none */
	uint64_t names; /* of the domain */
	uint64_t entries, open, late, accepted, refused;
	uint64_t hours[3];
	int64_t expires;
	int64_t first_seen;
	int64_t last_seen;
};

STORE_CALL store_allowed_groups(struct store *store, const struct viewer *viewer,
				const struct allowed_filter *filter, const struct page *page,
				struct arena *arena, struct allowed_group **rows,
				struct listing *listing);

struct allowed_row {
	int64_t id;
	const char *kind, *what, *class, *function, *space, *target, *state, *ranges;
	bool wide, fixed;
	int64_t code, subcode;
	uint64_t count;
	int64_t period_us, jitter_us;
	uint64_t hours[3];
	int64_t expires;
	const char *decided_by;
	int64_t decided_at;
	int64_t first_seen, last_seen;
};

/* The entries of a group. -ENOENT. */
STORE_CALL store_allowed_part(struct store *store, const struct viewer *viewer, const char *part,
			      struct arena *arena, struct allowed_row **rows, size_t *count);
/* One of them. -ENOENT. */
STORE_CALL store_allowed_entry(struct store *store, const struct viewer *viewer, int64_t id,
			       struct arena *arena, struct allowed_row *row);
/* Accepts or refuses a whole group ("" all that is open). -ENOENT, -EINVAL. */
STORE_CALL store_allowed_decide(struct store *store, const struct viewer *viewer, const char *part,
				const char *state, int64_t expires);

struct allowed_edit {
	const char *state;   /* NULL: stays; "accepted" ... */
	bool has_expires;
	int64_t expires;     /* 0 for good */
	bool has_ranges;     /* or wide: from now on learning leaves them */
	bool wide;           /* any address; of a class: any function of it */
	const struct allowed_range *ranges;
	size_t range_count;
};

/* Says something of one entry: narrows, widens, accepts, refuses. -ENOENT, -EINVAL. */
STORE_CALL store_allowed_edit(struct store *store, const struct viewer *viewer, int64_t id,
			      const struct allowed_edit *edit);

/* A line of what is accepted, as a filter of packets needs it: one address asks another. */
struct allowed_end {
	struct party_row party;
	bool outside; /* of the site: anybody there; then the party has no address */
	const char *zone;
};

struct allowed_link {
	struct allowed_end client, server;
	const char *proto; /* "TCP", "0x8892" */
	int port;	   /* -1 none */
	const char *protocol;
	const char *classes; /* of operations, apart by one blank */
	const char *state;
	const char *decided_by;
	int64_t decided_at;
	int64_t expires;
	int64_t first_seen, last_seen;
};

struct allowed_link_filter {
	uint64_t asset; /* at either end; 0 any */
	bool open;	/* also what counts as normal because nobody has judged it yet */
	int64_t now;	/* what has expired is left out */
};

/* All of them: addresses that spoke, of the pairs that are accepted. */
STORE_CALL store_allowed_links(struct store *store, const struct viewer *viewer,
			       const struct allowed_link_filter *filter, struct arena *arena,
			       struct allowed_link **rows, size_t *count);

struct phase_row {
	int64_t id; /* of the source, zone or network */
	const char *name;
	const char *kind;  /* "live", "file", "zone", "network", "default" */
	const char *phase; /* "none" ... */
	int64_t since;
	int64_t first_packet, last_packet;
};

/* The first row, source 0, is what sources follow that have no phase of their own. */
STORE_CALL store_phases(struct store *store, const struct viewer *viewer, struct arena *arena,
			struct phase_row **rows, size_t *count);
/* source 0: of those without one of their own. A zone or network may have none, "". -ENOENT, -EINVAL. */
STORE_CALL store_phase_set(struct store *store, const struct viewer *viewer, enum phase_place place,
			   int64_t id, const char *phase);

/* How many hours of each kind a place has learned. */
struct coverage_row {
	const char *place; /* "source", "zone", "network" */
	int64_t id;
	int64_t hours, day, night, weekend, month_end, changeover;
};

STORE_CALL store_coverage(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct coverage_row **rows, size_t *count);

/* What a plant does that no clock knows. */
struct calendar_row {
	int64_t id;
	const char *kind; /* "changeover", "month_end" */
	int64_t first, last;
	const char *note, *user;
	int64_t at;
};

STORE_CALL store_calendar(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct calendar_row **rows, size_t *count);
STORE_CALL store_calendar_add(struct store *store, const struct viewer *viewer,
			      const struct calendar_row *row);
/* -ENOENT. */
STORE_CALL store_calendar_remove(struct store *store, const struct viewer *viewer, int64_t id);
