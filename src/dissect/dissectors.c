/* dissectors.c - the table of protocols, and what they all use to speak. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

#define DISSECTOR_ROW(name) &dissector_##name,
const struct dissector *const dissectors[] = {DISSECTORS(DISSECTOR_ROW) NULL};

/* Most names differ in their first letter. */
static bool is_same(const char *a, const char *b)
{
	return a && a[0] == b[0] && strcmp(a, b) == 0;
}

bool protocol_is_industrial(const char *name)
{
	for (size_t i = 0; name && dissectors[i]; i++) {
		const struct dissector *d = dissectors[i];

		if (is_same(d->name, name) || is_same(d->carries, name))
			return d->industrial;
	}
	return false;
}

const char *protocol_title(const char *name)
{
	for (size_t i = 0; name && dissectors[i]; i++)
		if (is_same(dissectors[i]->name, name))
			return dissectors[i]->title ? dissectors[i]->title : name;
	return name;
}

void emit_bytes(struct context *ctx, enum party party, const char *name, const void *value,
		size_t length)
{
	emit_module(ctx, party, NO_SLOT, name, value, length);
}

void emit_text(struct context *ctx, enum party party, const char *name, const char *text)
{
	emit_module(ctx, party, NO_SLOT, name, text, strlen(text));
}

void emit_module(struct context *ctx, enum party party, int16_t slot, const char *name,
		 const void *value, size_t length)
{
	if (length == 0 || value == NULL)
		return;
	emit_claim(ctx, &(struct claim){.party = party,
					.name = name,
					.slot = slot,
					.form = FORM_TEXT,
					.value = value,
					.length = length});
}

void emit_mac_has_ip(struct context *ctx, const struct mac *mac, const struct address *ip)
{
	emit_claim(ctx, &(struct claim){.party = PARTY_MAC,
					.mac = *mac,
					.name = attribute_ip,
					.slot = NO_SLOT,
					.form = FORM_ADDRESS,
					.value = ip,
					.length = sizeof(*ip)});
}
