/* report_head.c - what users put at the head of each report. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <string.h>

#include "report/head.h"

void report_head_get(struct request *r)
{
	struct report_head head;
	const char *titles[PAPER_SEALS];

	if (!request_good(r, report_head_read(r->store, &r->who.viewer, request_scope(r), &r->arena, &head)))
		return;
	struct json_out *j = request_json(r, 200);
	const size_t count = report_head_seals(&head, &r->arena, titles, PAPER_SEALS);

	json_text(j, "words", head.words);
	json_array(j, "seals");
	for (size_t i = 0; i < count; i++)
		json_text(j, NULL, titles[i]);
	json_array_end(j);
	put_text(j, "logo", head.logo);
	request_end_json(r);
}

static int put(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	(void)id;
	return report_head_put(store, viewer, what);
}

/* One a line, as they are kept. */
static const char *seals_of_body(struct request *r)
{
	const struct json_in *list = json_in_array(r->object, "seals");
	const char *seals = "";

	for (size_t i = 0; i < json_in_count(list); i++) {
		const char *title = json_in_text_at(list, i);

		if (title && *title && !strchr(title, '\n'))
			seals = arena_printf(&r->arena, "%s%s\n", seals, title);
	}
	return seals;
}

void report_head_patch(struct request *r)
{
	const struct report_head head = {
	        .scope = body_scope(r),
	        .words = body_text(r, "words"),
	        .seals = seals_of_body(r),
	        .logo = body_text(r, "logo"),
	};
	const char *fault = report_head_fault(&head, &r->arena);

	if (fault)
		request_problem(r, 422, "Value does not fit", "%s", fault);
	else
		govern_answer(r, put, &head, 204);
}
