/* telnet.c - Telnet greetings (RFC 854). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define GREETING_MAX        200
#define GREETING_CONFIDENCE 30
#define SEGMENTS_MAX        30

enum { IAC = 255, SUBNEGOTIATION = 250, END = 240, OPTION_FIRST = 251 };

struct telnet {
	char greeting[GREETING_MAX];
	uint8_t length;
	uint8_t segments;
	bool told;
};

static void keep(struct telnet *telnet, uint8_t byte)
{
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

/* Reads all that is there. Returns how many bytes were text. */
static size_t read_text(struct cursor *c, struct telnet *keeper)
{
	size_t count = 0;

	while (cursor_left(c) > 0) {
		uint8_t byte = cursor_u8(c);

		if (byte == IAC) {
			skip_command(c);
			continue;
		}
		count++;
		if (keeper)
			keep(keeper, byte);
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
	ctx->finished = true;
}

static enum verdict telnet_dissect(struct cursor *c, struct context *ctx)
{
	struct telnet *telnet = ctx->state;
	const uint8_t *first = cursor_peek(c, 1);

	if (!first || (*first != IAC && *first != 0x1b && (*first >= 0x7f || *first < 0x07)))
		return VERDICT_NO;
	size_t typed = read_text(c, ctx->to_server ? NULL : telnet);

	*c = cursor_init(c->end, 0); /* a command cut at the end is of no interest */
	telnet->segments++;
	if (ctx->to_server) {
		if (typed > 0 && telnet->length > 0)
			tell(ctx, PARTY_RECEIVER, telnet);
		return VERDICT_YES;
	}
	if (is_prompt(telnet) || telnet->segments > SEGMENTS_MAX)
		tell(ctx, PARTY_SENDER, telnet);
	return VERDICT_YES;
}

const struct dissector dissector_telnet = {
        .name = "telnet",
        .title = "Telnet",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {23},
        .state_size = sizeof(struct telnet),
        .dissect = telnet_dissect,
};
