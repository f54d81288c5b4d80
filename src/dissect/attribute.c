/* attribute.c - the names of attributes and classes as text. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/attribute.h"
#include "dissect/fact.h"

#include <stddef.h>
#include <string.h>

#define ATTRIBUTE_DEFINE(upper, lower, count) const char attribute_##lower[] = #lower;
ATTRIBUTES(ATTRIBUTE_DEFINE)

enum { ONE, MANY };

#define ATTRIBUTE_ROW(upper, lower, count) {attribute_##lower, count == MANY},
static const struct {
	const char *name;
	bool many;
} attributes[] = {ATTRIBUTES(ATTRIBUTE_ROW)};

bool attribute_is_many(const char *name)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (strcmp(attributes[i].name, name) == 0)
			return attributes[i].many;
	return false;
}

const char *ot_class_name(enum ot_class class)
{
#define OT_CLASS_ROW(upper, lower) [OT_##upper] = #lower,
	static const char *const names[OT_CLASS_COUNT] = {OT_CLASSES(OT_CLASS_ROW)};

	return names[class];
}

enum ot_class ot_class_parse(const char *name, size_t length)
{
	for (int i = 0; i < OT_CLASS_COUNT; i++) {
		const char *class = ot_class_name((enum ot_class)i);

		/* nearly all differ in their first letter */
		if (class[0] == name[0] && strlen(class) == length && memcmp(class, name, length) == 0)
			return (enum ot_class)i;
	}
	return OT_CLASS_COUNT;
}

const char *claim_rank_name(enum claim_rank rank)
{
	static const char *const names[] = {
		[RANK_OUI] = "oui",	  [RANK_FINGERPRINT] = "fingerprint",
		[RANK_BANNER] = "banner", [RANK_NAME] = "name",
		[RANK_IDENTITY] = "identity", [RANK_OPERATOR] = "operator",
	};

	return names[rank];
}
