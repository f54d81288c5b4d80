/* allowlist_names.c - the names that devices look up, as the allow-list has them. SPDX-License-Identifier: Apache-2.0 */

#include "judge/allowlist.h"

#include <string.h>

static const char *target_of(const struct allowed_entry *e)
{
	const char *text = e->text;

	for (int i = 0; i < 4; i++)
		text += strlen(text) + 1;
	return text;
}

bool allowed_is_domain(const struct allowed_entry *e)
{
	return e->key.kind == ALLOWED_NAME && !*target_of(e);
}

size_t allowlist_count_names(struct allowlist *list, uint64_t client, const char *domain)
{
	const struct allowed_entry *e;
	uint32_t position = 0;
	size_t n = 0;

	while ((e = party_next(&list->parties, client, &position)) != NULL)
		n += e->key.kind == ALLOWED_NAME && strcmp(e->text, domain) == 0 && *target_of(e);
	return n;
}

const char *allowlist_each_domain(struct allowlist *list, uint32_t *position, int64_t now)
{
	while (*position < list->domain_count) {
		const struct allowed_entry *e = table_resolve(&list->table, list->domains[(*position)++]);

		if (e && allowed_is_normal(e, now))
			return e->text;
	}
	return NULL;
}
