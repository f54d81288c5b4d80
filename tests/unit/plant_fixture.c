/* plant_fixture.c - the model factory in a database, and what people declare of it. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "capture/file.h"
#include "proc/pipeline.h"
#include "record/tell.h"
#include "simulate/simulate.h"

struct feeding {
	struct fixture *f;
	uint64_t boot;
	bool sealed; /* the plant's firewall lets nothing out and nobody in */
};

static bool crosses(const struct record *r)
{
	return r->has_ip && (!address_is_private(&r->src_ip) || !address_is_private(&r->dest_ip)) &&
	       !address_is_group(&r->dest_ip);
}

static bool keep(void *argument, struct record *r)
{
	struct feeding *feeding = argument;
	struct fixture *f = feeding->f;

	if (feeding->sealed && crosses(r))
		return true;
	r->sensor = "s1";
	r->boot = feeding->boot;
	r->seq = ++f->seq;
	do {
		const int rc = store_apply_record(f->store, f->source, r,
						  inventory_record(f->inventory, r));

		assert_true(rc >= 0);
	} while (record_next(r));
	return true;
}

static void run(struct feeding *feeding, FILE *file)
{
	struct record_teller teller;
	struct pipeline pipeline;
	struct packet batch[PACKET_BATCH];
	char error[200] = "";
	int count;
	struct capture_file *capture =
		capture_file_open(dup(fileno(file)), "model", error, sizeof(error));

	assert_non_null(capture);
	record_teller_init(&teller, keep, feeding, NULL);
	pipeline_init(&pipeline, NULL, &teller.teller);
	while ((count = capture_file_next(capture, batch)) > 0)
		pipeline_feed(&pipeline, batch, (size_t)count);
	pipeline_finish(&pipeline);
	pipeline_free(&pipeline);
	capture_file_close(capture);
}

void feed(struct fixture *f, const char *scenario, bool sealed)
{
	const struct simulate_options options = {.scenario = scenario, .minutes = 8, .seed = 1};
	struct feeding feeding = {.f = f, .sealed = sealed, .boot = f->seq + 7}; /* a feeding is a boot */
	struct simulate_result result;
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(simulate_write(&options, file, &result), 0);
	rewind(file);
	assert_int_equal(store_begin(f->store), 0);
	run(&feeding, file);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_commit(f->store), 0);
	fclose(file);
}

void declare(struct fixture *f, const char *pack, const char *part, const char *item, const char *value,
	     const char *override)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = pack, .part = part, .item = item,
		.kind = "answer", .pack_version = "1", .value = value, .reason = "because",
		.override = override, .document = "", .reviewed_on = "", .due_on = "", .user = "",
	};
	int64_t revision;

	assert_int_equal(store_answer_put(f->store, &store_system, &a, &revision), 0);
}

struct assessment look(struct fixture *f, const char *pack)
{
	struct assessment a;

	if (assess(f->store, &store_system, pack_find(pack), STORE_ROOT_SCOPE, START, &f->arena, &a))
		fail_msg("%s", store_error(f->store));
	return a;
}
