/* profinet.h - the question that all stations answer. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* DCP Identify to all, and the answers of the stations of the network. */
void profinet_identify_all(struct plant *p, struct host *from);
