/* mms_object.c - names of what MMS requests are about (ISO 9506-2, 7.3.1). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ber.h"
#include "dissect/mms.h"

enum { DEPTH_MAX = 4, VISIBLE_STRING = 0x1a };

static void add_name(struct mms_name *name, struct cursor part)
{
	const size_t length = cursor_left(&part);

	if (length == 0 || name->length + length + 1 > MMS_NAME_MAX)
		return;
	if (name->length)
		name->text[name->length++] = '/';
	memcpy(name->text + name->length, cursor_take(&part, length), length);
	name->length += length;
}

/* 7.3.1 ObjectName: [0] of the whole device, [1] a domain and an item in it, [2] of the
 * association. */
bool mms_read_object(struct cursor c, struct mms_name *name)
{
	struct cursor value, domain, item;
	uint8_t form;
	uint32_t kind;

	if (!ber_number(&c, &form, &kind, &value) || kind > 2)
		return false;
	if (form == BER_CONTEXT && kind != 1) {
		add_name(name, value);
		return name->length > 0;
	}
	if (kind != 1 || !ber_expect(&value, VISIBLE_STRING, &domain) ||
	    !ber_expect(&value, VISIBLE_STRING, &item))
		return false;
	add_name(name, domain);
	add_name(name, item);
	return name->length > 0;
}

/* The first text in an element that is a name by itself or holds one. */
bool mms_first_name(struct cursor value, uint8_t form, struct mms_name *name)
{
	for (int i = 0; i < DEPTH_MAX && form & BER_CONSTRUCTED; i++) {
		struct cursor list = value;
		uint32_t number;

		if (!ber_number(&list, &form, &number, &value))
			return false;
	}
	if (form & BER_CONSTRUCTED)
		return false;
	add_name(name, value);
	return true;
}

/* The object in an element, however deep the explicit tags of the request put it. */
bool mms_find_object(struct cursor value, struct mms_name *name)
{
	for (int i = 0; i < DEPTH_MAX; i++) {
		struct cursor list = value;
		uint8_t form;
		uint32_t number;

		if (mms_read_object(value, name))
			return true;
		if (!ber_number(&list, &form, &number, &value) || !(form & BER_CONSTRUCTED))
			return false;
	}
	return false;
}
