/* checking.h - the active check as the server sees it: the plan, and what comes of it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proc/writer.h"

/* Tells the inventory from which addresses it has asked before. Once, before any record is taken. */
void checking_begin(struct writer *w);
/* Each turn of the writer: asks who is due, keeps what was answered, ends it when its time is over. */
void checking_turn(struct writer *w);
/* Somebody changed the switch or the list: it counts at once. */
void checking_changed(void);
