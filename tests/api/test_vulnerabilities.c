/* test_vulnerabilities.c - bundles, lists and decisions over HTTP. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include "advisories.h"

#include "advise/advise.h"
#include "lib/clock.h"
#include "store/vulnerability.h"

#include <stdlib.h>

static struct maker maker;
static char admin[ACCOUNT_SECRET_SIZE];
static char worker[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", admin},
        {"worker", ROLE_PRODUCTION, "one more password", worker},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static int start(void **state)
{
	fixture_start(state);
	maker_new(&maker);
	maker_all(&maker);
	return 0;
}

static int stop(void **state)
{
	maker_free(&maker);
	return fixture_stop(state);
}

static struct answer post_bundle(const char *who, const struct buf *bundle)
{
	struct buf request = {.data = NULL};

	buf_printf(&request,
		   "POST /api/v1/bundles HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
		   "Cookie: yagura_session=%s\r\nX-Yagura: 1\r\nX-Filename: b.zip\r\n"
		   "Content-Length: %zu\r\n\r\n",
		   plant.port, who, bundle->length);
	buf_append(&request, bundle->data, bundle->length);
	struct answer a = ask_raw(&plant, (const char *)request.data, request.length);
	buf_free(&request);
	return a;
}

static void trust(void)
{
	pthread_mutex_lock(&plant.lock);
	assert_int_equal(
		store_setting_put(plant.store, &store_system, BUNDLE_KEYS_SETTING, maker.setting), 0);
	pthread_mutex_unlock(&plant.lock);
}

/* As the writer of src/proc does it between records. */
static void match_all(void)
{
	int rc = 1;

	pthread_mutex_lock(&plant.lock);
	while (rc == 1) {
		assert_int_equal(store_begin(plant.store), 0);
		rc = advise_run(plant.store, clock_monotonic() + SECOND);
		assert_int_equal(store_commit(plant.store), 0);
	}
	pthread_mutex_unlock(&plant.lock);
	assert_int_equal(rc, 0);
}

static void test_a_bundle_is_refused_until_its_key_is_trusted(void **state)
{
	struct buf bundle = {.data = NULL}, junk = {.data = NULL};

	(void)state;
	maker_bundle(&maker, clock_now(), &bundle);
	buf_text(&junk, "no zip at all");
	expect_answer(post_bundle(admin, &bundle), "no key", 422, "no key is trusted yet");
	trust();
	expect("GET", "/bundles", viewer, NULL, 200, "\"trusted\":[\"test\"],\"items\":[],");
	expect_answer(post_bundle(admin, &junk), "junk", 422, "it is no bundle");
	expect_answer(post_bundle(worker, &bundle), "role", 403, "\"status\":403");
	bundle.data[bundle.length / 2] ^= 0x40;
	struct answer damaged = post_bundle(admin, &bundle);
	assert_int_equal(damaged.status, 422);
	answer_free(&damaged);
	expect("GET", "/bundles", viewer, NULL, 200, "\"items\":[],");
	expect("GET", "/vulnerabilities", viewer, NULL, 200, "\"items\":[],\"total\":0");
	buf_free(&bundle);
	buf_free(&junk);
}

static void test_a_bundle_is_taken_over_and_devices_are_matched(void **state)
{
	struct buf bundle = {.data = NULL};

	(void)state;
	maker_bundle(&maker, clock_now(), &bundle);
	trust();
	expect("PATCH", "/assets/a-00001", admin, "{\"name\":\"Press\"}", 200, "Press");
	pthread_mutex_lock(&plant.lock);
	assert_int_equal(inventory_edit(plant.inventory, 1, "vendor", "Siemens AG", "test", 1), 0);
	assert_int_equal(inventory_edit(plant.inventory, 1, "model", "CPU 1515-2 PN", "test", 1), 0);
	assert_int_equal(inventory_edit(plant.inventory, 1, "firmware", "2.9.4", "test", 1), 0);
	assert_int_equal(store_save_inventory_changes(plant.store, STORE_ROOT_SCOPE, plant.inventory), 0);
	pthread_mutex_unlock(&plant.lock);
	expect_answer(post_bundle(admin, &bundle), "post", 201, "\"advisories\":5,\"changed\":4,\"kev\":1,\"epss\":3");
	match_all();
	expect("GET", "/vulnerabilities?open=1", viewer, NULL, 200, "\"name\":\"CVE-2099-10001\"");
	expect("GET", "/vulnerabilities?kev=1", viewer, NULL, 200, "\"total\":0");
	expect("GET", "/vulnerabilities?limit=1", viewer, NULL, 200, "\"total\":2,\"next\":\"1\"");
	expect("GET", "/assets/a-00001/vulnerabilities", viewer, NULL, 200,
	       "\"outcome\":\"affected\"");
	expect("GET", "/vulnerabilities/3", viewer, NULL, 200, "\"reason\":{\"key\":\"firmware_inside\"");
	expect("GET", "/vulnerabilities/3", viewer, NULL, 200, "\"remedy\":\"Update to V3.0.1 or later.\"");
	expect("GET", "/vulnerabilities/4711", viewer, NULL, 404, "");
	buf_free(&bundle);
}

static void test_a_decision_needs_a_reason_and_a_person_who_may(void **state)
{
	static const char path[] = "/vulnerabilities/3";

	(void)state;
	expect("PATCH", path, viewer, "{\"asset\":\"a-00001\",\"state\":\"fixed\",\"because\":\"x\"}", 403, "");
	expect("PATCH", path, worker, "{\"asset\":\"a-00001\",\"state\":\"not_affected\"}", 400, "because");
	expect("PATCH", path, worker, "{\"asset\":\"a-00001\",\"state\":\"gone\",\"because\":\"x\"}", 400, "state:");
	expect("PATCH", path, worker, "{\"asset\":\"a-00099\",\"state\":\"fixed\",\"because\":\"x\"}", 404, "");
	expect("PATCH", path, worker,
	       "{\"asset\":\"a-00001\",\"state\":\"not_affected\",\"because\":\"the port is closed\"}", 200,
	       "\"state\":\"not_affected\",\"decision\":{\"because\":\"the port is closed\",\"by\":\"worker\"");
	expect("GET", "/vulnerabilities?outcome=decided", viewer, NULL, 200, "CVE-2099-10001");
	expect("GET", "/audit", admin, NULL, 200, "vulnerability.decide");
	expect("PATCH", path, worker, "{\"asset\":\"a-00001\",\"state\":\"open\"}", 200, "\"state\":\"open\"");
}

static void test_an_older_bundle_is_told_from_a_newer_one(void **state)
{
	struct buf bundle = {.data = NULL};

	(void)state;
	maker_bundle(&maker, clock_now() - 1000 * SECOND, &bundle);
	expect_answer(post_bundle(admin, &bundle), "older", 409, "a newer bundle of that name is in already");
	buf_free(&bundle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_bundle_is_refused_until_its_key_is_trusted),
		cmocka_unit_test(test_a_bundle_is_taken_over_and_devices_are_matched),
		cmocka_unit_test(test_a_decision_needs_a_reason_and_a_person_who_may),
		cmocka_unit_test(test_an_older_bundle_is_told_from_a_newer_one),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
