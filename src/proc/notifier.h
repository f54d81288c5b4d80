/* notifier.h - the queue of what is to be told, on its way to the poller. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proc/writer.h"

/* To be called each turn of the writer: sends what is due, keeps what became of it. Waits for nothing. */
void notifier_turn(struct writer *w);
