/* cip.c - Common Industrial Protocol messages (ODVA CIP Vol. 1, 2-4 and 3-5). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"

#define CLASS_IDENTITY	 0x01
#define CLASS_CONNECTION 0x06
#define CLASS_PCCC	 0x67
#define CLASS_INTERFACE	 0xf5

#define GET_ATTRIBUTES_ALL   0x01
#define GET_ATTRIBUTE_LIST   0x03
#define MULTIPLE_SERVICE     0x0a
#define GET_ATTRIBUTE_SINGLE 0x0e
#define EXECUTE_PCCC	     0x4b
#define UNCONNECTED_SEND     0x52
#define FORWARD_OPEN	     0x54
#define LARGE_FORWARD_OPEN   0x5b

#define ANSWER_BIT 0x80
#define DEPTH_MAX  3

/* What the reader of the answer must know, packed in pending's detail. */
#define DETAIL_IDENTITY (UINT32_C(1) << 24)
#define DETAIL_PCCC	(UINT32_C(1) << 25)
#define DETAIL_MULTIPLE (UINT32_C(1) << 26)
#define DETAIL_INTERFACE (UINT32_C(1) << 27)

static uint32_t detail_pack(uint8_t service, uint32_t attribute, int16_t slot)
{
	return service | (attribute & 0xff) << 8 | (uint32_t)(slot + 2) << 16;
}

static int16_t detail_slot(uint32_t detail)
{
	return (int16_t)((int)(detail >> 16 & 0xff) - 2);
}

/* Slots above 253 do not fit in a detail; no chassis has them. */
static int16_t slot_clamp(int16_t slot)
{
	return slot > 253 ? CIP_SLOT_ELSEWHERE : slot;
}

static void operation_target(struct operation *op, const struct cip_path *path)
{
	if (path->text_length) {
		op->target = "tag %s";
		op->text = path->text;
		op->text_length = path->text_length;
		return;
	}
	if (!path->has_class)
		return;
	op->number[0] = path->class_id;
	op->number[1] = path->instance;
	op->number[2] = path->attribute;
	if (path->has_attribute)
		op->target = "class 0x%x instance %u attribute %u";
	else
		op->target = path->has_instance ? "class 0x%x instance %u" : "class 0x%x";
}

/* 3-5.5.2: only the route to the target matters; it stands at the end. */
static void open_path(struct cursor *c, bool large, struct cip_path *path)
{
	struct cursor route;

	cursor_skip(c, large ? 38 : 34);
	cursor_skip(c, 1); /* transport type and trigger */
	route = cursor_sub(c, (size_t)cursor_u8(c) * 2);
	if (!cursor_ok(c) || !cip_path_read(&route, path))
		*path = (struct cip_path){.slot = CIP_SLOT_ELSEWHERE};
}

static void request_open(struct cursor *c, struct context *ctx, const struct cip_place *place,
			 uint8_t service, struct operation *op)
{
	struct cip_path target;
	int16_t slot;

	open_path(c, service == LARGE_FORWARD_OPEN, &target);
	slot = slot_clamp(target.slot != NO_SLOT ? target.slot : place->slot);
	operation_target(op, &target);
	pending_add(&place->state->pending, place->id, emit_operation(ctx, op),
		    detail_pack(service, 0, slot));
}

/* 3-5.5.4: a whole request, and the route to take it to. */
static void request_unconnected(struct cursor *c, struct context *ctx,
				const struct cip_place *place)
{
	struct cip_place inner = *place;
	struct cip_path path = {.slot = NO_SLOT};
	struct cursor message, route;
	size_t length;

	cursor_skip(c, 2); /* priority, timeout */
	length = cursor_le16(c);
	message = message_part(c, ctx, length);
	if (length % 2)
		cursor_skip(c, 1);
	length = (size_t)cursor_u8(c) * 2;
	cursor_skip(c, 1);
	route = cursor_sub(c, length);
	if (!cursor_ok(c) || !cip_path_read(&route, &path))
		path.slot = CIP_SLOT_ELSEWHERE;
	if (!cursor_ok(&message))
		return;
	inner.depth++;
	inner.slot = slot_clamp(path.slot);
	cip_message(&message, ctx, &inner);
}

/* The bytes between offset i and the next; offsets count from the number of services. */
static struct cursor multiple_part(struct cursor body, const struct context *ctx, uint16_t count, uint16_t i)
{
	struct cursor table = body;
	size_t start, end;

	cursor_skip(&table, 2 + (size_t)i * 2);
	start = cursor_le16(&table);
	end = i + 1 < count ? cursor_le16(&table) : cursor_left(&body);
	if (!cursor_ok(&table) || end <= start)
		return cursor_bad();
	cursor_skip(&body, start);
	return message_part(&body, ctx, end - start);
}

/* */
static void request_multiple(struct cursor *c, struct context *ctx, const struct cip_place *place)
{
	struct cursor body = *c;
	uint16_t count = cursor_le16(c);
	struct cip_place inner = *place;

	if (!cursor_ok(c) || (cursor_left(c) / 2 < count && !ctx->cut) || place->inner >= 0)
		return;
	place->state->inner_id = place->id;
	place->state->inner_identity = 0;
	memset(place->state->inner, 0, sizeof(place->state->inner));
	inner.depth++;
	for (uint16_t i = 0; i < count; i++) {
		struct cursor part = multiple_part(body, ctx, count, i);

		inner.inner = (int8_t)(i < INT8_MAX ? i : INT8_MAX);
		if (cursor_ok(&part))
			cip_message(&part, ctx, &inner);
	}
}

static void remember(const struct cip_place *place, operation_ref ref, uint32_t detail)
{
	struct cip_state *state = place->state;

	if (place->inner < 0) {
		pending_add(&state->pending, place->id, ref, detail);
		return;
	}
	if (place->inner >= CIP_INNER_MAX)
		return;
	state->inner[place->inner] = ref;
	if (detail & DETAIL_IDENTITY)
		state->inner_identity |= UINT32_C(1) << place->inner;
}

static uint32_t request_detail(const struct cip_path *path, uint8_t service, int16_t slot)
{
	uint32_t detail = detail_pack(service, path->attribute, slot_clamp(slot));

	if (path->has_class && path->class_id == CLASS_IDENTITY && path->instance == 1)
		detail |= DETAIL_IDENTITY;
	if (path->has_class && path->class_id == CLASS_INTERFACE && path->instance == 1 &&
	    slot == NO_SLOT)
		detail |= DETAIL_INTERFACE;
	if (service == MULTIPLE_SERVICE)
		detail |= DETAIL_MULTIPLE;
	return detail;
}

static enum cip_kind request(struct cursor *c, struct context *ctx, const struct cip_place *place,
			     uint8_t service)
{
	struct cursor bytes = cursor_sub(c, (size_t)cursor_u8(c) * 2);
	struct cip_path path;
	struct cip_service found;
	struct operation op;
	bool manager;

	if (service == 0 || !cursor_ok(c) || !cip_path_read(&bytes, &path))
		return CIP_NONE;
	manager = path.has_class && path.class_id == CLASS_CONNECTION;
	if (path.has_class && path.class_id == CLASS_PCCC && service == EXECUTE_PCCC) {
		pccc_request(c, ctx, place);
		return CIP_REQUEST;
	}
	found = cip_service_find(&path, service);
	op = (struct operation){.class = found.class,
				.code = service,
				.subcode = NO_SUBCODE,
				.protocol = "cip",
				.function = found.name};
	operation_target(&op, &path);
	if (manager && (service == FORWARD_OPEN || service == LARGE_FORWARD_OPEN)) {
		request_open(c, ctx, place, service, &op);
		return CIP_REQUEST;
	}
	remember(place, emit_operation(ctx, &op), request_detail(&path, service, place->slot));
	if (manager && service == UNCONNECTED_SEND)
		request_unconnected(c, ctx, place);
	else if (service == MULTIPLE_SERVICE)
		request_multiple(c, ctx, place);
	return CIP_REQUEST;
}

static void answer_multiple(struct cursor *c, struct context *ctx, const struct cip_place *place,
			    int16_t slot)
{
	struct cip_state *state = place->state;
	struct cursor body = *c;
	uint16_t count = cursor_le16(c);

	if (!cursor_ok(c) || state->inner_id != place->id)
		return;
	for (uint16_t i = 0; i < count && i < CIP_INNER_MAX; i++) {
		struct cursor part = multiple_part(body, ctx, count, i);
		uint8_t service = cursor_u8(&part);
		uint8_t status;

		cursor_skip(&part, 1);
		status = cursor_u8(&part);
		cursor_skip(&part, (size_t)cursor_u8(&part) * 2);
		if (!cursor_ok(&part) || !(service & ANSWER_BIT))
			continue;
		emit_answer(ctx, state->inner[i], cip_status_name(status));
		state->inner[i] = 0;
		if (status != 0 || !(state->inner_identity >> i & 1))
			continue;
		if (service == (GET_ATTRIBUTES_ALL | ANSWER_BIT))
			cip_identity_claims(&part, ctx, slot);
		else if (service == (GET_ATTRIBUTE_LIST | ANSWER_BIT))
			cip_identity_list_claims(&part, ctx, slot);
	}
}

/* One Identity attribute is a list of one without its head. */
static void identity_single(struct cursor *c, struct context *ctx, uint32_t detail)
{
	uint8_t list[4 + 2 + 34] = {1, 0, (uint8_t)(detail >> 8), 0};
	size_t length = cursor_left(c) < 34 ? cursor_left(c) : 34;
	const uint8_t *value = cursor_take(c, length);
	struct cursor made;

	if (!value)
		return;
	memcpy(list + 6, value, length);
	made = cursor_init(list, 6 + length);
	cip_identity_list_claims(&made, ctx, detail_slot(detail));
}

/* 3-5.5.2: the target has chosen the id under which it will be spoken to. */
static void answer_open(struct cursor *c, struct cip_state *state, uint32_t detail)
{
	uint32_t id = cursor_le32(c);

	if (!cursor_ok(c))
		return;
	state->connection[state->next_connection] =
		(struct cip_connection){.id = id, .slot = detail_slot(detail)};
	state->next_connection = (uint8_t)((state->next_connection + 1) % CIP_CONNECTION_MAX);
}

static void answer_identity(struct cursor *c, struct context *ctx, uint32_t detail)
{
	switch (detail & 0x7f) {
	case GET_ATTRIBUTES_ALL:
		cip_identity_claims(c, ctx, detail_slot(detail));
		break;
	case GET_ATTRIBUTE_LIST:
		cip_identity_list_claims(c, ctx, detail_slot(detail));
		break;
	case GET_ATTRIBUTE_SINGLE:
		identity_single(c, ctx, detail);
		break;
	default:
		break;
	}
}

static void answer_content(struct cursor *c, struct context *ctx, const struct cip_place *place,
			   uint8_t service, uint32_t detail)
{
	if (detail & DETAIL_PCCC && detail & DETAIL_IDENTITY)
		pccc_answer(c, ctx, detail_slot(detail));
	else if (service == FORWARD_OPEN || service == LARGE_FORWARD_OPEN)
		answer_open(c, place->state, detail);
	else if (detail & DETAIL_IDENTITY)
		answer_identity(c, ctx, detail);
	else if (detail & DETAIL_INTERFACE && service == GET_ATTRIBUTES_ALL)
		cip_interface_claims(c, ctx, 0);
	else if (detail & DETAIL_INTERFACE && service == GET_ATTRIBUTE_SINGLE)
		cip_interface_claims(c, ctx, detail >> 8 & 0xff);
}

/*
 * 2-4.2. The answer to what an Unconnected Send carried comes bare: both requests stand under one id,
 * and both have ended.
 */
static enum cip_kind answer(struct cursor *c, struct context *ctx, const struct cip_place *place,
			    uint8_t service)
{
	struct pending_request waiting;
	const uint8_t reserved = cursor_u8(c);
	const uint8_t status = cursor_u8(c);

	cursor_skip(c, (size_t)cursor_u8(c) * 2);
	if (!cursor_ok(c) || reserved != 0)
		return CIP_NONE;
	for (size_t i = 0; i < DEPTH_MAX; i++) {
		if (!pending_take(&place->state->pending, place->id, &waiting))
			break;
		const bool carries = status == 0 && waiting.detail & DETAIL_PCCC;
		emit_answer(ctx, waiting.ref, carries ? pccc_result_name(*c) : cip_status_name(status));
		if ((waiting.detail & 0x7f) != service)
			continue;
		if (waiting.detail & DETAIL_MULTIPLE)
			answer_multiple(c, ctx, place, detail_slot(waiting.detail));
		else if (status == 0)
			answer_content(c, ctx, place, service, waiting.detail);
	}
	return CIP_ANSWER;
}

void cip_remember_pccc(const struct cip_place *place, operation_ref ref, bool identity)
{
	uint32_t detail = DETAIL_PCCC | detail_pack(EXECUTE_PCCC, 0, slot_clamp(place->slot));

	remember(place, ref, identity ? detail | DETAIL_IDENTITY : detail);
}

enum cip_kind cip_message(struct cursor *c, struct context *ctx, const struct cip_place *place)
{
	uint8_t service = cursor_u8(c);

	if (!cursor_ok(c) || place->depth >= DEPTH_MAX)
		return CIP_NONE;
	if (service & ANSWER_BIT)
		return answer(c, ctx, place, service & 0x7f);
	return request(c, ctx, place, service);
}
