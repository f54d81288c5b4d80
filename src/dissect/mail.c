/* mail.c - SMTP, POP3 and IMAP up to the sign-in (RFC 5321, 1939, 9051). SPDX-License-Identifier:
 * Apache-2.0
 *
 * The greeting names the server; whether a sign-in comes before the encryption is all else that is
 * of interest.
 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

enum { LINES_MAX = 40 };

struct state {
	bool greeted;
	uint8_t lines;
};

struct kind {
	const char *greeting;
	bool names_host;        /* the first word of the greeting is its name */
	bool tagged;            /* commands follow a word of the client's choice */
	const char *encrypt;    /* command that begins TLS */
	const char *sign_in[3]; /* commands that send a password */
	const char *security;
	const char *end; /* command behind which nothing is learnt, or NULL */
};

static void read_greeting(struct cursor line, struct context *ctx, const struct kind *kind)
{
	cursor_skip(&line, strlen(kind->greeting));
	line_trim(&line);
	if (kind->names_host) {
		const struct cursor name = line_until(&line, ' ');

		session_name(ctx, PARTY_SENDER, &name, 0);
	}
	line_trim(&line);
	const size_t length = cursor_left(&line);
	emit_bytes(ctx, PARTY_SENDER, attribute_software, cursor_take(&line, length), length);
}

static void read_command(struct cursor line, struct context *ctx, const struct kind *kind)
{
	if (kind->tagged)
		(void)line_until(&line, ' ');
	const struct cursor word = line_until(&line, ' ');

	for (size_t i = 0; i < 3 && kind->sign_in[i]; i++) {
		if (!line_is(&word, kind->sign_in[i]))
			continue;
		emit_text(ctx, PARTY_RECEIVER, attribute_security, kind->security);
		ctx->finished = true;
	}
	if (line_is(&word, kind->encrypt) || (kind->end && line_is(&word, kind->end)))
		ctx->finished = true;
}

/* The server speaks first. */
static enum verdict read_line(struct cursor *c, struct context *ctx, const struct kind *kind)
{
	struct state *state = ctx->state;
	struct cursor line;

	if (!state->greeted && !line_may_begin(c, kind->greeting))
		return VERDICT_NO;
	if (!line_next(c, &line))
		return VERDICT_MORE;
	if (!state->greeted) {
		ctx->direction = -1;
		state->greeted = true;
		read_greeting(line, ctx, kind);
		return VERDICT_YES;
	}
	if (ctx->to_server)
		read_command(line, ctx, kind);
	if (++state->lines > LINES_MAX)
		ctx->finished = true;
	return VERDICT_YES;
}

static enum verdict smtp_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "220",
	                                 .names_host = true,
	                                 .encrypt = "STARTTLS",
	                                 .sign_in = {"AUTH"},
	                                 .security = "SMTP clear-text sign-in",
	                                 .end = "DATA"};

	return read_line(c, ctx, &kind);
}

static enum verdict pop3_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "+OK",
	                                 .encrypt = "STLS",
	                                 .sign_in = {"PASS", "AUTH"},
	                                 .security = "POP3 clear-text sign-in"};

	return read_line(c, ctx, &kind);
}

static enum verdict imap_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "* OK",
	                                 .tagged = true,
	                                 .encrypt = "STARTTLS",
	                                 .sign_in = {"LOGIN", "AUTHENTICATE"},
	                                 .security = "IMAP clear-text sign-in"};

	return read_line(c, ctx, &kind);
}

const struct dissector dissector_smtp = {
        .name = "smtp",
        .title = "SMTP",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {25, 587},
        .state_size = sizeof(struct state),
        .dissect = smtp_dissect,
};

const struct dissector dissector_pop3 = {
        .name = "pop3",
        .title = "POP3",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {110},
        .state_size = sizeof(struct state),
        .dissect = pop3_dissect,
};

const struct dissector dissector_imap = {
        .name = "imap",
        .title = "IMAP",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {143},
        .state_size = sizeof(struct state),
        .dissect = imap_dissect,
};
