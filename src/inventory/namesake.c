/* namesake.c - what tells devices of one name apart. SPDX-License-Identifier: Apache-2.0
 *
 * The lists of the page ask their rows alike (DIFFERS in store/sql.h).
 */

#include "inventory/namesake.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/memory.h"

/* In this order. */
enum { BY_MODEL, BY_IP, BY_MAC, WAYS };

struct named {
	uint64_t number;
	const char *name;
	const char *text[WAYS]; /* "" none */
	const char *apart;      /* NULL: nothing does, or it need not */
};

struct namesakes {
	struct arena arena;
	struct named *row; /* by number once they are settled */
	size_t count;
	size_t room;
};

struct namesakes *namesakes_new(void)
{
	return xcalloc(1, sizeof(struct namesakes));
}

void namesakes_free(struct namesakes *names)
{
	if (!names)
		return;
	arena_free(&names->arena);
	free(names->row);
	free(names);
}

void namesakes_add(struct namesakes *names, uint64_t number, const char *name)
{
	if (names->count == names->room) {
		names->room = names->room * 2 + 64;
		names->row = xreallocarray(names->row, names->room, sizeof(*names->row));
	}
	names->row[names->count++] =
	        (struct named){.number = number, .name = arena_strdup(&names->arena, name)};
}

static int by_number(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static int by_name(const void *a, const void *b)
{
	const int order = strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);

	return order ? order : by_number(a, b);
}

static int by_text(const void *a, const void *b, void *way)
{
	return strcmp(((const struct named *)a)->text[*(int *)way],
	              ((const struct named *)b)->text[*(int *)way]);
}

static void describe(struct arena *arena, struct named *n, const struct asset *a)
{
	char ip[ADDRESS_TEXT_SIZE] = "", mac[ADDRESS_TEXT_SIZE] = "";

	for (size_t i = 0; a && i < a->endpoint_count; i++) {
		const struct endpoint *e = &a->endpoints[i];

		if (e->kind == ENDPOINT_IP && !e->retired && !*ip)
			address_text(&e->ip, ip);
		if (e->kind == ENDPOINT_MAC && !*mac)
			mac_text(&e->mac, mac);
	}
	n->text[BY_MODEL] = arena_strdup(arena, a && a->model ? a->model : "");
	n->text[BY_IP] = arena_strdup(arena, ip);
	n->text[BY_MAC] = arena_strdup(arena, mac);
}

/* They share a name: what each has alone tells it apart. */
static void tell_apart(struct namesakes *names, struct named *row, size_t count,
                       struct inventory *inventory)
{
	for (size_t i = 0; i < count; i++)
		describe(&names->arena, &row[i], inventory_asset(inventory, row[i].number));
	for (int way = 0; way < WAYS; way++) {
		qsort_r(row, count, sizeof(*row), by_text, &way);
		for (size_t i = 0; i < count; i++) {
			const bool shared =
			        (i > 0 && by_text(&row[i - 1], &row[i], &way) == 0) ||
			        (i + 1 < count && by_text(&row[i], &row[i + 1], &way) == 0);

			if (!row[i].apart && *row[i].text[way] && !shared)
				row[i].apart = row[i].text[way];
		}
	}
}

/* Of a device that was added several times one stays. */
static void keep_one_each(struct namesakes *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < names->count; i++)
		if (i == 0 || by_name(&names->row[i - 1], &names->row[i]) != 0)
			names->row[kept++] = names->row[i];
	names->count = kept;
}

void namesakes_settle(struct namesakes *names, struct inventory *inventory)
{
	if (!names->count)
		return;
	qsort(names->row, names->count, sizeof(*names->row), by_name);
	keep_one_each(names);
	for (size_t i = 0, end; i < names->count; i = end) {
		for (end = i + 1;
		     end < names->count && strcmp(names->row[end].name, names->row[i].name) == 0;)
			end++;
		if (end - i > 1)
			tell_apart(names, &names->row[i], end - i, inventory);
	}
	qsort(names->row, names->count, sizeof(*names->row), by_number);
}

const char *namesakes_apart(const struct namesakes *names, uint64_t number)
{
	const struct named wanted = {.number = number};
	const struct named *found =
	        names->count ? bsearch(&wanted, names->row, names->count, sizeof(wanted), by_number)
	                     : NULL;

	return found ? found->apart : NULL;
}
