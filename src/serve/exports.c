/* exports.c - files for other programs. SPDX-License-Identifier: Apache-2.0 */

#include "serve/request.h"

#include "lib/clock.h"
#include "report/export.h"

void exports_get(struct request *r)
{
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < export_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", exports[i].name);
		json_text(j, "says", exports[i].says);
		json_text(j, "suffix", exports[i].suffix);
		json_bool(j, "one_device", exports[i].one_device);
		json_bool(j, "stops", exports[i].stops);
		json_object_end(j);
	}
	request_end_items(r, export_count);
}

void export_get(struct request *r)
{
	const struct export *export = export_find(r->argument);
	const struct export_job job = {
	        .store = r->store,
	        .viewer = &r->who.viewer,
	        .arena = &r->arena,
	        .asset = request_asset(r),
	        .open = request_flag(r, "open"),
	        .enforce = request_flag(r, "enforce"),
	        .now = clock_now(),
	        .out = &r->out,
	};

	if (!export) {
		request_problem(r, 404, "Not found", "there is no export %.40s", r->argument);
		return;
	}
	if (export->one_device && !job.asset) {
		request_problem(r, 422, "Incomplete", "asset: of which device");
		return;
	}
	buf_clear(&r->out);
	if (!request_good(r, export_write(export, &job)))
		return;
	r->status = 200;
	r->type = export->type;
	r->disposition = arena_printf(&r->arena, "attachment; filename=\"yagura-%s.%s\"", export->name,
	                              export->suffix);
}
