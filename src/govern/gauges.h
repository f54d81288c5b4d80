/* gauges.h - THE TABLE of gauges: a row each, by the names that packs use. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/gauge.h"

/* name in packs, function */
#define GAUGES(X)                                    \
	X("account-review", gauge_accounts)          \
	X("clear-logins", gauge_clear_logins)        \
	X("containment", gauge_containment)          \
	X("crossings", gauge_crossings)              \
	X("detection", gauge_detection)              \
	X("evaluated", gauge_evaluated)              \
	X("ledger-coverage", gauge_ledger_coverage)  \
	X("liveness", gauge_liveness)                \
	X("logs-kept", gauge_logs_kept)              \
	X("mirror-seen", gauge_mirror_seen)          \
	X("needless-services", gauge_needless)       \
	X("newcomers", gauge_newcomers)              \
	X("outside-traffic", gauge_outside)          \
	X("remote-outside", gauge_remote)            \
	X("restore-test", gauge_restore)             \
	X("segmentation", gauge_segmentation)        \
	X("unsupported-systems", gauge_unsupported)  \
	X("watching", gauge_watching)                \
	X("wireless-unlisted", gauge_wireless)

#define X(name, function) gauge_function function;
GAUGES(X)
#undef X

/* Contradicts when store_measure() counts anything of that name; *found tells. 0 or -errno. */
__attribute__((warn_unused_result)) int gauge_contradict(const struct gauge_ask *ask,
							 struct gauge_result *out, const char *measure,
							 const char *levels, bool *found);
