/* s7.h - parts of S7 that the programming device of the scenarios uses too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Connection, set-up, identity. */
void s7_hello(struct plant *p, struct link *l);
/* A job of the next number and its answer: headers with the lengths of what follows. */
void s7_begin_job(struct plant *p, struct link *l, size_t parameters, size_t data);
void s7_begin_answer(struct plant *p, struct link *l, size_t parameters, size_t data);
/* Completes the lengths and sends both. */
void s7_end(struct plant *p, struct link *l);
/* The same when the PLC asks and the other side answers. */
void s7_end_reversed(struct plant *p, struct link *l);
