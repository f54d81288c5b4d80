/* field.c - the keys of a JSON object, taken by a table. SPDX-License-Identifier: Apache-2.0 */

#include "record/field.h"

#include <string.h>

#include "lib/clock.h"

void field_wrong(struct reader *r, const char *what)
{
	if (!r->bad)
		*r->error = what;
	r->bad = true;
}

static const struct field *find_field(const struct field *fields, size_t count, size_t *next,
				      const struct json_value *v)
{
	for (size_t i = 0; i < count; i++) {
		const struct field *f = &fields[*next];

		*next = *next + 1 < count ? *next + 1 : 0;
		if (f->length == v->key_length && memcmp(f->key, v->key, f->length) == 0)
			return f;
	}
	return NULL;
}

unsigned int field_read(struct reader *r, const struct json_value *object, const struct field *fields,
			size_t count, void *out)
{
	const struct json_value *v;
	unsigned int marks = 0;
	size_t next = 0;

	if (object->type != JSON_OBJECT) {
		field_wrong(r, "a key that should be an object is not");
		return 0;
	}
	json_in_each(v, object) {
		const struct field *f = find_field(fields, count, &next, v);

		if (!f || v->type == JSON_NULL)
			continue;
		f->take(r, v, (char *)out + f->offset);
		marks |= f->mark;
	}
	return marks;
}

static const char *text_of(struct reader *r, const struct json_value *v)
{
	if (v->type == JSON_TEXT)
		return v->text;
	field_wrong(r, "a key that should be text is not");
	return "";
}

void field_text(struct reader *r, const struct json_value *v, void *place)
{
	*(const char **)place = text_of(r, v);
}

static int64_t number_of(struct reader *r, const struct json_value *v, int64_t low, int64_t high)
{
	if (v->type != JSON_NUMBER)
		field_wrong(r, "a key that should be a whole number is not");
	else if (v->number < low || v->number > high)
		field_wrong(r, "a number is out of its range");
	else
		return v->number;
	return low;
}

void field_number(struct reader *r, const struct json_value *v, void *place)
{
	*(int64_t *)place = number_of(r, v, INT64_MIN, INT64_MAX);
}

void field_count(struct reader *r, const struct json_value *v, void *place)
{
	*(uint64_t *)place = (uint64_t)number_of(r, v, 0, INT64_MAX);
}

void field_code(struct reader *r, const struct json_value *v, void *place)
{
	*(uint32_t *)place = (uint32_t)number_of(r, v, 0, UINT32_MAX);
}

void field_subcode(struct reader *r, const struct json_value *v, void *place)
{
	*(int32_t *)place = (int32_t)number_of(r, v, INT32_MIN, INT32_MAX);
}

void field_small(struct reader *r, const struct json_value *v, void *place)
{
	*(int *)place = (int)number_of(r, v, -1, 65535);
}

void field_true(struct reader *r, const struct json_value *v, void *place)
{
	(void)r;
	*(bool *)place = v->type == JSON_TRUE;
}

void field_time(struct reader *r, const struct json_value *v, void *place)
{
	const char *text = text_of(r, v);

	if (*text == '\0' || clock_parse(text, place) != 0)
		field_wrong(r, "a key that should be a time is not");
}

void field_address(struct reader *r, const struct json_value *v, void *place)
{
	if (!address_parse(text_of(r, v), place))
		field_wrong(r, "a key that should be an IP address is not");
}

void field_mac(struct reader *r, const struct json_value *v, void *place)
{
	if (!mac_parse(text_of(r, v), place))
		field_wrong(r, "a key that should be a MAC address is not");
}

void field_list(struct reader *r, const struct json_value *v, void *place)
{
	if (v->type == JSON_ARRAY)
		*(const struct json_value **)place = v;
	else
		field_wrong(r, "a key that should be a list is not");
}
