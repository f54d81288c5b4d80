/* report_proposal.c - blocks of reports for an integrator's customer: customer, competitors, company, and what is proposed (S0-041 S0-044). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"
#include "lib/json_in.h"

#include <string.h>

static const char *member(const struct json_value *body, const char *key)
{
	const struct json_value *item;

	if (body && body->type == JSON_OBJECT)
		json_in_each(item, body)
			if (item->type == JSON_TEXT && strcmp(item->key, key) == 0)
				return item->text;
	return "";
}

struct solution {
	const char *by, *cells;
};

struct mapping {
	struct solution *rows;
	size_t count;
};

static struct mapping read_mapping(struct report *r)
{
	struct register_row *rows = NULL;
	struct mapping m = {0};
	size_t count = 0;

	if (store_register(r->store, r->viewer, r->scope, "solution", r->arena, &rows, &count) != 0)
		return m;
	m.rows = arena_alloc(r->arena, (count + 1) * sizeof(*m.rows));
	for (; m.count < count; m.count++) {
		struct json_in_error error;
		const struct json_value *body = json_in_read(r->arena, rows[m.count].body, strlen(rows[m.count].body), &error);

		m.rows[m.count] = (struct solution){member(body, "by"), member(body, "cells")};
	}
	return m;
}

/* True when one of these bring something to the cell "1/a". */
static bool brings(const struct mapping *m, const char *by, const char *cell)
{
	const size_t length = strlen(cell);

	for (size_t i = 0; i < m->count; i++)
		for (const char *at = m->rows[i].cells; strcmp(m->rows[i].by, by) == 0 && (at = strstr(at, cell)); at += length)
			if ((at == m->rows[i].cells || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
				return true;
	return false;
}

enum part { PART_NEED, PART_RIVAL, PART_OWN, PART_ALONE, PART_PARTNER, PART_LACKING, PART_COUNT };

static bool is_in(const struct mapping *m, enum part part, bool needed, const char *cell)
{
	const bool own = brings(m, "own", cell), rival = brings(m, "rival", cell), partner = brings(m, "partner", cell);
	const bool in[PART_COUNT] = {needed, rival, own, own && !rival, partner && !own, needed && !own && !partner};

	return in[part];
}

/* Cells of that part, "1-a, 3-b". */
static const char *cells_of(struct report *r, const struct mapping *m, enum part part)
{
	const struct pack *pack = r->plan.assessments[1].pack;
	const char *text = "";

	for (size_t c = 0; c < pack->column_count; c++)
		for (size_t s = 0; s < pack->section_count; s++) {
			const struct standing *standing = &r->standings[c];
			const bool needed = !standing->not_applicable && (int)s < standing->target && standing->cells[s].state != CELL_REACHED &&
					    standing->cells[s].state != CELL_NOT_APPLICABLE;
			const char *cell = arena_printf(r->arena, "%s/%s", pack->columns[c].id, pack->sections[s].id);

			if (is_in(m, part, needed, cell))
				text = arena_printf(r->arena, "%s%s%s-%s", text, *text ? ", " : "", pack->columns[c].id, pack->sections[s].id);
		}
	return *text ? text : "–";
}

/* What somebody wrote in the place of the draft; "" nobody. */
static const char *written(struct report *r, const char *name)
{
	struct register_row *rows = NULL;
	struct json_in_error error;
	size_t count = 0;

	if (store_register(r->store, r->viewer, r->scope, "proposal", r->arena, &rows, &count) != 0)
		return "";
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0)
			return member(json_in_read(r->arena, rows[i].body, strlen(rows[i].body), &error), "text");
	return "";
}

static void row(struct report *r, const char *who, const char *drawn, const char *name)
{
	report_row(r);
	report_cell(r, LOOK_STRONG, who);
	report_cell(r, LOOK_PLAIN, drawn);
	report_cell(r, LOOK_PLAIN, written(r, name));
	report_row_end(r);
}

/* Remarks of the interview: strengths, weaknesses, worries. */
static const char *heard(struct report *r)
{
	static const char *const items[] = {"strength", "weakness", "worry"};
	static const char *const ja[] = {"強み", "弱み", "困りごと"}, *const en[] = {"Strengths", "Weaknesses", "Worries"};
	struct assessment a;
	const char *text = "";

	if (assess(r->store, r->viewer, pack_find("plant-profile"), r->scope, r->now, r->arena, &a) != 0)
		return text;
	for (size_t i = 0; i < 3; i++) {
		const struct judged *j = assess_find(&a, NULL, items[i]);

		if (j && j->answer.reason && *j->answer.reason)
			text = arena_printf(r->arena, "%s\n%s: %s", text, report_say(r, ja[i], en[i]), j->answer.reason);
	}
	return text;
}

void report_three_c(struct report *r)
{
	static const char *const titles[] = {"見る相手", "Whom", "マトリクスから", "From the matrix", "補足", "In addition", NULL};
	const struct mapping m = read_mapping(r);

	report_heading(r, "3C（顧客・競合・自社）", "3C: customer, competitors, company");
	report_table(r, titles);
	row(r, report_say(r, "顧客", "Customer"),
	    arena_printf(r->arena, report_say(r, "目標まで要るマス: %s%s", "Cells wanted: %s%s"), cells_of(r, &m, PART_NEED), heard(r)), "customer");
	row(r, report_say(r, "競合", "Competitors"),
	    arena_printf(r->arena, report_say(r, "競合が届くマス: %s", "Cells they reach: %s"), cells_of(r, &m, PART_RIVAL)), "competitor");
	row(r, report_say(r, "自社", "Company"),
	    arena_printf(r->arena,
			 report_say(r, "届くマス: %s\n自社だけのマス: %s\n協業で補うマス: %s\n足りないマス: %s",
				    "Cells reached: %s\nReached by us alone: %s\nBy partners: %s\nLacking: %s"),
			 cells_of(r, &m, PART_OWN), cells_of(r, &m, PART_ALONE), cells_of(r, &m, PART_PARTNER), cells_of(r, &m, PART_LACKING)),
	    "company");
	report_table_end(r);
}

/* Written by people; what nobody wrote is told by what is known. */
void report_proposal(struct report *r)
{
	static const struct {
		const char *name;
		struct words title, draft;
	} texts[] = {
		{"value", {"経営にとっての値打ち", "What it is worth to management"},
		 {"工場が止まらず、取引先の点検に答えられることが、事業の継続と競争力を支えます。", "Steady production, and an answer to what customers check, carry the business and its competitiveness."}},
		{"feasibility", {"実現のしかたと段階", "How it can be done, in stages"},
		 {"設備に影響しないものから始め、計画停止の日、更新のときへと段階を分けて進めます。", "Begin with what disturbs nothing; then on days when the line stands; then at renewal."}},
		{"relation", {"これからのお付き合い", "Staying with it"},
		 {"導入のあとも、半年ごとにマトリクスで測り直し、道すじを一緒に見直します。", "Half a year after half a year we measure the matrix anew with you, and go over the path."}},
	};

	report_heading(r, "ご提案", "What we propose");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *text = written(r, texts[i].name);

		r->paper.kind->heading(&r->paper, 3, report_words(r, &texts[i].title));
		report_line(r, LOOK_PLAIN, "%s", *text ? text : report_words(r, &texts[i].draft));
	}
}
