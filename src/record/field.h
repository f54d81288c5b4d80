/* field.h - the keys of a JSON object, taken by a table. SPDX-License-Identifier: Apache-2.0
 *
 * Each object of a line is walked once. A table says for each key how it is taken and where it goes;
 * its rows stand in the order in which write.c writes, so that the next key is mostly the next row.
 */
#pragma once

#include "lib/json_in.h"
#include "record/record.h"

/* One line being read; the first wrong key is remembered. */
struct reader {
	struct arena *arena;
	const char **error;
	bool bad;
	const struct json_value *more; /* the list of further items */
	const struct json_value *body[RECORD_TYPE_COUNT];
};

/* Takes a value to its place; what does not fit makes the reader bad. Never called with null. */
typedef void field_take(struct reader *r, const struct json_value *v, void *place);

struct field {
	const char *key;
	size_t length;
	field_take *take;
	size_t offset;	   /* of the place in what is filled */
	unsigned int mark; /* a bit that says it was there */
};

#define FIELD_KEY(text) (text), sizeof(text) - 1
/* A row whose member has the key's name. */
#define FIELD(type, name, take) {FIELD_KEY(#name), take, offsetof(struct type, name), 0}
#define FIELD_COUNT(fields)	(sizeof(fields) / sizeof((fields)[0]))

/* Makes the reader bad, and what its error. */
void field_wrong(struct reader *r, const char *what);
/* Takes what the table knows of an object; other keys, and null, are passed over. Returns the marks of
 * what was taken. */
unsigned int field_read(struct reader *r, const struct json_value *object, const struct field *fields,
			size_t count, void *out);

field_take field_text;	  /* const char * */
field_take field_true;	  /* bool */
field_take field_number;  /* int64_t */
field_take field_count;	  /* uint64_t */
field_take field_code;	  /* uint32_t */
field_take field_subcode; /* int32_t */
field_take field_small;	  /* int, -1 to 65535: a port, a slot, a confidence */
field_take field_time;	  /* int64_t */
field_take field_address; /* struct address */
field_take field_mac;	  /* struct mac */
field_take field_list;	  /* const struct json_value *, an array */

/* read_asset.c: the body of an asset record. */
void record_read_asset(struct reader *r, const struct json_value *v, struct record *out);
