/* scenarios.h - scenarios of risk: their words, their state today, their value (catalog/scenarios.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"
#include "store/scenarios.h"

struct scenario_book {
	struct named *stakeholders;
	size_t stakeholder_count;
	struct named *depths;
	size_t depth_count;
};

/* Ours, read when it is asked for first. */
const struct scenario_book *scenario_book(void);

enum scenario_state {
	SCENARIO_OPEN,
	SCENARIO_TREATED,
	SCENARIO_ACCEPTED,
	SCENARIO_EXPIRED, /* it was accepted until a day that is past */
};

/* today: "2026-11-21". */
enum scenario_state scenario_state(const struct scenario *row, const char *today);
/* "open" ... */
const char *scenario_state_name(enum scenario_state state);
/* The worst of its impacts, 0 to 3. */
int scenario_worst(const struct scenario *row);

/* Values A (the worst) to E of worth, threat and weakness, each 1 to 3: RISK_VALUES letters, weakness fastest. */
#define RISK_VALUES 27
extern const char risk_table_default[RISK_VALUES + 1];
/* A table of people's own is whole. */
bool risk_table_good(const char *table);
/* 'A' to 'E', 0 while one of the three is not said. */
char scenario_risk(const struct scenario *row, const char *table);
/* The scope's own table, else ours; *own tells which. 0 or -errno. */
__attribute__((warn_unused_result)) int risk_table(struct store *store, const struct viewer *viewer, int64_t scope,
						   struct arena *arena, const char **table, bool *own);
/* What makes no sense in it, or NULL. */
const char *scenario_fault(const struct scenario *row);
