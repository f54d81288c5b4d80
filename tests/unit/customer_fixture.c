/* customer_fixture.c - a customer with a row in every table, and where it goes. SPDX-License-Identifier: Apache-2.0 */

#include "customer_fixture.h"

/* Every column of every table gets something; what names something names it. */
static const char customer[] =
	"INSERT INTO scope (id, parent, name, kind) VALUES (2, 1, 'other', 'site'), (3, 1, '客先 A', 'site'), (4, 3, 'ライン 1',"
	" 'line');"
	"INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at, counters) VALUES (7, 3, 's', 'file',"
	" 'himitsu-no-shirushi.pcap', '', 1, '{\"a\":1}'), (8, 4, 's', 'file', 'b', '', 1, '{}'), (9, 2, 's', 'file', 'c',"
	" '', 1, '{}');"
	"INSERT INTO source_boot VALUES (7, 11, 5, 1);"
	"INSERT INTO source_site (sensor, kind, since, until, scope_id) VALUES ('s', 'live', 1, 2, 3);"
	"INSERT INTO zone VALUES (5, 3, 'zone', 'Z', 'a', 3, '', 0, 0);"
	"INSERT INTO network VALUES (6, 3, 5, 'N', 'a', '10.0.0.0/24', '', 3, '', 0, 'control', '1', 'perimeter', '', 'renewed');"
	"INSERT INTO conduit VALUES (4, 3, 5, -1, 1, '', '', '', 0);"
	"INSERT INTO asset (scope_id, id, into_id, endpoints, name, ip, source_id, stored_at, zone_id, network_id, liveness)"
	" VALUES (3, 2000001, 0, 1, 'PLC himitsu-no-shirushi', '10.0.0.1', 7, 1, 5, 6, 1), (3, 2000002, 2000001, 0, 'HMI', '10.0.0.2', 7,"
	" 1, 5, 6, 0), (4, 3000001, 0, 1, 'in the line', '10.1.0.1', 8, 1, 0, 0, 0), (2, 1000001, 0, 1, 'of other', '', 9, 1, 0, 0, 0);"
	"INSERT INTO endpoint VALUES (3, 1, 1, 0, '02:00:00:00:00:01', '10.0.0.1', 2000001, 2000001, 0, 0, 1, 1, 1, 1, '', 's', 5, 6);"
	"INSERT INTO value VALUES (3, 2000001, 1, 'model', 0, 'R08', 'slmp', 90, 90, 1, 0, 1, 1);"
	"INSERT INTO service VALUES (3, 1, 'tcp', 502, 'modbus', 1, 1);"
	"INSERT INTO merge VALUES (3, 1, 0, 2000001, 2000002, 'operator', '', 'x', 1, 0);"
	"INSERT INTO conversation (id, scope_id, client, server, port, proto, protocol, vlan, state, first_seen, last_seen)"
	" VALUES (20, 3, 1, 1, 502, 'tcp', 'modbus', 0, '', 1, 2);"
	"INSERT INTO conversation_part VALUES (30, 7, 11, 1, 20, 1, 1, 1, 1, 1, 1, 0, 1, 2);"
	"INSERT INTO conversation_hour VALUES (30, 1, 2, 3);"
	"INSERT INTO operation VALUES (21, 3, x'00112233445566778899aabbccddeeff', 1, 1, 'modbus', '', 'read', 0, 'Read', 3, NULL,"
	" '', '', '[[1,2]]', 0, 'ok', 0, 1, 1, 1, 1, 1, 2);"
	"INSERT INTO operation_part VALUES (31, 7, 11, 2, 21, 1, 0, 1, 2);"
	"INSERT INTO operation_hour VALUES (31, 1, 2);"
	"INSERT INTO anomaly VALUES (7, 11, 3, 3, 1, 1, 'modbus.length', '', 1, 1, 2);"
	"INSERT INTO ledger VALUES (3, 'list.xlsx', 1);"
	"INSERT INTO ledger_row VALUES (12, 3, 1, 'PLC', '', '', '', '', '', '', '', '', '', 2000001);"
	"INSERT INTO pack VALUES (3, 'own', '1', x'00ff', 'x', 1);"
	"INSERT INTO answer (id, scope_id, pack, part, item, kind, revision, pack_version, value, reason, override, document,"
	" reviewed_on, due_on, specimen, user, at) VALUES (13, 3, 'meti-threats', 'zone-5', '1-1', 'answer', 1, '1', '2',"
	" 'himitsu-no-shirushi 加', '', '', '', '', 0, 'x', 1), (113, 3, 'meti-device', 'a-2000001', 'd-1', 'answer', 1, '1',"
	" 'none', '', '', '', '', '', 0, 'x', 1);"
	"INSERT INTO evidence VALUES (14, 3, 'photo', 'himitsu-no-shirushi', '', '', '', '', '', '', 0, 'x', 1);"
	"INSERT INTO evidence_use VALUES (14, 'meti-checklist', '', '1-1');"
	"INSERT INTO evidence_file VALUES (14, 'a.bin', 4, '', x'00010203');"
	"INSERT INTO snapshot (id, scope_id, pack, title, content, hash, user, at) VALUES (15, 3, 'meti-checklist', 't',"
	" '{\"himitsu-no-shirushi\":1}', '', 'x', 1);"
	"INSERT INTO snapshot_scan VALUES (14, 15, 'himitsu-no-shirushi', '2026-11-01');"
	"INSERT INTO exception (id, scope_id, pack, part, item, reason, measure, ends_on, user, at) VALUES (16, 3, 'p', '', '1',"
	" 'r', 'm', '', 'x', 1);"
	"INSERT INTO evaluation VALUES (3, 'p', '', '1', 1, 2, 'supports');"
	"INSERT INTO data_use VALUES (51, 3, 'u', '', '', '', '', '', '', '', '', '', '', '', 'open', '', 5, -1, 2000001, 0, 1, 'x', 1);"
	"INSERT INTO scenario VALUES (52, 3, 51, 5, 's', '0000000', '', '', '', '41', '', '', 'open', '', '', '', '', 0, 0, 0, 0, '', 0, 1, 'x', 1);"
	"INSERT INTO register VALUES (17, 3, 'work', '生産', '{\"a\":[1]}', 0, 0, 1, 'x', 1);"
	"INSERT INTO supplier VALUES (41, 3, 's-1', 'A社', 'parts', 'make', 'hardware', 'PLC', '[\"Siemens\"]', 'JP', '佐藤', '1',"
	" '2', 'psirt', '', '', '', 1, 0, 0, 1, 'x', 1);"
	"INSERT INTO supplier_zone VALUES (41, 5);"
	"INSERT INTO supplier_device VALUES (41, 3, 2000001);"
	"INSERT INTO purchase VALUES (43, 3, 'o-1', 'PLC', 'product', 'plc', 'L1', 41, 3, 'remote', 'modbus', '', 'n', 'draft', 2000001,"
	" 0, 0, 1, 'x', 1);"
	"INSERT INTO purchase_item VALUES (43, 'f-seal', 1, '', '', '', 'yes', 's', 'extra', 'h', '', 'good', 'f', 'x', 1);"
	"INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name, count,"
	" source_id, first_seen, last_seen, stored_at) VALUES (18, 3, 'device.new', 2000001, 2000002, '', 'himitsu-no-shirushi', 2,"
	" 'new', 'PLC', '', 1, 7, 1, 1, 1), (19, 3, 'talk.new', 2000001, 0, '', '', 2, 'new', 'PLC', '', 1, 7, 1, 1, 1);"
	"INSERT INTO finding_evidence VALUES (18, 7, 11, 1, 1, 1, '{\"event_type\":\"flow\"}');"
	"INSERT INTO finding_note VALUES (40, 18, 1, 'x', 'comment', '', 'himitsu-no-shirushi');"
	"INSERT INTO task VALUES (41, 3, '', '', '', 18, 'measure', 't', '', '', '', '', '', 0, 0, 0, '', '', 'open', 0, 1, 'x', 1),"
	" (42, 3, '', '', '', 0, 'measure', 'u', '', '', '', '', '', 0, 0, 0, '41', '', 'open', 0, 1, 'x', 1);"
	"INSERT INTO allowed (id, scope_id, part, kind, client, server, what, class, code, subcode, function, space, target, state,"
	" wide, ranges, count, period_us, jitter_us, hours1, hours2, hours3, first_seen, last_seen) VALUES (43, 3, 'p', 'flow',"
	" 2000001, 4611686018427387905, 'modbus', '', 0, -1, '', '', '', 'learned', 0, '[]', 1, 0, 0, 0, 0, 0, 1, 1);"
	"INSERT INTO phase VALUES (7, 'review', 1);"
	"INSERT INTO phase_place VALUES (3, 'zone', 5, 'learn', 1);"
	"INSERT INTO learned_hour VALUES (3, 'source', 7, 1);"
	"INSERT INTO calendar VALUES (44, 3, 'changeover', 1, 2, '', 'x', 1);"
	"INSERT INTO habit VALUES (3, 'd', 2000001, 2000002, 1, 2, 3, 'himitsu-no-shirushi');"
	"INSERT INTO suppression VALUES (45, 3, 'd', 2000001, 0, 0, 'r', 'x', 1);"
	"INSERT INTO detector_off VALUES (3, 'd', 'r', 'x', 1);"
	"INSERT INTO block_list VALUES (46, 3, 'l', 1, 0, 0, 'x', 1);"
	"INSERT INTO block_entry VALUES (46, 'bad.example');"
	"INSERT INTO vulnerability (id, name, title, changed_at) VALUES (47, 'CVE-2024-1', 't', 1);"
	"INSERT INTO decision (id, scope_id, vulnerability_id, asset_id, state, because, by, at) VALUES (48, 3, 47, 2000001, 'fixed',"
	" 'b', 'x', 1);"
	"INSERT INTO channel (id, scope_id, kind, name, enabled, captures, least, quiet, through, rate, language, settings, secret,"
	" created_at) VALUES (49, 3, 'mail', 'himitsu-no-shirushi', 1, 0, 0, '', 0, 0, '', '{}', 'sealed', 1);"
	"INSERT INTO notice VALUES (50, 49, 18, 'new', 2, 1);"
	"INSERT INTO report_order VALUES (53, 3, 'monthly', 'ja', 5, 49, 'x', 1, 1, '');"
	"INSERT INTO report_kept VALUES (54, 3, 'monthly', 'ja', 't', '2026-10', 1, 'h', 'himitsu-no-shirushi');"
	"INSERT INTO report_notice VALUES (49, 54);"
	"INSERT INTO check_entry VALUES (51, 3, '10.0.0.1', 1, 502, 60, 2000001, 'x', 1);"
	"INSERT INTO check_log VALUES (52, 3, 2000001, '10.0.0.1', 1, 502, 0, 1, 1);"
	"INSERT INTO check_state VALUES ('10.0.0.1', 1, 502, 3, 2000001, 1, 1, 1);"
	"INSERT INTO user (id, name, created_at) VALUES (60, 'theirs', 1), (61, 'ours', 1);"
	"INSERT INTO user_grant (user_id, scope_id, role) VALUES (60, 4, 0), (61, 3, 0), (61, 1, 3);";

const char *path_of(const struct fixture *f, const char *name)
{
	static char path[4][128];
	static int next;
	char *out = path[next++ & 3];

	snprintf(out, sizeof(path[0]), "%s/%s", f->folder, name);
	return out;
}

struct store *open_store(const struct fixture *f, const char *name)
{
	char error[256] = "";
	int rc;
	struct store *store = store_open(path_of(f, name), &rc, error, sizeof(error));

	if (!store)
		fail_msg("%s", error);
	return store;
}

sqlite3 *open_raw(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %.200s", sqlite3_errmsg(db), sql);
}

int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const int64_t value = sqlite3_column_int64(s, 0);

	sqlite3_finalize(s);
	return value;
}

int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	clock_pretend(START);
	snprintf(f->folder, sizeof(f->folder), "/tmp/yagura-customer-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	f->from = open_store(f, "from.db");
	f->to = open_store(f, "to.db");
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	run(db, customer);
	sqlite3_close(db);
	static const int64_t scopes[] = {1, 2, 3, 4};
	f->viewer = (struct viewer){.user = "boss", .scopes = scopes, .scope_count = 4};
	static const int64_t third[] = {3};
	const struct viewer there = {.user = "theirs", .scopes = third, .scope_count = 1};
	assert_int_equal(store_audit(f->from, &store_system, "site.add", "客先 A", NULL), 0);
	assert_int_equal(store_audit(f->from, &there, "asset.edit", "a-2000001", "note: " MARKER), 0);
	assert_int_equal(store_audit(f->from, &store_system, "setting", "x", "y"), 0);
	*state = f;
	return 0;
}

int tear_down(void **state)
{
	struct fixture *f = *state;
	char command[3][16] = {"", "-wal", "-shm"};

	store_close(f->from);
	store_close(f->to);
	arena_free(&f->arena);
	static const char *const files[] = {"from.db", "to.db", "plain", "plain2", "sealed", "back"};
	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < 3; j++) {
			char path[160];

			snprintf(path, sizeof(path), "%s/%s%s", f->folder, files[i], command[j]);
			unlink(path);
		}
	rmdir(f->folder);
	free(f);
	clock_pretend(0);
	return 0;
}

int make(const char *path)
{
	return open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

void write_customer(struct fixture *f, const char *name)
{
	const int fd = make(path_of(f, name));

	assert_true(fd >= 0);
	close(fd);
	if (customer_write(f->from, &f->viewer, 3, path_of(f, name)) != 0)
		fail_msg("%s", store_error(f->from));
}

static bool put(void *argument, const void *bytes, size_t length)
{
	return write(*(const int *)argument, bytes, length) == (ssize_t)length;
}

/* Into a file: a pipe would want a process more. */
int write_told(struct fixture *f, const char *name)
{
	const int from = open(path_of(f, name), O_RDONLY | O_CLOEXEC);
	const int stream = make(path_of(f, "stream")), out = make(path_of(f, "told"));

	assert_true(from >= 0 && stream >= 0 && out >= 0 && customer_vfs_register(false) == 0);
	customer_tell(from, put, (void *)(uintptr_t)&stream);
	assert_int_equal(lseek(stream, 0, SEEK_SET), 0);
	const int rc = customer_write_down(stream, path_of(f, "told"), f->error, sizeof(f->error));

	close(from);
	close(stream);
	close(out);
	return rc;
}

int take(struct fixture *f, const char *name, int64_t *scope)
{
	struct customer what;
	const struct customer_coming coming = {.path = path_of(f, "told"), .parent = 1, .written_down = true,
					       .what = &what, .arena = &f->arena};
	int rc = write_told(f, name);

	if (rc)
		return rc;
	rc = customer_read(f->to, &store_system, &coming, scope);
	snprintf(f->error, sizeof(f->error), "%s", rc ? store_error(f->to) : "");
	return rc;
}

bool holds(const char *path, const char *words)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return false;
	assert_int_equal(fstat(fd, &st), 0);
	char *bytes = malloc((size_t)st.st_size + 1);
	assert_int_equal(read(fd, bytes, (size_t)st.st_size), st.st_size);
	close(fd);
	const bool found = memmem(bytes, (size_t)st.st_size, words, strlen(words)) != NULL;

	free(bytes);
	return found;
}
