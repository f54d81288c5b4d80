/* specimen_records.h - what was recorded of the model factory (見本) before today, for specimen.c. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/*
 * Freezes both assessments as they are declared at this moment, as a record of so many days ago. approver: who approved
 * them, NULL nobody; what the network shows afterwards makes that outdated. 0 or -errno.
 */
STORE_CALL specimen_record(struct store *store, const struct viewer *viewer, const char *title, int days_ago,
			   const char *approver);
/* A monthly report that writes itself. */
STORE_CALL specimen_order(struct store *store, const struct viewer *viewer);
