/* fins.h - parts of FINS that the scenarios use too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Headers of a request and its good answer; what follows is appended to p->ask and p->answer. */
void fins_begin(struct plant *p, struct link *l, unsigned command);
/* Completes the lengths and sends both. */
void fins_end(struct plant *p, struct link *l);
