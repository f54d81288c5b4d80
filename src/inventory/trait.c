/* trait.c - what an endpoint does, as one text that can be stored. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Words apart by blanks: "s:modbus" it serves, "c:s7comm" it asks, "a:12" bits of classes it asked
 * for, "y:3" cyclic questions, "n:10" how often it asked, "f:5" endpoint of a client, "p:17" endpoint of a controller it asks, "q:9" endpoint that asked for it in vain, "l:1 w:17... u:3..." liveness, since when, and how long it may be silent, "t:2 o:1 h:4" addresses of
 * a MAC.
 */

#include "inventory/inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static char *add_set(const struct inventory *inv, const struct protocol_set *set, char letter,
                     char *text, struct arena *arena)
{
	for (uint16_t i = 0; i < PROTOCOL_MAX / 64; i++)
		for (uint64_t left = set->bits[i]; left; left &= left - 1)
			text = arena_printf(
			        arena, "%s%c:%s ", text, letter,
			        names_text(inv->protocols,
			                   (uint16_t)(i * 64 + __builtin_ctzll(left))));
	return text;
}

static char *add_number(char letter, uint64_t number, char *text, struct arena *arena)
{
	return number ? arena_printf(arena, "%s%c:%" PRIu64 " ", text, letter, number) : text;
}

const char *trait_write(const struct inventory *inv, const struct node *node, struct arena *arena)
{
	char *text = arena_strdup(arena, "");

	text = add_set(inv, &node->serves, 's', text, arena);
	text = add_set(inv, &node->uses, 'c', text, arena);
	text = add_number('a', node->acts, text, arena);
	text = add_number('y', node->cyclic, text, arena);
	text = add_number('n', node->asked, text, arena);
	for (size_t i = 0; i < node->peer_count; i++)
		text = add_number('p', node->peer[i], text, arena);
	for (size_t i = 0; i < node->client_count; i++)
		text = add_number('f', node->client[i], text, arena);
	text = add_number('q', node->home ? 0 : node->asked_by, text, arena);
	text = add_number('l', node->liveness, text, arena);
	text = add_number('w', (uint64_t)node->liveness_since, text, arena);
	text = add_number('u', (uint64_t)node->usual, text, arena);
	text = add_number('t', node->tentative, text, arena);
	text = add_number('o', node->outside, text, arena);
	return add_number('h', node->holds, text, arena);
}

static void read_word(struct inventory *inv, struct node *node, char letter, const char *word)
{
	const uint64_t number = strtoull(word, NULL, 10);

	if (letter == 's')
		protocol_add(&node->serves, names_number(inv->protocols, word));
	else if (letter == 'c')
		protocol_add(&node->uses, names_number(inv->protocols, word));
	else if (letter == 'a')
		node->acts = (uint16_t)number;
	else if (letter == 'y')
		node->cyclic = (uint16_t)number;
	else if (letter == 'n')
		node->asked = (uint16_t)number;
	else if (letter == 'f' && node->client_count < CLIENT_MAX)
		node->client[node->client_count++] = number;
	else if (letter == 'p' && node->peer_count < PEER_MAX)
		node->peer[node->peer_count++] = number;
	else if (letter == 'q')
		node->asked_by = number;
	else if (letter == 'l')
		node->liveness = number < LIVENESS_GONE ? (uint8_t)number : LIVENESS_UNKNOWN;
	else if (letter == 'w')
		node->liveness_since = (int64_t)number;
	else if (letter == 'u')
		node->usual = (int64_t)number;
	else if (letter == 't')
		node->tentative = (uint16_t)number;
	else if (letter == 'o')
		node->outside = (uint16_t)number;
	else if (letter == 'h')
		node->holds = (uint16_t)number;
}

void trait_read(struct inventory *inv, struct node *node, const char *traits)
{
	char letter;
	char word[64];
	int used = 0;

	while (traits && sscanf(traits, " %c:%63s%n", &letter, word, &used) == 2) {
		read_word(inv, node, letter, word);
		traits += used;
	}
}
