/* test_file.c - the file by which people try their virus scanners (EICAR, 2003). SPDX-License-Identifier: Apache-2.0
 *
 * 68 known letters, then nothing but blanks up to 128. It does no harm; whoever sends it tries something out, or was told
 * to see whether anybody watches. The letters stand here in two parts, so that no scanner takes this program for it.
 */

#include "dissect/test_file.h"

#include <string.h>

static const char end[] = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
static const char begin[] = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$";

static bool is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == 0x1a;
}

bool test_file_may_begin(struct cursor file)
{
	const size_t left = cursor_left(&file);
	const size_t first = left < strlen(begin) ? left : strlen(begin);
	const size_t more = left - first < strlen(end) ? left - first : strlen(end);

	return left <= TEST_FILE_MOST && cursor_match(&file, begin, first) && cursor_match(&file, end, more);
}

bool test_file_look(struct context *ctx, struct cursor file)
{
	const size_t length = cursor_left(&file);

	if (length < TEST_FILE_LENGTH || length > TEST_FILE_MOST || !cursor_match(&file, begin, strlen(begin)) ||
	    !cursor_match(&file, end, strlen(end)))
		return false;
	while (cursor_left(&file))
		if (!is_blank(cursor_u8(&file)))
			return false;
	emit_anomaly(ctx, "file.eicar");
	return true;
}
