/* dataflow.h - data of a smart factory: classes, ways, threats, measures (catalog/data-flows.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/pack.h"

struct data_class {
	const char *id;
	struct words title, way, why;
	struct texts risk;		/* confidentiality, integrity, availability: "1" to "3" */
	struct texts protocols, classes; /* of the traffic that is taken for it */
	struct texts meets;
};

struct data_form {
	const char *id;
	struct words title;
	struct texts data; /* ids of classes */
	bool outside;	   /* it leaves the plant */
	struct texts upper, lower; /* data_layers of its two ends; none: traffic does not tell it */
};

struct data_model {
	const char *id;
	struct words title, says;
	struct data_form *forms;
	size_t form_count;
	struct texts threats; /* ids */
	struct texts meets;
};

struct data_threat {
	const char *id;
	struct words title;
	struct texts measures; /* ids */
	struct texts meets;
};

struct data_measure {
	const char *id;
	struct words title;
	const char *page; /* of ours, where it is worked on */
	struct texts meets;
};

struct data_book {
	struct data_class *classes;
	size_t class_count;
	struct data_model *models;
	size_t model_count;
	struct data_threat *threats;
	size_t threat_count;
	struct data_measure *measures;
	size_t measure_count;
};

/* Where devices stand in the model of a smart factory, from outside the plant in. */
#define DATA_LAYERS 6
extern const char *const data_layers[DATA_LAYERS];

/* Ours, read when it is asked for first. */
const struct data_book *data_book(void);
/* The class that traffic of this protocol with this class of operations ("" none) belongs to, or NULL. */
const struct data_class *data_class_of(const struct data_book *book, const char *protocol,
				       const char *class);
/* True when data of this class between these layers, whoever asks, are what the form is about. */
bool data_form_goes(const struct data_form *form, const char *class, const char *from, const char *to);
