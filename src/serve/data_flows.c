/* data_flows.c - data classes with their risk and what was seen of them, ways, threats, measures. SPDX-License-Identifier: Apache-2.0 */

#include "govern/dataflow.h"
#include "serve/assess.h"
#include "store/measure.h"

#include <string.h>

struct seen {
	uint64_t pairs, outside;
	int64_t last;
	const char *protocols; /* apart by commas */
};

/* Protocols are named once: rows come by protocol within operations and within conversations. */
static void add(struct request *r, struct seen *s, const struct data_flow *flow)
{
	const size_t length = strlen(flow->protocol), used = strlen(s->protocols);
	const bool again = used >= length && strcmp(s->protocols + used - length, flow->protocol) == 0;

	s->pairs += flow->pairs;
	s->outside += flow->outside;
	s->last = flow->last_seen > s->last ? flow->last_seen : s->last;
	if (!again)
		s->protocols = arena_printf(&r->arena, "%s%s%s", s->protocols, used ? "," : "", flow->protocol);
}

static bool look(struct request *r, const struct data_book *book, struct seen *seen)
{
	struct data_flow *flows = NULL;
	size_t count = 0;

	if (!request_good(r, store_data_flows(r->store, &r->who.viewer, &r->arena, &flows, &count)))
		return false;
	for (size_t i = 0; i < book->class_count; i++)
		seen[i].protocols = "";
	for (size_t i = 0; i < count; i++) {
		const struct data_class *class = data_class_of(book, flows[i].protocol, flows[i].class);

		if (class)
			add(r, &seen[class - book->classes], &flows[i]);
	}
	return true;
}

static void put_class(struct json_out *j, const struct data_class *class, const struct seen *seen)
{
	json_object(j, NULL);
	json_text(j, "id", class->id);
	put_both(j, "title", &class->title);
	put_both(j, "way", &class->way);
	put_both(j, "why", &class->why);
	put_texts(j, "risk", &class->risk);
	json_bool(j, "recognised", class->protocols.count + class->classes.count > 0);
	json_uint(j, "pairs", seen->pairs);
	json_uint(j, "outside", seen->outside);
	put_text(j, "protocols", seen->protocols);
	put_texts(j, "classes", &class->classes);
	put_time(j, "last_seen", seen->last);
	json_object_end(j);
}

/* One arrow between two layers: its pairs, and which classes of the book go there. */
struct way {
	const char *from, *to;
	uint64_t pairs;
	bool *has; /* by class */
};

struct ways {
	struct way way[DATA_LAYERS * DATA_LAYERS];
	size_t count;
};

static bool look_at_ways(struct request *r, const struct data_book *book, struct ways *out)
{
	struct data_way *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_data_ways(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct data_class *class = data_class_of(book, rows[i].protocol, rows[i].class);

		if (!*rows[i].protocol) {
			struct way *new = &out->way[out->count++];

			*new = (struct way){data_layers[rows[i].from], data_layers[rows[i].to], rows[i].pairs,
			                    arena_alloc(&r->arena, book->class_count)};
			memset(new->has, 0, book->class_count);
		}
		if (class)
			out->way[out->count - 1].has[class - book->classes] = true;
	}
	return true;
}

static bool goes(const struct data_book *book, const struct data_form *form, const struct way *way)
{
	for (size_t i = 0; i < book->class_count; i++)
		if (way->has[i] && data_form_goes(form, book->classes[i].id, way->from, way->to))
			return true;
	return false;
}

static void put_way(struct json_out *j, const struct data_book *book, const struct way *way)
{
	json_object(j, NULL);
	json_text(j, "from", way->from);
	json_text(j, "to", way->to);
	json_uint(j, "pairs", way->pairs);
	json_array(j, "data");
	for (size_t i = 0; i < book->class_count; i++)
		if (way->has[i])
			json_text(j, NULL, book->classes[i].id);
	json_array_end(j);
	json_array(j, "forms");
	for (size_t m = 0; m < book->model_count; m++)
		for (size_t i = 0; i < book->models[m].form_count; i++)
			if (goes(book, &book->models[m].forms[i], way))
				json_text(j, NULL, book->models[m].forms[i].id);
	json_array_end(j);
	json_object_end(j);
}

/* A form is seen when its data go between its layers, or leave the plant from a device of no known level. */
static bool form_seen(const struct data_book *book, const struct data_form *form, const struct seen *seen,
                      const struct ways *ways)
{
	for (size_t w = 0; w < ways->count; w++)
		if (goes(book, form, &ways->way[w]))
			return true;
	for (size_t d = 0; d < form->data.count; d++)
		for (size_t i = 0; i < book->class_count; i++)
			if (strcmp(book->classes[i].id, form->data.text[d]) == 0 && form->outside &&
			    seen[i].outside > 0)
				return true;
	return false;
}

static void put_model(struct json_out *j, const struct data_book *book, const struct data_model *model,
                      const struct seen *seen, const struct ways *ways)
{
	json_object(j, NULL);
	json_text(j, "id", model->id);
	put_both(j, "title", &model->title);
	put_both(j, "says", &model->says);
	json_array(j, "forms");
	for (size_t i = 0; i < model->form_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", model->forms[i].id);
		put_both(j, "title", &model->forms[i].title);
		put_texts(j, "data", &model->forms[i].data);
		json_bool(j, "seen", form_seen(book, &model->forms[i], seen, ways));
		json_object_end(j);
	}
	json_array_end(j);
	put_texts(j, "threats", &model->threats);
	json_object_end(j);
}

static void put_rest(struct json_out *j, const struct data_book *book)
{
	json_array(j, "threats");
	for (size_t i = 0; i < book->threat_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", book->threats[i].id);
		put_both(j, "title", &book->threats[i].title);
		put_texts(j, "measures", &book->threats[i].measures);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "measures");
	for (size_t i = 0; i < book->measure_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", book->measures[i].id);
		put_both(j, "title", &book->measures[i].title);
		json_text(j, "page", book->measures[i].page);
		json_object_end(j);
	}
	json_array_end(j);
}

void data_flows_get(struct request *r)
{
	const struct data_book *book = data_book();
	struct seen *seen = arena_alloc(&r->arena, book->class_count * sizeof(*seen));

	memset(seen, 0, book->class_count * sizeof(*seen));
	struct ways ways = {0};

	if (!look(r, book, seen) || !look_at_ways(r, book, &ways))
		return;
	struct json_out *j = request_json(r, 200);

	json_array(j, "classes");
	for (size_t i = 0; i < book->class_count; i++)
		put_class(j, &book->classes[i], &seen[i]);
	json_array_end(j);
	json_array(j, "models");
	for (size_t i = 0; i < book->model_count; i++)
		put_model(j, book, &book->models[i], seen, &ways);
	json_array_end(j);
	json_array(j, "ways");
	for (size_t i = 0; i < ways.count; i++)
		put_way(j, book, &ways.way[i]);
	json_array_end(j);
	put_rest(j, book);
	request_end_json(r);
}
