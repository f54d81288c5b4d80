/* suppliers.h - what routes of suppliers, questionnaires and orders share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/stakeholders.h"
#include "serve/assess.h"

/* The array of ids under the key, apart by blanks; NULL when one is none of the rows. */
const char *body_ids(struct request *r, const char *key, const struct named *rows, size_t count);
