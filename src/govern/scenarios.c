/* scenarios.c - scenarios of risk: state today, value of the risk (S1-089 S1-081 S1-099). SPDX-License-Identifier: Apache-2.0 */

#include "govern/scenarios.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"
#include "lib/json_in.h"
#include "store/govern.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded_file scenario_files[];

#define LIST(member, number) \
	{#member, FIELD_CHILDREN, true, offsetof(struct scenario_book, member), offsetof(struct scenario_book, number), \
	 &named_shape}

static const struct field named_fields[] = {
	{"id", FIELD_ID, true, offsetof(struct named, id), 0, NULL},
	{"title", FIELD_WORDS, true, offsetof(struct named, title), 0, NULL},
	{0},
};
static const struct shape named_shape = {sizeof(struct named), 40, named_fields};
static const struct field book_fields[] = {
	LIST(stakeholders, stakeholder_count), LIST(depths, depth_count), {0},
};
static const struct shape book_shape = {sizeof(struct scenario_book), 1, book_fields};

static struct scenario_book book;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* A test reads it: it is whole. */
static void read_book(void)
{
	static struct arena arena;
	char error[256];
	struct shaper s = {.arena = &arena, .error = error, .error_size = sizeof(error)};
	const struct tree *root = tree_read(scenario_files[0].data, scenario_files[0].length, &arena, error, sizeof(error));

	if (root && shape_map(&s, &book_shape, root, &book))
		return;
	fprintf(stderr, "catalog/scenarios.yaml: %s\n", error);
	abort();
}

const struct scenario_book *scenario_book(void)
{
	pthread_once(&once, read_book);
	return &book;
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
