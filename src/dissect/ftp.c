/* ftp.c - the control connection of FTP (RFC 959). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/expect.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define USER_MAX 32

struct ftp {
	operation_ref ref; /* waits for its reply */
	bool greeted;
	bool ready; /* the last line of the greeting was read */
	bool told;  /* the kind of sign-in */
	bool system_asked;
	bool signing_in; /* ref is of a sign-in */
	bool by_default; /* with the password of the manual */
	uint8_t user_length;
	char user[USER_MAX];
};

static void read_user(struct context *ctx, struct cursor text)
{
	struct ftp *ftp = ctx->state;

	if (!ftp->told)
		emit_text(ctx, PARTY_RECEIVER, attribute_security, "FTP clear-text sign-in");
	ftp->told = true;
	emit_bytes(ctx, PARTY_RECEIVER, attribute_user, text.pos, cursor_left(&text));
	ftp->user_length = (uint8_t)(cursor_left(&text) < USER_MAX ? cursor_left(&text) : USER_MAX);
	memcpy(ftp->user, text.pos, ftp->user_length);
}

static void read_password(struct context *ctx, struct cursor text)
{
	struct ftp *ftp = ctx->state;
	const struct cursor user = cursor_init(ftp->user, ftp->user_length);

	ftp->by_default = session_is_default(&user, session_hash(&text));
	ftp->ref = session_login(ctx, "PASS", &user);
	ftp->signing_in = true;
}

static void read_system(struct context *ctx, struct cursor text)
{
	(void)text;
	((struct ftp *)ctx->state)->system_asked = true;
}

/* "h1,h2,h3,h4,p1,p2" (RFC 959, 4.1.2), or "|1|address|port|" (RFC 2428): the port stands last. */
static uint16_t read_port(struct cursor text, bool halves)
{
	uint32_t number = 0, last = 0, before = 0;
	bool inside = false;

	while (cursor_left(&text) > 0) {
		const uint8_t byte = cursor_u8(&text);
		const bool digit = byte >= '0' && byte <= '9';

		if (digit && !inside)
			before = last;
		number = digit ? (inside ? number * 10 : 0) + (uint32_t)(byte - '0') : number;
		last = digit ? number : last;
		inside = digit;
		if (number > 65535)
			return 0;
	}
	if (!halves)
		return (uint16_t)last;
	return before < 256 && last < 256 ? (uint16_t)(before << 8 | last) : 0;
}

static void read_port_command(struct context *ctx, struct cursor text)
{
	expect_connection(ctx, &dissector_ftp_data, read_port(text, true));
}

static void read_extended_port(struct context *ctx, struct cursor text)
{
	expect_connection(ctx, &dissector_ftp_data, read_port(text, false));
}

static const struct {
	const char *name;
	void (*read)(struct context *, struct cursor);
	bool operation;
	enum ot_class class;
} commands[] = {
        {"USER", read_user, false, OT_SESSION},
        {"PASS", read_password, false, OT_SECURITY},
        {"SYST", read_system, false, OT_SESSION},
        {"RETR", NULL, true, OT_FILE},
        {"STOR", NULL, true, OT_FILE},
        {"STOU", NULL, true, OT_FILE},
        {"APPE", NULL, true, OT_FILE},
        {"DELE", NULL, true, OT_FILE},
        {"RNFR", NULL, true, OT_FILE},
        {"RNTO", NULL, true, OT_FILE},
        {"MKD", NULL, true, OT_FILE},
        {"RMD", NULL, true, OT_FILE},
        {"SITE", NULL, true, OT_CONFIG},
        {"PORT", read_port_command, false, OT_SESSION},
        {"EPRT", read_extended_port, false, OT_SESSION},
};

static const char *const other_commands[] = {
        "ACCT", "CWD",  "CDUP", "QUIT", "REIN", "PASV", "TYPE", "STRU",
        "MODE", "ALLO", "REST", "ABOR", "PWD",  "LIST", "NLST", "STAT", "HELP",
        "NOOP", "FEAT", "OPTS", "EPSV", "SIZE", "MDTM", "MLSD", "MLST",
        "AUTH", "PBSZ", "PROT", "CLNT", "XPWD", "LANG", NULL,
};

static bool is_other(const struct cursor *word)
{
	for (size_t i = 0; other_commands[i]; i++)
		if (line_is(word, other_commands[i]))
			return true;
	return false;
}

static enum verdict read_command(struct cursor line, struct context *ctx)
{
	struct ftp *ftp = ctx->state;
	struct cursor word = line_until(&line, ' ');

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (!line_is(&word, commands[i].name))
			continue;
		bool shown = cursor_left(&line) > 0;

		if (commands[i].read)
			commands[i].read(ctx, line);
		if (commands[i].operation)
			ftp->ref = emit_operation(
			        ctx,
			        &(struct operation){.class = commands[i].class,
			                            .subcode = NO_SUBCODE,
			                            .function = commands[i].name,
			                            .target = shown ? "%s" : NULL,
			                            .text = shown ? line.pos : NULL,
			                            .text_length = shown ? cursor_left(&line) : 0});
		return VERDICT_YES;
	}
	return is_other(&word) ? VERDICT_YES : VERDICT_NO;
}

/*
 * On a port of somebody's choice: a greeting that says FTP, or a greeting and a command with which clients
 * begin. Mail servers greet with 220 too, and so does a meter that shows it.
 */
static enum verdict first_look(struct cursor c, struct context *ctx)
{
	struct cursor line, greeting = ctx->other;
	const bool greets = line_may_begin(&c, "220");

	if (!greets && (!line_begins(&greeting, "220") || !line_next(&greeting, &line)))
		return VERDICT_NO;
	if (!line_next(&c, &line))
		return line_is_plain(&c) ? VERDICT_MORE : VERDICT_NO;
	if (!line_is_plain(&line))
		return VERDICT_NO;
	if (greets)
		return line_find(&line, "FTP") >= 0 ? VERDICT_YES : VERDICT_MORE;
	const struct cursor word = line_until(&line, ' ');
	const bool begins = (line_is(&word, "USER") && cursor_left(&line) > 0) ||
	                    (line_is(&word, "AUTH") && line_find(&line, "SSL") + line_find(&line, "TLS") >= -1) ||
	                    (line_is(&word, "OPTS") && line_begins(&line, "UTF8")) ||
	                    (line_is(&word, "FEAT") && cursor_left(&line) == 0);

	ctx->direction = 1;
	return begins ? VERDICT_YES : VERDICT_NO;
}

static const char *reply_result(uint64_t code, bool signing_in)
{
	if (code < 400)
		return "ok";
	if (signing_in)
		return "refused";
	return code == 530 ? "not logged in" : code == 550 ? "not available" : "refused";
}

/* Greetings may be long and polite: only a line with a number or "FTP" in it names the software. */
static void read_greeting(struct context *ctx, struct cursor line)
{
	bool number = false;

	for (struct cursor c = line; cursor_left(&c) > 0; cursor_skip(&c, 1))
		number |= *c.pos >= '0' && *c.pos <= '9';
	if (number || line_find(&line, "FTP") >= 0)
		emit_bytes(ctx, PARTY_SENDER, attribute_software, line.pos, cursor_left(&line));
	session_os_hint(ctx, PARTY_SENDER, &line);
}

/* Each reply is "220 text"; "220-text" announces more lines (4.2). */
static enum verdict read_reply(struct cursor line, struct context *ctx)
{
	struct ftp *ftp = ctx->state;
	uint64_t code = 0;
	struct cursor number = cursor_sub(&line, 3);

	if (!line_number(&number, 10, &code) || code < 100 || code > 659)
		return ftp->greeted ? VERDICT_YES : VERDICT_NO; /* a line of a longer reply */
	bool more = cursor_match(&line, "-", 1);

	line_trim(&line);
	if (code == 220 && !ftp->ready) {
		read_greeting(ctx, line);
		ftp->ready = !more;
	}
	ftp->greeted = true;
	ctx->direction = -1;
	if (more || code < 200)
		return VERDICT_YES;
	if (code == 215 && ftp->system_asked)
		session_guess(ctx, PARTY_SENDER, attribute_os, &line, RANK_BANNER, 40);
	if (code == 227 || code == 229)
		expect_connection(ctx, &dissector_ftp_data, read_port(line, code == 227));
	if (code == 234) { /* RFC 4217: TLS begins */
		emit_text(ctx, PARTY_SENDER, attribute_security, "FTP over TLS");
		ctx->finished = true;
	}
	if (ftp->signing_in && code / 100 == 3) /* the answer to USER, sent together with PASS */
		return VERDICT_YES;
	emit_answer(ctx, ftp->ref, reply_result(code, ftp->signing_in));
	if (ftp->signing_in && ftp->by_default && code / 100 == 2)
		session_default_taken(ctx);
	ftp->by_default = false;
	ftp->ref = 0;
	ftp->signing_in = false;
	return VERDICT_YES;
}

static enum verdict ftp_dissect(struct cursor *c, struct context *ctx)
{
	struct ftp *ftp = ctx->state;
	struct cursor line;

	if (ctx->probing && !ctx->on_port)
		return first_look(*c, ctx);
	const bool greets = !ftp->greeted && line_may_begin(c, "220");
	if (!line_next(c, &line)) {
		struct cursor all = *c;

		return line_is_plain(&all) ? VERDICT_MORE : VERDICT_NO;
	}
	return ctx->to_server && !greets ? read_command(line, ctx) : read_reply(line, ctx);
}

const struct dissector dissector_ftp = {
        .name = "ftp",
        .title = "FTP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {21, 2121},
        .state_size = sizeof(struct ftp),
        .message_max = 1024,
        .dissect = ftp_dissect,
};
