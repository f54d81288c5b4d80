/* fuzz_echo.c - hostile replies to an ICMP echo; the first byte says whether an IP header is told to be there.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "poll/echo.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct echo echo;

	if (size && echo_read(cursor_init(data + 1, size - 1), data[0] & 1, &echo) && size < ECHO_SIZE + 1)
		abort();
	return 0;
}
