/* cip_path.c - EPATH, the addresses of CIP (Vol. 1, appendix C). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"

#include <stdio.h>

enum { LOGICAL_CLASS, LOGICAL_INSTANCE, LOGICAL_MEMBER, LOGICAL_POINT, LOGICAL_ATTRIBUTE };

#define PORT_BACKPLANE 1

static void text_append(struct cip_path *path, const char *format, uint32_t number)
{
	size_t room = sizeof(path->text) - path->text_length;
	char piece[16];
	int length = snprintf(piece, sizeof(piece), "%s%u", format, number);

	if (length <= 0 || (size_t)length + 1 >= room)
		return;
	memcpy(path->text + path->text_length, piece, (size_t)length);
	path->text_length += (size_t)length;
}

static void text_append_symbol(struct cip_path *path, struct cursor *c, size_t length)
{
	size_t room = sizeof(path->text) - path->text_length;

	if (length == 0 || length + 2 > room) {
		cursor_skip(c, length);
		return;
	}
	if (path->text_length)
		path->text[path->text_length++] = '.';
	cursor_text(c, length, path->text + path->text_length, room - 1);
	path->text_length += length;
}

/* C-1.4.1: port number, link address, padded to words. */
static void read_port(struct cursor *c, uint8_t type, struct cip_path *path)
{
	uint16_t port = type & 0x0f;
	size_t length = type & 0x10 ? cursor_u8(c) : 1;
	const uint8_t *link;

	if (port == 15)
		port = cursor_le16(c);
	link = cursor_take(c, length);
	if (length > 1 && length % 2)
		cursor_skip(c, 1);
	if (!link || length == 0)
		return;
	if (path->slot == NO_SLOT && port == PORT_BACKPLANE && length == 1)
		path->slot = link[0];
	else
		path->slot = CIP_SLOT_ELSEWHERE;
}

static void path_set(struct cip_path *path, unsigned what, uint32_t value)
{
	switch (what) {
	case LOGICAL_CLASS:
		path->has_class = true;
		path->class_id = value;
		break;
	case LOGICAL_INSTANCE:
	case LOGICAL_POINT:
		if (what == LOGICAL_POINT && path->has_instance)
			break;
		path->has_instance = true;
		path->instance = value;
		break;
	case LOGICAL_ATTRIBUTE:
		path->has_attribute = true;
		path->attribute = value;
		break;
	case LOGICAL_MEMBER:
		if (path->text_length) {
			text_append(path, "[", value);
			if (path->text_length + 1 < sizeof(path->text))
				path->text[path->text_length++] = ']';
		}
		break;
	default:
		break;
	}
}

/* C-1.4.2 */
static void read_logical(struct cursor *c, uint8_t type, struct cip_path *path)
{
	unsigned what = type >> 2 & 7;
	uint32_t value;

	if (type == 0x34) { /* electronic key, always of format 4 */
		cursor_skip(c, 9);
		return;
	}
	switch (type & 3) {
	case 0:
		value = cursor_u8(c);
		break;
	case 1:
		cursor_skip(c, 1);
		value = cursor_le16(c);
		break;
	case 2:
		cursor_skip(c, 1);
		value = cursor_le32(c);
		break;
	default:
		cursor_fail(c);
		return;
	}
	path_set(path, what, value);
}

/* C-1.4.3: bit 4 tells the long form, whose length is in words. */
static void read_network(struct cursor *c, uint8_t type, struct cip_path *path)
{
	(void)path;
	if (type & 0x10)
		cursor_skip(c, (size_t)cursor_u8(c) * 2);
	else
		cursor_skip(c, 1);
}

/* C-1.4.4 */
static void read_symbolic(struct cursor *c, uint8_t type, struct cip_path *path)
{
	size_t length = type & 0x1f;

	text_append_symbol(path, c, length);
	if (length % 2 == 0)
		cursor_skip(c, 1);
}

/* C-1.4.5: simple data, or an ANSI extended symbol. */
static void read_data(struct cursor *c, uint8_t type, struct cip_path *path)
{
	size_t length = cursor_u8(c);

	if (type == 0x80) {
		cursor_skip(c, length * 2);
		return;
	}
	if (type != 0x91) {
		cursor_fail(c);
		return;
	}
	text_append_symbol(path, c, length);
	if (length % 2)
		cursor_skip(c, 1);
}

/* The text is not touched: a path is read for each message of a cycle. */
static void cip_path_clear(struct cip_path *path)
{
	path->has_class = path->has_instance = path->has_attribute = false;
	path->class_id = path->instance = path->attribute = 0;
	path->slot = NO_SLOT;
	path->text_length = 0;
}

bool cip_path_read(struct cursor *c, struct cip_path *path)
{
	static void (*const readers[8])(struct cursor *, uint8_t, struct cip_path *) = {
		read_port, read_logical, read_network, read_symbolic, read_data,
	};

	cip_path_clear(path);
	while (cursor_ok(c) && cursor_left(c) > 0) {
		uint8_t type = cursor_u8(c);

		if (!readers[type >> 5])
			return false;
		readers[type >> 5](c, type, path);
	}
	return cursor_ok(c);
}
