/* plant_fixture.h - the model factory in a database, and what people declare of it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store_fixture.h"

#include "govern/matrix.h"

/* Minutes of the model factory with a scenario; sealed: nothing passes its firewall. */
void feed(struct fixture *f, const char *scenario, bool sealed);
/* What people answer. */
void declare(struct fixture *f, const char *pack, const char *part, const char *item, const char *value,
	     const char *override);
/* The assessment, or fails the test. */
struct assessment look(struct fixture *f, const char *pack);
