/* profile.c - from what kind of plant it is to what it should aim at (S1-088 S0-036 S1-001). SPDX-License-Identifier: Apache-2.0
 *
 * The rule: what would happen gives the strength; many links to outside or a plant run by its data raise it by one.
 * The strength gives SMKL's letter (b, c, d). A control network that is running takes one letter less at first, because
 * what is put into it can stop the line; so does a small plant in all of its networks, which begins small.
 */

#include "govern/profile.h"

#include <string.h>

#define MANY_LINKS 3

/* Place of the answer among the steps of its section. */
static int place(const struct assessment *a, const char *item)
{
	const struct judged *j = assess_find(a, NULL, item);
	int at = 0;

	if (!j || j->step < 0)
		return -1;
	const char *section = a->pack->steps[j->step].section;

	for (int i = 0; i < j->step; i++)
		at += section && a->pack->steps[i].section && strcmp(a->pack->steps[i].section, section) == 0;
	return at;
}

void profile_read(const struct assessment *a, struct profile *out)
{
	static const char *const links[] = {"customer", "cloud", "remote", "direct", "sites"};

	*out = (struct profile){
		.stage = place(a, "stage"), .built = place(a, "built"), .status = place(a, "status"),
		.size = place(a, "size"), .recovery = place(a, "recovery"), .economic = place(a, "economic"),
		.promoter = place(a, "promoter"), .doer = place(a, "doer"),
	};
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		out->links += place(a, links[i]) > 0;
}

static void because(struct proposal *p, const char *ja, const char *en)
{
	if (p->reason_count < PROFILE_REASONS)
		p->reasons[p->reason_count++] = (struct words){ja, en};
}

static int more(int a, int b)
{
	return a > b ? a : b;
}

static void base(const struct profile *p, struct proposal *out)
{
	static const struct words risks[] = {
		{"起きたときの影響が限定的なので、最低限の強さから", "What would happen is limited: minimum strength"},
		{"起きたときの影響が重大なので、中の強さ", "What would happen is serious: middle strength"},
		{"起きたときの影響が致命的なので、高い強さ", "What would happen is fatal: high strength"},
	};
	const int worst = more(p->recovery, p->economic);

	out->strength = worst + 1;
	because(out, risks[worst].ja, risks[worst].en);
}

static void raise_for_links(const struct profile *p, struct proposal *out)
{
	const bool by_data = p->stage >= 3;
	const bool linked = p->links >= MANY_LINKS;

	if ((!by_data && !linked) || out->strength == 3)
		return;
	out->strength++;
	if (by_data)
		because(out, "データで動かす工場（段階3以上）なので、強さを一つ上げる", "The plant is run by its data (stage 3 or above): one stronger");
	else
		because(out, "外とつながる道が三つ以上あるので、強さを一つ上げる", "There are three ways or more to outside: one stronger");
}

static void lower_at_first(const struct profile *p, struct proposal *out)
{
	const bool runs = p->status == 0 || (p->status < 0 && p->built == 0);

	if (runs) {
		out->letters[2]--;
		because(out, "稼働中の制御ネットワークは、まず影響の少ない一つ手前の段階まで", "A control network that is running: one letter less at first, with what disturbs nothing");
	}
	if (p->size == 0) {
		for (int i = 0; i < PROFILE_COLUMNS; i++)
			out->letters[i]--;
		because(out, "小さい工場なので、まず一つ手前の段階から小さく始める", "A small plant: one letter less at first, to begin small");
	}
	for (int i = 0; i < PROFILE_COLUMNS; i++)
		out->letters[i] = more(out->letters[i], 1);
}

static void notes(const struct profile *p, struct proposal *out)
{
	if (p->built == 1)
		because(out, "移してきた古い設備は弱いところなので、新しい部分と分けて見張る", "Old equipment that was moved in is the weak part: keep it apart and watch it");
	if (p->status == 1)
		because(out, "更新間際なので、入れ替える部分と残す部分の強さをそろえる", "About to be renewed: renewed and continued parts are to be equally strong");
	if (p->status == 2)
		because(out, "新設なので、10年の間に増える機器と保守の終わりを先に見込む", "New: foresee ten years of added devices and of support that ends");
	if (p->promoter == 0 || p->doer == 0)
		because(out, "進める人か現場で動く人がいないので、先に決める", "A promoter or a doer on site is missing: name them first");
}

void profile_propose(const struct profile *p, struct proposal *out)
{
	*out = (struct proposal){.legacy = p->built == 1};
	if (p->recovery < 0 && p->economic < 0)
		return;
	base(p, out);
	raise_for_links(p, out);
	for (int i = 0; i < PROFILE_COLUMNS; i++)
		out->letters[i] = out->strength + 1;
	out->level = out->strength;
	lower_at_first(p, out);
	notes(p, out);
}
