/* namesake.c - what tells devices of one name apart. SPDX-License-Identifier: Apache-2.0
 *
 * The lists of the page ask their rows alike (DIFFERS in store/sql.h).
 */

#include "inventory/namesake.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/memory.h"

struct named {
	uint64_t number;
	const char *name;
	const char *model; /* "" none, as all of them */
	const char *ip;
	const char *mac;
};

/* Where a device stands among the rows. */
struct numbered {
	uint64_t number;
	size_t row;
};

struct namesakes {
	struct arena arena;
	struct named *row; /* by name */
	struct numbered *numbered;
	size_t count;
	size_t room;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	const int order = strcmp(x->name, y->name);

	return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static int by_number(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static void order(struct namesakes *names)
{
	if (!names->count)
		return;
	qsort(names->row, names->count, sizeof(*names->row), by_name);
	names->numbered = xreallocarray(NULL, names->count, sizeof(*names->numbered));
	for (size_t i = 0; i < names->count; i++)
		names->numbered[i] = (struct numbered){names->row[i].number, i};
	qsort(names->numbered, names->count, sizeof(*names->numbered), by_number);
}

static struct named named_as(struct arena *arena, const struct asset *a)
{
	char ip[ADDRESS_TEXT_SIZE] = "", mac[ADDRESS_TEXT_SIZE] = "";

	for (size_t i = 0; i < a->endpoint_count; i++) {
		const struct endpoint *e = &a->endpoints[i];

		if (e->kind == ENDPOINT_IP && !e->retired && !*ip)
			address_text(&e->ip, ip);
		if (e->kind == ENDPOINT_MAC && !*mac)
			mac_text(&e->mac, mac);
	}
	return (struct named){a->number, arena_strdup(arena, a->name), arena_strdup(arena, a->model ? a->model : ""),
			      arena_strdup(arena, ip), arena_strdup(arena, mac)};
}

struct namesakes *namesakes_new(struct inventory *inventory)
{
	struct namesakes *names = xcalloc(1, sizeof(*names));
	size_t position = 0;
	const struct asset *a;

	while ((a = inventory_each_briefly(inventory, &position)) != NULL) {
		if (names->count == names->room) {
			names->room = names->room * 2 + 64;
			names->row = xreallocarray(names->row, names->room, sizeof(*names->row));
		}
		names->row[names->count++] = named_as(&names->arena, a);
	}
	order(names);
	return names;
}

void namesakes_free(struct namesakes *names)
{
	if (!names)
		return;
	arena_free(&names->arena);
	free(names->row);
	free(names->numbered);
	free(names);
}

/* Those of the same name are its neighbours, from `first` on. */
static size_t first_of(const struct namesakes *names, const struct named *n)
{
	size_t first = (size_t)(n - names->row);

	while (first > 0 && strcmp(names->row[first - 1].name, n->name) == 0)
		first--;
	return first;
}

/* It has a text there that no other of its name has. */
static bool has_alone(const struct namesakes *names, const struct named *n, const char *const *text)
{
	const size_t offset = (size_t)((const char *)text - (const char *)n);

	for (size_t i = first_of(names, n); i < names->count && strcmp(names->row[i].name, n->name) == 0; i++) {
		const char *other = *(const char *const *)(const void *)((const char *)&names->row[i] + offset);

		if (&names->row[i] != n && strcmp(other, *text) == 0)
			return false;
	}
	return **text;
}

const char *namesakes_apart(const struct namesakes *names, uint64_t number)
{
	const struct numbered wanted = {.number = number};
	const struct numbered *found =
		names->count ? bsearch(&wanted, names->numbered, names->count, sizeof(wanted), by_number) : NULL;
	const struct named *n = found ? &names->row[found->row] : NULL;

	if (!n || has_alone(names, n, &n->name))
		return NULL;
	if (has_alone(names, n, &n->model))
		return n->model;
	return has_alone(names, n, &n->ip) ? n->ip : *n->mac ? n->mac : NULL;
}
