/* report_readers.c - block of reports: the same matrix, led by what one reader needs, always by column and level (S0-078). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"

#include <string.h>

static const struct assessment *matrix(const struct report *r)
{
	return &r->plan.assessments[1];
}

/* The level above where it stands: what one talks about next; NULL when all are reached. */
static const struct pack_section *next_level(const struct report *r, const struct standing *s)
{
	const struct pack *pack = matrix(r)->pack;

	return (size_t)s->unquestioned < pack->section_count ? &pack->sections[s->unquestioned] : NULL;
}

static const char *place(struct report *r, const struct standing *s, const struct pack_section *level)
{
	return arena_printf(r->arena, report_say(r, "%s × 段階%s %s", "%s × grade %s %s"), report_words(r, &s->column->title), level->id,
			    report_words(r, &level->title));
}

/* Items of that column and level which are not done, or are contradicted. */
static const struct judged *open_item(const struct report *r, const struct standing *s, const struct pack_section *level, size_t n)
{
	for (size_t i = 0; i < matrix(r)->count; i++) {
		const struct judged *j = &matrix(r)->rows[i];

		if (j->column == s->column && &matrix(r)->pack->sections[j->item->section] == level && !j->not_applicable &&
		    (!j->done || j->match == MATCH_DIFFERS) && n-- == 0)
			return j;
	}
	return NULL;
}

static void executive(struct report *r, const struct standing *s, const struct pack_section *level)
{
	const int target = s->target;

	if (target == 0)
		report_line(r, LOOK_BAD, report_say(r, "%s: 目標がまだ決まっていません。どこまで求めるかを決めてください", "%s: no target yet. Decide how far to go"),
			    place(r, s, level));
	else if (s->unquestioned < target)
		report_line(r, LOOK_PLAIN, report_say(r, "%s: 目標の%sまであと%d段階（期限 %s）", "%s: up to the target %s there are %d grades to go (until %s)"),
			    place(r, s, level), matrix(r)->pack->sections[target - 1].id, target - s->unquestioned,
			    s->target_row && *s->target_row->due_on ? s->target_row->due_on : "–");
	else
		report_line(r, LOOK_GOOD, report_say(r, "%s: 目標に届いています。次はここです", "%s: the target is reached; this would be next"), place(r, s, level));
}

/* Who does it until when: the task of the item, or that there is none. */
static void manager(struct report *r, const struct standing *s, const struct pack_section *level)
{
	const struct judged *j;

	for (size_t n = 0; (j = open_item(r, s, level, n)); n++) {
		const struct task_row *task = NULL;

		for (size_t i = 0; i < r->task_count && !task; i++)
			if (strcmp(r->tasks[i].part, s->column->id) == 0 && strcmp(r->tasks[i].item, j->item->id) == 0 &&
			    strcmp(r->tasks[i].state, "dropped") != 0)
				task = &r->tasks[i];
		if (task)
			report_line(r, LOOK_PLAIN, "%s: %s %s %s", place(r, s, level), task->title, task->owner, task->due_on);
		else
			report_line(r, LOOK_BAD, report_say(r, "%s: %s — 担当と期日がまだありません", "%s: %s — nobody has it, no day is set"), place(r, s, level),
				    report_words(r, &j->item->title));
	}
}

static void worker(struct report *r, const struct standing *s, const struct pack_section *level)
{
	const struct judged *j;

	for (size_t n = 0; (j = open_item(r, s, level, n)); n++)
		report_line(r, LOOK_PLAIN, "%s: %s", place(r, s, level), report_words(r, j->item->next.ja ? &j->item->next : &j->item->title));
}

static void integrator(struct report *r, const struct standing *s, const struct pack_section *level)
{
	const struct judged *j;

	for (size_t n = 0; (j = open_item(r, s, level, n)); n++)
		report_line(r, LOOK_PLAIN, "%s: %s%s%s", place(r, s, level), report_words(r, &j->item->title),
			    j->item->example.ja ? report_say(r, "。例: ", ". Such as: ") : "",
			    j->item->example.ja ? report_words(r, &j->item->example) : "");
}

static void vendor(struct report *r, const struct standing *s, const struct pack_section *level)
{
	static const struct words asks[] = {
		{"機器がログ（syslog・SNMP）を出し、スイッチがミラーできること", "devices give logs (syslog, SNMP), switches can mirror"},
		{"機器が名乗り（型番・版）を返し、状態を知らせること", "devices tell their model and version, and their state"},
		{"機器の正常な通信の一覧と、弱点の知らせを渡すこと", "a list of the device's normal traffic, and news of its vulnerabilities"},
		{"切り離しても安全に止まり、要る通信だけで動くこと", "stops safely when it is cut off, runs with needed traffic only"},
	};
	const size_t at = (size_t)(level - matrix(r)->pack->sections);

	report_line(r, LOOK_PLAIN, "%s: %s", place(r, s, level), report_words(r, &asks[at < 4 ? at : 3]));
}

static const struct {
	const char *name;
	struct words title;
	void (*tell)(struct report *r, const struct standing *s, const struct pack_section *level);
} readers[] = {
	{"executive", {"経営層の方へ: 決めること", "For management: what to decide"}, executive},
	{"manager", {"管理層の方へ: 誰がいつまでに", "For managers: who, until when"}, manager},
	{"worker", {"現場の方へ: 次にすること", "For the floor: what to do next"}, worker},
	{"integrator", {"SIerの方へ: 求めること", "For integrators: what is wanted"}, integrator},
	{"vendor", {"IoTベンダー・機器メーカーの方へ: 機器に求めること", "For makers of devices: what devices must do"}, vendor},
};

bool report_reader_known(const char *name)
{
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(readers[i].name, name) == 0)
			return true;
	return false;
}

void report_reader(struct report *r)
{
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		if (!r->reader || strcmp(readers[i].name, r->reader) != 0)
			continue;
		report_heading(r, readers[i].title.ja, readers[i].title.en);
		for (size_t c = 0; c < matrix(r)->pack->column_count; c++) {
			const struct standing *s = &r->standings[c];
			const struct pack_section *level = next_level(r, s);

			if (level && !s->not_applicable && !s->column->optional)
				readers[i].tell(r, s, level);
		}
	}
}
