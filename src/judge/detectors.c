/* detectors.c - the rows of detectors.h. SPDX-License-Identifier: Apache-2.0 */

#include "judge/detectors.h"

#include <string.h>

#include "judge/inside.h"

#define DETECTOR_ROW(name) &detector_##name,
const struct detector *const detectors[] = {DETECTORS(DETECTOR_ROW)};
#undef DETECTOR_ROW
const size_t detector_count = sizeof(detectors) / sizeof(detectors[0]);

int detector_find(const char *id)
{
	for (int i = 0; id && i < (int)detector_count; i++)
		if (strcmp(detectors[i]->id, id) == 0)
			return i;
	return -1;
}
