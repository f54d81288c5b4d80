/* advise.h - advisories come in, and are compared with the plant's devices. SPDX-License-Identifier: Apache-2.0
 *
 * bundle.h reads a bundle in a confined child; what it says goes to advise_import() in the writer.
 * Matching is then done piece by piece with advise_run(), also when devices change.
 */
#pragma once

#include "store/vulnerability.h"

/*
 * Takes over what bundle_read() wrote, within the caller's transaction: after a failure roll back.
 * 0 and out's counts; -ESTALE: a newer bundle of that name is in already; -EINVAL: it is not whole;
 * or what the store says. error is one line.
 */
__attribute__((warn_unused_result)) int advise_import(struct store *store,
						      const struct viewer *viewer,
						      const char *filename, const void *lines,
						      size_t length, struct bundle *out, char *error,
						      size_t error_size);

/*
 * Matches devices that wait, at least one and until the monotonic time `until`; within the caller's
 * transaction. 1: there was something to do, 0: there was not, or -errno.
 */
__attribute__((warn_unused_result)) int advise_run(struct store *store, int64_t until);

/* Devices with matches are looked at again: who reaches them may have changed. */
__attribute__((warn_unused_result)) int advise_refresh(struct store *store);
