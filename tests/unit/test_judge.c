/* test_judge.c - what was learned, what was found, and that both survive. SPDX-License-Identifier: Apache-2.0 */
#include "judge_fixture.h"

#include "judge/hours.h"
#include "judge/inside.h"

#include <errno.h>
#include <time.h>

#include "judge/judge.h"
#include "store/block_list.h"
#include "store/finding.h"
#include "store/zoning.h"

#define INSTRUCTION "program" /* a class that operations.program_transfer tells of */

static struct finding_row *list_findings(struct fixture *f, const char *state, size_t wanted)
{
	struct finding_row *rows;
	struct listing listing;
	const struct finding_filter filter = {.state = state, .severity = "high,critical", .q = "192.168"};

	if (store_findings(f->store, &store_system, &filter, NULL, &f->arena, &rows, &listing) != 0)
		fail_msg("%s", store_error(f->store));
	assert_int_equal(listing.count, wanted);
	assert_int_equal(listing.total, wanted);
	return rows;
}

static void test_a_finding_is_kept_counts_and_reopens(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, INSTRUCTION, 3);

	take_judged(f, judge, &r);
	struct finding_row *row = list_findings(f, "open", 1);
	assert_int_equal(row->count, 3);
	assert_string_equal(row->peer.ip, "192.168.1.1");
	const int64_t id = row->id;

	/* the sensor tells it again, to a judge that was started anew: nothing happened */
	judge_free(judge);
	judge = load(f);
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	assert_int_equal(list_findings(f, "open", 1)->count, 3);

	const struct finding_edit edit = {.state = "closed", .reason = "planned", .comment = "said so"};
	assert_int_equal(store_finding_edit(f->store, &store_system, id, &edit), 0);
	assert_int_equal(store_reload_finding(f->store, STORE_ROOT_SCOPE, id, judge), 0);
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 0);

	r.seq = ++f->seq;
	r.ot.count = 5;
	take_judged(f, judge, &r);
	row = list_findings(f, "new", 1);
	assert_int_equal(row->count, 5);
	assert_int_equal(row->id, id);
	struct finding_detail detail;
	assert_int_equal(store_finding_detail(f->store, &store_system, id, &f->arena, &detail), 0);
	assert_int_equal(detail.evidence_count, 1);
	assert_true(detail.evidence[0].operation > 0);
	assert_int_equal(detail.note_count, 3);
	assert_string_equal(detail.notes[2].kind, "reopened");
	judge_free(judge);
}

static void test_what_was_learned_survives_and_can_be_refused(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, INSTRUCTION, 1);
	struct allowed_group *groups;
	struct listing listing;

	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "learn"), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "enforce"), 0);
	judge_free(judge);
	judge = load(f);
	r = operation(f, 2, INSTRUCTION, 1);
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 0);

	const struct allowed_filter facts = {.kind = "fact"};
	assert_int_equal(store_allowed_groups(f->store, &store_system, &facts, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.total, 1);
	assert_string_equal(groups[0].what, "operations.program_transfer");
	assert_int_equal(groups[0].open, 1);
	assert_int_equal(store_allowed_decide(f->store, &store_system, groups[0].part, "refused", 0), 0);
	assert_int_equal(store_reload_part(f->store, 1, groups[0].part, judge), 0);
	r = operation(f, 3, INSTRUCTION, 1);
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 1);
	judge_free(judge);
}

static struct allowed_row *entry_of(struct fixture *f, const char *kind, const char *class)
{
	struct allowed_group *groups;
	struct allowed_row *rows;
	struct listing listing;
	size_t count;
	const struct allowed_filter talk = {.kind = "talk"};

	assert_int_equal(store_allowed_groups(f->store, &store_system, &talk, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.count, 1);
	assert_int_equal(store_allowed_part(f->store, &store_system, groups[0].part, &f->arena, &rows, &count), 0);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, kind) == 0 && strcmp(rows[i].class, class) == 0 && *rows[i].ranges == (strcmp(kind, "class") ? '[' : 0))
			return &rows[i];
	fail_msg("no %s %s", kind, class);
	return NULL;
}

static size_t count_open(struct fixture *f)
{
	struct finding_row *rows;
	struct listing listing;
	const struct finding_filter all = {.state = "open"};

	assert_int_equal(store_findings(f->store, &store_system, &all, NULL, &f->arena, &rows, &listing), 0);
	return listing.count;
}

static struct judge *learn_a_write(struct fixture *f)
{
	struct judge *judge = load(f);
	struct record r = operation(f, 1, "write", 1); /* 10..14 */

	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "learn"), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 0);
	return judge;
}

/* Learning goes on; what a person narrowed is not widened by it, and what lies outside is told. */
static void test_a_narrowed_entry_stays_narrow_while_learning(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_a_write(f);
	const struct allowed_range range = {10, 12};
	const struct allowed_edit edit = {.has_ranges = true, .ranges = &range, .range_count = 1, .has_expires = true,
					  .expires = INT64_MAX - 1};
	const struct allowed_row *row = entry_of(f, "operation", "write");

	assert_string_equal(row->ranges, "[[10,14]]");
	assert_int_equal(store_allowed_edit(f->store, &store_system, row->id, &edit), 0);
	assert_int_equal(store_reload_allowed(f->store, 1, row->id, judge), 0);
	struct record r = operation(f, 1, "write", 2);
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 1);
	row = entry_of(f, "operation", "write");
	assert_string_equal(row->ranges, "[[10,12]]");
	assert_true(row->fixed);
	assert_int_equal(store_allowed_decide(f->store, &store_system, "", "accepted", 0), 0); /* all of them, as they are */
	assert_int_equal(entry_of(f, "operation", "write")->expires, INT64_MAX - 1);
	judge_free(judge);
	judge = load(f); /* and after a restart */
	const struct allowed_edit any = {.has_ranges = true, .wide = true};
	assert_int_equal(store_allowed_edit(f->store, &store_system, row->id, &any), 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "enforce"), 0);
	judge_free(judge);
	judge = load(f);
	r = operation(f, 7, "write", 2); /* 70..74 */
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 1);
	judge_free(judge);
}

static void test_a_widened_class_takes_any_function(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_a_write(f);
	const struct allowed_edit any = {.state = "accepted", .has_ranges = true, .wide = true};
	struct record r = operation(f, 9, "write", 1);

	r.ot.code = 16;
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "enforce"), 0);
	assert_int_equal(store_allowed_edit(f->store, &store_system, entry_of(f, "class", "write")->id, &any), 0);
	judge_free(judge);
	judge = load(f);
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 0);
	judge_free(judge);
}

/* Refused or run out, it is told at once: learning does not learn it again. */
static void test_what_a_person_refused_is_not_learned_again(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_a_write(f);
	struct record r = operation(f, 1, "write", 2);

	assert_int_equal(store_allowed_decide(f->store, &store_system, "", "refused", 0), 0);
	assert_int_equal(store_reload_part(f->store, 1, "", judge), 0);
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 1);
	r = operation(f, 1, "write", 3);
	take_judged(f, judge, &r);
	assert_int_equal(count_open(f), 1); /* once, with a count */
	judge_free(judge);
}

/* All outside is one party, a group address another: their numbers are not those of devices. */
static void test_groups_and_the_outside_are_learned_over_a_restart(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record group = flow(f, 1, 1, 2, 9), outside = flow(f, 2, 1, 3, 9);
	const struct finding_filter all = {.state = "open"};
	struct finding_row *rows;
	struct listing listing;

	group.dest_ip = address_from_ip4((const uint8_t[]){239, 1, 1, 1});
	group.dest_mac = (struct mac){{1, 0, 0x5e, 1, 1, 1}};
	outside.dest_ip = address_from_ip4((const uint8_t[]){203, 0, 113, 9});
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "learn"), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	take_judged(f, judge, &group);
	take_judged(f, judge, &outside);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "enforce"), 0);
	judge_free(judge);

	judge = load(f);
	group.entry = 3;
	group.seq = ++f->seq;
	outside.entry = 4;
	outside.seq = ++f->seq;
	take_judged(f, judge, &group);
	take_judged(f, judge, &outside);
	assert_int_equal(store_findings(f->store, &store_system, &all, NULL, &f->arena, &rows, &listing), 0);
	for (size_t i = 0; i < listing.count; i++)
		assert_string_not_equal(rows[i].detector, "behaviour.not_learned");
	const struct allowed_filter talk = {.kind = "talk"};
	struct allowed_group *groups;
	assert_int_equal(store_allowed_groups(f->store, &store_system, &talk, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.total, 2);
	judge_free(judge);
}

/* Two of the same device: whoever stands nowhere still learns with the source, its zone is watched. */
static void test_a_zone_and_a_network_have_their_own_phase(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct zone_row z = {.id = 0, .kind = "", .name = "line", .smkl = "3", .note = ""};

	assert_int_equal(store_zone_put(f->store, &store_system, &z), 0);
	struct network_row n = {.zone = z.id, .name = "n", .smkl = "", .subnets = "10.9.9.0/24", .vlans = "", .note = ""};
	assert_int_equal(store_network_put(f->store, &store_system, &n), 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "learn"), 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_ZONE, z.id, "enforce"), 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_NETWORK, n.id, "review"), 0);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_ZONE, z.id + 1, "review"), -ENOENT);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	const struct subject nowhere = {0}, zone = {.place = {.zone = z.id}},
			     network = {.place = {.zone = z.id, .network = n.id}};
	assert_int_equal(phase_between(judge, f->source, &nowhere, NULL), PHASE_LEARN);
	assert_int_equal(phase_between(judge, f->source, &zone, &nowhere), PHASE_ENFORCE);
	assert_int_equal(phase_between(judge, f->source, &nowhere, &network), PHASE_REVIEW);
	assert_int_equal(phase_between(judge, f->source, &network, &zone), PHASE_ENFORCE);
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_ZONE, z.id, ""), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	assert_int_equal(phase_between(judge, f->source, &zone, &nowhere), PHASE_LEARN);
	judge_free(judge);
}

/* START is a Tuesday night in UTC; a changeover is what people say it is. */
/* Known before learning began, or heard for the first time while it goes on: what it announces changes nothing of it. */
static void test_who_only_announces_itself_is_learned(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);

	for (int i = 0; i < 4; i++) {
		const struct mac mac = {{2, 0, 0, 0, 0, (uint8_t)(i == 2 ? 2 : 1)}};
		struct record r = base(f, RECORD_CLAIM, 1, mac.bytes[5], 9);

		r.time += i * SEC;
		r.claim = (struct record_claim){.has_mac = true, .mac = mac, .name = "model", .slot = -1, .value = "Q03UDVCPU",
						.source = "lldp", .rank = "identity", .confidence = 90, .first_seen = START,
						.last_seen = r.time};
		if (i == 1)
			judge_set_phase(judge, f->source, PHASE_LEARN);
		take_judged(f, judge, &r);
	}
	for (uint64_t number = 1; number <= 2; number++)
		assert_true(usual_knows_device(judge, number, START));
	judge_free(judge);
}

static void test_what_the_learning_has_seen_is_counted(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_a_write(f);
	const struct calendar_row day = {.kind = "changeover", .first = START - SEC, .last = START + SEC, .note = "B"};
	struct coverage_row *seen;
	struct calendar_row *days;
	size_t count;

	assert_int_equal(store_coverage(f->store, &store_system, &f->arena, &seen, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(seen[0].place, "source");
	assert_int_equal(seen[0].hours, 1);
	assert_int_equal(seen[0].night, 1);
	assert_int_equal(seen[0].day + seen[0].weekend + seen[0].month_end + seen[0].changeover, 0);
	assert_int_equal(store_calendar_add(f->store, &store_system, &day), 0);
	assert_int_equal(store_coverage(f->store, &store_system, &f->arena, &seen, &count), 0);
	assert_int_equal(seen[0].changeover, 1);
	assert_int_equal(store_calendar(f->store, &store_system, &f->arena, &days, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(store_calendar_remove(f->store, &store_system, days[0].id), 0);
	assert_int_equal(store_calendar_remove(f->store, &store_system, days[0].id), -ENOENT);
	judge_free(judge);
	judge = load(f); /* the program starts anew */
	uint32_t position = 0;
	const struct kept_place *p = table_next(&judge->places, &position);
	assert_non_null(p);
	assert_true(hours_have(p->hours, START + 7 * 24 * 3600 * SEC));
	judge_free(judge);
}

static void test_what_is_suppressed_or_off_says_nothing(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, INSTRUCTION, 1);
	int64_t id;

	const struct suppression rule = {.detector = "operations.program_transfer", .until = START + SEC};
	assert_int_equal(store_suppression_add(f->store, &store_system, &rule, "work", &id), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 0);
	assert_int_equal(store_detector_switch(f->store, &store_system, rule.detector, false, "noise"), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	r = operation(f, 2, INSTRUCTION, 1);
	r.time = START + 2 * SEC;
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 0);
	assert_int_equal(store_detector_switch(f->store, &store_system, rule.detector, true, ""), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	r = operation(f, 3, INSTRUCTION, 1);
	r.time = START + 3 * SEC; /* and the suppression is over */
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 1);
	judge_free(judge);
}

static int64_t event_of(struct fixture *f, const char *where)
{
	char sql[256];
	int64_t event = 0;
	sqlite3 *db;
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	snprintf(sql, sizeof(sql), "SELECT event FROM finding WHERE %s", where);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	if (sqlite3_step(s) == SQLITE_ROW)
		event = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return event;
}

static void add_done(struct fixture *f, int device, int peer, int minute, int culprit)
{
	char sql[512];
	sqlite3 *db;

	snprintf(sql, sizeof(sql),
		 "INSERT OR IGNORE INTO asset (scope_id, id, stored_at, external) VALUES (1, %d, 1, 0), (1, %d, 1, %d);"
		 "INSERT INTO finding (scope_id, detector, device, peer, key, detail, severity, state, device_name,"
		 " peer_name, count, source_id, first_seen, last_seen, stored_at, culprit) VALUES (1, 'x.y', %d, %d, '%d', '',"
		 " %d, 'new', '', '', 1, %lld, %lld, %lld, 1, %d)",
		 device, peer ? peer : 9, peer == 99, device, peer, minute, minute % 3 + 2, (long long)f->source,
		 (long long)(START + minute * 60 * SEC), (long long)(START + minute * 60 * SEC), culprit);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void add_found(struct fixture *f, int device, int peer, int minute)
{
	add_done(f, device, peer, minute, 0);
}

static void test_block_lists_of_the_store_are_judged_by(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, "read", 1);
	const char *const entries[] = {"evil.example", "198.51.100.0/24"};
	int64_t id;

	take_judged(f, judge, &r);
	assert_int_equal(store_block_list_put(f->store, &store_system, &(struct block_list_row){.name = "ours"},
					      entries, 2, &id), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	r = operation(f, 2, "read", 1);
	r.type = RECORD_DNS;
	r.dns = (struct record_dns){.rrname = "www.evil.example", .queries = 1, .first_seen = r.time, .last_seen = r.time};
	take_judged(f, judge, &r);
	assert_string_equal(list_findings(f, "open", 1)[0].detector, "behaviour.block_list");
	assert_int_equal(store_block_list_remove(f->store, &store_system, id), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
	r.dns.rrname = "mail.evil.example";
	r.seq = 9;
	take_judged(f, judge, &r);
	(void)list_findings(f, "open", 1);
	judge_free(judge);
}

/* Open events, as the Overview counts them. */
static uint64_t open_events(struct fixture *f)
{
	struct finding_counts counts;
	uint64_t open = 0;

	assert_int_equal(store_finding_counts(f->store, &store_system, &counts), 0);
	for (size_t i = 0; i < SEVERITY_COUNT; i++)
		open += counts.open[i];
	assert_true(counts.fresh == open);
	return open;
}

static void test_what_one_party_does_is_one_event(void **state)
{
	struct fixture *f = *state;
	const struct finding_filter grouped = {.state = "open", .grouped = true}, of_one = {.event = 1};
	const struct page page = {.limit = 50};
	struct finding_row *rows;
	struct listing listing;
	int64_t *ids;
	size_t count;

	add_found(f, 50, 0, 0);	  /* 1: the laptop comes */
	add_found(f, 10, 50, 3);  /* 2: and does something to two controllers */
	add_found(f, 11, 50, 12);
	add_found(f, 10, 51, 4);  /* 4: another one, at the same time */
	add_found(f, 50, 99, 14); /* 5: the laptop calls outside: the outside is nobody's doing */
	add_found(f, 12, 50, 40); /* 6: after a pause */
	add_done(f, 52, 10, 60, 52); /* 7: a computer that was brought in asks two controllers: it is who did it */
	add_done(f, 52, 11, 61, 52);
	assert_int_equal(event_of(f, "id = 2"), 1);
	assert_int_equal(event_of(f, "id = 3"), 1);
	assert_int_equal(event_of(f, "id = 4"), 4);
	assert_int_equal(event_of(f, "id = 5"), 1);
	assert_int_equal(event_of(f, "id = 6"), 6);
	assert_int_equal(event_of(f, "id = 8"), 7);
	assert_int_equal(store_findings(f->store, &store_system, &grouped, &page, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 4);
	assert_int_equal(open_events(f), 4);
	for (size_t i = 0; i < listing.count; i++)
		assert_int_equal(rows[i].together, rows[i].event == 1 ? 4 : rows[i].event == 7 ? 2 : 1);
	assert_int_equal(store_findings(f->store, &store_system, &of_one, &page, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 4);
	/* what is closed stands for nothing and is joined by nothing */
	assert_int_equal(store_finding_event(f->store, &store_system, 3, &f->arena, &ids, &count), 0);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(store_finding_edit(f->store, &store_system, ids[i], &(struct finding_edit){.state = "closed"}), 0);
	add_found(f, 13, 50, 15);
	assert_int_equal(event_of(f, "id = 9"), 9);
	assert_int_equal(store_findings(f->store, &store_system, &grouped, &page, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, 4);
	assert_int_equal(open_events(f), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_finding_is_kept_counts_and_reopens),
		TEST(test_what_was_learned_survives_and_can_be_refused),
		TEST(test_a_narrowed_entry_stays_narrow_while_learning),
		TEST(test_a_widened_class_takes_any_function),
		TEST(test_what_a_person_refused_is_not_learned_again),
		TEST(test_a_zone_and_a_network_have_their_own_phase),
		TEST(test_who_only_announces_itself_is_learned),
		TEST(test_what_the_learning_has_seen_is_counted),
		TEST(test_groups_and_the_outside_are_learned_over_a_restart),
		TEST(test_what_is_suppressed_or_off_says_nothing),
		TEST(test_block_lists_of_the_store_are_judged_by),
		TEST(test_what_one_party_does_is_one_event),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
