/* alarm.h - what panels do when their controller has stopped. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* After a poll: a panel that sees for the first time that its controller stands tells the log server. */
void alarm_raise(struct plant *p, struct link *l);
