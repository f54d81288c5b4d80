/* judge_fixture.h - a judge beside the database of store_fixture.h. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store_fixture.h"

#include "judge/judge.h"

/* A judge of the fixture's inventory with what the database keeps; judge_free() gives it back. */
struct judge *load(struct fixture *f);
/* As the server does it: inventory, judge, store. */
void take_judged(struct fixture *f, struct judge *judge, const struct record *r);
