/* draft.c - an advisory as it grows while it is read. SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"

#include "lib/arena.h"
#include "lib/text.h"

#include <string.h>

#define TEXT_MAX 4096

/* A new row at the end of an array that doubles; what it leaves behind goes with the arena. */
static void *grow(struct draft *d, void **rows, size_t *count, size_t *room, size_t size, size_t most)
{
	if (*count == most) {
		d->full = true;
		return NULL;
	}
	if (*count == *room) {
		const size_t wanted = *room ? *room * 2 : 16;
		void *bigger = arena_alloc(d->arena, wanted * size);

		if (*count > 0)
			memcpy(bigger, *rows, *count * size);
		*rows = bigger;
		*room = wanted;
	}
	return (char *)*rows + (*count)++ * size;
}

struct advisory_vulnerability *draft_vulnerability(struct draft *d, const char *name)
{
	struct advisory *a = &d->advisory;
	void *rows = a->vulnerabilities;
	struct advisory_vulnerability *v =
		grow(d, &rows, &a->vulnerability_count, &d->vulnerability_room, sizeof(*v),
		     ADVISORY_VULNERABILITIES);

	a->vulnerabilities = rows;
	if (v)
		*v = (struct advisory_vulnerability){.name = name, .cvss = -1};
	return v;
}

struct advisory_product *draft_product(struct draft *d)
{
	struct advisory *a = &d->advisory;
	void *rows = a->products;
	struct advisory_product *p =
		grow(d, &rows, &a->product_count, &d->product_room, sizeof(*p), ADVISORY_PRODUCTS);

	a->products = rows;
	return p;
}

struct advisory_status *draft_status(struct draft *d, size_t product, size_t vulnerability,
				     enum product_status status)
{
	struct advisory *a = &d->advisory;
	void *rows = a->statuses;
	struct advisory_status *s =
		grow(d, &rows, &a->status_count, &d->status_room, sizeof(*s), ADVISORY_STATUSES);

	a->statuses = rows;
	if (s)
		*s = (struct advisory_status){
			.product = product, .vulnerability = vulnerability, .status = status};
	return s;
}

static void fill(const char **text)
{
	*text = *text ? *text : "";
}

void draft_finish(struct draft *d)
{
	struct advisory *a = &d->advisory;
	const char **const head[] = {&a->source, &a->name,	&a->publisher, &a->title,
				     &a->summary, &a->url, &a->published, &a->updated};

	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		fill(head[i]);
	for (size_t i = 0; i < a->vulnerability_count; i++) {
		fill(&a->vulnerabilities[i].title);
		fill(&a->vulnerabilities[i].vector);
		fill(&a->vulnerabilities[i].remedy);
	}
	for (size_t i = 0; i < a->product_count; i++) {
		fill(&a->products[i].vendor);
		fill(&a->products[i].product);
		fill(&a->products[i].model);
		fill(&a->products[i].versions);
	}
	for (size_t i = 0; i < a->status_count; i++)
		fill(&a->statuses[i].because);
}

const char *read_clean(struct arena *arena, const char *text, size_t most)
{
	char raw[TEXT_MAX], clean[TEXT_MAX];
	size_t length = 0;

	most = most < TEXT_MAX ? most : TEXT_MAX - 1;
	for (; text && *text && length < most; text++) {
		const bool blank = *text == '\n' || *text == '\r' || *text == '\t' || *text == ' ';

		if (!blank || (length > 0 && raw[length - 1] != ' '))
			raw[length++] = blank ? ' ' : *text;
	}
	/* a cut goes between characters */
	while (text && *text && length > 0 && ((unsigned char)raw[length - 1] & 0x80))
		if ((unsigned char)raw[--length] >= 0xc0)
			break;
	text_clean(raw, length, clean, sizeof(clean));
	return clean[0] ? arena_strdup(arena, clean) : "";
}

const struct json_value *read_member(const struct json_value *object, const char *key)
{
	const struct json_value *item;

	if (!object || object->type != JSON_OBJECT)
		return NULL;
	json_in_each(item, object)
		if (strcmp(item->key, key) == 0)
			return item;
	return NULL;
}

const char *read_text(const struct json_value *object, const char *key)
{
	const struct json_value *v = read_member(object, key);

	return v && v->type == JSON_TEXT ? v->text : "";
}

const struct json_value *read_group(const struct json_value *object, const char *key)
{
	static const struct json_value nothing = {.type = JSON_ARRAY, .span = 1};
	const struct json_value *v = read_member(object, key);

	return v && (v->type == JSON_ARRAY || v->type == JSON_OBJECT) ? v : &nothing;
}

int read_scaled(const struct json_value *object, const char *key, double factor, int most, int missing)
{
	const struct json_value *v = read_member(object, key);
	double number = -1;

	if (v && v->type == JSON_NUMBER)
		number = (double)v->number * factor;
	else if (v && v->type == JSON_REAL)
		number = v->real * factor;
	return number >= 0 && number <= most ? (int)(number + 0.5) : missing;
}
