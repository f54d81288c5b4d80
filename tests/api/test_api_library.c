/* test_api_library.c - the library over a socket: sorted, and beside each entry what one's own plant shows. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include "govern/library.h"

#include <stdio.h>
#include <string.h>

static char guest[ACCOUNT_SECRET_SIZE];
static char worker[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"suzuki", ROLE_PRODUCTION, "a third password", worker},
        {"guest", ROLE_VIEWER, "another password", guest},
        {.name = NULL},
};

static bool says(const char *target, const char *text)
{
	struct answer a = ask(&plant, "GET", target, guest, NULL);
	const bool found = a.status == 200 && strstr(a.body, text);

	answer_free(&a);
	return found;
}

static void test_entries_are_found_by_words_kinds_facets_and_links(void **state)
{
	(void)state;
	expect("GET", "/library", guest, NULL, 200, "\"id\":\"case\"");
	assert_true(says("/api/v1/library?kind=case&facet=use:outside", "\"id\":\"case-2\""));
	assert_false(says("/api/v1/library?kind=case&facet=use:outside", "\"id\":\"case-3\""));
	assert_true(says("/api/v1/library?facet=use:predict,data:video", "\"id\":\"case-10\""));
	assert_false(says("/api/v1/library?facet=use:predict,data:video", "\"id\":\"case-24\""));
	assert_true(says("/api/v1/library?q=lightmac", "\"id\":\"tech-integrity\""));
	assert_false(says("/api/v1/library?q=lightmac", "\"id\":\"tech-device\""));
	assert_true(says("/api/v1/library?link=meti-checklist:2-9", "\"id\":\"measure-lockdown\""));
	assert_false(says("/api/v1/library?link=meti-checklist:2-9", "\"id\":\"measure-dpi\""));
	expect("GET", "/library/nothing", guest, NULL, 404, "nothing");
	expect("GET", "/library", NULL, NULL, 401, "");
}

/* X-004 X-005: a sheet, an area, leads to the items. */
static void test_sheets_and_areas_lead_to_items(void **state)
{
	(void)state;
	expect("GET", "/library/sheet-setting", guest, NULL, 200, "\"page\":\"checklist?open=2-12\"");
	expect("GET", "/library/area-2", guest, NULL, 200, "\"page\":\"smkl?cell=idmz/d\"");
	expect("GET", "/library/alert-7", guest, NULL, 200, "\"meti-checklist:2-13\"");
}

static void test_a_framework_tells_which_items_are_its_numbers(void **state)
{
	(void)state;
	expect("GET", "/library/iec62443-3-3", guest, NULL, 200, "\"number\":\"SR 7.8\",\"pack\":\"meti-checklist\"");
	expect("GET", "/library/nist-csf", guest, NULL, 200, "\"number\":\"DE.CM-01\"");
	expect("GET", "/library/cpsf", guest, NULL, 200, "\"number\":\"CPS.AM\",\"pack\":\"meti-checklist\"");
	expect("GET", "/library/nistir-8183", guest, NULL, 200, "\"number\":\"ID.AM\"");
	expect("GET", "/library/case-1", guest, NULL, 200, "\"maps\":[]");
}

/* The fixture's plant: a controller, a panel that reads it by modbus, nothing outside. */
static void test_what_the_plant_shows_stands_beside(void **state)
{
	(void)state;
	expect("GET", "/library/measure-dpi", guest, NULL, 200, "\"name\":\"recognised\",\"state\":\"");
	expect("GET", "/library/measure-idmz", guest, NULL, 200, "\"conversations\":0");
	expect("GET", "/library/measure-opcua", guest, NULL, 200, "\"name\":\"opcua\",\"state\":\"silent\"");
	expect("GET", "/library/measure-acl", guest, NULL, 200, "\"lines\":");
	expect("GET", "/library/measure-ids", guest, NULL, 200, "\"detectors\":");
	expect("GET", "/library/tech-oneway", guest, NULL, 200, "\"live\":");
	expect("GET", "/library/reference-model", guest, NULL, 200, "\"parts\":[");
}

/* Each that an entry names is told. */
static void test_no_entry_names_what_nothing_tells(void **state)
{
	const struct library *all = library_ours();
	char path[100];

	(void)state;
	for (size_t k = 0; k < all->kind_count; k++)
		for (size_t i = 0; i < all->kinds[k]->entry_count; i++) {
			const struct library_entry *e = &all->kinds[k]->entries[i];

			snprintf(path, sizeof(path), "/library/%s", e->id);
			if (e->seen)
				expect("GET", path, guest, NULL, 200, "\"state\":\"");
		}
}

static void test_an_entry_becomes_a_measure_and_a_community_has_a_contact(void **state)
{
	(void)state;
	expect("PATCH", "/tasks", worker, "{\"title\":\"IDMZ\",\"pack\":\"library\",\"item\":\"measure-idmz\"}", 200, "\"id\"");
	expect("PATCH", "/tasks", worker, "{\"title\":\"IDMZ\",\"pack\":\"library\",\"item\":\"nothing\"}", 422, "no such item");
	expect("GET", "/tasks", guest, NULL, 200, "\"item\":\"measure-idmz\"");
	expect("PATCH", "/register", worker,
	       "{\"kind\":\"community\",\"name\":\"保全課\",\"body\":\"{\\\"entry\\\":\\\"cssc\\\",\\\"document\\\":\\\"手引き\\\"}\"}", 200, "");
	expect("GET", "/register?kind=community", guest, NULL, 200, "\"entry\":\"cssc\"");
	expect("PATCH", "/register", guest, "{\"kind\":\"community\",\"name\":\"x\"}", 403, "");
}

/* S0-025: the original SMKL, cell by cell with a target */
static void test_the_original_smkl_is_a_matrix_too(void **state)
{
	(void)state;
	expect("PATCH", "/answers", worker, "{\"pack\":\"smkl-original\",\"part\":\"2\",\"item\":\"a-1\",\"value\":\"yes\",\"revision\":0}", 200, "");
	expect("PATCH", "/answers", worker, "{\"pack\":\"smkl-original\",\"part\":\"2\",\"item\":\"\",\"kind\":\"target\",\"value\":\"c\",\"revision\":0}", 200, "");
	expect("GET", "/smkl?pack=smkl-original", guest, NULL, 200, "\"position\":\"a\"");
	expect("GET", "/smkl?pack=smkl-original", guest, NULL, 200, "\"value\":\"c\"");
	expect("GET", "/smkl?pack=meti-checklist", guest, NULL, 422, "no matrix");
	expect("GET", "/smkl?pack=none", guest, NULL, 404, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_entries_are_found_by_words_kinds_facets_and_links),
	        cmocka_unit_test(test_sheets_and_areas_lead_to_items),
	        cmocka_unit_test(test_a_framework_tells_which_items_are_its_numbers),
	        cmocka_unit_test(test_what_the_plant_shows_stands_beside),
	        cmocka_unit_test(test_no_entry_names_what_nothing_tells),
	        cmocka_unit_test(test_the_original_smkl_is_a_matrix_too),
	        cmocka_unit_test(test_an_entry_becomes_a_measure_and_a_community_has_a_contact),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
