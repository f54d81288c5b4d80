/* detectors.c - the rows of detectors.h. SPDX-License-Identifier: Apache-2.0 */

#include "judge/detectors.h"

#define DETECTOR_ROW(name) &detector_##name,
const struct detector *const detectors[] = {DETECTORS(DETECTOR_ROW)};
#undef DETECTOR_ROW
const size_t detector_count = sizeof(detectors) / sizeof(detectors[0]);
