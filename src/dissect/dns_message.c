/* dns_message.c - reading messages of the DNS family (RFC 1035). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dns_message.h"

#define LABEL_MAX  63
#define POINTER    0xc0
#define LABELS_MAX 128
#define TEXT_MAX   253

bool dns_read_header(struct cursor *c, struct dns_message *message)
{
	message->whole = *c;
	message->id = cursor_be16(c);
	message->flags = cursor_be16(c);
	for (size_t i = 0; i < 4; i++)
		message->count[i] = cursor_be16(c);
	return cursor_ok(c);
}

/* Appends a label. False beyond the 255 bytes of RFC 1035 2.3.4, which are 253 as text. */
static bool name_append(struct dns_name *name, const uint8_t *label, uint8_t length)
{
	size_t dot = name->length > 0;

	if (label == NULL || name->length + dot + length > TEXT_MAX)
		return false;
	if (dot)
		name->text[name->length++] = '.';
	memcpy(name->text + name->length, label, length);
	name->length = (uint16_t)(name->length + length);
	name->text[name->length] = '\0';
	return true;
}

/* Follows a pointer. Each must lead before the one taken last, so no chain is endless. */
static bool name_jump(struct cursor *at, const struct dns_message *message, uint8_t high,
                      size_t *limit)
{
	size_t offset = (size_t)(high & LABEL_MAX) << 8 | cursor_u8(at);

	if (!cursor_ok(at) || offset >= *limit)
		return false;
	*limit = offset;
	*at = message->whole;
	cursor_skip(at, offset);
	return cursor_ok(at);
}

bool dns_read_name(struct cursor *c, const struct dns_message *message, struct dns_name *name)
{
	size_t limit = (size_t)(c->pos - message->whole.pos);
	struct cursor at = *c;
	bool jumped = false;

	name->length = 0;
	name->text[0] = '\0';
	for (int i = 0; i < LABELS_MAX; i++) {
		uint8_t length = cursor_u8(&at);

		if (!cursor_ok(&at))
			return false;
		if ((length & POINTER) == POINTER) {
			if (!jumped) {
				*c = at;
				cursor_skip(c, 1);
			}
			jumped = true;
			if (!name_jump(&at, message, length, &limit))
				return false;
			continue;
		}
		if (length == 0) {
			if (!jumped)
				*c = at;
			return true;
		}
		if (length > LABEL_MAX || !name_append(name, cursor_take(&at, length), length))
			return false;
	}
	return false;
}

bool dns_skip_name(struct cursor *c)
{
	for (int i = 0; i < LABELS_MAX; i++) {
		uint8_t length = cursor_u8(c);

		if (!cursor_ok(c))
			return false;
		if (length == 0)
			return true;
		if ((length & POINTER) == POINTER) {
			cursor_skip(c, 1);
			return cursor_ok(c);
		}
		if (length > LABEL_MAX)
			return false;
		cursor_skip(c, length);
	}
	return false;
}

bool dns_read_question(struct cursor *c, const struct dns_message *message,
                       struct dns_record *record)
{
	if (!dns_read_name(c, message, &record->name))
		return false;
	record->type = cursor_be16(c);
	record->class = cursor_be16(c);
	return cursor_ok(c);
}

bool dns_read_record(struct cursor *c, const struct dns_message *message, struct dns_record *record)
{
	if (!dns_read_question(c, message, record))
		return false;
	record->ttl = cursor_be32(c);
	record->data = cursor_sub(c, cursor_be16(c));
	return cursor_ok(c);
}

bool dns_skip_record(struct cursor *c)
{
	if (!dns_skip_name(c))
		return false;
	cursor_skip(c, 8);
	cursor_skip(c, cursor_be16(c));
	return cursor_ok(c);
}
