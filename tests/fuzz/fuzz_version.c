/* fuzz_version.c - hostile versions, ranges and patterns, apart by NUL bytes. SPDX-License-Identifier: Apache-2.0 */

#include "advise/pattern.h"
#include "advise/version.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 2);

	if (!text)
		return 0;
	memcpy(text, data, size);
	memset(text + size, 0, 2);
	const char *other = text + strlen(text) + (strlen(text) < size);
	if (version_compare(text, other) != 0 && version_compare(text, other) == version_compare(other, text))
		abort();
	if (version_compare(text, text) != 0)
		abort();
	(void)version_in_range(text, other);
	(void)version_in_range("1.2.3", text);
	(void)pattern_number(text, other);
	(void)pattern_product(text, other);
	free(text);
	return 0;
}
