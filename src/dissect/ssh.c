/* ssh.c - SSH, the identification strings (RFC 4253, 4.2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define IDENTIFICATION_MAX 255
#define BANNER_MAX         4096

struct ssh {
	bool heard[2]; /* [1]: the server's */
};

/* "deb10u2" in the comment tells the release of Debian. */
static bool debian_release(struct context *ctx, const struct cursor *comment)
{
	static const char *const releases[][2] = {
	        {"deb7u", "Debian 7"},   {"deb8u", "Debian 8"},   {"deb9u", "Debian 9"},
	        {"deb10u", "Debian 10"}, {"deb11u", "Debian 11"}, {"deb12u", "Debian 12"},
	        {"deb13u", "Debian 13"},
	};

	for (size_t i = 0; i < sizeof(releases) / sizeof(releases[0]); i++) {
		if (line_find(comment, releases[i][0]) < 0)
			continue;
		struct cursor os = cursor_init(releases[i][1], strlen(releases[i][1]));

		session_guess(ctx, PARTY_SENDER, attribute_os, &os, RANK_BANNER, 50);
		return true;
	}
	return false;
}

/* SSH-protoversion-softwareversion SP comments */
static enum verdict identification(struct cursor line, struct context *ctx)
{
	cursor_skip(&line, 4);
	struct cursor version = line_until(&line, '-');
	struct cursor software = line_until(&line, ' ');

	if (!line_begins(&version, "1.") && !line_is(&version, "2.0"))
		return VERDICT_MALFORMED;
	/* 5.1: a server that says 1.99 takes version 1 as well. */
	if (!ctx->to_server)
		emit_text(ctx, PARTY_SENDER, attribute_security,
		          line_begins(&version, "1.") ? "SSH 1" : "SSH 2");
	session_software(ctx, PARTY_SENDER, &software);
	if (cursor_left(&line) > 0 && !debian_release(ctx, &line))
		session_os_hint(ctx, PARTY_SENDER, &line);
	return VERDICT_YES;
}

static enum verdict ssh_dissect(struct cursor *c, struct context *ctx)
{
	struct ssh *ssh = ctx->state;
	struct cursor line = {0};

	if (cursor_left(c) < 4 && line_may_begin(c, "SSH-"))
		return VERDICT_MORE;
	if (!line_begins(c, "SSH-")) {
		/* A server may greet in lines of text first. */
		if (!ctx->on_port || ctx->to_server || ssh->heard[1])
			return VERDICT_NO;
		if (!line_next(c, &line))
			return line_is_plain(c) && cursor_left(c) < BANNER_MAX ? VERDICT_MORE
			                                                       : VERDICT_NO;
		return line_is_plain(&line) ? VERDICT_YES : VERDICT_NO;
	}
	if (!line_next(c, &line))
		return cursor_left(c) > IDENTIFICATION_MAX ? VERDICT_MALFORMED : VERDICT_MORE;
	ssh->heard[!ctx->to_server] = true;
	ctx->finished = ssh->heard[0] && ssh->heard[1];
	return identification(line, ctx);
}

const struct dissector dissector_ssh = {
        .name = "ssh",
        .title = "SSH",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {22, 2222},
        .state_size = sizeof(struct ssh),
        .dissect = ssh_dissect,
};
