/* keyence.c - KEYENCE KV host link in ASCII (KV-XLE02 and KV-7000 user's manuals).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A command ends with CR, an answer with CR LF; the code of an operation is the letters of the
 * command read as one number, highest first. Answers carry nothing of the request and come in
 * order.
 */

#include "dissect/dissectors.h"
#include "dissect/keyence_command.h"
#include "dissect/pending.h"

enum {
	LINE_MAX = 4096,
	NUMBER_MAX = 0x10000,
};

struct state {
	struct pending pending;
	uint16_t sent;
	bool known;
	bool late; /* found by its second request: what waited before the last was answered unread */
};

static uint32_t command_code(const char *word)
{
	uint32_t code = 0;

	for (; *word; word++)
		code = code << 8 | (uint8_t)*word;
	return code;
}

/* Cuts one line from the stream. The LF behind an answer's CR may come in a segment of its own. */
static enum verdict read_line(struct cursor *c, struct cursor *line, bool answers)
{
	if (answers)
		cursor_match(c, "\n", 1);

	const ptrdiff_t end = cursor_find(c, '\r');

	if (end < 0)
		return cursor_left(c) > LINE_MAX ? VERDICT_NO : VERDICT_MORE;
	*line = cursor_sub(c, (size_t)end);
	cursor_skip(c, 1);
	cursor_match(c, "\n", 1);
	for (const uint8_t *p = line->pos; p < line->end; p++)
		if (*p < 0x20)
			return VERDICT_NO;
	return VERDICT_YES;
}

/* The next word; empty at the end of the line. False when it is too long to be one of ours. */
static bool read_word(struct cursor *line, char word[KEYENCE_WORD_SIZE])
{
	size_t used = 0;

	cursor_match(line, " ", 1);
	while (cursor_left(line) > 0) {
		const uint8_t c = cursor_u8(line);

		if (c == ' ')
			break;
		if (used + 1 >= KEYENCE_WORD_SIZE)
			return false;
		word[used++] = (char)c;
	}
	word[used] = '\0';
	return true;
}

static uint32_t read_count(struct cursor *line)
{
	char word[KEYENCE_WORD_SIZE];
	uint32_t value = 0;

	if (!read_word(line, word))
		return 0;
	for (const char *p = word; *p; p++) {
		if (*p < '0' || *p > '9' || value > NUMBER_MAX)
			return 0;
		value = value * 10 + (uint32_t)(*p - '0');
	}
	return value;
}

/* Reads the devices behind the command. False when the first is none. */
static bool read_devices(const struct keyence_command *command, struct cursor *line,
                         struct areas *areas)
{
	char word[KEYENCE_WORD_SIZE];

	if (command->devices == KEYENCE_NONE)
		return true;
	while (cursor_left(line) > 0) {
		struct keyence_device device;

		if (!read_word(line, word) || !keyence_device_read(word, &device))
			return areas->count > 0;
		const uint32_t count = command->devices == KEYENCE_COUNTED ? read_count(line) : 1;

		if (count == 0)
			return false;
		keyence_device_add(areas, &device, count);
		if (command->devices != KEYENCE_LIST)
			return true;
	}
	return areas->count > 0;
}

/* Elsewhere than on 8501 a command has the devices it wants, and nothing else. */
static bool is_plain_command(struct cursor line)
{
	char word[KEYENCE_WORD_SIZE];
	struct areas areas = {.count = 0};
	const struct keyence_command *command =
	        read_word(&line, word) ? keyence_command_find(word) : NULL;

	if (!command)
		return false;
	return command->devices == KEYENCE_NONE ? cursor_left(&line) == 0
	                                        : read_devices(command, &line, &areas);
}

/* True when all that came so far from this side are commands. */
static bool rest_is_commands(struct cursor rest)
{
	struct cursor line;

	while (cursor_left(&rest) > 0) {
		const enum verdict verdict = read_line(&rest, &line, false);

		if (verdict != VERDICT_YES)
			return verdict == VERDICT_MORE;
		if (!is_plain_command(line))
			return false;
	}
	return true;
}

/* The client waits for each answer, so what it asked before was answered unread, or lost. */
static void forget_answered(struct state *state, const struct cursor *rest, bool datagram)
{
	if (!datagram && !state->late)
		return;
	state->pending = (struct pending){.next = 0};
	state->late = state->late && cursor_left(rest) > 0;
}

static enum verdict read_request(struct cursor *line, const struct cursor *rest, struct context *ctx)
{
	struct state *state = ctx->state;
	char word[KEYENCE_WORD_SIZE];
	struct areas areas = {.count = 0};
	const bool proven = state->known || ctx->on_port;
	const bool datagram = ctx->frame->transport == TRANSPORT_UDP;

	if (!proven && (!is_plain_command(*line) || !rest_is_commands(*rest)))
		return VERDICT_NO;
	if (!read_word(line, word))
		return VERDICT_NO;
	const struct keyence_command *command = keyence_command_find(word);
	if (!command)
		return VERDICT_NO;
	const bool fits = read_devices(command, line, &areas);
	struct operation operation = {
	        .class = command->class,
	        .code = command_code(word),
	        .subcode = NO_SUBCODE,
	        .function = command->name,
	};
	state->late |= !proven;
	state->known = true;
	state->sent++;
	ctx->direction = 1;
	forget_answered(state, rest, datagram);
	for (size_t i = 0; i < areas.count || i == 0; i++) {
		if (areas.count > 0)
			areas_get(&areas, i, &operation);
		pending_add(&state->pending, state->sent, emit_operation(ctx, &operation),
		            operation.code);
	}
	if (fits)
		return VERDICT_YES;
	emit_anomaly(ctx, "keyence.device");
	return VERDICT_MALFORMED;
}

static bool oldest(const struct pending *p, uint32_t *id)
{
	for (size_t i = 0; i < PENDING_MAX; i++) {
		const struct pending_request *r = &p->request[(p->next + i) % PENDING_MAX];

		if (!r->used)
			continue;
		*id = r->id;
		return true;
	}
	return false;
}

static void read_identity(struct cursor *line, struct context *ctx, uint32_t command)
{
	char word[KEYENCE_WORD_SIZE];

	if (!read_word(line, word))
		return;
	if (command == command_code("?M")) {
		const bool run = strcmp(word, "1") == 0;

		if (run || strcmp(word, "0") == 0)
			emit_text(ctx, PARTY_SENDER, attribute_mode, run ? "run" : "program");
		return;
	}
	if (command != command_code("?K"))
		return;
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "KEYENCE");
	emit_text(ctx, PARTY_SENDER, attribute_device_type, "Programmable Logic Controller");
	const char *model = keyence_model_name(word);
	if (model)
		emit_text(ctx, PARTY_SENDER, attribute_model, model);
}

static enum verdict read_answer(struct cursor *line, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;
	uint32_t id = 0;
	uint32_t command = 0;

	if (!state->known)
		return VERDICT_NO;
	ctx->direction = -1;
	if (!oldest(&state->pending, &id))
		return VERDICT_YES;
	const char *result = keyence_result_name(line->pos, cursor_left(line));
	while (pending_take(&state->pending, id, &request)) {
		emit_answer(ctx, request.ref, result);
		command = request.detail;
	}
	if (strcmp(result, "ok") == 0)
		read_identity(line, ctx, command);
	return VERDICT_YES;
}

static enum verdict keyence_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor line;
	enum verdict verdict = read_line(c, &line, !ctx->to_server);

	if (verdict == VERDICT_MORE && ctx->frame->transport == TRANSPORT_UDP)
		return VERDICT_NO;
	if (verdict != VERDICT_YES)
		return verdict;
	return ctx->to_server ? read_request(&line, c, ctx) : read_answer(&line, ctx);
}

const struct dissector dissector_keyence = {
        .name = "keyence",
        .title = "KEYENCE KV host link",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {8501},
        .state_size = sizeof(struct state),
        .dissect = keyence_dissect,
};
