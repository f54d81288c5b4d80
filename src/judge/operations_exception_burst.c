/* operations_exception_burst.c - a device answers one request after the other with an error. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records in protocols of the plant floor: errors and requests, by how much they have grown.
 * State: per pair and ten minutes their errors and the functions that failed; the totals of records; 8,192.
 * Fires: ten errors within ten minutes, if they are half of what was asked, or sixty, if they are a tenth of it: the polling
 *        of each second goes on beside; five different functions that fail.
 * Near miss: a tool that tries which identities and lists a device has; a screen that asks for one register too many each second since it was built, once it is learned; a
 *            single error among a thousand answers.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>
#include <string.h>

#define ERRORS_AT    10
#define MANY_AT	     60
#define FUNCTIONS_AT 5

enum counted { COUNT_ERRORS, COUNT_REQUESTS };

static bool is_burst(uint64_t errors, uint64_t of)
{
	return (errors >= ERRORS_AT && errors * 2 >= of) || (errors >= MANY_AT && errors * 10 >= of);
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	/* engineering tools try what a device has */
	static const char *const feeling[] = {"identify", "diagnose", "session", NULL};
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE];

	if (ot->exceptions == 0 || word_in(ot->class, feeling) || !sight_is_industrial(s) || !sight_actor(s, &actor, &device))
		return;
	const uint64_t errors = window_growth(s, COUNT_ERRORS, ot->exceptions);
	const uint64_t requests = window_growth(s, COUNT_REQUESTS, ot->count);
	struct window *asked =
	        window_add(s, device->number, actor->number, COUNT_REQUESTS, requests);
	const uint64_t of = asked->sum;
	struct window *w = window_add(s, device->number, actor->number, COUNT_ERRORS, errors);

	window_set(w, &ot->code, sizeof(ot->code));
	const int functions = window_count(w);
	if (!is_burst(w->sum, of) && functions < FUNCTIONS_AT)
		return;
	const bool named = ot->result && strcmp(ot->result, "ok") != 0; /* of the last one alone */

	snprintf(detail, sizeof(detail), "%.40s, %llu / %llu%s%.60s", ot->protocol, (unsigned long long)w->sum,
		 (unsigned long long)of, named ? ", " : "", named ? ot->result : "");
	sight_tell(s, &(struct tell){.device = device,
	                             .peer = actor,
	                             .key = ot->protocol,
	                             .detail = detail,
	                             .total = ot->exceptions});
}

const struct detector detector_operations_exception_burst = {
        .id = "operations.exception_burst",
        .records = RECORDS(OT),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0888", "T0806"},
        .meti = {3, 23},
        .iec62443 = {"SR 3.5", "SR 6.2"},
        .smkl = {"b", "c"},
};
