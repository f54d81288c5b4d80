/* report_zones.c - blocks of reports: zones, conduits, what crosses, accepted exceptions (S4-018 S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "dissect/dissectors.h"
#include "judge/texts.h"
#include "lib/arena.h"
#include "store/zoning.h"

#include <string.h>

#define MATRIX_MAX 12
#define CROSSINGS_MAX 300

/* All of it, read once a block: it is small. */
struct drawn {
	struct zone_use *zones;
	size_t zone_count;
	struct network_use *networks;
	size_t network_count;
	struct conduit_row *conduits;
	size_t conduit_count;
};

static bool read_drawn(struct report *r, struct drawn *out)
{
	return store_zones(r->store, &r->within, r->arena, &out->zones, &out->zone_count) == 0 &&
	       store_networks(r->store, &r->within, r->arena, &out->networks, &out->network_count) == 0 &&
	       store_conduits(r->store, &r->within, r->arena, &out->conduits, &out->conduit_count) == 0;
}

static const char *zone_name(const struct report *r, const struct drawn *d, int64_t id)
{
	for (size_t i = 0; i < d->zone_count; i++)
		if (d->zones[i].zone.id == id)
			return d->zones[i].zone.name;
	return id == ZONE_OUTSIDE ? report_say(r, "社外", "Outside") : report_say(r, "ゾーンなし", "No zone");
}

static const char *column_words(const struct report *r, const char *smkl)
{
	static const struct {
		const char *smkl;
		struct words words;
	} columns[] = {{"office", {"対象外（事務所）", "None (office)"}},
		       {"idmz", {"IDMZ", "IDMZ"}},
		       {"1", {"生産情報ネットワーク", "Production information"}},
		       {"2", {"制御情報ネットワーク", "Control information"}},
		       {"3", {"制御ネットワーク", "Control"}}};

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i].smkl, smkl) == 0)
			return report_words(r, &columns[i].words);
	return "–";
}

static const char *importance_words(struct report *r, int importance)
{
	return importance ? report_word(r, "importance", arena_printf(r->arena, "%d", importance)) : "–";
}

/* Words apart by blanks, each in the reader's words. */
static const char *each(struct report *r, const char *list, const char *group)
{
	char *text = arena_strdup(r->arena, list), *state = NULL;
	const char *out = "";

	for (char *word = strtok_r(text, " ", &state); word; word = strtok_r(NULL, " ", &state))
		out = arena_printf(r->arena, "%s%s%s", out, *out ? report_say(r, "・", ", ") : "",
				   group ? report_word(r, group, word) : protocol_title(word));
	return out;
}

static const char *draft_words(const struct report *r, bool draft)
{
	return draft ? report_say(r, "（案）", " (draft)") : "";
}

void report_zone_rules(struct report *r)
{
	struct zoning_counts counts[ZONING_COLUMNS];

	report_heading(r, "この文書について", "About this document");
	report_line(r, LOOK_PLAIN, "%s",
		    report_say(r, "ゾーンは、同じ重要度と同じ守り方でまとめた区画です。コンジットは、ゾーンどうしのあいだで通してよい通信です。ここに書かれていない通信は、ゾーンをまたいではいけません。",
			       "A zone is an area of equal importance that is protected in one way. A conduit is what may pass between two zones. What is not written here must not cross."));
	if (store_zoning_counts(r->store, &r->within, counts) != 0)
		return;
	report_line(r, LOOK_PLAIN,
		    report_say(r, "確定したゾーン %llu、ネットワーク %llu、コンジット %llu。",
			       "Accepted: %llu zones, %llu networks, %llu conduits."),
		    (unsigned long long)counts[0].zones, (unsigned long long)counts[0].networks,
		    (unsigned long long)counts[0].conduits);
	if (counts[0].drafts)
		report_line(r, LOOK_BAD, report_say(r, "まだ確認されていない案が %llu 件あり、（案）と記しています。", "%llu drafts wait for somebody to look at them; they are marked (draft)."),
			    (unsigned long long)counts[0].drafts);
	if (counts[0].without_zone)
		report_line(r, LOOK_BAD, report_say(r, "どのゾーンにも入っていない機器が %llu 台あります。", "%llu devices are in no zone."),
			    (unsigned long long)counts[0].without_zone);
}

static const char *zone_remark(struct report *r, const struct zone_row *zone)
{
	return zone->specimen && !*zone->note ? report_say(r, "見本", "sample") : zone->note;
}

static void network_row(struct report *r, const struct zone_use *z, const struct network_use *n)
{
	const char *smkl = n && *n->network.smkl ? n->network.smkl : z->zone.smkl;
	const int importance = n && n->network.importance ? n->network.importance : z->zone.importance;

	report_row(r);
	report_cell(r, LOOK_STRONG,
		    arena_printf(r->arena, "%s%s", z->zone.name, draft_words(r, z->zone.draft)));
	report_cell(r, LOOK_PLAIN, n ? arena_printf(r->arena, "%s%s", n->network.name, draft_words(r, n->network.draft)) : "–");
	report_cell(r, LOOK_PLAIN, n && *n->network.subnets ? each(r, n->network.subnets, "subnet") : "–");
	report_cell(r, LOOK_PLAIN, n && *n->network.vlans ? n->network.vlans : "–");
	report_cell(r, LOOK_PLAIN, column_words(r, smkl));
	report_cell(r, LOOK_PLAIN, importance_words(r, importance));
	report_number(r, n ? n->devices : z->devices);
	report_cell(r, LOOK_QUIET, n && *n->network.note ? n->network.note : zone_remark(r, &z->zone));
	report_row_end(r);
}

void report_zones(struct report *r)
{
	static const char *const titles[] = {"ゾーン", "Zone", "ネットワーク", "Network", "アドレス", "Addresses", "VLAN", "VLAN",
					     "SMKLの管理対象", "SMKL network", "重要度", "Importance", "機器", "Devices",
					     "備考", "Remarks", NULL};
	struct drawn d;

	if (!read_drawn(r, &d))
		return;
	report_heading(r, "ゾーンとネットワーク", "Zones and networks");
	if (d.zone_count == 0) {
		report_line(r, LOOK_BAD, "%s", report_say(r, "ゾーンはまだ定められていません", "No zone was drawn yet"));
		return;
	}
	report_table(r, titles);
	for (size_t z = 0; z < d.zone_count; z++) {
		bool any = false;

		for (size_t n = 0; n < d.network_count; n++)
			if (d.networks[n].network.zone == d.zones[z].zone.id) {
				network_row(r, &d.zones[z], &d.networks[n]);
				any = true;
			}
		if (!any)
			network_row(r, &d.zones[z], NULL);
	}
	report_table_end(r);
	report_line(r, LOOK_QUIET, "%s", report_say(r, "SMKLは三菱電機株式会社の登録商標です。", "SMKL is a registered trademark of Mitsubishi Electric Corporation."));
}

/* What stands where a row of zones meets a column. */
static const char *meeting(const struct report *r, const struct drawn *d, int64_t from, int64_t to)
{
	const char *mark = report_say(r, "×", "no");

	if (from == to)
		return "–";
	for (size_t i = 0; i < d->conduit_count; i++) {
		const struct conduit_row *c = &d->conduits[i];

		if (!(c->from == from && c->to == to) && !(c->both && c->from == to && c->to == from))
			continue;
		if (!c->draft)
			return report_say(r, "○", "yes");
		mark = report_say(r, "△", "draft");
	}
	return mark;
}

/* Which zone may ask which: one look. More zones than a page is wide are told in the list alone. */
void report_zone_pairs(struct report *r)
{
	const char *titles[2 * MATRIX_MAX + 6] = {"から ＼ へ", "From \\ to"};
	struct drawn d;
	size_t count = 1;

	if (!read_drawn(r, &d) || d.zone_count == 0 || d.zone_count > MATRIX_MAX)
		return;
	for (size_t i = 0; i < d.zone_count; i++, count++)
		titles[2 * count] = titles[2 * count + 1] = d.zones[i].zone.name;
	titles[2 * count] = "社外";
	titles[2 * count + 1] = "Outside";
	report_heading(r, "どこからどこへ通してよいか", "What may ask what");
	report_table(r, titles);
	for (size_t from = 0; from <= d.zone_count; from++) {
		const int64_t asks = from < d.zone_count ? d.zones[from].zone.id : ZONE_OUTSIDE;

		report_row(r);
		report_cell(r, LOOK_STRONG, zone_name(r, &d, asks));
		for (size_t to = 0; to <= d.zone_count; to++)
			report_cell(r, LOOK_PLAIN,
				    meeting(r, &d, asks, to < d.zone_count ? d.zones[to].zone.id : ZONE_OUTSIDE));
		report_row_end(r);
	}
	report_table_end(r);
	report_line(r, LOOK_QUIET, "%s",
		    report_say(r, "○ コンジットあり　△ 案だけ　× 通さない。何を通すかは次の表。", "yes: a conduit; draft: proposed only; no: nothing may pass. What may pass is in the next table."));
}

void report_conduits(struct report *r)
{
	static const char *const titles[] = {"番号", "No.", "から", "From", "", "", "へ", "To", "通してよい通信", "Protocols", "操作", "Operations",
					     "備考", "Remarks", NULL};
	struct drawn d;

	if (!read_drawn(r, &d))
		return;
	report_heading(r, "コンジット（通してよい通信）", "Conduits: what may pass");
	if (d.conduit_count == 0) {
		report_line(r, LOOK_BAD, "%s", report_say(r, "コンジットはまだ定められていません", "No conduit was drawn yet"));
		return;
	}
	report_table(r, titles);
	for (size_t i = 0; i < d.conduit_count; i++) {
		const struct conduit_row *c = &d.conduits[i];

		report_row(r);
		report_cell(r, LOOK_QUIET, arena_printf(r->arena, "C-%lld%s", (long long)c->id, draft_words(r, c->draft)));
		report_cell(r, LOOK_STRONG, zone_name(r, &d, c->from));
		report_cell(r, LOOK_PLAIN, c->both ? "⇄" : "→");
		report_cell(r, LOOK_STRONG, zone_name(r, &d, c->to));
		report_cell(r, LOOK_PLAIN, *c->protocols ? each(r, c->protocols, NULL) : report_say(r, "すべて", "Any"));
		report_cell(r, LOOK_PLAIN, *c->classes ? each(r, c->classes, "class") : report_say(r, "すべて", "Any"));
		report_cell(r, LOOK_QUIET, c->note);
		report_row_end(r);
	}
	report_table_end(r);
}

static void crossing_line(struct report *r, const struct drawn *d, const struct crossing_row *c)
{
	report_row(r);
	report_cell(r, c->crossing > CROSSING_DRAFT ? LOOK_BAD : c->crossing == CROSSING_ALLOWED ? LOOK_GOOD : LOOK_PLAIN,
		    report_word(r, "crossing", crossing_name(c->crossing)));
	report_cell(r, LOOK_PLAIN,
		    arena_printf(r->arena, "%s → %s", zone_name(r, d, c->from), zone_name(r, d, c->to)));
	report_cell(r, LOOK_PLAIN, *c->protocol ? protocol_title(c->protocol) : report_say(r, "不明", "Unknown"));
	report_cell(r, LOOK_PLAIN, each(r, c->classes, "class"));
	report_number(r, c->conversations);
	report_cell(r, LOOK_PLAIN, report_day(r, c->first_seen));
	report_cell(r, LOOK_PLAIN, report_day(r, c->last_seen));
	report_row_end(r);
}

void report_crossings(struct report *r)
{
	static const char *const titles[] = {"判定", "Verdict", "ゾーン", "Zones", "通信", "Protocol", "操作", "Operations",
					     "組", "Pairs", "初めて", "First seen", "最後", "Last seen", NULL};
	struct crossing_row *rows;
	size_t count;
	struct drawn d;

	if (!read_drawn(r, &d) || store_crossings(r->store, &r->within, r->arena, &rows, &count) != 0)
		return;
	report_heading(r, "ゾーンをまたいで実際に見えた通信", "What was seen to cross");
	if (count == 0) {
		report_line(r, LOOK_PLAIN, "%s",
			    report_say(r, "観測点では、ゾーンをまたぐ通信は見えていません。見えないことは、通らない証拠にはなりません。",
				       "Nothing was seen to cross at the observation points. Silence proves nothing."));
		return;
	}
	report_table(r, titles);
	for (size_t i = 0; i < count && i < CROSSINGS_MAX; i++)
		crossing_line(r, &d, &rows[i]);
	report_table_end(r);
	if (count > CROSSINGS_MAX)
		report_line(r, LOOK_QUIET, report_say(r, "ほか %zu 行", "and %zu more"), count - CROSSINGS_MAX);
}

static void accepted_row(struct report *r, const struct finding_row *f)
{
	const struct finding_text *text = finding_text(f->detector, r->paper.japanese ? LANGUAGE_JA : LANGUAGE_EN);
	struct finding_detail detail = {0};
	const char *reason = "", *by = "";

	if (store_finding_detail(r->store, &r->within, f->id, r->arena, &detail) == 0)
		for (size_t i = 0; i < detail.note_count; i++)
			if (strcmp(detail.notes[i].kind, "state") == 0) {
				reason = detail.notes[i].text;
				by = detail.notes[i].user;
			}
	report_row(r);
	report_cell(r, LOOK_PLAIN,
		    arena_printf(r->arena, "%s%s%s%s%s", f->device.name, *f->peer.name ? " ↔ " : "", f->peer.name,
				 report_say(r, "：", ": "), text ? text->title : f->detector));
	report_cell(r, LOOK_PLAIN, reason);
	report_cell(r, LOOK_PLAIN, "");
	report_cell(r, LOOK_PLAIN, f->until ? report_day(r, f->until) : report_say(r, "期限なし", "No end"));
	report_cell(r, LOOK_PLAIN, by);
	report_row_end(r);
}

/* Exceptions to items of the assessment, and crossings that somebody accepted as they are. */
void report_zone_exceptions(struct report *r)
{
	static const char *const titles[] = {"何の例外か", "Of what", "理由", "Reason", "代わりの対策", "In its place",
					     "期限", "Until", "承認", "Approved by", NULL};
	const struct finding_filter accepted = {.q = "", .state = "accepted", .severity = "", .assigned = "",
						.detector = "zones.no_conduit,zones.outside,zones.skipped_layer"};
	const struct page page = {.limit = 200};
	struct finding_row *rows;
	struct listing listing;
	size_t approved = 0;

	if (store_findings(r->store, &r->within, &accepted, &page, r->arena, &rows, &listing) != 0)
		return;
	for (size_t i = 0; i < r->exception_count; i++)
		approved += *r->exceptions[i].approved_by != '\0';
	report_heading(r, "認めた例外", "Accepted exceptions");
	if (approved + listing.count == 0) {
		report_line(r, LOOK_PLAIN, "%s", report_say(r, "ありません", "None"));
		return;
	}
	report_table(r, titles);
	for (size_t i = 0; i < r->exception_count; i++)
		if (*r->exceptions[i].approved_by)
			report_exception_row(r, &r->exceptions[i]);
	for (size_t i = 0; i < listing.count; i++)
		accepted_row(r, &rows[i]);
	report_table_end(r);
}
