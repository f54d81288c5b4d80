/* mail.c - SMTP, POP3 and IMAP up to the sign-in (RFC 5321, 1939, 9051). SPDX-License-Identifier:
 * Apache-2.0
 *
 * The greeting names the server; a sign-in before the encryption, and its answer, is all else that is
 * of interest.
 */

#include "dissect/base64.h"
#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

enum { LINES_MAX = 40, USER_MAX = 40 };

struct state {
	bool greeted;
	uint8_t lines;
	uint8_t user_length;
	char user[USER_MAX];
	operation_ref login; /* waits for its answer */
};

struct kind {
	const char *greeting;
	const char *begin[6];   /* commands with which clients begin, and no other protocol's do */
	bool names_host;        /* the first word of the greeting is its name */
	bool tagged;            /* commands follow a word of the client's choice */
	const char *encrypt;    /* command that begins TLS */
	const char *security;
	const char *end; /* command behind which nothing is learnt, or NULL */
	const char *ok;  /* how a reply begins that grants something */
	const char *more; /* and one that asks for more */
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

static void keep_user(struct state *state, struct cursor user)
{
	(void)cursor_match(&user, "\"", 1);
	state->user_length = 0;
	while (cursor_left(&user) > 0 && state->user_length < USER_MAX && *user.pos != '"')
		state->user[state->user_length++] = (char)cursor_u8(&user);
}

static void log_in(struct context *ctx, const struct kind *kind, const char *how)
{
	struct state *state = ctx->state;
	const struct cursor user = cursor_init(state->user, state->user_length);

	emit_text(ctx, PARTY_RECEIVER, attribute_security, kind->security);
	state->login = session_login(ctx, how, &user);
}

static void read_user(struct cursor line, struct context *ctx, const struct kind *kind)
{
	(void)kind;
	keep_user(ctx->state, line);
}

static void read_pass(struct cursor line, struct context *ctx, const struct kind *kind)
{
	(void)line;
	log_in(ctx, kind, "PASS");
}

/* RFC 9051 6.2.3: user and password, perhaps in quotes. */
static void read_login(struct cursor line, struct context *ctx, const struct kind *kind)
{
	keep_user(ctx->state, line_until(&line, ' '));
	log_in(ctx, kind, "LOGIN");
}

/* RFC 4616: a name to act as, a name and a password, with NULs between. */
static void read_auth(struct cursor line, struct context *ctx, const struct kind *kind)
{
	uint8_t names[2 * USER_MAX];
	const struct cursor method = line_until(&line, ' ');

	if (line_is(&method, "LOGIN"))
		log_in(ctx, kind, "AUTH LOGIN");
	if (!line_is(&method, "PLAIN"))
		return; /* others do not show the password */
	struct cursor c = cursor_init(names, base64_decode(line, names, sizeof(names), 0, 2));

	(void)line_until(&c, 0);
	keep_user(ctx->state, line_until(&c, 0));
	log_in(ctx, kind, "AUTH PLAIN");
}

static const struct {
	const char *name;
	void (*read)(struct cursor, struct context *, const struct kind *);
} commands[] = {
	{"USER", read_user}, {"PASS", read_pass},	  {"LOGIN", read_login},
	{"AUTH", read_auth}, {"AUTHENTICATE", read_auth},
};

static void read_command(struct cursor line, struct context *ctx, const struct kind *kind)
{
	const struct state *state = ctx->state;

	if (state->login)
		return; /* names and passwords, asked for one by one */
	if (kind->tagged)
		(void)line_until(&line, ' ');
	const struct cursor word = line_until(&line, ' ');

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (line_is(&word, commands[i].name))
			commands[i].read(line, ctx, kind);
	if (line_is(&word, kind->encrypt) || (kind->end && line_is(&word, kind->end)))
		ctx->finished = true;
}

/* What the server says to a sign-in: yes, and nothing more is learnt; go on; no. */
static void read_reply(struct cursor line, struct context *ctx, const struct kind *kind)
{
	struct state *state = ctx->state;

	if (!state->login || line_begins(&line, kind->more) || line_begins(&line, "* "))
		return;
	if (kind->tagged)
		(void)line_until(&line, ' ');
	ctx->finished = line_begins(&line, kind->ok);
	emit_answer(ctx, state->login, ctx->finished ? "ok" : "refused");
	state->login = 0;
}

/* On a port of somebody's choice: a greeting, and a command with which clients begin. */
static enum verdict first_look(struct cursor c, struct context *ctx, const struct kind *kind)
{
	struct cursor line, greeting = ctx->other;
	const bool greets = line_may_begin(&c, kind->greeting);

	if (!greets && (!line_begins(&greeting, kind->greeting) || !line_next(&greeting, &line)))
		return VERDICT_NO;
	if (greets || !line_next(&c, &line))
		return line_is_plain(&c) ? VERDICT_MORE : VERDICT_NO;
	if (!line_is_plain(&line))
		return VERDICT_NO;
	if (kind->tagged)
		(void)line_until(&line, ' ');
	const struct cursor word = line_until(&line, ' ');

	ctx->direction = 1;
	for (size_t i = 0; kind->begin[i]; i++)
		if (line_is(&word, kind->begin[i]))
			return VERDICT_YES;
	return VERDICT_NO;
}

/* The server speaks first. */
static enum verdict read_line(struct cursor *c, struct context *ctx, const struct kind *kind)
{
	struct state *state = ctx->state;
	struct cursor line;

	if (ctx->probing && !ctx->on_port)
		return first_look(*c, ctx, kind);
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
	else
		read_reply(line, ctx, kind);
	if (++state->lines > LINES_MAX)
		ctx->finished = true;
	return VERDICT_YES;
}

static enum verdict smtp_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "220",
	                                 .begin = {"EHLO", "HELO", "LHLO"},
	                                 .names_host = true,
	                                 .encrypt = "STARTTLS",
	                                 .ok = "235",
	                                 .more = "334",
	                                 .security = "SMTP clear-text sign-in",
	                                 .end = "DATA"};

	return read_line(c, ctx, &kind);
}

static enum verdict pop3_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "+OK",
	                                 .begin = {"USER", "CAPA", "APOP", "STLS"},
	                                 .encrypt = "STLS",
	                                 .ok = "+OK",
	                                 .more = "+ ",
	                                 .security = "POP3 clear-text sign-in"};

	return read_line(c, ctx, &kind);
}

static enum verdict imap_dissect(struct cursor *c, struct context *ctx)
{
	static const struct kind kind = {.greeting = "* OK",
	                                 .begin = {"CAPABILITY", "LOGIN", "AUTHENTICATE", "STARTTLS", "ID"},
	                                 .tagged = true,
	                                 .encrypt = "STARTTLS",
	                                 .ok = "OK",
	                                 .more = "+",
	                                 .security = "IMAP clear-text sign-in"};

	return read_line(c, ctx, &kind);
}

const struct dissector dissector_smtp = {
        .name = "smtp",
        .title = "SMTP",
        .evidence = EVIDENCE_BOTH,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {25, 587},
        .state_size = sizeof(struct state),
        .dissect = smtp_dissect,
};

const struct dissector dissector_pop3 = {
        .name = "pop3",
        .title = "POP3",
        .evidence = EVIDENCE_BOTH,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {110},
        .state_size = sizeof(struct state),
        .dissect = pop3_dissect,
};

const struct dissector dissector_imap = {
        .name = "imap",
        .title = "IMAP",
        .evidence = EVIDENCE_BOTH,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {143},
        .state_size = sizeof(struct state),
        .dissect = imap_dissect,
};
