/* report.h - THE TABLE of reports for people: each is a row of blocks. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/plan.h"
#include "report/head.h"
#include "report/paper.h"
#include "report/period.h"
#include "store/finding.h"
#include "store/govern.h"

struct anonymous;

#define REPORT_BLOCKS 16

/* What a report is made of, read once. */
struct report {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	struct paper paper;
	const char *site;
	const char *reader; /* who reads it: "executive" ... of report_reader(); NULL or "" nobody in particular */
	const struct anonymous *anonymous; /* NULL: names and addresses as they are */
	/* A value of the API in the page's word: ("role", "plc"). NULL: as it stands. */
	const char *(*word)(bool japanese, const char *group, const char *value);
	struct period period; /* none: of now */
	int64_t scope;
	int64_t now;
	/* filled by report_write */
	struct report_head head;
	struct plan plan;
	struct standing *standings; /* of the matrix */
	struct viewer within; /* the scope and what is below it */
	struct counts counts;
	struct finding_row *findings; /* open, or of the period; the most urgent first */
	struct listing finding_listing;
	struct task_row *tasks;
	size_t task_count;
	struct exception_row *exceptions;
	size_t exception_count;
	struct evidence_row *evidence;
	size_t evidence_count;
	struct snapshot_row *snapshots; /* of the checklist, newest first */
	size_t snapshot_count;
};

typedef void report_block(struct report *report);

struct report_kind {
	const char *name;
	struct words title;
	struct words says; /* for whom */
	bool wide;	   /* A4 across */
	bool periodic;	   /* may be of a period */
	bool brief;	   /* stays on one page: says where its terms are explained */
	bool led;	   /* may lead with what one reader needs */
	report_block *blocks[REPORT_BLOCKS];
};

extern const struct report_kind reports[];
extern const size_t report_count;

/* True for a reader that report_reader() leads for. */
bool report_reader_known(const char *name);
/* By its name, or NULL. */
const struct report_kind *report_find(const char *name);
/* store to now and paper of *report are the caller's; out gets the file. 0 or -errno. */
__attribute__((warn_unused_result)) int report_write(const struct report_kind *kind,
						     struct report *report);

/* ---- for blocks ---- */

/* The text in the reader's language. */
__attribute__((format_arg(2), format_arg(3))) const char *
report_say(const struct report *report, const char *ja, const char *en);
const char *report_words(const struct report *report, const struct words *words);
/* The page's word for a value; its day "2026-11-21", "" for 0. */
const char *report_word(const struct report *report, const char *group, const char *value);
const char *report_day(const struct report *report, int64_t time);
/* Headings, paragraphs and cells of the paper. */
void report_heading(struct report *report, const char *ja, const char *en);
__attribute__((format(printf, 3, 4))) void report_line(struct report *report, enum look look,
						       const char *format, ...);
void report_cell(struct report *report, enum look look, const char *text);
/* An amount with its commas; a dash for none. */
const char *report_yen(const struct report *report, int64_t yen);
void report_number(struct report *report, uint64_t number);
/* A table of the glossary's words that were written since out had that length. */
void report_terms(struct report *report, size_t from);
/* A row of five cells: item, reason, what stands in its place, end, who approved it. */
void report_exception_row(struct report *report, const struct exception_row *exception);
/* What a column of a pack is called, "" for NULL: its title, the word for a kind of device, an exception to one. */
const char *report_column(struct report *report, const struct pack *pack, const struct pack_column *column);
/* How many devices of the plant were first seen in it. */
uint64_t report_new_devices(struct report *report, const struct period *period);
/* Words ja and en in turn, ended by NULL. */
void report_table(struct report *report, const char *const *titles);
void report_row(struct report *report);
void report_row_end(struct report *report);
void report_table_end(struct report *report);

report_block report_numbers, report_changes, report_matrix, report_differs, report_checklist;
report_block report_next, report_tasks, report_exceptions, report_evidence, report_devices;
report_block report_findings, report_caveats, report_decisions, report_months;
report_block report_ledger, report_unseen, report_zones, report_conduits, report_crossings;
report_block report_zone_pairs, report_zone_exceptions, report_zone_rules, report_finding_tally, report_sight;
report_block report_reader, report_three_c, report_proposal;
report_block report_values, report_trend;
report_block report_strengths;
report_block report_steps, report_years, report_contacts, report_basics, report_scenarios;
