/* bacnet_request.c - what BACnet requests touch (ASHRAE 135, clauses 14 to 16 and 20.2).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/bacnet.h"

bool bacnet_tag_read(struct cursor *c, struct bacnet_tag *tag)
{
	uint8_t head = cursor_u8(c);

	*tag = (struct bacnet_tag){.number = head >> 4, .context = head & 8, .length = head & 7};
	if (tag->number == 15)
		tag->number = cursor_u8(c);
	tag->open = tag->context && tag->length == 6;
	tag->close = tag->context && tag->length == 7;
	if (tag->open || tag->close)
		tag->length = 0;
	else if (tag->length == 5)
		tag->length = cursor_u8(c);
	if (tag->length == 254)
		tag->length = cursor_be16(c);
	/* a boolean's length is its value */
	return cursor_ok(c) &&
	       (tag->length <= cursor_left(c) || (!tag->context && tag->number == 1));
}

uint32_t bacnet_unsigned_read(struct cursor *c, size_t length)
{
	uint32_t value = 0;
	const uint8_t *p = cursor_take(c, length);

	for (size_t i = 0; p && i < length && i < 4; i++)
		value = value << 8 | p[i];
	return value;
}

/* A value with this context tag, or none is taken. */
static bool take_context(struct cursor *c, uint8_t number, uint32_t *value)
{
	struct cursor look = *c;
	struct bacnet_tag tag;

	if (!bacnet_tag_read(&look, &tag) || !tag.context || tag.number != number || tag.open ||
	    tag.close || tag.length == 0 || tag.length > 4)
		return false;
	*value = bacnet_unsigned_read(&look, tag.length);
	*c = look;
	return true;
}

/* The instance as a range: a workstation reads a thousand points of one kind. */
static void set_object(struct operation *op, uint32_t object)
{
	op->space = bacnet_object_space((uint16_t)(object >> 22));
	op->ranged = true;
	op->low = op->high = object & 0x3fffff;
}

static void read_object(struct cursor *c, struct operation *op)
{
	uint32_t object;

	if (take_context(c, 0, &object))
		set_object(op, object);
}

/* 15.9: of a value that is written the property counts as much as the object. */
static void read_written(struct cursor *c, struct operation *op)
{
	read_object(c, op);
	if (take_context(c, 1, &op->number[0]))
		op->target = "property %u";
}

/* 14.1, 14.2, 15.4: the object stands under the tag of its type. */
static void read_plain_object(struct cursor *c, struct operation *op)
{
	struct bacnet_tag tag;

	if (bacnet_tag_read(c, &tag) && !tag.context && tag.number == 12 && tag.length == 4)
		set_object(op, bacnet_unsigned_read(c, 4));
}

/* 16.4 */
static void read_reinitialize(struct cursor *c, struct operation *op)
{
	static const char *const states[] = {
		"cold start",	 "warm start",	"start backup",	 "end backup",
		"start restore", "end restore", "abort restore", "activate changes",
	};
	uint32_t state;

	if (take_context(c, 0, &state) && state < sizeof(states) / sizeof(states[0]))
		op->target = states[state];
}

/* 16.1: minutes, if any, and what shall be done. */
static void read_communication(struct cursor *c, struct operation *op)
{
	static const char *const states[] = {"enable", "disable", "disable initiation"};
	uint32_t minutes, state;

	(void)take_context(c, 0, &minutes);
	if (take_context(c, 1, &state) && state < sizeof(states) / sizeof(states[0]))
		op->target = states[state];
}

/* 16.2, 16.3: a maker and a number that he has given. */
static void read_private(struct cursor *c, struct operation *op)
{
	if (take_context(c, 0, &op->number[0]) && take_context(c, 1, &op->number[1]))
		op->target = "vendor %u service %u";
}

void bacnet_request_target(struct cursor *c, const struct bacnet_service *service,
			   struct operation *op)
{
	static void (*const readers[])(struct cursor *, struct operation *) = {
		[BACNET_OBJECT] = read_object,
		[BACNET_WRITTEN] = read_written,
		[BACNET_PLAIN_OBJECT] = read_plain_object,
		[BACNET_REINITIALIZE] = read_reinitialize,
		[BACNET_COMMUNICATION] = read_communication,
		[BACNET_PRIVATE] = read_private,
	};

	if (service && service->shape != BACNET_PLAIN)
		readers[service->shape](c, op);
}
