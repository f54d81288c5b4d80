/* oscal.c - assessments and the plan for tools of others. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <string.h>

#include "lib/clock.h"
#include "report/oscal.h"
#include "serve/server.h"

void oscal_get(struct request *r)
{
	const struct oscal_kind *kind = oscal_find(r->argument);

	if (!kind) {
		request_problem(r, 404, "Not found", "there is no such report");
		return;
	}
	if (!request_anonymous(r))
		return;
	const struct oscal document = {
		.store = r->store,
		.viewer = &r->who.viewer,
		.arena = &r->arena,
		.anonymous = r->anonymous,
		.site = r->server->config.site ? r->server->config.site : "",
		.japanese = strcmp(request_text(r, "lang"), "en") != 0,
		.scope = request_scope(r),
		.now = clock_now(),
		.out = &r->out,
	};

	buf_clear(&r->out);
	if (!request_good(r, kind->write(&document)))
		return;
	r->status = 200;
	r->type = "application/json";
	r->disposition = attachment(r, arena_printf(&r->arena, "yagura-oscal-%s.json", kind->name));
}
