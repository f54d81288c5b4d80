/* ledger_match.c - which device a line of the ledger speaks of. SPDX-License-Identifier: Apache-2.0
 */

#include "serve/ledger_match.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/address.h"
#include "lib/arena.h"
#include "store/store.h"

#define KEY_SIZE 64

/* What is compared, most trusted first. */
enum by { BY_MAC, BY_IP, BY_SERIAL, BY_NAME, BY_COUNT };

struct index_entry {
	char key[KEY_SIZE];
	uint64_t asset;
};

struct ledger_match {
	struct arena *arena;
	struct index_entry *entries[BY_COUNT];
	size_t count[BY_COUNT];
	size_t room[BY_COUNT];
	bool sorted;
};

struct ledger_match *ledger_match_new(struct arena *arena)
{
	struct ledger_match *match = arena_alloc(arena, sizeof(*match));

	match->arena = arena;
	return match;
}

/* ---- one form for each kind; false when the word is none ---- */

/* People write 00:1d:.., 00-1D-.., 001d.9cc6.72e8 and 001D9CC672E8. */
static bool form_mac(const char *word, size_t length, char *key)
{
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		if (isxdigit((unsigned char)word[i]) && used < 12)
			key[used++] = (char)tolower((unsigned char)word[i]);
		else if (!strchr(":-.", word[i]))
			return false;
	}
	key[used] = '\0';
	return used == 12;
}

static bool form_ip(const char *word, size_t length, char *key)
{
	struct address address;
	char text[ADDRESS_TEXT_SIZE];

	if (length >= sizeof(text))
		return false;
	memcpy(text, word, length);
	text[length] = '\0';
	if (!address_parse(text, &address))
		return false;
	address_text(&address, key);
	return true;
}

static bool form_text(const char *word, size_t length, char *key)
{
	if (length < 3 || length >= KEY_SIZE)
		return false;
	for (size_t i = 0; i < length; i++)
		key[i] = (char)tolower((unsigned char)word[i]);
	key[length] = '\0';
	return true;
}

static bool (*const forms[BY_COUNT])(const char *word, size_t length, char *key) = {
        [BY_MAC] = form_mac, [BY_IP] = form_ip, [BY_SERIAL] = form_text, [BY_NAME] = form_text};

/* Names hold blanks; of the others a cell may hold several. */
static const char *const separators[BY_COUNT] = {[BY_MAC] = " ,;/\t\r\n",
                                                 [BY_IP] = " ,;/\t\r\n",
                                                 [BY_SERIAL] = ",;\r\n",
                                                 [BY_NAME] = "\r\n"};

/* Calls with every word's key until it says true. */
static bool each_key(enum by by, const char *text,
                     bool (*take)(struct ledger_match *, enum by, const char *, uint64_t *),
                     struct ledger_match *match, uint64_t *asset)
{
	while (text && *text) {
		char key[KEY_SIZE];
		const size_t length = strcspn(text, separators[by]);

		if (length > 0 && forms[by](text, length, key) && take(match, by, key, asset))
			return true;
		text += length + (text[length] != '\0');
	}
	return false;
}

static bool add_key(struct ledger_match *match, enum by by, const char *key, uint64_t *asset)
{
	if (match->count[by] == match->room[by]) {
		const size_t room = match->room[by] ? 2 * match->room[by] : 256;
		struct index_entry *entries = arena_alloc(match->arena, room * sizeof(*entries));

		if (match->count[by] > 0)
			memcpy(entries, match->entries[by], match->count[by] * sizeof(*entries));
		match->entries[by] = entries;
		match->room[by] = room;
	}
	struct index_entry *entry = &match->entries[by][match->count[by]++];
	memcpy(entry->key, key, strlen(key) + 1);
	entry->asset = *asset;
	return false;
}

void ledger_match_add(struct ledger_match *match, const struct asset_row *assets, size_t count)
{
	match->sorted = false;
	for (size_t i = 0; i < count; i++) {
		const struct asset_row *a = &assets[i];
		uint64_t number = a->number;

		(void)each_key(BY_MAC, a->mac, add_key, match, &number);
		(void)each_key(BY_IP, a->ip, add_key, match, &number);
		(void)each_key(BY_SERIAL, a->serial, add_key, match, &number);
		(void)each_key(BY_NAME, a->name, add_key, match, &number);
		(void)each_key(BY_NAME, a->hostname, add_key, match, &number);
	}
}

static int compare(const void *a, const void *b)
{
	const struct index_entry *x = a;
	const struct index_entry *y = b;

	return strcmp(x->key, y->key);
}

/* A key that several devices have tells nothing. */
static bool find_key(struct ledger_match *match, enum by by, const char *key, uint64_t *asset)
{
	struct index_entry wanted = {.asset = 0};

	memcpy(wanted.key, key, strlen(key) + 1);
	const struct index_entry *first = match->entries[by];
	const struct index_entry *hit = match->count[by] ? bsearch(&wanted, first, match->count[by],
	                                                           sizeof(wanted), compare)
	                                                 : NULL;
	if (!hit)
		return false;
	*asset = hit->asset;
	while (hit > first && strcmp(hit[-1].key, key) == 0)
		hit--;
	for (; hit < first + match->count[by] && strcmp(hit->key, key) == 0; hit++)
		if (hit->asset != *asset)
			return false;
	return true;
}

void ledger_match_rows(struct ledger_match *match, struct ledger_row *rows, size_t count)
{
	for (int by = 0; by < BY_COUNT && !match->sorted; by++)
		if (match->count[by] > 0)
			qsort(match->entries[by], match->count[by], sizeof(struct index_entry),
			      compare);
	match->sorted = true;
	for (size_t i = 0; i < count; i++) {
		struct ledger_row *row = &rows[i];
		const char *const cells[BY_COUNT] = {row->mac, row->ip, row->serial, row->name};
		uint64_t asset = 0;
		bool found = false;

		for (int by = 0; by < BY_COUNT && !found; by++)
			found = each_key((enum by)by, cells[by], find_key, match, &asset);
		row->asset = found ? asset : 0;
	}
}
