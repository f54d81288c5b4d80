/* lines.c - what the confined child tells the server of a bundle. SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"

#include "lib/arena.h"

#include <string.h>

void line_advisory(struct json_out *j, const struct advisory *a)
{
	const char *const head[] = {a->source,	a->name, a->publisher, a->title,
				    a->summary, a->url,	 a->published, a->updated};

	json_object(j, NULL);
	json_array(j, "advisory");
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		json_text(j, NULL, head[i]);
	json_array_end(j);
	json_int(j, "brief", a->brief);
	json_array(j, "vulnerabilities");
	for (size_t i = 0; i < a->vulnerability_count; i++) {
		const struct advisory_vulnerability *v = &a->vulnerabilities[i];

		json_array(j, NULL);
		json_text(j, NULL, v->name);
		json_text(j, NULL, v->title);
		json_int(j, NULL, v->cvss);
		json_text(j, NULL, v->vector);
		json_text(j, NULL, v->remedy);
		json_array_end(j);
	}
	json_array_end(j);
	json_array(j, "products");
	for (size_t i = 0; i < a->product_count; i++) {
		json_array(j, NULL);
		json_text(j, NULL, a->products[i].vendor);
		json_text(j, NULL, a->products[i].product);
		json_text(j, NULL, a->products[i].model);
		json_text(j, NULL, a->products[i].versions);
		json_array_end(j);
	}
	json_array_end(j);
	json_array(j, "statuses");
	for (size_t i = 0; i < a->status_count; i++) {
		json_array(j, NULL);
		json_uint(j, NULL, a->statuses[i].product);
		json_uint(j, NULL, a->statuses[i].vulnerability);
		json_int(j, NULL, a->statuses[i].status);
		json_text(j, NULL, a->statuses[i].because);
		json_array_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	buf_byte(j->out, '\n');
	j->comma = false;
}

void line_kev(struct json_out *j, const struct kev *kev)
{
	json_object(j, NULL);
	json_array(j, "kev");
	json_text(j, NULL, kev->cve);
	json_text(j, NULL, kev->title);
	json_text(j, NULL, kev->added);
	json_text(j, NULL, kev->due);
	json_text(j, NULL, kev->action);
	json_int(j, NULL, kev->ransomware);
	json_array_end(j);
	json_object_end(j);
	buf_byte(j->out, '\n');
	j->comma = false;
}

void line_epss(struct json_out *j, const struct epss *epss)
{
	json_object(j, NULL);
	json_array(j, "epss");
	json_text(j, NULL, epss->cve);
	json_int(j, NULL, epss->score);
	json_int(j, NULL, epss->percentile);
	json_array_end(j);
	json_object_end(j);
	buf_byte(j->out, '\n');
	j->comma = false;
}

/* Reads an array in order; what does not come as expected makes it wrong. */
struct walk {
	const struct json_value *next;
	const struct json_value *end;
	bool wrong;
};

static struct walk begin(const struct json_value *array)
{
	if (!array || array->type != JSON_ARRAY)
		return (struct walk){.wrong = true};
	return (struct walk){.next = array + 1, .end = array + array->span};
}

static const struct json_value *take(struct walk *w, enum json_type type)
{
	const struct json_value *v = w->next;

	if (w->wrong || v >= w->end || v->type != type) {
		w->wrong = true;
		return NULL;
	}
	w->next += v->span;
	return v;
}

static const char *take_text(struct walk *w)
{
	const struct json_value *v = take(w, JSON_TEXT);

	return v ? v->text : "";
}

static int64_t take_number(struct walk *w, int64_t least, int64_t most)
{
	const struct json_value *v = take(w, JSON_NUMBER);

	if (v && v->number >= least && v->number <= most)
		return v->number;
	w->wrong = true;
	return least;
}

/* The rows of a list, at most so many, zeroed; NULL: it is no list or too long. */
static void *rows_for(const struct json_value *list, struct arena *arena, size_t size, size_t most,
		      size_t *count)
{
	if (!list || list->type != JSON_ARRAY || list->count > most)
		return NULL;
	*count = list->count;
	return arena_alloc(arena, (list->count + 1) * size);
}

static bool read_vulnerabilities(const struct json_value *list, struct arena *arena,
				 struct advisory *a)
{
	const struct json_value *item;
	struct advisory_vulnerability *v = rows_for(list, arena, sizeof(*v), ADVISORY_VULNERABILITIES,
						    &a->vulnerability_count);

	a->vulnerabilities = v;
	if (!v)
		return false;
	json_in_each(item, list) {
		struct walk w = begin(item);

		v->name = take_text(&w);
		v->title = take_text(&w);
		v->cvss = (int)take_number(&w, -1, 100);
		v->vector = take_text(&w);
		v->remedy = take_text(&w);
		if (w.wrong)
			return false;
		v++;
	}
	return true;
}

static bool read_products(const struct json_value *list, struct arena *arena, struct advisory *a)
{
	const struct json_value *item;
	struct advisory_product *p =
		rows_for(list, arena, sizeof(*p), ADVISORY_PRODUCTS, &a->product_count);

	a->products = p;
	if (!p)
		return false;
	json_in_each(item, list) {
		struct walk w = begin(item);

		p->vendor = take_text(&w);
		p->product = take_text(&w);
		p->model = take_text(&w);
		p->versions = take_text(&w);
		if (w.wrong)
			return false;
		p++;
	}
	return true;
}

static bool read_statuses(const struct json_value *list, struct arena *arena, struct advisory *a)
{
	const struct json_value *item;
	struct advisory_status *s =
		rows_for(list, arena, sizeof(*s), ADVISORY_STATUSES, &a->status_count);

	a->statuses = s;
	if (!s || (a->status_count > 0 && (a->product_count == 0 || a->vulnerability_count == 0)))
		return false;
	json_in_each(item, list) {
		struct walk w = begin(item);

		s->product = (size_t)take_number(&w, 0, (int64_t)a->product_count - 1);
		s->vulnerability = (size_t)take_number(&w, 0, (int64_t)a->vulnerability_count - 1);
		s->status = (enum product_status)take_number(&w, 0, PRODUCT_UNDER_INVESTIGATION);
		s->because = take_text(&w);
		if (w.wrong)
			return false;
		s++;
	}
	return true;
}

bool line_read_advisory(const struct json_value *line, struct arena *arena, struct advisory *out)
{
	struct walk w = begin(read_member(line, "advisory"));

	*out = (struct advisory){.source = take_text(&w)};
	out->name = take_text(&w);
	out->publisher = take_text(&w);
	out->title = take_text(&w);
	out->summary = take_text(&w);
	out->url = take_text(&w);
	out->published = take_text(&w);
	out->updated = take_text(&w);
	out->brief = read_scaled(line, "brief", 1, 1, 0) == 1;
	return !w.wrong && *out->name &&
	       read_vulnerabilities(read_member(line, "vulnerabilities"), arena, out) &&
	       read_products(read_member(line, "products"), arena, out) &&
	       read_statuses(read_member(line, "statuses"), arena, out);
}

bool line_read_kev(const struct json_value *line, struct kev *out)
{
	struct walk w = begin(read_member(line, "kev"));

	out->cve = take_text(&w);
	out->title = take_text(&w);
	out->added = take_text(&w);
	out->due = take_text(&w);
	out->action = take_text(&w);
	out->ransomware = take_number(&w, 0, 1) == 1;
	return !w.wrong && *out->cve;
}

bool line_read_epss(const struct json_value *line, struct epss *out)
{
	struct walk w = begin(read_member(line, "epss"));

	out->cve = take_text(&w);
	out->score = (int)take_number(&w, 0, 1000000);
	out->percentile = (int)take_number(&w, 0, 1000000);
	return !w.wrong && *out->cve;
}
