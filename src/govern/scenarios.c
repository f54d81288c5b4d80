/* scenarios.c - scenarios of risk: state today, value of the risk (S1-089 S1-081 S1-099). SPDX-License-Identifier: Apache-2.0 */

#include "govern/scenarios.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"
#include "lib/json_in.h"
#include "store/govern.h"

#include <string.h>

extern const struct embedded_file scenario_files[];

static const struct field book_fields[] = {
	FIELD_LIST(scenario_book, stakeholders, stakeholder_count, true, named_shape),
	FIELD_LIST(scenario_book, depths, depth_count, true, named_shape), {0},
};
static const struct shape book_shape = {sizeof(struct scenario_book), 1, book_fields};

static struct scenario_book book;
static struct our_book ours = {"catalog/scenarios.yaml", scenario_files, &book_shape, &book, false};

const struct scenario_book *scenario_book(void)
{
	return shape_our_book(&ours);
}

/* ---- how it stands ---- */

enum scenario_state scenario_state(const struct scenario *row, const char *today)
{
	if (strcmp(row->state, "treated") == 0)
		return SCENARIO_TREATED;
	if (strcmp(row->state, "accepted") != 0)
		return SCENARIO_OPEN;
	return strcmp(row->until, today) < 0 ? SCENARIO_EXPIRED : SCENARIO_ACCEPTED;
}

const char *scenario_state_name(enum scenario_state state)
{
	static const char *const names[] = {"open", "treated", "accepted", "expired"};

	return names[state];
}

int scenario_worst(const struct scenario *row)
{
	int worst = 0;

	for (const char *p = row->impact; *p; p++)
		worst = *p - '0' > worst ? *p - '0' : worst;
	return worst;
}

/*
 * Ours, by the product of the three: 18 and more A, 12 B, 8 and 9 C, 4 and 6 D, below that E. IPA's guide has the same
 * three levels and the same five values; who follows its table to the letter writes it in.
 */
const char risk_table_default[RISK_VALUES + 1] = "EEEEDDEDC" "EDDDCBDBA" "EDCDBACAA";

bool risk_table_good(const char *table)
{
	return strlen(table) == RISK_VALUES && strspn(table, "ABCDE") == RISK_VALUES;
}

static bool is_level(int level)
{
	return level >= 1 && level <= 3;
}

char scenario_risk(const struct scenario *row, const char *table)
{
	if (!is_level(row->worth) || !is_level(row->threat) || !is_level(row->weakness))
		return 0;
	return table[(row->worth - 1) * 9 + (row->threat - 1) * 3 + row->weakness - 1];
}

/* "table" of the row's JSON, or NULL. */
static const char *table_of(struct arena *arena, const char *body)
{
	struct json_in_error error;
	const struct json_value *object = json_in_read(arena, body, strlen(body), &error);
	const struct json_value *item;

	if (!object || object->type != JSON_OBJECT)
		return NULL;
	json_in_each(item, object)
		if (strcmp(item->key, "table") == 0 && item->type == JSON_TEXT && risk_table_good(item->text))
			return item->text;
	return NULL;
}

int risk_table(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena, const char **table,
	       bool *own)
{
	struct register_row *rows;
	size_t count;
	const int rc = store_register(store, viewer, scope, "risktable", arena, &rows, &count);
	const char *kept = !rc && count ? table_of(arena, rows[count - 1].body) : NULL;

	*own = kept != NULL;
	*table = kept ? kept : risk_table_default;
	return rc;
}

static bool is_date_text(const char *text)
{
	return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' && text[7] == '-';
}

const char *scenario_fault(const struct scenario *row)
{
	static const char *const states[] = {"open", "treated", "accepted"};
	bool known = false;

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		known |= strcmp(states[i], row->state) == 0;
	if (!known)
		return "state is open, treated or accepted";
	if (strlen(row->impact) != IMPACTS || strspn(row->impact, "0123") != IMPACTS)
		return "impact: seven digits from 0 to 3";
	if (row->threat < 0 || row->threat > 3 || row->weakness < 0 || row->weakness > 3 || row->worth < 0 ||
	    row->worth > 3 || row->residual < 0 || row->residual > 3)
		return "levels are 1 to 3, or 0 while they are not said";
	if (*row->method && strcmp(row->method, "asset") != 0 && strcmp(row->method, "damage") != 0)
		return "method is asset or damage";
	if (strcmp(row->state, "accepted") == 0 && (!*row->because || !is_date_text(row->until)))
		return "to accept a risk, say why and until when";
	return NULL;
}
