/* fuzz_myjvn.c - hostile answers of MyJVN. SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static volatile size_t sink;

static void take(void *argument, const struct advisory *advisory)
{
	(void)argument;
	for (size_t i = 0; i < advisory->product_count; i++)
		sink += strlen(advisory->products[i].vendor) + strlen(advisory->products[i].versions);
	for (size_t i = 0; i < advisory->status_count; i++)
		if (advisory->statuses[i].product >= advisory->product_count ||
		    advisory->statuses[i].vulnerability >= advisory->vulnerability_count)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *error = NULL;

	if (myjvn_read(data, size, take, NULL, &error) != 0 && !error)
		abort();
	return 0;
}
