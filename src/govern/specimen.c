/* specimen.c - what the model factory declares of itself (見本). SPDX-License-Identifier: Apache-2.0 */

#include "govern/specimen.h"

#include "govern/assess.h"
#include "govern/pack_shape.h"
#include "govern/specimen_plant.h"
#include "govern/specimen_records.h"
#include "lib/arena.h"
#include "lib/embedded.h"
#include "lib/log.h"

#include <errno.h>

extern const struct embedded_file declared_files[];

#define AT(member) offsetof(struct answer_row, member)

static const struct field row_fields[] = {
	{"pack", FIELD_ID, true, AT(pack), 0, NULL},
	{"part", FIELD_ID, false, AT(part), 0, NULL},
	{"item", FIELD_ID, false, AT(item), 0, NULL},
	{"value", FIELD_TEXT, true, AT(value), 0, NULL},
	{"reason", FIELD_TEXT, false, AT(reason), 0, NULL},
	{"document", FIELD_TEXT, false, AT(document), 0, NULL},
	{"reviewed_on", FIELD_TEXT, false, AT(reviewed_on), 0, NULL},
	{"due_on", FIELD_TEXT, false, AT(due_on), 0, NULL},
	{0},
};
static const struct shape row_shape = {sizeof(struct answer_row), 1000, row_fields};

struct declared {
	struct answer_row *answers;
	size_t answer_count;
	struct answer_row *targets;
	size_t target_count;
	struct answer_row *watches;
	size_t watch_count;
	struct specimen_plant plant;
};

static const struct field declared_fields[] = {
	{"answers", FIELD_CHILDREN, true, offsetof(struct declared, answers),
	 offsetof(struct declared, answer_count), &row_shape},
	{"targets", FIELD_CHILDREN, true, offsetof(struct declared, targets),
	 offsetof(struct declared, target_count), &row_shape},
	{"watches", FIELD_CHILDREN, true, offsetof(struct declared, watches),
	 offsetof(struct declared, watch_count), &row_shape},
	SPECIMEN_PLANT_FIELDS(offsetof(struct declared, plant)),
	{0},
};
static const struct shape declared_shape = {sizeof(struct declared), 1, declared_fields};

static int put(struct store *store, const struct viewer *viewer, struct answer_row row, const char *kind)
{
	const struct pack *pack = pack_find(row.pack);
	const char **const texts[] = {&row.part,     &row.item,	       &row.reason, &row.override,
				      &row.document, &row.reviewed_on, &row.due_on};
	int64_t revision;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!*texts[i])
			*texts[i] = "";
	row.scope = STORE_ROOT_SCOPE;
	row.kind = kind;
	row.specimen = true;
	const char *fault = pack ? answer_fault(pack, &row) : "there is no such pack";

	if (fault) { /* ours: a test reads it */
		log_error("samples/declared.yaml: %s %s: %s", row.pack, row.item, fault);
		return -EINVAL;
	}
	row.pack_version = pack->version;
	return store_answer_put(store, viewer, &row, &revision);
}

static int put_list(struct store *store, const struct viewer *viewer, const struct answer_row *rows,
		    size_t count, const char *kind)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < count; i++)
		rc = put(store, viewer, rows[i], kind);
	return rc;
}

/* Half a year ago each third answer was still to come. */
static int put_answers(struct store *store, const struct viewer *viewer, const struct declared *d, bool later)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < d->answer_count; i++)
		if ((i % 3 == 2) == later)
			rc = put(store, viewer, d->answers[i], "answer");
	return rc;
}

static int put_all(struct store *store, const struct declared *d, struct arena *arena)
{
	struct viewer viewer = store_system;
	int rc = store_begin(store);

	if (rc)
		return rc;
	viewer.user = "見本";
	rc = put_answers(store, &viewer, d, false);
	if (!rc)
		rc = specimen_record(store, &viewer, "上期の自己点検（見本）", 180, NULL);
	if (!rc)
		rc = put_answers(store, &viewer, d, true);
	if (!rc)
		rc = put_list(store, &viewer, d->targets, d->target_count, "target");
	if (!rc)
		rc = put_list(store, &viewer, d->watches, d->watch_count, "watch");
	if (!rc)
		rc = specimen_plant_put(store, &viewer, &d->plant, arena);
	if (!rc)
		rc = specimen_record(store, &viewer, "今期の自己点検（見本）", 30, "工場長（見本）");
	if (!rc)
		rc = specimen_order(store, &viewer);
	if (!rc)
		return store_commit(store);
	store_rollback(store);
	return rc;
}

static int read_and_put(struct store *store, struct arena *arena)
{
	char error[256] = "";
	struct shaper s = {.arena = arena, .error = error, .error_size = sizeof(error)};
	struct declared d = {0};
	const struct tree *root = tree_read(declared_files[0].data, declared_files[0].length, arena,
					    error, sizeof(error));

	if (root && shape_map(&s, &declared_shape, root, &d))
		return put_all(store, &d, arena);
	log_error("samples/declared.yaml: %s", error);
	return -EINVAL;
}

int specimen_declare(struct store *store)
{
	static const char *const packs[] = {"meti-checklist", "smkl-security"};
	struct arena arena = {0};
	struct answer_row *rows;
	size_t count = 0;
	int rc = 0;

	for (size_t i = 0; !rc && count == 0 && i < 2; i++)
		rc = store_answers(store, &store_system, STORE_ROOT_SCOPE, packs[i], &arena, &rows,
				   &count);
	if (!rc && count == 0)
		rc = read_and_put(store, &arena);
	arena_free(&arena);
	return rc;
}
