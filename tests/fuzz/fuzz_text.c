/* fuzz_text.c - text from outside comes out as UTF-8 that fits. SPDX-License-Identifier: Apache-2.0 */

#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

typedef size_t clean_function(const void *bytes, size_t length, char *out, size_t capacity);

static void clean(clean_function *function, const uint8_t *data, size_t size, size_t capacity)
{
	char *out = malloc(capacity);

	if (!out)
		abort();
	const size_t length = function(data, size, out, capacity);
	if (length >= capacity || strlen(out) != length || !text_is_utf8(out, length))
		abort();
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)out[i] < 0x20)
			abort();
	free(out);
}

/* Input: how much room there is, then the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	const size_t capacity = (size_t)data[0] + 1;
	char *out = malloc(capacity);

	if (!out)
		abort();
	clean(text_clean, data + 1, size - 1, capacity);
	clean(text_clean_utf16le, data + 1, size - 1, capacity);
	const ptrdiff_t n = text_from_cp932(data + 1, size - 1, out, capacity);
	if (n > (ptrdiff_t)capacity || (n > 0 && !text_is_utf8(out, (size_t)n)))
		abort();
	free(out);
	return 0;
}
