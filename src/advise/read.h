/* read.h - what the readers of a bundle's members share. SPDX-License-Identifier: Apache-2.0
 *
 * Hostile input: meant for a confined child. Everything is bounded and lives in an arena.
 */
#pragma once

#include "lib/json_in.h"
#include "lib/json_out.h"
#include "store/vulnerability.h"

#define ADVISORY_VULNERABILITIES 2000
#define ADVISORY_PRODUCTS	 20000
#define ADVISORY_STATUSES	 200000

/* Where versions are not told: nothing that can be compared. */
#define VERSIONS_NOT_TOLD "not told"

/* An advisory as it grows. Zeroed, with an arena, it is ready. */
struct draft {
	struct arena *arena;
	struct advisory advisory;
	size_t vulnerability_room, product_room, status_room;
	bool full; /* beyond a limit: something was left out */
};

/* Each gives the new row, which is good until the next of its kind, or NULL beyond the limit. */
struct advisory_vulnerability *draft_vulnerability(struct draft *d, const char *name);
struct advisory_product *draft_product(struct draft *d);
struct advisory_status *draft_status(struct draft *d, size_t product, size_t vulnerability,
				     enum product_status status);
/* Every text is set from here on: "" where none was. */
void draft_finish(struct draft *d);

/* Text from outside as it is kept: printable, one line, at most `most` bytes; "" for NULL. */
const char *read_clean(struct arena *arena, const char *text, size_t most);
/* What stands under the key of an object, or NULL. */
const struct json_value *read_member(const struct json_value *object, const char *key);
/* The same, when it is a text ("" otherwise), an object or an array (an empty one otherwise). */
const char *read_text(const struct json_value *object, const char *key);
const struct json_value *read_group(const struct json_value *object, const char *key);
/* A number times factor, rounded; missing when it is none or out of 0 to most. */
int read_scaled(const struct json_value *object, const char *key, double factor, int most,
		int missing);

/* csaf.c: one CSAF 2.0 document. 0, or -EINVAL and what is wrong as a static text. */
__attribute__((warn_unused_result)) int csaf_read(const struct json_value *document,
						  struct draft *draft, const char **error);
/* Gets each advisory of a document; its texts live until the next. */
typedef void advisory_sink(void *argument, const struct advisory *advisory);
/* myjvn.c: JVN iPedia's answers (VULDEF, or JVNRSS with sec:). As csaf_read. */
__attribute__((warn_unused_result)) int myjvn_read(const void *bytes, size_t length,
						   advisory_sink *sink, void *argument,
						   const char **error);

/* lines.c: what the child says and the server reads, a JSON object a line. */
void line_advisory(struct json_out *j, const struct advisory *advisory);
void line_kev(struct json_out *j, const struct kev *kev);
void line_epss(struct json_out *j, const struct epss *epss);
/* The other way. False: it is not one of ours. */
bool line_read_advisory(const struct json_value *line, struct arena *arena, struct advisory *out);
bool line_read_kev(const struct json_value *line, struct kev *out);
bool line_read_epss(const struct json_value *line, struct epss *out);
