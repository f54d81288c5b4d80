/* dataflow.c - data of a smart factory, from the catalogue (S1-010 S1-019 S1-047). SPDX-License-Identifier: Apache-2.0 */

#include "govern/dataflow.h"

#include "govern/pack_shape.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file data_flow_files[];

const char *const data_layers[DATA_LAYERS] = {"outside", "office", "production", "info", "control", "field"};

static const struct field class_fields[] = {
	FIELD_AT(data_class, id, FIELD_ID, true), FIELD_AT(data_class, title, FIELD_WORDS, true),
	FIELD_AT(data_class, way, FIELD_WORDS, true), FIELD_AT(data_class, why, FIELD_WORDS, true),
	FIELD_AT(data_class, risk, FIELD_TEXTS, true), FIELD_AT(data_class, protocols, FIELD_TEXTS, false),
	FIELD_AT(data_class, classes, FIELD_TEXTS, false), FIELD_AT(data_class, meets, FIELD_TEXTS, true), {0},
};
static const struct shape class_shape = {sizeof(struct data_class), 40, class_fields};
static const struct field form_fields[] = {
	FIELD_AT(data_form, id, FIELD_ID, true), FIELD_AT(data_form, title, FIELD_WORDS, true),
	FIELD_AT(data_form, data, FIELD_TEXTS, true), FIELD_AT(data_form, outside, FIELD_FLAG, false),
	FIELD_AT(data_form, upper, FIELD_TEXTS, false), FIELD_AT(data_form, lower, FIELD_TEXTS, false), {0},
};
static const struct shape form_shape = {sizeof(struct data_form), 40, form_fields};
static const struct field model_fields[] = {
	FIELD_AT(data_model, id, FIELD_ID, true), FIELD_AT(data_model, title, FIELD_WORDS, true),
	FIELD_AT(data_model, says, FIELD_WORDS, true), FIELD_LIST(data_model, forms, form_count, true, form_shape),
	FIELD_AT(data_model, threats, FIELD_TEXTS, true), FIELD_AT(data_model, meets, FIELD_TEXTS, true), {0},
};
static const struct shape model_shape = {sizeof(struct data_model), 20, model_fields};
static const struct field threat_fields[] = {
	FIELD_AT(data_threat, id, FIELD_ID, true), FIELD_AT(data_threat, title, FIELD_WORDS, true),
	FIELD_AT(data_threat, measures, FIELD_TEXTS, true), FIELD_AT(data_threat, meets, FIELD_TEXTS, true), {0},
};
static const struct shape threat_shape = {sizeof(struct data_threat), 40, threat_fields};
static const struct field measure_fields[] = {
	FIELD_AT(data_measure, id, FIELD_ID, true), FIELD_AT(data_measure, title, FIELD_WORDS, true),
	FIELD_AT(data_measure, page, FIELD_TEXT, true), FIELD_AT(data_measure, meets, FIELD_TEXTS, true), {0},
};
static const struct shape measure_shape = {sizeof(struct data_measure), 60, measure_fields};
static const struct field book_fields[] = {
	FIELD_LIST(data_book, classes, class_count, true, class_shape),
	FIELD_LIST(data_book, models, model_count, true, model_shape),
	FIELD_LIST(data_book, threats, threat_count, true, threat_shape),
	FIELD_LIST(data_book, measures, measure_count, true, measure_shape), {0},
};
static const struct shape book_shape = {sizeof(struct data_book), 1, book_fields};

static struct data_book book;
static struct our_book ours = {"catalog/data-flows.yaml", data_flow_files, &book_shape, &book, false};

const struct data_book *data_book(void)
{
	return shape_our_book(&ours);
}

static bool holds(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->text[i], text) == 0)
			return true;
	return false;
}

const struct data_class *data_class_of(const struct data_book *b, const char *protocol, const char *class)
{
	for (size_t i = 0; i < b->class_count; i++)
		if (holds(*class ? &b->classes[i].classes : &b->classes[i].protocols, *class ? class : protocol))
			return &b->classes[i];
	return NULL;
}

bool data_form_goes(const struct data_form *form, const char *class, const char *from, const char *to)
{
	return holds(&form->data, class) && ((holds(&form->upper, from) && holds(&form->lower, to)) ||
					     (holds(&form->upper, to) && holds(&form->lower, from)));
}
