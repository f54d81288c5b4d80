/* slmp.h - parts of SLMP that the scenarios use too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Headers of a 3E request and its good answer; what follows is appended to p->ask and p->answer. */
void slmp_begin(struct plant *p, unsigned command, unsigned sub);
/* Completes the lengths and sends both. */
void slmp_end(struct plant *p, struct link *l);
