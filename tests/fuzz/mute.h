/* mute.h - a sink that reads every fact to its last byte and keeps nothing. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/* Counts operations, so that references look like real ones. */
struct mute {
	struct sink sink;
	operation_ref operations;
};

void mute_init(struct mute *mute);
