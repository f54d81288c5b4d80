/* mms_service.c - what MMS asks for: services, their objects and results (ISO 9506-2).
 * SPDX-License-Identifier: Apache-2.0
 *
 * IEC 61850-8-1 builds names of items from the logical node, a functional constraint and data,
 * joined by '$': a write below "CO" is a command, below CF, SP, SE, SG or DC it changes settings.
 */

#include "dissect/ber.h"
#include "dissect/mms.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum pdu {
	CONFIRMED_REQUEST,
	CONFIRMED_RESPONSE,
	CONFIRMED_ERROR,
	UNCONFIRMED,
	REJECT,
	CANCEL_REQUEST,
	CANCEL_RESPONSE,
	CANCEL_ERROR,
	INITIATE_REQUEST,
	INITIATE_RESPONSE,
	INITIATE_ERROR,
	CONCLUDE_REQUEST,
	CONCLUDE_RESPONSE,
	CONCLUDE_ERROR,
};

enum {
	ITEMS_MAX = 4, /* of one request that are told one by one */
	PENDING_INITIATE = 0x80000000u, /* no invoke id has this bit */
	PENDING_CONCLUDE,
};

static bool is_word(struct cursor part, const char *word)
{
	return cursor_left(&part) == 2 && memcmp(cursor_take(&part, 2), word, 2) == 0;
}

/* IEC 61850-8-1 7.3.1: behind the first '$' stands the functional constraint. */
static enum ot_class class_of_write(const struct mms_name *name)
{
	static const char settings[][3] = {"CF", "SP", "SE", "SG", "DC",
	                                   "BR", "RP", "GO", "MS", "LG"};
	struct cursor c = cursor_init(name->text, name->length);
	const ptrdiff_t at = cursor_find(&c, '$');

	if (at < 0)
		return OT_WRITE;
	cursor_skip(&c, (size_t)at + 1);
	const ptrdiff_t end = cursor_find(&c, '$');
	const struct cursor word = cursor_sub(&c, end < 0 ? cursor_left(&c) : (size_t)end);

	if (is_word(word, "CO"))
		return OT_CONTROL;
	for (size_t i = 0; i < COUNT(settings); i++)
		if (is_word(word, settings[i]))
			return OT_CONFIG;
	return OT_WRITE;
}

struct request {
	uint32_t invoke; /* with confirmed services */
	uint32_t code;
	uint8_t form;
	bool confirmed;
	const struct mms_service *row; /* NULL when the service is unknown */
	struct cursor body;
};

static void emit_request(struct context *ctx, const struct request *r, const struct mms_name *name,
                         uint32_t item)
{
	struct mms_state *state = ctx->state;
	struct operation operation = {.class = r->row ? r->row->class : OT_DIAGNOSE,
	                              .code = r->code,
	                              .subcode = NO_SUBCODE,
	                              .pdu = r->confirmed ? "confirmed" : "unconfirmed",
	                              .function = r->row ? r->row->name : NULL};

	if (name->length) {
		operation.target = "%s";
		operation.text = name->text;
		operation.text_length = name->length;
	}
	if (r->confirmed && r->code == MMS_WRITE)
		operation.class = class_of_write(name);
	const operation_ref ref = emit_operation(ctx, &operation);

	if (r->confirmed)
		pending_add(&state->pending, r->invoke, ref, r->code << 8 | item);
}

/* 14.5.2: [0] a list of variables, each an object or an address; [1] the name of a list. */
static void emit_variables(struct context *ctx, const struct request *r)
{
	struct cursor body = r->body, list, item;
	struct mms_name name = {.length = 0};
	uint8_t tag;

	/* a read may say first that it wants the names again, and has an explicit tag around them
	 */
	if (r->confirmed && r->code == MMS_READ) {
		if (!ber_next(&body, &tag, &list) ||
		    (tag == BER_CONTEXT && !ber_next(&body, &tag, &list)))
			return emit_request(ctx, r, &name, 0);
		body = list;
	}
	if (!ber_next(&body, &tag, &list))
		return emit_request(ctx, r, &name, 0);
	if (tag != (BER_CONTEXT | BER_CONSTRUCTED)) {
		(void)mms_read_object(list, &name);
		return emit_request(ctx, r, &name, 0);
	}
	for (uint32_t i = 0; i < ITEMS_MAX && ber_next(&list, &tag, &item); i++) {
		name.length = 0;
		(void)mms_find_object(item, &name);
		emit_request(ctx, r, &name, i);
	}
}

static void read_request(struct context *ctx, struct request *r)
{
	struct mms_name name = {.length = 0};
	const enum mms_about about = r->row ? r->row->about : MMS_NOTHING;

	if (about == MMS_VARIABLES)
		return emit_variables(ctx, r);
	if (about == MMS_NAME)
		(void)mms_first_name(r->body, r->form, &name);
	if (about == MMS_OBJECT)
		(void)mms_find_object(r->body, &name);
	emit_request(ctx, r, &name, 0);
}

/* 7.3.2: invoke id, perhaps modifiers, then the service. */
static bool open_confirmed(struct cursor *body, struct request *r)
{
	struct cursor modifiers;
	int64_t invoke;

	if (!ber_integer(body, &invoke) || invoke < 0 || invoke >= PENDING_INITIATE)
		return false;
	const uint8_t *next = cursor_peek(body, 1);

	if (next && *next == BER_SEQUENCE && !ber_expect(body, BER_SEQUENCE, &modifiers))
		return false;
	r->invoke = (uint32_t)invoke;
	r->confirmed = true;
	return ber_number(body, &r->form, &r->code, &r->body) && r->form & BER_CONTEXT;
}

static bool read_confirmed(struct cursor body, struct context *ctx)
{
	struct request r = {0};

	if (!open_confirmed(&body, &r))
		return false;
	r.row = mms_service_find(true, r.code);
	ctx->direction = 1;
	read_request(ctx, &r);
	return true;
}

static bool read_unconfirmed(struct cursor body, struct context *ctx)
{
	struct request r = {0};

	if (!ber_number(&body, &r.form, &r.code, &r.body))
		return false;
	r.row = mms_service_find(false, r.code);
	ctx->direction = -1;
	read_request(ctx, &r);
	return true;
}

/* 14.4.3 DataAccessError. */
static const char *access_error(struct cursor value)
{
	static const char *const names[] = {
	        "object invalidated", "hardware fault",      "temporarily unavailable",
	        "access denied",      "no such object",      "invalid address",
	        "type unsupported",   "type inconsistent",   "attribute inconsistent",
	        "access unsupported", "object non-existent", "value invalid",
	};
	const uint8_t code = cursor_u8(&value);

	return cursor_ok(&value) && code < COUNT(names) ? names[code] : "error";
}

/* How the item of a read or write at this place ended; a failure is the primitive [0]. */
static const char *item_result(struct cursor list, uint32_t item)
{
	struct cursor value;
	uint8_t tag;

	for (uint32_t i = 0; i <= item; i++)
		if (!ber_next(&list, &tag, &value))
			return "ok";
	return tag == BER_CONTEXT ? access_error(value) : "ok";
}

/* 14.6.2: the results stand in [1], perhaps behind what was asked. */
static struct cursor read_results(struct cursor body)
{
	struct cursor list;
	uint8_t tag;

	for (int i = 0; i < 2 && ber_next(&body, &tag, &list); i++)
		if (tag == (BER_CONTEXT | BER_CONSTRUCTED | 1))
			return list;
	return cursor_init(NULL, 0);
}

/* 10.5.2 */
static void claim_identity(struct cursor body, struct context *ctx)
{
	static const char *const names[] = {attribute_vendor, attribute_model, attribute_firmware};
	struct cursor text;
	uint8_t tag;

	for (size_t i = 0; i < COUNT(names) && ber_next(&body, &tag, &text); i++) {
		const size_t length = cursor_left(&text);

		if (tag == (BER_CONTEXT | i))
			emit_bytes(ctx, PARTY_SENDER, names[i], cursor_take(&text, length), length);
	}
}

static bool read_answer(struct cursor body, struct context *ctx)
{
	struct mms_state *state = ctx->state;
	struct request r = {0};
	struct pending_request request;

	if (!open_confirmed(&body, &r))
		return false;
	const struct cursor results = r.code == MMS_READ ? read_results(r.body) : r.body;
	const bool items = r.code == MMS_READ || r.code == MMS_WRITE;

	ctx->direction = -1;
	while (pending_take(&state->pending, r.invoke, &request))
		emit_answer(ctx, request.ref,
		            items ? item_result(results, request.detail & 0xff) : "ok");
	if (r.code == MMS_IDENTIFY)
		claim_identity(r.body, ctx);
	return true;
}

/* 7.4: the class of an error is the tag of what stands in [0]. */
static const char *error_name(struct cursor error)
{
	static const char *const names[] = {
	        "vmd state",       "application reference",
	        "definition",      "resource",
	        "service",         "preempted",
	        "time resolution", "access",
	        "initiate",        "conclude",
	        "cancel",          "file",
	        "other",
	};
	struct cursor class, value;
	uint8_t tag;

	if (!ber_expect(&error, BER_CONTEXT | BER_CONSTRUCTED, &class) ||
	    !ber_next(&class, &tag, &value) || (tag & 0x1fu) >= COUNT(names))
		return "error";
	return names[tag & 0x1f];
}

static void answer_all(struct context *ctx, uint32_t invoke, const char *result)
{
	struct mms_state *state = ctx->state;
	struct pending_request request;

	ctx->direction = -1;
	while (pending_take(&state->pending, invoke, &request))
		emit_answer(ctx, request.ref, result);
}

static bool read_invoke(struct cursor value, uint32_t *invoke)
{
	*invoke = 0;
	if (cursor_left(&value) == 0 || cursor_left(&value) > 5)
		return false;
	while (cursor_left(&value) > 0)
		*invoke = *invoke << 8 | cursor_u8(&value);
	return true;
}

static bool read_error(struct cursor body, struct context *ctx)
{
	struct cursor value, error;
	uint32_t invoke;
	uint8_t tag;

	if (!ber_expect(&body, BER_CONTEXT, &value) || !read_invoke(value, &invoke))
		return false;
	do {
		if (!ber_next(&body, &tag, &error))
			return false;
	} while (tag != (BER_CONTEXT | BER_CONSTRUCTED | 2));
	answer_all(ctx, invoke, error_name(error));
	return true;
}

static bool read_reject(struct cursor body, struct context *ctx)
{
	struct cursor value;
	uint32_t invoke;

	if (ber_expect(&body, BER_CONTEXT, &value) && read_invoke(value, &invoke))
		answer_all(ctx, invoke, "rejected");
	return true;
}

static void ask(struct context *ctx, uint32_t id, const char *pdu, const char *function,
                uint32_t code)
{
	struct mms_state *state = ctx->state;

	ctx->direction = 1;
	pending_add(&state->pending, id,
	            emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                    .code = code,
	                                                    .subcode = NO_SUBCODE,
	                                                    .pdu = pdu,
	                                                    .function = function}),
	            0);
}

/* Inside an association that was told already it says nothing new. */
static bool read_initiate(struct cursor body, struct context *ctx)
{
	const struct mms_state *state = ctx->state;

	(void)body;
	if (!state->associate)
		ask(ctx, PENDING_INITIATE, "initiate", "Initiate", INITIATE_REQUEST);
	return true;
}

static bool read_initiated(struct cursor body, struct context *ctx)
{
	(void)body;
	answer_all(ctx, PENDING_INITIATE, "ok");
	return true;
}

static bool read_not_initiated(struct cursor body, struct context *ctx)
{
	answer_all(ctx, PENDING_INITIATE, error_name(body));
	return true;
}

static bool read_conclude(struct cursor body, struct context *ctx)
{
	(void)body;
	ask(ctx, PENDING_CONCLUDE, "conclude", "Conclude", CONCLUDE_REQUEST);
	return true;
}

static bool read_concluded(struct cursor body, struct context *ctx)
{
	(void)body;
	answer_all(ctx, PENDING_CONCLUDE, "ok");
	return true;
}

static bool read_not_concluded(struct cursor body, struct context *ctx)
{
	answer_all(ctx, PENDING_CONCLUDE, error_name(body));
	return true;
}

static bool read_nothing(struct cursor body, struct context *ctx)
{
	(void)body, (void)ctx;
	return true;
}

/* 7.2: the tag of each PDU, and who reads it. */
static const struct {
	uint8_t tag;
	bool (*read)(struct cursor, struct context *);
} pdus[] = {
        [CONFIRMED_REQUEST] = {0xa0, read_confirmed},
        [CONFIRMED_RESPONSE] = {0xa1, read_answer},
        [CONFIRMED_ERROR] = {0xa2, read_error},
        [UNCONFIRMED] = {0xa3, read_unconfirmed},
        [REJECT] = {0xa4, read_reject},
        [CANCEL_REQUEST] = {0x85, read_nothing},
        [CANCEL_RESPONSE] = {0x86, read_nothing},
        [CANCEL_ERROR] = {0xa7, read_nothing},
        [INITIATE_REQUEST] = {0xa8, read_initiate},
        [INITIATE_RESPONSE] = {0xa9, read_initiated},
        [INITIATE_ERROR] = {0xaa, read_not_initiated},
        [CONCLUDE_REQUEST] = {0x8b, read_conclude},
        [CONCLUDE_RESPONSE] = {0x8c, read_concluded},
        [CONCLUDE_ERROR] = {0xad, read_not_concluded},
};

bool mms_read_pdu(struct cursor pdu, struct context *ctx)
{
	struct cursor body;
	uint8_t tag;

	if (!ber_next(&pdu, &tag, &body))
		return false;
	const size_t kind = tag & 0x1f;

	return kind < COUNT(pdus) && pdus[kind].tag == tag && pdus[kind].read(body, ctx);
}

void mms_read_long(struct cursor pdu, struct context *ctx)
{
	int64_t invoke;

	if (ber_enter(&pdu, pdus[CONFIRMED_RESPONSE].tag) && ber_integer(&pdu, &invoke) &&
	    invoke >= 0 && invoke < PENDING_INITIATE)
		answer_all(ctx, (uint32_t)invoke, "ok");
}

/* 8.2.1: sizes and counts in [0] to [3], what the client can do in [4]. */
bool mms_is_initiate(struct cursor pdu)
{
	struct cursor body, value;
	uint8_t tag = 0;

	if (!ber_expect(&pdu, 0xa8, &body) || cursor_left(&pdu) > 0)
		return false;
	while (ber_next(&body, &tag, &value) && tag >= BER_CONTEXT && tag <= (BER_CONTEXT | 3))
		continue;
	return tag == (BER_CONTEXT | BER_CONSTRUCTED | 4) && cursor_left(&body) == 0;
}
