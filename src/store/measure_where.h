/* measure_where.h - what is counted, as conditions of lists; for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/list.h"

/* What can be counted of conversations, MEASURES of them. */
extern const char *const measure_names[];
/* The condition of conversation c with its assets ca and sa, or NULL. */
const char *measure_where(const char *name);
/* Limits a list of conversations r to what this measure counts; unknown names find nothing. */
void measure_condition(struct list *list, const char *name, const char *levels);
