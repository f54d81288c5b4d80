/* target.c - facts as text. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/target.h"

#include <inttypes.h>
#include <stdio.h>

#include "lib/text.h"

/* One conversion of the template. Returns characters written. */
static size_t convert(char kind, const struct operation *o, size_t *number, char *out, size_t room)
{
	int n = 0;

	if (kind == 's')
		return text_clean(o->text, o->text_length, out, room);
	if (*number >= sizeof(o->number) / sizeof(o->number[0]))
		return 0;
	uint32_t value = o->number[(*number)++];
	if (kind == 'u')
		n = snprintf(out, room, "%" PRIu32, value);
	else if (kind == 'd')
		n = snprintf(out, room, "%" PRId32, (int32_t)value);
	else if (kind == 'x')
		n = snprintf(out, room, "%" PRIx32, value);
	return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

bool target_text(const struct operation *o, char *out, size_t capacity)
{
	size_t used = 0, number = 0;

	out[0] = '\0';
	if (!o->target)
		return false;
	for (const char *p = o->target; *p && used + 1 < capacity; p++) {
		if (*p == '%' && p[1])
			used += convert(*++p, o, &number, out + used, capacity - used);
		else
			out[used++] = *p;
	}
	out[used] = '\0';
	return used > 0;
}

size_t claim_value_text(const struct claim *claim, char *out, size_t capacity)
{
	char text[ADDRESS_TEXT_SIZE];

	switch (claim->form) {
	case FORM_TEXT:
		return text_clean(claim->value, claim->length, out, capacity);
	case FORM_UTF16LE:
		return text_clean_utf16le(claim->value, claim->length, out, capacity);
	case FORM_ADDRESS:
		address_text(claim->value, text);
		break;
	case FORM_MAC:
		mac_text(claim->value, text);
		break;
	}
	int n = snprintf(out, capacity, "%s", text);
	return n < 0 ? 0 : (size_t)n < capacity ? (size_t)n : capacity - 1;
}
