/* specimen_plant.h - zones, works and plans of the model factory (見本), for specimen.c. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack_shape.h"
#include "store/govern.h"

/* What samples/declared.yaml says beside answers. */
struct specimen_plant {
	struct specimen_zone *zones;
	size_t zone_count;
	struct specimen_conduit *conduits;
	size_t conduit_count;
	struct specimen_row *rows;
	size_t row_count;
	struct specimen_task *tasks;
	size_t task_count;
	struct specimen_exception *exceptions;
	size_t exception_count;
	struct specimen_use *uses;
	size_t use_count;
	struct specimen_supplier *suppliers;
	size_t supplier_count;
	struct specimen_scenario *scenarios;
	size_t scenario_count;
};

extern const struct shape specimen_zone_shape, specimen_conduit_shape, specimen_row_shape;
extern const struct shape specimen_task_shape, specimen_exception_shape, specimen_use_shape, specimen_supplier_shape,
	specimen_scenario_shape;

#define SPECIMEN_LIST(at, name, list, number, shape)                                                  \
	{name, FIELD_CHILDREN, true, (at) + offsetof(struct specimen_plant, list),                    \
	 (at) + offsetof(struct specimen_plant, number), &shape}
/* Rows of a table of fields; at: where the plant stands in its struct. */
#define SPECIMEN_PLANT_FIELDS(at)                                                                     \
	SPECIMEN_LIST(at, "zones", zones, zone_count, specimen_zone_shape),                           \
	SPECIMEN_LIST(at, "conduits", conduits, conduit_count, specimen_conduit_shape),               \
	SPECIMEN_LIST(at, "register", rows, row_count, specimen_row_shape),                           \
	SPECIMEN_LIST(at, "tasks", tasks, task_count, specimen_task_shape),                           \
	SPECIMEN_LIST(at, "exceptions", exceptions, exception_count, specimen_exception_shape), \
	SPECIMEN_LIST(at, "uses", uses, use_count, specimen_use_shape),                               \
	SPECIMEN_LIST(at, "suppliers", suppliers, supplier_count, specimen_supplier_shape),                  \
	SPECIMEN_LIST(at, "scenarios", scenarios, scenario_count, specimen_scenario_shape)

/* Within the caller's transaction. 0 or -errno. */
__attribute__((warn_unused_result)) int specimen_plant_put(struct store *store,
							   const struct viewer *viewer,
							   const struct specimen_plant *plant,
							   struct arena *arena);
/* The same of suppliers alone, after zones (specimen_supply.c). */
__attribute__((warn_unused_result)) int specimen_supply_put(struct store *store, const struct viewer *viewer,
							    const struct specimen_plant *plant, struct arena *arena);

/* The id of a zone of the specimen by its name, ZONE_NOWHERE when there is none. */
int64_t specimen_zone_named(const struct specimen_plant *plant, const char *name);
/* Uses of data and scenarios of risk; zones and tasks are there. 0 or -errno. */
__attribute__((warn_unused_result)) int specimen_uses_put(struct store *store, const struct viewer *viewer,
							  const struct specimen_plant *plant,
							  struct arena *arena);
