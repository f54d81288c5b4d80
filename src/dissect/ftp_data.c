/* ftp_data.c - a file that has a connection of its own, as FTP sends it (RFC 959, 3.4). SPDX-License-Identifier: Apache-2.0
 *
 * Its bytes say nothing of FTP, and its port is of the moment: the control connection announces it. Where
 * that was not heard, only a file that is known by its letters is told.
 */

#include "dissect/dissectors.h"
#include "dissect/test_file.h"

/* What the control connection announced is a file, whatever is in it. */
static enum verdict pass(struct cursor *c, struct context *ctx)
{
	if (!ctx->awaited)
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	ctx->finished = true;
	return VERDICT_YES;
}

static enum verdict ftp_data_dissect(struct cursor *c, struct context *ctx)
{
	if (!test_file_may_begin(*c))
		return pass(c, ctx);
	if (cursor_left(c) < TEST_FILE_LENGTH)
		return VERDICT_MORE;
	if (!test_file_look(ctx, *c))
		return pass(c, ctx);
	cursor_skip(c, cursor_left(c));
	ctx->finished = true;
	return VERDICT_YES;
}

const struct dissector dissector_ftp_data = {
        .name = "ftp-data",
        .title = "FTP data",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {20},
        .message_max = TEST_FILE_MOST,
        .dissect = ftp_data_dissect,
};
