/* purchase.c - the order specification by appendix F's categories, and the checklist of acceptance (S4-169 S1-096 S1-098). SPDX-License-Identifier: Apache-2.0 */

#include "report/purchase.h"

#include "lib/arena.h"
#include "lib/clock.h"

#include <string.h>

static const char *say(const struct order_paper *p, const char *ja, const char *en)
{
	return p->paper.japanese ? ja : en;
}

static const char *words_of(const struct order_paper *p, const struct words *words)
{
	return words->ja ? say(p, words->ja, words->en) : "";
}

static void line(struct order_paper *p, enum look look, const char *text)
{
	p->paper.kind->paragraph(&p->paper, look, text);
}

static void cell(struct order_paper *p, enum look look, const char *text)
{
	p->paper.kind->cell(&p->paper, look, text);
}

static void pair(struct order_paper *p, const char *title, const char *text)
{
	p->paper.kind->row(&p->paper);
	cell(p, LOOK_STRONG, title);
	cell(p, LOOK_PLAIN, text && *text ? text : "–");
	p->paper.kind->row_end(&p->paper);
}

/* Titles of the ids that stand in text, apart by blanks. */
static const char *titles_of(struct order_paper *p, const char *text, const struct named *rows, size_t count)
{
	const char *out = "";

	for (const char *at = text; *at;) {
		const size_t length = strcspn(at, " ");

		for (size_t i = 0; i < count; i++)
			if (strlen(rows[i].id) == length && strncmp(rows[i].id, at, length) == 0)
				out = arena_printf(p->arena, "%s%s%s", out, *out ? say(p, "、", ", ") : "", words_of(p, &rows[i].title));
		at += length + (at[length] == ' ');
	}
	return out;
}

static void head(struct order_paper *p, const char *title)
{
	static const char *const ja[] = {"承認", "調達", "作成"};
	static const char *const en[] = {"Approved", "Procurement", "Prepared"};
	const struct procure_book *b = procure_book();
	const char *columns[] = {say(p, "項目", "Item"), say(p, "内容", "Content")};
	char day[CLOCK_TEXT_SIZE];

	clock_text_local(p->now, day);
	day[10] = '\0';
	p->paper.kind->begin(&p->paper, title);
	p->paper.kind->seals(&p->paper, p->paper.japanese ? ja : en, 3);
	p->paper.kind->heading(&p->paper, 1, title);
	p->paper.kind->table(&p->paper, columns, 2);
	pair(p, say(p, "件名", "Order"), p->order.title);
	pair(p, say(p, "対象", "What"), titles_of(p, p->order.grain, b->grains, b->grain_count));
	pair(p, say(p, "機器の種類", "Kind of device"), *p->order.role ? p->word(p->paper.japanese, "role", p->order.role) : "");
	pair(p, say(p, "ライン・場所", "Line, place"), p->order.line);
	pair(p, say(p, "使い方", "Use"), titles_of(p, p->order.conditions, b->conditions, b->condition_count));
	pair(p, say(p, "話す通信方式", "Protocols it speaks"), p->order.protocols);
	pair(p, say(p, "取引先", "Supplier"), p->order.supplier_name);
	pair(p, say(p, "回答の期限", "Answer due on"), p->order.due_on);
	pair(p, say(p, "作成日", "Date"), day);
	p->paper.kind->table_end(&p->paper);
}

static const char *category_of(const struct order_line *l)
{
	return l->known ? l->known->category : l->kept.category;
}

static const char *title_of(struct order_paper *p, const struct order_line *l)
{
	return *l->kept.title || !l->known ? l->kept.title : words_of(p, &l->known->title);
}

static const char *text_of(struct order_paper *p, const struct order_line *l)
{
	return *l->kept.text || !l->known ? l->kept.text : words_of(p, &l->known->text);
}

/* "安全・供給": what it serves. */
static const char *context_of(struct order_paper *p, const struct order_line *l)
{
	static const char *const names[][3] = {{"safety", "人の安全", "safety"}, {"supply", "供給の継続", "supply"},
					       {"quality", "品質", "quality"}, {"secrecy", "秘密", "secrecy"}};
	const char *out = "";

	for (size_t i = 0; l->known && i < l->known->context.count; i++)
		for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
			if (strcmp(names[n][0], l->known->context.text[i]) == 0)
				out = arena_printf(p->arena, "%s%s%s", out, *out ? say(p, "・", ", ") : "", say(p, names[n][1], names[n][2]));
	return out;
}

static void requirement(struct order_paper *p, const struct order_line *l, const char *number)
{
	p->paper.kind->row(&p->paper);
	cell(p, LOOK_PLAIN, number);
	cell(p, LOOK_STRONG, title_of(p, l));
	cell(p, LOOK_PLAIN, text_of(p, l));
	cell(p, LOOK_QUIET, l->known ? arena_printf(p->arena, "%s\n%s", words_of(p, &l->known->why), context_of(p, l)) : "");
	cell(p, LOOK_PLAIN, *l->kept.reply ? arena_printf(p->arena, "%s %s",
		!strcmp(l->kept.reply, "yes") ? say(p, "満たす", "Met") : !strcmp(l->kept.reply, "part") ? say(p, "一部", "In part")
		: say(p, "満たさない", "Not met"), l->kept.said) : say(p, "□満たす　□一部　□満たさない", "□ met  □ in part  □ not met"));
	p->paper.kind->row_end(&p->paper);
}

static void category(struct order_paper *p, const struct named *c, size_t chapter)
{
	const char *titles[] = {say(p, "番号", "No."), say(p, "要件", "Requirement"), say(p, "内容", "Text"), say(p, "理由", "Why"),
				say(p, "受注者の回答", "Supplier's answer")};
	size_t number = 0;

	for (size_t i = 0; i < p->count; i++) {
		if (!p->lines[i].wanted || strcmp(category_of(&p->lines[i]), c->id) != 0)
			continue;
		if (number++ == 0) {
			p->paper.kind->heading(&p->paper, 2, arena_printf(p->arena, "%zu. %s", chapter, words_of(p, &c->title)));
			p->paper.kind->table(&p->paper, titles, 5);
		}
		requirement(p, &p->lines[i], arena_printf(p->arena, "%zu.%zu", chapter, number));
	}
	if (number)
		p->paper.kind->table_end(&p->paper);
}

int order_specification(struct order_paper *p)
{
	const struct procure_book *b = procure_book();

	p->paper.wide = true;
	head(p, say(p, "調達仕様書（セキュリティ要件）", "Order specification: security requirements"));
	p->paper.kind->heading(&p->paper, 2, say(p, "安全と事業継続のために", "For safety and continuity"));
	line(p, LOOK_PLAIN, say(p, "ここに書く要件は、人の安全を守り、品質を保ち、供給を止めないためのものです。事故や攻撃のときも、人を守る機能が働き、"
		"決めた時間で生産を戻せることを求めます。",
		"These requirements serve people's safety, quality, and deliveries that do not stop. Under fault or attack, what "
		"protects people shall go on working and production shall be back in the agreed time."));
	line(p, LOOK_PLAIN, say(p, "満たせない要件は、その旨と、代わりの手立てを回答欄に書いてください。発注者が、追加の対策か、期限を決めた受け入れかを判断します。",
		"Where a requirement cannot be met, say so and what could stand in its place. The buyer decides on a further measure, or accepts it until a day."));
	for (size_t i = 0; i < b->category_count; i++)
		category(p, &b->categories[i], i + 1);
	if (*p->order.note)
		line(p, LOOK_PLAIN, p->order.note);
	return p->paper.kind->end(&p->paper);
}

static void check_row(struct order_paper *p, const struct order_line *l, size_t number)
{
	p->paper.kind->row(&p->paper);
	cell(p, LOOK_PLAIN, arena_printf(p->arena, "%zu", number));
	cell(p, LOOK_STRONG, title_of(p, l));
	cell(p, LOOK_PLAIN, l->known && l->known->check.ja ? words_of(p, &l->known->check) : text_of(p, l));
	cell(p, LOOK_PLAIN, strcmp(l->kept.checked, "good") == 0 ? say(p, "良", "Good")
		: strcmp(l->kept.checked, "bad") == 0 ? say(p, "否", "Bad") : say(p, "□良　□否", "□ good  □ bad"));
	cell(p, LOOK_PLAIN, l->kept.found);
	p->paper.kind->row_end(&p->paper);
}

int order_acceptance(struct order_paper *p)
{
	const char *titles[] = {say(p, "番号", "No."), say(p, "要件", "Requirement"), say(p, "確かめること", "To be looked at"),
				say(p, "結果", "Result"), say(p, "記録（版・製造番号など）", "Record (version, serial ...)")};
	size_t number = 0;

	head(p, say(p, "機器導入チェックリスト（受入）", "Device introduction checklist"));
	if (p->order.asset)
		line(p, LOOK_PLAIN, arena_printf(p->arena, "%s: %s　%s: %s", say(p, "届いた機器", "Device"), p->order.asset_name,
			say(p, "櫓が読み取った版", "version that Yagura read"), *p->order.firmware ? p->order.firmware : "–"));
	p->paper.kind->table(&p->paper, titles, 5);
	for (size_t i = 0; i < p->count; i++)
		if (p->lines[i].wanted && (!p->lines[i].known || p->lines[i].known->check.ja))
			check_row(p, &p->lines[i], ++number);
	p->paper.kind->table_end(&p->paper);
	line(p, LOOK_PLAIN, say(p, "終わったら台帳に載せ、櫓の資産の表で見えていることを確かめます。", "Then enter it into the ledger and see that Yagura's list of assets shows it."));
	return p->paper.kind->end(&p->paper);
}
