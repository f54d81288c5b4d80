/* talks.c - the table of how protocols are spoken. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/talks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct talk *const talks[] = {
#define TALK_ROW(name) &talk_##name,
        TALKS(TALK_ROW)
#undef TALK_ROW
};

static const struct talk *find(const char *name)
{
	for (size_t i = 0; i < sizeof(talks) / sizeof(talks[0]); i++)
		if (strcmp(talks[i]->name, name) == 0)
			return talks[i];
	return NULL;
}

bool talk_exists(const char *name)
{
	return find(name) != NULL;
}

const struct talk *talk_find(const char *name)
{
	const struct talk *talk = find(name);

	if (talk)
		return talk;
	fprintf(stderr, "simulate: nobody speaks %s\n", name);
	abort();
}
