/* telnet.c - Telnet greetings (RFC 854). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define GREETING_MAX        200
#define GREETING_CONFIDENCE 30
#define SEGMENTS_MAX        30
#define SIGN_IN_SEGMENTS    200
#define TAIL_MAX            64
#define USER_MAX            32

enum { IAC = 255, SUBNEGOTIATION = 250, END = 240, OPTION_FIRST = 251, OPTION_COUNT = 50 };

enum typing { TYPING, TYPING_USER, TYPING_PASSWORD };

struct telnet {
	char greeting[GREETING_MAX];
	uint8_t length;
	uint8_t segments;
	bool told;
	uint8_t typing;	     /* enum typing: what the server asked for last */
	uint8_t tail_length; /* the last that the server wrote */
	uint8_t user_length;
	char tail[TAIL_MAX];
	char user[USER_MAX];
	operation_ref login; /* waits for its answer */
	uint32_t typed; /* hash of the password; the password itself is not kept */
	bool by_default; /* it is the one of the manual */
};

static void keep_tail(struct telnet *telnet, uint8_t byte)
{
	if (telnet->tail_length == TAIL_MAX) {
		memmove(telnet->tail, telnet->tail + TAIL_MAX / 2, TAIL_MAX / 2);
		telnet->tail_length = TAIL_MAX / 2;
	}
	if (byte > ' ' || (byte == ' ' && telnet->tail_length))
		telnet->tail[telnet->tail_length++] = (char)byte;
}

static void keep(struct telnet *telnet, uint8_t byte)
{
	keep_tail(telnet, byte);
	bool blank = byte <= ' ';

	if (telnet->length >= GREETING_MAX || byte == 0 || byte >= 0x7f)
		return;
	/* Line ends and indentation become one blank. */
	if (blank && (telnet->length == 0 || telnet->greeting[telnet->length - 1] == ' '))
		return;
	telnet->greeting[telnet->length++] = (char)(blank ? ' ' : byte);
}

/* Passes over one command; subnegotiation ends with IAC SE. */
static void skip_command(struct cursor *c)
{
	uint8_t command = cursor_u8(c);

	if (command >= OPTION_FIRST && command != IAC)
		cursor_skip(c, 1);
	if (command != SUBNEGOTIATION)
		return;
	while (cursor_left(c) > 0)
		if (cursor_u8(c) == IAC && cursor_u8(c) == END)
			return;
}

/* A name is echoed, so it is no secret; of a password only its end is looked for. */
static void type(struct telnet *telnet, uint8_t byte, struct context *ctx)
{
	const bool end = byte == '\r' || byte == '\n';
	const struct cursor user = cursor_init(telnet->user, telnet->user_length);

	if (telnet->typing == TYPING_PASSWORD && end) {
		telnet->login = session_login(ctx, "password", &user);
		telnet->by_default = session_is_default(&user, telnet->typed);
	} else if (telnet->typing == TYPING_PASSWORD) {
		telnet->typed = session_hash_byte(telnet->typed, byte);
	}
	if (telnet->typing == TYPING_USER && byte > ' ' && byte < 0x7f &&
	    telnet->user_length < USER_MAX)
		telnet->user[telnet->user_length++] = (char)byte;
	if (end) {
		telnet->typing = TYPING;
		telnet->tail_length = 0;
	}
}

/* Reads all that is there. Returns how many bytes were text. */
static size_t read_text(struct cursor *c, struct telnet *telnet, struct context *ctx)
{
	size_t count = 0;

	while (cursor_left(c) > 0) {
		uint8_t byte = cursor_u8(c);

		if (byte == IAC) {
			skip_command(c);
			continue;
		}
		count++;
		if (ctx->to_server)
			type(telnet, byte, ctx);
		else
			keep(telnet, byte);
	}
	return count;
}

static bool is_prompt(const struct telnet *telnet)
{
	struct cursor text = cursor_init(telnet->greeting, telnet->length);

	line_trim(&text);
	return telnet->length >= GREETING_MAX ||
	       (cursor_left(&text) > 0 && strchr(":>#$", text.end[-1]));
}

static void tell(struct context *ctx, enum party server, struct telnet *telnet)
{
	struct cursor text = cursor_init(telnet->greeting, telnet->length);

	emit_text(ctx, server, attribute_security, "Telnet");
	session_guess(ctx, server, attribute_description, &text, RANK_BANNER, GREETING_CONFIDENCE);
	session_os_hint(ctx, server, &text);
	telnet->told = true;
}

static bool tail_ends(const struct cursor *tail, const char *word)
{
	struct cursor c = *tail;

	if (cursor_left(&c) < strlen(word))
		return false;
	cursor_skip(&c, cursor_left(&c) - strlen(word));
	return line_is(&c, word);
}

static bool tail_says_no(const struct cursor *tail)
{
	static const char *const words[] = {"incorrect", "invalid", "failed", "failure", "denied",
	                                    "refused",   "bad password"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (line_find(tail, words[i]) >= 0)
			return true;
	return false;
}

/* What the server asks for; what it says to a sign-in: no, or a prompt for commands. */
static void follow(struct context *ctx, struct telnet *telnet)
{
	struct cursor tail = cursor_init(telnet->tail, telnet->tail_length);

	line_trim(&tail);
	if (cursor_left(&tail) == 0)
		return;
	const bool prompt = strchr(">#$%", tail.end[-1]) != NULL;
	/* what comes in pieces may end in the middle of "Last login: Mon" */
	const bool user = (tail_ends(&tail, "login:") && !tail_ends(&tail, "last login:")) ||
	                  tail_ends(&tail, "username:") || tail_ends(&tail, "user:");
	const bool password = tail_ends(&tail, "password:");
	const bool no = telnet->login && (user || password || tail_says_no(&tail));

	if (telnet->login && (no || prompt)) {
		emit_answer(ctx, telnet->login, no ? "refused" : "ok");
		if (!no && telnet->by_default)
			session_default_taken(ctx);
		telnet->login = 0;
	}
	if (user)
		telnet->user_length = 0;
	telnet->typed = password ? SESSION_HASH : telnet->typed;
	if (user || password)
		telnet->typing = password ? TYPING_PASSWORD : TYPING_USER;
	else if (prompt)
		ctx->finished = true;
}

/* Length of a command that is cut at the end: IAC, or IAC and WILL, WONT, DO or DONT. */
static size_t cut_command(struct cursor c)
{
	const size_t left = cursor_left(&c);
	size_t marks = 0;

	if (left >= 2 && c.end[-2] == IAC && c.end[-1] >= OPTION_FIRST && c.end[-1] < IAC)
		return 2;
	while (marks < left && c.end[-1 - (ptrdiff_t)marks] == IAC)
		marks++;
	return marks % 2;
}

static bool is_terminal(uint8_t byte)
{
	return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x07 && byte <= 0x0d) || byte == 0x1b || byte == 0;
}

/* Begins with an option that is known (IANA's list), and holds nothing but commands and text. */
static bool negotiates(struct cursor c)
{
	const uint8_t *option = cursor_peek(&c, 3);

	if (!option || option[0] != IAC || option[1] < OPTION_FIRST || option[1] == IAC ||
	    option[2] >= OPTION_COUNT)
		return false;
	while (cursor_left(&c) > 0) {
		const uint8_t byte = cursor_u8(&c);

		if (byte == IAC)
			skip_command(&c);
		else if (!is_terminal(byte))
			return false;
	}
	return true; /* the last command may be cut */
}

/* On a port of somebody's choice both sides must negotiate. */
static enum verdict first_look(struct cursor c, const struct context *ctx)
{
	const uint8_t *first = cursor_peek(&c, 1);

	if (cursor_left(&c) < 3)
		return first && *first == IAC ? VERDICT_MORE : VERDICT_NO;
	if (!negotiates(c))
		return VERDICT_NO;
	return negotiates(ctx->other) ? VERDICT_YES : VERDICT_MORE;
}

static enum verdict telnet_dissect(struct cursor *c, struct context *ctx)
{
	struct telnet *telnet = ctx->state;
	const uint8_t *first = cursor_peek(c, 1);

	if (ctx->probing && !ctx->on_port)
		return first_look(*c, ctx);
	if (!first || (*first != IAC && *first != 0x1b && (*first >= 0x7f || *first < 0x07)))
		return VERDICT_NO;
	if (ctx->probing && *first != IAC) { /* a single byte says nothing, nor one of two */
		const uint8_t *two = cursor_peek(c, 2);

		if (!two || two[1] < 0x07 || two[1] == 0x7f)
			return two ? VERDICT_NO : VERDICT_MORE;
	}
	const size_t cut = cut_command(*c);

	if (cut == cursor_left(c))
		return VERDICT_MORE;
	struct cursor whole = cursor_sub(c, cursor_left(c) - cut);
	size_t typed = read_text(&whole, telnet, ctx);

	telnet->segments++;
	if (ctx->to_server) {
		if (typed > 0 && telnet->length > 0 && !telnet->told)
			tell(ctx, PARTY_RECEIVER, telnet);
		return VERDICT_YES;
	}
	if (!telnet->told && (is_prompt(telnet) || telnet->segments > SEGMENTS_MAX))
		tell(ctx, PARTY_SENDER, telnet);
	follow(ctx, telnet);
	if (telnet->segments > SIGN_IN_SEGMENTS)
		ctx->finished = true;
	return VERDICT_YES;
}

const struct dissector dissector_telnet = {
        .name = "telnet",
        .title = "Telnet",
        .evidence = EVIDENCE_BOTH,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {23},
        .state_size = sizeof(struct telnet),
        .dissect = telnet_dissect,
};
